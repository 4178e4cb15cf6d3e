"""How much of a release a provision, place, body or document is in, by the browse views.

Each count has its unit, and leads to the view that lists the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.views import facet_index
from kg.views.browse import choices, name
from kg.views.selection import Selection, short
from kg.views.values import Value
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
_TABLES: Final = {
    "article": ("region", "year", "article"),
    "region": ("article", "year"),
}
"""Facet of prosecutions by which a record is found → facets by which these are counted."""
_MOST: Final = 15
_YEARS: Final = 40


@dataclass(frozen=True, slots=True)
class Use:
    """One count with its unit; `how` says by which tie."""

    amount: str
    how: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """The prosecutions of a record by one facet: of how many it is known, and the numbers."""

    heading: str
    known: str
    rows: tuple[tuple[Value, int], ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """All counts about one record."""

    counts: tuple[Use, ...]
    tables: tuple[Table, ...]


def uses(iri: str, views: Mapping[str, Ready], lang: str) -> Uses:
    """Return how often a record is a value of the browse views."""
    return Uses(
        counts=tuple(
            _use(views[kind], Selection(kind, ((key, short(iri)),), lang=lang), iri)
            for kind, key in _USES if _number(views[kind], key, iri)
        ),
        tables=tuple(
            table for key, facets in _TABLES.items() for facet in facets
            if (table := _table(views["prosecutions"], key, iri, facet, lang)).rows
        ),
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


def _table(made: Ready, key: str, iri: str, facet: str, lang: str) -> Table:
    """Return the prosecutions that have a record, by another facet; the record itself apart."""
    strings = words(lang)
    found = facet_index.picked(made.index, ((key, iri),), everything=False)
    counted = [one for one in choices(made, facet, found) if one[0] != iri]
    most = _YEARS if facet == "year" else _MOST
    chosen = Selection("prosecutions", ((key, short(iri)),), lang=lang)
    known = 0
    for value, _ in counted:
        known |= made.index.values[facet][value] & found
    rows = tuple(
        (
            Value(name(made, value), replace(
                chosen, chosen=(*chosen.chosen, (facet, short(value)))).address),
            number,
        )
        for value, number in counted[:most]
    )  # fmt: skip
    heading = "with" if facet == key else facet
    is_all = facet == key
    return Table(
        heading=strings[f"by_{heading}"],
        known="" if is_all else strings["known_of"].format(
            known=known.bit_count(), total=found.bit_count()
        ),
        rows=rows,
    )  # fmt: skip
