"""Whatever comes and goes: the stored closure follows, as if it had been made from the start."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import assume, given, settings

from kg.errors import RefusedError
from kg.reason import close, conclude
from kg.reason.closure import named
from kg.recheck.data import data_of
from kg.recheck.kept import CONCLUDED, DERIVED, ENTAILED, HIDDEN, STATED, quads_of
from tests.property.test_reason import ONTOLOGY, pets, records

Contents = tuple[set[ox.Triple], ...]


def from_the_start(data: list[ox.Triple]) -> tuple[str, Contents] | None:
    """Return what a full run keeps, and the contents of its graphs; None for a refusal."""
    try:
        closed = close(data, ONTOLOGY)
        inference = conclude(closed)
    except RefusedError:
        return None
    stated = {plain(one) for one in closed.facts}
    contents = stated, set(inference.entailed), set(closed.hidden), set(inference.derived)
    return quads_of(closed, inference.entailed, inference.derived), contents


def plain(triple: ox.Triple) -> ox.Triple:
    return ox.Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]


def contents_of(store: ox.Store) -> Contents:
    return tuple(
        {
            quad.triple
            for graph in graphs
            for quad in store.quads_for_pattern(None, None, None, graph)
        }
        for graphs in ([STATED], [ENTAILED, CONCLUDED], [HIDDEN], [DERIVED])
    )


@settings(max_examples=250, deadline=None)
@given(pets | records, pets | records, pets | records)
def test_the_stored_closure_follows(
    stays: list[ox.Triple], goes: list[ox.Triple], comes: list[ox.Triple]
) -> None:
    before, after = {*stays, *goes}, {*stays, *comes}
    kept = from_the_start(sorted(before, key=str))
    assume(kept is not None)
    assert kept is not None
    store = ox.Store()
    store.load(kept[0].encode(), format=ox.RdfFormat.N_QUADS)
    assert contents_of(store) == kept[1]
    found = data_of(
        store, ONTOLOGY, sorted(before - after, key=str), sorted(after - before, key=str)
    )
    expected = from_the_start(sorted(after, key=str))
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert contents_of(found.store) == expected[1]
