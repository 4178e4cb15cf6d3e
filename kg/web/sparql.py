"""The SPARQL endpoint: SPARQL 1.1 Protocol, query operation; a form and a table for browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, g, request

from kg.formats import GRAPHS, HTML, SPREADSHEET, Format
from kg.model.ns import BASE
from kg.web import describe, service
from kg.web.answers import spooled, written
from kg.web.asked import Asked, read_asked
from kg.web.conditional import is_changing
from kg.web.edition import edition
from kg.web.form import query_form
from kg.web.negotiate import wanted, wanted_graph
from kg.web.pages import asked_language, hide_from_search_engines
from kg.web.spreadsheet import sheet
from kg.web.table import table

if TYPE_CHECKING:
    from kg.engine.store import Answer

blueprint: Final = Blueprint("sparql", __name__)

ENDPOINT: Final = f"{BASE}sparql"
"""Where relative IRIs of a query begin: the endpoint's own canonical address."""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Return the answer to a query; without one, the form or the Service Description."""
    asked = g.asked = read_asked(request)
    g.lang = asked.lang
    hide_from_search_engines()
    if asked.query is None:
        return _bare(asked)
    answer = edition().store.query(
        asked.query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=ENDPOINT,
    )
    format_ = _format(answer, asked)
    if format_ is HTML:
        return table(answer, asked)
    parts = None if is_changing(asked.query) else _parts(asked)
    if format_ is SPREADSHEET:
        return _for_spreadsheets(answer, parts)
    return written(answer, format_, parts)


def _format(answer: Answer, asked: Asked) -> Format:
    if answer.kind == "graph":
        return wanted_graph(asked.format)
    named = (SPREADSHEET,) if asked.format else ()
    return wanted((*answer.formats, *named, HTML), asked.format)


def _for_spreadsheets(answer: Answer, parts: tuple[str, ...] | None) -> Response:
    lang = asked_language()
    sent = spooled(
        lambda: sheet(answer, edition().store.labels, lang),
        SPREADSHEET,
        parts and (lang, *parts),
    )
    name = f"polpros-{edition().version}.csv"
    sent.headers.set("Content-Disposition", "attachment", filename=name)
    return sent


def _parts(asked: Asked) -> tuple[str, ...]:
    """Return what an answer depends on."""
    assert asked.query is not None
    return ("query", asked.query, *asked.default_graphs, "", *asked.named_graphs)


def _bare(asked: Asked) -> Response:
    """Return what a request without a query gets: the form for a browser, else a description."""
    format_ = wanted((*GRAPHS, HTML), asked.format if not asked.draft else HTML.name)
    if format_ is HTML:
        return query_form(asked.draft)
    return describe.graph(service.description(request.base_url), format_)
