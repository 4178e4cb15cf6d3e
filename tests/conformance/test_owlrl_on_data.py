"""D02 on the ten statements and the good fixtures: compiled rules and owlrl entail the same.

One run of owlrl over everything takes about a minute of processor time; it stays one run.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.build import gather
from kg.config import Config
from kg.model import ns
from kg.reason import infer
from kg.reason.reference import owlrl_entailed
from kg.release.describe import release_date_triple

ROOT = Path(__file__).resolve().parents[2]


def test_compiled_rules_and_owlrl_agree() -> None:
    sources = gather(Config())
    ontology = [quad.triple for quad in sources.ontology]
    asserted = {quad.triple for quad in sources.loaded.quads}
    asserted.add(release_date_triple(sources.about.date))
    for path in sorted((ROOT / "tests" / "fixtures" / "good").glob("*.ttl")):
        asserted |= {quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    ours = infer(sorted(asserted, key=str), ontology)
    expected = owlrl_entailed([*sorted(asserted, key=str), *ours.derived], ontology)
    assert len(expected) > 5_000
    assert set(ours.entailed) == set(expected)
    own = [triple for triple in ours.entailed if triple.predicate.value.startswith(ns.PPO)]
    assert own
