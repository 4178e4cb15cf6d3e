"""D02 on the statements and the good fixtures: compiled rules and owlrl entail the same.

One run of owlrl takes more than a minute of processor time, and more than in proportion for more
data; `make reference` compares the whole corpus.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import ns
from kg.reason import infer
from kg.reason.reference import owlrl_entailed
from kg.release.describe import release_date_triple

if TYPE_CHECKING:
    from kg.build import Sources

ROOT = Path(__file__).resolve().parents[2]


def test_compiled_rules_and_owlrl_agree(statements: Sources) -> None:
    ontology = [quad.triple for quad in statements.ontology]
    asserted = {quad.triple for quad in statements.loaded.quads}
    asserted.add(release_date_triple(statements.about.date))
    for path in sorted((ROOT / "tests" / "fixtures" / "good").glob("*.ttl")):
        asserted |= {quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    ours = infer(sorted(asserted, key=str), ontology)
    expected = owlrl_entailed([*sorted(asserted, key=str), *ours.derived], ontology)
    assert len(expected) > 5_000
    assert set(ours.entailed) == set(expected)
    own = [triple for triple in ours.entailed if triple.predicate.value.startswith(ns.PPO)]
    assert own
