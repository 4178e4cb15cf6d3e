"""Conditional requests (RFC 9110, section 13) and scripts of other origins, over a socket."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from kg.model import ns
from tests.conformance.endpoint import DIRECT, TIMEOUT, Endpoint

JSON, CSV = "application/sparql-results+json", "text/csv"
SELECT = f"SELECT ?s ?l {{ ?s <{ns.SKOS}prefLabel> ?l }} ORDER BY ?l"
LONG = "SELECT ?n ?m { VALUES ?n { " + "'much of the same' " * 200 + "} BIND(1 AS ?m) }"


def tag_of(endpoint: Endpoint, query: str = SELECT, accept: str = JSON) -> str:
    answer = endpoint.query(query, accept)
    assert "no-cache" in answer.listed("Cache-Control")
    return str(answer.headers["ETag"])


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("{weak}", 304), ("{strong}", 304), ("*", 304), ('"x", {weak}', 304),
        ('"x",{strong} , "y"', 304), ('"x"', 200), ("x", 200), ('"', 200), ("W/", 200),
        (",,,", 200), ("{weak}x", 200), ("\\", 200), ("é", 200), ('W/"x" ' * 500, 200),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_if_none_match(endpoint: Endpoint, method: str, form: str, status: int) -> None:
    tag = tag_of(endpoint)
    sent = form.format(weak=tag, strong=tag.removeprefix("W/")).encode().decode("latin-1")
    path = f"/sparql?query={quote(SELECT)}"
    answer = endpoint.ask(path, method=method, headers={"Accept": JSON, "If-None-Match": sent})
    assert answer.status == status
    if status == 304:
        assert answer.body == b""
        assert answer.headers["ETag"] == tag
        assert {"accept", "accept-encoding"} <= answer.listed("Vary")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Content-Encoding" not in answer.headers


def test_a_tag_is_of_one_query_one_format_and_one_dataset(endpoint: Endpoint) -> None:
    tags = {
        tag_of(endpoint),
        tag_of(endpoint, accept=CSV),
        tag_of(endpoint, f"{SELECT} "),
        str(endpoint.query(SELECT, JSON, [("default-graph-uri", ns.GRAPH_LAW)]).headers["ETag"]),
        str(endpoint.query(SELECT, JSON, [("named-graph-uri", ns.GRAPH_LAW)]).headers["ETag"]),
        str(endpoint.query(SELECT, fields=[("format", "spreadsheet")]).headers["ETag"]),
    }
    assert len(tags) == 6
    assert tag_of(endpoint) == tag_of(endpoint)


def test_the_encoding_does_not_change_the_tag(endpoint: Endpoint) -> None:
    packed = endpoint.query(LONG, JSON, Accept_Encoding="gzip").headers["ETag"]
    assert packed == tag_of(endpoint, LONG)
    assert endpoint.query(LONG, JSON, Accept_Encoding="gzip", If_None_Match=packed).status == 304


@pytest.mark.parametrize(
    "call",
    ["NOW()", "RAND()", "rand ()", "UUID()", "STRUUID()", "BNODE()", "NOW#x\n()", "\\u004eOW()"],
)
def test_what_changes_by_itself_has_no_tag(endpoint: Endpoint, call: str) -> None:
    answer = endpoint.query(f"SELECT ({call} AS ?x) {{}}", If_None_Match="*")
    assert answer.status == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_post_is_not_conditional(endpoint: Endpoint) -> None:
    asked = {"Content-Type": DIRECT, "If-None-Match": "*"}
    answer = endpoint.ask("/sparql", method="POST", body=b"ASK {}", headers=asked)
    assert answer.status == 200
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/", "/limits", "/problems", "/sparql", "/ontology", "/page/id/c-0000000",
     "/data/id/c-0000000.ttl", "/graph-store?default", "/graph/law", "/download/polpros.nq",
     "/.well-known/void", "/static/style.css"],
)  # fmt: skip
def test_everything_that_can_be_had_again_has_a_tag(endpoint: Endpoint, path: str) -> None:
    for encoding in ("identity", "gzip"):
        asked = {"Accept-Encoding": encoding}
        tag = endpoint.ask(path, headers=asked).headers["ETag"]
        again = endpoint.ask(path, headers={**asked, "If-None-Match": tag})
        assert (again.status, again.body) == (304, b"")


# --- scripts of other origins ---------------------------------------------------------------

LIMITS = {
    *("polpros-release", "polpros-timeout", "polpros-memory-limit", "polpros-answer-limit"),
    "polpros-query-limit",
}
ANYWHERE = [
    ("answer", "GET", "/sparql?query=ASK%7B%7D"),
    ("head", "HEAD", "/sparql?query=ASK%7B%7D"),
    ("wrong_query", "GET", "/sparql?query=ASK"),
    ("wrong_method", "DELETE", "/sparql"),
    ("options", "OPTIONS", "/sparql"),
    ("unknown", "GET", "/nothing"),
    ("unknown_record", "GET", "/id/c-1111111"),
    ("malformed", "GET", "/id/%00"),
    ("redirect", "GET", "/id/c-0000000"),
    ("record", "GET", "/data/id/c-0000000.ttl"),
    ("graph", "GET", "/graph-store?default"),
    ("file", "GET", "/download/polpros.nq"),
    ("page", "GET", "/"),
]


@pytest.mark.parametrize(("name", "method", "path"), ANYWHERE, ids=[row[0] for row in ANYWHERE])
def test_any_origin_may_read_and_none_is_known(
    endpoint: Endpoint, name: str, method: str, path: str
) -> None:
    assert name
    asked = {"Origin": "https://evil.example", "Cookie": "a=b"}
    headers = endpoint.ask(path, method=method, headers=asked).headers
    assert headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "path", ["/sparql", "/sparql/", "/graph-store", "/id/c-0000000", "/nothing"]
)
def test_a_preflight_allows_what_is_needed(endpoint: Endpoint, path: str) -> None:
    answer = endpoint.ask(
        path,
        method="OPTIONS",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, x-something",
        },
    )
    assert answer.status == 204
    assert {"get", "head", "post"} <= answer.listed("Access-Control-Allow-Methods")
    assert {"content-type", "accept", "if-none-match", "*"} <= answer.listed(
        "Access-Control-Allow-Headers"
    )
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("text", ["ASK {}", "ASK"], ids=["answer", "error"])
def test_limits_are_told_and_scripts_may_read_them(endpoint: Endpoint, text: str) -> None:
    answer = endpoint.query(text)
    exposed = answer.listed("Access-Control-Expose-Headers")
    assert {*LIMITS, "etag", "retry-after", "link"} <= exposed
    assert {name.lower() for name in answer.headers} >= LIMITS
    assert answer.headers["Polpros-Timeout"] == str(TIMEOUT)
