"""Pages that note what must never happen: another host, a broken policy, an error of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

_OWN_SCHEMES: Final = ("data:", "blob:", "about:")
# The answers themselves are looked at instead: a page that is meant to be 404 says this too.
_ANSWERS: Final = "Failed to load resource"
_PAGE_PARTS: Final = {"stylesheet", "script", "image", "font", "manifest", "media"}


class Visits:
    """Contexts of one browser at one site, and what was wrong on their pages."""

    def __init__(self, browser: Browser, site: str, patience: float) -> None:
        self.wrong: list[str] = []
        self.site = site
        self._browser = browser
        self._patience = patience
        self._contexts: list[BrowserContext] = []

    def context(self, **options: Any) -> BrowserContext:
        """Return a new context; `options` are playwright's, such as `viewport`."""
        context = self._browser.new_context(base_url=self.site, **options)
        context.set_default_timeout(self._patience)
        context.on("request", self._requested)
        context.on("response", self._answered)
        context.on("console", self._logged)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        self._contexts.append(context)
        return context

    def page(self, **options: Any) -> Page:
        """Return a page in a context of its own."""
        return self.context(**options).new_page()

    def close(self) -> None:
        """End all pages. Raises `AssertionError` where one of them did what none may."""
        for context in self._contexts:
            context.close()
        assert not self.wrong, "\n".join(self.wrong)

    def _requested(self, request: Request) -> None:
        inside = request.url == self.site or request.url.startswith(f"{self.site}/")
        if not inside and not request.url.startswith(_OWN_SCHEMES):
            self.wrong.append(f"a request outside: {request.url}")

    def _answered(self, answer: Response) -> None:
        is_part = answer.request.resource_type in _PAGE_PARTS
        if answer.status >= 500 or (is_part and answer.status >= 400):
            self.wrong.append(f"{answer.status}: {answer.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        # A breach of the content security policy is told here as an error.
        if message.type == "error" and not message.text.startswith(_ANSWERS):
            self.wrong.append(f"console: {message.text} ({message.location.get('url')})")
