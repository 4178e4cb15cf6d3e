"""Two ways to ask a test's query: the engine in this process, and our endpoint over HTTP."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from tests.conformance.w3c.manifest import Entry, path
from tests.conformance.w3c.results import Result, read, result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.serving import Address

NOTHING: Final = "urn:x-w3c:nothing"
"""A graph of the server that no test knows. Naming it alone gives an empty default graph."""

_FORMATS: Final[dict[str, QueryResultsFormat | RdfFormat]] = {
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "text/csv": QueryResultsFormat.CSV,
    "text/turtle": RdfFormat.TURTLE,
}
_WANTED: Final = {
    ".srx": "application/sparql-results+xml",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
}


class RefusedError(Exception):
    """The query was not answered."""


def quads(iri: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield a file of the suite; its blank nodes are its own."""
    file = path(iri)
    known = RdfFormat.from_extension(file.suffix[1:]) or RdfFormat.TURTLE
    found = parse(path=file, format=known, base_iri=iri, rename_blank_nodes=True)
    return (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found)


def in_process(entry: Entry) -> Result:
    """Return the engine's own answer. Raises `RefusedError` where it cannot read the query."""
    more, more_named = entry.sources()
    store = Store()
    for iri in entry.data:
        store.extend(quads(iri, DefaultGraph()))
    for iri in (*entry.named, *more, *more_named):
        store.extend(quads(iri, NamedNode(iri)))
    try:
        found = store.query(entry.text, base_iri=entry.query)
        if entry.result.endswith(".csv") and isinstance(found, QuerySolutions):
            written = found.serialize(format=QueryResultsFormat.CSV)
            return read(written or b"", QueryResultsFormat.CSV)
        return result(found)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise RefusedError(str(error)) from error


def reads(entry: Entry) -> bool:
    """Return whether the engine takes a query; it is not run, so no SERVICE is called."""
    try:
        Store().query(entry.text, base_iri=entry.query)
    except (SyntaxError, RuntimeError):
        return False
    return True


def write_data(entries: Iterable[Entry], target: Path) -> frozenset[str]:
    """Write every file that tests read as a named graph; return the graphs that hold something.

    A file of a default graph is a graph of its own: where a test names it as a named graph too,
    the blank nodes of the two differ.
    """
    files: dict[str, str] = {}
    for entry in entries:
        default, named = entry.sources()
        files |= {_default(iri): iri for iri in entry.data}
        files |= {iri: iri for iri in (*entry.named, *default, *named)}
    nothing = NamedNode(NOTHING)
    graphs = {name: list(quads(files[name], NamedNode(name))) for name in sorted(files)}
    graphs[NOTHING] = [Quad(nothing, nothing, nothing, nothing)]
    with target.open("wb") as out:
        serialize((quad for graph in graphs.values() for quad in graph), out, RdfFormat.N_QUADS)
    return frozenset(name for name, graph in graphs.items() if graph)


def _default(iri: str) -> str:
    return f"{iri}?default"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Our server, which holds the files of all tests as named graphs."""

    connection: http.client.HTTPConnection
    graphs: frozenset[str]

    @classmethod
    def at(cls, address: Address, graphs: frozenset[str]) -> Endpoint:
        """Return the endpoint of a running server."""
        return cls(http.client.HTTPConnection(address.host, address.port, timeout=60), graphs)

    def close(self) -> None:
        """Leave the server."""
        self.connection.close()

    def answer(self, entry: Entry) -> Result:
        """Return the answer to a test's query, its dataset chosen as the protocol has it.

        Where the query itself chooses one with FROM, BASE is written before it, for the place
        the query was found at. Raises `RefusedError` for an answer of 400.
        """
        text = f"BASE <{entry.query}>\n{entry.text}"
        wanted = _WANTED.get(Path(entry.result).suffix, "application/sparql-results+json")
        headers = {"Accept": f"{wanted}, text/turtle;q=0.9"}
        body = urlencode([("query", text), *self._dataset(entry)])
        kind, answer = self._post(body, "application/x-www-form-urlencoded", headers)
        return read(answer, _FORMATS[kind])

    def change(self, text: str) -> None:
        """Ask for a change in each way there is; raises `RefusedError` where all are refused."""
        reasons = []
        for kind, body in (
            ("application/sparql-update", text.encode()),
            ("application/sparql-query", text.encode()),
            ("application/x-www-form-urlencoded", urlencode({"update": text}).encode()),
            ("application/x-www-form-urlencoded", urlencode({"query": text}).encode()),
        ):
            try:
                self._post(body, kind, {})
            except RefusedError as error:
                reasons.append(error)
        if len(reasons) == 4:
            raise reasons[0]

    def _dataset(self, entry: Entry) -> list[tuple[str, str]]:
        if any(entry.sources()):
            return []
        default = [("default-graph-uri", _default(iri)) for iri in entry.data]
        named = [("named-graph-uri", iri) for iri in entry.named]
        found = [(field, graph) for field, graph in default + named if graph in self.graphs]
        return found or [("named-graph-uri", NOTHING)]

    def _post(self, body: str | bytes, kind: str, headers: dict[str, str]) -> tuple[str, bytes]:
        self.connection.request("POST", "/sparql", body, {**headers, "Content-Type": kind})
        response = self.connection.getresponse()
        answer = response.read()
        if response.status == 400:
            raise RefusedError(answer.decode())
        assert response.status == 200, answer
        return response.headers.get_content_type(), answer
