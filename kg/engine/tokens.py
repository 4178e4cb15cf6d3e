"""The terminals of SPARQL 1.1 (section 19.8), and every way a query text can be cut into them.

The engine reads without a separate scanner, so where `<` follows an operand it decides by
grammar whether an IRI or a comparison begins, and a keyword may touch the next word. One pass
of longest matches would therefore miss what the engine finds. `readings` returns all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.engine.limits import QUERY_PARTS
from kg.errors import QueryError, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Token(NamedTuple):
    """One terminal of a query text."""

    kind: str
    """`iri`, `pname`, `word`, `var`, `string`, `number`, `bnode`, `lang` or `mark`."""
    text: str
    start: int
    """Place in the text, counted from 0."""
    end: int
    """Place after the last character."""


_MAX_TOKENS: Final = QUERY_PARTS["tokens"]
_MAX_DOTTED: Final = QUERY_PARTS["dotted-names"]

_BASE = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS_U = rf"{_BASE}_"
_NAME = rf"{_CHARS_U}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHARS = rf"{_NAME}\-"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-]"
# The bound keeps scanning linear; a longer prefix is read as a word.
_PREFIX = rf"(?:[{_BASE}](?:[{_CHARS}.]{{0,99}}+(?<!\.))?+)?+:"
_LOCAL = rf"(?:[{_CHARS_U}:0-9]|{_PLX})(?:[{_CHARS}:]++|{_PLX}|\.++(?=[{_CHARS}:%\\]))*+"
_ESCAPED = r"""\\[tbnrf\\"']|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"""

# What is met most stands first; no two of them begin alike but where the first is meant.
_TERMINALS: Final = (
    ("pname", rf"{_PREFIX}(?:{_LOCAL})?+"),
    ("var", rf"[?$][{_CHARS_U}0-9][{_NAME}]*+"),
    ("iri", r"""<[^<>"{}|^`\\\x00-\x20]*+>"""),
    ("bnode", rf"_:[{_CHARS_U}0-9](?:[{_CHARS}.]*[{_CHARS}])?"),
    ("word", rf"[{_CHARS_U}][{_CHARS_U}0-9]*+"),
    ("string", rf'"""(?:"{{0,2}}(?:[^"\\]|{_ESCAPED}))*"""'),
    ("string", rf"'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPED}))*'''"),
    ("string", rf'"(?:[^"\\\n\r]|{_ESCAPED})*"'),
    ("string", rf"'(?:[^'\\\n\r]|{_ESCAPED})*'"),
    ("lang", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"),
    ("number", r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]+|[0-9]*+\.[0-9]+|[0-9]+"),
    ("mark", r"\{\||\|\}|\^\^|&&|\|\||[!<>]=|[{}()\[\].,;*/|^?+<>=!~-]"),
)
_ANY: Final = "|".join(f"({text})" for _, text in _TERMINALS)
_TERMINAL: Final = re.compile(_ANY)
_KINDS: Final = ("", *(kind for kind, _ in _TERMINALS))
"""Kind of a terminal by the number of its group."""
# The engine (pyoxigraph 0.5.13) ends a local name before its second dot: `ex:a.b.SERVICE<x>{}`
# is a name, a dot and a SERVICE clause to it.
_DOTTED: Final = re.compile(
    rf"[^:]*:(?:[{_CHARS}:]|{_PLX})*+(?:\.++(?:[{_CHARS}:]|{_PLX})++)?+(?=\.)"
)
_BLANK: Final = r"[ \t\r\n]++|#[^\r\n]{0,99}+[\r\n]"
_SPACES: Final = re.compile(rf"(?:{_BLANK})++")
_NEXT: Final = re.compile(rf"(?:{_BLANK})*+(?:{_ANY})")
"""A terminal with the spaces and short comments before it."""
_LINE_END: Final = re.compile(r"[\r\n]")

# Escapes of these stay as they are: inside a string the engine reads them, and written out
# they would end the string or the line.
_KEPT: Final = frozenset("\"'\\\n\r\0")
_CODEPOINT: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)


def resolved(text: str) -> str:
    r"""Return the text with its codepoint escapes (section 19.2) written out: `\u0053` is S.

    Raises `QuerySyntaxError` for an escape that is no character.
    """
    return _CODEPOINT.sub(lambda found: _character(text, found), text) if "\\" in text else text


def _character(text: str, found: re.Match[str]) -> str:
    digits = found[1] or found[2]
    if digits is None:  # another escape, as \n or \\
        return found[0]
    number = int(digits, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise QuerySyntaxError(f"{found[0]} is not a character", *place(text, found.start()))
    return found[0] if chr(number) in _KEPT else chr(number)


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text while it is read."""

    text: str
    ends: list[int]
    """Where its lines end, once it is asked: thousands of readings may meet the same comment."""
    seen: set[int]
    """Where a token began in some reading."""

    @classmethod
    def of(cls, text: str) -> _Text:
        """Return a text of which nothing is read yet."""
        return cls(text, [], set())

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends."""
        if not self.ends:
            self.ends.extend(end.start() for end in _LINE_END.finditer(self.text))
            self.ends.append(len(self.text))
        return self.ends[bisect_left(self.ends, offset)]


def tokens(text: str) -> list[Token]:
    """Return the tokens of the text by longest match, spaces and comments left out.

    Raises `QuerySyntaxError` at a character that begins no terminal.
    """
    return _tokens(_Text.of(text))


def _tokens(source: _Text) -> list[Token]:
    found = _longest(source)
    if len(found) > _MAX_TOKENS:
        raise QueryError(
            f"the query has more than {_MAX_TOKENS} words and marks; send it in parts",
            limit="tokens",
        )
    text = source.text
    rest = _spaces(source, found[-1].end if found else 0)
    if rest < len(text):
        raise QuerySyntaxError(f"cannot read {text[rest : rest + 12]!r}", *place(text, rest))
    return found


def _longest(source: _Text) -> list[Token]:
    """Return the tokens by longest match, up to one more than may be and to what cannot be read."""
    text, found = source.text, list[Token]()
    end = _read_on(text, 0, found)
    while len(found) <= _MAX_TOKENS:  # a long comment, or something that cannot be read
        start = _spaces(source, end)
        after = _read_on(text, start, found) if start > end else end
        if after <= start:
            break
        end = after
    return found


def _read_on(text: str, offset: int, found: list[Token]) -> int:
    """Add the tokens from an offset on to those found; return where the last one ends."""
    # Not a search: it would walk through the same spaces and comments again and again.
    end, match = offset, _NEXT.match
    while (read := match(text, end)) and len(found) <= _MAX_TOKENS:
        number = read.lastindex or 0
        value = read[number]
        start, after = read.span(number)
        if value == "/" and text.startswith("//", start):  # nothing, outside an IRI
            break
        end = after
        found.append(_token((_KINDS[number], value, start, end)))
    return end


_token: Final[Callable[[tuple[str, str, int, int]], Token]] = partial(tuple.__new__, Token)
"""Makes a token in half the time that its class takes; a long query has thousands."""


def readings(text: str) -> list[list[Token]]:
    """Return the tokens by longest match, then those of each other reading up to where it joins.

    Another reading begins inside a name with two dots (see `_DOTTED`), and where something that
    looks like an IRI follows an operand. The latter matters where the two disagree on what comes
    after: `?a<?b#>` is also a comparison and a comment, and in `?a<'b>'` a string begins.
    """
    source = _Text.of(text)
    found = [_tokens(source)]
    start = declarations(found[0])
    dotted = 0
    for run in found:  # grows as it is walked
        for before, token in pairwise([None, *run[start:]]):
            inside = _inside(before, token) if token and token.kind in _READ_TWICE else None
            if inside is None:
                continue
            if not source.seen:
                source.seen.update(token.start for token in found[0])
            if inside not in source.seen:
                found.append(list(_run(source, inside)))
                dotted += len(token.text) if token and token.kind == "pname" else 0
            if dotted > _MAX_DOTTED:
                raise QueryError(
                    "the query has too many names with two dots; write them as <IRI>s",
                    limit="dotted-names",
                )
        start = 0
    return found


_READ_TWICE: Final = frozenset({"iri", "pname"})


def declarations(found: Sequence[Token]) -> int:
    """Return the number of tokens in BASE and PREFIX declarations at the beginning of a text.

    Nothing but what they are can stand there, so there is one way to read them.
    """
    number = 0
    while number < len(found):
        kinds = _DECLARED.get(found[number].text.upper(), ())
        told = found[number + 1 : number + 1 + len(kinds)]
        if not kinds or tuple(token.kind for token in told) != kinds:
            break
        if kinds[0] == "pname" and told[0].text.find(":") != len(told[0].text) - 1:
            break
        number += 1 + len(kinds)
    return number


_DECLARED: Final[dict[str, tuple[str, ...]]] = {"BASE": ("iri",), "PREFIX": ("pname", "iri")}


def _split(token: Token) -> int | None:
    """Return where the engine ends a name before we do."""
    if token.kind != "pname" or token.text.count(".") < 2:
        return None
    name = _DOTTED.match(token.text)
    return token.start + name.end() if name else None


def _inside(before: Token | None, token: Token) -> int | None:
    """Return where inside a token another reading goes on, if one may."""
    if token.kind == "pname":
        return _split(token)
    return token.start + 1 if before and _doubtful(before, token) else None


def is_certain(found: Sequence[Token]) -> bool:
    """Return whether the engine reads these tokens, all of a text by longest match, as they are.

    It may read another way only where a comparison can stand: in round brackets.
    """
    depth = 0
    for before, token in pairwise(found):
        if before.kind == "mark":
            depth += (before.text == "(") - (before.text == ")")
        if (depth > 0 and _doubtful(before, token)) or _split(token) is not None:
            return False
    return True


def _doubtful(before: Token, token: Token) -> bool:
    if token.kind != "iri" or ("#" not in token.text and "'" not in token.text):
        return False
    if before.kind == "word":
        return before.text.lower().endswith(("true", "false"))
    return before.kind != "mark" or before.text in {")", "]", "<"}


def _run(source: _Text, offset: int) -> Iterator[Token]:
    """Yield tokens from an offset on, up to and with the first one seen before.

    Ends early where no terminal begins, and at `//`, which is nothing outside an IRI.
    """
    text, seen = source.text, source.seen
    joined = False
    while not joined:
        offset = _spaces(source, offset)
        found = _TERMINAL.match(text, offset)
        if found is None or text.startswith("//", offset):
            return
        joined = offset in seen
        seen.add(offset)
        end = found.end()
        yield Token(_KINDS[found.lastindex or 0], found[0], offset, end)
        offset = end


def _spaces(source: _Text, offset: int) -> int:
    """Return the offset of the next character that is neither space nor comment."""
    while True:
        found = _SPACES.match(source.text, offset)
        offset = found.end() if found else offset
        if not source.text.startswith("#", offset):
            return offset
        offset = source.line_end(offset)
