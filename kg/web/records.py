"""Records: the redirect from a thing to what tells about it, its page, its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect
from werkzeug.exceptions import NotFound

from kg.formats import GRAPHS, HTML
from kg.views.address import record_of
from kg.views.record import record_page
from kg.views.scope import gather
from kg.web import describe
from kg.web.addresses import canonical, location, split
from kg.web.edition import edition
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, hide_from_search_engines, page

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from werkzeug.wrappers import Response as Answered

    from kg.views.scope import Wanted

blueprint: Final = Blueprint("records", __name__)

_OFFERED: Final = (HTML, *GRAPHS)


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
    """Return the page of a record."""
    iri = record_of(canonical(kind, rest))
    store = edition().store
    quads = store.about(iri)
    if not quads:
        raise _unknown(iri)

    def fetch(more: Wanted) -> list[Quad]:
        return store.fetch(more.subjects, more.objects)

    shown = record_page(iri, gather(iri, quads, fetch), store.labels, asked_language())
    return page(
        "record.html",
        title=shown.title,
        is_indexed=shown.is_indexed,
        alternates=shown.formats,
        page=shown,
    )


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
