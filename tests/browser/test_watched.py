"""The watching itself: what no page may do is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watched import Visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")


def test_a_quiet_page_has_nothing_wrong(browser_page: Page) -> None:
    answer = browser_page.goto("/")
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("new Image().src = 'http://other.invalid/seen.png'", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('broken') })", "script: broken"),
        ("console.error('told')", "console: told"),
        ("{const s = document.createElement('script'); s.text = '1'; document.head.append(s)}",
         "Content Security Policy"),
        ("{const s = document.createElement('script'); s.src = '/nowhere.js'; "
         "document.head.append(s)}", "404"),
    ],
)  # fmt: skip
def test_what_no_page_may_do_is_seen(browser: Browser, site: str, script: str, told: str) -> None:
    visits = Visits(browser, site, 10_000)
    page = visits.page()
    page.goto("/")
    page.evaluate(script)
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match=told):
        visits.close()


def test_a_request_outside_is_seen(browser: Browser, site: str) -> None:
    visits = Visits(browser, site, 10_000)
    page = visits.page(bypass_csp=True)
    page.goto("/")
    page.evaluate("new Image().src = 'http://other.invalid/seen.png'")
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match="a request outside"):
        visits.close()
