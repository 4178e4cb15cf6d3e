"""The steps of a mapping, one by one, and the page that lists them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.ingest.holes import Hole, Name, Step, pieces
from kg.ingest.steps import LIST_STEPS, TABLE_STEPS, TEXT_STEPS, step
from kg.ingest.tables import Row

if TYPE_CHECKING:
    from kg.ingest.values import Value

README = Path(__file__).resolve().parents[2] / "data/import/README.md"
ROWS = (Row({"day": "2021"}, 2), Row({"day": ""}, 3))


@pytest.mark.parametrize(
    ("name", "value", "arguments", "expected"),
    [
        ("date", "2021-02", (), "2021-02"),
        ("date", "2021-12/2022-02", (), "2021-12/2022-02"),
        ("first-day", "2021-02", (), "2021-02-01"),
        ("last-day", "2021-02", (), "2021-02-28"),
        ("first-day", "../2021-02", (), None),
        ("months", "10 years 6 months", (), "126"),
        ("months", "1 year", (), "12"),
        ("months", "10 months", (), "10"),
        ("months", "15 days", (), None),
        ("months", "life", (), None),
        ("days", "1 month 15 days", (), "15"),
        ("days", "1 month", (), None),
        ("spaces", " a\xa0 b ", (), "a b"),
        ("lower", "ÄB", (), "äb"),
        ("capital", "ab", (), "Ab"),
        ("slug", "A (b) c!", (), "a-b-c"),
        ("slug", "Ж", (), None),
        ("digest", "a", (), "ca978112ca1bbdca"),
        ("is", "a", ("b", "a"), "a"),
        ("is", "a", ("b",), None),
        ("is", "a", (("b", "a"),), "a"),
        ("isnt", "a", ("b",), "a"),
        ("isnt", "a", ("a",), None),
        ("find", "art 282.1", ("[0-9.]+",), "282.1"),
        ("find", "art 282.1", ("art ([0-9]+)",), "282"),
        ("find", "art", ("[0-9]",), None),
        ("without", "A (B) C", (r"\([^)]*\)",), "A C"),
        ("replace", "a-b", ("-", "+"), "a+b"),
        ("matching", "282", ("[0-9]+",), "282"),
        ("matching", "282a", ("[0-9]+",), None),
        ("cyrillic", "Ежов-Я", (), "Ежов-Я"),
        ("cyrillic", "Eжов", (), None),
        ("latin", "Ezhov 1", (), "Ezhov 1"),
        ("latin", "1", (), None),
        ("provisions", "205.5 part 2", ("RU-CC",), ("law/ru-cc-art-205.5-part-2",)),
        ("split", "a; b;; c ", (";",), ("a", "b", "c")),
        ("split", ("a|b", "c"), ("|",), ("a", "b", "c")),
        ("split", " ; ", (";",), None),
        ("join", ("a", "b"), (", ",), "a, b"),
        ("first", ("a", "b"), (), "a"),
        ("first", None, (), None),
        ("last", ("a", "b"), (), "b"),
        ("rest", ("a", "b", "c"), (), ("b", "c")),
        ("rest", "a", (), None),
        ("unique", ("b", "a", "b"), (), ("b", "a")),
        ("sort", ("b", "a"), (), ("a", "b")),
        ("count", ("b", "a"), (), "2"),
        ("count", None, (), None),
        ("has", ("a", "b"), ("b",), ("a", "b")),
        ("has", ("a", "b"), ("c",), None),
        ("lacks", ("a", "b"), ("c",), "yes"),
        ("lacks", ("a", "b"), ("a",), None),
        ("lacks", None, ("a",), "yes"),
        ("column", ROWS, ("day",), ("2021",)),
        ("missing", None, (), "yes"),
        ("missing", "a", (), None),
        ("else", None, ("b",), ("b",)),
        ("else", "a", ("b",), ("a",)),
        ("unplaced", None, ("why",), None),
    ],
)  # fmt: skip
def test_a_step_gives(
    name: str, value: Value, arguments: tuple[Value, ...], expected: Value
) -> None:
    assert step(name, value, arguments) == expected


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("date", "spring", (), "is not a date"),
        ("months", "long", (), "is no length"),
        ("months", "", (), "is no length"),
        ("provisions", "282 and more", ("RU-CC",), "cannot be read as a provision"),
        ("unplaced", "a", ("why so",), "why so"),
        ("lower", {"a": "b"}, (), "takes a text, not a fragment"),
        ("lower", ROWS, (), "takes a text, not a row"),
        ("find", "a", (), "needs a text as argument 1"),
        ("column", ROWS, ("none",), "rows that have such a column"),
        ("column", "a", ("day",), "rows that have such a column"),
    ],
)
def test_a_step_says_what_it_cannot_use(
    name: str, value: Value, arguments: tuple[Value, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        step(name, value, arguments)


def test_the_page_lists_every_step_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    table = text[text.index("### Steps") : text.index("A step is a pure function")]
    cells = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    listed = {
        re.split(r"[ `]", name)[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)
    }
    assert listed == {*TEXT_STEPS, *LIST_STEPS, *TABLE_STEPS}


def test_a_text_is_cut_at_its_holes() -> None:
    assert pieces("row ${no | find '[0-9]{2}' | is @other.no 'x y'}: ${#e}, ${'it''s | so'}") == (
        "row ",
        Hole(
            Name("no"),
            (Step("find", ("[0-9]{2}",)), Step("is", (Name("other", "no"), "x y"))),
        ),
        ": ",
        Hole(Name("e", is_number=True)),
        ", ",
        Hole("it's | so"),
    )
    assert [str(name) for name in Hole(Name("e", "no")).names()] == ["e.no"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("${no", "not closed"),
        ("${no | find [0-9]{2}}", "not closed, or has braces outside"),
        ("${}", "write one name"),
        ("${a b}", "write one name"),
        ("${a | }", "write one name"),
        ("${a-b}", "is no name"),
        ("${no | is 'a}", "not closed"),
    ],
)
def test_a_hole_that_cannot_be_read_is_an_error(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pieces(text)
