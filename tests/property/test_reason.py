"""Inference: order of input is nothing, repetition adds nothing, and owlrl says the same."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import RefusedError
from kg.model.ns import DATASET, DCTERMS, PPO, PPV, RDF, XSD
from kg.reason import Inference, closure, infer
from kg.reason.compile import compile_rules
from kg.reason.conflicts import contradictions
from kg.reason.reference import owlrl_closure
from kg.reason.standing import Attacks, fallen

if TYPE_CHECKING:
    from random import Random

FIXTURE = Path(__file__).parents[1] / "fixtures" / "reason" / "constructs.ttl"
ONTOLOGY = [quad.triple for quad in parse(path=FIXTURE, format=RdfFormat.TURTLE)]
TYPE = NamedNode(f"{RDF}type")

names = st.sampled_from("abcd").map(lambda name: NamedNode(f"https://example.org/{name}"))


def of_ours(words: str) -> st.SearchStrategy[NamedNode]:
    return st.sampled_from(words.split()).map(lambda word: NamedNode(PPO + word))


def triples(
    predicates: str, classes: str, values: st.SearchStrategy[NamedNode] = names
) -> st.SearchStrategy[list[Triple]]:
    facts = st.builds(Triple, names, of_ours(predicates), values)
    types = st.builds(Triple, names, st.just(TYPE), of_ours(classes))
    return st.lists(facts | types, max_size=12)


colours = st.sampled_from(["grey", "white"]).map(lambda c: NamedNode(f"https://example.org/{c}"))
pets = st.tuples(
    triples(
        "motherOf bore parentOf childOf knows olderThan livesIn homeOf housemateOf inTown inLand"
        " speaks feeds",
        "Kitten Cat Feline GreyCat Snowy Dog House CatParent",
    ),
    st.lists(st.builds(Triple, names, of_ours("colour"), colours), max_size=3),
).map(lambda parts: list(chain(*parts)))

days = st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(f"{XSD}date")))
statuses = st.sampled_from(["status-political-prisoner", "status-other"]).map(
    lambda status: NamedNode(PPV + status)
)
records = st.tuples(
    triples(
        "setsAside imposesSentence replacesSentence citation citedDocument affects about inCase"
        " claimedBy",
        "Datable CourtDecision Sentence DeprivationOfLiberty Death Person PersonGroup Case"
        " Assessment",
    ),
    st.lists(
        st.builds(
            Triple,
            names,
            of_ours("notBefore notAfter startNotBefore endNotAfter")
            | st.just(NamedNode(f"{DCTERMS}issued")),
            days,
        ),
        max_size=5,
    ),
    st.lists(st.builds(Triple, names, of_ours("assessedAs"), statuses), max_size=3),
    st.lists(
        st.builds(Triple, st.just(NamedNode(DATASET)), of_ours("releaseDate"), days), max_size=1
    ),
).map(lambda parts: list(chain(*parts)))


def inferred(data: list[Triple], ontology: list[Triple]) -> Inference | str:
    """Return the inference, or the message of its refusal."""
    try:
        return infer(data, ontology)
    except RefusedError as error:
        return str(error)


@settings(max_examples=60, deadline=None)
@given(pets | records, st.randoms())
def test_order_does_not_matter(data: list[Triple], random: Random) -> None:
    mixed, ontology = list(data), list(ONTOLOGY)
    random.shuffle(mixed)
    random.shuffle(ontology)
    assert inferred(mixed + mixed[:2], ontology) == inferred(data, ONTOLOGY)


@settings(max_examples=60, deadline=None)
@given(pets | records)
def test_repetition_adds_nothing(data: list[Triple]) -> None:
    once = inferred(data, ONTOLOGY)
    assume(isinstance(once, Inference))
    assert isinstance(once, Inference)
    new = [*once.entailed, *once.derived]
    assert len(set(new)) == len(new)
    assert not set(new) & {*data, *ONTOLOGY}
    assert infer([*data, *new], ONTOLOGY) == Inference(entailed=[], derived=[])


@settings(max_examples=8, deadline=None)
@given(pets)
def test_owlrl_agrees(data: list[Triple]) -> None:
    rules = compile_rules(ONTOLOGY)
    state = closure.start(rules)
    entailed = closure.extend(state, [*ONTOLOGY, *data])
    expected, problems = owlrl_closure(data, ONTOLOGY)
    assert entailed == expected
    assert bool(contradictions(rules, state, data)) == bool(problems)


@given(st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9))), st.sets(st.integers(0, 9)))
def test_what_stands_is_attacked_by_nothing_that_stands(
    attacks: dict[int, set[int]], lost: set[int]
) -> None:
    terms = [NamedNode(f"https://example.org/{n}") for n in range(10)]
    later: Attacks = {terms[n]: {terms[m] for m in by if m > n} for n, by in attacks.items()}
    down = fallen(later, [terms[n] for n in lost])
    for n, term in enumerate(terms):
        assert (term in down) == (n in lost or bool(later.get(term, set()) - down))
