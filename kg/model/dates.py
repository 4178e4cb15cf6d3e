"""Partial dates: as precise as the source, never more.

A data file writes a day (`2021-02-11`), a month (`2021-02`) or a year (`2021`); two of them
with a slash for "some time between" (`2021-12/2022-02`), with `..` for an open end; or one
after `about`. Queries use the bounds; the EDTF string (Library of Congress, 2019) is for people.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
OPEN: Final = ".."

FORMS: Final = "2021-02-11, 2021-02, 2021, 2021-12/2022-02, ../2021-12-06 or about 2021-02"

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_DAY_FIRST: Final = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})\.([0-9]{4})")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day that a date allows (ISO, inclusive); None where it is open.

    `edtf` is None for an exact day, which needs no second form.
    """

    not_before: str | None
    not_after: str | None
    edtf: str | None


def bounds(text: str) -> Bounds:
    """Return the bounds of one date as a data file writes it.

    Raises `ValueError` with what is wrong and what would be right.
    """
    if text.startswith("about "):
        return _about(text.removeprefix("about "))
    if "/" in text and not _YEAR_FIRST.fullmatch(text):
        return _between(text)
    first, last = _days(text)
    return Bounds(first.isoformat(), last.isoformat(), None if first == last else text)


def edtf_day(text: str) -> str:
    """Return the EDTF string of a date, for an alleged act, which has no bounds.

    Unlike with `bounds`, an exact day has one too. Raises `ValueError` as `bounds` does.
    """
    return bounds(text).edtf or text


def _about(text: str) -> Bounds:
    """Return the bounds of `about text`: one day, month or year wider on each side."""
    first, last = _days(text)
    before = (first - timedelta(days=1)).isoformat()[: len(text)]
    after = (last + timedelta(days=1)).isoformat()[: len(text)]
    return Bounds(_span(before)[0].isoformat(), _span(after)[1].isoformat(), f"{text}~")


def _between(text: str) -> Bounds:
    """Return the bounds of `from/to`; one of the two may be open."""
    start, _, end = text.partition("/")
    first = None if start == OPEN else _days(start)[0]
    last = None if end == OPEN else _days(end)[1]
    if start == end:
        raise ValueError(f"{text!r}: the two sides must differ; write a date as in {FORMS}")
    if first and last and first > last:
        raise ValueError(f"{text!r} ends before it begins: write {end}/{start}")
    return Bounds(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        f"[{start if first else ''}..{end if last else ''}]",
    )


def _days(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month or year."""
    parts = _DATE.fullmatch(text)
    if not parts:
        raise ValueError(_no_date(text))
    if not FIRST_YEAR <= int(parts[1]) <= LAST_YEAR:
        raise ValueError(f"{text!r}: the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    if parts[2] and not 1 <= int(parts[2]) <= 12:
        raise ValueError(f"{text!r}: there is no month {parts[2]}; write 01 to 12")
    if parts[3]:
        length = monthrange(int(parts[1]), int(parts[2]))[1]
        if not 1 <= int(parts[3]) <= length:
            raise ValueError(f"{text!r}: there is no such day; write 01 to {length}")
    return _span(text)


def _span(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month or year that exists."""
    year, *rest = (int(part) for part in text.split("-"))
    if len(rest) == 2:
        return date(year, *rest), date(year, *rest)
    first, last = rest * 2 or (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _no_date(text: str) -> str:
    """Return the sentence that says what is wrong with a text that has no form of a date.

    Raises `ValueError` itself when the text, put in the right form, is no date either.
    """
    if _SHORT_YEAR.fullmatch(text):
        return f"{text!r}: the year needs four digits, and comes first, as in 2021-02-11"
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found[1], found[3], found[4]
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    else:
        return f"{text!r} is not a date: write it as in {FORMS}"
    right = "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
    _days(right)
    return f"{text!r} is not a date as data files write them: write {right}"
