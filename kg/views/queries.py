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
    WHERE { ?x a ppo:Prosecution ; ppo:inCase/ppo:scope ppv:scope-assessed
      FILTER NOT EXISTS { ?x ppo:variantOf ?main } } }
  UNION
  { SELECT ("charges" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Charge ; ppo:chargeIn/ppo:inCase/ppo:scope ppv:scope-assessed
      FILTER NOT EXISTS { ?x ppo:variantOf ?main } } }
  UNION
  { SELECT ("assessments" AS ?count) (COUNT(DISTINCT ?x) AS ?n)
    WHERE { ?x a ppo:Assessment FILTER NOT EXISTS { ?x ppo:variantOf ?main } } }
  UNION
  { SELECT ("documents" AS ?count) (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ppo:SourceDocument } }
}
"""
)
"""Rows `count`, `n`: the figures of the home page, by the name of their unit."""

NEWEST: Final = (
    _PREFIXES
    + """\
SELECT ?case ?day ?assessor ?status WHERE {
  ?assessment ppo:about/ppo:inCase? ?case ; ppo:assessedAs ?status ; ppo:claimedBy ?assessor ;
    ppo:onDate ?day .
  ?case a ppo:Case .
  FILTER NOT EXISTS { ?assessment ppo:onListOf ?list }
}
GROUP BY ?case ?day ?assessor ?status
ORDER BY DESC(?day) ?case ?assessor ?status
LIMIT 10
"""
)
"""Rows `case`, `day`, `assessor`, `status`: the latest assessments dated to a day, lists apart."""

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


_CHARGED: Final = """\
SELECT ?case ?prosecution ?defendant ?charge ?provision WHERE {
  ?prosecution ppo:inCase ?case ; ppo:defendant ?defendant .
  OPTIONAL {
    ?charge ppo:chargeIn ?prosecution .
    FILTER NOT EXISTS { ?charge ppo:variantOf ?main }
    OPTIONAL { ?charge ppo:citesProvision ?provision }
  }
}
ORDER BY ?case ?prosecution ?charge ?provision
"""
_SAID: Final = """\
SELECT ?property ?value WHERE {
  ?record ?property ?value .
}
ORDER BY ?property ?value
"""
_ASKS: Final = {"case": ("?case", _CHARGED), "person": ("?defendant", _CHARGED)}


def query_of(iri: str, kind: str) -> str:
    """Return a query to begin with from the page of a record: who is charged, or what is said.

    `iri` is an address of ours, which holds no character that ends an IRI.
    """
    name, text = _ASKS.get(kind, ("?record", _SAID))
    return _PREFIXES + text.replace("WHERE {", f"WHERE {{\n  VALUES {name} {{ <{iri}> }}", 1)
