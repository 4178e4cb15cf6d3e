"""Which ontologies are compiled, which are refused, and what the closure makes of single rules."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import RefusedError
from kg.reason import closure, infer
from kg.reason.compile import compile_rules

PREFIXES = """
@prefix ppo: <https://w3id.org/polpros/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
"""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


@pytest.mark.parametrize(
    ("ontology", "word"),
    [
        ("ppo:p a owl:FunctionalProperty .", "FunctionalProperty"),
        ("ppo:p a owl:InverseFunctionalProperty .", "InverseFunctionalProperty"),
        ("ppo:A owl:hasKey ( ppo:p ) .", "hasKey"),
        ("ppo:A rdfs:subClassOf [ owl:onProperty ppo:p ; owl:maxCardinality 1 ] .", "maxCard"),
        ("ppo:A owl:unionOf ( ppo:B ppo:C ) .", "unionOf"),
        ("ppo:A owl:complementOf ppo:B .", "complementOf"),
        ("ppo:A rdfs:subClassOf [ owl:onProperty ppo:p ; owl:allValuesFrom ppo:B ] .", "allValues"),
        ("ppo: a owl:Ontology ; owl:imports ex:other .", "imports"),
        ("ex:a owl:sameAs ex:b .", "sameAs"),
        ("ppo:A rdfs:subClassOf owl:Nothing .", "Nothing"),
        ("ppo:p rdfs:subPropertyOf owl:sameAs .", "sameAs"),
        ("ppo:A rdfs:subClassOf [ owl:onProperty ppo:p ] .", "says nothing"),
        ("ppo:A rdfs:subClassOf [ owl:hasValue ex:a ] .", "lacks owl:onProperty"),
        ("[ owl:inverseOf ppo:p ] rdfs:subPropertyOf ppo:q .", "without a name"),
        ("ppo:p owl:propertyChainAxiom ( ppo:q ) .", "one step"),
        ("ppo:p owl:propertyChainAxiom () .", "empty"),
        ("ppo:p owl:propertyChainAxiom ex:list .", "broken"),
        ("[] owl:members ( ppo:A ppo:B ) .", "AllDisjointClasses"),
        (
            "rdfs:label rdfs:subPropertyOf <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> .",
            "type",
        ),
        (
            "ppo:A owl:equivalentClass [ owl:intersectionOf ( ppo:B "
            "[ owl:onProperty ppo:p ; owl:someValuesFrom ppo:C ] ) ] .",
            "can only be a subclass",
        ),
    ],
)
def test_what_is_not_compiled_is_refused(ontology: str, word: str) -> None:
    with pytest.raises(RefusedError, match=word):
        compile_rules(turtle(ontology))


def test_every_unknown_construct_is_named() -> None:
    with pytest.raises(RefusedError) as caught:
        compile_rules(turtle("ppo:p a owl:FunctionalProperty . ppo:A owl:oneOf ( ex:a ) ."))
    assert "FunctionalProperty" in str(caught.value)
    assert "oneOf" in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        "ex:a owl:sameAs ex:b .",
        "ppo:A rdfs:subClassOf ppo:B .",
        "ppo:p a owl:FunctionalProperty .",
        "ppo:p owl:inverseOf ppo:q .",
    ],
)
def test_data_cannot_change_the_ontology(data: str) -> None:
    with pytest.raises(RefusedError):
        infer(turtle(data), [])


def test_data_may_name_classes_and_annotate_links() -> None:
    data = turtle("ex:m a owl:Axiom ; owl:annotatedSource ex:a . ex:a owl:sameAs ex:a .")
    assert infer(data, []).entailed == []


ENTAILMENTS = {
    "own terms only": (
        "ppo:p rdfs:subPropertyOf ex:q ; rdfs:domain ex:C . ex:q rdfs:range ppo:D .",
        "ex:a ppo:p ex:b .",
        "ex:b a ppo:D .",
    ),
    "labels": (
        "skos:prefLabel rdfs:subPropertyOf rdfs:label .",
        "ex:a skos:prefLabel 'A'@en .",
        "ex:a rdfs:label 'A'@en .",
    ),
    "a literal is no subject": (
        "ppo:p owl:inverseOf ppo:q ; rdfs:range ppo:C .",
        "ex:a ppo:p 'text' .",
        "",
    ),
    "a chain of three": (
        "ppo:r owl:propertyChainAxiom ( ppo:p ppo:q ppo:p ) .",
        "ex:a ppo:p ex:b . ex:b ppo:q ex:c . ex:c ppo:p ex:d .",
        "ex:a ppo:r ex:d .",
    ),
    "a chain that needs what it makes": (
        "ppo:r owl:propertyChainAxiom ( ppo:r ppo:p ) . ppo:p rdfs:subPropertyOf ppo:r .",
        "ex:a ppo:p ex:b . ex:b ppo:p ex:c .",
        "ex:a ppo:r ex:b, ex:c . ex:b ppo:r ex:c .",
    ),
    "some value, class known later": (
        "[ owl:onProperty ppo:p ; owl:someValuesFrom ppo:B ] rdfs:subClassOf ppo:A . "
        "ppo:q rdfs:domain ppo:B .",
        "ex:a ppo:p ex:b . ex:b ppo:q ex:c .",
        "ex:b a ppo:B . ex:a a ppo:A .",
    ),
    "a definition in both directions": (
        "ppo:A owl:equivalentClass [ owl:intersectionOf ( ppo:B [ owl:onProperty ppo:p ; "
        "owl:hasValue ex:v ] ) ] .",
        "ex:a a ppo:B ; ppo:p ex:v . ex:b a ppo:A .",
        "ex:a a ppo:A . ex:b a ppo:B ; ppo:p ex:v .",
    ),
    "no blank nodes": ("ppo:p owl:inverseOf ppo:q .", "ex:a ppo:p [] .", ""),
}


@pytest.mark.parametrize("name", ENTAILMENTS)
def test_entailed(name: str) -> None:
    ontology, data, expected = map(turtle, ENTAILMENTS[name])
    assert infer(data, ontology).entailed == sorted(expected, key=str)


def test_a_closure_can_be_extended() -> None:
    ontology = turtle("ppo:r owl:propertyChainAxiom ( ppo:p ppo:q ) .")
    state = closure.start(compile_rules(ontology))
    assert closure.extend(state, turtle("ex:a ppo:p ex:b .")) == []
    assert closure.extend(state, turtle("ex:b ppo:q ex:c .")) == turtle("ex:a ppo:r ex:c .")
    assert closure.extend(state, turtle("ex:b ppo:q ex:c .")) == []


def test_all_contradictions_are_told_with_their_reasons() -> None:
    ontology = turtle(
        "ppo:Case owl:disjointWith ppo:Charge . ppo:inCase rdfs:range ppo:Case . "
        "ppo:p owl:propertyDisjointWith ppo:q ; a owl:IrreflexiveProperty . "
        "ppo:q a owl:AsymmetricProperty ."
    )
    data = turtle(
        "ex:x a ppo:Charge . ex:y ppo:inCase ex:x . ex:a ppo:p ex:b, ex:a ; ppo:q ex:b . "
        "ex:b ppo:q ex:a ."
    )
    with pytest.raises(RefusedError) as caught:
        infer(data, ontology)
    assert str(caught.value).splitlines() == [
        "<https://example.org/a> and <https://example.org/b> cannot be related by both ppo:p and"
        " ppo:q",
        "<https://example.org/a> and <https://example.org/b> cannot both be related by ppo:q",
        "<https://example.org/a> cannot be related to itself by ppo:p",
        "<https://example.org/x> cannot be both ppo:Case (<https://example.org/y> ppo:inCase"
        " <https://example.org/x>) and ppo:Charge (<https://example.org/x> rdf:type ppo:Charge)",
    ]
