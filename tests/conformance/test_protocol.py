"""SPARQL 1.1 Protocol, query operation, against a real server over a socket.

The entries carry the names of the W3C suite (`data-sparql11/protocol`); the suite's graphs stand
in for its remote ones, which no server that fetches nothing can have.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from kg.model import ns
from tests.conformance.endpoint import DIRECT, FORM, ROOT, SERVE
from tests.small_release import CASE, PERSON, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.endpoint import Answer, Endpoint

JSON_XML = "application/sparql-results+json, application/sparql-results+xml;q=0.9"

CASES = f"{ns.GRAPH_RECORD}c-0000000"
PERSONS = f"{ns.GRAPH_RECORD}p-0000000"
LAW = ns.GRAPH_LAW
BOTH_IN_DEFAULT = f"ASK {{ <{CASE}> ?p ?o . <{PERSON}> ?q ?r }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{CASE}> ?p ?o }} GRAPH ?h {{ <{PERSON}> ?q ?r }} }}"
FULL = (
    f"ASK {{ <{CASE}> ?p ?o . GRAPH ?g {{ <{PERSON}> ?q ?r }} "
    f"FILTER NOT EXISTS {{ <{PERSON}> ?x ?y }} "
    f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{CASE}> ?v ?w }} }} }}"
)
ONLY_LAW = f"ASK FROM <{CASES}> {{ ?s ?p ?o FILTER NOT EXISTS {{ <{CASE}> ?q ?r }} }}"


@dataclass(frozen=True)
class Entry:
    """One test of the suite: a request, and what its answer has to be."""

    name: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    """Query string."""
    body: bytes | None = None
    content_type: str | None = None
    method: str = ""
    accept: str = JSON_XML
    status: int = 200
    answer: str = "application/sparql-results+json"
    boolean: bool | None = None


def form(*fields: tuple[str, str]) -> bytes:
    return urlencode(fields).encode()


def q(text: str) -> tuple[str, str]:
    return "query", text


DEFAULTS = [("default-graph-uri", CASES), ("default-graph-uri", PERSONS)]
NAMEDS = [("named-graph-uri", CASES), ("named-graph-uri", PERSONS)]

ENTRIES = [
    Entry("query_get", [q("ASK {}")], boolean=True),
    Entry("query_post_form", body=form(q("ASK {}")), content_type=FORM, boolean=True),
    Entry("query_post_direct", body=b"ASK {}", content_type=DIRECT, boolean=True),
    Entry("query_dataset_default_graphs_get", [q(BOTH_IN_DEFAULT), *DEFAULTS], boolean=True),
    Entry(
        "query_dataset_default_graphs_post",
        DEFAULTS, BOTH_IN_DEFAULT.encode(), DIRECT, boolean=True,
    ),
    Entry("query_dataset_named_graphs_get", [q(NAMED), *NAMEDS], boolean=True),
    Entry("query_dataset_named_graphs_post", NAMEDS, NAMED.encode(), DIRECT, boolean=True),
    Entry(
        "query_dataset_full",
        body=form(q(FULL), ("default-graph-uri", CASES), ("named-graph-uri", PERSONS)),
        content_type=FORM, boolean=True,
    ),
    Entry("query_multiple_dataset", [q(ONLY_LAW), ("default-graph-uri", LAW)], boolean=True),
    Entry("query_content_type_select", [q("SELECT (1 AS ?x) {}")]),
    Entry("query_content_type_ask", [q("ASK {}")], boolean=True),
    Entry(
        "query_content_type_describe", [q(f"DESCRIBE <{CASE}>")],
        accept="application/rdf+xml, text/turtle;q=0.9", answer="application/rdf+xml",
    ),
    Entry(
        "query_content_type_construct", [q("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }")],
        accept="application/rdf+xml;q=0.8, text/turtle", answer="text/turtle",
    ),
    Entry("bad_query_method", [q("ASK {}")], method="PUT", status=405),
    Entry("bad_multiple_queries", [q("ASK {}"), q("SELECT * {}")], status=400),
    Entry("bad_query_wrong_media_type", body=b"ASK {}", content_type="text/plain", status=415),
    Entry("bad_query_missing_form_type", body=form(q("ASK {}")), status=415),
    Entry("bad_query_missing_direct_type", body=b"ASK {}", status=415),
    Entry(
        "bad_query_non_utf8", body="ASK {}".encode("utf-16"),
        content_type=f"{DIRECT}; charset=UTF-16", status=415,
    ),
    Entry("bad_query_syntax", [q("ASK {")], status=400),
]  # fmt: skip


# What the suite does not ask: further sentences of the specification, section by section, and
# the parameter `version` of the SPARQL 1.2 Protocol (draft of July 2026).
IRI = "ASK { FILTER(STR(<http://ex/a%20b>) = 'http://ex/a%20b') }"
CYRILLIC = "ASK { FILTER('дело & право + 1' = \"дело & право + 1\") }"
BASED = f"ASK {{ FILTER(STR(<id/x>) = '{ns.BASE}id/x') }}"
UPDATE = f"INSERT DATA {{ <{CASE}> a <{CASE}> }}"
UPDATE_TYPE = "application/sparql-update"


def version(text: str) -> tuple[str, str]:
    return "version", text


FURTHER = [
    Entry("get_other_order", [("x", "y"), q("ASK {}")], boolean=True),
    Entry("get_unknown_parameter", [q("ASK {}"), ("timeout", "1"), ("x", "")], boolean=True),
    Entry("get_percent_is_decoded_once", [q(IRI)], boolean=True),
    Entry("form_percent_is_decoded_once", body=form(q(IRI)), content_type=FORM, boolean=True),
    Entry("get_cyrillic", [q(CYRILLIC)], boolean=True),
    Entry("form_cyrillic", body=form(q(CYRILLIC)), content_type=FORM, boolean=True),
    Entry("direct_cyrillic", body=CYRILLIC.encode(), content_type=DIRECT, boolean=True),
    Entry("form_with_charset", body=form(q("ASK {}")),
          content_type=f"{FORM}; charset=UTF-8", boolean=True),
    Entry("direct_with_charset", body=b"ASK {}",
          content_type='Application/SPARQL-Query ; Charset="utf-8"', boolean=True),
    Entry("form_dataset_in_the_address", [("default-graph-uri", LAW)],
          form(q("ASK { ?s a ?c }")), FORM, boolean=True),
    Entry("base_of_relative_iris", [q(BASED)], boolean=True),
    Entry("base_of_the_query_wins", [q("BASE <http://ex/a/> " + BASED.replace(ns.BASE, "http://ex/a/"))],
          boolean=True),
    Entry("update_get", [("update", UPDATE)], status=400),
    Entry("update_beside_a_query", [("update", UPDATE), q("ASK {}")], status=400),
    Entry("update_form", body=form(("update", UPDATE)), content_type=FORM, status=400),
    Entry("update_direct", body=UPDATE.encode(), content_type=UPDATE_TYPE, status=400),
    Entry("update_as_query", [q(UPDATE)], status=400),
    Entry("update_as_direct_query", body=UPDATE.encode(), content_type=DIRECT, status=400),
    Entry("using_graph", [q("ASK {}"), ("using-graph-uri", LAW)], status=400),
    Entry("using_named_graph", [q("ASK {}"), ("using-named-graph-uri", LAW)], status=400),
    Entry("none_form", body=form(("x", "y")), content_type=FORM, status=400),
    Entry("none_empty_form", body=b"", content_type=FORM, status=400),
    Entry("none_direct", body=b"", content_type=DIRECT, status=400),
    Entry("none_empty_get", [q("")], status=400),
    Entry("two_form", body=form(q("ASK {}"), q("ASK {}")), content_type=FORM, status=400),
    Entry("two_address_and_form", [q("ASK {}")], form(q("ASK {}")), FORM, status=400),
    Entry("two_address_and_direct", [q("ASK {}")], b"ASK {}", DIRECT, status=400),
    Entry("two_operations", [q("ASK {} ASK {}")], status=400),
    Entry("no_utf8_form", body=b"query=%ff", content_type=FORM, status=400),
    Entry("no_utf8_form_raw", body=b"query=\xff", content_type=FORM, status=400),
    Entry("no_utf8_direct", body=b"ASK { ?s ?p '\xff' }", content_type=DIRECT, status=400),
    Entry("charset_unknown", body=b"ASK {}", content_type=f"{DIRECT}; charset=x", status=415),
    Entry("charset_of_a_form", body=b"", content_type=f"{FORM}; charset=koi8-r", status=415),
    Entry("type_malformed", body=b"ASK {}", content_type=";;=/", status=415),
    Entry("type_multipart", body=b"", content_type="multipart/form-data; boundary=x", status=415),
    Entry("not_acceptable_select", [q("SELECT * {}")], accept="text/turtle", status=406),
    Entry("not_acceptable_construct", [q("CONSTRUCT {} {}")], accept="text/csv", status=406),
    Entry("format_unknown", [q("ASK {}"), ("format", "docx")], status=406),
    Entry("bad_method_delete", [q("ASK {}")], method="DELETE", status=405),
    Entry("bad_method_patch", [q("ASK {}")], method="PATCH", status=405),
    Entry("bad_method_unknown", [q("ASK {}")], method="FETCH", status=405),
    Entry("version_1_0", [q("ASK {}"), version("1.0")], boolean=True),
    Entry("version_1_1", [q("ASK {}"), version("1.1")], boolean=True),
    Entry("version_1_2", [q("ASK {}"), version("1.2")], boolean=True),
    Entry("version_1_2_basic", [q("ASK {}"), version("1.2-basic")], boolean=True),
    Entry("version_in_the_query", [q('VERSION "1.2" ASK {}')], boolean=True),
    Entry("version_form", body=form(q("ASK {}"), version("1.2")), content_type=FORM, boolean=True),
    Entry("version_of_the_type", body=b"ASK {}", content_type=f"{DIRECT}; version=1.2",
          boolean=True),
    Entry("version_unknown", [q("ASK {}"), version("3.0")], status=400),
    Entry("version_empty", [q("ASK {}"), version("")], status=400),
    Entry("version_twice", [q("ASK {}"), version("1.1"), version("1.1")], status=400),
    Entry("version_of_the_type_unknown", body=b"ASK {}", content_type=f"{DIRECT}; version=3",
          status=415),
]  # fmt: skip


def send(endpoint: Endpoint, entry: Entry) -> Answer:
    headers = {"Accept": entry.accept}
    if entry.content_type:
        headers["Content-Type"] = entry.content_type
    method = entry.method or ("GET" if entry.body is None else "POST")
    path = f"/sparql?{urlencode(entry.fields)}"
    return endpoint.ask(path, method=method, headers=headers, body=entry.body)


@pytest.mark.parametrize("entry", [*ENTRIES, *FURTHER], ids=lambda entry: entry.name)
def test_the_protocol(endpoint: Endpoint, entry: Entry) -> None:
    answer = send(endpoint, entry)
    assert answer.status == entry.status
    if entry.status == 200:
        assert answer.kind == entry.answer
        assert int(answer.headers["Content-Length"]) == len(answer.body)
    else:
        assert answer.kind == "application/problem+json"
        assert answer.json["status"] == entry.status
    if entry.status == 405:
        assert answer.listed("Allow") == {"get", "head", "options", "post"}
    if entry.boolean is not None:
        assert answer.json["boolean"] is entry.boolean
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_suite_is_whole() -> None:
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES) == 20
    assert len({entry.name for entry in [*ENTRIES, *FURTHER]}) == len(ENTRIES) + len(FURTHER)


def test_an_update_changes_nothing(endpoint: Endpoint) -> None:
    for entry in FURTHER:
        if "update" in entry.name:
            send(endpoint, entry)
    assert endpoint.query(f"ASK {{ <{CASE}> a <{CASE}> }}").json["boolean"] is False


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_slash_at_the_end_does_not_matter(endpoint: Endpoint, path: str) -> None:
    asked = f"{path}?query={quote('ASK {}')}"
    assert endpoint.ask(asked).json["boolean"] is True
    posted = endpoint.ask(path, method="POST", body=b"ASK {}", headers={"Content-Type": DIRECT})
    assert posted.json["boolean"] is True


@pytest.mark.parametrize(
    "path", ["/sparql", f"/sparql?query={quote('ASK {}')}", "/graph-store?default"]
)
def test_head_has_the_headers_of_get(endpoint: Endpoint, path: str) -> None:
    got, headed = endpoint.ask(path), endpoint.ask(path, method="HEAD")
    assert (headed.status, headed.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Vary", "Cache-Control", "Link"):
        assert headed.headers.get_all(name) == got.headers.get_all(name)


def test_options_tells_the_methods(endpoint: Endpoint) -> None:
    answer = endpoint.ask("/sparql", method="OPTIONS")
    assert answer.status == 200
    assert answer.listed("Allow") == {"get", "head", "options", "post"}


def test_a_query_past_its_deadline_is_503_and_the_next_is_answered(endpoint: Endpoint) -> None:
    text = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
    answer = send(endpoint, Entry("runaway", [q(text)]))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert "8 seconds" in answer.json["detail"]
    assert answer.json["limits"]["timeout"] == 8
    assert send(endpoint, ENTRIES[0]).status == 200


def test_a_taken_address_is_an_error(endpoint: Endpoint, tmp_path: Path) -> None:
    write_release(tmp_path)
    env = {"KG_OUT": str(tmp_path), "KG_PORT": str(endpoint.port), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, env=env, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert "ConfigError: cannot listen on 127.0.0.1" in ended.stderr
