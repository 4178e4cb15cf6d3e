"""What a release tells of its coverage: known of total by kind, by source, by rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import pytest

from kg.model.ns import BASE, GRAPH_LAW, GRAPH_META, PPO, PPV
from kg.release.coverage import ENOUGH, coverage, coverage_files
from kg.release.coverage_kinds import KINDS
from kg.release.value import Build

TEXT: Final = f"""
@base <{BASE}> .
@prefix ppo: <{PPO}> .
@prefix ppv: <{PPV}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<id/p-0000001> a ppo:Person ; skos:prefLabel "Один Выдуманный"@ru, "Invented One"@en ;
  ppo:citizenship <law/zz> ; ppo:source <id/doc/a>, <id/doc/b> .
<id/p-0000002> a ppo:Person ; skos:prefLabel "Два Выдуманный"@ru ; ppo:source <id/doc/a> .
<id/p-0000003> a ppo:Person ; ppo:variantOf <id/p-0000001> ; ppo:source <id/doc/a> .
<id/c-0000001> a ppo:Case ; ppo:scope ppv:scope-assessed .
<id/c-0000002> a ppo:Case ; ppo:scope ppv:scope-reported .
<id/c-0000001#q> a ppo:Prosecution ; ppo:inCase <id/c-0000001> ; ppo:defendant <id/p-0000001> ;
  ppo:hasCharge <id/c-0000001#x> .
<id/c-0000001#x> a ppo:Charge ; ppo:citesArticle <law/zz-cc-art-1> .
<id/p-0000001#r> a ppo:Assessment ; ppo:about <id/p-0000001> ; ppo:onListOf <id/doc/a> ;
  ppo:listTag <law/zz-cc-art-1> .
<id/p-0000002#r> a ppo:Assessment ; ppo:about <id/p-0000002> .
<id/doc/a> a ppo:SourceDocument ; dcterms:title "A list"@en .
<id/doc/b> a ppo:SourceDocument .
"""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    severity: str


FINDINGS: Final = [Finding("S05", "Warning"), Finding("P04", "Info"), Finding("S05", "Warning")]


def quads() -> list[ox.Quad]:
    graph = ox.NamedNode(GRAPH_LAW)
    found = [
        ox.Quad(one.subject, one.predicate, one.object, graph)
        for one in ox.parse(TEXT.encode(), format=ox.RdfFormat.TURTLE)
    ]
    said = ox.Quad(
        ox.NamedNode(f"{BASE}id/p-0000009"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode(f"{PPO}Person"),
        ox.NamedNode(GRAPH_META),
    )
    return [*found, said]


def known(kind: str, field: str) -> tuple[int, int]:
    told = next(one for one in coverage(quads(), [])["kinds"] if one["kind"] == kind)
    found = next(one for one in told["fields"] if one["field"] == field)
    return found["known"], found["total"]


@pytest.mark.parametrize(
    ("kind", "field", "wanted"),
    [
        ("persons", "english-name", (1, 2)),
        ("persons", "citizenship", (1, 2)),
        ("persons", "assessment", (2, 2)),
        ("persons", "prosecution", (1, 2)),
        ("persons", "custody", (0, 2)),
        ("list-entries", "tag", (1, 1)),
        ("list-entries", "region", (0, 1)),
        ("cases", "scope-assessed", (1, 2)),
        ("cases", "prosecution", (1, 2)),
        ("prosecutions", "article", (1, 1)),
        ("charges", "article", (1, 1)),
        ("charges", "part", (0, 1)),
        ("documents", "title", (1, 2)),
        ("sentences", "term", (0, 0)),
    ],
)
def test_a_field_is_known_of_a_total(kind: str, field: str, wanted: tuple[int, int]) -> None:
    assert known(kind, field) == wanted


def test_a_chart_needs_most_of_a_field() -> None:
    kinds = coverage(quads(), [])["kinds"]
    fields = {(kind["kind"], one["field"]): one for kind in kinds for one in kind["fields"]}
    assert ENOUGH == 80
    assert fields["persons", "assessment"]["is_enough_for_a_chart"]
    assert not fields["persons", "citizenship"]["is_enough_for_a_chart"]
    assert not fields["sentences", "term"]["is_enough_for_a_chart"]


def test_a_source_is_counted_by_what_cites_it() -> None:
    sources = coverage(quads(), [])["sources"]
    assert sources == [
        {"document": f"{BASE}id/doc/a", "records": 3, "kinds": {"persons": 2}},
        {"document": f"{BASE}id/doc/b", "records": 1, "kinds": {"persons": 1}},
    ]


def test_findings_are_counted_by_rule() -> None:
    assert coverage(quads(), FINDINGS)["rules"] == [
        {"rule": "P04", "severity": "Info", "count": 1},
        {"rule": "S05", "severity": "Warning", "count": 2},
    ]


def test_the_files_say_the_same_whatever_the_order() -> None:
    one = coverage_files(Build("2026.11.0", "2026-11-22", quads(), FINDINGS, {}))
    other = coverage_files(Build("2026.11.0", "2026-11-22", quads()[::-1], FINDINGS[::-1], {}))
    assert one == other
    assert sorted(one) == ["coverage.json", "coverage.ttl"]
    assert json.loads(one["coverage.json"])["version"] == "2026.11.0"
    triples = list(ox.parse(one["coverage.ttl"], format=ox.RdfFormat.TURTLE))
    values = {
        str(triple.subject): triple.object.value
        for triple in triples
        if triple.predicate.value.endswith("#value") and isinstance(triple.object, ox.Literal)
    }
    assert values[f"<{BASE}dataset#coverage-persons>"] == "2"
    assert values[f"<{BASE}dataset#coverage-persons-citizenship>"] == "1"
    assert values[f"<{BASE}dataset#coverage-source-a>"] == "3"
    assert values[f"<{BASE}dataset#coverage-rule-S05-Warning>"] == "2"


def test_every_kind_and_field_has_a_name_of_its_own_and_words() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    for kind in KINDS:
        fields = [one.name for one in kind.fields]
        assert len(fields) == len(set(fields))
        for words in (kind.words, *(one.words for one in kind.fields)):
            assert set(words) == {"en", "ru"}
