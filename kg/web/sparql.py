"""The SPARQL endpoint: SPARQL 1.1 Protocol, query operation; a form and a table for browsers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.wsgi import wrap_file

from kg.errors import QueryError
from kg.formats import GRAPHS, HTML, RESULTS, Format
from kg.model.ns import BASE
from kg.views.address import link, page_path
from kg.views.values import Download, Text, Value
from kg.web import describe
from kg.web.asked import Asked, read_asked
from kg.web.edition import edition
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, hide_from_search_engines, page

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, Triple
    from werkzeug.wrappers import Response as Answered

    from kg.engine.store import Answer

blueprint: Final = Blueprint("sparql", __name__)

ENDPOINT: Final = f"{BASE}sparql"
"""Where relative IRIs of a query begin: the endpoint's own canonical address."""
MAX_ROWS: Final = 10_000
"""Rows of a table on a page at most."""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Answered:
    """Return the answer to a query; without one, the form or the release's description."""
    asked = read_asked(request)
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
    return _table(answer, asked) if format_ is HTML else _written(answer, format_)


def _format(answer: Answer, asked: Asked) -> Format:
    if answer.kind == "graph" and asked.format == HTML.name:  # the form's own choice
        return wanted(answer.formats, answer.formats[0].name)
    offered = answer.formats if answer.kind == "graph" else (*answer.formats, HTML)
    return wanted(offered, asked.format)


def _written(answer: Answer, format_: Format) -> Response:
    """Return an answer as the engine wrote it, whole: it is spooled before its first byte goes."""
    spool = answer.spool(format_)
    size = spool.seek(0, os.SEEK_END)
    spool.seek(0)
    answered = Response(
        wrap_file(request.environ, spool),
        content_type=format_.content_type,
        direct_passthrough=True,
    )
    answered.content_length = size
    return answered


def _bare(asked: Asked) -> Answered:
    """Return what a request without a query gets: the form for a browser, else a description."""
    format_ = wanted((*GRAPHS, HTML), asked.format if not asked.draft else HTML.name)
    return _form(asked.draft) if format_ is HTML else describe.dataset(format_)


def _form(text: str) -> Response:
    offered = (HTML, *RESULTS, *GRAPHS)
    return page(
        "sparql.html",
        is_indexed=False,
        query=text,
        formats=[{"value": format_.name, "name": format_.name} for format_ in offered],
        format=HTML.name,
        examples=describe.examples(),
        error=None,
    )


def _table(answer: Answer, asked: Asked) -> Response:
    """Return the solutions as an HTML table; yes or no is a table of one cell."""
    lang = asked_language()
    columns, rows = answer.table()
    if len(rows) > MAX_ROWS:
        raise QueryError(
            f"the answer has {len(rows)} rows, and a page at most {MAX_ROWS}; "
            "ask for CSV, or put LIMIT and OFFSET into the query"
        )
    return page(
        "results.html",
        is_indexed=False,
        columns=columns,
        rows=[[_cell(term, lang) for term in row] for row in rows],
        query=asked.query,
        edit=f"/sparql?{urlencode({'edit': asked.query, 'lang': lang})}",
        downloads=[_link(asked, format_) for format_ in RESULTS],
    )


def _cell(term: NamedNode | BlankNode | Literal | Triple | bool | None, lang: str) -> Value | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Value(
            Text(term.value), link(term.value, "", lang), is_outside=not page_path(term.value, lang)
        )
    if isinstance(term, bool):
        return Value(Text(str(term).lower()))
    return Value(Text(getattr(term, "value", str(term)), getattr(term, "language", None) or ""))


def _link(asked: Asked, format_: Format) -> Download:
    fields = [("query", asked.query or ""), ("format", format_.name)]
    fields += [("default-graph-uri", iri) for iri in asked.default_graphs]
    fields += [("named-graph-uri", iri) for iri in asked.named_graphs]
    return Download(format_.name, f"/sparql?{urlencode(fields)}", format_.media_type)
