"""Dates in words, exactly as precise as the bounds of a record, in the language of the page.

A record has a first and a last possible day, sometimes an EDTF string, which tells "about".
Bounds that fill a month or a year are that month or year; others are said as bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from babel.dates import get_month_names

from kg.views.words import words

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_INTERVAL: Final = re.compile(r"\[?([\d-]*)(?:\.\.|/)([\d-]*)\]?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

# Before a cluster of consonants Belarusian has "са", not "з": са студзеня, са снежня.
_BEFORE_CLUSTER: Final = re.compile(r"\bз (?=[сжш][бвгджзйклмнпрстфхцчшў])")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as people read it.

    `machine` is the value of an HTML `time` element, empty where none says it exactly;
    `is_exact` tells whether day, or first and last day, are known.
    """

    text: str
    machine: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month (`day` 0) or a year (`month` 0)."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """Return the point as ISO 8601 writes it, as long as it is precise."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def event_date(first: str, last: str, edtf: str, lang: str) -> DateWords:
    """Return the date of an event or a claim in words.

    `first` and `last` are ISO days, or empty where unknown; without both, `edtf` gives them.
    """
    if not first and not last:
        first, last = edtf_days(edtf)
    if edtf.endswith(("~", "?", "%")) and (point := _point_of(edtf.rstrip("~?%"))):
        key, case = ("about", "genitive") if edtf.endswith("~") else ("perhaps", "nominative")
        return DateWords(_say(key, lang, _name(point, lang, case)), "", is_exact=False)
    if point := _point(first, last):
        return DateWords(_name(point, lang, "nominative"), point.iso(), bool(point.day))
    return DateWords(_range(first, last, edtf, lang), "", is_exact=False)


def period_date(start: tuple[str, str], end: tuple[str, str], ongoing: str, lang: str) -> DateWords:
    """Return first and last day of a period in words; each is a pair of bounds.

    `ongoing` is the last day on which a source shows the period as lasting, or empty.
    """
    first, last = _point(*start), _point(*end)
    if first and first == last:
        return DateWords(_name(first, lang, "nominative"), first.iso(), bool(first.day))
    exact = bool(first and last and first.day and last.day)
    if first and last:
        text = _say("to", lang, _name(first, lang, "genitive"), _name(last, lang, "genitive"))
        return DateWords(text, "", exact)
    text = f"{_start(start, lang)}, {_end(end, ongoing, lang)}"
    return DateWords(text, "", is_exact=False)


def day_words(text: str, lang: str) -> str:
    """Return an ISO day, month or year in words; any other text unchanged."""
    point = _point_of(text)
    return _name(point, lang, "nominative") if point else text


def edtf_days(edtf: str) -> tuple[str, str]:
    """Return first and last day of an EDTF string, each empty where it is open or not a date."""
    body = edtf.rstrip("~?%")
    if found := _INTERVAL.fullmatch(body):
        start, end = _point_of(found[1]), _point_of(found[2])
        return (_days(start)[0] if start else ""), (_days(end)[1] if end else "")
    point = _point_of(body)
    return _days(point) if point else ("", "")


def _start(bounds: tuple[str, str], lang: str) -> str:
    """Return the start of a period in words."""
    if point := _point(*bounds):
        return _say("from", lang, _name(point, lang, "genitive"))
    if not any(bounds):
        return _say("no_start", lang)
    return _say("start", lang, _range(*bounds, "", lang))


def _end(bounds: tuple[str, str], ongoing: str, lang: str) -> str:
    """Return the end of a period in words, or the last day it is known to have lasted."""
    if point := _point(*bounds):
        return _say("until", lang, _name(point, lang, "genitive"))
    if any(bounds):
        return _say("end", lang, _range(*bounds, "", lang))
    if ongoing:
        return _say("ongoing", lang, day_words(ongoing, lang))
    return _say("no_end", lang)


def _range(first: str, last: str, edtf: str, lang: str) -> str:
    """Return bounds that are no single day, month or year, in words."""
    if first and last:
        return _between(first, last, lang, by_day=bool(_DAY.search(edtf)))
    if first or last:
        point = _point_of(first or last)
        words = _name(point, lang, "genitive") if point else first or last
        return _say("after" if first else "before", lang, words)
    return _say("unknown", lang)


def _between(first: str, last: str, lang: str, *, by_day: bool) -> str:
    """Return `between … and …`, in months or years where the bounds fill them."""
    start, end = _point_of(first), _point_of(last)
    if not start or not end:
        return _say("between", lang, first, last)
    if not by_day and _is_first_day(start) and _is_last_day(end):
        years = start.month == 1 and end.month == 12
        start, end = (replace(point, day=0, month=0 if years else point.month)
                      for point in (start, end))  # fmt: skip
    case = "genitive" if start.day else "instrumental"
    return _say("between", lang, _short(start, end, lang, case), _name(end, lang, case))


def _short(start: Point, end: Point, lang: str, case: str) -> str:
    """Return `start` without the year or month that it shares with `end`."""
    if start.year == end.year and start.month == end.month and start.day:
        return str(start.day)
    if not start.month:
        return str(start.year)
    return _name(start, lang, case, with_year=start.year != end.year)


def _name(point: Point, lang: str, case: str, *, with_year: bool = True) -> str:
    """Return a day, month or year in words, in the case asked for where a language has cases."""
    strings = words(lang)
    if not point.month:
        return strings[f"date_year_{case}"].format(year=point.year)
    # A day takes its month in the genitive, whatever the case of the day.
    month = _months(lang, "genitive" if point.day else case)[point.month - 1]
    date = f"{point.day} {month}" if point.day else month
    return strings["date_of_year"].format(date=date, year=point.year) if with_year else date


@cache
def _months(lang: str, case: str) -> tuple[str, ...]:
    """Return the months in a case: two are of Unicode CLDR, which has no instrumental."""
    if case == "instrumental":
        return tuple(words(lang)["date_months_instrumental"].split())
    names = get_month_names("wide", "format" if case == "genitive" else "stand-alone", lang)
    return tuple(names[number] for number in range(1, 13))


def _say(key: str, lang: str, a: str = "", b: str = "") -> str:
    """Return a phrase of the table in a language."""
    said = words(lang)[f"date_{key}"].format(a=a, b=b)
    return _BEFORE_CLUSTER.sub("са ", said) if lang == "be" else said


def _point(first: str, last: str) -> Point | None:
    """Return the day, month or year that two bounds fill exactly, else None."""
    start, end = _point_of(first), _point_of(last)
    if not start or not end:
        return None
    if start == end:
        return start
    if not (_is_first_day(start) and _is_last_day(end) and start.year == end.year):
        return None
    if start.month == end.month:
        return replace(start, day=0)
    return Point(start.year) if (start.month, end.month) == (1, 12) else None


def _point_of(text: str) -> Point | None:
    """Return the day, month or year that `text` writes, or None when it is no date."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    point = Point(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    month_ok = point.month <= 12 and (point.month > 0 or not found[2])
    day_ok = not found[3] or (month_ok and 1 <= point.day <= _length(point))
    return point if point.year and month_ok and day_ok else None


def _days(point: Point) -> tuple[str, str]:
    """Return first and last day of a point."""
    first = Point(point.year, point.month or 1, point.day or 1)
    last = Point(point.year, point.month or 12, point.day)
    return first.iso(), (last if last.day else replace(last, day=_length(last))).iso()


def _is_first_day(point: Point) -> bool:
    """Return whether a day is the first of its month."""
    return point.day == 1


def _is_last_day(point: Point) -> bool:
    """Return whether a day is the last of its month."""
    return bool(point.day) and point.day == _length(point)


def _length(point: Point) -> int:
    """Return the number of days of the month of a point."""
    return monthrange(point.year, point.month)[1]
