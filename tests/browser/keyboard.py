"""One step on a page by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def step(page: Page) -> None:
    """Have a page put the focus on what comes next."""
    # In the editor of queries Tab indents: there the page says to press Escape first.
    if page.evaluate("document.activeElement.closest('.CodeMirror') !== null"):
        page.keyboard.press("Escape")
    page.keyboard.press("Tab")
