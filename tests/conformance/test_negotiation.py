"""Negotiation by RFC 9110 over a socket: formats, CSV for programs and for people, encodings."""

from __future__ import annotations

import csv
import gzip
import io
import socket
from urllib.parse import quote

import pytest

from kg.model import ns
from tests.conformance.endpoint import BROWSER, Answer, Endpoint
from tests.small_release import ARTICLE, CASE

SELECT = f"SELECT ?s ?l {{ ?s <{ns.SKOS}prefLabel> ?l }} ORDER BY ?l"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
NOTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(false) }"
TWICE = (
    "CONSTRUCT { ?s ?p ?o . ?o ?p ?s } "
    "WHERE { ?s ?p ?o FILTER(isIRI(?o)) { ?a ?b ?c } UNION { ?d ?e ?f } }"
)
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TTL, NT = "text/turtle", "application/n-triples"
LD, RDF = "application/ld+json", "application/rdf+xml"

RESULTS = [
    # name, Accept, media type of the answer or 406
    ("none", "", JSON),
    ("anything", "*/*", JSON),
    ("json", JSON, JSON),
    ("xml", XML, XML),
    ("csv", CSV, CSV),
    ("tsv", TSV, TSV),
    ("html", "text/html", "text/html"),
    ("browser", BROWSER, "text/html"),
    ("case", "Text/CSV", CSV),
    ("q_wins_over_order", f"{CSV};q=0.5, {XML}", XML),
    ("q_in_capitals", f"{CSV};Q=0.5, {XML};Q=0.6", XML),
    ("q_of_three_digits", f"{CSV};q=0.501, {XML};q=0.502", XML),
    ("q_zero_excludes", f"{JSON};q=0, {XML};q=0.1, */*;q=0", XML),
    ("q_zero_under_wildcard", f"*/*, {JSON};q=0", XML),
    ("all_refused", "*/*;q=0", 406),
    ("specific_before_wildcard", f"text/*;q=0.9, {CSV};q=0.1, {TSV};q=0.2", "text/html"),
    ("subtype_wildcard", "text/*", CSV),
    ("application_wildcard", "application/*", JSON),
    ("wildcard_last", f"{TSV}, */*;q=0.1", TSV),
    ("unknown_then_known", f"image/png, {TSV};q=0.1", TSV),
    ("unknown_only", "image/png", 406),
    ("graph_types_only", f"{TTL}, {NT}", 406),
    ("generic_json", "application/json", JSON),
    ("generic_xml", "application/xml", XML),
    ("jquery", "application/json, text/javascript, */*; q=0.01", JSON),
    ("java", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
    ("sparqlwrapper", f"{JSON},application/json,text/javascript", JSON),
    ("charset_parameter", f"{CSV};charset=utf-8", CSV),
    ("foreign_parameter", f"{CSV};header=absent, {XML};q=0.9", XML),
    ("quoted_comma", f'text/x;a="b,{JSON}", {TSV};q=0.2', TSV),
    ("empty_members", f",, {XML} ,,", XML),
    ("spaces", f"  {XML}  ;  q=0.9 , {TSV} ; q=0.8 ", XML),
    ("malformed_is_passed_over", f"json, /, a/b/c, {TSV}", TSV),
    ("malformed_only", "json;;;===", JSON),
    ("bad_q_is_passed_over", f"{CSV};q=high, {XML};q=0.1", XML),
    ("long", f"{'text/x, ' * 150}{XML}", XML),
    ("too_long_to_be_read_whole", f"{XML}, {'a/b,' * 50_000}{JSON}", XML),
]
GRAPHS = [
    ("none", "", TTL),
    ("anything", "*/*", TTL),
    ("turtle", TTL, TTL),
    ("ntriples", NT, NT),
    ("jsonld", LD, LD),
    ("rdfxml", RDF, RDF),
    ("old_turtle", "application/x-turtle", TTL),
    ("generic_json", "application/json", LD),
    ("generic_xml", "application/xml", RDF),
    ("plain", "text/plain", NT),
    ("q", f"{TTL};q=0.3, {RDF};q=0.4", RDF),
    ("browser", BROWSER, TTL),
    ("results_types_only", f"{JSON}, {CSV}", 406),
    ("rdflib", f"{RDF}, {TTL};q=0.9, */*;q=0.1", RDF),
    ("jena", f"{TTL},{NT};q=0.9,{LD};q=0.8,{RDF};q=0.7,*/*;q=0.3", TTL),
]


def check(answer: Answer, expected: str | int) -> None:
    assert "accept" in answer.listed("Vary")
    if isinstance(expected, int):
        assert answer.status == expected
        assert "offered are" in answer.json["detail"]
        return
    assert (answer.status, answer.kind) == (200, expected)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if expected.startswith("text/"):
        assert answer.headers.get_content_charset() == "utf-8"


@pytest.mark.parametrize(("name", "accept", "expected"), RESULTS, ids=[row[0] for row in RESULTS])
def test_results(endpoint: Endpoint, name: str, accept: str, expected: str | int) -> None:
    assert name
    check(endpoint.query(SELECT, accept), expected)


@pytest.mark.parametrize(("name", "accept", "expected"), GRAPHS, ids=[row[0] for row in GRAPHS])
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{CASE}>", NOTHING, TWICE])
def test_graphs(
    endpoint: Endpoint, query: str, name: str, accept: str, expected: str | int
) -> None:
    assert name
    check(endpoint.query(query, accept), expected)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("json", JSON), ("xml", XML), ("csv", CSV), ("tsv", TSV), ("html", "text/html"),
     ("srj", JSON), ("TSV", TSV), ("text/csv", CSV), ("spreadsheet", CSV)],
)  # fmt: skip
def test_a_link_names_the_format_of_results(endpoint: Endpoint, name: str, kind: str) -> None:
    check(endpoint.query(SELECT, BROWSER, [("format", name)]), kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("turtle", TTL), ("ttl", TTL), ("ntriples", NT), ("jsonld", LD), ("rdfxml", RDF)],
)
def test_a_link_names_the_format_of_graphs(endpoint: Endpoint, name: str, kind: str) -> None:
    check(endpoint.query(CONSTRUCT, BROWSER, [("format", name)]), kind)


def test_two_accept_headers_are_one_list(endpoint: Endpoint) -> None:
    with socket.create_connection((endpoint.host, endpoint.port), timeout=60) as raw:
        raw.sendall(
            b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\nHost: x\r\n"
            b"Accept: text/turtle\r\nAccept: text/csv\r\n\r\n"
        )
        told = b"".join(iter(lambda: raw.recv(65536), b""))
    assert b"Content-Type: text/csv" in told


# --- CSV ------------------------------------------------------------------------------------

FORMULAS = (
    "SELECT ?case ?cell { VALUES (?case ?cell) { "
    f"(<{CASE}> '=1+1') (<{CASE}> '+1+1') (<{ARTICLE}> '-2+3') (UNDEF '@SUM(A1)') "
    "(UNDEF '\\t=1') (UNDEF '\\r=1') (UNDEF -5) (UNDEF '+7.5') (UNDEF 'a=b') (UNDEF '') } }"
)


def test_strict_csv_is_that_of_the_specification(endpoint: Endpoint) -> None:
    body = endpoint.query(FORMULAS, CSV).body
    assert body.startswith(b"case,cell\r\n")
    assert f"{CASE},=1+1\r\n".encode() in body


def test_csv_for_spreadsheets_has_a_mark_labels_and_no_formulas(endpoint: Endpoint) -> None:
    answer = endpoint.query(FORMULAS, fields=[("format", "spreadsheet")])
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.body.startswith(b"\xef\xbb\xbfcase,case_label,cell\r\n")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))[1:]
    assert rows[0] == [CASE, "An invented case", "'=1+1"]
    assert rows[2] == [ARTICLE, "Article 1.2", "'-2+3"]
    assert [row[2] for row in rows] == [
        *("'=1+1", "'+1+1", "'-2+3", "'@SUM(A1)", "'\t=1", "'\r=1"),
        *("-5", "+7.5", "a=b", ""),
    ]


def test_csv_for_spreadsheets_is_in_the_language_asked_for(endpoint: Endpoint) -> None:
    answer = endpoint.query(FORMULAS, fields=[("format", "spreadsheet"), ("lang", "ru")])
    assert "Выдуманное дело" in answer.text


def test_yes_or_no_for_spreadsheets(endpoint: Endpoint) -> None:
    answer = endpoint.query("ASK {}", fields=[("format", "spreadsheet")])
    assert answer.body == b"\xef\xbb\xbfboolean\r\ntrue\r\n"


# --- encodings ------------------------------------------------------------------------------

LONG = "SELECT ?n ?m { VALUES ?n { " + "'much of the same' " * 200 + "} BIND(1 AS ?m) }"
ENCODINGS = [
    ("none", None, False),
    ("empty", "", False),
    ("gzip", "gzip", True),
    ("capitals", "GZIP", True),
    ("old_name", "x-gzip", True),
    ("browser", "gzip, deflate, br, zstd", True),
    ("wildcard", "*", True),
    ("q_zero", "gzip;q=0", False),
    ("q_zero_under_wildcard", "gzip;q=0, *", False),
    ("wildcard_zero", "*;q=0", False),
    ("identity_first", "identity, gzip;q=0.5", False),
    ("identity_last", "identity;q=0.5, gzip", True),
    ("identity_refused", "identity;q=0, gzip", True),
    ("others_only", "br, zstd", False),
    ("low", "gzip;q=0.001", True),
    ("spaces", " gzip ; q=0.8 ", True),
    ("malformed_q", "gzip;q=high", False),
    ("malformed", ";;,q=,gzip;;", False),
]


@pytest.mark.parametrize(
    ("name", "accepted", "is_packed"), ENCODINGS, ids=[row[0] for row in ENCODINGS]
)
def test_encodings(endpoint: Endpoint, name: str, accepted: str | None, is_packed: bool) -> None:
    assert name
    asked = {"Accept": CSV}
    if accepted is not None:
        asked["Accept-Encoding"] = accepted
    answer = endpoint.ask(f"/sparql?query={quote(LONG)}", headers=asked)
    assert (answer.headers["Content-Encoding"] == "gzip") is is_packed
    assert "accept-encoding" in answer.listed("Vary")
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert answer.text.count("much of the same") == 200


@pytest.mark.parametrize(
    "path", ["/", "/limits", "/ontology?format=turtle", "/graph-store?default"]
)
def test_pages_and_graphs_are_packed_as_well_and_once(endpoint: Endpoint, path: str) -> None:
    plain = endpoint.ask(path)
    packed = endpoint.ask(path, headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in packed.headers) is (len(plain.body) >= 1024)
    assert packed.text == plain.text


def test_small_answers_and_files_stay_as_they_are(endpoint: Endpoint) -> None:
    assert "Content-Encoding" not in endpoint.query("ASK {}", Accept_Encoding="gzip").headers
    sent = endpoint.ask("/download/polpros.nq", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in sent.headers
    assert not sent.headers["ETag"].startswith("W/")


def test_gzip_is_the_same_each_time(endpoint: Endpoint) -> None:
    first, second = (endpoint.query(LONG, Accept_Encoding="gzip").body for _ in range(2))
    assert first == second
    assert gzip.decompress(first)
