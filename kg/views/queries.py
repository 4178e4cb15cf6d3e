"""SPARQL texts whose rows the pages count and list. Constants: no value is ever put in."""

from __future__ import annotations

from typing import Final

_PREFIXES: Final = """\
PREFIX ppo: <https://w3id.org/polpros/ontology#>
PREFIX ppv: <https://w3id.org/polpros/vocab#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

COUNTS: Final = (
    _PREFIXES
    + """\
SELECT ?count ?n WHERE {
  { SELECT ("cases_assessed" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Case ; ppo:scope ppv:scope-assessed } }
  UNION
  { SELECT ("cases_reported" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Case ; ppo:scope ppv:scope-reported } }
  UNION
  { SELECT ("persons" AS ?count) (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ppo:Person } }
  UNION
  { SELECT ("prosecutions" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Prosecution ; ppo:inCase/ppo:scope ppv:scope-assessed } }
  UNION
  { SELECT ("charges" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Charge ; ppo:chargeIn/ppo:inCase/ppo:scope ppv:scope-assessed } }
  UNION
  { SELECT ("assessments" AS ?count) (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ppo:Assessment } }
  UNION
  { SELECT ("documents" AS ?count) (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ppo:SourceDocument } }
}
"""
)
"""Rows `count`, `n`: the figures of the home page, by the name of their unit."""

CASES: Final = (
    _PREFIXES
    + """\
SELECT ?case ?scope (COUNT(DISTINCT ?prosecution) AS ?prosecutions) (MIN(?day) AS ?first)
WHERE {
  ?case a ppo:Case .
  OPTIONAL { ?case ppo:scope ?scope }
  OPTIONAL { ?prosecution ppo:inCase ?case }
  OPTIONAL { ?happened ppo:concernsCase ?case ; ppo:notBefore|ppo:startNotBefore ?day }
}
GROUP BY ?case ?scope
ORDER BY DESC(?first) ?case
"""
)
"""Rows `case`, `scope`, `prosecutions`, `first`: one a case, the newest first."""

CASE_LAW: Final = (
    _PREFIXES
    + """\
SELECT DISTINCT ?case ?provision
WHERE {
  ?charge ppo:chargeIn/ppo:inCase ?case .
  { ?charge ppo:citesPart ?provision }
  UNION
  { ?charge ppo:citesArticle ?provision FILTER NOT EXISTS { ?charge ppo:citesPart ?part } }
}
ORDER BY ?case ?provision
"""
)
"""Rows `case`, `provision`: what is charged in each case, as exactly as it is known."""

LIST_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "cases": ("ppo:Case",),
    "persons": ("ppo:Person",),
    "groups": ("ppo:PersonGroup",),
    "organisations": ("ppo:Organisation",),
    "places": ("ppo:Place",),
    "law": ("ppo:LegalCode", "ppo:LegalProvision"),
    "documents": ("ppo:SourceDocument",),
    "clusters": ("ppo:CaseCluster",),
    "events": ("ppo:Occurrence",),
    "reviews": ("ppo:RiskReview",),
}
"""Kind of list (also the key of its heading in `words`) → the classes it holds."""


def records_of(kind: str) -> str:
    """Return the query of the records of one kind (`LIST_CLASSES`); rows: `record`.

    Raises `KeyError` for any other kind, so that nothing of a request gets into a query.
    """
    names = " UNION ".join(f"{{ ?record a {name} }}" for name in LIST_CLASSES[kind])
    return (
        f"{_PREFIXES}SELECT DISTINCT ?record WHERE {{ {names} "
        "FILTER(!CONTAINS(STR(?record), '#')) } ORDER BY ?record\n"
    )
