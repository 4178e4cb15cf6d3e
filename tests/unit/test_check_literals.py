from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check.literals import less, well_formed
from kg.model.ns import XSD


def typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("integer", ["0", "-01", "+7"], ["", "1.0", "one", " 1"]),
        ("positiveInteger", ["1"], ["0", "-1"]),
        ("byte", ["-128", "127"], ["128"]),
        ("decimal", ["1", "1.", ".5", "-0.50"], [".", "1e3"]),
        ("double", ["1e3", "INF", "-INF", "NaN", "1.5"], ["inf", "e3"]),
        ("boolean", ["true", "0"], ["True", "yes"]),
        ("date", ["2024-02-29", "2000-02-29Z", "0001-01-01+14:00"], ["1900-02-29", "2024-1-1"]),
        ("dateTime", ["2024-01-01T00:00:00", "2024-01-01T23:59:59.5Z"], ["2024-01-01", "x"]),
        ("gYear", ["2024", "-0044", "12024"], ["24", "012024"]),
        ("gYearMonth", ["2024-12"], ["2024-13"]),
        ("time", ["23:59:59"], ["24:30:00"]),
        ("string", ["", "anything"], []),
    ],
)
def test_forms(name: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not well_formed(typed(text, name))] == []
    assert [text for text in bad if well_formed(typed(text, name))] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (typed("9", "integer"), typed("10", "integer")),
        (typed("9", "integer"), typed("9.5", "decimal")),
        (typed("9.5", "decimal"), typed("1e1", "double")),
        (typed("-INF", "double"), typed("0", "integer")),
        (typed("2023-12-31", "date"), typed("2024-01-01", "date")),
        (typed("-0001-12-31", "date"), typed("0001-01-01", "date")),
        (typed("2024-01-01T10:00:00+03:00", "dateTime"), typed("2024-01-01T08:00:00Z", "dateTime")),
        (typed("2023", "gYear"), typed("2024", "gYear")),
        (typed("2024-01", "gYearMonth"), typed("2024-02", "gYearMonth")),
        (typed("09:00:00", "time"), typed("10:00:00", "time")),
        (ox.Literal("a"), ox.Literal("b")),
        (typed("false", "boolean"), typed("1", "boolean")),
    ],
)
def test_order(first: ox.Literal, second: ox.Literal) -> None:
    assert less(first, second, or_equal=False)
    assert less(first, first, or_equal=True)
    assert not less(first, first, or_equal=False)
    assert not less(second, first, or_equal=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (typed("1", "integer"), ox.Literal("2")),
        (typed("2024-01-01", "date"), typed("2024-01-02Z", "date")),
        (typed("2024-01-01", "date"), typed("2024-01-02T00:00:00", "dateTime")),
        (typed("one", "integer"), typed("2", "integer")),
        (ox.Literal("a", language="en"), ox.Literal("b", language="en")),
        (typed("NaN", "double"), typed("NaN", "double")),
    ],
)
def test_what_cannot_be_compared_is_not_less(first: ox.Literal, second: ox.Literal) -> None:
    assert not less(first, second, or_equal=True)
    assert not less(second, first, or_equal=True)
