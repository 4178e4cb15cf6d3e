"""Records: the redirect from a thing to what tells about it, its page, its data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, redirect, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import Gone, NotFound

from kg.formats import GRAPHS, HTML
from kg.model.ns import PPO, PPV
from kg.views.address import record_of
from kg.views.frame import frame
from kg.views.incoming import INCOMING, address, incoming_page
from kg.views.network import door
from kg.views.queries import query_of
from kg.views.record import record_page
from kg.views.scope import UNTOLD, gather, untold
from kg.views.sections import STATEMENTS
from kg.views.uses import NEEDED, uses
from kg.web import describe
from kg.web.addresses import canonical, location, split
from kg.web.edition import edition
from kg.web.indexes import facets
from kg.web.missing import is_withdrawn
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, hide_from_search_engines, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad
    from werkzeug.wrappers import Response as Answered

    from kg.views.incoming import IncomingPage
    from kg.views.scope import Wanted
    from kg.views.uses import Uses
    from kg.views.values import Download, RecordPage, Text

blueprint: Final = Blueprint("records", __name__)

KEPT: Final = 1024
"""Pages of records that are kept as they were printed, in some 50 kB each."""

_USED: Final = frozenset({"law", "place", "organisation", "document"})
_OFFERED: Final = (HTML, *GRAPHS)
_PAGES: Final = "pages"
_TERMS: Final = "labels of terms"


@blueprint.route("/<any(id, law):kind>/<path:rest>")
def thing(kind: str, rest: str) -> Answered:
    """Return the way from an identifier to its page, or to its data (303, See Other)."""
    iri = canonical(kind, rest)
    _be_there(iri)
    # A page for whoever does not say otherwise: people paste these addresses everywhere.
    format_ = wanted(_OFFERED)
    if not edition().store.contains(iri):
        raise _unknown(iri)
    return redirect(location(iri, format_, asked_language()), 303)


@blueprint.route("/page/<any(id, law):kind>/<path:rest>")
def page_of(kind: str, rest: str) -> Response:
    """Return the page of a record, or one of its sections (`?show=`)."""
    iri = record_of(canonical(kind, rest))
    _be_there(iri)
    if request.args.get("show") == INCOMING:
        return _incoming(iri)
    show = request.args.get("show", "")[:32]
    number = request.args.get("page", 1, int) if show else 1
    shown = printed(iri, asked_language(), show, number)
    return page(
        "record.html",
        title=shown.title,
        is_indexed=shown.is_indexed,
        alternates=shown.formats,
        body=shown.body,
        has_charts=shown.has_charts,
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page of a record is whoever asks: all but the frame around it."""

    title: Text
    is_indexed: bool
    formats: tuple[Download, ...]
    body: Markup
    has_charts: bool


def printed(iri: str, lang: str, show: str = "", number: int = 1) -> Printed:
    """Return the page of a record in a language. It is the same each time, so it is kept."""
    kept = current_app.extensions.setdefault(_PAGES, lru_cache(KEPT)(_printed))
    found: Printed = kept(iri, lang, show, number)
    return found


def _printed(iri: str, lang: str, show: str, number: int) -> Printed:
    shown = _told(iri, lang, show, number)
    here = edition()
    used = _uses(iri, shown)
    body = render_template(
        "_record.html",
        frame=frame(lang, path="", release=here.version, date=here.date),
        page=shown,
        uses=used,
        network=door(shown, iri),
        incoming=address(iri, 1, shown.lang),
        query=f"/sparql?{urlencode([('edit', query_of(iri, shown.kind)), ('lang', shown.lang)])}",
    )
    is_indexed = shown.is_indexed and not shown.show
    return Printed(
        shown.title,
        is_indexed,
        shown.formats,
        Markup(body),  # noqa: S704 - a template escaped it
        bool(used and used.tables),
    )


def _uses(iri: str, shown: RecordPage) -> Uses | None:
    """Return how much of the release a provision, place, body or document is in."""
    if shown.kind not in _USED or shown.show:
        return None
    return uses(iri, {kind: facets(kind, shown.lang) for kind in NEEDED}, shown.lang)


def _incoming(iri: str) -> Response:
    """Return one page of everything that points to a record."""
    kept = current_app.extensions.setdefault(INCOMING, lru_cache(KEPT)(_pointing))
    shown: IncomingPage = kept(iri, asked_language(), request.args.get("page", 1, int))
    return page("incoming.html", title=shown.record.text, is_indexed=False, page=shown)


def _pointing(iri: str, lang: str, number: int) -> IncomingPage:
    store = edition().store
    if not store.contains(iri):
        raise _unknown(iri)
    return incoming_page(iri, lambda text: store.query(text).rows(), _labels, lang, number)


def _told(iri: str, lang: str, show: str, number: int) -> RecordPage:
    """Return what the page of a record tells."""
    store = edition().store
    quads = store.about(iri, () if show == STATEMENTS else untold(iri))
    if not quads:
        raise _unknown(iri)

    def fetch(more: Wanted) -> list[Quad]:
        return store.fetch(more.subjects, more.objects, UNTOLD)

    return record_page(iri, gather(iri, quads, fetch), _labels, lang, show=show, number=number)


def _labels(iris: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """Return the labels of things. Those of the terms of the ontology are asked for once."""
    kept: dict[str, Mapping[str, str]] = current_app.extensions.setdefault(_TERMS, {})
    asked = [iri for iri in iris if iri not in kept]
    found = edition().store.labels(asked) if asked else {}
    kept.update((iri, found.get(iri, {})) for iri in asked if iri.startswith((PPO, PPV)))
    return {**found, **{iri: kept[iri] for iri in iris if kept.get(iri)}}


@blueprint.route("/data/<any(id, law):kind>/<path:rest>")
def data_of(kind: str, rest: str) -> Response:
    """Return what is said of a record and its parts, as a graph."""
    name, format_ = split(rest, GRAPHS)
    iri = record_of(canonical(kind, name))
    _be_there(iri)
    format_ = format_ or wanted(GRAPHS)
    hide_from_search_engines()
    own = [quad for quad in edition().store.about(iri) if _record(quad) == iri]
    if not own:
        raise _unknown(iri)
    return describe.graph((quad.triple for quad in own), format_)


def _be_there(iri: str) -> None:
    """Raise `Gone` for what was withdrawn: of that nothing else is told."""
    if is_withdrawn(iri):
        hide_from_search_engines()
        raise Gone


def _record(quad: Quad) -> str:
    return record_of(str(getattr(quad.subject, "value", "")))


def _unknown(iri: str) -> NotFound:
    return NotFound(f"nothing is said here about <{iri}>")
