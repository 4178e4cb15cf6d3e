"""The engine host as it runs: real processes, small limits."""

from __future__ import annotations

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.engine.client import Client, EngineHost
from kg.engine.data import Call
from kg.engine.limits import Limits
from kg.engine.store import Store
from kg.engine.wire import request, send_request
from kg.errors import DumpError, EngineError, QueryError, QuerySyntaxError, QueryTimeoutError
from kg.formats import RESULTS_JSON
from tests.benchmark.processes import tree
from tests.small_release import CASE, TRIPLES, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.alone

TIMEOUT = 60.0
SHORT = 0.6
PATIENCE = 40.0
"""Seconds that a crowded machine may take for anything; less than a query may."""
RUNAWAY = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
ALIVE = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[EngineHost]:
    with EngineHost([folder], Limits(timeout=TIMEOUT, workers=2)) as running:
        yield running


@pytest.fixture(scope="module")
def hurried(folder: Path) -> Iterator[Store]:
    """Yield a store whose queries have little time."""
    with EngineHost([folder], Limits(timeout=SHORT, workers=2)) as running:
        yield Store.connect(running.client, running.limits)


@pytest.fixture
def store(host: EngineHost) -> Store:
    return Store.connect(host.client, host.limits)


def ask(store: Store, text: str) -> bytes:
    return store.query(text).serialize(RESULTS_JSON)


def workers(host: EngineHost) -> set[int]:
    """Return the processes that the host, the only child of its keeper, has forked."""
    return {worker for pid in children(host.pid) for worker in children(pid)}


def children(pid: int) -> set[int]:
    return {child for child in tree(pid) if parent(child) == pid}


def parent(pid: int) -> int:
    return int(stat(pid)[1])


def stat(pid: int) -> list[str]:
    """Return what the system tells of a process, from its state on; nothing of one that is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ["gone", "0"]
    return text.rpartition(")")[2].split()


def at_work(host: EngineHost) -> set[int]:
    """Return the workers that run or want to, at two looks: on a crowded machine few do both."""
    first = {pid for pid in workers(host) if stat(pid)[0] == "R"}
    time.sleep(0.2)
    return {pid for pid in first if stat(pid)[0] == "R"}


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def is_alive(store: Store) -> bool:
    """Return whether a cheap query is answered; where time is short, one of several."""
    for _ in range(20):
        with suppress(QueryTimeoutError, EngineError):
            return b"true" in ask(store, ALIVE)
    return False


def test_the_host_answers_as_the_store_in_process_does(store: Store, folder: Path) -> None:
    local = Store.open(folder)
    assert (store.graphs, store.size) == (local.graphs, local.size)
    text = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert len(store.query(text).rows()) == TRIPLES
    assert ask(store, text) == ask(local, text)
    assert store.about(CASE) == local.about(CASE)
    assert store.labels([CASE]) == local.labels([CASE])
    assert store.contains(CASE)


def test_workers_stay_from_query_to_query(host: EngineHost, store: Store) -> None:
    def stay() -> bool:
        ask(store, ALIVE)
        before = workers(host)
        for _ in range(20):
            ask(store, ALIVE)
        return workers(host) == before

    # On a crowded machine a cheap query may seem a long one, and a worker is hired beside it.
    assert until(stay)


def test_errors_come_through(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        ask(store, "SELECT *\n{ ?s ?p ?o } LIMIT ?x")
    assert error.value.line == 2
    with pytest.raises(QueryError, match="is not an IRI"):
        store.about("no iri")


def test_a_query_past_its_deadline_is_stopped_and_the_next_one_answered(hurried: Store) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"may take 0\.6 seconds"):
        ask(hurried, RUNAWAY)
    assert SHORT <= time.monotonic() - start < PATIENCE
    assert is_alive(hurried)


def test_more_runaways_than_workers_all_get_an_answer(hurried: Store) -> None:
    def run(_: int) -> str:
        with pytest.raises((QueryTimeoutError, EngineError)) as error:
            ask(hurried, RUNAWAY)
        return str(error.value)

    with ThreadPoolExecutor(5) as pool:
        assert len(list(pool.map(run, range(5)))) == 5
    assert is_alive(hurried)


def test_a_query_ends_when_its_caller_leaves(host: EngineHost, store: Store) -> None:
    assert until(lambda: not at_work(host))
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(host.client.path))
        send_request(caller, request(1, Call("query", RUNAWAY, format="json").to_json()))
        assert until(lambda: at_work(host))
        busy = at_work(host)
    assert until(lambda: busy - workers(host))
    assert b"true" in ask(store, ALIVE)


def test_a_worker_that_dies_costs_one_query(host: EngineHost, store: Store) -> None:
    assert until(lambda: not at_work(host))
    with ThreadPoolExecutor(1) as pool:
        lost = pool.submit(ask, store, f"{RUNAWAY} #")
        assert until(lambda: at_work(host))
        for pid in workers(host):
            os.kill(pid, signal.SIGSEGV)
        with pytest.raises(QueryTimeoutError, match="more memory or deeper nesting"):
            lost.result()
    assert b"true" in ask(store, ALIVE)


def test_a_worker_reaches_nothing_even_past_the_guard(host: EngineHost) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        text = f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"
        with pytest.raises((QueryTimeoutError, QueryError)):
            host.client.ask(Call("query", text, format="json"))
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\xff\xff\xff\xff", b"\0\0\0\2{}", b"\0\0\0\1x"])
def test_a_broken_request_harms_nobody(host: EngineHost, store: Store, sent: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(host.client.path))
        caller.sendall(sent)
    assert b"true" in ask(store, ALIVE)


def test_without_a_host_there_is_an_engine_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="does not answer"):
        Client(tmp_path / "none", 1.0).ask(Call("facts"))


def test_a_release_that_cannot_be_loaded_says_so(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match=r"polpros\.nq"):
        EngineHost([tmp_path], Limits())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left(folder: Path, number: int) -> None:
    with EngineHost([folder], Limits()) as host:
        # A worker may just be giving way to a new one.
        assert until(lambda: len({*children(host.pid), *workers(host)}) >= 3)
        started = {*children(host.pid), *workers(host)}
        os.kill(host.pid, number)
        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
