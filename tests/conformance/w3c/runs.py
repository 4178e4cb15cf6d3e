"""Two ways to ask a test's query: the engine in this process, and our endpoint over HTTP."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
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
from tests.serving import Address

NOTHING: Final = "urn:x-w3c:nothing"
"""A graph of the server that no test knows. Naming it alone gives an empty default graph."""

_FORMATS: Final = {
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
    text = entry.text
    more, more_named = entry.sources(text)
    store = Store()
    for iri in entry.data:
        store.extend(quads(iri, DefaultGraph()))
    for iri in (*entry.named, *more, *more_named):
        store.extend(quads(iri, NamedNode(iri)))
    try:
        found = store.query(text, base_iri=entry.query)
        if entry.result.endswith(".csv") and isinstance(found, QuerySolutions):
            return read(found.serialize(format=QueryResultsFormat.CSV), QueryResultsFormat.CSV)
        return result(found)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise RefusedError(str(error)) from error


def reads(entry: Entry) -> bool:
    """Return whether the engine can read a query, or an update if that is what it is."""
    store = Store()
    try:
        store.query(entry.text, base_iri=entry.query)
    except (SyntaxError, RuntimeError):
        return False
    return True


def write_data(entries: Iterable[Entry], target: Path) -> frozenset[str]:
    """Write every file that tests read as a named graph; return the graphs that hold something."""
    names: set[str] = set()
    for entry in entries:
        more, more_named = entry.sources(entry.text)
        names.update(entry.data, entry.named, more, more_named)
    nothing = NamedNode(NOTHING)
    found = {iri: list(quads(iri, NamedNode(iri))) for iri in sorted(names)}
    found[NOTHING] = [Quad(nothing, nothing, nothing, nothing)]
    with target.open("wb") as file:
        serialize((quad for graph in found.values() for quad in graph), file, RdfFormat.N_QUADS)
    return frozenset(iri for iri, graph in found.items() if graph)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Our server, which holds the files of all tests as named graphs."""

    connection: http.client.HTTPConnection
    graphs: frozenset[str]

    @classmethod
    def at(cls, address: Address, graphs: frozenset[str]) -> Endpoint:
        """Return the endpoint of a running server."""
        return cls(http.client.HTTPConnection(address.host, address.port, timeout=60), graphs)

    def answer(self, entry: Entry) -> Result:
        """Return the answer to a test's query, its dataset chosen as the protocol has it.

        A query with FROM keeps it: there BASE, which stands for the place the query was found
        at, is written before it. Raises `RefusedError` for an answer of 400.
        """
        text = entry.text
        fields = self._dataset(entry)
        more = any(entry.sources(text))
        if not more and not fields:
            fields = [("named-graph-uri", NOTHING)]
        text = f"BASE <{entry.query}>\n{text}"
        wanted = _WANTED.get(Path(entry.result).suffix, "application/sparql-results+json")
        return self._ask(text, [] if more else fields, f"{wanted}, text/turtle;q=0.9")

    def _dataset(self, entry: Entry) -> list[tuple[str, str]]:
        default = [("default-graph-uri", iri) for iri in entry.data if iri in self.graphs]
        named = [("named-graph-uri", iri) for iri in entry.named if iri in self.graphs]
        return default + named

    def _ask(self, text: str, fields: list[tuple[str, str]], accept: str) -> Result:
        body = urlencode([("query", text), *fields])
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", "/sparql", body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status == 400:
            raise RefusedError(answer.decode())
        assert response.status == 200, answer
        kind = response.headers.get_content_type()
        return read(answer, _FORMATS[kind])
