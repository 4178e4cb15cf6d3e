from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from kg.model.dates import FIRST_YEAR, LAST_YEAR, Bounds, bounds, edtf_day

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(date.isoformat)
UNITS = st.builds(lambda day, length: day[:length], DAYS, st.sampled_from([4, 7, 10]))
ENDS = UNITS | st.just("..")
BETWEEN = st.builds("{}/{}".format, ENDS, ENDS)
LIKE_DATES = st.text("0123456789-./ abotu~[]", max_size=24)


def read(text: str) -> Bounds | None:
    """Return the bounds of `text`, or None where it is refused."""
    try:
        return bounds(text)
    except ValueError:
        return None


def written(edtf: str) -> str:
    """Return the text of a data file that has this EDTF string."""
    if edtf.endswith("~"):
        return f"about {edtf[:-1]}"
    if edtf.startswith("["):
        start, _, end = edtf[1:-1].partition("..")
        return f"{start or '..'}/{end or '..'}"
    return edtf


@given(st.text() | LIKE_DATES | BETWEEN | UNITS)
@example("about ../2021")
@example("../../..")
def test_any_text_has_bounds_in_order_or_is_refused(text: str) -> None:
    found = read(text)
    if found is None:
        return
    assert found.not_before or found.not_after
    for day in filter(None, (found.not_before, found.not_after)):
        assert date.fromisoformat(day).isoformat() == day
    if found.not_before and found.not_after:
        assert found.not_before <= found.not_after


@given(UNITS)
def test_about_a_unit_is_wider_than_the_unit_on_both_sides(text: str) -> None:
    exact, about = bounds(text), bounds(f"about {text}")
    days = [about.not_before, exact.not_before, exact.not_after, about.not_after]
    assert days == sorted(filter(None, days))
    assert about.not_before != exact.not_before
    assert about.not_after != exact.not_after
    assert [str(day)[: len(text)] == text for day in days] == [False, True, True, False]


@given(BETWEEN)
def test_between_takes_the_first_day_of_one_and_the_last_of_the_other(text: str) -> None:
    found = read(text)
    start, end = text.split("/")
    if found is None:
        assert start == end or start[: len(end)] > end[: len(start)]
        return
    assert found.not_before == (None if start == ".." else bounds(start).not_before)
    assert found.not_after == (None if end == ".." else bounds(end).not_after)


@given(UNITS | UNITS.map("about {}".format) | BETWEEN)
def test_the_edtf_string_says_the_same_as_the_text(text: str) -> None:
    if read(text):
        assert written(edtf_day(text)) == text
        assert bounds(written(edtf_day(text))) == bounds(text)
