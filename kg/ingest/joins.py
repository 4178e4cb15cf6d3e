"""Reviewed decisions on whether a row is a record that exists, or another row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, SourceLine
from kg.model import ids
from kg.model.dates import bounds
from kg.read.yaml_lines import Mapping, Scalar, parse
from kg.read.yaml_lines import Sequence as Items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ANSWERS: Final = ("yes", "no", "unsure")
_KEYS: Final = ("row", "is", "same", "why", "by", "on")


@dataclass(frozen=True, slots=True)
class Join:
    """One decision. `row` is mapping and key; `other` a record, or mapping and key as well."""

    row: tuple[str, str]
    other: str | tuple[str, str]
    answer: str
    line: int


@dataclass(frozen=True, slots=True)
class Joins:
    """All decisions, and where the answer was yes what each row is."""

    decisions: tuple[Join, ...]
    same: dict[tuple[str, str], str | tuple[str, str]]


def read_joins(paths: Sequence[Path]) -> Joins:
    """Return the decisions in these files; raises `SourceError` for what cannot be meant."""
    same: dict[tuple[str, str], str | tuple[str, str]] = {}
    decisions = []
    for path in paths:
        for join in _decisions(path):
            if join.answer == "yes":
                if same.get(join.row, join.other) != join.other:
                    raise _error(path, join.line, "the row was already said to be another record")
                same[join.row] = join.other
            decisions.append(join)
    return Joins(tuple(decisions), same)


def _decisions(path: Path) -> Iterator[Join]:
    root = parse(path.read_bytes(), str(path))
    listed = root.entries.get("joins")
    if not isinstance(listed, Items):
        raise _error(path, root.line, "decisions stand in a list under `joins:`")
    for node in listed.items:
        yield _join(node if isinstance(node, Mapping) else None, path, node.line)


def _join(node: Mapping | None, path: Path, line: int) -> Join:
    texts = {
        key: value.text
        for key, value in (node.entries.items() if node else ())
        if isinstance(value, Scalar)
    }
    if node is None or set(node.entries) != set(_KEYS) or len(texts) < len(_KEYS):
        raise _error(path, line, f"a decision has {', '.join(_KEYS)}")
    if texts["same"] not in ANSWERS:
        raise _error(path, line, f"`same` is one of {', '.join(ANSWERS)}")
    try:
        bounds(texts["on"])
    except ValueError as wrong:
        raise _error(path, node.lines["on"], f"`on`: {wrong}") from None
    other = texts["is"]
    return Join(
        _row(texts["row"], path, line),
        other if ids.is_valid(other) else _row(other, path, line),
        texts["same"],
        line,
    )


def _row(text: str, path: Path, line: int) -> tuple[str, str]:
    mapping, space, key = text.partition(" ")
    if not space or not key:
        raise _error(path, line, f"`{text}` is no row: write mapping and key, as `list 5448`")
    return mapping, key


def _error(path: Path, line: int, message: str) -> SourceError:
    return SourceError(SourceLine(str(path), line), message)


def end_of(joins: Joins, row: tuple[str, str]) -> str | tuple[str, str] | None:
    """Return the record or the row that a row is said to be, followed to the end.

    A row of which nothing is said is itself; a circle has no end.
    """
    seen = set()
    while row in joins.same:
        if row in seen:
            return None
        seen.add(row)
        other = joins.same[row]
        if isinstance(other, str):
            return other
        row = other
    return row
