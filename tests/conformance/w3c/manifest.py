"""The entries of the W3C SPARQL 1.0 and 1.1 suites, read off their manifests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.model import ns

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).resolve().parents[3] / ".cache" / "w3c"
"""Where `make setup` unpacks the suites."""

SUITES: Final = {
    "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/": "sparql11",
    "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/": "dawg-data-r2",
}
"""Where the suites are at home, and their folders here."""

_TOPS: Final = {
    "sparql11": ["manifest-all.ttl"],
    "dawg-data-r2": ["manifest-evaluation.ttl", "manifest-syntax.ttl"],
}
_MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
_FROM: Final = re.compile(r"\bFROM\s+(NAMED\s+)?<([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One test, its files named by their IRIs."""

    iri: str
    kind: str
    """Local name of its class: `QueryEvaluationTest`, `PositiveSyntaxTest11`, …"""
    query: str = ""
    data: tuple[str, ...] = ()
    """Files of the default graph."""
    named: tuple[str, ...] = ()
    """Files that are named graphs."""
    result: str = ""
    is_lax: bool = False
    """Whether a solution may come more or less often than the result file has it (REDUCED)."""

    @property
    def name(self) -> str:
        """Return folder and name, as in `aggregates/agg01`, the older suite's after `r2/`."""
        for home, folder in SUITES.items():
            if self.iri.startswith(home):
                short = self.iri.removeprefix(home).replace("/manifest#", "/")
                return short if folder == "sparql11" else f"r2/{short}"
        return self.iri

    @property
    def text(self) -> str:
        """Return the query."""
        return path(self.query).read_text(encoding="utf-8")

    @property
    def is_evaluated(self) -> bool:
        """Return whether the test says what the answer is."""
        return self.kind in {"QueryEvaluationTest", "CSVResultFormatTest"}

    @property
    def is_syntax(self) -> bool:
        """Return whether the test says only that a query is well-formed, or that it is not."""
        return "Syntax" in self.kind and "Update" not in self.kind and self.query.endswith(".rq")

    @property
    def is_update(self) -> bool:
        """Return whether the test asks for a change."""
        return self.query.endswith(".ru")

    @property
    def folder(self) -> str:
        """Return the part of the suite the test is in."""
        return self.name.rpartition("/")[0]

    def sources(self) -> tuple[list[str], list[str]]:
        """Return the files that FROM and FROM NAMED name where the test itself names none."""
        if self.data or self.named or not self.is_evaluated:
            return [], []
        folder = self.query.rpartition("/")[0]
        found = [(bool(named), f"{folder}/{name}") for named, name in _FROM.findall(self.text)]
        return (
            [iri for is_named, iri in found if not is_named],
            [iri for is_named, iri in found if is_named],
        )


def path(iri: str) -> Path:
    """Return the file that an IRI of a suite names."""
    for home, folder in SUITES.items():
        if iri.startswith(home):
            return FOLDER / folder / iri.removeprefix(home)
    raise ValueError(f"{iri} is in neither suite")


def entries() -> list[Entry]:
    """Return every entry of both suites, each once; none where the suites are not unpacked."""
    found: dict[str, Entry] = {}
    for home, folder in SUITES.items():
        for top in _TOPS[folder]:
            if (FOLDER / folder / top).is_file():
                found |= {entry.iri: entry for entry in _read(home + top)}
    return list(found.values())


def _read(iri: str) -> Iterator[Entry]:
    graph = _Graph(iri)
    for (_, predicate), objects in list(graph.said.items()):
        if predicate == f"{_MF}include":
            for included in graph.items(objects[0]):
                yield from _read(included)
        if predicate == f"{_MF}entries":
            yield from (_entry(graph, test) for test in graph.items(objects[0]))


class _Graph:
    """A manifest: what is said of each subject, terms as text."""

    def __init__(self, iri: str) -> None:
        self.said: dict[tuple[str, str], list[str]] = {}
        for quad in parse(path=path(iri), base_iri=iri, format=RdfFormat.TURTLE):
            assert isinstance(quad.subject, NamedNode | BlankNode)
            assert isinstance(quad.object, NamedNode | BlankNode | Literal)
            key = (quad.subject.value, quad.predicate.value)
            self.said.setdefault(key, []).append(quad.object.value)

    def value(self, subject: str, *predicates: str) -> str:
        """Return the first object of the first of the predicates that has one, else nothing."""
        found = (self.said.get((subject, predicate)) for predicate in predicates)
        return next((objects[0] for objects in found if objects), "")

    def items(self, head: str) -> Iterator[str]:
        """Yield the members of a list."""
        while head and head != f"{ns.RDF}nil":
            yield self.value(head, f"{ns.RDF}first")
            head = self.value(head, f"{ns.RDF}rest")


def _entry(graph: _Graph, test: str) -> Entry:
    action = graph.value(test, f"{_MF}action")
    return Entry(
        test,
        graph.value(test, f"{ns.RDF}type").rpartition("#")[2],
        graph.value(action, f"{_QT}query", f"{_UT}request") or action,
        tuple(sorted(graph.said.get((action, f"{_QT}data"), ()))),
        tuple(sorted(graph.said.get((action, f"{_QT}graphData"), ()))),
        graph.value(test, f"{_MF}result"),
        graph.value(test, f"{_MF}resultCardinality") == f"{_MF}LaxCardinality",
    )
