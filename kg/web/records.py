"""Records: the redirect from a thing to what tells about it, its page, its data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, redirect, request
from werkzeug.exceptions import NotFound

from kg.formats import GRAPHS, HTML
from kg.views.address import record_of
from kg.views.incoming import INCOMING, address, incoming_page
from kg.views.queries import query_of
from kg.views.record import record_page
from kg.views.scope import gather
from kg.views.uses import NEEDED, uses
from kg.web import describe
from kg.web.addresses import canonical, location, split
from kg.web.edition import edition
from kg.web.indexes import facets
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, hide_from_search_engines, page

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from werkzeug.wrappers import Response as Answered

    from kg.views.scope import Wanted
    from kg.views.uses import Uses
    from kg.views.values import RecordPage

blueprint: Final = Blueprint("records", __name__)

KEPT: Final = 128
"""Pages of records that are kept as they were worked out."""

_USED: Final = frozenset({"law", "place", "organisation", "document"})
_OFFERED: Final = (HTML, *GRAPHS)
_PAGES: Final = "pages"


@blueprint.route("/<any(id, law):kind>/<path:rest>")
def thing(kind: str, rest: str) -> Answered:
    """Return the way from an identifier to its page, or to its data (303, See Other)."""
    iri = canonical(kind, rest)
    # A page for whoever does not say otherwise: people paste these addresses everywhere.
    format_ = wanted(_OFFERED)
    if not edition().store.contains(iri):
        raise _unknown(iri)
    return redirect(location(iri, format_, asked_language()), 303)


@blueprint.route("/page/<any(id, law):kind>/<path:rest>")
def page_of(kind: str, rest: str) -> Response:
    """Return the page of a record, or one of its sections (`?show=`)."""
    iri = record_of(canonical(kind, rest))
    if request.args.get("show") == INCOMING:
        return _incoming(iri)
    told = current_app.extensions.setdefault(_PAGES, lru_cache(KEPT)(_told))
    show = request.args.get("show", "")[:32]
    shown = told(iri, asked_language(), show, request.args.get("page", 1, int) if show else 1)
    return page(
        "record.html",
        title=shown.title,
        is_indexed=shown.is_indexed and not shown.show,
        alternates=shown.formats,
        page=shown,
        uses=_uses(iri, shown),
        incoming=address(iri, 1, shown.lang),
        query=f"/sparql?{urlencode([('edit', query_of(iri, shown.kind)), ('lang', shown.lang)])}",
    )


def _uses(iri: str, shown: RecordPage) -> Uses | None:
    """Return how much of the release a provision, place, body or document is in."""
    if shown.kind not in _USED or shown.show:
        return None
    return uses(iri, {kind: facets(kind, shown.lang) for kind in NEEDED}, shown.lang)


def _incoming(iri: str) -> Response:
    """Return one page of everything that points to a record."""
    store = edition().store
    if not store.contains(iri):
        raise _unknown(iri)
    shown = incoming_page(
        iri,
        lambda text: store.query(text).rows(),
        store.labels,
        asked_language(),
        request.args.get("page", 1, int),
    )
    return page("incoming.html", title=shown.record.text, is_indexed=False, page=shown)


def _told(iri: str, lang: str, show: str, number: int) -> RecordPage:
    """Return what the page of a record tells. The same each time, for a release stays as it is."""
    store = edition().store
    quads = store.about(iri)
    if not quads:
        raise _unknown(iri)

    def fetch(more: Wanted) -> list[Quad]:
        return store.fetch(more.subjects, more.objects)

    return record_page(iri, gather(iri, quads, fetch), store.labels, lang, show=show, number=number)


@blueprint.route("/data/<any(id, law):kind>/<path:rest>")
def data_of(kind: str, rest: str) -> Response:
    """Return what is said of a record and its parts, as a graph."""
    name, format_ = split(rest, GRAPHS)
    iri = record_of(canonical(kind, name))
    format_ = format_ or wanted(GRAPHS)
    hide_from_search_engines()
    own = [quad for quad in edition().store.about(iri) if _record(quad) == iri]
    if not own:
        raise _unknown(iri)
    return describe.graph((quad.triple for quad in own), format_)


def _record(quad: Quad) -> str:
    return record_of(str(getattr(quad.subject, "value", "")))


def _unknown(iri: str) -> NotFound:
    return NotFound(f"nothing is said here about <{iri}>")
