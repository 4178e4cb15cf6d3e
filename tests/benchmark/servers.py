"""The servers that are measured. Each is started here, on loopback, and ended here."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from tests.benchmark import queries
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RESULTS: Final = "application/sparql-results+json"
GRAPH: Final = "application/n-triples"
_PATIENCE: Final = 180.0
"""Seconds a server has to start and to load its data."""


class MissingError(Exception):
    """A server is not installed here."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    name: str
    port: int
    path: str
    pid: int
    size: str
    """Name of the data it holds, as in `generate.SIZES`."""
    timeout: float | None = None
    """Seconds a query may take, where it has such a limit."""

    def target(self, query: str) -> str:
        """Return the path of a GET request that asks a query."""
        return f"{self.path}?{urlencode({'query': query})}"

    def connect(self, patience: float = 60.0) -> http.client.HTTPConnection:
        """Return a connection that gives up after so many seconds without a byte."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)

    def ask(self, connection: http.client.HTTPConnection, query: str) -> tuple[int, bytes]:
        """Return status and body of an answer."""
        accept = GRAPH if "CONSTRUCT" in query else RESULTS
        connection.request("GET", self.target(query), headers={"Accept": accept})
        response = connection.getresponse()
        return response.status, response.read()


@contextmanager
def ours(data: Path, size: str, timeout: float = 30.0) -> Iterator[Server]:
    """Yield our own server."""
    with (
        tempfile.TemporaryDirectory(prefix="kg-bench-") as folder,
        serving(data, Path(folder) / "out", timeout=timeout) as address,
    ):
        yield _ready(Server("polpros", address.port, "/sparql", address.pid, size, timeout))


@contextmanager
def oxigraph(data: Path, size: str, timeout: float = 30.0) -> Iterator[Server]:
    """Yield `oxigraph serve`, its store in memory as ours is."""
    port = _free_port()
    command = [_program("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"]
    with _running([*command, "--timeout-s", str(round(timeout))]) as pid:
        server = Server("oxigraph serve", port, "/query", pid, size, timeout)
        _until_open(server)
        connection = server.connect(_PATIENCE)
        headers = {"Content-Type": "application/n-triples"}
        with data.open("rb") as file:
            connection.request("POST", "/store?default", file, headers)
            status = connection.getresponse().status
        connection.close()
        if status >= 300:
            raise RuntimeError(f"oxigraph serve does not take the data: {status}")
        yield _ready(server)


@contextmanager
def rdflib_endpoint(data: Path, size: str, timeout: float = 30.0) -> Iterator[Server]:
    """Yield `rdflib-endpoint serve`. It knows no time limit."""
    del timeout
    port = _free_port()
    command = [_program("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        file = Path(folder) / "data.nt"
        file.symlink_to(data)
        with _running([*command, str(file)]) as pid:
            yield _ready(Server("rdflib-endpoint", port, "/", pid, size))


@contextmanager
def virtuoso(data: Path, size: str, timeout: float = 30.0) -> Iterator[Server]:
    """Yield Virtuoso, set up in a folder of its own."""
    program, client = _program("virtuoso-t"), _program("isql-vt", "isql")
    port, sql = _free_port(), _free_port()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        (Path(folder) / "data.nt").symlink_to(data)
        settings = Path(folder) / "virtuoso.ini"
        settings.write_text(
            _VIRTUOSO.format(folder=folder, port=port, sql=sql, limit=round(timeout)),
            encoding="utf-8",
        )
        with _running([program, "+foreground", "+configfile", str(settings)]) as pid:
            server = Server("virtuoso", port, "/sparql", pid, size, timeout)
            _until_open(server)
            load = f"ld_dir('{folder}', 'data.nt', 'urn:bench'); rdf_loader_run(); checkpoint;"
            command = [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"]
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
            yield _ready(server)


_VIRTUOSO: Final = """
[Database]
DatabaseFile = {folder}/db
TransactionFile = {folder}/trx
ErrorLogFile = {folder}/log
LockFile = {folder}/lck
xa_persistent_file = {folder}/pxa
[TempDatabase]
DatabaseFile = {folder}/temp
TransactionFile = {folder}/temptrx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 20
[SPARQL]
MaxQueryExecutionTime = {limit}
ResultSetMaxRows = 1000000
"""


def _program(*names: str) -> str:
    """Return the path of a program: of this environment, else of the system."""
    for name in names:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found:
            return found
    raise MissingError(f"{names[0]} is not installed")


@contextmanager
def _running(command: Sequence[str]) -> Iterator[int]:
    """Yield the id of a process, which is ended after; what it says is kept for an error."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield process.pid
        except (RuntimeError, OSError) as error:
            log.seek(0)
            error.add_note(log.read()[-2000:])
            raise
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _until_open(server: Server) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{server.name} does not listen")


def _ready(server: Server) -> Server:
    """Return the server once it knows the name of a person."""
    _until_open(server)
    connection = server.connect()
    status, body = server.ask(connection, queries.cheap(1))
    connection.close()
    if status != 200 or b'"literal"' not in body:
        raise RuntimeError(f"{server.name} does not hold the data: {status} {body[:200]!r}")
    return server
