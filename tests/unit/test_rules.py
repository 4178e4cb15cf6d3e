"""Every rule fires on the record that breaks it, only there, and never on the good records.

`fixtures/shapes/*.ttl` are broken on purpose; a line `# expect: S05 Warning <IRI>` names a rule,
its severity when it is no violation, and the record. `fixtures/good/*.ttl` break no rule.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.check import compile_shapes, validate, without
from kg.check.compile import read_turtle
from kg.model.ns import PPS, SH
from kg.reason import infer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check import Shapes, Violation

ROOT = Path(__file__).resolve().parent.parent.parent
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))
BROKEN = sorted((ROOT / "tests/fixtures/shapes").glob("*.ttl"))
GOOD = sorted((ROOT / "tests/fixtures/good").glob("*.ttl"))
EXPECT = re.compile(r"^# expect: ([A-Z]\d{2}) (?:(Warning|Info) )?(\S+)$", re.MULTILINE)
RULE = re.compile(r"[SLCPHKT]\d{2}")

Finding = tuple[str, str, str]
"""Rule, severity and focus; `_:blank` for a focus without address."""


@cache
def shapes() -> Shapes:
    return compile_shapes(SHAPES)


@cache
def ontology() -> list[ox.Triple]:
    return read_turtle(sorted((ROOT / "ontology").glob("*.ttl")))


@cache
def good() -> list[ox.Triple]:
    return read_turtle(GOOD)


@cache
def expected() -> frozenset[Finding]:
    texts = [path.read_text(encoding="utf-8") for path in BROKEN]
    return frozenset(
        (rule, severity or "Violation", focus)
        for text in texts
        for rule, severity, focus in EXPECT.findall(text)
    )


@cache
def found() -> frozenset[Finding]:
    """Return what the broken records add to what is found in the good ones."""
    return findings(in_broken()) - findings(in_good())


@cache
def in_broken() -> list[Violation]:
    return validate([*good(), *read_turtle(BROKEN), *ontology()], shapes())


@cache
def in_good() -> list[Violation]:
    return validate([*good(), *ontology()], shapes())


def findings(violations: Iterable[Violation]) -> frozenset[Finding]:
    return frozenset((one.rule, one.severity, focus(one.focus)) for one in violations)


def focus(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return "_:blank" if isinstance(term, ox.BlankNode) else term.value


@cache
def messages() -> list[tuple[str, str, str]]:
    """Return language and text of every message, with the subject it belongs to."""
    return [
        (str(triple.subject), triple.object.language or "", triple.object.value)
        for triple in read_turtle(SHAPES)
        if triple.predicate.value == f"{SH}message" and isinstance(triple.object, ox.Literal)
    ]


def rules() -> list[str]:
    return sorted({text[:3] for _, _, text in messages()})


@pytest.mark.parametrize("rule", rules())
def test_every_rule_has_a_broken_record_that_fires_it(rule: str) -> None:
    wanted = {one for one in expected() if one[0] == rule}
    assert wanted, f"no broken record in tests/fixtures/shapes expects {rule}"
    assert wanted - found() == set()


def test_every_shape_has_a_broken_record() -> None:
    fired = {one.shape for one in in_broken()}
    # The addresses of all classes are compared with the ontology in test_vocabulary.py.
    named = {one.shape.name for one in shapes().compiled if one.rules != {"S01"}}
    assert named - fired == set()


def test_broken_records_break_nothing_but_what_they_name() -> None:
    # Notes are work lists and hold for nearly every record, so only the named ones are looked at.
    assert {one for one in found() if one[1] != "Info"} - expected() == set()


def test_good_records_break_no_rule_as_written() -> None:
    assert violations(in_good()) == []


def test_good_records_break_no_rule_with_what_follows_from_them() -> None:
    inference = infer(good(), ontology())
    triples = [*good(), *ontology(), *inference.entailed, *inference.derived]
    assert violations(validate(triples, without(shapes(), ["P07"]))) == []


def violations(all_found: list[Violation]) -> list[str]:
    return [f"{one.message} {one.focus}" for one in all_found if one.severity == "Violation"]


def test_every_rule_is_compiled() -> None:
    assert shapes().left == ()


def test_no_shape_reads_the_clock() -> None:
    for path in SHAPES:
        assert not re.search(r"\bNOW\s*\(", path.read_text(encoding="utf-8"), re.IGNORECASE), path


def test_messages_are_in_english_and_russian_and_begin_with_the_rule() -> None:
    by_subject: dict[str, list[tuple[str, str]]] = {}
    for subject, language, text in messages():
        by_subject.setdefault(subject, []).append((language, text))
    for texts in by_subject.values():
        assert sorted(language for language, _ in texts) == ["en", "ru"], texts
        assert len({text[:4] for _, text in texts}) == 1, texts
        assert all(RULE.fullmatch(text[:3]) and text[3] == " " for _, text in texts), texts


def test_every_constraint_has_a_message() -> None:
    """A property shape inside sh:or only asks a question; all others speak to the editor."""
    triples = read_turtle(SHAPES)
    spoken = {triple.subject for triple in triples if triple.predicate.value == f"{SH}message"}
    queries = {triple.subject for triple in triples if triple.predicate.value == f"{SH}select"}
    named = {one.subject for one in triples if str(one.subject).startswith(f"<{PPS}")}
    parts = {
        triple.object
        for triple in triples
        if triple.predicate.value == f"{SH}property" and triple.subject in named
    }
    assert queries | parts <= spoken


def test_the_name_of_a_shape_begins_with_its_rule() -> None:
    for one in shapes().compiled:
        assert one.rules == {one.shape.name.removeprefix(PPS).split("-")[0]}, one.shape.name
