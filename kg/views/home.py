"""The home page: what this is, how much of it, and the cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model.ns import PPV
from kg.views.address import language_query, page_path
from kg.views.context import best
from kg.views.values import Text, Value
from kg.views.words import words

Row = Mapping[str, str]
SHOWN: Final = 100
"""How many cases the home page lists."""

_REPORTED: Final = f"{PPV}scope-reported"
_COUNTS: Final = (
    ("cases_assessed", "/list/cases"),
    ("cases_reported", ""),
    ("persons", "/list/persons"),
    ("prosecutions", ""),
    ("charges", ""),
    ("assessments", ""),
    ("documents", "/list/documents"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its unit in words."""

    unit: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list: its title, what is charged, how many are prosecuted, first year."""

    case: Value
    provisions: tuple[Value, ...]
    prosecutions: str
    first: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that `home.html` prints."""

    figures: tuple[Figure, ...]
    cases: tuple[CaseLine, ...]
    total: int
    more: str


def home_page(
    counts: Iterable[Row],
    cases: Iterable[Row],
    law: Iterable[Row],
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
) -> HomePage:
    """Return the home page from the rows of `queries.COUNTS`, `CASES` and `CASE_LAW`.

    Cases that are only reported are counted, not listed: they stay outside default lists.
    """
    found = {row["count"]: row["n"] for row in counts}
    assessed = [row for row in cases if row.get("scope") != _REPORTED]
    charged: dict[str, list[str]] = defaultdict(list)
    for row in law:
        charged[row["case"]].append(row["provision"])
    shown = assessed[:SHOWN]
    names = {row["case"] for row in shown}
    names.update(iri for name in sorted(names) for iri in charged[name])
    texts = labels(sorted(names))
    strings = words(lang)
    return HomePage(
        figures=tuple(
            Figure(strings[f"count_{key}"], found[key], href and href + language_query(lang))
            for key, href in _COUNTS
            if key in found
        ),
        cases=tuple(_line(row, charged[row["case"]], texts, lang) for row in shown),
        total=len(assessed),
        more="" if len(assessed) <= SHOWN else f"/list/cases{language_query(lang)}",
    )


def record_value(iri: str, texts: Mapping[str, Mapping[str, str]], lang: str) -> Value:
    """Return a record as a link with its best label, or its address where it has none."""
    return Value(best(texts.get(iri, {}), lang) or Text(iri), page_path(iri, lang))


def _line(
    row: Row, charged: list[str], texts: Mapping[str, Mapping[str, str]], lang: str
) -> CaseLine:
    """Return one case of the list."""
    return CaseLine(
        case=record_value(row["case"], texts, lang),
        provisions=tuple(record_value(iri, texts, lang) for iri in charged),
        prosecutions=row.get("prosecutions", ""),
        # The year only: the first possible day of a month or a year is no date of the source.
        first=row.get("first", "")[:4],
    )
