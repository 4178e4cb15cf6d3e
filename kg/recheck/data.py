"""The data of a full run after a change: its closure, what the rules derive, and the findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import check
from kg.build import ONLY_AS_ASSERTED
from kg.check.stored import StoredGraph
from kg.errors import RefusedError
from kg.reason.compile import Rules, compile_rules
from kg.reason.conflicts import is_contradicted
from kg.reason.derive import Ground, derive
from kg.reason.profile import refuse_schema_in_data
from kg.reason.stored import StoredState, changed, followed, is_ours, stored
from kg.recheck.kept import CONCLUDED, DERIVED, ENTAILED, HIDDEN, STATED
from kg.recheck.reading import read_by_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.check import Shapes, Violation

_CLOSED = (STATED, ENTAILED, HIDDEN)
_READ = (STATED, ENTAILED, DERIVED, CONCLUDED)


@dataclass(frozen=True, slots=True)
class Data:
    """The data of both passes of validation, in graphs of one store."""

    store: ox.Store

    def violations(self, nodes: Collection[ox.NamedNode], shapes: Shapes) -> list[Violation]:
        """Return what the shapes find against some nodes, sorted."""
        stated, every = StoredGraph(self.store, [STATED]), StoredGraph(self.store, _READ)
        fewer = check.without(shapes, ONLY_AS_ASSERTED)
        found = check.validate_nodes(stated, nodes, shapes)
        found += check.validate_nodes(every, nodes, fewer)
        return sorted(set(found))


def data_of(
    store: ox.Store,
    ontology: Collection[ox.Triple],
    removed: Collection[ox.Triple],
    added: Collection[ox.Triple],
) -> Data | None:
    """Return the data after a change of what is stated; None where it contradicts itself.

    The store holds what a full run kept before the change, and is changed.
    """
    try:
        rules = compile_rules(ontology)
        refuse_schema_in_data(added, ontology)
        moved = _move(store, rules, removed, added)
        state = stored(rules, store, _CLOSED)
        if read_by_rules(moved) or not _conclude_again(store, state):
            state = stored(rules, store, _CLOSED)
            _derive(store, state)
    except RefusedError:
        return None
    facts = [state.known.fact(quad) for quad in _in(moved, STATED)] + list(state.known.added)
    known = (fact for fact in facts if fact in state.known)
    return None if is_contradicted(rules, state, known) else Data(store)


def _move(
    store: ox.Store, rules: Rules, removed: Collection[ox.Triple], added: Collection[ox.Triple]
) -> list[ox.Triple]:
    """Return every triple that the data lose or gain, after changing the store so."""
    change = changed(stored(rules, store, _CLOSED), removed, added)
    gone = [*_in(change.lost, ENTAILED), *_in(change.lost, HIDDEN), *_in(removed, STATED)]
    gone += [*_in(added, ENTAILED), *_in(added, HIDDEN)]
    for quad in gone:
        store.remove(quad)
    new = {*change.gained, *change.left}.difference(added)
    store.extend(_in(added, STATED))
    store.extend(_in((one for one in new if is_ours(one)), ENTAILED))
    store.extend(_in((one for one in new if not is_ours(one)), HIDDEN))
    return list({*change.lost, *change.gained, *removed, *added})


def _conclude_again(store: ox.Store, state: StoredState) -> bool:
    """Follow what was derived, which is as it was; return whether the rules would say the same."""
    derived = [quad.triple for quad in store.quads_for_pattern(None, None, None, DERIVED)]
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, CONCLUDED)}
    store.remove_graph(CONCLUDED)
    after = set(followed(state, derived))
    store.extend(_in(after, CONCLUDED))
    return not read_by_rules(before ^ after)


def _derive(store: ox.Store, state: StoredState) -> None:
    """Add what the closed-world rules derive, and what that entails, round by round."""
    store.remove_graph(DERIVED)
    store.remove_graph(CONCLUDED)
    rules = Ground(store, [*_READ], DERIVED)
    entailed = Ground(store, [*_READ], CONCLUDED)
    while more := derive(rules):
        if not entailed.put(followed(state, more)):
            break


def _in(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    return [ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples]
