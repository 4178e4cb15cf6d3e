"""Addresses at which nothing is, or nothing any more: their pages, which help to go on."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import current_app, request

from kg.errors import DumpError, KgError
from kg.model.ns import BASE, ID
from kg.release.search import search
from kg.release.search_index import SEARCH
from kg.views.address import page_path, record_of
from kg.views.context import best
from kg.views.missing import NEAR, MissingPage, asked, candidates, missing_page, short_of, similar
from kg.views.values import Text, Value
from kg.web.edition import edition
from kg.web.pages import asked_language

if TYPE_CHECKING:
    from collections.abc import Iterable

WITHDRAWN: Final = "withdrawn.txt"
"""The file of a release that names what was withdrawn, one path a line: `id/p-…`."""
FOUND: Final = 5
"""Results of a search that the page leads to."""

_KEPT: Final = "withdrawn"
_OURS: Final = ("/id/", "/law/", "/page/", "/data/")
_NAMES: Final = "SELECT DISTINCT ?r WHERE { ?r a ?c FILTER(STRSTARTS(STR(?r), '%s')) }"
_SECTIONS: Final = {
    name: _NAMES.replace("%s", f"{BASE if name == 'law' else ID}{name}/")
    for name in ("org", "place", "doc", "law")
}


def is_withdrawn(iri: str) -> bool:
    """Return whether a record was withdrawn, by the list of the release."""
    kept = current_app.extensions
    if _KEPT not in kept:
        kept[_KEPT] = _withdrawn()
    return record_of(iri).removeprefix(BASE) in kept[_KEPT]


def _withdrawn() -> frozenset[str]:
    path = edition().folder / WITHDRAWN
    if not path.is_file():
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise DumpError(f"{path} cannot be read: {error}") from error
    return frozenset(line.strip().removeprefix("/") for line in lines if line.strip())


def missing() -> MissingPage:
    """Return what a page can say of the address that is asked for."""
    lang = asked_language()
    path = request.path.replace("\N{REPLACEMENT CHARACTER}", " ")
    try:
        near = _near(path, lang)
        found = _found(asked(path), lang)
    except KgError:  # the page is about an error already: it does with less
        near, found = (), ()
    return missing_page(path, near, found, lang)


def _near(path: str, lang: str) -> tuple[Value, ...]:
    """Return the records whose identifier is like the one asked for."""
    if not path.startswith(_OURS):
        return ()
    short = short_of(path)
    store = edition().store
    section = short.partition("/")[0]
    if section in _SECTIONS:
        rows = store.query(_SECTIONS[section]).rows()
        known = {iri: iri.removeprefix(ID).removeprefix(BASE) for row in rows
                 if "#" not in (iri := row.get("r", "#"))}  # fmt: skip
        names = similar(short, known.values())
    else:
        names = tuple(name for name in candidates(short) if store.contains(f"{ID}{name}"))
    iris = [f"{BASE}{name}" if name.startswith("law/") else f"{ID}{name}" for name in names[:NEAR]]
    return _links(iris, lang)


def _found(text: str, lang: str) -> tuple[Value, ...]:
    """Return what a search for the words of the address finds."""
    index = edition().folder / SEARCH
    if not text or not index.is_file():
        return ()
    return _links([hit.iri for hit in search(index, text, FOUND, 0, "").hits], lang)


def _links(iris: Iterable[str], lang: str) -> tuple[Value, ...]:
    shown = [iri for iri in iris if not is_withdrawn(iri)]
    labels = edition().store.labels(shown) if shown else {}
    return tuple(
        Value(best(labels.get(iri, {}), lang) or Text(iri), page_path(iri, lang)) for iri in shown
    )


STATUSES: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST})
"""Errors whose pages lead on."""
