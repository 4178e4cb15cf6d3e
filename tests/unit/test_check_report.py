from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from kg.check.report import REPORT, ROW_FIELDS, Violation, by_language, rows, rule_id, turtle

SH = "http://www.w3.org/ns/shacl#"
FOUND = Violation(
    rule="S03",
    severity="Violation",
    focus=ox.NamedNode("https://example.org/one"),
    path="<https://example.org/article>",
    value=ox.Literal('a "quoted" one', language="en"),
    component=f"{SH}PatternConstraintComponent",
    shape="https://example.org/S03-charge",
    messages={"en": "S03 Write a number.", "ru": "S03 Число."},
)
BLANK = replace(
    FOUND, severity="Warning", path="^<https://example.org/brings>", value=ox.BlankNode("b")
)


def test_the_report_is_standard_and_has_no_blank_nodes() -> None:
    text = turtle([BLANK, FOUND])
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert not [one for one in triples if ox.BlankNode in map(type, one)]
    values = {
        (str(one.subject), str(one.predicate).removeprefix(f"<{SH}")[:-1]): one.object
        for one in triples
    }
    first, second = f"<{REPORT}#r1>", f"<{REPORT}#r2>"
    assert values[f"<{REPORT}>", "conforms"].value == "false"
    assert values[first, "focusNode"] == FOUND.focus
    assert values[first, "value"] == FOUND.value
    assert values[first, "resultPath"] == ox.NamedNode("https://example.org/article")
    assert values[first, "resultSeverity"] == ox.NamedNode(f"{SH}Violation")
    assert values[second, "value"] == ox.NamedNode(f"{REPORT}#r2-value")
    assert (second, "resultPath") not in values
    assert len([one for one in triples if str(one.predicate) == f"<{SH}resultMessage>"]) == 4


def test_the_same_findings_give_the_same_bytes() -> None:
    assert turtle([FOUND, BLANK]) == turtle([BLANK, FOUND])


def test_no_finding_conforms() -> None:
    assert "sh:conforms true ." in turtle([])


def test_rows_are_plain_text() -> None:
    (row,) = rows([FOUND])
    assert dict(zip(ROW_FIELDS, row, strict=True)) == {
        "severity": "Violation",
        "rule": "S03",
        "focus": "https://example.org/one",
        "path": "<https://example.org/article>",
        "value": 'a "quoted" one',
        "component": "PatternConstraintComponent",
        "shape": "https://example.org/S03-charge",
        "message": "S03 Write a number.",
    }


def test_findings_have_one_order() -> None:
    other = replace(FOUND, rule="A01", severity="Info")
    assert sorted([other, BLANK, FOUND]) == [FOUND, BLANK, other]


def test_a_rule_is_named_by_its_message_or_its_shape() -> None:
    shape = "https://example.org/L11-assessment"
    assert rule_id({"en": "L12 Not so."}, shape) == "L12"
    assert rule_id({"ru": "L12 Не так."}, shape) == "L12"
    assert rule_id({"en": "Not so."}, shape) == "L11"
    assert rule_id({"en": "Not so."}, "https://example.org/L03b") == "L03b"
    assert rule_id({"en": "Not so."}, "https://example.org/Machine") == "Machine"


def test_texts_of_one_language_are_joined_and_none_gives_a_plain_one() -> None:
    component = f"{SH}MinCountConstraintComponent"
    texts = [("en", "b"), ("en", "a"), ("", "c")]
    assert by_language(texts, component) == {"": "c", "en": "a / b"}
    assert by_language([], component) == {"en": "has fewer values than required"}
    assert by_language([], f"{SH}AndConstraintComponent") == {"en": "does not meet sh:and"}
