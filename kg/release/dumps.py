"""The RDF files of a release, written as streams from sorted quads: same quads, same bytes.

Three passes over the quads, each of which writes every file that has its order: lines (N-Triples,
N-Quads), nodes (Turtle, JSON-LD), graphs (TriG).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.ns import (
    GRAPH_LAW,
    GRAPH_LINKS,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    PREFIXES,
)
from kg.release import jsonld
from kg.release.nodes import by_subject, node, nodes
from kg.release.sink import PACKED, PLAIN, Sinks
from kg.release.skolem import skolemise
from kg.release.turtle import head, turtle, turtle_with_blank_nodes, writer
from kg.release.value import in_default_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.release.nodes import Group, Node
    from kg.release.sink import Sink

NQUADS: Final = "polpros.nq"
"""What the engine loads: the default graph and every named graph, sorted by bytes."""
OWL_TOOLS: Final = "ontology-owl.ttl"
"""The ontology with blank nodes again, for tools of OWL expect them."""
FORMATS: Final = ("nt", "nq", "ttl", "trig", "jsonld")


@dataclass(frozen=True, slots=True)
class Part:
    """What a set of dumps holds: of the default graph, or of some named graphs."""

    stem: str
    """File name without extension."""
    holds: Callable[[str], bool]
    """Whether the triples of a named graph stand in its files of triples."""
    has_default: bool = False
    """Whether its files of quads hold every named graph and the default graph written out."""


def _is_record(graph: str) -> bool:
    return graph.startswith(GRAPH_RECORD)


PARTS: Final = (
    Part("polpros", in_default_graph, has_default=True),
    Part("records", _is_record),
    Part("law", GRAPH_LAW.__eq__),
    Part("vocab", GRAPH_VOCAB.__eq__),
    Part("ontology", GRAPH_ONTOLOGY.__eq__),
    Part("links", GRAPH_LINKS.__eq__),
)

_Sinks = dict[tuple[str, str], "Sink"]


def packings(name: str) -> tuple[str, ...]:
    """Return how a dump is packed; plain are only Turtle and what the engine loads."""
    return (PLAIN, *PACKED) if name == NQUADS or name.endswith(".ttl") else PACKED


def write(quads: Iterable[Quad], folder: Path) -> list[str]:
    """Return the names of the RDF files, written into `folder` from all named graphs.

    Files of triples (N-Triples, Turtle, JSON-LD) of the whole hold the default graph; files of
    quads (N-Quads, TriG) also every named graph. Raises `DumpError` for what RDF 1.1 or the rules
    do not let out (`skolemise`).
    """
    groups = by_subject(skolemise(quads))
    with Sinks(folder) as opened:
        names = [(part.stem, form) for part in PARTS for form in FORMATS]
        sinks = {(stem, form): _open(opened, f"{stem}.{form}") for stem, form in names}
        _write_lines(groups, sinks)
        _write_nodes(groups, sinks)
        _write_graphs(groups, sinks)
        owl = _open(opened, OWL_TOOLS)
        for text in turtle_with_blank_nodes(nodes(groups, GRAPH_ONTOLOGY.__eq__), PREFIXES):
            owl.write(text)
    return sorted(opened.names)


def _open(opened: Sinks, name: str) -> Sink:
    return opened.open(name, packings(name))


def turtle_of(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return the triples of a few quads as Turtle."""
    return "".join(turtle(nodes(by_subject(quads), lambda _: True), prefixes)).encode()


def line_order(group: Group) -> str:
    """Return the place of a subject in a file sorted by bytes.

    `<…/c-x#charge-1>` sorts before `<…/c-x>`: the closing bracket counts as a byte here.
    """
    return f"{group[0]}>"


def _write_lines(groups: list[Group], sinks: _Sinks) -> None:
    """Write N-Triples and N-Quads: sorted, each line once."""
    targets = functools.cache(_line_targets)
    for _, quads in sorted(groups, key=line_order):
        lines: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for quad in quads:
            text = str(quad)
            triple, _, graph = text.rpartition(" ")
            for_triple, for_quad = targets(graph[1:-1])
            for key in for_triple:
                lines[key].add(f"{triple} .\n")
            for key in for_quad:
                lines[key].add(f"{text} .\n")
        for key, found in lines.items():
            sinks[key].write("".join(sorted(found)))


_Keys = list[tuple[str, str]]


def _line_targets(graph: str) -> tuple[_Keys, _Keys]:
    """Return the files that take the triples of a graph, and those that take its quads."""
    triples = [(part.stem, "nt") for part in PARTS if part.holds(graph)]
    triples += [(part.stem, "nq") for part in PARTS if part.has_default and part.holds(graph)]
    return triples, [(stem, "nq") for stem in _with_quads_of(graph)]


def _with_quads_of(graph: str) -> list[str]:
    """Return the parts whose files of quads hold a named graph."""
    return [part.stem for part in PARTS if part.has_default or part.holds(graph)]


def _write_nodes(groups: list[Group], sinks: _Sinks) -> None:
    """Write Turtle and JSON-LD, and the default graph of TriG, which is the same text."""
    as_turtle, as_json = writer(PREFIXES), jsonld.writer(PREFIXES)
    triples = [sinks[part.stem, "ttl"] for part in PARTS]
    for sink in (*triples, *(sinks[part.stem, "trig"] for part in PARTS)):
        sink.write(head(PREFIXES))
    targets = {part.stem: [sinks[part.stem, "ttl"]] for part in PARTS}
    for part in PARTS:
        sinks[part.stem, "jsonld"].write(jsonld.head(PREFIXES))
        if part.has_default:
            targets[part.stem].append(sinks[part.stem, "trig"])
    separators = dict.fromkeys(targets, "\n")
    for stem, found in _nodes_of_parts(groups):
        text = as_turtle(found)
        for sink in targets[stem]:
            sink.write(text)
        sinks[stem, "jsonld"].write(separators[stem] + as_json(found))
        separators[stem] = ",\n"
    for part in PARTS:
        sinks[part.stem, "jsonld"].write(jsonld.TAIL)


def _nodes_of_parts(groups: list[Group]) -> Iterator[tuple[str, Node]]:
    """Yield each subject as each part knows it."""
    stems = functools.cache(lambda graph: [part.stem for part in PARTS if part.holds(graph)])
    for iri, quads in groups:
        found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(_properties)
        for quad in quads:
            _, predicate, rest = str(quad).split(" ", 2)
            value, _, graph = rest.rpartition(" ")
            for stem in stems(graph[1:-1]):
                found[stem][predicate].add(value)
        for stem, properties in found.items():
            yield stem, node(iri, properties)


def _properties() -> defaultdict[str, set[str]]:
    return defaultdict(set)


def _write_graphs(groups: list[Group], sinks: _Sinks) -> None:
    """Write the named graphs of TriG, one after the other."""
    as_turtle = writer(PREFIXES)
    graphs: defaultdict[str, list[Group]] = defaultdict(list)
    for iri, quads in groups:
        inside: defaultdict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            inside[quad.graph_name.value].append(quad)  # type: ignore[union-attr]  # skolemised
        for graph, found in inside.items():
            graphs[graph].append((iri, found))
    for graph in sorted(graphs):
        targets = [sinks[stem, "trig"] for stem in _with_quads_of(graph)]
        told = nodes(graphs[graph], lambda _: True)
        for text in (f"\n<{graph}> {{", *map(as_turtle, told), "}\n"):
            for sink in targets:
                sink.write(text)
