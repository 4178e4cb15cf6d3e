"""The ontology, the words of the data files, the shapes and the queries speak one language."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from kg.check.compile import read_turtle
from kg.model import ns
from kg.reason.compile import compile_rules
from kg.views.facets import OPEN_THEMES

ROOT = Path(__file__).resolve().parent.parent
CONTEXT = ROOT / "data/context.jsonld"
DECLARED: Final = {
    f"{ns.OWL}{name}"
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
NOT_IN_DATA_FILES: Final = {
    # Asserted about the ontology itself.
    "inferenceKind", "valueScheme", "iriPattern", "unverified", "sensitive",
    # Written by the build, from the release it makes.
    "releaseDate",
    # Only their sub-properties are written; they say how.
    "involves", "prosecutionRegion",
}  # fmt: skip
NOT_TYPES_OF_RECORDS: Final = {
    # Given by inference, never written.
    "PoliticalPrisonerAssessment", "UnlawfulProsecutionAssessment",
}  # fmt: skip
TEXTS = [
    *sorted((ROOT / "shapes").glob("*.ttl")),
    *sorted((ROOT / "kg/reason/rules").glob("*.rq")),
    *sorted((ROOT / "data/queries").glob("*.rq")),
    *sorted((ROOT / "tests/fixtures/good").glob("*.ttl")),
]


@cache
def ontology() -> list[ox.Triple]:
    return read_turtle(sorted((ROOT / "ontology").glob("*.ttl")))


@cache
def values(predicate: str) -> dict[str, list[ox.Literal | ox.NamedNode]]:
    """Return subject IRI → values of a property, in the ontology and the vocabulary."""
    found = defaultdict(list)
    for subject, property_, value in ontology():
        named = isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode)
        if named and property_.value == predicate:
            found[subject.value].append(value)
    return dict(found)


@cache
def of_type(*types: str) -> list[str]:
    wanted = {ox.NamedNode(one) for one in types}
    table = values(f"{ns.RDF}type")
    return sorted(iri for iri, kinds in table.items() if wanted.intersection(kinds))


def ours(*types: str) -> list[str]:
    return [iri for iri in of_type(*types) if iri.startswith((ns.PPO, ns.PPV))]


def languages(iri: str, predicate: str) -> list[str]:
    literals = values(predicate).get(iri, [])
    return sorted(one.language or "" for one in literals if isinstance(one, ox.Literal))


def context() -> dict[str, object]:
    return dict(json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"])


def context_terms() -> dict[str, str]:
    """Return word of a data file → term of the ontology."""
    words = {}
    for word, entry in context().items():
        term = entry
        if isinstance(entry, dict):
            term = entry.get("@id") or entry.get("@reverse", "")
        if isinstance(term, str) and term.startswith("ppo:"):
            words[word] = term.removeprefix("ppo:")
    return words


def properties() -> list[str]:
    return ours(*(one for one in DECLARED if not one.endswith("#Class")))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_term_that_is_used_is_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = set(values(f"{ns.RDF}type"))
    used = {ns.PPO + name for name in re.findall(r"\bppo:([A-Za-z][\w-]*)", text)}
    used |= {ns.PPV + name for name in re.findall(r"\bppv:([a-z][\w-]*)", text)}
    used |= set(re.findall(rf"<({re.escape(ns.BASE)}(?:ontology|vocab)#[\w-]+)>", text))
    assert used - known == set()


def test_every_word_of_the_data_files_is_declared() -> None:
    known = {iri.removeprefix(ns.PPO) for iri in of_type(*DECLARED)}
    assert set(context_terms().values()) - known == set()


def test_every_property_that_editors_assert_is_a_word_of_the_data_files() -> None:
    computed = set(values(f"{ns.PPO}inferenceKind")) - {f"{ns.PPO}citesCode"}
    asserted = {iri.removeprefix(ns.PPO) for iri in properties() if iri not in computed}
    assert asserted - set(context_terms().values()) - NOT_IN_DATA_FILES == set()


def test_no_computed_property_is_a_word_of_the_data_files() -> None:
    computed = {iri.removeprefix(ns.PPO) for iri in values(f"{ns.PPO}inferenceKind")}
    assert computed & set(context_terms().values()) == {"citesCode"}


def test_every_class_is_a_type_of_the_data_files() -> None:
    classes = {iri.removeprefix(ns.PPO) for iri in ours(f"{ns.OWL}Class")}
    words = {word for word, term in context_terms().items() if word == term and word in classes}
    assert classes - words == NOT_TYPES_OF_RECORDS


@pytest.mark.parametrize("iri", ours(*DECLARED), ids=lambda iri: iri.removeprefix(ns.BASE))
def test_every_term_has_labels_and_a_definition(iri: str) -> None:
    assert {"en", "ru"} <= set(languages(iri, f"{ns.RDFS}label"))
    assert "en" in languages(iri, f"{ns.SKOS}definition")


@pytest.mark.parametrize(
    "iri",
    ours(f"{ns.SKOS}Concept", f"{ns.SKOS}ConceptScheme"),
    ids=lambda iri: iri.removeprefix(ns.BASE),
)
def test_every_concept_has_labels_and_a_definition(iri: str) -> None:
    labels = languages(iri, f"{ns.SKOS}prefLabel")
    assert {"en", "ru"} <= set(labels)
    assert len(labels) == len(set(labels))
    assert "en" in languages(iri, f"{ns.SKOS}definition")


def test_every_concept_is_in_a_scheme_that_its_name_tells() -> None:
    for iri in ours(f"{ns.SKOS}Concept"):
        schemes = {one.value for one in values(f"{ns.SKOS}inScheme").get(iri, [])}
        assert schemes, iri
        assert schemes <= set(ours(f"{ns.SKOS}ConceptScheme")), iri
        assert all(iri.startswith(one.removesuffix("scheme")) for one in schemes), iri


@pytest.mark.parametrize("kinds", [("Class",), ("ObjectProperty", "DatatypeProperty")])
def test_no_two_terms_share_a_label(kinds: tuple[str, ...]) -> None:
    labels = [
        (one.language, one.value.casefold())
        for iri in ours(*(f"{ns.OWL}{kind}" for kind in kinds))
        for one in values(f"{ns.RDFS}label")[iri]
        if isinstance(one, ox.Literal)
    ]
    assert sorted(labels) == sorted(set(labels))


@cache
def shape_values(file: str, parameter: str) -> list[tuple[str, str]]:
    """Return shape and value for each time a file of shapes uses a parameter of SHACL."""
    return [
        (one.subject.value.removeprefix(ns.PPS), one.object.value)
        for one in read_turtle([ROOT / "shapes" / file])
        if one.predicate.value == f"{ns.SH}{parameter}"
        and isinstance(one.subject, ox.NamedNode)
        and isinstance(one.object, ox.NamedNode | ox.Literal)
    ]


def targets(shape: str, parameter: str) -> set[str]:
    return {value for name, value in shape_values("record.ttl", parameter) if name == shape}


def test_the_rule_on_addresses_says_what_the_table_says() -> None:
    of_shape = dict(shape_values("addresses.ttl", "pattern"))
    checked = {
        class_: of_shape[shape]
        for shape, class_ in shape_values("addresses.ttl", "targetClass")
        if shape in of_shape
    }
    table = {iri: found[0].value for iri, found in values(f"{ns.PPO}iriPattern").items()}
    assert checked == table


def test_the_rule_on_schemes_looks_at_every_property_that_has_one() -> None:
    looked_at = targets("S08-scheme", "targetSubjectsOf")
    assert looked_at == set(values(f"{ns.PPO}valueScheme"))


def test_the_rule_on_missing_records_looks_at_every_property_that_points_at_one() -> None:
    pointing = {
        entry.get("@id") or entry.get("@reverse")
        for entry in context().values()
        if isinstance(entry, dict) and entry.get("@type") == "@id"
    }
    words = {one for one in pointing if isinstance(one, str) and one.startswith("ppo:")}
    expected = {ns.PPO + one.removeprefix("ppo:") for one in words} | {f"{ns.DCTERMS}publisher"}
    assert targets("S17-defined", "targetObjectsOf") == expected


def test_every_scheme_is_the_value_scheme_of_some_property() -> None:
    in_use = {one.value for some in values(f"{ns.PPO}valueScheme").values() for one in some}
    assert in_use == set(ours(f"{ns.SKOS}ConceptScheme"))


def test_every_class_with_an_address_pattern_is_declared_and_the_pattern_is_one() -> None:
    for iri, patterns in values(f"{ns.PPO}iriPattern").items():
        assert iri in ours(f"{ns.OWL}Class")
        assert len(patterns) == 1
        assert re.compile(patterns[0].value).pattern.startswith("^https://w3id\\.org/polpros/")


def test_the_ontology_holds_only_what_the_reasoner_compiles() -> None:
    assert compile_rules(ontology())


def test_a_theme_is_sensitive_or_open_and_what_is_below_a_sensitive_one_is_sensitive() -> None:
    themes = {one for one in ours(f"{ns.SKOS}Concept") if one.startswith(f"{ns.PPV}theme-")}
    sensitive = set(values(f"{ns.PPO}sensitive"))
    broader = values("http://www.w3.org/2004/02/skos/core#broader")
    assert sensitive == themes - OPEN_THEMES
    assert not any(
        above.value in sensitive for theme in themes - sensitive for above in broader.get(theme, [])
    )
