"""Every kind of page, light and dark, on a desktop and on a phone, by keyboard, without scripts."""

from __future__ import annotations

import re
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import pytest

from kg.config import ROOT
from tests.browser import kinds
from tests.browser.keyboard import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page, Response

    from tests.browser.watched import Visits

pytestmark = pytest.mark.xdist_group("browser")

SCREENSHOTS: Final = ROOT / ".cache" / "screenshots"
AXE: Final = ROOT / "kg" / "web" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES: Final = {"desktop": (1280, 1400), "phone": (390, 1400)}
"""Widths that are usual, and as much of a page as a screenshot shall keep."""
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
BY_COLOUR: Final = ("color-contrast",)
BY_LAYOUT: Final = (*BY_COLOUR, "target-size", "scrollable-region-focusable")
TABS: Final = 150
"""Steps by keyboard, after which a page may have more to step to."""
PAGE_BYTES: Final = 100_000
SERVER_SECONDS: Final = 0.05
# Of what is repeated a hundred times alike, axe reads the first ten: it is slow.
ALIKE: Final = [
    "tbody tr:nth-child(n+11)",
    "main li:nth-child(n+11)",
    ".term:nth-of-type(n+11)",
    ".timeline > li:nth-child(n+11)",
    "svg a:nth-of-type(n+11)",
]


@pytest.fixture(scope="package")
def paths(site: str) -> dict[str, str]:
    return kinds.addresses(site)


@pytest.fixture(scope="module")
def axe() -> str:
    assert AXE.is_file(), "axe-core is missing: make parts fetches it"
    return AXE.read_text(encoding="utf-8")


def opened(page: Page, kind: str, paths: dict[str, str]) -> Response:
    """Have a page go to a kind, and return the answer, whose status is the one it should be."""
    answer = page.goto(paths[kind])
    assert answer is not None
    assert answer.status == kinds.STATUS.get(kind, 200), f"{answer.status} {answer.url}"
    return answer


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_anybody_can_read_it(visits: Visits, paths: dict[str, str], axe: str, kind: str) -> None:
    page = visits.page()
    answer = opened(page, kind, paths)
    if kind.startswith("case"):
        assert len(answer.body()) < PAGE_BYTES
    page.evaluate(axe)
    wrong = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{size}: {told}" for told in too_wide(page)]
        # What is wrong with the order of a page is wrong in every colour and width.
        rules = {"light": BY_LAYOUT if size == "desktop" else (), "dark": BY_COLOUR}
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{kind}-{theme}-{size}.png")
            wrong += [f"{size} {theme}: {told}" for told in found_by_axe(page, rules[theme])]
    assert not wrong, f"{paths[kind]}\n" + "\n".join(wrong)


def found_by_axe(page: Page, only: Sequence[str]) -> list[str]:
    """Return what axe finds on a page, by all its rules or by some."""
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    options = {"runOnly": run, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "([context, options]) => axe.run(context, options).then(found => found.violations)",
        [{"exclude": ALIKE}, options],
    )
    return [
        f"{one['id']}: {one['help']}: {len(one['nodes'])} × {one['nodes'][0]['html'][:160]} "
        f"{one['nodes'][0].get('failureSummary', '')[:300]}"
        for one in found
    ]


def too_wide(page: Page) -> list[str]:
    """Return what makes a page scroll sideways, and what scrolls by itself but not by keyboard."""
    found: list[str] = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          const told = element => element.outerHTML.slice(0, 120);
          const scrolls = element => element.scrollWidth > element.clientWidth + 1
            && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
          const wrong = [];
          if (document.documentElement.scrollWidth > room) {
            const out = [...document.querySelectorAll('main *, header *, footer *')].filter(
              element => element.getBoundingClientRect().right > room + 1
                && !element.closest('.scroll, pre, textarea, .hidden'));
            wrong.push('wider than the window: ' + out.slice(-3).map(told).join(' | '));
          }
          for (const element of document.querySelectorAll('main *')) {
            if (scrolls(element) && element.tabIndex < 0 && !element.querySelector('a, button'))
              wrong.push('scrolls, but not by keyboard: ' + told(element));
          }
          return wrong;
        }"""
    )
    return found


@pytest.mark.parametrize("kind", kinds.LAYOUTS)
def test_the_keyboard_reaches_everything(
    browser_page: Page, paths: dict[str, str], kind: str
) -> None:
    page = browser_page
    opened(page, kind, paths)
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUSED)
    assert skip["href"] == "#_main"
    assert skip["seen"], "the link that skips the menu cannot be seen when it is stepped to"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
    opened(page, kind, paths)
    expected: int = page.evaluate(REACHABLE)
    stepped = list(steps(page))
    assert len(stepped) >= min(expected, TABS), [one["told"] for one in stepped[-3:]]
    unseen = [one["told"] for one in stepped if not one["seen"]]
    assert not unseen, unseen[:5]


# A step is seen when it is on the screen with an outline; a region of a map has a broad stroke.
FOCUSED: Final = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const inside = box.top >= -1 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const shape = element.querySelector('path') ?? element;
  const stroked = parseFloat(getComputedStyle(shape).strokeWidth);
  const outlined = element instanceof SVGElement
    ? stroked >= 2 : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  element.dataset.steps = 1 + Number(element.dataset.steps ?? 0);
  return {
    told: element.outerHTML.slice(0, 140),
    href: element.getAttribute('href'),
    seen: outlined && inside && element.checkVisibility({visibilityProperty: true}),
    again: element.dataset.steps > 1,
    nothing: element === document.body || element === document.documentElement,
  };
}"""
# Of radio buttons of one name the keyboard stops at one.
REACHABLE: Final = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, '
    + '[tabindex], [contenteditable=true]';
  const radios = new Set();
  return [...document.querySelectorAll(kinds)].filter(element => {
    if (element.tabIndex < 0 || element.disabled) return false;
    if (!element.checkVisibility({visibilityProperty: true})) return false;
    if (element.type !== 'radio') return true;
    return !radios.has(element.name) && radios.add(element.name);
  }).length + [...document.querySelectorAll('div, section, pre, ul, table')].filter(
    element => element.tabIndex < 0 && element.checkVisibility() && ['auto', 'scroll'].includes(
      getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth
      && !element.querySelector('a, button')).length;
}"""


def steps(page: Page) -> Iterator[dict[str, Any]]:
    """Yield what the keyboard steps to, until it has been everywhere or there is a trap."""
    for _ in range(TABS):
        step(page)
        focused: dict[str, Any] = page.evaluate(FOCUSED)
        if focused["nothing"] or focused["again"]:
            return
        yield focused


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_it_speaks_the_language_chosen(
    browser_page: Page, paths: dict[str, str], kind: str
) -> None:
    page = browser_page
    opened(page, kind, paths)
    at = urlsplit(page.url).path
    heading = page.locator("h1").inner_text()
    for lang in page.locator("nav.languages a").evaluate_all("all => all.map(a => a.hreflang)"):
        with page.expect_navigation() as navigated:
            page.locator(f"nav.languages a[hreflang={lang}]").click()
        assert navigated.value.status == kinds.STATUS.get(kind, 200)
        assert re.sub(r"^/(en|ru|be)(?=/)", "", urlsplit(page.url).path) == at
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("nav.languages [aria-current]").count() == 1
        assert page.locator("h1").inner_text() != heading or kind.startswith(PROPER_NAMES)
        # The next page is in the same language, whatever the browser prefers.
        onward = page.locator("nav.menu a").evaluate_all("all => all.map(a => a.href)")
        assert all(f"lang={lang}" in address or f"/{lang}/" in address for address in onward)


# Their headings are names, which a record may hold in one language only.
PROPER_NAMES: Final = ("case", "person", "document", "cluster", "organisation", "incoming")


@pytest.fixture(scope="module")
def scripted(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def unscripted(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_without_scripts_it_says_the_same(
    scripted: Page, unscripted: Page, paths: dict[str, str], kind: str
) -> None:
    answer = opened(unscripted, kind, paths)
    if b"<script" in answer.body():
        opened(scripted, kind, paths)
        told = headings(unscripted)
        assert [one for one in headings(scripted) if one not in told] == []
    assert len(unscripted.locator("main").inner_text()) > 100


def headings(page: Page) -> list[str]:
    """Return the headings that a reader sees."""
    return [text for text in page.locator("h1, h2, h3").all_inner_texts() if text.strip()]


def test_on_paper_a_page_says_where_its_sources_are(
    browser_page: Page, paths: dict[str, str]
) -> None:
    page = browser_page
    opened(page, "case-small", paths)
    page.emulate_media(media="print")
    assert not page.locator("nav:visible, form:visible, .skip:visible").count()
    outside = page.locator("main a.outside").first
    printed = outside.evaluate("link => getComputedStyle(link, '::after').content")
    assert (outside.get_attribute("href") or "nothing") in printed
    # Without colour a voice is told by its heading and by its border.
    borders = page.locator(".voice").evaluate_all(
        """all => all.map(one => {
          const style = getComputedStyle(one);
          return [style.borderLeftStyle, style.borderLeftWidth, style.borderRightWidth].join();
        })"""
    )
    assert len(set(borders)) == len(borders) > 2


def test_the_largest_cases_are_small_and_quick(site: str) -> None:
    for one in kinds.select(site, LARGEST):
        seconds = []
        for _ in range(5):
            begun = perf_counter()
            page = kinds.fetched(f"{site}{kinds.page_of(one['x'])}")
            seconds.append(perf_counter() - begun)
        assert len(page) < PAGE_BYTES, one["x"]
        assert min(seconds) < SERVER_SECONDS, one["x"]


LARGEST: Final = (
    "SELECT ?x { ?x a ppo:Case . ?y ppo:inCase ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) LIMIT 5"
)
