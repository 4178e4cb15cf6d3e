"""The worked example of the design, as amended: the Garipov files give it triple for triple."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from kg.model import ns
from kg.model.terms import Terms, read_terms
from kg.read import load, read_record
from kg.read.labels import part_labels

if TYPE_CHECKING:
    from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests" / "fixtures" / "garipov.ttl"
RECORDS = ("p-fzxz7ja", "c-fzxz7ja")


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read_terms(ROOT / "data" / "context.jsonld", ROOT / "ontology")


def test_in_pyoxigraph(terms: Terms) -> None:
    graphs = {ox.NamedNode(f"{ns.GRAPH_RECORD}{short}") for short in RECORDS}
    found = {quad.triple for quad in load(ROOT / "data", terms).quads if quad.graph_name in graphs}
    expected = {quad.triple for quad in ox.parse(EXPECTED.read_bytes(), format=ox.RdfFormat.TURTLE)}
    assert found == expected


# rdflib 7.6 parses JSON-LD through a class that it deprecates itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_in_rdflib(terms: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    expected = rdflib.Graph().parse(EXPECTED, format="turtle")
    assert _triples_of_rdflib(terms) == set(expected)


def _triples_of_rdflib(terms: Terms) -> set[tuple[Node, Node, Node]]:
    """Return what rdflib reads from the JSON-LD that the two files are written out to."""
    documents = [
        read_record(path.read_bytes(), path.name, terms).document
        for path in sorted((ROOT / "data").glob("*/*.yaml"))
        if path.parent.name in {"law", "cases", "people"}
    ]
    labels = part_labels(documents, terms)
    graph = rdflib.Graph()
    for document in documents:
        if str(document["id"]).removeprefix(ns.ID) in RECORDS:
            text = json.dumps({"@context": terms.context, **document})
            graph.parse(data=text, format="json-ld")
    for iri, texts in labels.items():
        if iri.partition("#")[0].removeprefix(ns.ID) in RECORDS:
            for language, text in texts.items():
                label = rdflib.Literal(text, lang=language)
                graph.add((rdflib.URIRef(iri), rdflib.SKOS.prefLabel, label))
    return set(graph)
