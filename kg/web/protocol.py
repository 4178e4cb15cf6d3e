"""SPARQL 1.1 Protocol, query operation: from a request to an answer for a machine.

It is answered before the framework sees it, which would take longer than many a query. What is for
people (a page, an error) or no query goes on to the framework, with what was found so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from werkzeug.exceptions import HTTPException

from kg.errors import KgError
from kg.formats import GRAPHS, HTML, RESULTS, SPREADSHEET, Format, by_name, negotiate
from kg.model.ns import BASE
from kg.views.words import language
from kg.web.answers import Whole, body, reply, written
from kg.web.asked import Asked, read_asked
from kg.web.sent import Sent, sent
from kg.web.spreadsheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from kg.engine.store import Answer
    from kg.web.answers import Reply
    from kg.web.edition import Edition

FOUND: Final = "polpros.found"
"""Where the framework finds what was found."""
ENDPOINT: Final = f"{BASE}sparql"
"""Where relative IRIs of a query begin: the endpoint's own canonical address."""

_PATHS: Final = frozenset({"/sparql", "/sparql/"})
_METHODS: Final = frozenset({"GET", "HEAD", "POST"})


@dataclass(slots=True)
class Found:
    """What is known of a request to the endpoint when the framework sees it."""

    asked: Asked | None = None
    answer: Answer | None = None
    """To be shown on a page."""
    error: KgError | HTTPException | None = None


def with_protocol(inner: WSGIApplication, here: Edition) -> WSGIApplication:
    """Return an application that answers queries itself and leaves the rest to another."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] not in _PATHS or environ["REQUEST_METHOD"] not in _METHODS:
            return inner(environ, start_response)
        found = environ[FOUND] = Found()
        request = sent(environ)
        try:
            made = _answered(here, request, found)
        except (KgError, HTTPException) as error:
            found.error = error
            made = None
        if made is None:
            return inner(environ, start_response)
        start_response(made.status, made.headers)
        return body(made, request)

    return application


def _answered(here: Edition, request: Sent, found: Found) -> Reply | None:
    """Return the answer to a query, or nothing where a page is wanted or nothing is asked."""
    asked = found.asked = read_asked(request)
    if asked.query is None:
        return None
    found.answer = answer = here.store.query(
        asked.query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=ENDPOINT,
    )
    format_ = _format(answer, asked, request.header("HTTP_ACCEPT"))
    if format_ is HTML:
        return None
    parts = ("query", asked.query, *asked.default_graphs, "", *asked.named_graphs)
    if format_ is SPREADSHEET:
        return reply(_for_spreadsheets(here, answer, asked.lang, parts), request, here)
    return reply(written(answer, format_, parts), request, here)


def _format(answer: Answer, asked: Asked, accept: str) -> Format:
    """Return the format that `?format=` names, else the one that Accept likes best.

    Raises `NotAcceptableError`.
    """
    is_graph = answer.kind == "graph"
    if asked.format:
        offered = (*GRAPHS, HTML) if is_graph else (*RESULTS, SPREADSHEET, HTML)
        format_ = by_name(asked.format, offered)
    else:
        choose = _remembered if len(accept) <= _USUAL else _chosen
        format_ = choose(accept, is_graph)
    # A browser names XML before anything, and would show RDF/XML as a tree of tags.
    return GRAPHS[0] if is_graph and format_ is HTML else format_


def _chosen(accept: str, is_graph: bool) -> Format:
    return negotiate(accept, (*GRAPHS, HTML) if is_graph else (*RESULTS, HTML))


_USUAL: Final = 500
_remembered: Final = lru_cache(256)(_chosen)
"""Chooses once for the same short header: clients send few different ones."""


def _for_spreadsheets(
    here: Edition, answer: Answer, asked_lang: str, parts: tuple[str, ...]
) -> Whole:
    lang = language(asked_lang)
    name = f"attachment; filename=polpros-{here.version}.csv"
    return Whole(
        lambda: sheet(answer, here.store.labels, lang),
        SPREADSHEET,
        (lang, *parts) if answer.is_stable else None,
        headers=(("Content-Disposition", name),),
    )
