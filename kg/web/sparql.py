"""The endpoint for people: a form, a table, and errors; the Service Description for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, g, request

from kg.formats import GRAPHS, HTML
from kg.web import describe, service
from kg.web.example_questions import draft_of
from kg.web.form import query_form
from kg.web.negotiate import wanted
from kg.web.pages import hide_from_search_engines
from kg.web.protocol import FOUND
from kg.web.table import table

if TYPE_CHECKING:
    from flask import Response

    from kg.web.asked import Asked
    from kg.web.protocol import Found

blueprint: Final = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Return what `kg.web.protocol` has left: no query, a table for people, an error."""
    found: Found = request.environ[FOUND]
    if found.asked is not None:
        g.asked = found.asked
        g.lang = found.asked.lang
        hide_from_search_engines()
    if found.error is not None:
        raise found.error
    assert found.asked is not None
    if found.answer is None:
        return _bare(found.asked)
    g.varies = True
    return table(found.answer, found.asked)


def _bare(asked: Asked) -> Response:
    """Return what a request without a query gets: the form for a browser, else a description."""
    draft = asked.draft or (draft_of(asked.example) if asked.example else "")
    format_ = wanted((*GRAPHS, HTML), HTML.name if draft else asked.format)
    if format_ is HTML:
        return query_form(draft)
    return describe.graph(service.description(request.base_url), format_)
