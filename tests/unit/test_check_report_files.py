from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox

from kg.check.report import REPORT, Violation
from kg.check.report_files import CSV, JSON, TURTLE, report_files
from kg.model.ns import SH


def violation(focus: str, **more: object) -> Violation:
    fields = {
        "rule": "S03", "severity": "Warning", "path": "<http://x.test/p>", "value": None,
        "component": f"{SH}MinCountConstraintComponent", "shape": "http://x.test/S03-x",
        "messages": {"ru": "S03 нет\nстроки", "en": "S03 none"},
    }  # fmt: skip
    return Violation(focus=ox.NamedNode(f"http://x.test/{focus}"), **(fields | more))  # type: ignore[arg-type]


def test_a_finding_has_the_same_number_in_every_file() -> None:
    found = [violation("b"), violation("a"), violation("c", rule="A01", messages={"": "A01 plain"})]
    files = report_files(found)
    assert files == report_files(found[::-1])
    told = json.loads(files[JSON])
    assert [one["focus"][-1] for one in told] == ["c", "a", "b"]
    assert told[1]["messages"] == {"en": "S03 none", "ru": "S03 нет\nстроки"}
    table = [*csv.DictReader(io.StringIO(files[CSV].decode()))]
    assert [row["number"] + row["focus"][-1] for row in table] == ["1c", "2a", "3b"]
    assert [row["message_ru"] for row in table] == ["A01 plain", *["S03 нет\nстроки"] * 2]
    node = ox.NamedNode(f"{REPORT}#r3")
    focus = [one.object for one in ox.parse(files[TURTLE], ox.RdfFormat.TURTLE)
             if one.subject == node and one.predicate.value == f"{SH}focusNode"]  # fmt: skip
    assert focus == [ox.NamedNode("http://x.test/b")]


def test_no_finding_makes_whole_files() -> None:
    files = report_files([])
    assert json.loads(files[JSON]) == []
    assert files[CSV].decode().splitlines() == ["number,severity,rule,focus,path,value"]
