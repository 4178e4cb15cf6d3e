"""Data that lie in the graphs of a store: the same answers as `kg.check.graph`, looked up.

For a few focus nodes nothing has to be indexed first. The store must hold every literal as it was
written; who fills it checks that (`kept_as_written`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.graph import FOCUS, RDF_TYPE, SUBCLASS_OF, DataGraph, Index, Node, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def kept_as_written(terms: Iterable[ox.Literal]) -> bool:
    """Return whether a store holds these literals in the form they have."""
    every = set(terms)
    store = ox.Store()
    store.bulk_extend(ox.Quad(FOCUS, FOCUS, one) for one in every)
    return {quad.object for quad in store} == every


class _Some(Collection[Term]):
    """Nodes that are only ever asked for one by one; iterating finds them all."""

    def __init__(self, has: Callable[[Term], bool], find: Callable[[], Iterable[Term]]) -> None:
        self._has, self._find = has, find

    def __contains__(self, node: object) -> bool:
        return isinstance(node, Term) and self._has(node)

    def __iter__(self) -> Iterator[Term]:
        return iter(dict.fromkeys(self._find()))

    def __len__(self) -> int:
        return len(dict.fromkeys(self._find()))


class StoredIndex(Index):
    """The triples of some graphs of a store."""

    __slots__ = ("_graphs", "_leaving", "_narrower", "_store", "_types")

    def __init__(self, store: ox.Store, graphs: Sequence[ox.NamedNode]) -> None:
        """Keep the store; nothing is read before it is asked for, and the store stays as it is."""
        super().__init__(())
        self._store, self._graphs = store, graphs
        self._narrower: dict[Term, tuple[Term, ...]] = {}
        # Each shape asks of each node whether it is a target: what is asked so often is kept.
        self._types: dict[Term, frozenset[Term]] = {}
        self._leaving: dict[Term, frozenset[ox.NamedNode]] = {}

    def objects(self, subject: Term, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the values of a property of a node."""
        return dict.fromkeys(value for _, _, value in self._found(subject, predicate, None))

    def subjects(self, predicate: ox.NamedNode, value: Term) -> Collection[Term]:
        """Return the nodes that have a value of a property."""
        return dict.fromkeys(subject for subject, _, _ in self._found(None, predicate, value))

    def all_subjects(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the nodes that have any value of a property."""
        return _Some(
            lambda node: predicate in self._properties_of(node),
            lambda: (subject for subject, _, _ in self._found(None, predicate, None)),
        )

    def all_objects(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return all values of a property."""
        return _Some(
            lambda node: any(True for _ in self._found(None, predicate, node)),
            lambda: (value for _, _, value in self._found(None, predicate, None)),
        )

    def about(self, subject: Term) -> Iterator[tuple[ox.NamedNode, Term]]:
        """Yield the properties of a node with their values."""
        yield from dict.fromkeys((one[1], one[2]) for one in self._found(subject, None, None))

    def instances(self, class_: Term) -> Collection[Term]:
        """Return the instances of a class and of its stated subclasses."""
        classes = self._classes(class_)
        return _Some(
            lambda node: not self._types_of(node).isdisjoint(classes),
            lambda: (s for one in classes for s, _, _ in self._found(None, RDF_TYPE, one)),
        )

    def predicates(self) -> Collection[ox.NamedNode]:
        """Return all properties in use."""
        return dict.fromkeys(predicate for _, predicate, _ in self._found(None, None, None))

    def _types_of(self, node: Term) -> frozenset[Term]:
        if node not in self._types:
            self._types[node] = frozenset(one for _, _, one in self._found(node, RDF_TYPE, None))
        return self._types[node]

    def _properties_of(self, node: Term) -> frozenset[ox.NamedNode]:
        if node not in self._leaving:
            self._leaving[node] = frozenset(one for _, one, _ in self._found(node, None, None))
        return self._leaving[node]

    def _classes(self, class_: Term) -> tuple[Term, ...]:
        if class_ not in self._narrower:
            found: dict[Term, None] = {class_: None}
            waiting = [class_]
            while waiting:
                more = [
                    one for one in self.subjects(SUBCLASS_OF, waiting.pop()) if one not in found
                ]
                found |= dict.fromkeys(more)
                waiting += more
            self._narrower[class_] = tuple(found)
        return self._narrower[class_]

    def _found(
        self, subject: Term | None, predicate: ox.NamedNode | None, value: Term | None
    ) -> Iterator[tuple[Node, ox.NamedNode, Term]]:
        if isinstance(subject, ox.Literal):
            return
        for graph in self._graphs:
            for quad in self._store.quads_for_pattern(subject, predicate, value, graph):
                yield quad.subject, quad.predicate, quad.object  # type: ignore[misc]  # no RDF 1.2


class StoredGraph(DataGraph):
    """The data of one pass, in some graphs of a store that others filled."""

    __slots__ = ("_graphs",)

    def __init__(self, store: ox.Store, graphs: Sequence[ox.NamedNode]) -> None:
        """Look up in the store from now on."""
        super().__init__(())
        self.index = StoredIndex(store, graphs)
        self._store = store
        self._graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*graphs]

    def solutions(self, query: str) -> object:
        """Return what a query finds in the graphs and the focus nodes."""
        assert self._store is not None
        return self._store.query(query, default_graph=self._graphs, named_graphs=[FOCUS])
