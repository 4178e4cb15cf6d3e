"""The closed-world rules: what a record says by what is, and what is not, on record.

Each rule is one file in `rules/`, a SPARQL CONSTRUCT query whose comments say what it derives.
They run in the order of their file names, and each sees what those before it have derived.
To add a rule, add a file. R4, which no query can say, is `standing.py` and runs first.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryTriples, Store, Triple

from kg.reason.standing import standings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Return name and text of every rule, in the order in which they run."""
    files = (resources.files("kg.reason") / "rules").iterdir()
    return tuple(
        sorted((f.name, f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".rq"))
    )


def derivations(triples: Collection[Triple]) -> list[Triple]:
    """Return what the closed-world rules add to a closure: new triples only, sorted."""
    store = Store()
    store.bulk_extend(_quads(triples))
    found = _add(store, standings(triples))
    for _, text in rules():
        found += _add(store, _construct(store, text))
    return sorted(found, key=str)


def _construct(store: Store, text: str) -> list[Triple]:
    answer = store.query(text)
    assert isinstance(answer, QueryTriples), "a rule is a CONSTRUCT query"
    return list(answer)


def _add(store: Store, triples: Iterable[Triple]) -> list[Triple]:
    """Put triples in the store and return those that were not in it."""
    new = [quad.triple for quad in _quads(set(triples)) if quad not in store]
    store.extend(_quads(new))
    return new


def _quads(triples: Iterable[Triple]) -> Iterable[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
