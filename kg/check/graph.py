"""The triples of one pass over the rules: an index in Python and a store for queries.

The index keeps every literal as it was written. The store rewrites some of them (`"01"` becomes
`"1"`), so what a query finds is turned back into the written form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from kg.model.ns import GRAPH, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Node: TypeAlias = ox.NamedNode | ox.BlankNode
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal

RDF_TYPE: Final = ox.NamedNode(f"{RDF}type")
SUBCLASS_OF: Final = ox.NamedNode(f"{RDFS}subClassOf")
FIRST: Final = ox.NamedNode(f"{RDF}first")
REST: Final = ox.NamedNode(f"{RDF}rest")

FOCUS: Final = ox.NamedNode(f"{GRAPH}focus")
"""Graph, subject and predicate of the triples that list the focus nodes of a running query."""

_NOTHING: Final[Mapping[Term, None]] = {}


class Index:
    """Triples by predicate, in both directions, each list in the order of reading."""

    __slots__ = ("_backward", "_forward", "_instances")

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Sort the triples in."""
        self._forward: dict[ox.NamedNode, dict[Term, dict[Term, None]]] = {}
        self._backward: dict[ox.NamedNode, dict[Term, dict[Term, None]]] = {}
        self._instances: dict[Term, frozenset[Term]] = {}
        self.add(triples)

    def add(self, triples: Iterable[ox.Triple]) -> None:
        """Sort more triples in; a triple that comes twice counts once."""
        self._instances.clear()
        for triple in triples:
            subject, predicate, value = triple
            self._forward.setdefault(predicate, {}).setdefault(subject, {})[value] = None
            self._backward.setdefault(predicate, {}).setdefault(value, {})[subject] = None

    def objects(self, subject: Term, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the values of a property of a node."""
        return self._forward.get(predicate, {}).get(subject, _NOTHING)

    def subjects(self, predicate: ox.NamedNode, value: Term) -> Collection[Term]:
        """Return the nodes that have a value of a property."""
        return self._backward.get(predicate, {}).get(value, _NOTHING)

    def all_subjects(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the nodes that have any value of a property."""
        return self._forward.get(predicate, {})

    def all_objects(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return all values of a property."""
        return self._backward.get(predicate, {})

    def about(self, subject: Term) -> Iterator[tuple[ox.NamedNode, Term]]:
        """Yield the properties of a node with their values."""
        for predicate, values in self._forward.items():
            for value in values.get(subject, _NOTHING):
                yield predicate, value

    def instances(self, class_: Term) -> Collection[Term]:
        """Return the instances of a class and of its stated subclasses (SHACL 1.0, section 3.2)."""
        if class_ not in self._instances:
            classes: dict[Term, None] = {class_: None}
            waiting = [class_]
            while waiting:
                narrower = self.subjects(SUBCLASS_OF, waiting.pop())
                waiting += [one for one in narrower if one not in classes]
                classes |= dict.fromkeys(narrower)
            found = (one for narrow in classes for one in self.subjects(RDF_TYPE, narrow))
            self._instances[class_] = frozenset(found)
        return self._instances[class_]

    def predicates(self) -> Collection[ox.NamedNode]:
        """Return all properties in use."""
        return self._forward.keys()

    def items(self, head: Term) -> list[Term]:
        """Return the members of an RDF list; a list that bites its tail ends where it began."""
        members: list[Term] = []
        seen: set[Term] = set()
        rest: Term | None = head
        while rest is not None and rest not in seen:
            seen.add(rest)
            members += self.objects(rest, FIRST)
            rest = next(iter(self.objects(rest, REST)), None)
        return members


class DataGraph:
    """The data of one pass; holds an open store."""

    __slots__ = ("_focus", "_store", "_written", "index", "triples")

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Index the triples; the store is filled when the first query needs it."""
        self.triples = list(triples)
        self.index = Index(self.triples)
        self._store: ox.Store | None = None
        self._focus: list[Term] = []
        self._written: dict[ox.Literal, ox.Literal] = {}

    def add(self, triples: Collection[ox.Triple]) -> None:
        """Add triples, so that another pass sees them too."""
        self.triples += triples
        self.index.add(triples)
        if self._store is not None:
            self._fill(self._store, triples)

    def rows(self, query: str, focus: Collection[Term]) -> Iterator[dict[str, Term]]:
        """Yield what `query` finds for the focus nodes: variable → term as written, unique rows."""
        store = self._filled()
        if (nodes := list(focus)) != self._focus:
            store.clear_graph(FOCUS)
            store.extend(ox.Quad(FOCUS, FOCUS, node, FOCUS) for node in nodes)
            self._focus = nodes
        solutions = self.solutions(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("a constraint is a SELECT query")
        names = [variable.value for variable in solutions.variables]
        seen: dict[tuple[Term | None, ...], None] = {}
        for solution in solutions:
            seen[tuple(self._as_written(solution[name]) for name in names)] = None
        for row in seen:
            yield {name: term for name, term in zip(names, row, strict=True) if term is not None}

    def solutions(self, query: str) -> object:
        """Return what a query finds."""
        return self._filled().query(query)

    def _filled(self) -> ox.Store:
        """Return the store with all triples in its default graph."""
        if self._store is None:
            self._store = ox.Store()
            self._fill(self._store, self.triples)
        return self._store

    def _fill(self, store: ox.Store, triples: Collection[ox.Triple]) -> None:
        """Put triples in the store, and note which literals it keeps in another form."""
        store.bulk_extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
        written = {one.object for one in self.triples if isinstance(one.object, ox.Literal)}
        scratch = ox.Store()
        scratch.bulk_extend(ox.Quad(FOCUS, FOCUS, literal) for literal in written)
        self._written = _rewritten(written.difference(quad.object for quad in scratch))

    def _as_written(self, term: Term | None) -> Term | None:
        """Return a term of a query result in the form it had in the data."""
        return self._written.get(term, term) if isinstance(term, ox.Literal) else term


def _rewritten(terms: Iterable[ox.Literal]) -> dict[ox.Literal, ox.Literal]:
    """Return stored form → written form; of two written forms, the first in their order."""
    table: dict[ox.Literal, ox.Literal] = {}
    scratch = ox.Store()
    for term in sorted(terms, key=str, reverse=True):
        scratch.clear()
        scratch.add(ox.Quad(FOCUS, FOCUS, term))
        stored = next(iter(scratch)).object
        if isinstance(stored, ox.Literal):
            table[stored] = term
    return table
