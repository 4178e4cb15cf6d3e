from __future__ import annotations

import pytest

from kg.model.dates import Bounds, bounds, edtf_day


@pytest.mark.parametrize(
    ("text", "not_before", "not_after", "edtf"),
    [
        ("2021-02-11", "2021-02-11", "2021-02-11", None),
        ("2020-02-29", "2020-02-29", "2020-02-29", None),
        ("2021-02", "2021-02-01", "2021-02-28", "2021-02"),
        ("2020-02", "2020-02-01", "2020-02-29", "2020-02"),
        ("2000-02", "2000-02-01", "2000-02-29", "2000-02"),
        ("1900-02", "1900-02-01", "1900-02-28", "1900-02"),
        ("2021", "2021-01-01", "2021-12-31", "2021"),
        ("1900", "1900-01-01", "1900-12-31", "1900"),
        ("2100", "2100-01-01", "2100-12-31", "2100"),
        ("2021-12/2022-02", "2021-12-01", "2022-02-28", "[2021-12..2022-02]"),
        ("2021-09-01/2021-12-06", "2021-09-01", "2021-12-06", "[2021-09-01..2021-12-06]"),
        ("2021/2021-03", "2021-01-01", "2021-03-31", "[2021..2021-03]"),
        ("2021-06-15/2021-06", "2021-06-15", "2021-06-30", "[2021-06-15..2021-06]"),
        ("../2021-12-06", None, "2021-12-06", "[..2021-12-06]"),
        ("../2020-02", None, "2020-02-29", "[..2020-02]"),
        ("2021-09-01/..", "2021-09-01", None, "[2021-09-01..]"),
        ("2021/..", "2021-01-01", None, "[2021..]"),
        ("about 2021-02-11", "2021-02-10", "2021-02-12", "2021-02-11~"),
        ("about 2020-03-01", "2020-02-29", "2020-03-02", "2020-03-01~"),
        ("about 2021-02", "2021-01-01", "2021-03-31", "2021-02~"),
        ("about 2021-01", "2020-12-01", "2021-02-28", "2021-01~"),
        ("about 2021", "2020-01-01", "2022-12-31", "2021~"),
        ("about 1900", "1899-01-01", "1901-12-31", "1900~"),
    ],
)
def test_bounds_are_as_precise_as_the_text(
    text: str, not_before: str | None, not_after: str | None, edtf: str | None
) -> None:
    assert bounds(text) == Bounds(not_before, not_after, edtf)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2021-2-1", "'2021-2-1' is not a date as data files write them: write 2021-02-01"),
        ("2021/03", "write 2021-03"),
        ("2021.03.05", "write 2021-03-05"),
        ("31.01.2021", "write 2021-01-31"),
        ("01.2021", "write 2021-01"),
        ("31.02.2021", "'2021-02-31': there is no such day; write 01 to 28"),
        ("2021-02-30", "'2021-02-30': there is no such day; write 01 to 28"),
        ("2021-02-29", "there is no such day; write 01 to 28"),
        ("2020-02-30", "there is no such day; write 01 to 29"),
        ("2021-04-00", "there is no such day; write 01 to 30"),
        ("2021-13", "there is no month 13; write 01 to 12"),
        ("2021-00-10", "there is no month 00; write 01 to 12"),
        ("1899", "the year must lie between 1900 and 2100"),
        ("2101-01-01", "the year must lie between 1900 and 2100"),
        ("0000", "the year must lie between 1900 and 2100"),
        ("21-02-11", "the year needs four digits, and comes first"),
        ("11.02.21", "the year needs four digits, and comes first"),
        ("2022-02/2021-12", "ends before it begins: write 2021-12/2022-02"),
        ("2021-02/2021-02", "the two sides must differ"),
        ("../..", "the two sides must differ"),
        ("2021/2022/2023", "is not a date: write it as in 2021-02-11, 2021-02, 2021, 2021-12/2022"),
        ("2021-02-11/", "'' is not a date"),
        ("/2021-02-11", "'' is not a date"),
        ("2021-02-11/12", "'12' is not a date"),
        ("11/02/2021", "is not a date"),
        ("", "'' is not a date"),
        ("..", "is not a date"),
        ("about", "is not a date"),
        ("about 2021/2022", "'2021/2022' is not a date"),
        ("about about 2021", "'about 2021' is not a date"),
        ("About 2021", "is not a date"),
        ("2021~", "is not a date"),
        ("2021-02-11T00:00:00Z", "is not a date"),
        ("February 2021", "is not a date"),
        (" 2021", "is not a date"),
        ("2021\n", "is not a date"),
        ("+2021", "is not a date"),
        ("２０２１", "is not a date"),
        ("2021–2022", "is not a date"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the message is looked at below
        bounds(text)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2021-01-31", "2021-01-31"),
        ("2021-01", "2021-01"),
        ("about 2021-01-31", "2021-01-31~"),
        ("../2021-01-31", "[..2021-01-31]"),
    ],
)
def test_an_alleged_act_always_has_an_edtf_string(text: str, edtf: str) -> None:
    assert edtf_day(text) == edtf


def test_an_alleged_act_has_no_impossible_date() -> None:
    with pytest.raises(ValueError, match="there is no such day"):
        edtf_day("2021-02-30")
