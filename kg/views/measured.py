"""Counts by one facet: rows with bars, of how many the facet is known, and whether to draw them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.views import facet_index, tally
from kg.views.browse import choices, name
from kg.views.facets import VIEWS
from kg.views.selection import Selection, full, short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.browse import Ready

ENOUGH: Final = 80
"""Per cent of the records of which a field must be known before it is drawn."""
_YEARS: Final = frozenset({"year", "began"})


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what is counted, how many, and how long its bar is, in per cent of the longest."""

    value: Value
    number: int
    length: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One table of counts, drawn where enough is known.

    `unit` names what is counted and how many there are, `known` of how many the field is known.
    """

    key: str
    heading: str
    unit: str
    known: str
    rule: str
    is_drawn: bool
    is_time: bool
    column: str
    counted: str
    bars: tuple[Bar, ...]
    more: Value | None = None
    note: str = ""
    csv: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class By:
    """What records are counted by."""

    facet: str
    most: int = 15
    """How many values a table has room for."""
    without: str = ""
    """A value that is left out, for it is what was selected by."""
    among: str = ""
    """A facet that the counted records must have at all."""


def is_enough(known: int, total: int) -> bool:
    """Return whether so much of a field is known that a chart or map of it would not mislead."""
    return total > 0 and known * 100 >= ENOUGH * total


def bars(rows: Sequence[tuple[Value, int]]) -> tuple[Bar, ...]:
    """Return rows with the lengths of their bars."""
    most = max((number for _, number in rows), default=0)
    return tuple(
        Bar(value, number, max(1, round(100 * number / most)) if number else 0)
        for value, number in rows
    )


def by_facet(made: Ready, now: Selection, by: By) -> Measured:
    """Return the records of a selection by a facet of their view.

    Each row leads to the view of what it counts; years are in order, with those between that
    have none where they are drawn.
    """
    facet, without = by.facet, by.without
    view, strings = VIEWS[now.kind], words(now.lang)
    chosen = full(made.index, now)
    found = facet_index.picked(made.index, chosen, everything=now.everything)
    found &= having(made, by.among) if by.among else found
    counted = [one for one in choices(made, facet, found) if one[0] != without]
    total = found.bit_count()
    known = (having(made, facet, without) & found).bit_count()
    is_drawn = bool(without) or is_enough(known, total)
    text = tally.query(view, chosen, now, facet, without)
    return Measured(
        key=facet if not without else f"{facet}-with",
        heading=strings[f"measured_{facet}{'_with' if without else ''}_{now.kind}"],
        unit=strings["map_unit_list" if by.among else f"unit_of_{now.kind}"].format(number=total),
        known="" if without else strings["known_of"].format(known=known, total=total),
        rule=strings[f"measured_rule_{now.kind}"],
        is_drawn=is_drawn,
        is_time=facet in _YEARS,
        column=strings[f"facet_{facet}"],
        counted=strings[f"measured_unit_{now.kind}"],
        bars=bars(_rows(made, now, by, counted, is_drawn=is_drawn)),
        more=_more(now, by, len(counted), strings),
        note=strings.get(f"measured_{facet}{'_with' if without else ''}_note", ""),
        csv=tally.csv(text),
        query=tally.form(text, now.lang),
    )


def having(made: Ready, facet: str, without: str = "") -> int:
    """Return the records of which a facet is known; one value may be left out."""
    known = 0
    for value, mask in made.index.values[facet].items():
        known |= mask if value != without else 0
    return known


def _rows(
    made: Ready, now: Selection, by: By, counted: Sequence[tuple[str, int]], *, is_drawn: bool
) -> list[tuple[Value, int]]:
    facet = by.facet
    if facet not in _YEARS:
        return [
            (Value(name(made, value), _address(now, facet, value)), number)
            for value, number in counted[: by.most]
        ]
    found = dict(counted)
    rows = [(Value(Text(year), _address(now, facet, year)), found[year]) for year in sorted(found)]
    return _with_gaps(rows) if is_drawn else rows


def _with_gaps(rows: Sequence[tuple[Value, int]]) -> list[tuple[Value, int]]:
    """Return years with those between them: where time is drawn, none is left out."""
    found = {int(row[0].text.text): row for row in rows}
    return [
        found.get(year, (Value(Text(str(year))), 0)) for year in range(min(found), max(found) + 1)
    ] if found else []  # fmt: skip


def _address(now: Selection, facet: str, value: str) -> str:
    return replace(now, chosen=(*now.chosen, (facet, short(value)))).address


def _more(now: Selection, by: By, number: int, strings: Mapping[str, str]) -> Value | None:
    """Return the way to the values that a table has no room for."""
    if number <= by.most or by.facet in _YEARS:
        return None
    text = strings["measured_more"].format(number=number - by.most)
    return Value(Text(text), replace(now, more=by.facet).address + f"#_facet-{by.facet}")
