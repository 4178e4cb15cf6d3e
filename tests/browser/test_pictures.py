"""Map, charts and networks in a browser: by keyboard, without scripts, from home to a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.browser.watched import Visits

pytestmark = pytest.mark.xdist_group("browser")

ARTICLE: Final = "law/ru-cc-art-205.5"
MAP: Final = f"/map?article={ARTICLE}"
PHONE: Final = {"width": 390, "height": 844}


def test_from_home_to_a_map_of_an_article_in_three_steps(visits: Visits) -> None:
    page = visits.page(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.locator("main a[href='/map']").first.click()
    page.locator("select[name=article]").select_option(ARTICLE)
    page.locator(".choose button").click()
    assert "205.5" in page.locator("h1").inner_text()
    assert page.locator(".regions a").count() > 3


def test_from_an_article_to_its_map_in_one_step(visits: Visits) -> None:
    page = visits.page()
    page.goto(f"/page/{ARTICLE}")
    page.locator(f"a[href='{MAP}']").click()
    assert page.url.endswith(MAP)


@pytest.mark.parametrize("is_scripted", [True, False])
def test_the_map_is_drawn_and_has_the_numbers_of_its_table(
    visits: Visits, is_scripted: bool
) -> None:
    page = visits.page(viewport=PHONE, java_script_enabled=is_scripted)
    page.goto(MAP)
    if is_scripted:
        page.locator(".leaflet-control-zoom").wait_for()
    box = page.locator("#_regions").bounding_box()
    assert box is not None
    assert 250 < box["width"] < 390
    drawn = {one.get_attribute("aria-label") for one in page.locator(".regions a").all()}
    rows = page.locator(".rows tbody tr").all()
    told = {
        f"{row.locator('th a').inner_text()}: {row.locator('td').first.inner_text()}"
        for row in rows
    }  # fmt: skip
    assert drawn == told


def test_regions_are_walked_and_enlarged_by_keyboard(visits: Visits) -> None:
    page = visits.page()
    page.goto(MAP)
    page.locator(".leaflet-control-zoom").wait_for()
    narrow = page.locator("#_regions").bounding_box()
    page.locator(".leaflet-control-zoom-in").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)  # it grows for a quarter of a second
    wide = page.locator("#_regions").bounding_box()
    assert narrow is not None
    assert wide is not None
    assert wide["width"] > narrow["width"] * 1.8
    links = page.locator(".sheet .regions a")
    first = links.first
    first.focus()
    names = []
    for _ in range(links.count()):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    # Each region once: the enlarged part beside it shows the same and takes no focus.
    assert names == [one.get_attribute("aria-label") for one in links.all()]
    assert page.evaluate("document.activeElement.closest('.west') === null")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/prosecutions?**")


def test_time_is_drawn_above_its_table(visits: Visits) -> None:
    page = visits.page()
    page.goto("/page/law/ru-cc-art-282.2")
    chart = page.locator(".chart-room canvas").first
    chart.wait_for()
    assert chart.get_attribute("role") == "img"
    assert "table" in (chart.get_attribute("aria-label") or "")
    assert page.locator(".charted table tbody tr").count() > 2


def test_a_network_is_told_as_a_list_and_marked_from_it(visits: Visits) -> None:
    page = visits.page()
    page.goto(f"/network?article={ARTICLE}")
    assert page.locator("meta[name=robots][content=noindex]").count() == 1
    page.locator(".network canvas").first.wait_for()
    assert page.locator(".members > li").count() > 3
    page.locator(".members a").first.focus()
    page.locator(".network .zoom button").first.click()


def test_a_network_without_scripts_is_a_list(visits: Visits) -> None:
    page = visits.page(java_script_enabled=False)
    page.goto(f"/network?article={ARTICLE}")
    assert not page.locator("figure.network").is_visible()
    assert page.locator(".members > li").count() > 3
