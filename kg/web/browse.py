"""Ways in: the home page, the lists of records, the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, request
from werkzeug.exceptions import NotFound

from kg.release.search_index import SEARCH, search
from kg.views import queries
from kg.views.address import page_path
from kg.views.home import home_page
from kg.views.listing import list_page
from kg.views.values import Text, Value
from kg.views.words import words
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from flask import Response

    from kg.release.search_index import Hit

blueprint: Final = Blueprint("browse", __name__)

MAX_FOUND: Final = 100
"""Records that a search shows."""


@blueprint.route("/")
def home() -> Response:
    """Return the home page."""
    shown = home_page(
        _rows(queries.COUNTS),
        _rows(queries.CASES),
        _rows(queries.CASE_LAW),
        edition().store.labels,
        asked_language(),
    )
    return page("home.html", page=shown)


@blueprint.route("/list/<kind>")
def records(kind: str) -> Response:
    """Return one page of the list of the records of a kind."""
    if kind not in queries.LIST_CLASSES:
        kinds = ", ".join(queries.LIST_CLASSES)
        raise NotFound(f"there is no list {kind!r}; there are {kinds}")
    shown = list_page(
        kind,
        _rows(queries.records_of(kind)),
        edition().store.labels,
        asked_language(),
        request.args.get("page", 1, int),
    )
    return page("list.html", title=Text(shown.heading), is_indexed=shown.is_indexed, page=shown)


@blueprint.route("/search")
def find() -> Response:
    """Return the records that hold every word of a text."""
    lang = asked_language()
    asked = request.args.get("q", "").strip()
    hits = search(edition().folder / SEARCH, asked, MAX_FOUND)
    return page(
        "search.html",
        title=Text(words(lang)["search"]),
        is_indexed=False,
        asked=asked,
        results=[_hit(hit, lang) for hit in hits],
        total=len(hits),
    )


def _hit(hit: Hit, lang: str) -> Value:
    return Value(Text(hit.label), page_path(hit.iri, lang), note=Text(hit.kind))


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()
