"""What every page prints around its own content: titles, menu, languages, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views.address import language_query
from kg.views.dates import day_words
from kg.views.values import Download, Text
from kg.views.words import LANGUAGES, words

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
    ("search", "/search"),
    ("query", "/sparql"),
    ("downloads", "/download/"),
    ("ontology", "/ontology"),
)


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
) -> Frame:
    """Return the frame of a page at `path`; `date` is the ISO day for which the release speaks.

    `query` is what the address asks besides the language, which the switch must keep.
    """
    strings = words(lang)
    return Frame(
        lang=lang,
        title=title or Text(strings["tagline"]),
        w=strings,
        style=STYLE,
        home=f"/{language_query(lang)}",
        about=f"/download/{language_query(lang)}#_limits",
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
    )


def _languages(
    lang: str, path: str, query: Mapping[str, str | Sequence[str]]
) -> tuple[MenuItem, ...]:
    """Return the same page in every language."""
    kept = {key: text for key, text in query.items() if key != "lang"}
    return tuple(
        MenuItem(name, f"{path}?{urlencode({**kept, 'lang': tag}, doseq=True)}", tag == lang, tag)
        for tag, name in LANGUAGES
    )
