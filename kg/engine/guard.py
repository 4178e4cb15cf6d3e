"""What may be asked of the engine, decided on the tokens of the query before it sees the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urljoin

from kg.engine.limits import DEFAULT, QUERY_PARTS, Limits
from kg.engine.rewrite import rewritten
from kg.engine.tokens import Token, is_certain, place, readings, resolved
from kg.errors import FederationError, QueryError, QuerySyntaxError, UpdateError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

Kind = Literal["boolean", "solutions", "graph"]

_MAX_TRIPLE_TERMS: Final = QUERY_PARTS["triple-terms"]
_MAX_GRAPHS: Final = QUERY_PARTS["graphs"]
_MAX_BASES: Final = QUERY_PARTS["bases"]
_MAX_IRI: Final = QUERY_PARTS["iri-length"]

_UNSTABLE: Final = ("NOW", "RAND", "UUID", "BNODE")
"""Functions whose value differs from time to time, or the ends of their names."""

_FORMS: Final[dict[str, Kind]] = {
    "SELECT": "solutions",
    "ASK": "boolean",
    "CONSTRUCT": "graph",
    "DESCRIBE": "graph",
}
_UPDATES: Final = (
    *("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"),
)
_TRIPLE_TERM: Final = re.compile("<<|TRIPLE", re.ASCII | re.IGNORECASE)
_OPEN: Final = frozenset({"{", "(", "[", "{|"})
_CLOSE: Final = frozenset({"}", ")", "]", "|}"})


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query names: None where it names none and the release's own hold."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


WHOLE: Final = Dataset()
"""The release as it was loaded."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that may be asked."""

    text: str
    """The text, codepoint escapes written out."""
    kind: Kind
    """What the answer will be."""
    dataset: Dataset
    """From the protocol's parameters, else from FROM and FROM NAMED."""
    plan: str = ""
    """An equal query that the engine answers sooner, where there is one."""
    is_stable: bool = True
    """Whether the answer is the same each time."""


def examine(
    text: str,
    graphs: Container[str],
    given: Dataset = WHOLE,
    base: str | None = None,
    limits: Limits = DEFAULT,
) -> Question:
    """Return the query as it may be asked.

    `graphs` are the named graphs there are. Graphs `given` beside the query, if any, are the whole
    dataset, and FROM is then passed over (SPARQL 1.1 Protocol, section 2.1.4). Raises
    `QueryError` for SERVICE, an update, an unknown graph, and a text that is too long or nested
    too deeply.
    """
    if len(text) * 4 > limits.query_size:
        _refuse_size(text, limits.query_size)
    text = resolved(text)
    _refuse_unwritable(text)
    found = readings(text)
    spelt = text.upper()  # what it does not hold no token of it is
    if "service" in text.lower():
        for reading in found:
            _refuse_service(text, reading)
    if sum(map(text.count, "{([")) > limits.nesting:
        for reading in found:
            _refuse_nesting(text, reading, limits.nesting)
    kind = _kind(text, found[0])
    dataset = given
    if dataset == WHOLE and ("FROM" in spelt or "NAMED" in spelt):
        dataset = _clauses(found[0], base, graphs)
    for graph in (*(given.default or ()), *(given.named or ())):
        _refuse_unknown(graph, graphs)
    plan = rewritten(text, found[0])
    may_vary = any(name in spelt for name in _UNSTABLE)
    return Question(
        text,
        kind,
        dataset,
        plan if plan != text and is_certain(found[0]) else "",
        not (may_vary and any(map(_varies, found[0]))),
    )


def _refuse_unknown(graph: str, graphs: Container[str]) -> None:
    if graph not in graphs:
        raise QueryError(
            f"there is no graph <{graph[:200]}> here, and none is fetched from elsewhere; "
            "SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs"
        )


def _refuse_size(text: str, most: int) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > most:
        raise QueryError(f"the query has {size} bytes; at most {most} are read", limit="query-size")


def _varies(token: Token) -> bool:
    # A keyword may touch the next word, so the name may be the end of a longer word.
    return token.kind == "word" and token.text.upper().endswith(_UNSTABLE)


def _refuse_unwritable(text: str) -> None:
    """Raise for what no byte can stand for, and for triple terms without end."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuerySyntaxError("this is half a character", *place(text, error.start)) from error
    count = sum(1 for _ in islice(_TRIPLE_TERM.finditer(text), _MAX_TRIPLE_TERMS + 1))
    if count > _MAX_TRIPLE_TERMS:
        raise QueryError(
            f"the query has more than {_MAX_TRIPLE_TERMS} triple terms", limit="triple-terms"
        )


def _refuse_service(text: str, tokens: Sequence[Token]) -> None:
    """Raise where the engine could read a SERVICE clause.

    It needs no space after a keyword: `SERVICESILENT<x>` counts, and `serviceex:a {` is SERVICE
    and a prefixed name, unless that name is a graph's. No other keyword contains the word.
    """
    for number, token in enumerate(tokens):
        if token.kind == "word":
            guilty = "service" in token.text.lower()
        else:
            guilty = token.kind == "pname" and _glued(tokens, number)
        if guilty:
            raise FederationError(
                "SERVICE is not answered here: this server asks no other; let your own engine "
                "ask both sides",
                *place(text, token.start),
            )


def _glued(tokens: Sequence[Token], number: int) -> bool:
    prefix = tokens[number].text.partition(":")[0].lower()
    after = tokens[number + 1].text if number + 1 < len(tokens) else ""
    before = tokens[number - 1].text.upper() if number else ""
    return "service" in prefix and after == "{" and before not in {"GRAPH", "FROM", "NAMED"}


def _refuse_nesting(text: str, tokens: Iterable[Token], most: int) -> None:
    depth = 0
    for token in tokens:
        if token.kind != "mark":
            continue
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > most:
            raise QuerySyntaxError(
                f"brackets are nested more than {most} deep",
                *place(text, token.start),
                limit="nesting",
            )


def _kind(text: str, tokens: Sequence[Token]) -> Kind:
    """Return what the first keyword after the prologue asks for."""
    for token in tokens[_prologue(tokens) :]:
        word = token.text.upper()
        if word.startswith(_UPDATES):
            raise UpdateError(
                "this endpoint is read-only: updates are refused; a query begins with SELECT, "
                "ASK, CONSTRUCT or DESCRIBE",
                *place(text, token.start),
            )
        for form, kind in _FORMS.items():
            if word.startswith(form):  # a keyword may touch the next one
                return kind
        raise QuerySyntaxError(
            f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {token.text[:20]!r}",
            *place(text, token.start),
        )
    raise QuerySyntaxError("the query is empty", *place(text, len(text)))


def _prologue(tokens: Sequence[Token]) -> int:
    """Return the number of tokens in BASE, PREFIX and VERSION declarations."""
    lengths = {"BASE": 2, "PREFIX": 3, "VERSION": 2}
    number = 0
    while number < len(tokens):
        length = lengths.get(tokens[number].text.upper())
        if length is None:
            break
        number += length
    return number


def _clauses(tokens: Sequence[Token], base: str | None, graphs: Container[str]) -> Dataset:
    """Return the graphs of FROM and FROM NAMED, each once. Raises for the first unknown one."""
    start = _prologue(tokens)
    sources = list(islice(_sources(tokens[start:]), _MAX_GRAPHS + 1))
    if not sources:
        return WHOLE
    if len(sources) > _MAX_GRAPHS:
        raise QueryError(
            f"a query may name {_MAX_GRAPHS} graphs; this one names more", limit="graphs"
        )
    used = {name.text.partition(":")[0] for _, name in sources if name.kind == "pname"}
    prefixes, base = _declared(tokens[:start], base, used)
    default: dict[str, None] = {}
    named: dict[str, None] = {}
    for to_named, name in sources:
        iri = _iri(name, prefixes, base)
        _refuse_unknown(iri, graphs)
        (named if to_named else default)[iri] = None
    return Dataset(tuple(default), tuple(named))


def _declared(
    tokens: Sequence[Token], base: str | None, used: Container[str]
) -> tuple[dict[str, str], str | None]:
    """Return those prefixes that are used, and the base IRI, that a prologue declares."""
    prefixes: dict[str, str] = {}
    bases = 0
    for before, token in pairwise(tokens):
        if token.kind != "iri":
            continue
        if before.kind != "pname":
            base = _iri(token, prefixes, base)
            bases += 1
        elif before.text[:-1] in used:
            prefixes[before.text[:-1]] = _iri(token, prefixes, base)
        if bases > _MAX_BASES:
            raise QueryError(
                f"the query has more than {_MAX_BASES} BASE declarations", limit="bases"
            )
    return prefixes, base


def _sources(tokens: Sequence[Token]) -> Iterator[tuple[bool, Token]]:
    """Yield each graph name of a dataset clause, and whether it is a named graph."""
    for number, token in enumerate(tokens):
        if token.text == "{":  # no clause stands after the pattern begins
            return
        before = tokens[number - 1].text.upper() if number else ""
        asked = number and tokens[number - 1].kind == "word"
        if asked and token.kind in {"iri", "pname"} and before.endswith(("FROM", "NAMED")):
            yield before.endswith("NAMED"), token


def _iri(name: Token, prefixes: dict[str, str], base: str | None) -> str:
    if len(name.text) > _MAX_IRI:
        raise QueryError(
            f"{name.text[:80]}… has more than {_MAX_IRI} characters", limit="iri-length"
        )
    if name.kind == "iri":
        try:
            return urljoin(base or "", name.text[1:-1])
        except ValueError as error:
            raise QueryError(f"{name.text[:200]} is not an IRI: {error}") from error
    prefix, _, local = name.text.partition(":")
    if prefix not in prefixes:
        raise QueryError(f"the prefix {prefix[:80]}: of the graph {name.text[:80]} is not declared")
    return prefixes[prefix] + local.replace("\\", "")
