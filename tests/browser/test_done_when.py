"""What a new user can do: by mouse, by touch on a phone in Russian, and by keyboard alone there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from kg.model import ns
from tests.browser.keyboard import step
from tests.browser.kinds import select

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator, Page

    from tests.browser.watched import Visits

pytestmark = pytest.mark.xdist_group("browser")

ARTICLE: Final = "law/ru-cc-art-205.5"
YEAR: Final = "2019"
STEPS: Final = 600
"""Presses of a key that a reader may need to come to a link of a long page."""
PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1280, "height": 900}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at a page, who uses a mouse, a finger or the keyboard alone."""

    page: Page
    hand: str

    def choose(self, wanted: Locator) -> None:
        """Follow a link or press a button."""
        self.come_to(wanted)
        if self.hand == "mouse":
            wanted.click()
        elif self.hand == "touch":
            wanted.tap()
        else:
            self.page.keyboard.press("Enter")

    def follow(self, wanted: Locator) -> None:
        """Follow a link to another page, and wait for it."""
        with self.page.expect_navigation():
            self.choose(wanted)

    def come_to(self, wanted: Locator) -> None:
        """Have what is wanted on the screen and, by keyboard, in focus."""
        wanted.wait_for(state="visible")
        if self.hand != "keyboard":
            return
        self.page.evaluate("document.activeElement.blur()")
        here = wanted.element_handle()
        for _ in range(STEPS):
            step(self.page)
            if here.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not come to {here.evaluate('e => e.outerHTML')}")


WAYS: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "mouse-en-desktop": ("mouse", "en", {"viewport": DESKTOP}),
    "touch-ru-phone": ("touch", "ru", {"viewport": PHONE, "has_touch": True, "is_mobile": True}),
    "keyboard-ru-phone": ("keyboard", "ru", {"viewport": PHONE}),
}


@pytest.fixture(params=WAYS)
def reader(request: pytest.FixtureRequest, visits: Visits) -> Reader:
    """Return a reader at the home page in the language that the reader chose there."""
    hand, lang, options = WAYS[request.param]
    page = visits.page(accept_downloads=True, **options)
    page.goto("/")
    at_home = Reader(page, hand)
    if lang != "en":
        at_home.follow(page.locator(f"nav.languages a[hreflang={lang}]"))
    assert page.locator("html").get_attribute("lang") == lang
    return at_home


def test_from_home_to_the_sources_of_a_charge_in_three_clicks(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator(f"main a[href*='article={ARTICLE}']").first)
    reader.follow(page.locator("main tbody th a").first)
    charge = page.locator(".charge").first
    assert charge.is_visible()
    assert page.locator(".prosecution h3").first.inner_text().strip()
    # Its sources stand beside it; the third click is to what is cited and where to read it.
    reader.choose(charge.locator(".beside a").first)
    cited = page.locator(":target")
    assert cited.locator("a.outside").is_visible()


def test_from_home_to_a_map_of_an_article_by_region(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator("main a[href^='/articles?sort=charges']").first)
    reader.follow(page.locator(f"main tbody th a[href*='/{ARTICLE}']").first)
    reader.follow(page.locator(f"main a[href^='/map?'][href*='{ARTICLE}']").first)
    assert "205.5" in page.locator("main").inner_text()
    assert page.locator("figure svg, figure canvas").first.is_visible()
    regions = page.locator("main table tbody tr")
    assert regions.count() >= 5
    reader.come_to(page.locator("main table tbody a").first)


def test_from_home_to_a_csv_of_the_prosecutions_under_an_article_in_a_year(
    reader: Reader,
) -> None:
    page = reader.page
    reader.follow(page.locator("main a[href^='/prosecutions']").first)
    for facet, value in (("article", ARTICLE), ("year", YEAR)):
        shown = page.locator(f"details#_facet-{facet}")
        if shown.get_attribute("open") is None:
            reader.choose(shown.locator("summary"))
        reader.follow(shown.locator(f"a[href*='{facet}={value}']").first)
    with page.expect_download() as downloading:
        reader.choose(page.locator("main .side a", has_text="CSV").first)
    rows = rows_of(downloading.value)
    expected = select(page.url.split("/prosecutions")[0], PROSECUTIONS)
    assert {row[0] for row in rows[1:]} == {one["x"] for one in expected}
    assert len(rows) > 2


PROSECUTIONS: Final = f"""SELECT DISTINCT ?x {{
  ?charge ppo:chargeIn ?x ; ppo:citesArticle <{ns.BASE}{ARTICLE}> .
  ?x a ppo:Prosecution ; ppo:inCase/ppo:scope <{ns.PPV}scope-assessed> .
  ?event ppo:concernsProsecution ?x ; ppo:inYear ?year .
  FILTER(STR(?year) = "{YEAR}")
  FILTER NOT EXISTS {{ ?charge ppo:variantOf ?other }}
  FILTER NOT EXISTS {{ ?x ppo:variantOf ?another }}
}}"""


def rows_of(download: Download) -> list[list[str]]:
    """Return the rows of a CSV file that the browser saved."""
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_from_home_to_a_query_that_can_be_shared(reader: Reader, visits: Visits) -> None:
    page = reader.page
    reader.follow(page.locator("nav.menu a[href^='/sparql']"))
    reader.choose(page.locator("#_groups a[data-name]").first)
    reader.choose(page.locator("#_run"))
    answer = page.locator("#_answer tbody tr")
    answer.first.wait_for()
    assert answer.count() > 1
    reader.choose(page.locator("#_share > summary"))
    shared = page.locator("#_links input").last.input_value()
    elsewhere = visits.page(java_script_enabled=False)
    told: Any = elsewhere.goto(shared)
    assert told.status == 200
    assert elsewhere.locator("html").get_attribute("lang") == page.locator("html").get_attribute(
        "lang"
    )
    assert elsewhere.locator("main tbody tr").count() > 1
