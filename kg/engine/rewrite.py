"""Two forms that the engine plans badly, written as equal ones that it plans well.

Only in the outermost group of a query without GRAPH, and only where all of the group can be read
here. Its triples that stand outside every bracket are D; their variables are bound in every
solution of the group.

`FILTER NOT EXISTS { B }`, where B is two or more plain triple patterns and shares a variable with
D, becomes `MINUS { B }` at the end of the group. The filter drops a solution s of the group if B
has a match that is compatible with s. MINUS drops it if, besides, the two have a bound variable in
common; a match of B binds all variables of B, s binds those of D, so they always have one. Both
look at s after all the rest of the group. Paths that may have length zero are not triple patterns:
a term put into one matches itself even where the graph does not know it.

`FILTER (?x = <iri>)`, where ?x stands in the first triples of the group, before anything else but
filters, becomes `VALUES ?x { <iri> }` before them. `=` holds between an IRI and no other term than
itself, and ?x is bound. What follows the first triples joins, extends or drops their solutions one
by one and leaves ?x as it is, so it does not matter whether others are dropped before or after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.engine.tokens import Token

_OPEN: Final = frozenset("{([")
_CLOSE: Final = frozenset("})]")
_TERMS: Final = frozenset({"iri", "pname", "var", "string", "number", "lang"})
_JOINING: Final = frozenset({".", ";", ",", "/", "^", "|", "^^"})
_WORDS: Final = frozenset({"a", "true", "false"})
_ELEMENTS: Final = frozenset({"OPTIONAL", "UNION", "MINUS", "BIND", "VALUES", "FILTER"})
_FILTER: Final = "FILTER(true)"
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT"})


@dataclass(slots=True)
class _Group:
    """What was seen of the outermost group."""

    first: set[str] = field(default_factory=set)
    """Variables of the triples before anything else but filters."""
    bound: set[str] = field(default_factory=set)
    """Variables of all triples that stand outside every bracket."""
    filters: list[Sequence[Token]] = field(default_factory=list)
    """The tokens of each filter, from the word on."""


def rewritten(text: str, tokens: Sequence[Token]) -> str:
    """Return a query that is equal to this one, perhaps the same. `tokens` are all of it."""
    filters = [number for number, token in enumerate(tokens) if token.text.upper() == "FILTER"]
    if not any(_may_change(tokens[number : number + 4]) for number in filters):
        return text
    if any(token.kind == "word" and token.text.upper() == "GRAPH" for token in tokens):
        return text
    group = _outermost(tokens)
    seen = _read(group) if group else None
    return _changed(text, group, seen) if group and seen else text


def _may_change(tokens: Sequence[Token]) -> bool:
    """Return whether a filter that begins so may be of one of the two forms."""
    return len(tokens) == 4 and (tokens[3].text == "=" or tokens[1].text.upper() == "NOT")


def _outermost(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the group of WHERE without its brackets, or nothing where that is not plain."""
    words = [token.text.upper() if token.kind == "word" else "" for token in tokens]
    form = next((number for number, word in enumerate(words) if word in _FORMS), None)
    if form is None:
        return ()
    opening = _opening(tokens, form)
    if words[form] == "CONSTRUCT":  # the first brackets are its template's
        opening = _opening(tokens, _closing(tokens, opening))
    return tokens[opening + 1 : _closing(tokens, opening)]


def _opening(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the next curly bracket that stands in no round one."""
    depth = 0
    for number in range(start, len(tokens)):
        if tokens[number].kind == "mark":
            depth += (tokens[number].text == "(") - (tokens[number].text == ")")
            if tokens[number].text == "{" and not depth:
                return number
    return len(tokens)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the place of the bracket that closes another."""
    depth = 0
    for number in range(opening, len(tokens)):
        if tokens[number].kind == "mark":
            depth += (tokens[number].text in _OPEN) - (tokens[number].text in _CLOSE)
        if depth <= 0:
            return number
    return len(tokens)


def _read(group: Sequence[Token]) -> _Group | None:
    """Return what the group consists of, or nothing where something in it is not understood."""
    seen = _Group()
    is_first = True
    number = 0
    while number < len(group):
        token = group[number]
        word = token.text.upper() if token.kind == "word" else token.text
        if word in _ELEMENTS or word == "{":
            end = _end(group, number)
            if word == "FILTER":
                seen.filters.append(group[number:end])
            else:
                is_first = False
            number = end
        elif _is_triple(token):
            names = _variables([token])
            seen.bound |= names
            seen.first |= names if is_first else set()
            number += 1
        else:
            return None
    return seen


def _end(group: Sequence[Token], number: int) -> int:
    """Return the place after an element that ends with its first brackets.

    Those of VALUES over several variables are followed by others: they are read as a group.
    """
    while number < len(group) and group[number].text not in _OPEN:
        number += 1
    return min(_closing(group, number) + 1, len(group)) if number < len(group) else number


def _is_triple(token: Token) -> bool:
    if token.kind == "mark":
        return token.text in _JOINING
    return token.kind in _TERMS or (token.kind == "word" and token.text in _WORDS)


def _changed(text: str, group: Sequence[Token], seen: _Group) -> str:
    start, end = group[0].start, group[-1].end
    before, after = "", ""
    changes: list[tuple[int, int]] = []
    for tokens in seen.filters:
        body = _not_exists(tokens)
        same = _equality(tokens)
        if body and seen.bound & _variables(body):
            after += f" MINUS {{ {text[body[0].start : body[-1].end]} }}"
        elif same and same[0].text[1:] in seen.first:
            before += f" VALUES {same[0].text} {{ {same[1].text} }} "
        else:
            continue
        changes.append((tokens[0].start, tokens[-1].end))
    inside = ""
    place = start
    for first, last in changes:
        inside += text[place:first] + _FILTER
        place = last
    return (
        f"{text[:start]}{before}{inside}{text[place:end]}{after}{text[end:]}" if changes else text
    )


def _variables(tokens: Sequence[Token]) -> set[str]:
    return {token.text[1:] for token in tokens if token.kind == "var"}


def _not_exists(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the body of `FILTER NOT EXISTS { … }` if it is two or more plain triple patterns."""
    words = [token.text.upper() for token in tokens[:4]]
    body = tokens[4:-1]
    if words != ["FILTER", "NOT", "EXISTS", "{"] or not all(map(_is_triple, body)):
        return ()
    if any(_has_open_predicate(body, number) for number in range(len(body))):
        return ()
    several = sum(token.text in {";", ",", ".", "/"} for token in body[:-1])
    return body if several else ()


def _has_open_predicate(body: Sequence[Token], number: int) -> bool:
    """Return whether a triple that begins here has a variable for a predicate.

    Its matches would be all there is, and MINUS finds all matches.
    """
    if body[number].text == ";":
        return _variables(body[number + 1 : number + 2]) != set()
    return (not number or body[number - 1].text == ".") and bool(
        _variables(body[number + 1 : number + 2])
    )


def _equality(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return variable and IRI of `FILTER (?x = <iri>)`, whichever stands first."""
    if len(tokens) != 6 or [tokens[at].text for at in (1, 3, 5)] != ["(", "=", ")"]:
        return None
    one, other = tokens[2], tokens[4]
    if one.kind != "var":
        one, other = other, one
    return (one, other) if one.kind == "var" and other.kind in {"iri", "pname"} else None
