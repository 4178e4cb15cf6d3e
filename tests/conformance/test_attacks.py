"""Attacks by query on a real server: each ends in a clean answer, and the service lives."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from tests.benchmark.processes import seconds_until_idle
from tests.conformance.attacks import EITHER, HARMLESS, REFUSED, SERVICES, STOPPED, UPDATES
from tests.conformance.victim import (
    ANSWER,
    CHEAP,
    FORM,
    MEMORY,
    PATIENCE,
    SLACK,
    SPOOL,
    Reply,
    Victim,
    listener,
    settled,
    victim,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.tmpdir import TempPathFactory

pytestmark = pytest.mark.alone

AT_ONCE = 4
"""Attacks at the same time: as many as the server has workers."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: TempPathFactory) -> Iterator[Victim]:
    with victim(tmp_path_factory.mktemp("victim")) as running:
        yield running


@pytest.fixture(scope="module")
def outcomes(server: Victim) -> dict[str, Reply]:
    """Return the answer to each attack; after each, a cheap query was answered in time."""

    def attack(text: str) -> Reply:
        try:
            answer = server.ask(text)
        except OSError as error:  # one test fails, not all
            return Reply(0, body=repr(error).encode())
        server.assert_well()
        return answer

    attacks = {**REFUSED, **STOPPED, **EITHER}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(attacks, pool.map(attack, attacks.values()), strict=True))
    server.assert_lean()
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(outcomes: dict[str, Reply], name: str) -> None:
    answer = outcomes[name]
    assert answer.status in {400, 413}, answer
    assert answer.problem["detail"]


@pytest.mark.parametrize("name", STOPPED)
def test_it_is_stopped_at_a_limit_that_is_named(outcomes: dict[str, Reply], name: str) -> None:
    answer = outcomes[name]
    assert answer.status == 503, (answer.status, answer.body[:300])
    assert int(answer.headers["retry-after"]) > 0
    told = answer.problem
    assert told["detail"].startswith(("the query was stopped", "the query needs", "the answer"))
    assert told["limits"]
    assert "arrow" in told["mend"]


@pytest.mark.parametrize("name", EITHER)
def test_it_is_coped_with(outcomes: dict[str, Reply], name: str) -> None:
    answer = outcomes[name]
    assert answer.status in {200, 400, 503}, answer
    if answer.status != 200:
        assert answer.problem["detail"]


def test_the_pages_and_tables_of_results_survive_deep_triple_terms(server: Victim) -> None:
    for name in ("triple terms nested by BIND", "triple terms as deep as may be"):
        text = {**REFUSED, **EITHER}[name]
        for accept in ("text/html", "text/csv", "application/sparql-results+xml"):
            assert server.ask(text, accept).status in {200, 400, 503}
        fields = urlencode({"query": text, "format": "spreadsheet"}).encode()
        answer = server.send("POST", "/sparql", {"Content-Type": FORM}, fields)
        assert answer.status in {200, 400, 503}
        server.assert_well()


# --- nothing is fetched ---------------------------------------------------------------------


def test_the_listener_hears_the_engine_where_nothing_guards_it() -> None:
    with listener() as (port, met):
        text = SERVICES[1].format(x=f"http://127.0.0.1:{port}/")
        list(pyoxigraph.Store().query(text))  # type: ignore[arg-type]
        assert met


def test_no_service_is_asked(server: Victim) -> None:
    with listener() as (port, met):
        for form in SERVICES:
            answer = server.ask(form.format(x=f"http://127.0.0.1:{port}/"))
            assert answer.status == 400, form
            assert answer.problem["detail"]
        assert met == []
    server.assert_well()


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_alone_is_no_crime(server: Victim, text: str) -> None:
    answer = settled(server.ask, text)
    assert answer.status == 200, answer


def test_no_update_is_made_and_nothing_loaded(server: Victim) -> None:
    count = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    before = settled(server.ask, count).body
    assert before.count(b"literal") == 1, before
    with listener() as (port, met):
        for form in UPDATES:
            text = form.format(x=f"http://127.0.0.1:{port}/")
            for body, kind in (
                (text.encode(), "application/sparql-query"),
                (text.encode(), "application/sparql-update"),
                (urlencode({"update": text}).encode(), FORM),
                (urlencode({"query": text}).encode(), FORM),
            ):
                answer = server.send("POST", "/sparql", {"Content-Type": kind}, body)
                assert answer.status in {400, 415}, (form, kind)
                assert answer.problem["detail"]
            assert server.send("GET", f"/sparql?update={quote(text)}").status == 400
        assert met == []
    # A space more, so that it is counted anew.
    assert settled(server.ask, f"{count} ").body == before


def test_no_graph_is_fetched_or_read(server: Victim) -> None:
    with listener() as (port, met):
        for iri in (
            *(f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/a.ttl", "file:///etc/passwd"),
            *("file:/etc/hostname", "data:text/turtle,", "//127.0.0.1/", "http://[::1", "../../x"),
        ):
            asked = quote(iri, safe="")
            for target in (
                f"/sparql?query={quote(f'ASK FROM <{iri}> {{ ?s ?p ?o }}')}",
                f"/sparql?query={quote(f'ASK FROM NAMED <{iri}> {{ ?s ?p ?o }}')}",
                f"/sparql?query={quote(f'BASE <{iri}> ASK FROM <> {{ ?s ?p ?o }}')}",
                f"/sparql?query=ASK%7B%7D&default-graph-uri={asked}",
                f"/sparql?query=ASK%7B%7D&named-graph-uri={asked}",
                f"/graph-store?graph={asked}",
            ):
                answer = server.send("GET", target)
                assert answer.status in {400, 404}, target
                assert answer.problem["detail"]
        assert met == []


# --- many at once, and callers who leave ----------------------------------------------------


def test_200_callers_at_once_get_an_answer_each(server: Victim) -> None:
    start = threading.Barrier(200)

    def ask(_: int) -> int:
        start.wait(PATIENCE)
        return server.send("GET", f"/sparql?query={quote(CHEAP)}").status

    with ThreadPoolExecutor(200) as pool:
        statuses = list(pool.map(ask, range(200)))
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 100
    server.assert_well()
    server.assert_lean()


def test_callers_who_leave_take_their_queries_along(server: Victim) -> None:
    body = STOPPED["a Cartesian product"].encode()
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    for _ in range(20):
        with server.connect() as caller:
            caller.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.assert_well()
    assert seconds_until_idle(server.pid, PATIENCE) is not None
    server.assert_lean()


def test_answers_that_nobody_reads_fill_neither_memory_nor_the_threads(server: Victim) -> None:
    callers = []
    try:
        for number in range(40):  # more than the server has threads
            text = f"SELECT * {{ ?s ?p ?o VALUES ?x {{ {number} 1 2 }} }}"
            caller = server.connect()
            callers.append(caller)
            caller.sendall(
                f"GET /sparql?format=csv&query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
        server.assert_well()
        assert server.grown() <= MEMORY + ANSWER + SPOOL + SLACK
    finally:
        for caller in callers:
            caller.close()
    server.assert_lean()


def test_no_process_is_left_over(server: Victim) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        texts = [REFUSED["deep braces"], STOPPED["20,000 negations"]] * 8
        list(pool.map(server.ask, texts))
    server.assert_well()
    server.assert_lean()


def test_the_log_tells_of_no_fault(server: Victim, outcomes: dict[str, Reply]) -> None:
    """Whatever was asked, here and in the tests before."""
    assert len(outcomes) > 80
    assert server.complaints() == ""
