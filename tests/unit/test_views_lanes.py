from __future__ import annotations

import re

from tests.views_store import page, record_html


def test_what_is_known_to_the_day_is_drawn_solid_and_bounds_as_wide_as_they_are() -> None:
    chart = page("c-fzxz7ja").chart
    assert chart is not None
    lanes = {lane.key: lane.marks for lane in chart.lanes}
    assert all(mark.is_exact for mark in lanes["events"])
    assert {mark.is_exact for mark in lanes["periods"]} == {False}
    assert chart.ticks[0] == (0, "2021")
    assert chart.ticks[-1] == (1000, "2022")
    every = [mark for marks in lanes.values() for mark in marks]
    assert all(0 <= mark.start <= mark.start + mark.length <= 1000 for mark in every)


def test_the_chart_has_names_and_the_lists_tell_the_same_in_words() -> None:
    html = record_html("c-fzxz7ja")
    lanes = re.findall(r'<svg class="lane (\w+)"[^>]*role="img" aria-label="([^"]+)"', html)
    assert ("events", "Events: 5") in lanes
    assert "11 February 2021" in html[html.index('class="timeline"') :]


def test_a_record_without_dates_has_no_chart() -> None:
    assert page("doc/rir-98").chart is None
