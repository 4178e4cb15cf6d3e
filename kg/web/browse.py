"""Ways in: the home page, the browse views with facets, the lists of records."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from flask import Blueprint, current_app, redirect, request
from werkzeug.exceptions import NotFound

from kg.views import queries
from kg.views.browse import browse_page
from kg.views.facets import VIEWS
from kg.views.home import HomePage, home_page
from kg.views.listing import list_page
from kg.views.selection import read
from kg.views.values import Text
from kg.web.edition import edition
from kg.web.indexes import facets
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Answered

blueprint: Final = Blueprint("browse", __name__)

_HOME: Final = "home"
_CHANGES: Final = "/changes"
_KINDS: Final = ", ".join(VIEWS)


@blueprint.route("/")
def home() -> Response:
    """Return the home page."""
    told = current_app.extensions.setdefault(_HOME, cache(_home))
    return page("home.html", page=told(asked_language()))


def _home(lang: str) -> HomePage:
    """Return what the home page tells. The same each time, for a release stays as it is."""
    return home_page(
        _rows(queries.COUNTS),
        _rows(queries.NEWEST),
        facets("cases", lang),
        edition().store.labels,
        lang,
        changes=_CHANGES if "changes.json" in edition().checksums else "",
    )


@blueprint.route(f"/<any({_KINDS}):kind>")
def view(kind: str) -> Answered:
    """Return one page of a browse view, or the same rows in the format asked for (303)."""
    lang = asked_language()
    view = VIEWS[kind]
    shown = browse_page(view, facets(kind, lang), read(view, request.args.to_dict(False), lang))
    other = {"csv": shown.csv, "spreadsheet": shown.sheet, "json": shown.json}
    wanted = request.args.get("format", "")
    if other.get(wanted):
        return redirect(other[wanted], 303)
    return page("browse.html", title=Text(shown.heading), is_indexed=shown.is_indexed, page=shown)


@blueprint.route("/list/<kind>")
def records(kind: str) -> Answered:
    """Return one page of the list of the records of a kind; a browse view has its own address."""
    if kind in VIEWS:
        query = request.query_string.decode("ascii", "replace")
        return redirect(f"/{kind}?{query}" if query else f"/{kind}", 301)
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


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()
