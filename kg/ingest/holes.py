"""Texts with holes: `row ${list_id | lower}` as text, name and steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HOLE: Final = re.compile(r"\$\{((?:[^{}']|'[^']*')*)\}")
_TOKEN: Final = re.compile(r"\s*(?:(\|)|'((?:[^']|'')*)'|([^\s|']+))")
_NAME: Final = re.compile(r"#?[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a value: `region`, `e.date` of the row `e`, `#e` for its number."""

    base: str
    column: str = ""
    is_number: bool = False

    def __str__(self) -> str:
        """Return the name as a mapping writes it."""
        return f"{'#' * self.is_number}{self.base}{f'.{self.column}' if self.column else ''}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its arguments; a `Name` stands for its value."""

    name: str
    arguments: tuple[str | Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Hole:
    """What fills a hole: a value or a fixed text, and the steps it goes through."""

    source: str | Name
    steps: tuple[Step, ...] = ()

    def names(self) -> list[Name]:
        """Return every name that the hole needs."""
        arguments = [argument for step in self.steps for argument in step.arguments]
        return [one for one in (self.source, *arguments) if isinstance(one, Name)]


Pieces = tuple[str | Hole, ...]
"""A text, cut at its holes."""


def pieces(text: str) -> Pieces:
    """Return a text cut at its holes; raises `ValueError` for a hole that cannot be read."""
    found: list[str | Hole] = []
    last = 0
    for match in _HOLE.finditer(text):
        found += [_plain(text[last : match.start()]), hole(match[1])]
        last = match.end()
    found.append(_plain(text[last:]))
    return tuple(piece for piece in found if piece)


def _plain(text: str) -> str:
    if "${" in text:
        raise ValueError(f"a hole is not closed, or has braces outside '…': {text!r}")
    return text


def hole(text: str) -> Hole:
    """Return what stands in one `${…}`; raises `ValueError` when it cannot be read."""
    parts: list[list[tuple[bool, str]]] = [[]]
    for bar, is_quoted, token in _tokens(text):
        if bar:
            parts.append([])
        else:
            parts[-1].append((is_quoted, token))
    if not all(parts) or len(parts[0]) != 1:
        raise ValueError(f"write one name, then steps behind `|`, not {text.strip()!r}")
    is_quoted, source = parts[0][0]
    return Hole(source if is_quoted else _name(source), tuple(_step(part) for part in parts[1:]))


def _tokens(text: str) -> list[tuple[bool, bool, str]]:
    """Return the tokens of a hole: is it a bar, is it quoted, its text."""
    found = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise ValueError(f"a quotation mark is not closed in {text.strip()!r}")
        quoted = match[2]
        token = quoted.replace("''", "'") if quoted is not None else match[3] or ""
        found.append((match[1] is not None, quoted is not None, token))
        position = match.end()
    return found


def _step(tokens: list[tuple[bool, str]]) -> Step:
    (_, name), *rest = tokens
    return Step(
        name,
        tuple(
            _name(token[1:]) if token.startswith("@") and not is_quoted else token
            for is_quoted, token in rest
        ),
    )


def _name(text: str) -> Name:
    if not _NAME.fullmatch(text):
        raise ValueError(f"{text!r} is no name; a fixed text stands in '…'")
    base, _, column = text.removeprefix("#").partition(".")
    return Name(base, column, text.startswith("#"))
