"""What a table may say of a record besides its name, and how the graph says it.

Themes are no property: nobody is found by what he believes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.views.facets import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.link.candidates import Facts

Rows = list[dict[str, str]]

_CHARGED: Final = "?charge ppo:chargeIn ?p ; ppo:citesArticle|ppo:citesPart ?value ."
_TAGGED: Final = "?claim ppo:about ?record ; ppo:listTag ?value ."


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that may be said: its labels, the kinds that have it, and its pattern."""

    pid: str
    label: str
    kinds: tuple[str, ...]
    pattern: str
    """Ties `?record` to `?value`."""


PROPERTIES: Final = {
    one.pid: one
    for one in (
        Property("birthYear", "year of birth", ("persons",), "?record ppo:birthYear ?value ."),
        Property(
            "article", "article or part charged, or named by a list", ("persons", "cases"),
            f"{{ ?p ppo:defendant|ppo:inCase ?record . {_CHARGED} }} UNION {{ {_TAGGED} }} UNION "
            "{ { ?p ppo:defendant|ppo:inCase ?record . ?charge ppo:chargeIn ?p ; "
            "ppo:citesPart/ppo:partOfArticle ?value } UNION "
            "{ ?claim ppo:about ?record ; ppo:listTag/ppo:partOfArticle ?value } }",
        ),
        Property(
            "region", "region of the prosecution, or named by a list", ("persons", "cases"),
            "{ ?p ppo:defendant|ppo:inCase ?record ; ppo:prosecutionRegion ?value } UNION "
            "{ ?claim ppo:about ?record ; ppo:listRegion ?value }",
        ),
        Property(
            "state", "prosecuting state", ("persons", "cases"),
            "?p ppo:defendant|ppo:inCase ?record ; ppo:prosecutingState ?value .",
        ),
        Property(
            "year", "year of an event of the prosecution", ("persons", "cases"),
            "?p ppo:defendant|ppo:inCase ?record . ?event ppo:concernsProsecution ?p ; "
            "ppo:inYear ?value .",
        ),
        Property(
            "status", "how a monitor assesses", ("persons", "cases"),
            "?claim ppo:about/ppo:inCase? ?record ; ppo:assessedAs ?value .",
        ),
        Property(
            "assessor", "monitor that assesses", ("persons", "cases"),
            "?claim ppo:about/ppo:inCase? ?record ; ppo:assessedAs ?how ; ppo:claimedBy ?value .",
        ),
        Property("case", "case", ("persons",),
                 "?p ppo:defendant ?record ; ppo:inCase ?value ."),
        Property("within", "place it lies in", ("places",), "?record ppo:withinPlace ?value ."),
        Property("iso", "code of ISO 3166", ("places",), "?record skos:notation ?value ."),
        Property("code", "code of law", ("law",), "?record ppo:articleOf ?value ."),
        Property("wikidata", "item in Wikidata, where a link is accepted",
                 ("persons", "organisations", "places", "law", "terms"),
                 "?record <https://schema.org/sameAs> ?value ."),
        Property("name", "form of a name", ("persons",),
                 "?record ppo:hasName/ppo:nameForm ?value ."),
    )
}  # fmt: skip
"""Properties by the name under which tables and services ask for them."""

_NAMES: Final = "OPTIONAL { ?value skos:prefLabel ?label }"


def facts_of(records: Iterable[str], pids: Iterable[str], query: Callable[[str], Rows]) -> Facts:
    """Return what is known of records: for each property all its values, as texts."""
    facts: Facts = {}
    for row in values_of(records, pids, query):
        known = facts.setdefault(row["record"], {})
        texts = {row["value"], *([row["label"]] if row.get("label") else [])}
        known[row["pid"]] = known.get(row["pid"], frozenset()) | texts
    return facts


def values_of(records: Iterable[str], pids: Iterable[str], query: Callable[[str], Rows]) -> Rows:
    """Return a row for each value and each of its labels: record, pid, value, label, lang."""
    listed = sorted(set(records))
    found: Rows = []
    for pid in sorted(set(pids) & PROPERTIES.keys()):
        if listed:
            rows = query(_query(listed, PROPERTIES[pid]))
            found += [{**row, "pid": pid} for row in rows]
    return found


def _query(records: Sequence[str], wanted: Property) -> str:
    values = " ".join(f"<{iri}>" for iri in records)
    return (
        f"{PREFIXES}SELECT DISTINCT ?record ?value ?label (LANG(?label) AS ?lang) WHERE {{ "
        f"VALUES ?record {{ {values} }} {wanted.pattern} {_NAMES} }} "
        "ORDER BY ?record ?value ?lang ?label"
    )


def properties_of(kind: str) -> Mapping[str, Property]:
    """Return the properties that records of a kind have; of any kind for an empty one."""
    return {pid: one for pid, one in PROPERTIES.items() if not kind or kind in one.kinds}
