"""How much of a release a provision, place, body or document is in, by the browse views.

Each count has its unit, and leads to the view that lists the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views import facet_index
from kg.views.address import language_query
from kg.views.measured import By, Measured, by_facet
from kg.views.regional import address
from kg.views.selection import Selection, short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.views.browse import Ready

NEEDED: Final = ("cases", "persons", "prosecutions", "documents", "articles")
"""The views whose indexes are asked."""

_USES: Final = tuple(
    (kind, key)
    for key, kinds in (
        ("article", ("persons", "prosecutions", "cases")),
        ("tag", ("persons",)),
        ("region", ("persons", "prosecutions", "cases")),
        ("listregion", ("persons",)),
        ("assessor", ("persons", "prosecutions", "cases")),
        ("state", ("persons", "prosecutions", "cases")),
        ("code", ("articles",)),
        ("publisher", ("documents",)),
    )
    for kind in kinds
)
_TABLES: Final = {"article": ("began", "region", "article"), "region": ("began", "article")}
"""Facet of prosecutions by which a record is found → facets by which these are counted."""
_NUMBERS: Final = ("charges", "convictions", "tagged")
"""Further numbers of an article, each of its own unit."""


@dataclass(frozen=True, slots=True)
class Use:
    """One count with its unit; `how` says by which tie."""

    amount: str
    how: str
    href: str


@dataclass(frozen=True, slots=True)
class Uses:
    """All counts about one record."""

    counts: tuple[Use, ...]
    numbers: tuple[str, ...]
    tables: tuple[Measured, ...]
    doors: tuple[Value, ...]
    """The map and the network of the record."""


def uses(iri: str, views: Mapping[str, Ready], lang: str) -> Uses:
    """Return how often a record is a value of the browse views."""
    counts = tuple(
        _use(views[kind], Selection(kind, ((key, short(iri)),), lang=lang), iri)
        for kind, key in _USES if _number(views[kind], key, iri)
    )  # fmt: skip
    return Uses(
        counts=counts,
        numbers=_numbers(views["articles"], iri, lang),
        tables=tuple(
            table for key, facets in _TABLES.items() for facet in facets
            if (table := _table(views["prosecutions"], key, iri, facet, lang)).bars
        ),
        doors=_doors(views, iri, lang) if counts else (),
    )  # fmt: skip


def _number(made: Ready, key: str, iri: str) -> int:
    return facet_index.picked(made.index, ((key, iri),), everything=False).bit_count()


def _use(made: Ready, now: Selection, iri: str) -> Use:
    strings = words(now.lang)
    key = now.chosen[0][0]
    number = _number(made, key, iri)
    return Use(
        strings[f"unit_of_{now.kind}"].format(number=number), strings[f"facet_{key}"], now.address
    )


def _numbers(made: Ready, iri: str, lang: str) -> tuple[str, ...]:
    """Return what is counted of an article itself: charges, convictions, tags of lists."""
    if iri not in made.index.records:
        return ()
    found = ((key, made.index.numbers[key].get(iri, 0)) for key in _NUMBERS)
    return tuple(words(lang)[f"article_{key}"].format(number=number) for key, number in found)


def _table(made: Ready, key: str, iri: str, facet: str, lang: str) -> Measured:
    """Return the prosecutions that have a record, by a facet; the record itself apart."""
    now = Selection("prosecutions", ((key, short(iri)),), lang=lang)
    return by_facet(made, now, By(facet, without=iri if facet == key else ""))


def _doors(views: Mapping[str, Ready], iri: str, lang: str) -> tuple[Value, ...]:
    """Return the ways to the map and the network of an article."""
    if not _number(views["prosecutions"], "article", iri) and not _number(
        views["persons"], "tag", iri
    ):
        return ()
    strings = words(lang)
    of = (("article", short(iri)),)
    query = urlencode([*of, *([("lang", lang)] if language_query(lang) else [])], safe="/")
    return (
        Value(Text(strings["article_map"]), address(Selection("prosecutions", of, lang=lang))),
        Value(Text(strings["article_network"]), f"/network?{query}"),
    )
