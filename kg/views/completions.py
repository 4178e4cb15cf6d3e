"""What the editor of queries completes: the terms of a release, with labels and how often used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.model.ns import OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Rows = Iterable[Mapping[str, str]]
    LabelsOf = Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]]

_KINDS: Final = {
    f"{OWL}Class": "class",
    f"{RDFS}Class": "class",
    f"{RDF}Property": "property",
    f"{OWL}ObjectProperty": "property",
    f"{OWL}DatatypeProperty": "property",
    f"{OWL}AnnotationProperty": "property",
    f"{SKOS}Concept": "concept",
}

DEFINED: Final = f"""\
SELECT DISTINCT ?term ?kind WHERE {{
  VALUES ?kind {{ {" ".join(f"<{kind}>" for kind in _KINDS)} }}
  ?term a ?kind .
  FILTER(ISIRI(?term))
}}
"""
"""Rows `term`, `kind`: what an ontology or a vocabulary says it defines."""
USED: Final = """\
SELECT ?term ?kind (COUNT(*) AS ?n) WHERE {
  { ?s ?term ?o . BIND("property" AS ?kind) }
  UNION
  { ?s a ?term . BIND("class" AS ?kind) FILTER(ISIRI(?term)) }
}
GROUP BY ?term ?kind
"""
"""Rows `term`, `kind`, `n`: properties and classes of the data, and in how many triples."""


def completions(defined: Rows, used: Rows, labels_of: LabelsOf) -> list[dict[str, Any]]:
    """Return each term once, by IRI: its kind, its labels by language, and how often it is used."""
    kinds = {row["term"]: _KINDS[row["kind"]] for row in defined}
    numbers: dict[str, int] = {}
    for row in used:
        kinds.setdefault(row["term"], row["kind"])
        if kinds[row["term"]] == row["kind"]:
            numbers[row["term"]] = int(row["n"])
    labels = labels_of(kinds)
    return [
        {
            "iri": iri,
            "kind": kinds[iri],
            "used": numbers.get(iri, 0),
            "label": dict(sorted(labels.get(iri, {}).items())),
        }
        for iri in sorted(kinds)
    ]
