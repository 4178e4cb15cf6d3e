"""Facets counted once a release: which records have which value, as sets of bits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.views.facets import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.views.facets import Facet, View

    Row = Mapping[str, str]
    Ask = Callable[[str], Sequence[Row]]
    Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """The records of one view and what they have; a set of records is a number, bit by bit."""

    records: tuple[str, ...]
    """IRIs in their order; the place of one is its bit."""
    every: int
    assessed: int
    values: Mapping[str, Mapping[str, int]]
    """Facet → value → the records that have it."""
    cells: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Facet → record → its values in order."""
    numbers: Mapping[str, Mapping[str, int]]
    """Count → record → number; a record with none is left out."""
    labels: Labels
    """Labels of all records and values, by language tag."""


def build(view: View, ask: Ask, labels: Callable[[Iterable[str]], Labels]) -> FacetIndex:
    """Return the index of a view; `ask` answers queries with rows, `labels` is asked once."""
    records = tuple(row["record"] for row in ask(records_query(view)))
    place = {record: at for at, record in enumerate(records)}
    cells = {one.key: _cells(ask(facet_query(view, one)), place) for one in view.facets}
    values = {key: _sets(rows, place) for key, rows in cells.items()}
    assessed = [row["record"] for row in ask(records_query(view, assessed=True))]
    named = {*records, *(value for found in values.values() for value in found if ":" in value)}
    return FacetIndex(
        records=records,
        every=(1 << len(records)) - 1,
        assessed=_set(assessed, place),
        values=values,
        cells=cells,
        numbers={key: _numbers(ask(number_query(view, pattern))) for key, pattern in view.numbers},
        labels=labels(sorted(named)),
    )


def records_query(view: View, *, assessed: bool = False) -> str:
    """Return the query of the records of a view (rows `record`), all or the assessed ones."""
    scope = view.assessed if assessed else ""
    return f"{PREFIXES}SELECT DISTINCT ?record WHERE {{ {view.records} {scope} }} ORDER BY ?record"


def facet_query(view: View, facet: Facet) -> str:
    """Return the query of the values of a facet (rows `record`, `value`)."""
    among = f"VALUES ?value {{ {' '.join(facet.among)} }}" if facet.among else ""
    return (
        f"{PREFIXES}SELECT DISTINCT ?record ?value WHERE "
        f"{{ {among} {view.records} {facet.pattern} }}"
    )


def number_query(view: View, pattern: str) -> str:
    """Return the query of a count for each record (rows `record`, `n`)."""
    return (
        f"{PREFIXES}SELECT ?record (COUNT(DISTINCT ?x) AS ?n) WHERE "
        f"{{ {view.records} {pattern} }} GROUP BY ?record"
    )


def picked(index: FacetIndex, chosen: Iterable[tuple[str, str]], *, everything: bool) -> int:
    """Return the records that have every chosen value; an unknown value leaves none."""
    found = index.every if everything else index.assessed
    for key, value in chosen:
        found &= index.values.get(key, {}).get(value, 0)
    return found


def members(index: FacetIndex, found: int) -> list[str]:
    """Return the records of a set, in the order of their IRIs."""
    return [record for at, record in enumerate(index.records) if found >> at & 1]


def _cells(rows: Iterable[Row], place: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.get("record") in place and row.get("value"):
            found[row["record"]].add(row["value"])
    return {record: tuple(sorted(values)) for record, values in sorted(found.items())}


def _sets(rows: Mapping[str, tuple[str, ...]], place: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, list[str]] = defaultdict(list)
    for record, values in rows.items():
        for value in values:
            found[value].append(record)
    return {value: _set(found[value], place) for value in sorted(found)}


def _set(records: Iterable[str], place: Mapping[str, int]) -> int:
    bits = bytearray(len(place) // 8 + 1)
    for record in records:
        at = place[record]
        bits[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(bits, "little")


def _numbers(rows: Iterable[Row]) -> dict[str, int]:
    # A group without members still makes one row, without a record.
    return {row["record"]: int(row["n"]) for row in rows if "record" in row}
