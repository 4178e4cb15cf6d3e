"""Searching the index of a release (`kg.release.search_index`)."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.errors import DumpError
from kg.model.names import fold
from kg.release.search_asked import Asked, read_asked
from kg.release.search_bases import base_of
from kg.release.search_initials import forms, forms_of
from kg.release.search_kinds import KINDS, MAIN
from kg.release.search_matches import MOST
from kg.release.search_steps import find

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.release.search_rows import Form
    from kg.release.search_steps import Found


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: its address, kind and class, its labels by language, and why.

    `form` is the text that matched; `how` is one of `kg.release.search_steps.HOWS`.
    """

    iri: str
    kind: str
    class_: str
    year: str
    labels: Mapping[str, str]
    form: Form
    how: str
    whole: Mapping[str, str]
    """Of a part, the labels of the record that it belongs to."""


@dataclass(frozen=True, slots=True)
class Results:
    """Some of the records found, how many there are (at most `MOST`), and whether more exist.

    `kinds` counts them by kind, in the order of `KINDS`, where none is left out.
    """

    hits: tuple[Hit, ...]
    total: int
    is_more: bool
    kinds: Mapping[str, int]


_NOTHING: Final = Results((), 0, False, {})


def search(path: Path, text: str, limit: int = 20, offset: int = 0, kind: str = "") -> Results:
    """Return `limit` of the records that `text` finds, after the first `offset`.

    Any text is answered. Raises `DumpError` when the index is missing or damaged.
    """
    asked = read_asked(text)
    if limit < 1 or (asked.is_empty and not asked.provision):
        return _NOTHING
    try:
        with base_of(path) as base:
            spans = kind_spans(base)
            found = find(base, text, asked, _asked_spans(spans, kind))
            return _results(base, asked, found, spans, slice(max(0, offset), offset + limit))
    except sqlite3.DatabaseError as error:
        raise DumpError(f"{path} is no search index ({error}); build the release again") from error


def _results(
    base: sqlite3.Connection,
    asked: Asked,
    found: Found,
    spans: Mapping[str, tuple[int, int]],
    wanted: slice,
) -> Results:
    """Return one page of what was found."""
    is_more = len(found) > MOST
    numbers = list(found)[:MOST]
    text = fold(" ".join(asked.every_word))
    hits = tuple(_hit(base, spans, number, found[number], text) for number in numbers[wanted])
    return Results(hits, len(numbers), is_more, {} if is_more else _counted(spans, numbers))


def _counted(spans: Mapping[str, tuple[int, int]], numbers: list[int]) -> dict[str, int]:
    """Return how many there are of each kind, in the order of kinds."""
    known = sorted(numbers)
    counts: dict[str, int] = {}
    for kind in KINDS:
        first, last = spans.get(kind, (1, 0))
        if amount := bisect_right(known, last) - bisect_left(known, first):
            counts[kind] = amount
    return counts


def _hit(
    base: sqlite3.Connection,
    spans: Mapping[str, tuple[int, int]],
    number: int,
    how: str,
    text: str,
) -> Hit:
    iri, class_, year, whole, written = base.execute(
        "SELECT iri, class, year, whole, forms FROM record WHERE id = ?", (number,)
    ).fetchone()
    known = forms(written)
    best = max(known, key=lambda form: fuzz.token_set_ratio(text, fold(form.text)))
    about = {} if whole is None else labels(forms_of(base, whole))
    return Hit(iri, kind_of_number(spans, number), class_, year, labels(known), best, how, about)


def labels(known: list[Form]) -> dict[str, str]:
    """Return the first label of each language."""
    found: dict[str, str] = {}
    for form in known:
        if form.is_label:
            found.setdefault(form.lang, form.text)
    return found


def kind_spans(base: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Return the first and the last number of each kind."""
    found = base.execute("SELECT name, first, last FROM kind")
    return {name: (first, last) for name, first, last in found}


def kind_of_number(spans: Mapping[str, tuple[int, int]], number: int) -> str:
    """Return the kind of the record with a number."""
    return next(kind for kind, (first, last) in spans.items() if first <= number <= last)


def _asked_spans(spans: Mapping[str, tuple[int, int]], kind: str) -> list[tuple[int, int]]:
    """Return the numbers to look among, step by step."""
    if kind:
        return [spans[kind]] if kind in spans else []
    main = max((spans[name][1] for name in KINDS[:MAIN] if name in spans), default=0)
    last = max((last for _, last in spans.values()), default=0)
    return [span for span in ((1, main), (main + 1, last)) if span[0] <= span[1]]
