from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check import explain, validate, without
from kg.check.compile import Shapes, compile_triples
from kg.errors import SourceLine

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

RULES = """
ex:S03-charge a sh:NodeShape ; sh:targetClass ex:Charge ;
  sh:property [ sh:path ex:article ; sh:pattern "^[0-9]+$" ;
    sh:message "S03 Write the article as a number."@en, "S03 Номер статьи – число."@ru ] ;
  sh:property [ sh:path [ sh:inversePath ex:brings ] ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "S04 No event brings this charge."@en ] .
ex:P07-typed a sh:NodeShape ; sh:targetSubjectsOf ex:standing ; sh:not [ sh:nodeKind sh:IRI ] ;
  sh:message "P07 Computed; take it out."@en .
"""

DATA = """
ex:one a ex:Charge ; ex:article "20" ; ex:standing ex:good .
ex:two a ex:Charge ; ex:article "020a" .
ex:event ex:brings ex:one .
"""


def triples(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


def shapes(text: str = RULES) -> Shapes:
    return compile_triples(triples(text))


class Lines:
    """Knows the line of the article of `ex:two`, and the line on which `ex:two` begins."""

    def line(self, subject: str, predicate: str | None) -> SourceLine | None:
        if not subject.endswith("two") or predicate not in {None, "https://example.org/article"}:
            return None
        return SourceLine("data/cases/two.yaml", 7 if predicate else 2)


def test_findings_are_sorted_by_severity_and_rule() -> None:
    found = validate(triples(DATA), shapes())
    assert [(one.rule, one.severity, one.focus.value[-3:]) for one in found] == [
        ("P07", "Violation", "one"),
        ("S03", "Violation", "two"),
        ("S04", "Warning", "two"),
    ]


def test_the_order_of_the_data_does_not_matter() -> None:
    assert validate(triples(DATA), shapes()) == validate(triples(DATA)[::-1], shapes())


def test_a_rule_is_left_out_and_the_shapes_stay_as_they_are() -> None:
    all_rules = shapes()
    fewer = without(without(all_rules, ["P07"]), ["S04"])
    assert [one.rule for one in validate(triples(DATA), fewer)] == ["S03"]
    assert len(validate(triples(DATA), all_rules)) == 3


def test_a_finding_is_explained_with_file_and_line() -> None:
    found = validate(triples(DATA), shapes())
    assert explain(found[::-1], Lines()) == [
        "data/cases/two.yaml:2: S04 warning: No event brings this charge.",
        "data/cases/two.yaml:7: S03: Write the article as a number. (value: 020a)",
        "https://example.org/one: P07: Computed; take it out.",
    ]


def test_an_instance_of_a_subclass_is_found_through_the_ontology() -> None:
    ontology = "ex:Count rdfs:subClassOf ex:Charge ."
    data = 'ex:three a ex:Count ; ex:article "x" .'
    assert [one.rule for one in validate(triples(data + ontology), shapes())] == ["S03", "S04"]


@pytest.mark.parametrize("text", ['"01"^^xsd:integer', '"1.50"^^xsd:decimal'])
def test_a_literal_is_reported_as_it_was_written(text: str) -> None:
    rule = """ex:S01-q a sh:NodeShape ; sh:targetSubjectsOf ex:age ; sh:sparql [
      sh:select "SELECT $this ?value WHERE { $this <https://example.org/age> ?value }" ] ."""
    (found,) = validate(triples(f"ex:one ex:age {text} ."), shapes(rule))
    assert isinstance(found.value, ox.Literal)
    assert found.value.value == text.split('"')[1]
