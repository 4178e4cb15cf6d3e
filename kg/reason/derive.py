"""The closed-world rules: what a record says by what is, and what is not, on record.

Each rule is one file in `rules/`, a SPARQL CONSTRUCT query whose comments say what it derives.
They run in the order of their file names, and each sees what those before it have derived.
To add a rule, add a file. R4, which no query can say, is `standing.py` and runs first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, Store, Triple

from kg.reason.profile import TYPE
from kg.reason.standing import MEMBERS, READ, standings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Return name and text of every rule, in the order in which they run."""
    files = (resources.files("kg.reason") / "rules").iterdir()
    return tuple(
        sorted((f.name, f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".rq"))
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """A store, the graphs of it that the rules read, and the graph they write to."""

    store: Store
    graphs: list[NamedNode | BlankNode | DefaultGraph]
    into: NamedNode | DefaultGraph

    def put(self, triples: Iterable[Triple]) -> list[Triple]:
        """Put triples in the store and return those that no graph held."""
        new = [triple for triple in set(triples) if not self._holds(triple)]
        self.store.extend(_quad(triple, self.into) for triple in new)
        return new

    def _holds(self, triple: Triple) -> bool:
        pattern = triple.subject, triple.predicate, triple.object
        return any(True for _ in self.store.quads_for_pattern(*pattern, None))


def derivations(triples: Collection[Triple]) -> list[Triple]:
    """Return what the closed-world rules add to a closure: new triples only, sorted."""
    return derive(ground(triples))


def ground(triples: Iterable[Triple]) -> Ground:
    """Return a new store with the triples."""
    store = Store()
    store.bulk_extend(_quad(triple, DefaultGraph()) for triple in triples)
    return Ground(store, [DefaultGraph()], DefaultGraph())


def derive(ground: Ground) -> list[Triple]:
    """Return what the rules add to a closure, sorted; it is in the store from then on."""
    found = ground.put(standings(_about_standing(ground)))
    for _, text in rules():
        found += ground.put(_construct(ground, text))
    return sorted(found, key=str)


def _about_standing(ground: Ground) -> list[Triple]:
    """Return all that R4 reads."""
    patterns = [(predicate, None) for predicate in READ] + [(TYPE, class_) for class_ in MEMBERS]
    return [
        quad.triple
        for predicate, value in patterns
        for graph in ground.graphs
        for quad in ground.store.quads_for_pattern(None, predicate, value, graph)
    ]


def _construct(ground: Ground, text: str) -> list[Triple]:
    answer = ground.store.query(text, default_graph=ground.graphs)
    assert isinstance(answer, QueryTriples), "a rule is a CONSTRUCT query"
    return list(answer)


def _quad(triple: Triple, graph: NamedNode | BlankNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
