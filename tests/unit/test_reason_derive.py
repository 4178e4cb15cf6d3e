"""R1 to R7: what the closed-world rules derive from small records."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import RefusedError
from kg.reason import infer
from kg.reason.derive import derivations, rules
from kg.reason.standing import standings

PREFIXES = """
@prefix ppo: <https://w3id.org/polpros/ontology#> .
@prefix ppv: <https://w3id.org/polpros/vocab#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
"""
RELEASE = '<https://w3id.org/polpros/dataset> ppo:releaseDate "2026-11-22"^^xsd:date . '
DOWN = "ppo:standing ppv:standing-set-aside . "
UP = "ppo:standing ppv:standing-not-known-set-aside . "


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def dated(name: str, day: str) -> str:
    return f'{name} "{day}"^^xsd:date '


def day_number(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal() + 1721425


DERIVED = {
    "R1 one day": (
        f"ex:e {dated('ppo:notBefore', '2021-02-03')}; {dated('ppo:notAfter', '2021-02-03')}.",
        f"ex:e {dated('ppo:onDate', '2021-02-03')}; ppo:inYear 2021 ; "
        f"ppo:firstDay {day_number('2021-02-03')} ; ppo:lastDay {day_number('2021-02-03')} .",
    ),
    "R1 one year": (
        f"ex:e {dated('ppo:notBefore', '2021-02-01')}; {dated('ppo:notAfter', '2021-02-28')}.",
        f"ex:e ppo:inYear 2021 ; ppo:firstDay {day_number('2021-02-01')} ; "
        f"ppo:lastDay {day_number('2021-02-28')} .",
    ),
    "R2 the start of a period": (
        f"ex:p {dated('ppo:startNotBefore', '2019-12-31')}; "
        f"{dated('ppo:startNotAfter', '2020-02-29')}; {dated('ppo:endNotAfter', '2022-01-01')}.",
        f"ex:p ppo:firstDay {day_number('2019-12-31')} ; ppo:lastDay {day_number('2020-02-29')} .",
    ),
    "R3 persons and groups, also when superseded": (
        "ex:a a ppo:Assessment ; ppo:assessedAs ppv:status-political-prisoner ; "
        "ppo:about ex:p, ex:g, ex:q ; ppo:claimedBy ex:m . ex:b ppo:supersedes ex:a . "
        "ex:p a ppo:Person . ex:g a ppo:PersonGroup .",
        "ex:p ppo:everRecognisedAsPoliticalPrisonerBy ex:m . "
        "ex:g ppo:everRecognisedAsPoliticalPrisonerBy ex:m .",
    ),
    "R3 not for another status": (
        "ex:a a ppo:Assessment ; ppo:assessedAs ppv:status-unlawful-politically-motivated ; "
        "ppo:about ex:p ; ppo:claimedBy ex:m . ex:p a ppo:Person .",
        "",
    ),
    "R5 the earliest whole day of issue": (
        f"{RELEASE} ex:e a ppo:Datable ; ppo:citation ex:c1, ex:c2, ex:c3 . "
        "ex:c1 ppo:citedDocument ex:d1 . ex:c2 ppo:citedDocument ex:d2 . "
        "ex:c3 ppo:citedDocument ex:d3 . ex:d3 dcterms:issued '2019'^^xsd:gYear . "
        f"ex:d1 {dated('dcterms:issued', '2022-01-01')}. "
        f"ex:d2 {dated('dcterms:issued', '2021-06-01')}.",
        f"ex:e {dated('ppo:notAfter', '2021-06-01')}; ppo:lastDay {day_number('2021-06-01')} .",
    ),
    "R5 then R1": (
        f"ex:e a ppo:Datable ; {dated('ppo:notBefore', '2021-06-01')}; ppo:citation ex:c . "
        f"ex:c ppo:citedDocument ex:d . ex:d {dated('dcterms:issued', '2021-06-01')}.",
        f"ex:e {dated('ppo:notAfter', '2021-06-01')}; {dated('ppo:onDate', '2021-06-01')}; "
        f"ppo:inYear 2021 ; ppo:firstDay {day_number('2021-06-01')} ; "
        f"ppo:lastDay {day_number('2021-06-01')} .",
    ),
    "R5 the latest of the sources of a whole record": (
        f"{RELEASE} ex:e a ppo:Datable ; ppo:citation ex:c1, ex:c2 . "
        "ex:c1 ppo:citedDocument ex:d1 ; ppo:citationScope ppv:citescope-whole-record . "
        "ex:c2 ppo:citedDocument ex:d2 ; ppo:citationScope ppv:citescope-whole-record . "
        f"ex:d1 {dated('dcterms:issued', '2022-01-01')}. "
        f"ex:d2 {dated('dcterms:issued', '2021-06-01')}.",
        f"ex:e {dated('ppo:notAfter', '2022-01-01')}; ppo:lastDay {day_number('2022-01-01')} .",
    ),
    "R5 one of the sources of a whole record has no day": (
        f"{RELEASE} ex:e a ppo:Datable ; ppo:citation ex:c1, ex:c2 . "
        "ex:c1 ppo:citedDocument ex:d1 ; ppo:citationScope ppv:citescope-whole-record . "
        "ex:c2 ppo:citedDocument ex:d2 ; ppo:citationScope ppv:citescope-whole-record . "
        f"ex:d1 {dated('dcterms:issued', '2022-01-01')}.",
        f"ex:e {dated('ppo:notAfter', '2026-11-22')}; ppo:lastDay {day_number('2026-11-22')} .",
    ),
    "R5 a source of its own counts before those of the whole record": (
        f"{RELEASE} ex:e a ppo:Datable ; ppo:citation ex:c1, ex:c2 . "
        "ex:c1 ppo:citedDocument ex:d1 . "
        "ex:c2 ppo:citedDocument ex:d2 ; ppo:citationScope ppv:citescope-whole-record . "
        f"ex:d1 {dated('dcterms:issued', '2022-01-01')}. "
        f"ex:d2 {dated('dcterms:issued', '2021-06-01')}.",
        f"ex:e {dated('ppo:notAfter', '2022-01-01')}; ppo:lastDay {day_number('2022-01-01')} .",
    ),
    "R5 the day of the release": (
        f"{RELEASE} ex:e a ppo:Datable .",
        f"ex:e {dated('ppo:notAfter', '2026-11-22')}; ppo:lastDay {day_number('2026-11-22')} .",
    ),
    "R5 no release date, no guess": ("ex:e a ppo:Datable .", ""),
    "R5 a period gets nothing": (f"{RELEASE} ex:p a ppo:Period .", ""),
    "R6 custody and restriction end with death": (
        "ex:c a ppo:DeprivationOfLiberty ; ppo:affects ex:p . "
        "ex:r a ppo:RestrictionOfLiberty ; ppo:affects ex:p . "
        "ex:o a ppo:DeprivationOfLiberty ; ppo:affects ex:q . "
        "ex:k a ppo:DeprivationOfLiberty ; ppo:affects ex:p ; "
        f"{dated('ppo:endNotAfter', '2019-01-01')}. "
        f"ex:d a ppo:Death ; ppo:affects ex:p ; {dated('ppo:notAfter', '2023-06-01')}. "
        f"ex:d2 a ppo:Death ; ppo:affects ex:p ; {dated('ppo:notAfter', '2023-06-05')}.",
        f"ex:c {dated('ppo:endNotAfter', '2023-06-05')}. "
        f"ex:r {dated('ppo:endNotAfter', '2023-06-05')}. "
        f"ex:d ppo:lastDay {day_number('2023-06-01')} . "
        f"ex:d2 ppo:lastDay {day_number('2023-06-05')} .",
    ),
    "R6 one death does not end the custody of several": (
        "ex:c a ppo:DeprivationOfLiberty ; ppo:affects ex:p, ex:q . "
        "ex:g a ppo:PersonGroup . ex:k a ppo:DeprivationOfLiberty ; ppo:affects ex:g . "
        f"ex:d a ppo:Death ; ppo:affects ex:p, ex:g ; {dated('ppo:notAfter', '2023-06-01')}.",
        f"ex:d ppo:lastDay {day_number('2023-06-01')} .",
    ),
    "R7 scope": (
        "ex:c1 a ppo:Case . ex:c2 a ppo:Case . ex:c3 a ppo:Case . ex:q ppo:inCase ex:c2 . "
        "ex:a a ppo:Assessment ; ppo:about ex:c1, ex:q . ex:b a ppo:Demand ; ppo:about ex:c3 .",
        "ex:c1 ppo:scope ppv:scope-assessed . ex:c2 ppo:scope ppv:scope-assessed . "
        "ex:c3 ppo:scope ppv:scope-reported .",
    ),
}


@pytest.mark.parametrize("name", DERIVED)
def test_derived(name: str) -> None:
    given, expected = map(turtle, DERIVED[name])
    assert derivations(given) == sorted(expected, key=str)


@pytest.mark.parametrize("day", ["1899-12-31", "1900-03-01", "2000-02-29", "2024-12-31"])
def test_day_numbers_are_those_of_the_calendar(day: str) -> None:
    derived = derivations(turtle(f"ex:e {dated('ppo:notAfter', day)}."))
    assert derived == turtle(f"ex:e ppo:lastDay {day_number(day)} .")


STANDING = {
    "alone": ("ex:a a ppo:CourtDecision .", f"ex:a {UP}"),
    "quashed": (
        "ex:a a ppo:CourtDecision . ex:b a ppo:CourtDecision ; ppo:setsAside ex:a .",
        f"ex:a {DOWN} ex:b {UP}",
    ),
    "the quashing is quashed": (
        "ex:a a ppo:CourtDecision ; ppo:imposesSentence ex:s . ex:s a ppo:Sentence . "
        "ex:b a ppo:CourtDecision ; ppo:setsAside ex:a . "
        "ex:c a ppo:CourtDecision ; ppo:setsAside ex:b .",
        f"ex:a {UP} ex:b {DOWN} ex:c {UP} ex:s {UP}",
    ),
    "three quashings in a row": (
        "ex:a a ppo:CourtDecision . ex:b a ppo:CourtDecision ; ppo:setsAside ex:a . "
        "ex:c a ppo:CourtDecision ; ppo:setsAside ex:b . "
        "ex:d a ppo:CourtDecision ; ppo:setsAside ex:c .",
        f"ex:a {DOWN} ex:b {UP} ex:c {DOWN} ex:d {UP}",
    ),
    "one of two quashings still stands": (
        "ex:a a ppo:CourtDecision . ex:b a ppo:CourtDecision ; ppo:setsAside ex:a . "
        "ex:c a ppo:CourtDecision ; ppo:setsAside ex:a, ex:b .",
        f"ex:a {DOWN} ex:b {DOWN} ex:c {UP}",
    ),
    "a sentence falls with its decision": (
        "ex:a a ppo:CourtDecision ; ppo:imposesSentence ex:s . ex:s a ppo:Sentence . "
        "ex:b a ppo:CourtDecision ; ppo:setsAside ex:a .",
        f"ex:a {DOWN} ex:b {UP} ex:s {DOWN}",
    ),
    "a sentence stands while one of its decisions does": (
        "ex:a a ppo:CourtDecision ; ppo:imposesSentence ex:s . ex:s a ppo:Sentence . "
        "ex:b a ppo:CourtDecision ; ppo:setsAside ex:a ; ppo:imposesSentence ex:s .",
        f"ex:a {DOWN} ex:b {UP} ex:s {UP}",
    ),
    "a sentence is replaced": (
        "ex:s a ppo:Sentence . ex:t a ppo:Sentence ; ppo:replacesSentence ex:s .",
        f"ex:s {DOWN} ex:t {UP}",
    ),
    "a replacement that falls restores": (
        "ex:s a ppo:Sentence . ex:t a ppo:Sentence ; ppo:replacesSentence ex:s . "
        "ex:b a ppo:CourtDecision ; ppo:imposesSentence ex:t . "
        "ex:c a ppo:CourtDecision ; ppo:setsAside ex:b .",
        f"ex:b {DOWN} ex:c {UP} ex:s {UP} ex:t {DOWN}",
    ),
    "a sentence without a decision on record": ("ex:s a ppo:Sentence .", f"ex:s {UP}"),
}


@pytest.mark.parametrize("name", STANDING)
def test_standing(name: str) -> None:
    given, expected = map(turtle, STANDING[name])
    assert set(standings(given)) == set(expected)


@pytest.mark.parametrize(
    "circle",
    [
        "ex:a ppo:setsAside ex:a .",
        "ex:a ppo:setsAside ex:b . ex:b ppo:setsAside ex:a .",
        "ex:s ppo:replacesSentence ex:t . ex:t ppo:replacesSentence ex:s .",
    ],
)
def test_a_circle_is_refused(circle: str) -> None:
    with pytest.raises(RefusedError, match="example"):
        standings(turtle(circle))


# From proceedings.ttl: the appeal is quashed, so the conviction stands again.
RECORDS = """
@prefix id: <https://w3id.org/polpros/id/> .
@prefix org: <https://w3id.org/polpros/id/org/> .
@base <https://w3id.org/polpros/id/c-aaaaaaa> .
<#conviction> ppo:standing ppv:standing-not-known-set-aside .
<#appeal> ppo:standing ppv:standing-set-aside .
<#appeal> ppo:notAfter "2021-05-02"^^xsd:date ; ppo:inYear 2021 .
<#cassation> ppo:standing ppv:standing-not-known-set-aside .
<#sentence-1> ppo:standing ppv:standing-set-aside .
<#sentence-2> ppo:standing ppv:standing-not-known-set-aside .
<#custody> ppo:endNotAfter "2023-06-01"^^xsd:date .
<#recognition> ppo:notAfter "2026-11-22"^^xsd:date .
id:p-aaaaaaa ppo:everRecognisedAsPoliticalPrisonerBy org:zz-monitor .
id:g-aaaaaaa ppo:everRecognisedAsPoliticalPrisonerBy org:zz-monitor .
id:c-aaaaaaa ppo:scope ppv:scope-assessed .
id:c-bbbbbbb ppo:scope ppv:scope-assessed .
id:c-ccccccc ppo:scope ppv:scope-reported .
"""


def test_the_rules_see_what_the_ontology_entails() -> None:
    root = Path(__file__).parents[2]
    ontology = [
        quad.triple
        for path in sorted((root / "ontology").glob("*.ttl"))
        for quad in parse(path=path)
    ]
    records = [q.triple for q in parse(path=root / "tests/fixtures/reason/proceedings.ttl")]
    inference = infer(records, ontology)
    assert set(turtle(RECORDS)) <= set(inference.derived)
    person, charged = "<https://w3id.org/polpros/id/p-aaaaaaa>", "ontology#wasChargedUnderLawOf>"
    assert any(str(t).startswith(person) and charged in str(t) for t in inference.entailed)


def test_every_rule_says_what_it_derives() -> None:
    assert len(rules()) == 11
    for name, text in rules():
        assert text.startswith(f"# {name.split('-')[1].upper()}"), name
