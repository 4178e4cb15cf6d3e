"""D02: the compiled rules and owlrl entail the same, triple for triple, and refuse the same.

owlrl takes seconds for a thousand triples, so files are put together, and of the ontology the
texts (labels of terms, definitions) are left out: they entail labels only, as those of data do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from kg.errors import RefusedError
from kg.reason import closure, infer
from kg.reason.compile import compile_rules
from kg.reason.conflicts import contradictions
from kg.reason.profile import refuse_schema_in_data
from kg.reason.reference import owlrl_closure, owlrl_entailed

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
REASON = FIXTURES / "reason"
LIMIT = 1500  # triples of fixtures that owlrl is asked about


def turtle(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


@cache
def ontology() -> list[Triple]:
    triples = [t for path in sorted((ROOT / "ontology").glob("*.ttl")) for t in turtle(path)]
    return [t for t in triples if not isinstance(t.object, Literal)]


def data_of_fixtures() -> list[Triple]:
    """Return the fixtures that are data and not an ontology, up to the limit."""
    found: list[Triple] = []
    for path in sorted(FIXTURES.rglob("*.ttl"), key=lambda path: (path.parent != REASON, path)):
        triples = turtle(path)
        if is_data(triples) and len(found) + len(triples) <= LIMIT:
            found += triples
    return found


def is_data(triples: list[Triple]) -> bool:
    try:
        refuse_schema_in_data(triples, ontology())
    except RefusedError:
        return False
    return True


def assert_agreement(data: list[Triple], schema: list[Triple]) -> int:
    """Compare before refusal, so that contradictory fixtures are compared too."""
    rules = compile_rules(schema)
    state = closure.start(rules)
    entailed = closure.extend(state, [*schema, *data])
    expected, problems = owlrl_closure(data, schema)
    assert entailed == expected
    assert bool(contradictions(rules, state, data)) == bool(problems), problems
    return len(entailed)


def test_every_construct() -> None:
    entailed = assert_agreement(
        turtle(REASON / "constructs-data.ttl"), turtle(REASON / "constructs.ttl")
    )
    assert entailed > 40


def test_the_ontology_with_all_fixtures() -> None:
    entailed = assert_agreement(data_of_fixtures(), ontology())
    assert entailed > 100


@pytest.mark.parametrize(
    "contradiction",
    [
        "ex:x a ppo:Cat, ppo:Dog .",
        "ex:x a ppo:Kitten . ex:y ppo:livesIn ex:x .",
        "ex:x ppo:motherOf ex:y ; ppo:livesIn ex:y .",
        "ex:x ppo:olderThan ex:y . ex:y ppo:olderThan ex:x .",
        "ex:x ppo:feeds ex:y . ex:y ppo:feeds ex:x .",
    ],
)
def test_contradictions_are_refused_by_both(contradiction: str) -> None:
    prefixes = (
        "@prefix ppo: <https://w3id.org/polpros/ontology#> . @prefix ex: <https://example.org/> . "
    )
    data = [quad.triple for quad in parse(prefixes + contradiction, format=RdfFormat.TURTLE)]
    schema = turtle(REASON / "constructs.ttl")
    with pytest.raises(RefusedError):
        infer(data, schema)
    with pytest.raises(RefusedError):
        owlrl_entailed(data, schema)
