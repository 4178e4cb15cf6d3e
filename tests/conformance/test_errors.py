"""Errors over a socket: what a machine is told, what a browser, and that no input is a 5xx."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.model import ns
from kg.web.problems import ALL
from tests.conformance.endpoint import BROWSER, DIRECT, FORM, OWN_SCRIPT, served
from tests.small_release import CASE, write_release

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conformance.endpoint import Endpoint


def sparql(text: str) -> str:
    return f"/sparql?query={quote(text)}"


@dataclass(frozen=True)
class Fault:
    """A request that is wrong, and what the answer has to say."""

    name: str
    path: str
    status: int
    kind: str
    says: str = ""
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


FAULTS = [
    Fault("syntax", sparql("SELECT * {\n ?s ?p &"), 400, "query-syntax", "line 2, column 8"),
    Fault("unfinished", sparql("ASK {"), 400, "query-syntax", "column"),
    Fault("empty", sparql(""), 400, "query-syntax", "empty"),
    Fault("blank", sparql(" # only a comment"), 400, "query-syntax", "empty"),
    Fault("prefix", sparql("ASK { ?s x:y ?o }"), 400, "query-syntax", "x"),
    Fault("ungrouped", sparql("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }"), 400, "query-syntax"),
    Fault("service", sparql("ASK { SERVICE <http://127.0.0.1/> {} }"), 400, "federation",
          "asks no other"),
    Fault("update", sparql("DROP ALL"), 400, "read-only", "read-only"),
    Fault("update_field", "/sparql?update=DROP+ALL", 400, "read-only", "read-only"),
    Fault("from_file", sparql("ASK FROM <file:///etc/passwd> {}"), 400, "refused", "no graph"),
    Fault("from_web", sparql("ASK FROM <http://127.0.0.1/x> {}"), 400, "refused", "no graph"),
    Fault("graph_parameter", f"{sparql('ASK {}')}&default-graph-uri=http://x/", 400, "refused",
          "<http://x/>"),
    Fault("graph_parameter_malformed", f"{sparql('ASK {}')}&named-graph-uri=%20%3C", 400,
          "refused"),
    Fault("two_queries", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, "bad-request", "several"),
    Fault("no_query", "/sparql", 400, "bad-request", "no query", "POST",
          {"Content-Type": FORM}, b""),
    Fault("no_utf8", "/sparql?query=%ff", 400, "bad-request", "UTF-8"),
    Fault("surrogates", "/sparql?query=%ed%a0%80", 400, "bad-request", "UTF-8"),
    Fault("nul", sparql("ASK { ?s ?p '\0' . &"), 400, "query-syntax"),
    Fault("escape", "/sparql?query=ASK%7B%7", 400, "query-syntax"),
    Fault("version", f"{sparql('ASK {}')}&version=9", 400, "bad-request", "1.2"),
    Fault("not_acceptable", sparql("ASK {}"), 406, "not-acceptable", "offered are", "GET",
          {"Accept": "image/png"}),
    Fault("format", f"{sparql('CONSTRUCT {} {}')}&format=csv", 406, "not-acceptable", "turtle"),
    Fault("format_of_a_graph", f"{sparql('CONSTRUCT {} {}')}&format=spreadsheet", 406,
          "not-acceptable"),
    Fault("method", "/sparql", 405, "method-not-allowed", "", "PUT"),
    Fault("type", "/sparql", 415, "unsupported-media-type", "text/plain", "POST",
          {"Content-Type": "text/plain"}, b"ASK {}"),
    Fault("body_size", "/sparql", 413, "too-large", "", "POST", {"Content-Type": DIRECT},
          b"#" * (1024 * 1024 + 1)),
    Fault("unknown_page", "/nothing", 404, "not-found"),
    Fault("unknown_record", "/id/c-1111111", 404, "not-found", "c-1111111"),
    Fault("unknown_file", "/download/nothing", 404, "not-found", "nothing"),
    Fault("unknown_graph", "/graph-store?graph=http://x/", 404, "not-found", "<http://x/>"),
    Fault("malformed_id", "/id/a%20b", 400, "malformed-address", "identifier"),
]  # fmt: skip


def ask(endpoint: Endpoint, fault: Fault, accept: str = "") -> tuple[int, str, str, dict[str, str]]:
    headers = dict(fault.headers)
    if accept:
        headers["Accept"] = accept
    answer = endpoint.ask(fault.path, method=fault.method, headers=headers, body=fault.body)
    return answer.status, answer.kind, answer.text, dict(answer.headers.items())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_machine_is_told_what_is_wrong(endpoint: Endpoint, fault: Fault) -> None:
    answer = endpoint.ask(fault.path, method=fault.method, headers=fault.headers, body=fault.body)
    assert (answer.status, answer.kind) == (fault.status, "application/problem+json")
    told = answer.json
    assert told["type"] == f"{ns.BASE}problems#{fault.kind}"
    assert told["status"] == fault.status
    assert told["title"]
    assert told["mend"]
    assert fault.says in told["detail"]
    assert told["help"] == f"/problems#{fault.kind}"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("fault", [one for one in FAULTS if one.status != 406],
                         ids=lambda fault: fault.name)  # fmt: skip
def test_a_browser_is_told_on_a_page(endpoint: Endpoint, fault: Fault) -> None:
    status, kind, text, _ = ask(endpoint, fault, BROWSER)
    assert (status, kind) == (fault.status, "text/html")
    assert f"#{fault.kind}" in text


def test_line_and_column_are_numbers(endpoint: Endpoint) -> None:
    told = endpoint.ask(sparql("SELECT * {\n ?s ?p &")).json
    assert (told["line"], told["column"]) == (2, 8)
    told = endpoint.ask(sparql("ASK {\n\n  SERVICE <x:y> {} }")).json
    assert (told["line"], told["column"]) == (3, 3)


@pytest.mark.parametrize("lang", ["en", "ru", "be"])
def test_every_type_of_error_has_its_section(endpoint: Endpoint, lang: str) -> None:
    shown = endpoint.ask(f"/problems?lang={lang}").text
    for problem in ALL:
        assert f'id="{problem.name}"' in shown
        assert problem.title(lang) in shown


def test_the_page_of_an_error_has_the_query_to_mend(endpoint: Endpoint) -> None:
    text = 'ASK { "</textarea><script>alert(1)</script>" &\n'
    for shown in (
        endpoint.ask(sparql(text), headers={"Accept": BROWSER}),
        endpoint.ask("/sparql", method="POST", body=f"query={quote(text)}&lang=ru".encode(),
                     headers={"Accept": BROWSER, "Content-Type": FORM}),
    ):  # fmt: skip
        assert shown.status == 400
        assert "<script" not in OWN_SCRIPT.sub("", shown.text)
        assert "&lt;/textarea&gt;&lt;script&gt;" in shown.text
    assert '<html lang="ru">' in shown.text


def test_a_large_body_is_refused_on_a_page_as_well(endpoint: Endpoint) -> None:
    body = b"lang=ru&query=" + b"x" * (2 * 1024 * 1024)
    asked = {"Accept": BROWSER, "Content-Type": FORM}
    answer = endpoint.ask("/sparql", method="POST", body=body, headers=asked)
    assert (answer.status, answer.kind) == (413, "text/html")


def test_what_is_echoed_is_short(endpoint: Endpoint) -> None:
    for path in ("/id/", "/graph-store?graph=http://x/", "/sparql?query=ASK&format=", "/nothing/"):
        assert len(endpoint.ask(path + "x" * 60_000).body) < 5000


def test_a_query_that_takes_long_to_look_at_is_none(endpoint: Endpoint) -> None:
    text = "ASK {} #" + "NOW#" * 16_000
    answer = endpoint.ask("/sparql", method="POST", body=text.encode(),
                          headers={"Content-Type": DIRECT})  # fmt: skip
    assert answer.json["boolean"] is True


def test_a_packed_body_is_not_read(endpoint: Endpoint) -> None:
    asked = {"Content-Type": DIRECT, "Content-Encoding": "gzip"}
    answer = endpoint.ask("/sparql", method="POST", body=b"\x1f\x8b", headers=asked)
    assert answer.status == 415


# --- limits ---------------------------------------------------------------------------------


def test_a_limit_is_named_with_its_value_and_a_way_out(tmp_path: Path) -> None:
    write_release(tmp_path)
    crossed = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
    with served(tmp_path, timeout=0.5, query_size=2000, nesting=10) as narrow:
        told = narrow.ask(sparql(f"SELECT (COUNT(*) AS ?n) {{ {crossed} }}"))
        assert told.status == 503
        assert int(told.headers["Retry-After"]) > 0
        assert told.json["type"] == f"{ns.BASE}problems#limit-reached"
        assert "0.5 s" in told.json["detail"]
        assert told.json["limit"] == "timeout"
        assert told.json["limits"]["timeout"] == 0.5
        assert "LIMIT" in told.json["mend"]
        shown = narrow.ask(sparql(f"SELECT (COUNT(*) AS ?m) {{ {crossed} }}"),
                           headers={"Accept": BROWSER})  # fmt: skip
        assert (shown.status, shown.headers["Retry-After"]) == (503, "30")
        assert "?a0" in shown.text
        for limit, text in (
            ("query-size", "#" * 2001 + "\nASK {}"),
            ("nesting", "ASK { " + "{" * 11 + "}" * 11 + "}"),
        ):
            refused = narrow.ask(sparql(text))
            assert (refused.status, refused.json["limit"]) == (400, limit)
            assert refused.json["type"] == f"{ns.BASE}problems#too-large"
        assert narrow.query("ASK {}").json["boolean"] is True


def many(count: int, text: str) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        ("tokens", "ASK { FILTER(1" + many(25_001, "+1") + "> 0) }"),
        ("triple-terms", "ASK { " + many(501, "<<( ?s ?p ?o )>> ?p ?o . ") + "}"),
        ("graphs", "ASK " + many(1001, "FROM <x:#> ") + "{}"),
        ("bases", many(101, "BASE <http://x/#/> ") + "ASK FROM <g> {}"),
        ("iri-length", "ASK FROM <x:" + "g" * 8200 + "> {}"),
        ("dotted-names", "PREFIX x: <x:> ASK { " + many(1100, "x:a.b.#cdefg ?p ?o . ") + "}"),
    ],
)
def test_what_a_query_may_have_is_named(endpoint: Endpoint, limit: str, text: str) -> None:
    asked = {"Content-Type": DIRECT}
    told = endpoint.ask("/sparql", method="POST", headers=asked, body=text.encode())
    assert (told.status, told.json["limit"]) == (400, limit)
    assert limit in told.json["limits"]
    assert f'id="{limit}"' in endpoint.ask("/limits").text


def test_address_and_headers_are_bounded(endpoint: Endpoint) -> None:
    long = "SELECT * { ?s ?p ?o } #" + "x" * 250_000
    assert endpoint.query(long).status == 200
    told = endpoint.query(long, X_More="y" * 90_000)
    assert (told.status, told.json["type"]) == (431, f"{ns.BASE}problems#too-large")


@pytest.mark.parametrize(("lang", "words"), [("en", "8 seconds"), ("ru", "8 секунд")])
def test_the_limits_page_tells_every_limit(endpoint: Endpoint, lang: str, words: str) -> None:
    shown = endpoint.ask(f"/limits?lang={lang}")
    assert (shown.status, shown.kind) == (200, "text/html")
    assert words in shown.text
    for name in ("timeout", "memory", "answer-size", "query-size", "nesting", "queue", "body-size",
                 "default-graph", "fair-use", "narrow"):  # fmt: skip
        assert f'id="{name}"' in shown.text
    assert (
        f'href="/limits?lang={lang}"'
        in endpoint.ask(f"/sparql?lang={lang}", headers={"Accept": BROWSER}).text
    )


# --- results for people ---------------------------------------------------------------------


def test_a_table_is_capped_and_says_so(endpoint: Endpoint) -> None:
    values = " ".join(str(number) for number in range(1500))
    query = quote(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")
    asked = {"Accept": BROWSER, "Content-Type": FORM}
    body = f"query={query}".encode()
    shown = endpoint.ask("/sparql", method="POST", headers=asked, body=body)
    assert shown.status == 200
    assert "<strong>1500 rows</strong>" in shown.text
    assert "First 1000 of 1500" in shown.text
    assert "<td>999</td>" in shown.text
    assert "<td>1000</td>" not in shown.text


def test_a_table_has_labels_addresses_and_files(endpoint: Endpoint) -> None:
    asked = sparql(f"SELECT ?s ?o {{ VALUES ?s {{ <{CASE}> <javascript:alert(1)> }} "
                   f"OPTIONAL {{ ?s <{ns.RDFS}label> ?o }} }}")  # fmt: skip
    shown = endpoint.ask(asked, headers={"Accept": BROWSER}).text
    assert "An invented case" in shown
    assert CASE in shown
    assert 'href="javascript' not in shown
    for name in ("json", "xml", "csv", "tsv", "spreadsheet"):
        link = re.search(rf'href="(/sparql\?[^"]*format={name}[^"]*)"', shown)
        assert link is not None
        assert endpoint.ask(link[1].replace("&amp;", "&")).status == 200
