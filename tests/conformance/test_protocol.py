"""SPARQL 1.1 Protocol, query operation, against a real server over a socket.

The entries carry the names of the W3C suite (`data-sparql11/protocol`); the suite's graphs stand
in for its remote ones, which no server that fetches nothing can have.
"""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from kg.model import ns
from tests.small_release import CASE, PERSON, write_release

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SERVE = (
    "import os; from kg.config import from_environ; from kg.web.serve import serve; "
    "serve(from_environ(os.environ))"
)
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
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


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Yield host and port of a server; it must end at once and by itself when told to."""
    out = tmp_path_factory.mktemp("out")
    write_release(out)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=ROOT,
        env={"KG_OUT": str(out), "KG_PORT": "0", "KG_TIMEOUT": "1", "PATH": "/usr/bin:/bin"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        assert line.startswith("http://127.0.0.1:"), line
        yield "127.0.0.1", int(line.strip().rstrip("/").rpartition(":")[2])
    finally:
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=10)[1]
    assert (server.returncode, said) == (0, "")


def send(address: tuple[str, int], entry: Entry) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(*address, timeout=10)
    try:
        headers = {"Accept": entry.accept}
        if entry.content_type:
            headers["Content-Type"] = entry.content_type
        method = entry.method or ("GET" if entry.body is None else "POST")
        connection.request(method, f"/sparql?{urlencode(entry.fields)}", entry.body, headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_protocol(address: tuple[str, int], entry: Entry) -> None:
    answer, body = send(address, entry)
    assert answer.status == entry.status
    if entry.status == 200:
        assert answer.headers.get_content_type() == entry.answer
        assert int(answer.headers["Content-Length"]) == len(body)
    else:
        assert json.loads(body)["status"] == entry.status
    if entry.boolean is not None:
        assert json.loads(body)["boolean"] is entry.boolean
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_suite_is_whole() -> None:
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES) == 20


def test_a_query_past_its_deadline_is_503_and_the_next_is_answered(
    address: tuple[str, int],
) -> None:
    text = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
    answer, body = send(address, Entry("runaway", [q(text)], status=503))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert "may take 1 seconds" in json.loads(body)["detail"]
    assert send(address, ENTRIES[0])[0].status == 200


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER " + "(" * 100_000 + ")" * 100_000 + " }",
        "ASK { {} " + "UNION {} " * 20_000 + "}",
        "ASK { ?s <p:p>" + "/<p:p>" * 400 + " ?o }",
        "ASK { ?s ?p " + "(" * 99 + ")" * 99 + " }",
        "ASK { FILTER (" + "!" * 20_000 + "1) }",
        "ASK { " + "OPTIONAL { ?a ?b ?c } " * 2_000 + "}",
    ],
    ids=["parentheses", "unions", "path", "collections", "negations", "optionals"],
)
def test_an_attack_ends_in_an_answer_and_the_server_lives(
    address: tuple[str, int], text: str
) -> None:
    entry = Entry("attack", body=text.encode(), content_type=DIRECT)
    assert send(address, entry)[0].status in {200, 400, 503}
    assert send(address, ENTRIES[0])[0].status == 200


def test_a_taken_address_is_an_error(address: tuple[str, int], tmp_path: Path) -> None:
    write_release(tmp_path)
    env = {"KG_OUT": str(tmp_path), "KG_PORT": str(address[1]), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, env=env, capture_output=True, text=True,
        check=False, timeout=20,
    )  # fmt: skip
    assert "ConfigError: cannot listen on 127.0.0.1" in ended.stderr
