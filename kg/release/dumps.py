"""The RDF files of a release, written as streams from sorted quads: same quads, same bytes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from kg.model.ns import (
    GRAPH_LAW,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    PREFIXES,
)
from kg.release.jsonld import jsonld
from kg.release.nodes import Group, Node, by_subject, nodes
from kg.release.skolem import skolemise
from kg.release.turtle import turtle, turtle_with_blank_nodes
from kg.release.value import in_default_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

NQUADS: Final = "polpros.nq"


def write(quads: Iterable[Quad], folder: Path) -> list[str]:
    """Return the names of the RDF files, written into `folder` from all named graphs.

    `polpros.nq` holds the default graph and every named graph, sorted by bytes; it is what the
    engine loads. Raises `DumpError` for what RDF 1.1 or the rules do not let out (`skolemise`).
    """
    groups = by_subject(skolemise(quads))
    texts = {NQUADS: nquads(groups), **_graph_texts(groups)}
    for name, text in texts.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(text)
    return sorted(texts)


def turtle_of(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return the triples of a few quads as Turtle."""
    return "".join(turtle(nodes(by_subject(quads), lambda _: True), prefixes)).encode()


def nquads(groups: Iterable[Group]) -> Iterator[str]:
    """Yield the sorted lines of the N-Quads file."""
    speaks = functools.cache(in_default_graph)
    # `<…/c-x#charge-1>` sorts before `<…/c-x>`: the closing bracket counts as a byte here.
    for _, quads in sorted(groups, key=lambda group: f"{group[0]}>"):
        lines: set[str] = set()
        for quad in quads:
            text = str(quad)
            triple, _, graph = text.rpartition(" ")
            lines.add(f"{text} .\n")
            if speaks(graph[1:-1]):
                lines.add(f"{triple} .\n")
        yield from sorted(lines)


def _graph_texts(groups: list[Group]) -> dict[str, Iterator[str]]:
    """Return the text of each file that holds one graph or one kind of graph."""

    def of(keep: Callable[[str], bool]) -> Iterator[Node]:
        return nodes(groups, keep)

    return {
        "polpros.ttl": turtle(of(in_default_graph), PREFIXES),
        "polpros.jsonld": jsonld(of(in_default_graph), PREFIXES),
        "records.ttl": turtle(of(lambda graph: graph.startswith(GRAPH_RECORD)), PREFIXES),
        "law.ttl": turtle(of(GRAPH_LAW.__eq__), PREFIXES),
        "ontology.ttl": turtle_with_blank_nodes(of(GRAPH_ONTOLOGY.__eq__), PREFIXES),
        "vocab.ttl": turtle(of(GRAPH_VOCAB.__eq__), PREFIXES),
    }
