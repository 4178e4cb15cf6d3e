"""The home page: what this is, how much of it, what is newest, and the ways in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.views import facet_index
from kg.views.address import language_query, page_path
from kg.views.browse import choices, name
from kg.views.context import best
from kg.views.dates import day_words
from kg.views.selection import Selection, short
from kg.views.values import Text, Value
from kg.views.words import counted, words

if TYPE_CHECKING:
    from kg.views.browse import Ready

Row = Mapping[str, str]
SHOWN: Final = 10
"""How many cases the home page names as newest."""

_COUNTS: Final = (
    ("cases_assessed", "/cases"),
    ("cases_reported", "/cases?scope=all"),
    ("persons", "/persons?scope=all"),
    ("prosecutions", "/prosecutions"),
    ("charges", "/articles?sort=charges"),
    ("assessments", ""),
    ("documents", "/documents"),
)
_WAYS: Final = (
    ("article", 12), ("region", 12), ("year", 30), ("theme", 14), ("state", 5), ("assessor", 6),
)  # fmt: skip
"""Facets of the cases by which the home page leads in, with how many values it names."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its unit in words."""

    unit: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Way:
    """The cases by one facet: values with the number of cases, and where all of them are."""

    heading: str
    values: tuple[tuple[Value, int], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Newest:
    """One case with its latest assessment on record."""

    case: Value
    day: str
    assessor: Text
    status: Text


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that `home.html` prints."""

    figures: tuple[Figure, ...]
    newest: tuple[Newest, ...]
    ways: tuple[Way, ...]
    changes: str = ""
    """Where it is told what changed since the last release; empty where nothing is."""


def home_page(  # noqa: PLR0913 - what was counted, and where changes are told
    counts: Iterable[Row],
    newest: Iterable[Row],
    cases: Ready,
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
    *,
    changes: str = "",
) -> HomePage:
    """Return the home page from the rows of `queries.COUNTS` and `NEWEST` and the cases' index.

    Cases that are only reported are counted, and lead nowhere in: they stay outside default lists.
    """
    found = {row["count"]: row["n"] for row in counts}
    rows = list(newest)[:SHOWN]
    texts = labels(sorted({row[key] for row in rows for key in ("case", "assessor", "status")}))
    return HomePage(
        figures=tuple(
            Figure(
                counted(f"count_{key}", int(found[key]), lang),
                found[key],
                _in_language(href, lang),
            )
            for key, href in _COUNTS if found.get(key, "0") != "0"
        ),
        newest=tuple(_newest(row, texts, lang) for row in rows),
        changes=_in_language(changes, lang),
        ways=tuple(way for key, most in _WAYS if (way := _way(cases, key, most, lang)).values),
    )  # fmt: skip


def record_value(iri: str, texts: Mapping[str, Mapping[str, str]], lang: str) -> Value:
    """Return a record as a link with its best label, or its address where it has none."""
    return Value(best(texts.get(iri, {}), lang) or Text(iri), page_path(iri, lang))


def _newest(row: Row, texts: Mapping[str, Mapping[str, str]], lang: str) -> Newest:
    assessor, status = (
        best(texts.get(row[key], {}), lang) or Text(short(row[key]))
        for key in ("assessor", "status")
    )
    return Newest(record_value(row["case"], texts, lang), day_words(row["day"], lang),
                  assessor, status)  # fmt: skip


def _way(cases: Ready, key: str, most: int, lang: str) -> Way:
    """Return the ways in by one facet of the assessed cases."""
    strings = words(lang)
    now = Selection("cases", lang=lang)
    found = choices(cases, key, facet_index.picked(cases.index, (), everything=False))
    values = [
        (Value(name(cases, value), Selection("cases", ((key, short(value)),), lang=lang).address),
         number)
        for value, number in found[:most]
    ]  # fmt: skip
    more = Selection("cases", more=key, lang=now.lang).address + f"#_facet-{key}"
    return Way(strings[f"facet_{key}"], tuple(values), more if len(found) > most else "")


def _in_language(href: str, lang: str) -> str:
    """Return an address with the language of the page."""
    query = language_query(lang)
    return href + (query.replace("?", "&") if query and "?" in href else query) if href else ""
