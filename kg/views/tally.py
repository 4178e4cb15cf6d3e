"""Queries whose rows are those of a table of counts, and the addresses that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.views.facets import BASES, PREFIXES
from kg.views.selection import narrowed
from kg.views.words import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.facets import Facet, View
    from kg.views.selection import Selection


def query(
    view: View, chosen: Sequence[tuple[str, str]], now: Selection, key: str, without: str = ""
) -> str:
    """Return the query that counts the records of a selection by a facet.

    Values come from the index, never from a request; `without` is one that is left out.
    """
    facet = next(one for one in view.facets if one.key == key)
    patterns = [*_selected(view, chosen, now), *_among(facet), facet.pattern]
    patterns += [f"FILTER(?value != <{without}>)"] if without else []
    inner = "".join(f"      {one}\n" for one in patterns if one)
    return (
        f"{PREFIXES}SELECT ?value ?label ?{now.kind} WHERE {{\n"
        f"  {{ SELECT ?value (COUNT(DISTINCT ?record) AS ?{now.kind}) WHERE {{\n{inner}"
        "    } GROUP BY ?value }\n"
        f"{_label(now.lang)}}}\nORDER BY DESC(?{now.kind}) STR(?label)\n"
    )


def regions(view: View, chosen: Sequence[tuple[str, str]], now: Selection, *, bases: bool) -> str:
    """Return the query of the rows of a map: each region, how many, and on which basis."""
    if not bases:
        return query(view, chosen, now, "listregion")
    patterns = [*_selected(view, chosen, now), "?record ppo:prosecutionRegion ?value ."]
    patterns += [
        f"OPTIONAL {{ ?record ppo:{name} ?value . BIND(?record AS ?of_{name}) }}"
        for _, name in BASES
    ]
    inner = "".join(f"      {one}\n" for one in patterns if one)
    counts = "".join(f" (COUNT(DISTINCT ?of_{name}) AS ?{name})" for _, name in BASES)
    heads = " ".join(f"?{name}" for _, name in BASES)
    return (
        f"{PREFIXES}SELECT ?value ?label ?{now.kind} {heads} WHERE {{\n"
        f"  {{ SELECT ?value (COUNT(DISTINCT ?record) AS ?{now.kind}){counts} WHERE {{\n{inner}"
        "    } GROUP BY ?value }\n"
        f"{_label(now.lang)}}}\nORDER BY DESC(?{now.kind}) STR(?label)\n"
    )


def csv(text: str) -> str:
    """Return the address of the rows of a query as CSV."""
    return f"/sparql?{urlencode([('query', text), ('format', 'csv')])}"


def form(text: str, lang: str) -> str:
    """Return the address of the query page with a query in it."""
    return f"/sparql?{urlencode([('edit', text), ('lang', lang)])}"


def _selected(view: View, chosen: Sequence[tuple[str, str]], now: Selection) -> list[str]:
    """Return the patterns of the records of a selection."""
    scope = "" if now.everything else view.assessed
    values = [narrowed(view, key, value, number) for number, (key, value) in enumerate(chosen, 1)]
    return [view.records, scope, *values]


def _among(facet: Facet) -> list[str]:
    return [f"VALUES ?value {{ {' '.join(facet.among)} }}"] if facet.among else []


def _label(lang: str) -> str:
    """Return the patterns that bind the label of a value, by the order of fallback."""
    order = FALLBACK[lang]
    found = "".join(
        f"  OPTIONAL {{ ?value skos:prefLabel ?label_{tag} "
        f'FILTER(LANG(?label_{tag}) = "{tag}") }}\n'
        for tag in order
    )
    labels = ", ".join(f"?label_{tag}" for tag in order)
    return f"{found}  BIND(COALESCE({labels}, STR(?value)) AS ?label)\n"
