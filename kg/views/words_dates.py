"""Strings of dates and of the terms of penalties; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

from kg.views.translated import Plural

TABLE: Final[dict[str, str | Plural]] = {
    "date_between": "between {a} and {b}",
    "date_after": "not before {a}",
    "date_before": "not after {a}",
    "date_about": "about {a}",
    "date_perhaps": "perhaps {a}",
    "date_unknown": "date not known",
    "date_from": "from {a}",
    "date_until": "until {a}",
    "date_to": "{a} to {b}",
    "date_start": "start {a}",
    "date_end": "end {a}",
    "date_no_start": "start not known",
    "date_no_end": "end not known",
    "date_ongoing": "still so on {a}",
    # a year alone, and a day or month with its year; languages with cases tell them apart
    "date_year_nominative": "{year}",
    "date_year_genitive": "{year}",
    "date_year_instrumental": "{year}",
    "date_of_year": "{date} {year}",
    # as in "between January and March": the twelve months, apart by spaces
    "date_months_instrumental": (
        "January February March April May June July August September October November December"
    ),
    # how long
    "duration_year": Plural("{number} year", "{number} years"),
    "duration_month": Plural("{number} month", "{number} months"),
    "duration_day": Plural("{number} day", "{number} days"),
    # behind "at least" and "at most": in the genitive, where a language has one
    "duration_bound_year": Plural("{number} year", "{number} years"),
    "duration_bound_month": Plural("{number} month", "{number} months"),
    "duration_bound_day": Plural("{number} day", "{number} days"),
    "at_most": "at most",
    "quoted": "“{text}”",
}
"""Key → English, as `kg.views.words` tells."""
