"""The statistics of a release: tables of counts, each with its unit, its rule and its query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.views import tally
from kg.views.address import page_path
from kg.views.context import best
from kg.views.facets import PREFIXES
from kg.views.measured import By, Measured, bars, by_facet, is_enough
from kg.views.regional import address
from kg.views.selection import Selection, short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.views.browse import Ready

    Labels = Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]]

_PROSECUTIONS: Final = tuple(By(key) for key in ("began", "article", "region", "state"))
_OF_LIST: Final = tuple(By(key, among="list") for key in ("listregion", "tag"))

PENALTIES: Final = f"""\
{PREFIXES}SELECT ?value (COUNT(DISTINCT ?sentence) AS ?sentences) WHERE {{
  ?sentence a ppo:Sentence ; ppo:sentenceFor ?prosecution ;
    ppo:standing ppv:standing-not-known-set-aside .
  ?prosecution ppo:inCase/ppo:scope ppv:scope-assessed .
  FILTER NOT EXISTS {{ ?sentence ppo:variantOf ?main }}
  FILTER NOT EXISTS {{ ?prosecution ppo:variantOf ?other }}
  FILTER NOT EXISTS {{ ?whole ppo:aggregates ?sentence }}
  OPTIONAL {{ ?sentence ppo:penaltyType ?value }}
}}
GROUP BY ?value
ORDER BY DESC(?sentences) ?value
"""
"""Kinds of penalty that stand, with how many; a row without a kind is of those not known."""

LISTS: Final = f"""\
{PREFIXES}SELECT DISTINCT ?list ?date ?body WHERE {{
  ?entry ppo:onListOf ?list ; ppo:listDate ?date ; ppo:claimedBy ?body .
}}
ORDER BY ?date ?list
"""
"""The lists of which entries are on record, their dates and who keeps them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Counts of one unit, which are never added to those of another."""

    key: str
    heading: str
    lead: str
    tables: tuple[Measured, ...]
    doors: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """All that `statistics.html` prints."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the statistics are made of."""

    prosecutions: Ready
    persons: Ready
    penalties: Sequence[Mapping[str, str]]
    """The rows of `PENALTIES`."""
    lists: Sequence[str]
    """A sentence on each list."""


def statistics_page(found: Sources, labels: Labels, lang: str) -> StatisticsPage:
    """Return the statistics of a release."""
    strings = words(lang)
    now = Selection("prosecutions", lang=lang)
    persons = Selection("persons", lang=lang)
    return StatisticsPage((
        Part(
            "prosecutions", strings["statistics_prosecutions"], "",
            tuple(by_facet(found.prosecutions, now, by) for by in _PROSECUTIONS),
            (Value(Text(strings["map"]), address(now)),),
        ),
        Part(
            "sentences", strings["statistics_sentences"], "",
            (by_penalty(found.penalties, labels, lang),),
        ),
        Part(
            "list", strings["statistics_list"], " ".join(found.lists),
            tuple(by_facet(found.persons, persons, by) for by in _OF_LIST),
            (Value(Text(strings["map_list"]), address(persons)),),
        ),
    ))  # fmt: skip


def by_penalty(rows: Sequence[Mapping[str, str]], labels: Labels, lang: str) -> Measured:
    """Return the rows of `PENALTIES` as a table."""
    strings = words(lang)
    total = sum(int(row["sentences"]) for row in rows)
    kinds = [(row["value"], int(row["sentences"])) for row in rows if row.get("value")]
    known = sum(number for _, number in kinds)
    texts = labels([kind for kind, _ in kinds])
    return Measured(
        key="penalty",
        heading=strings["measured_penalty_sentences"],
        unit=strings["unit_of_sentences"].format(number=total),
        known=strings["known_of"].format(known=known, total=total),
        rule=strings["measured_rule_sentences"],
        is_drawn=is_enough(known, total),
        is_time=False,
        column=strings["facet_penalty"],
        counted=strings["measured_unit_sentences"],
        bars=bars([
            (Value(best(texts.get(kind, {}), lang) or Text(short(kind)), page_path(kind, lang)),
             number)
            for kind, number in kinds
        ]),
        note=strings["measured_penalty_note"],
        csv=tally.csv(PENALTIES),
        query=tally.form(PENALTIES, lang),
    )  # fmt: skip
