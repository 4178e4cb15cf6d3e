"""Which columns of a result make a picture: the rules of `columns.js`, run by node."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.conformance.endpoint import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[..., Any]

COLUMNS = ROOT / "kg" / "web" / "static" / "query" / "columns.js"
RUN = """\
import * as rules from "./columns.mjs";
const asked = JSON.parse(process.argv[2]);
const told = asked.map(([name, ...given]) => rules[name](...given) ?? null);
process.stdout.write(JSON.stringify(told));
"""
XSD = "http://www.w3.org/2001/XMLSchema#"
DAY = 24 * 60 * 60 * 1000
A, B, C = "http://a", "http://b", "http://c"


def term(value: str | int) -> dict[str, str]:
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": f"{XSD}integer"}
    return {"type": "uri" if value.startswith("http") else "literal", "value": value}


def result(columns: str, *rows: tuple[str | int | None, ...]) -> dict[str, Any]:
    names = columns.split()
    made = [
        {name: term(x) for name, x in zip(names, row, strict=True) if x is not None} for row in rows
    ]
    return {"columns": names, "rows": made}


@pytest.fixture(scope="module")
def rule(tmp_path_factory: pytest.TempPathFactory, node: str) -> Rule:
    """Return what calls a function of `columns.js`."""
    folder = tmp_path_factory.mktemp("columns")
    shutil.copy(COLUMNS, folder / "columns.mjs")  # as a module, which old versions tell by name
    (folder / "run.mjs").write_text(RUN, encoding="utf-8")

    def call(name: str, *given: Any) -> Any:
        command = [node, str(folder / "run.mjs"), json.dumps([[name, *given]])]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
        return json.loads(ended.stdout)[0]

    return call


COUNTS = result(
    "region basis n known total asOf rule",
    ("X", "court", 3, 9, 10, "2026-01-02", "r"),
    ("X", "arrest", 2, 9, 10, "2026-01-02", "r"),
    ("Y", "court", 1, 9, 10, "2026-01-02", "r"),
)


def test_a_chart_has_the_first_names_and_numbers_without_what_explains_them(rule: Rule) -> None:
    assert rule("chartColumns", COUNTS) == {"names": ["region", "basis"], "numbers": ["n"]}
    assert rule("namesFrom", COUNTS, "region") == ["region", "basis"]
    assert rule("chartColumns", result("name", ("X",))) is None
    assert rule("chartColumns", result("thing n", (A, 1))) == {"names": ["thing"], "numbers": ["n"]}


def test_under_four_fifths_known_a_row_is_left_out(rule: Rule) -> None:
    found = rule(
        "knownOf", result("year n known total", ("2020", 1, 79, 100), ("2021", 2, 80, 100))
    )
    assert [row["year"]["value"] for row in found["rows"]] == ["2021"]
    assert [row["year"]["value"] for row in found["left"]] == ["2020"]
    assert rule("knownOf", COUNTS)["least"] == 0.9
    assert rule("knownOf", result("year n", ("2020", 1)))["least"] is None


@pytest.mark.parametrize(
    ("written", "kind", "start", "days"),
    [
        ("2021-02-03", "date", 1612310400000, 1),
        ("2021-02", "gYearMonth", 1612137600000, 28),
        ("2020", "gYear", 1577836800000, 366),
        ("2021-02-03T10:00:00Z", "dateTime", 1612310400000, 1),
        ("2021", "string", 1609459200000, 365),
    ],
)
def test_a_date_covers_all_its_days(
    rule: Rule, written: str, kind: str, start: int, days: int
) -> None:
    given = {"type": "literal", "value": written, "datatype": XSD + kind}
    assert rule("spanOf", given) == {"start": start, "end": start + days * DAY}


@pytest.mark.parametrize("text", ["205", "282.1", "chapter 2021", "9999"])
def test_a_number_of_an_article_is_no_date(rule: Rule, text: str) -> None:
    assert rule("spanOf", term(text)) is None


def test_a_timeline_goes_from_the_first_date_to_the_second(rule: Rule) -> None:
    dated = result("from to what event", ("2021-01-31", "2021-02-03", "arrest", A))
    assert rule("timelineColumns", dated) == {
        "from": "from",
        "to": "to",
        "names": ["what", "event"],
    }
    assert rule("timelineColumns", result("what", ("arrest",))) is None


def test_a_graph_has_triples_or_the_first_two_things(rule: Rule) -> None:
    triples = result("s p o", (A, B, C), (A, B, "text"), (A, B, A), (A, B, C))
    (link,) = rule("linksOf", triples)
    assert [link[end]["value"] for end in ("from", "link", "to")] == [A, B, C]
    (edge,) = rule("linksOf", result("name one other", ("x", A, B)))
    assert (edge["from"]["value"], edge["to"]["value"]) == (A, B)
    assert rule("linksOf", result("name one", ("x", A))) is None


def test_rows_of_one_place_that_another_column_tells_apart_are_not_added_up(rule: Rule) -> None:
    assert rule("apart", COUNTS, "region") == "basis"
    assert rule("apart", result("region n", ("X", 1), ("Y", 1)), "region") is None
