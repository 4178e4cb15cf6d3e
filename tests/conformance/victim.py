"""A real server with narrow limits, and the means to attack it and to see what became of it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote

from pyoxigraph import RdfFormat, parse

from kg.model import ns
from kg.release.search_index import SEARCH, build_index
from tests.benchmark.generate import person, triples
from tests.benchmark.processes import memory_bytes, tree
from tests.serving import VERSION, release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

MIB: Final = 1024 * 1024
TIMEOUT: Final = 1.0
MEMORY: Final = 256 * MIB
ANSWER: Final = 16 * MIB
SPOOL: Final = 32 * MIB
WORKERS: Final = 4
PATIENCE: Final = 60.0
"""Seconds that a crowded machine may take for anything, beyond the server's own deadline."""
TRIES: Final = 12
"""Requests of which one must be served as on a quiet machine."""
SLACK: Final = 128 * MIB
"""What Python itself, its buffers and page tables may take beside what the limits name."""

GRAPH: Final = f"{ns.GRAPH_RECORD}c-0000000"
SCRIPTED: Final = f"{ns.ID}c-0000000"
SCRIPT: Final = "</title><script>alert('label')</script>"
CHEAP: Final = f"SELECT ?name {{ <{person(3)}> <{ns.SKOS}prefLabel> ?name }}"
DIRECT: Final = "application/sparql-query"
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """An HTTP answer as it came over the socket."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Values by name, the names in lower case."""
    body: bytes = b""

    @property
    def problem(self) -> dict[str, Any]:
        """Return the problem details; fails where the body is none."""
        assert self.headers["content-type"] == "application/problem+json", self
        told: dict[str, Any] = json.loads(self.body)
        assert told["status"] == self.status
        return told


@dataclass(frozen=True)
class Victim:
    """A server that is attacked."""

    port: int
    pid: int
    log: Path
    memory: int
    """Bytes of the processes before the first attack."""

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        patience: float = PATIENCE,
    ) -> Reply:
        """Return the answer to a request that is well formed as HTTP."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request(method, target, body, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def ask(self, query: str, accept: str = "*/*") -> Reply:
        """Return the answer to a query."""
        headers = {"Content-Type": DIRECT, "Accept": accept}
        return self.send("POST", "/sparql", headers, query.encode())

    def connect(self, patience: float = PATIENCE) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(("127.0.0.1", self.port), patience)

    def raw(self, sent: bytes, quiet: float = PATIENCE, *, leave: bool = False) -> list[Reply]:
        """Return every answer that comes for these bytes, until the server closes.

        A server that does not may be quiet for so long after it has said something. With `leave`
        the sending side is closed at once, as by a caller that breaks off.
        """
        received = bytearray()
        with self.connect(quiet if leave else PATIENCE) as to:
            with suppress(OSError):  # it may refuse before it has read all
                to.sendall(sent)
                if leave:
                    to.shutdown(socket.SHUT_WR)
            with suppress(TimeoutError, ConnectionResetError):
                while more := to.recv(65536):
                    received += more
                    to.settimeout(quiet)
        return list(_replies(bytes(received)))

    def first(self, sent: bytes) -> Reply:
        """Return the first answer that comes for these bytes, settled."""
        return settled(lambda asked: self.raw(asked)[0], sent)

    def assert_well(self) -> None:
        """Fail unless a cheap query is answered within a second.

        On a crowded machine any single one may be late, or stopped for it; the best counts.
        """
        told: list[tuple[int, float]] = []
        while len(told) < TRIES:
            start = time.monotonic()
            answer = self.send("GET", f"/sparql?query={quote(CHEAP)}")
            seconds = time.monotonic() - start
            assert answer.status in {200, 503}, answer
            assert answer.status == 503 or b"literal" in answer.body, answer
            if answer.status == 200 and seconds <= 1:
                return
            told.append((answer.status, seconds))
        raise AssertionError(f"cheap queries were answered with status, after seconds: {told}")

    def assert_lean(self) -> None:
        """Fail unless processes and memory come back within their limits.

        The patience is that of a crowded machine; how soon it is belongs to the bench.
        """
        end = time.monotonic() + TIMEOUT + PATIENCE
        while not self._is_lean():  # asked once a turn: what has just been lean may hire again
            assert time.monotonic() < end, (len(tree(self.pid)), self.grown() / MIB)
            time.sleep(0.1)

    def grown(self) -> int:
        """Return the bytes of memory and unnamed files that came since the start."""
        return memory_bytes(self.pid) - self.memory

    def _is_lean(self) -> bool:
        return len(tree(self.pid)) <= WORKERS + 4 and self.grown() <= SPOOL + SLACK

    def complaints(self) -> str:
        """Return what the server wrote to its log after the first line."""
        return self.log.read_text(encoding="utf-8").partition("\n")[2]


def settled(ask: Callable[[T], Reply], asked: T) -> Reply:
    """Return the first answer that is not 503, or the last of some.

    A second is long for what these requests need, but a crowded machine may take longer.
    """
    answer = ask(asked)
    for _ in range(TRIES):
        if answer.status != 503:
            break
        answer = ask(asked)
    return answer


def _replies(received: bytes) -> Iterator[Reply]:
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        length = int(
            headers.get("content-length", "0" if first.startswith("HTTP/1.1 1") else len(rest))
        )
        yield Reply(int(first.split()[1]), headers, rest[:length])
        received = rest[length:]


@contextmanager
def victim(folder: Path, size: int = 30_000) -> Iterator[Victim]:
    """Yield a server of generated data, so large that a runaway query runs away."""
    _write_data(folder / "data.nq", size)
    release(folder / "data.nq", folder / "out")
    build_index(parse(_scripted(), RdfFormat.N_QUADS), folder / "out" / VERSION / SEARCH)
    limits = {
        "OUT": folder / "out", "PORT": 0, "TIMEOUT": TIMEOUT, "MEMORY": MEMORY,
        "WORKERS": WORKERS, "ANSWER_SIZE": ANSWER, "SPOOL": SPOOL, "AHEAD": 0,
    }  # fmt: skip
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environ |= {f"KG_{name}": str(value) for name, value in limits.items()}
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli import main; main()", "serve"],
            env=environ, stdout=file, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        port = _port(process, log)
        ready = Victim(port, process.pid, log, 0)
        ready.assert_well()
        yield Victim(port, process.pid, log, memory_bytes(process.pid))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    while "\n" not in (said := log.read_text(encoding="utf-8")):
        assert process.poll() is None, said
        time.sleep(0.05)
    assert said.startswith("http://"), said
    return int(said.split("\n")[0].rstrip("/").rpartition(":")[2])


def _write_data(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(triples(size))
        file.write(_scripted())


def _scripted() -> str:
    """Return a case whose label is a script, in the default graph and in one of its own."""
    told = (
        f"<{SCRIPTED}> <{ns.RDF}type> <{ns.PPO}Case>",
        f'<{SCRIPTED}> <{ns.SKOS}prefLabel> "{SCRIPT}"@en',
        f"<{SCRIPTED}> <{ns.PPO}scope> <{ns.PPV}scope-assessed>",
    )
    return "".join(f"{one} .\n{one} <{GRAPH}> .\n" for one in told)


@contextmanager
def listener() -> Iterator[tuple[int, list[int]]]:
    """Yield the port of a server on loopback, and the list that gets an entry a connection."""
    met: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        waiting = threading.Thread(target=_accept, args=(server, met), daemon=True)
        waiting.start()
        yield server.getsockname()[1], met
        with suppress(OSError):  # wakes the thread
            server.shutdown(socket.SHUT_RDWR)
    waiting.join(PATIENCE)


def _accept(server: socket.socket, met: list[int]) -> None:
    with suppress(OSError):
        while True:
            caller, (_, port) = server.accept()
            met.append(port)
            caller.close()
