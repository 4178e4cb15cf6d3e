"""The default graph and the dataset of a query, over a socket: one rule, told the same everywhere.

A query without FROM sees every record, the law, the ontology, the vocabulary and all that follows
from them, each triple once, and none of the metadata. (SPARQL 1.1 Query, section 13; Protocol,
section 2.1.4.)
"""

# ruff: noqa: S608 - these are SPARQL, made of constants

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import ns
from kg.views.words import words
from tests.conformance.endpoint import ROOT
from tests.small_release import ARTICLE, CASE, PERSON, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conformance.endpoint import Endpoint

CASES = f"{ns.GRAPH_RECORD}c-0000000"
PERSONS = f"{ns.GRAPH_RECORD}p-0000000"
LAW, META, DERIVED = ns.GRAPH_LAW, ns.GRAPH_META, ns.GRAPH_DERIVED
COUNT = "(COUNT(*) AS ?n)"
ALL = "{ ?s ?p ?o }"
NAMED = "{ GRAPH ?g { ?s ?p ?o } }"
LABEL = f"{{ <{PERSON}> <{ns.SKOS}prefLabel> ?l }}"
RULE = words("en")["default_graph"]


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


# Statements: 7 of the case, 3 of the person, 2 of the law, 3 of the ontology, 1 derived (a label
# that the person's record has as well), 1 of the metadata.
COUNTS = [
    ("no_from", f"SELECT {COUNT} {ALL}", [], TRIPLES),
    ("no_from_is_not_the_named_graphs", f"SELECT {COUNT} {NAMED}", [], 17),
    ("no_from_has_each_triple_once", f"SELECT {COUNT} {LABEL}", [], 1),
    ("from_one", f"SELECT {COUNT} FROM <{CASES}> {ALL}", [], 7),
    ("from_several", f"SELECT {COUNT} FROM <{CASES}> FROM <{LAW}> {ALL}", [], 9),
    (
        "from_several_has_each_triple_once",
        f"SELECT {COUNT} FROM <{PERSONS}> FROM <{DERIVED}> {ALL}",
        [],
        3,
    ),
    ("from_twice_the_same", f"SELECT {COUNT} FROM <{LAW}> FROM <{LAW}> {ALL}", [], 2),
    ("from_has_no_named_graphs", f"SELECT {COUNT} FROM <{CASES}> {NAMED}", [], 0),
    ("from_named_has_an_empty_default_graph", f"SELECT {COUNT} FROM NAMED <{CASES}> {ALL}", [], 0),
    ("from_named_graph", f"SELECT {COUNT} FROM NAMED <{CASES}> {NAMED}", [], 7),
    (
        "from_named_several",
        f"SELECT {COUNT} FROM NAMED <{CASES}> FROM NAMED <{LAW}> {NAMED}",
        [],
        9,
    ),
    (
        "from_and_from_named_default",
        f"SELECT {COUNT} FROM <{LAW}> FROM NAMED <{CASES}> {ALL}",
        [],
        2,
    ),
    (
        "from_and_from_named_graph",
        f"SELECT {COUNT} FROM <{LAW}> FROM NAMED <{CASES}> {NAMED}",
        [],
        7,
    ),
    ("graph_iri", f"SELECT {COUNT} {{ GRAPH <{LAW}> {ALL} }}", [], 2),
    (
        "graph_iri_outside_the_dataset",
        f"SELECT {COUNT} FROM NAMED <{CASES}> {{ GRAPH <{LAW}> {ALL} }}",
        [],
        0,
    ),
    ("graph_iri_unknown_is_empty", f"SELECT {COUNT} {{ GRAPH <http://ex/x> {ALL} }}", [], 0),
    ("graph_variable_keeps_doubles_apart", f"SELECT {COUNT} {{ GRAPH ?g {LABEL} }}", [], 2),
    ("from_prefixed_name", f"PREFIX g: <{ns.GRAPH}> SELECT {COUNT} FROM g:law {ALL}", [], 2),
    ("from_relative_iri", f"SELECT {COUNT} FROM <graph/law> {ALL}", [], 2),
    ("from_metadata_if_asked_for", f"SELECT {COUNT} FROM <{META}> {ALL}", [], 1),
    ("default_graph_uri", f"SELECT {COUNT} {ALL}", default(CASES), 7),
    ("default_graph_uri_several", f"SELECT {COUNT} {ALL}", default(PERSONS, DERIVED), 3),
    ("default_graph_uri_has_no_named_graphs", f"SELECT {COUNT} {NAMED}", default(CASES), 0),
    ("named_graph_uri", f"SELECT {COUNT} {NAMED}", named(CASES, LAW), 9),
    ("named_graph_uri_has_an_empty_default_graph", f"SELECT {COUNT} {ALL}", named(CASES), 0),
    ("both_parameters_default", f"SELECT {COUNT} {ALL}", [*default(LAW), *named(CASES)], 2),
    ("both_parameters_named", f"SELECT {COUNT} {NAMED}", [*default(LAW), *named(CASES)], 7),
    ("default_graph_uri_overrides_from", f"SELECT {COUNT} FROM <{CASES}> {ALL}", default(LAW), 2),
    (
        "default_graph_uri_overrides_from_named",
        f"SELECT {COUNT} FROM NAMED <{CASES}> {NAMED}",
        default(LAW),
        0,
    ),
    ("named_graph_uri_overrides_from", f"SELECT {COUNT} FROM <{CASES}> {ALL}", named(LAW), 0),
    (
        "named_graph_uri_overrides_from_named",
        f"SELECT {COUNT} FROM NAMED <{CASES}> {NAMED}",
        named(LAW),
        2,
    ),
    (
        "parameters_override_an_unknown_from",
        f"SELECT {COUNT} FROM <http://ex/x> {ALL}",
        default(LAW),
        2,
    ),
    (
        "exists_sees_the_same_graph",
        f"SELECT {COUNT} FROM <{CASES}> {{ ?s ?p ?o FILTER EXISTS {{ <{PERSON}> ?q ?r }} }}",
        [],
        0,
    ),
    (
        "sub_select_sees_the_same_graph",
        f"SELECT {COUNT} FROM <{LAW}> {{ {{ SELECT * {ALL} }} }}",
        [],
        2,
    ),
]


@pytest.mark.parametrize(
    ("name", "query", "fields", "count"), COUNTS, ids=[row[0] for row in COUNTS]
)
def test_the_dataset(
    endpoint: Endpoint, name: str, query: str, fields: Sequence[tuple[str, str]], count: int
) -> None:
    assert name
    found = endpoint.query(query, fields=fields).json["results"]["bindings"]
    assert [row["n"]["value"] for row in found] == [str(count)]


SEEN = [
    ("records", f"ASK {{ <{CASE}> ?p ?o . <{PERSON}> ?q ?r }}", True),
    ("law", f"ASK {{ <{ARTICLE}> ?p ?o }}", True),
    ("ontology", f"ASK {{ <{ns.PPO}Case> a ?c }}", True),
    (
        "joins_across_origins",
        f"ASK {{ ?charge <{ns.PPO}citesArticle>/<{ns.SKOS}prefLabel> ?l }}",
        True,
    ),
    ("no_metadata", f"ASK {{ <{ns.DATASET}> ?p ?o }}", False),
    ("metadata_by_name", f"ASK {{ GRAPH <{META}> {{ <{ns.DATASET}> ?p ?o }} }}", True),
]


@pytest.mark.parametrize(("name", "query", "is_seen"), SEEN, ids=[row[0] for row in SEEN])
def test_what_the_default_graph_holds(
    endpoint: Endpoint, name: str, query: str, is_seen: bool
) -> None:
    assert name
    assert endpoint.query(query).json["boolean"] is is_seen


UNKNOWN = [
    ("from", f"ASK FROM <http://ex/x> {ALL}", []),
    ("from_named", f"ASK FROM NAMED <http://ex/x> {ALL}", []),
    ("from_beside_a_known_one", f"ASK FROM <{LAW}> FROM <http://ex/x> {ALL}", []),
    ("from_case_differs", f"ASK FROM <{LAW.upper()}> {ALL}", []),
    ("from_file", f"ASK FROM <file:///etc/hosts> {ALL}", []),
    ("default_graph_uri", f"ASK {ALL}", default("http://ex/x")),
    ("named_graph_uri", f"ASK {ALL}", named(LAW, "http://ex/x")),
    ("empty_parameter", f"ASK {ALL}", default("")),
    ("relative_parameter", f"ASK {ALL}", default("graph/law")),
]


@pytest.mark.parametrize(("name", "query", "fields"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_an_unknown_graph_is_refused_and_not_fetched(
    endpoint: Endpoint, name: str, query: str, fields: Sequence[tuple[str, str]]
) -> None:
    assert name
    answer = endpoint.query(query, fields=fields)
    assert answer.status == 400
    assert "none is fetched from elsewhere" in answer.json["detail"]


@pytest.mark.parametrize("form", ["DESCRIBE <{0}>", "CONSTRUCT WHERE {{ <{0}> ?p ?o }}"])
def test_graphs_are_made_from_the_same_dataset(endpoint: Endpoint, form: str) -> None:
    query = form.format(CASE)
    whole = endpoint.query(query, "application/n-triples").text
    assert len(whole.splitlines()) == 4
    assert endpoint.query(query, "application/n-triples", default(LAW)).text == ""


def test_the_graph_store_has_the_same_default_graph(endpoint: Endpoint) -> None:
    asked = {"Accept": "application/n-triples"}
    lines = endpoint.ask("/graph-store?default", headers=asked).text.splitlines()
    assert len(lines) == len(set(lines)) == TRIPLES


def test_the_rule_is_one_sentence_told_everywhere(endpoint: Endpoint) -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert RULE[0].lower() + RULE[1:] in readme.replace("`FROM`", "FROM")
    assert RULE in " ".join((__doc__ or "").split())
    assert RULE in endpoint.ask("/limits").text
    assert RULE in endpoint.ask("/sparql", headers={"Accept": "text/html"}).text
    assert RULE in endpoint.ask("/sparql").text
