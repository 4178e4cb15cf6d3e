"""The Service Description and the Graph Store Protocol's read side, over a socket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Graph, Namespace, URIRef

from kg.model import ns
from tests.conformance.endpoint import BROWSER, OWN_SCRIPT
from tests.small_release import CASE, TRIPLES

if TYPE_CHECKING:
    from tests.conformance.endpoint import Answer, Endpoint

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace(ns.VOID)
FORMATS = "http://www.w3.org/ns/formats/"
SERVICE = URIRef(f"{ns.BASE}sparql")
KINDS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
# What the description claims, and how to see that it is true.
CLAIMED = {
    "SPARQL_Results_JSON": ("ASK {}", "application/sparql-results+json"),
    "SPARQL_Results_XML": ("ASK {}", "application/sparql-results+xml"),
    "SPARQL_Results_CSV": ("SELECT * {}", "text/csv"),
    "SPARQL_Results_TSV": ("SELECT * {}", "text/tab-separated-values"),
    "Turtle": (f"DESCRIBE <{CASE}>", "text/turtle"),
    "N-Triples": (f"DESCRIBE <{CASE}>", "application/n-triples"),
    "JSON-LD": (f"DESCRIBE <{CASE}>", "application/ld+json"),
    "RDF_XML": (f"DESCRIBE <{CASE}>", "application/rdf+xml"),
}


@pytest.fixture(scope="module")
def told(endpoint: Endpoint) -> Graph:
    answer = endpoint.ask("/sparql")
    assert answer.kind == "text/turtle"
    return Graph().parse(data=answer.text, format="turtle")


def statements(answer: Answer) -> int:
    format_ = RdfFormat.from_media_type(answer.kind)
    assert format_ is not None
    return len(list(parse(answer.body, format_)))


def values(graph: Graph, name: str) -> set[str]:
    return {str(value) for value in graph.objects(SERVICE, SD[name])}


def test_it_is_one_service_at_the_address_asked(told: Graph, endpoint: Endpoint) -> None:
    assert list(told.subjects(RDF.type, SD.Service)) == [SERVICE]
    assert values(told, "endpoint") == {str(SERVICE), f"{endpoint.url}/sparql"}


def test_it_claims_the_query_language_and_no_update(told: Graph) -> None:
    assert values(told, "supportedLanguage") == {str(SD.SPARQL11Query), str(SD.SPARQLQuery)}
    assert not values(told, "feature")
    assert not values(told, "inputFormat")
    text = told.serialize(format="nt")
    for word in ("Update>", "BasicFederatedQuery", "DereferencesURIs", "UnionDefaultGraph"):
        assert word not in text


def test_every_result_format_is_true(told: Graph, endpoint: Endpoint) -> None:
    assert values(told, "resultFormat") == {FORMATS + name for name in CLAIMED}
    for query, kind in CLAIMED.values():
        assert endpoint.query(query, kind).kind == kind


def test_the_graphs_are_counted(told: Graph, endpoint: Endpoint) -> None:
    dataset = told.value(SERVICE, SD.defaultDataset)
    default = told.value(dataset, SD.defaultGraph)
    assert told.value(default, VOID.triples) == rdflib.Literal(TRIPLES)
    entries = list(told.objects(dataset, SD.namedGraph))
    assert len(entries) == 6
    for entry in entries:
        name = told.value(entry, SD.name)
        size = told.value(told.value(entry, SD.graph), VOID.triples)
        found = endpoint.query(
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "", [("default-graph-uri", str(name))]
        ).json
        assert str(size) == found["results"]["bindings"][0]["n"]["value"]


def test_limits_stand_in_it_as_numbers_and_in_words(told: Graph, endpoint: Endpoint) -> None:
    headers = endpoint.query("ASK {}").headers
    limits = Namespace(f"{ns.BASE}limits#")
    for name, header in (
        ("timeout", "Polpros-Timeout"), ("memory", "Polpros-Memory-Limit"),
        ("answer-size", "Polpros-Answer-Limit"), ("query-size", "Polpros-Query-Limit"),
    ):  # fmt: skip
        assert float(str(told.value(SERVICE, limits[name]))) == float(headers[header])
    words = {value.language for value in told.objects(SERVICE, limits["in-words"])
             if isinstance(value, rdflib.Literal)}  # fmt: skip
    assert words == {"en", "ru"}
    shown = endpoint.ask("/limits").text
    for term in told.predicates(SERVICE):
        if str(term).startswith(str(limits)) and term != limits["in-words"]:
            assert f'id="{str(term).partition("#")[2]}"' in shown


@pytest.mark.parametrize("kind", KINDS)
def test_it_comes_in_every_format(told: Graph, endpoint: Endpoint, kind: str) -> None:
    answer = endpoint.ask("/sparql", headers={"Accept": kind})
    assert answer.kind == kind
    assert statements(answer) == len(told)


def test_a_browser_gets_the_form(endpoint: Endpoint) -> None:
    answer = endpoint.ask("/sparql", headers={"Accept": BROWSER})
    assert (answer.kind, "<textarea" in answer.text) == ("text/html", True)
    assert "<script" not in OWN_SCRIPT.sub("", answer.text)


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK%7B%7D", "/.well-known/void"])
def test_links_lead_to_it(endpoint: Endpoint, path: str) -> None:
    links = ", ".join(endpoint.ask(path).headers.get_all("Link", []))
    for target, relation in (("/sparql", "service-desc"), ("/.well-known/void", "describedby"),
                             ("/limits", "help")):  # fmt: skip
        assert f'<{target}>; rel="{relation}"' in links
        assert endpoint.ask(target).status == 200


def test_the_description_of_the_release_names_the_endpoint(real_endpoint: Endpoint) -> None:
    void = Graph().parse(data=real_endpoint.ask("/.well-known/void").text, format="turtle")
    assert list(void.objects(URIRef(ns.DATASET), VOID.sparqlEndpoint)) == [SERVICE]
    told = Graph().parse(data=real_endpoint.ask("/sparql").text, format="turtle")
    default = told.value(told.value(SERVICE, SD.defaultDataset), SD.defaultGraph)
    size = void.value(URIRef(ns.DATASET), VOID.triples)
    assert size is not None
    assert told.value(default, VOID.triples) == size


def test_a_wrong_host_makes_no_wrong_address(endpoint: Endpoint) -> None:
    for host in ("<script>", "a b", 'x"y', "x/y?z"):
        answer = endpoint.ask("/sparql", headers={"Host": host})
        assert answer.status in {200, 400}
        assert host not in answer.text


# --- Graph Store HTTP Protocol --------------------------------------------------------------

LAW = quote(ns.GRAPH_LAW, safe="")
READ = [
    ("default", "/graph-store?default", 200, TRIPLES),
    ("default_with_empty_value", "/graph-store?default=", 200, TRIPLES),
    ("graph", f"/graph-store?graph={LAW}", 200, 2),
    ("graph_not_escaped", f"/graph-store?graph={ns.GRAPH_LAW}", 200, 2),
    ("slash", f"/graph-store/?graph={LAW}", 200, 2),
    ("direct", "/graph/law", 200, 2),
    ("direct_record", "/graph/record/c-0000000", 200, 7),
    ("unknown", "/graph-store?graph=http%3A%2F%2Fex%2Fx", 404, 0),
    ("direct_unknown", "/graph/nothing", 404, 0),
    ("file", "/graph-store?graph=file:///etc/passwd", 404, 0),
    ("neither", "/graph-store", 400, 0),
    ("both", f"/graph-store?default&graph={LAW}", 400, 0),
    ("two", f"/graph-store?graph={LAW}&graph={LAW}", 400, 0),
    ("relative", "/graph-store?graph=law", 400, 0),
    ("empty", "/graph-store?graph=", 400, 0),
]


@pytest.mark.parametrize(
    ("path", "status", "size"), [row[1:] for row in READ], ids=[row[0] for row in READ]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_graphs_are_read(
    endpoint: Endpoint, method: str, path: str, status: int, size: int
) -> None:
    answer = endpoint.ask(path, method=method, headers={"Accept": "application/n-triples"})
    assert answer.status == status
    if status == 200:
        assert answer.kind == "application/n-triples"
        assert len(answer.text.splitlines()) == (size if method == "GET" else 0)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/graph-store", "/graph-store?default", f"/graph-store?graph={LAW}", "/graph/law"]
)
def test_graphs_are_not_written(endpoint: Endpoint, path: str, method: str) -> None:
    body = b"<http://ex/s> <http://ex/p> <http://ex/o> ."
    asked = {"Content-Type": "application/n-triples"}
    answer = endpoint.ask(path, method=method, headers=asked, body=body)
    assert answer.status == 405
    assert answer.listed("Allow") == {"get", "head", "options"}
    assert endpoint.query("ASK { <http://ex/s> ?p ?o }").json["boolean"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_comes_in_the_format_asked_for(endpoint: Endpoint, kind: str) -> None:
    answer = endpoint.ask("/graph/law", headers={"Accept": kind})
    assert answer.kind == kind
    assert statements(answer) == 2
    assert re.search(r"\bAccept\b", answer.headers["Vary"])


def test_a_graph_is_not_given_in_a_format_for_results(endpoint: Endpoint) -> None:
    answer = endpoint.ask("/graph/law", headers={"Accept": "text/csv"})
    assert (answer.status, answer.kind) == (406, "application/problem+json")
