"""A browser and a site for it to read: the system's Chromium, and our server on the real data.

`POLPROS_TEST_SITE=http://127.0.0.1:8000` has the tests read a site that already runs.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.watched import Visits
from tests.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine before its test fails."""


# Of the package and not of the session: while playwright runs, nothing else may run an event loop.
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address, without a slash at its end, of a server of the real release."""
    if elsewhere := os.environ.get("POLPROS_TEST_SITE"):
        yield elsewhere.rstrip("/")
        return
    release: Path = request.getfixturevalue("real_release")
    log = tmp_path_factory.mktemp("site") / "log"
    with running(release.parent, log) as address:
        yield f"http://{address.host}:{address.port}"


@pytest.fixture
def visits(browser: Browser, site: str) -> Iterator[Visits]:
    """Yield what opens watched pages: `visits.page(viewport=…, java_script_enabled=False)`.

    When the test ends, so do the pages, and whatever was wrong with one of them fails it.
    """
    opened = Visits(browser, site, PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def browser_page(visits: Visits) -> Page:
    """Return a page in a context of its own; `goto` takes a path of the site."""
    return visits.page()
