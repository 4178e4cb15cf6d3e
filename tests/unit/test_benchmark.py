"""The bench's own ground: its data are ours in shape, and its queries find something in them."""

from __future__ import annotations

import os
import time
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, parse

from kg.model import ns
from tests.benchmark import queries
from tests.benchmark.generate import triples
from tests.benchmark.measure import in_process
from tests.benchmark.processes import cpu_seconds, memory_bytes, tree

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology" / "polpros.ttl"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load("".join(triples(10_000)).encode(), RdfFormat.N_QUADS)
    return store


def test_the_data_are_the_same_each_time_and_as_many_as_asked_for(store: Store) -> None:
    assert list(islice(triples(5_000), 5_000)) == list(islice(triples(5_000), 5_000))
    assert 10_000 <= len(store) < 10_050
    assert len(store) == len(list(triples(10_000)))


def test_the_data_use_terms_of_our_ontology(store: Store) -> None:
    known = {quad.subject for quad in parse(path=ONTOLOGY, format=RdfFormat.TURTLE)}
    used: set[NamedNode] = set()
    for quad in store:
        used.add(quad.predicate)
        if quad.predicate.value == f"{ns.RDF}type":
            assert isinstance(quad.object, NamedNode)
            used.add(quad.object)
    assert {term for term in used if term.value.startswith(ns.PPO)} <= known


@pytest.mark.parametrize("name", queries.COSTLY)
def test_costly_queries_find_something_each_time_another_text(store: Store, name: str) -> None:
    query = queries.COSTLY[name]
    assert query(1) != query(2)
    assert len(in_process(store, query(1))) > 200


def test_cheap_queries_find_one_name(store: Store) -> None:
    for number in (1, 20, 200):
        assert in_process(store, queries.cheap(number)).count(b'"literal"') == 1


@pytest.mark.parametrize("name", [*queries.RUNAWAY, *queries.HUNGRY])
def test_what_should_not_end_is_at_least_well_formed(name: str) -> None:
    query = (queries.RUNAWAY | queries.HUNGRY)[name]
    assert query(1) != query(2)
    assert isinstance(Store().query(query(1)), QuerySolutions)  # read, not run


def test_a_process_tree_is_measured() -> None:
    here = os.getpid()
    before = cpu_seconds(here)
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert here in tree(here)
    assert cpu_seconds(here) - before >= 0.05
    assert memory_bytes(here) > 1_000_000
