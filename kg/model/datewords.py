"""Bounds of a date in words, as precise as they are and no more, in English and Russian."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
}  # fmt: skip
_MONTHS_ALONE_RU: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_UNITS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {"year": ("year", "years"), "month": ("month", "months"), "day": ("day", "days")},
    "ru": {
        "year": ("год", "года", "лет"),
        "month": ("месяц", "месяца", "месяцев"),
        "day": ("сутки", "суток", "суток"),
    },
}


def duration(number: int, unit: str, language: str) -> str:
    """Return a number of years, months or days in words: '2 years', '5 лет'."""
    forms = _UNITS[language][unit]
    return f"{number} {forms[_plural(number, language)]}"


def _plural(number: int, language: str) -> int:
    """Return which form follows a number (Unicode CLDR: one, few, many)."""
    if language != "ru":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else 2


def day(iso: str, language: str) -> str:
    """Return a day in words: '31 January 2021', '31 января 2021 года'."""
    year, month, number = iso.split("-")
    words = f"{int(number)} {MONTHS[language][int(month) - 1]} {year}"
    return f"{words} года" if language == "ru" else words


def span(first: str | None, last: str | None, language: str) -> str:
    """Return the bounds of a date in words; the empty text when both are unknown.

    A whole month or year reads as that month or year, equal bounds as a day.
    """
    if first and last:
        return _whole(first, last, language) or _between(first, last, language)
    if first:
        return f"{'не ранее' if language == 'ru' else 'not before'} {day(first, language)}"
    if last:
        return f"{'не позднее' if language == 'ru' else 'not after'} {day(last, language)}"
    return ""


def _whole(first: str, last: str, language: str) -> str | None:
    if first == last:
        return day(first, language)
    year, month = int(first[:4]), int(first[5:7])
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return f"{year} год" if language == "ru" else str(year)
    if first[8:] == "01" and last == f"{first[:7]}-{monthrange(year, month)[1]:02}":
        if language == "ru":
            return f"{_MONTHS_ALONE_RU[month - 1]} {year} года"
        return f"{MONTHS['en'][month - 1]} {year}"
    return None


def _between(first: str, last: str, language: str) -> str:
    if language == "ru":
        return f"между {day(first, 'ru')} и {day(last, 'ru')}"
    return f"between {day(first, 'en')} and {day(last, 'en')}"
