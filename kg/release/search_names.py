"""Records whose names may be the one asked for, with all forms of their names, for linking."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import DumpError
from kg.release.search import kind_of_number, kind_spans, labels
from kg.release.search_asked import read_asked
from kg.release.search_bases import base_of
from kg.release.search_initials import forms
from kg.release.search_steps import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.release.search_rows import Form


@dataclass(frozen=True, slots=True)
class Known:
    """One record and all forms of its name, its labels by language among them."""

    iri: str
    kind: str
    class_: str
    year: str
    forms: tuple[Form, ...]
    labels: Mapping[str, str]


def named(
    path: Path, asked: Iterable[tuple[str, Sequence[str]]], most: int = 50
) -> list[list[Known]]:
    """Return, for each text and its kinds (none: any), the records that may have such a name.

    At most so many each, those found more surely first. Raises `DumpError` when the index is
    missing or damaged.
    """
    try:
        with base_of(path) as base:
            spans = kind_spans(base)
            return [_named(base, text, _wanted(spans, kinds), spans, most) for text, kinds in asked]
    except sqlite3.DatabaseError as error:
        raise DumpError(f"{path} is no search index ({error}); build the release again") from error


def _wanted(spans: Mapping[str, tuple[int, int]], kinds: Sequence[str]) -> list[tuple[int, int]]:
    return [spans[kind] for kind in kinds or spans if kind in spans and kind != "parts"]


def _named(
    base: sqlite3.Connection,
    text: str,
    wanted: Sequence[tuple[int, int]],
    spans: Mapping[str, tuple[int, int]],
    most: int,
) -> list[Known]:
    asked = read_asked(text)
    if (asked.is_empty and not asked.provision) or not wanted:
        return []
    numbers = islice(find(base, text, asked, sorted(wanted)), most)
    return [_known(base, spans, number) for number in numbers]


def _known(base: sqlite3.Connection, spans: Mapping[str, tuple[int, int]], number: int) -> Known:
    iri, class_, year, written = base.execute(
        "SELECT iri, class, year, forms FROM record WHERE id = ?", (number,)
    ).fetchone()
    known = forms(written)
    kind = kind_of_number(spans, number)
    return Known(iri, kind, class_, year, tuple(known), labels(known))
