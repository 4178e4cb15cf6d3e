"""A closure that lies in a store, and what becomes of it when a few facts come and go.

Deletion and re-derivation (DRed): what a fact that goes helped to entail goes with it; what still
follows from the rest comes back; what is new is added with what it entails. The result is the
closure of the changed facts, as if it had been made from the start.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.reason.closure import Fact, fact_of, grown, heads, is_shown, named, named_triple, unnamed
from kg.reason.closure import start as started

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store, Triple

    from kg.reason.closure import Ids, Tables
    from kg.reason.compile import Rules
    from kg.reason.wording import Term


@dataclass(frozen=True, slots=True)
class Change:
    """The facts that a closure loses and gains, blank nodes as IRIs (`closure.named`)."""

    lost: list[Triple]
    gained: list[Triple]
    left: list[Triple]
    """What is stated no more, but follows from the rest."""


@dataclass(slots=True)
class StoredKnown:
    """The facts of a closure in a store, without those that are gone, with those added."""

    store: Store
    graphs: Sequence[NamedNode]
    """The first holds what is stated, the others what follows."""
    ids: Ids
    properties: frozenset[int]
    """Those that a rule reads or writes."""
    gone: set[Fact] = field(default_factory=set)
    added: set[Fact] = field(default_factory=set)
    asked: dict[Fact, bool] = field(default_factory=dict)

    def __contains__(self, fact: object) -> bool:
        """Return whether a fact is known."""
        if fact in self.added:
            return True
        return fact not in self.gone and self.stood(fact)  # type: ignore[arg-type]  # a fact

    def stood(self, fact: Fact) -> bool:
        """Return whether a fact lies in the store."""
        found = self.asked.get(fact)
        if found is None:
            s, p, o = (named(self.ids.terms[number]) for number in fact)
            found = any(Quad(s, p, o, graph) in self.store for graph in self.graphs)  # type: ignore[arg-type]
            self.asked[fact] = found
        return found

    def is_stated(self, fact: Fact) -> bool:
        """Return whether a fact lies among those that are stated."""
        s, p, o = (named(self.ids.terms[number]) for number in fact)
        return Quad(s, p, o, self.graphs[0]) in self.store  # type: ignore[arg-type]

    def add(self, fact: Fact) -> None:
        """Let a fact be known from now on."""
        self.added.add(fact)

    def about(self, node: int) -> list[Fact]:
        """Return the known facts in which a node is subject or object."""
        term = named(self.ids.terms[node])
        found = [self.fact(quad) for quad in self._quads(None, None, term)]
        if not isinstance(term, Literal):
            found += [self.fact(quad) for quad in self._quads(term, None, None)]
        return [fact for fact in found if fact[1] in self.properties and fact in self]

    def others(self, p: int, node: int, *, forward: bool) -> list[int]:
        """Return what stands in the store at the other end of a property, gone facts left out."""
        terms = self.ids.terms
        term, predicate = named(terms[node]), named(terms[p])
        ends = (term, None) if forward else (None, term)
        if forward and isinstance(term, Literal):
            return []
        found = (self.fact(quad) for quad in self._quads(ends[0], predicate, ends[1]))
        return [fact[2 if forward else 0] for fact in found if fact not in self.gone]

    def fact(self, quad: Quad) -> Fact:
        """Return the numbers of a stored triple."""
        of = self.ids.of
        return of(unnamed(quad.subject)), of(unnamed(quad.predicate)), of(unnamed(quad.object))

    def _quads(
        self, subject: Term | None, predicate: Term | None, value: Term | None
    ) -> Iterator[Quad]:
        for graph in self.graphs:
            yield from self.store.quads_for_pattern(subject, predicate, value, graph)  # type: ignore[arg-type]


@dataclass(slots=True)
class StoredLists:
    """The other ends of properties: those in the store, then those noted."""

    known: StoredKnown
    forward: bool
    noted: defaultdict[tuple[int, int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __getitem__(self, key: tuple[int, int]) -> list[int]:
        """Return the list of what was noted."""
        return self.noted[key]

    def get(self, key: tuple[int, int], _: tuple[()]) -> Sequence[int]:
        """Return all that stands at the other end."""
        return self.known.others(*key, forward=self.forward) + self.noted.get(key, [])


@dataclass(frozen=True, slots=True)
class StoredState:
    """A closure in a store, as the rules see it (`closure.Facts`)."""

    ids: Ids
    tables: Tables
    known: StoredKnown
    objects: StoredLists
    subjects: StoredLists


def stored(rules: Rules, store: Store, graphs: Sequence[NamedNode]) -> StoredState:
    """Return the closure that lies in some graphs of a store."""
    empty = started(rules)
    known = StoredKnown(store, graphs, empty.ids, frozenset(empty.tables.steps))
    lists = StoredLists(known, forward=True), StoredLists(known, forward=False)
    return StoredState(empty.ids, empty.tables, known, *lists)


def changed(state: StoredState, removed: Iterable[Triple], added: Iterable[Triple]) -> Change:
    """Return what the closure loses and gains when asserted triples go and come.

    `removed` are stated nowhere any more. The store stays as it is.
    """
    known = state.known
    going = [fact for triple in removed if (fact := fact_of(state, triple)) is not None]
    gone = _overdeleted(state, going)
    known.gone = gone
    again = _entailed_still(state, gone)
    coming = [fact for triple in added if (fact := fact_of(state, triple)) is not None]
    waiting = list(dict.fromkeys([*again, *(fact for fact in coming if fact not in known)]))
    known.added.update(waiting)
    grown(state, waiting)
    lost = sorted(fact for fact in gone - known.added if known.stood(fact))
    gained = sorted(fact for fact in known.added if not known.stood(fact))
    left = sorted(known.added.intersection(going))
    return Change(
        *([named_triple(state.ids, one) for one in some] for some in (lost, gained, left))
    )


def is_ours(triple: Triple) -> bool:
    """Return whether a triple of a change is in our own terms and without blank nodes."""
    subject, predicate, value = triple
    if subject != unnamed(subject) or value != unnamed(value):
        return False
    return is_shown(unnamed(predicate), value)


def followed(state: StoredState, triples: Iterable[Triple]) -> list[Triple]:
    """Return what new triples entail in our own terms; from then on it is known."""
    coming = (fact for triple in triples if (fact := fact_of(state, triple)) is not None)
    waiting = [fact for fact in dict.fromkeys(coming) if fact not in state.known]
    state.known.added.update(waiting)
    new = (named_triple(state.ids, fact) for fact in grown(state, waiting))
    return [triple for triple in new if is_ours(triple)]


def _overdeleted(state: StoredState, going: Iterable[Fact]) -> set[Fact]:
    """Return the facts that go, and all that they helped to entail and that is not stated."""
    waiting = [fact for fact in going if fact in state.known]
    gone = set(waiting)
    while waiting:
        for head in heads(state, waiting.pop()):
            if head not in gone and not state.known.is_stated(head):
                gone.add(head)
                waiting.append(head)
    return gone


def _entailed_still(state: StoredState, gone: set[Fact]) -> list[Fact]:
    """Return those of the facts gone that the rest entails in one step.

    A premise of every rule names the subject of its conclusion, so only facts about the subjects
    of what is gone are asked.
    """
    rest = {fact for node in {s for s, _, _ in gone} for fact in state.known.about(node)}
    return sorted({head for fact in rest for head in heads(state, fact) if head in gone})
