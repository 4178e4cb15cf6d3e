"""The real data through the references: stock pyshacl finds what the compiled shapes find.

Compared are focus, path, component, value, severity and messages. pyshacl takes minutes for the
whole corpus and owlrl longer, so `make test` compares parts of it, and `make reference` the whole.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import examine, gather
from kg.check import validate, without
from kg.check.compile import compile_shapes, read_turtle
from kg.check.reference import compared, pyshacl_violations
from kg.config import Config
from kg.reason.reference import owlrl_entailed
from kg.release.describe import release_date_triple

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.build import Sources

ROOT = Path(__file__).resolve().parents[2]
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))

whole_corpus = pytest.mark.skipif(
    "POLPROS_TEST_REFERENCE" not in os.environ, reason="takes an hour; `make reference` runs it"
)


def asserted_in(sources: Sources) -> list[ox.Triple]:
    data = [quad.triple for quad in sources.loaded.quads]
    ontology = [quad.triple for quad in sources.ontology]
    return [*data, *ontology, release_date_triple(sources.about.date)]


def inferred_in(sources: Sources) -> list[ox.Triple]:
    examined = examine(sources)
    return [*asserted_in(sources), *examined.entailed, *examined.derived]


def same_findings(triples: list[ox.Triple]) -> int:
    """Return the number of findings after comparing them with those of pyshacl."""
    ours = validate(triples, compile_shapes(SHAPES))
    assert compared(ours) == compared(pyshacl_violations(triples, read_turtle(SHAPES)))
    return len(ours)


def test_statements_as_asserted(statements: Sources) -> None:
    assert same_findings(asserted_in(statements)) > 100


def test_a_few_records_of_each_kind_with_what_follows(few_of_each_kind: Sources) -> None:
    assert same_findings(inferred_in(few_of_each_kind)) > 100


@whole_corpus
def test_the_corpus_as_asserted() -> None:
    assert same_findings(asserted_in(gather(Config()))) > 1000


@whole_corpus
def test_the_corpus_with_what_follows() -> None:
    assert same_findings(inferred_in(gather(Config()))) > 1000


@whole_corpus
def test_the_corpus_entails_what_owlrl_says() -> None:
    sources = gather(Config())
    examined = examine(sources)
    ontology = [quad.triple for quad in sources.ontology]
    data = [quad.triple for quad in sources.loaded.quads]
    data += [release_date_triple(sources.about.date), *examined.derived]
    assert set(examined.entailed) == set(owlrl_entailed(data, ontology))


def test_no_rule_is_reported_only_by_one(statements: Sources) -> None:
    """What is left out after inference is left out on purpose."""
    triples = asserted_in(statements)
    every = validate(triples, compile_shapes(SHAPES))
    fewer = validate(triples, without(compile_shapes(SHAPES), ["P07"]))
    assert [one for one in every if one.rule != "P07"] == fewer
