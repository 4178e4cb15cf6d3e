"""When things of a record happened or were said, as marks on lanes of time.

A mark is as wide as what is known: one day is a point, bounds are a bar from the first to the last
possible day. The lists of the page tell the same in words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kg.views import dates, index
from kg.views.blocks import EVENT_BOUNDS, PERIOD_BOUNDS
from kg.views.claims import VOICES, sentence
from kg.views.values import Chart, Lane, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.context import Context

WIDTH: Final = 1000
"""Units from the first to the last day."""
MOST: Final = 400
"""Marks of a chart, at most: where there are more, a picture tells nothing."""
_TICKS: Final = 8
_LENGTH: Final = 50
"""Characters of the name of a mark."""
_EVENTS: Final = (("events", ("Event",)), ("periods", ("Period",)))


def chart(made: Context, told: Iterable[str]) -> Chart | None:
    """Return the lanes of what is told on a page; None for too little or too much to draw."""
    given = sorted(told)
    dated = {
        key: [(*span, iri) for iri in given if _is(made, iri, kinds) and (span := _span(made, iri))]
        for key, kinds in (*_EVENTS, *VOICES)
    }
    days = [day for rows in dated.values() for row in rows for day in row[:2]]
    if not 3 <= len(days) // 2 <= MOST:
        return None
    years = _years(min(days).year, max(days).year)
    begin = date(years[0], 1, 1)
    whole = (date(years[-1], 1, 1) - begin).days

    def place(day: date) -> int:
        return round((day - begin).days * WIDTH / whole)

    return Chart(
        ticks=tuple((place(date(year, 1, 1)), str(year)) for year in years),
        lanes=tuple(
            Lane(
                key,
                made.words[f"lane_{key}"],
                tuple(
                    Mark(place(first), place(last) - place(first), is_exact,
                         _title(made, iri, first, last))
                    for first, last, is_exact, iri in sorted(rows)
                ),
            )
            for key, rows in dated.items() if rows
        ),
    )  # fmt: skip


def _years(first: int, last: int) -> range:
    """Return the years to be named, evenly from the first to the one after the last."""
    step = max(1, -(-(last + 1 - first) // _TICKS))
    return range(first, first + -(-(last + 1 - first) // step) * step + 1, step)


def _is(made: Context, iri: str, kinds: Iterable[str]) -> bool:
    return any(index.is_a(made.index, iri, kind) for kind in kinds)


def _span(made: Context, iri: str) -> tuple[date, date, bool] | None:
    """Return first and last possible day of a thing, and whether these are known to the day.

    Of a period, the first and the last day; None where a bound is not known.
    """
    names = (PERIOD_BOUNDS if any(index.values(made.index, iri, name) for name in PERIOD_BOUNDS)
             else EVENT_BOUNDS)  # fmt: skip
    days = [_day(index.first_text(made.index, iri, name)) for name in names]
    first = days[0]
    last = max((day for day in days[1:] if day), default=None)
    if not first or not last or last < first:
        return None
    is_exact = first == last or (len(days) > 2 and days[0] == days[1] and bool(days[2])
                                 and days[2] == days[3])  # fmt: skip
    return first, last, is_exact


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _title(made: Context, iri: str, first: date, last: date) -> str:
    said = dates.event_date(first.isoformat(), last.isoformat(), "", made.lang).text
    text = sentence(made, iri).text
    return f"{said}: {text if len(text) <= _LENGTH else text[:_LENGTH].rstrip() + '…'}"
