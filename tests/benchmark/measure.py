"""The measurements: each asks one running server, and returns what it found as plain numbers."""

from __future__ import annotations

import http.client
import multiprocessing
import statistics
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

from tests.benchmark import queries
from tests.benchmark.processes import cpu_seconds, memory_bytes, seconds_until_idle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

    from tests.benchmark.servers import Server

Figures = dict[str, "float | str | None"]

RUNAWAYS: Final = 8
CLIENTS: Final = 4
MEMORY_LIMIT: Final = 5 * 1024**3
"""Bytes of a server's memory at which the memory measurement ends it."""
_MIB: Final = 1024**2


def in_process(store: Store, query: str) -> bytes:
    """Return the answer of the engine itself, written as the servers write it."""
    found = store.query(query)
    if isinstance(found, QueryTriples):
        return found.serialize(format=RdfFormat.N_TRIPLES) or b""
    return found.serialize(format=QueryResultsFormat.JSON) or b""


def cheap(server: Server, store: Store, count: int) -> Figures:
    """Return the processor time of look-ups, one after another, beside the engine's own."""
    texts = [queries.cheap(number) for number in range(1, count + 1)]
    for text in texts[:50]:
        in_process(store, text)
    start = time.process_time()
    for text in texts:
        in_process(store, text)
    alone = (time.process_time() - start) / count * 1000
    with closing(server.connect()) as connection:
        for text in texts[:50]:
            _answer(server, connection, text + " ")
        start = cpu_seconds(server.pid)
        seconds = [_seconds(_answer, server, connection, text) for text in texts]
        over_http = (cpu_seconds(server.pid) - start) / count * 1000
    return {
        "cheap_cpu_ms": over_http,
        "cheap_in_process_cpu_ms": alone,
        "cheap_added_cpu_ms": over_http - alone,
        "cheap_wall_ms": statistics.median(seconds) * 1000,
    }


def costly(server: Server, store: Store, budget: float) -> Figures:
    """Return how much longer queries take over HTTP, as ratios of wall time and CPU time.

    The two ways take turns, each time with another query text, for `budget` seconds a query.
    """
    figures: Figures = {}
    walls, processors = [], []
    for name, query in queries.COSTLY.items():
        alone, wall, processor = _ratios(server, store, query, budget)
        figures[f"{name}: in process ms"] = alone * 1000
        figures[f"{name}: wall ratio"] = wall
        figures[f"{name}: CPU ratio"] = processor
        if alone >= 0.005:
            walls.append(wall)
            processors.append(processor)
    figures["costly_wall_ratio"] = statistics.median(walls) if walls else None
    figures["costly_cpu_ratio"] = statistics.median(processors) if processors else None
    return figures


def _ratios(
    server: Server, store: Store, query: Callable[[int], str], budget: float
) -> tuple[float, float, float]:
    """Return the seconds in process, and the ratios of wall time and of CPU time over HTTP."""
    alone, over_http = [], []
    cpu_alone = cpu_over_http = 0.0
    with closing(server.connect()) as connection:
        in_process(store, query(0))
        _answer(server, connection, query(0))
        end, number = time.monotonic() + budget, 0
        while number < 5 or (time.monotonic() < end and number < 100):
            number += 1
            start = time.process_time()
            alone.append(_seconds(in_process, store, query(number)))
            cpu_alone += time.process_time() - start
            start = cpu_seconds(server.pid)
            over_http.append(_seconds(_answer, server, connection, query(number)))
            cpu_over_http += cpu_seconds(server.pid) - start
    middle = statistics.median(alone)
    return middle, statistics.median(over_http) / middle, cpu_over_http / cpu_alone


def _answer(server: Server, connection: http.client.HTTPConnection, query: str) -> None:
    """Ask a query that has to be answered."""
    status, body = server.ask(connection, query)
    if status != 200:
        raise RuntimeError(f"{server.name} answers {status}: {body[:300]!r} to {query}")


def repeated(server: Server, seconds: float) -> Figures:
    """Return how often a second the same query is answered, and the CPU time of each answer."""
    figures: Figures = {}
    for name, query in (("repeated", queries.repeated()), ("repeated_cheap", queries.cheap(7))):
        with closing(server.connect()) as connection:
            server.ask(connection, query)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(CLIENTS, mp_context=context) as pool:
            list(pool.map(abs, range(CLIENTS)))  # the clients have started
            start = cpu_seconds(server.pid)
            jobs = [pool.submit(_ask_for, server, query, seconds) for _ in range(CLIENTS)]
            count = sum(job.result() for job in jobs)
            used = cpu_seconds(server.pid) - start
        figures[f"{name}_per_second"] = count / seconds
        figures[f"{name}_cpu_ms"] = used / count * 1000 if count else None
    return figures


def _ask_for(server: Server, query: str, seconds: float) -> int:
    """Return how often a query was answered within so many seconds."""
    count = 0
    end = time.monotonic() + seconds
    with closing(server.connect()) as connection:
        while time.monotonic() < end:
            status, _ = server.ask(connection, query)
            count += status == 200
    return count


def deadline(server: Server, name: str, patience: float) -> Figures:
    """Return how long past its deadline a runaway query ran, and the wait of the next one.

    None where the server had not answered after `patience` more seconds.
    """
    limit = server.timeout or 0.0
    overshoot: float | None = None
    with closing(server.connect(limit + patience)) as connection:
        start = time.monotonic()
        with suppress(OSError, http.client.HTTPException):
            server.ask(connection, queries.RUNAWAY[name](0))
        if time.monotonic() - start < limit + patience:
            overshoot = (time.monotonic() - start - limit) * 1000
    with closing(server.connect(patience)) as connection:
        wait = _seconds(server.ask, connection, queries.cheap(11))
    return {f"{name}: past the deadline ms": overshoot, f"{name}: next answer ms": wait * 1000}


def crowd(server: Server, seconds: float, patience: float) -> Figures:
    """Return how look-ups fare while runaway queries run, and how soon all is quiet after."""
    stop = threading.Event()
    connections = [server.connect() for _ in range(RUNAWAYS)]
    with ThreadPoolExecutor(RUNAWAYS) as pool:
        for number, connection in enumerate(connections):
            pool.submit(_run_away, server, connection, number, stop)
        time.sleep(1)
        waits, failed = _look_ups(server, seconds, patience)
        stop.set()
        for connection in connections:
            _hang_up(connection)
        idle = seconds_until_idle(server.pid, patience)
    waits.sort()
    return {
        "crowd_p50_ms": waits[len(waits) // 2] * 1000,
        "crowd_p95_ms": waits[int(len(waits) * 0.95)] * 1000,
        "crowd_answered": float(len(waits) - failed),
        "crowd_failed": float(failed),
        "idle_s": idle,
        "idle_patience_s": patience,
    }


def _run_away(
    server: Server, connection: http.client.HTTPConnection, number: int, stop: threading.Event
) -> None:
    """Ask queries that never end, until told to stop."""
    asked = list(queries.RUNAWAY.values())
    while not stop.is_set():
        with suppress(OSError, http.client.HTTPException):
            server.ask(connection, asked[number % len(asked)](number))
            number += RUNAWAYS
            continue
        connection.close()
        time.sleep(0.05)


def _look_ups(server: Server, seconds: float, patience: float) -> tuple[list[float], int]:
    """Return the waits for cheap queries, and how many were not answered."""
    waits: list[float] = []
    failed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with closing(server.connect(min(patience, seconds))) as connection:
            start = time.monotonic()
            with suppress(OSError, http.client.HTTPException):
                status, _ = server.ask(connection, queries.cheap(len(waits) + 20))
                failed -= status == 200
            failed += 1
            waits.append(time.monotonic() - start)
        time.sleep(0.02)
    return waits, failed


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """Leave, as a client does that is closed while it waits."""
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(2)


def memory(server: Server, seconds: float) -> Figures:
    """Return the memory of all processes, spools and caches: at rest, and at most when asked much.

    Ends early where the server takes more than `MEMORY_LIMIT`.
    """
    rest = memory_bytes(server.pid)
    start = time.monotonic()
    stop = threading.Event()
    connections: list[http.client.HTTPConnection] = []
    most = rest
    with ThreadPoolExecutor(2 * CLIENTS) as pool:
        for asked in (_hungry, _filling):
            for client in range(CLIENTS):
                connections.append(server.connect(seconds))
                pool.submit(asked, server, connections[-1], client, stop)
        while time.monotonic() - start < seconds and most < MEMORY_LIMIT:
            time.sleep(0.2)
            most = max(most, memory_bytes(server.pid))
        stop.set()
        for connection in connections:
            _hang_up(connection)
        with closing(server.connect(5)) as connection, suppress(OSError):
            server.ask(connection, queries.cheap(5))
    return {
        "memory_rest_mib": rest / _MIB,
        "memory_most_mib": most / _MIB,
        "memory_added_mib": (most - rest) / _MIB,
        "memory_measured_s": time.monotonic() - start,
    }


def _hungry(
    server: Server, connection: http.client.HTTPConnection, client: int, stop: threading.Event
) -> None:
    """Ask queries that need much memory, until told to stop."""
    asked = list(queries.HUNGRY.values())
    for query in _until(stop, lambda number: asked[(client + number) % len(asked)](number)):
        with suppress(OSError, http.client.HTTPException):
            server.ask(connection, query)
            continue
        connection.close()


def _filling(
    server: Server, connection: http.client.HTTPConnection, client: int, stop: threading.Event
) -> None:
    """Ask for large answers, another one each time, until told to stop."""
    for query in _until(stop, lambda number: queries.large(number * CLIENTS + client)):
        with suppress(OSError, http.client.HTTPException):
            server.ask(connection, query)
            continue
        connection.close()


def _until(stop: threading.Event, query: Callable[[int], str]) -> Iterator[str]:
    number = 0
    while not stop.is_set():
        yield query(number)
        number += 1


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start
