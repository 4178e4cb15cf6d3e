"""Shapes compiled: core constraints to checks over sets of nodes, SPARQL to set-wise queries.

A shape that cannot be compiled with the same meaning is listed in `Shapes.left`, with the reason,
and is evaluated by pyshacl. What neither can do, and what is no SHACL, is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.graph import RDF_TYPE, SUBCLASS_OF, DataGraph, Index, Term
from kg.check.reader import TARGETS, Reader, sh
from kg.check.sparql import NotCompiledError
from kg.errors import ConfigError
from kg.model.ns import RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from kg.check.shape import Shape

_CLASS = ox.NamedNode(f"{RDFS}Class")
_TARGET_NODE, _TARGET_CLASS, _TARGET_SUBJECTS, _TARGET_OBJECTS = TARGETS


@dataclass(frozen=True, slots=True)
class Targeted:
    """A shape with its targets, and the rules it can report on."""

    shape: Shape
    nodes: tuple[Term, ...]
    classes: tuple[Term, ...]
    subjects_of: tuple[ox.NamedNode, ...]
    objects_of: tuple[ox.NamedNode, ...]
    rules: frozenset[str]

    def focus_nodes(self, data: DataGraph) -> dict[Term, None]:
        """Return the nodes to validate, each once (SHACL 1.0, section 2.1.3)."""
        return {node: None for some in self._targets(data) for node in some}

    def among(self, nodes: Iterable[Term], data: DataGraph) -> dict[Term, None]:
        """Return those of some nodes that `focus_nodes` would return."""
        targets = list(self._targets(data))
        return {node: None for node in nodes if any(node in some for some in targets)}

    def _targets(self, data: DataGraph) -> Iterator[Collection[Term]]:
        yield self.nodes
        yield from (data.index.instances(class_) for class_ in self.classes)
        yield from (data.index.all_subjects(predicate) for predicate in self.subjects_of)
        yield from (data.index.all_objects(predicate) for predicate in self.objects_of)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The compiled shapes; a plain value, good for any number of passes."""

    compiled: tuple[Targeted, ...]
    left: tuple[tuple[str, str], ...]
    """IRI and reason of each shape that pyshacl evaluates, sorted."""
    left_graph: tuple[ox.Triple, ...]
    """The shapes for pyshacl: all triples but the targets of the compiled shapes."""
    excluded: frozenset[str] = field(default=frozenset())
    """Rules that are not reported."""


def compile_shapes(files: Iterable[Path]) -> Shapes:
    """Return the compiled shapes of some Turtle files.

    Raises `ConfigError` for a file that is no Turtle, for files without targets and for shapes
    that cannot be used.
    """
    return compile_triples(read_turtle(files))


def read_turtle(files: Iterable[Path]) -> list[ox.Triple]:
    """Return the triples of some Turtle files; raises `ConfigError`."""
    triples = []
    for path in files:
        try:
            quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
            triples += [quad.triple for quad in quads]
        except (OSError, SyntaxError) as error:
            raise ConfigError(f"{path} cannot be read as Turtle: {error}") from error
    return triples


def compile_triples(triples: Iterable[ox.Triple]) -> Shapes:
    """Return the compiled shapes of a shapes graph; raises `ConfigError`."""
    triples = list(triples)
    index = Index(triples)
    reader = Reader(index)
    compiled: list[Targeted] = []
    left: dict[str, str] = {}
    for node in _with_target(index):
        try:
            compiled.append(_targeted(reader, node))
        except NotCompiledError as reason:
            left[node.value] = str(reason)
        except ConfigError as error:
            raise ConfigError(f"{node}: {error}") from error
    if not compiled and not left:
        raise ConfigError("the shapes have no target, so every data would conform to them")
    left_graph = _with_targets_of(triples, left) if left else ()
    return Shapes(tuple(compiled), tuple(sorted(left.items())), left_graph)


def without(shapes: Shapes, rules: Iterable[str]) -> Shapes:
    """Return the shapes without some rules, named by their identifiers (`P07`)."""
    return replace(shapes, excluded=shapes.excluded | frozenset(rules))


def _with_target(index: Index) -> list[Term]:
    """Return the shapes that have a target, sorted; a class that is a shape is its own target."""
    found = {node for target in TARGETS for node in index.all_subjects(target)}
    kinds = {sh("NodeShape"), sh("PropertyShape")}
    classes = index.instances(_CLASS)
    found |= {one for one in classes if kinds.intersection(index.objects(one, RDF_TYPE))}
    return sorted(found, key=str)


def _targeted(reader: Reader, node: Term) -> Targeted:
    """Return a shape with its targets."""
    if not isinstance(node, ox.NamedNode):
        raise ConfigError("a shape with a target needs an IRI")
    index = reader.index
    own = [node] if node in index.instances(_CLASS) else []
    shape = reader.shape(node, node.value)
    return Targeted(
        shape=shape,
        nodes=tuple(index.objects(node, _TARGET_NODE)),
        classes=(*index.objects(node, _TARGET_CLASS), *own),
        subjects_of=_iris(index.objects(node, _TARGET_SUBJECTS)),
        objects_of=_iris(index.objects(node, _TARGET_OBJECTS)),
        rules=shape.rules(),
    )


def _iris(terms: Iterable[Term]) -> tuple[ox.NamedNode, ...]:
    """Return the IRIs among the terms."""
    return tuple(term for term in terms if isinstance(term, ox.NamedNode))


def _with_targets_of(triples: list[ox.Triple], names: Collection[str]) -> tuple[ox.Triple, ...]:
    """Return the triples without the targets of all other shapes, stated or by being a class."""
    kept = {f"<{name}>" for name in names}

    def is_target(triple: ox.Triple) -> bool:
        is_class = triple.predicate == RDF_TYPE and triple.object == _CLASS
        return triple.predicate in TARGETS or is_class or triple.predicate == SUBCLASS_OF

    return tuple(one for one in triples if str(one.subject) in kept or not is_target(one))
