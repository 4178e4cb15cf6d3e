"""What every page prints around its own content: titles, menu, languages, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views.address import language_query
from kg.views.dates import day_words
from kg.views.values import Download, Text
from kg.views.words import LANGUAGES, UNREVIEWED, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STYLE: Final = "/static/style.css"
_LIMITS: Final = ("limits_1", "limits_2", "limits_3")
_MENU: Final = (
    ("cases", "/cases"),
    ("persons", "/persons"),
    ("articles", "/articles"),
    ("organisations", "/organisations"),
    ("documents", "/documents"),
    ("map_menu", "/map"),
    ("statistics", "/statistics"),
    ("search", "/search"),
    ("query", "/sparql"),
    ("downloads", "/download/"),
    ("ontology", "/ontology"),
)


GUIDES: Final = (
    ("about_method", "/about/method"),
    ("about_limits", "/about/limits-of-data"),
    ("about_safety", "/about/safety"),
    ("about_reconcile", "/about/reconcile"),
    ("about_removal", "/about/removal"),
)
"""The pages about the project: the string that names each, and where it is."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the menu or of the switch of languages."""

    text: str
    href: str
    is_here: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What `base.html` prints; `w` holds the strings of the interface for every template."""

    lang: str
    title: Text
    w: Mapping[str, str]
    style: str
    home: str
    about: str
    menu: tuple[MenuItem, ...]
    languages: tuple[MenuItem, ...]
    lang_query: str
    limits: tuple[str, ...]
    is_indexed: bool
    alternates: tuple[Download, ...]
    release: str
    as_of: str
    guides: tuple[MenuItem, ...] = ()
    """The pages that say how this is made, what it cannot tell, and how to read it safely."""
    links: str = "linked"
    """How links to other sites are shown: `linked` or `plain`."""
    switch: MenuItem | None = None
    """The same page with links to other sites the other way."""
    note: str = ""
    """That no speaker has read the translation, where none has."""
    hint: MenuItem | None = None
    """The same page in the language that the browser prefers, told in that language."""


def frame(  # noqa: PLR0913 - one value each of the request and of the release
    lang: str,
    *,
    path: str,
    release: str,
    date: str,
    query: Mapping[str, str | Sequence[str]] | None = None,
    title: Text | None = None,
    is_indexed: bool = True,
    alternates: tuple[Download, ...] = (),
    links: str = "linked",
    is_free: bool = True,
    preferred: str = "",
) -> Frame:
    """Return the frame of a page at `path`; `date` is the ISO day for which the release speaks.

    `query` is what the address asks besides the language, which the switch must keep. `links`
    says how links to other sites are shown; with `is_free` the reader may change that.
    `preferred` is the language that the browser asks for, where the address has none.
    """
    strings = words(lang)
    return Frame(
        lang=lang,
        title=title or Text(strings["tagline"]),
        w=strings,
        style=STYLE,
        home=f"/{language_query(lang)}",
        about=f"/about/limits-of-data{language_query(lang)}",
        menu=tuple(
            MenuItem(strings[key], href + language_query(lang), path == href) for key, href in _MENU
        ),
        languages=_languages(lang, path, query or {}),
        lang_query=language_query(lang),
        limits=tuple(strings[key] for key in _LIMITS),
        is_indexed=is_indexed,
        alternates=alternates,
        release=release,
        as_of=day_words(date, lang),
        guides=tuple(
            MenuItem(strings[key], href + language_query(lang), path == href)
            for key, href in (*GUIDES, ("quality", "/report"))
        ),
        links=links,
        switch=_switch(links, lang, path, query or {}) if is_free else None,
        note=strings["translation_note"] if lang in UNREVIEWED else "",
        hint=_hint(preferred, lang, path, query or {}),
    )


def _switch(links: str, lang: str, path: str, query: Mapping[str, str | Sequence[str]]) -> MenuItem:
    """Return the same page with links to other sites as text, or again as links."""
    other = "linked" if links == "plain" else "plain"
    asked = {**query, "links": other}
    address = f"{path}?{urlencode(asked, doseq=True)}"
    return MenuItem(words(lang)[f"links_{other}"], address, is_here=False)


def _hint(
    preferred: str, lang: str, path: str, query: Mapping[str, str | Sequence[str]]
) -> MenuItem | None:
    """Return the link to the same page in the preferred language, where that is another."""
    if preferred in {"", lang}:
        return None
    address = f"{path}?{urlencode({**query, 'lang': preferred}, doseq=True)}"
    return MenuItem(words(preferred)["language_hint"], address, is_here=False, lang=preferred)


def _languages(
    lang: str, path: str, query: Mapping[str, str | Sequence[str]]
) -> tuple[MenuItem, ...]:
    """Return the same page in every language."""
    kept = {key: text for key, text in query.items() if key != "lang"}
    return tuple(
        MenuItem(name, f"{path}?{urlencode({**kept, 'lang': tag}, doseq=True)}", tag == lang, tag)
        for tag, name in LANGUAGES
    )
