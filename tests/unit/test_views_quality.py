"""The pages of data quality and of the rules: everything found, and every rule, is told."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from kg.check.compile import compile_shapes, read_turtle
from kg.errors import DumpError
from kg.model import ns
from kg.views.findings import Chosen, csv_of, file_of, kind_of, read_findings, without_code
from kg.views.known import kinds_known, sources_page
from kg.views.prose import Prose
from kg.views.quality import PER_PAGE, findings_page, quality_page
from kg.views.rules import rule_page, rules_page
from kg.views.shapes import checks
from kg.views.words import FALLBACK, words
from tests.views_store import ROOT, a_frame, labels, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.findings import Finding

PERSON, CASE = f"{ns.ID}p-fzxz7ja", f"{ns.ID}c-fzxz7ja"
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))
CHECKS = checks(read_turtle(SHAPES))


def row(rule: str, focus: str, severity: str = "Warning", **more: object) -> dict[str, object]:
    return {
        "severity": severity, "rule": rule, "focus": focus, "path": "", "value": "",
        "component": "", "shape": f"{ns.PPS}{rule}-x", "message": f"{rule} Add it.",
        "messages": {"en": f"{rule} Add it.", "ru": f"{rule} Добавьте."}, **more,
    }  # fmt: skip


ROWS = [
    row("L13", f"{CASE}#assessment-1", messages={
        "en": f"L13 {PERSON} is free; add it.", "ru": f"L13 {PERSON} на свободе; добавьте."}),
    row("S04", f"{CASE}#prosecution-1", path=f"^<{ns.PPO}chargeIn>"),
    *(row("S06", f"{CASE}#event-{n}", "Info") for n in range(PER_PAGE + 1)),
    row("T03", f"{ns.PPV}theme-war", "Info"),
]  # fmt: skip


def found(rows: Sequence[Mapping[str, object]] = ROWS) -> tuple[Finding, ...]:
    return read_findings(json.dumps(list(rows)).encode())


def test_findings_say_record_kind_and_field() -> None:
    first, second, *_, last = found()
    assert (first.record, first.kind, first.messages["en"]) == (
        CASE, "cases", f"{PERSON} is free; add it.",
    )  # fmt: skip
    assert (second.field, second.number) == (f"{ns.PPO}chargeIn", 2)
    assert (last.kind, last.record) == ("ontology", f"{ns.PPV}theme-war")


def test_an_older_report_with_one_message_is_read() -> None:
    old = {key: value for key, value in row("S04", CASE).items() if key != "messages"}
    assert found([old])[0].messages == {"en": "Add it."}


@pytest.mark.parametrize("report", [b"", b"[{}]", b"{}x", b"[1]"])
def test_what_is_no_report_is_refused(report: bytes) -> None:
    with pytest.raises(DumpError, match="report"):
        read_findings(report)


def test_names_of_files_and_kinds() -> None:
    assert file_of(PERSON) == "data/people/p-fzxz7ja.yaml"
    assert file_of(f"{ns.ID}doc/rir-98") == "data/documents/rir-98.yaml"
    assert file_of(f"{ns.LAW}ru-cc-art-318") == ""
    assert kind_of(f"{ns.LAW}ru-cc-art-318") == "law"
    assert kind_of("http://x.test/") == "other"
    assert without_code("L13 Add it.") == "Add it."
    assert without_code("Add it.") == "Add it."


@pytest.mark.parametrize("lang", FALLBACK)
def test_the_page_counts_by_weight_rule_and_kind(lang: str) -> None:
    page = quality_page(found(), lang)
    assert [(one.key, one.number, one.records) for one in page.levels] == [
        ("Violation", 0, 0), ("Warning", 2, 1), ("Info", PER_PAGE + 2, 2),
    ]  # fmt: skip
    assert [one.rule.text.text for one in page.rules] == ["L13", "S04", "S06", "T03"]
    assert sum(one.findings.number for one in page.rules) == len(ROWS) == page.total
    assert sum(one.number for one in page.kinds) == len(ROWS)
    assert "…" in page.rules[0].texts[0].text
    assert PERSON not in page.rules[0].texts[0].text
    text = render("report.html", a_frame(lang), page=page, kinds=(), files=())
    assert words(lang)["quality_Info_note"] in html.unescape(text)


def test_a_finding_names_record_part_field_and_file_with_links() -> None:
    page = findings_page(found(), Chosen(severity="Warning"), 1, labels, "ru")
    first, second = page.lines
    assert first.record.href == "/page/id/c-fzxz7ja?lang=ru"
    assert first.part is not None
    assert first.part.href == "/page/id/c-fzxz7ja?lang=ru#assessment-1"
    assert [one.href for one in first.message if one.href] == ["/page/id/p-fzxz7ja?lang=ru"]
    assert PERSON not in "".join(one.text.text for one in first.message)
    assert second.field is not None
    assert second.field.href == "/ontology?lang=ru#chargeIn"
    assert second.file == "data/cases/c-fzxz7ja.yaml"
    assert second.rule.href == "/shapes/S04?lang=ru"


def test_names_of_fields_in_a_message_are_code() -> None:
    assert Prose("Add `a` & `<b>`.", "en").__html__() == (
        '<span lang="en">Add <code>a</code> &amp; <code>&lt;b&gt;</code>.</span>'
    )
    assert Prose("A ` alone").__html__() == "A ` alone"


def test_lists_have_filters_that_count_and_pages() -> None:
    page = findings_page(found(), Chosen(kind="cases"), 99, labels, "en")
    assert len(page.lines) == len(ROWS) - 1 - PER_PAGE
    assert page.previous == "/report/findings?kind=cases"
    assert page.next == ""
    for filter_ in page.filters:
        for choice in filter_.choices:
            asked = dict(re.findall(r"(severity|rule|kind)=(\w+)", choice.href))
            if not choice.is_chosen:
                held = [one for one in found() if Chosen(**asked).holds(one)]
                assert len(held) == choice.number
    own = findings_page(found(), Chosen(record="id/c-fzxz7ja"), 1, labels, "en")
    assert own.shown.endswith(f" {len(ROWS) - 1}")
    assert own.lines[0].others.href == "/report/findings?record=id/c-fzxz7ja"
    assert own.lines[0].others.number == len(ROWS) - 1
    assert findings_page(found(), Chosen(rule="no"), 1, labels, "en").lines == ()
    assert findings_page((), Chosen(), 1, labels, "en").shown.endswith(" 0")


def test_the_table_has_the_rows_of_the_list() -> None:
    some = [one for one in found() if Chosen(severity="Warning").holds(one)]
    table = [*csv.DictReader(io.StringIO(csv_of(some)))]
    assert [one["rule"] for one in table] == ["L13", "S04"]
    assert table[1]["message_ru"] == "Добавьте."
    assert table[1]["file"] == "data/cases/c-fzxz7ja.yaml"


COVERAGE: dict[str, Any] = {
    "kinds": [{
        "kind": "cases", "unit": {"en": "cases", "ru": "дела"}, "total": 1000,
        "fields": [
            {"field": "a", "words": {"en": "theme", "ru": "тема"}, "known": 999, "total": 1000,
             "is_enough_for_a_chart": True},
            {"field": "b", "words": {"en": "court", "ru": "суд"}, "known": 0, "total": 0,
             "is_enough_for_a_chart": False},
        ],
    }],
    "sources": [{"document": f"{ns.ID}doc/d-{n}", "records": n, "kinds": {"cases": n}}
                for n in range(PER_PAGE + 5)],
}  # fmt: skip


def test_coverage_is_never_rounded_up_to_all() -> None:
    (kind,) = kinds_known(COVERAGE, "ru")
    assert (kind.unit.text, kind.total) == ("дела", 1000)
    assert [(one.name.text, one.percent) for one in kind.fields] == [("тема", "99"), ("суд", "–")]


def test_sources_come_by_what_cites_them() -> None:
    page = sources_page(COVERAGE, 1, labels, "en")
    assert [one.records for one in page.lines] == list(range(PER_PAGE + 4, 4, -1))
    assert page.lines[0].kinds == (f"cases: {PER_PAGE + 4}",)
    assert (page.previous, page.next) == ("", "/report/sources?page=2")
    assert sources_page(COVERAGE, 99, labels, "ru").previous == "/report/sources?lang=ru"


def test_every_rule_that_can_find_something_has_its_page() -> None:
    compiled = compile_shapes(SHAPES)
    assert compiled.left == ()
    codes = set[str]().union(*(one.rules for one in compiled.compiled))
    assert codes == {one.rule for one in CHECKS}
    page = rules_page(CHECKS, found(), "en")
    assert {line.rule.text.text for line in page.lines} == codes
    assert {line.rule.text.text: line.findings.number for line in page.lines}["S06"] == PER_PAGE + 1


def test_every_shape_is_an_anchor_of_one_rule() -> None:
    anchors = [name for line in rules_page(CHECKS, (), "en").lines for name in line.anchors]
    shapes = {str(getattr(one.subject, "value", "")) for one in read_turtle(SHAPES)
              if str(getattr(one.subject, "value", "")).startswith(ns.PPS)} - {ns.PPS}  # fmt: skip
    assert sorted(anchors) == sorted(iri.removeprefix(ns.PPS) for iri in shapes)


@pytest.mark.parametrize("lang", FALLBACK)
def test_every_message_is_on_the_page_of_its_rule(lang: str) -> None:
    told: dict[str, str] = {}
    for code in {one.rule for one in CHECKS}:
        page = rule_page(code, CHECKS, (), labels, lang)
        assert page is not None
        shown = render("rule.html", a_frame(lang), page=page)
        told[code] = html.unescape(re.sub(r"<[^>]*>", "", shown))
        ids = re.findall(r' id="([^"]*)"', shown)
        assert len(ids) == len(set(ids))
    for one in CHECKS:
        for _, text in one.messages:
            assert re.sub(r"\{[?$]\w+\}", "…", text).replace("`", "") in told[one.rule]
        assert one.query.strip() in told[one.rule]


def test_a_rule_says_what_it_checks_in_words() -> None:
    page = rule_page("S03", CHECKS, (), labels, "en")
    assert page is not None
    first = page.checks[0]
    assert first.targets[0].text.text == "every “prosecution of one defendant”"
    assert first.path[0].href == "/ontology#defendant"
    assert first.asks[:2] == ("at least 1", "at most 1")
    assert "at least one of: " in first.asks[2]
    assert rule_page("Z99", CHECKS, (), labels, "en") is None


def test_no_constraint_is_left_in_the_words_of_shacl() -> None:
    for code in {one.rule for one in CHECKS}:
        page = rule_page(code, CHECKS, (), labels, "ru")
        assert page is not None
        assert not [ask for one in page.checks for ask in one.asks if "sh:" in ask]
