"""The read side of the SPARQL 1.1 Graph Store HTTP Protocol: one graph at a time, GET and HEAD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from kg.model.ns import GRAPH
from kg.web.answers import body, reply, written
from kg.web.edition import edition
from kg.web.negotiate import wanted_graph
from kg.web.pages import hide_from_search_engines
from kg.web.sent import sent

if TYPE_CHECKING:
    from collections.abc import Sequence

blueprint: Final = Blueprint("graph_store", __name__)

_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_LIST: Final = "SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs"


@blueprint.route("/graph-store")
def indirect() -> Response:
    """Return the graph that `?default` or `?graph=` names (section 4.2)."""
    graphs, is_default = request.args.getlist("graph"), "default" in request.args
    if len(graphs) + is_default != 1:
        raise BadRequest(f"a request names one graph: ?default, or ?graph= and an IRI; {_LIST}")
    if is_default:
        return _told(())
    if not _is_absolute(graphs[0]):
        raise BadRequest(f"a graph is named by an absolute IRI; {_LIST}")
    return _named(graphs[0])


@blueprint.route("/graph/<path:name>")
def direct(name: str) -> Response:
    """Return the graph of ours whose own address is asked for (section 4.1)."""
    return _named(GRAPH + name)


def _named(iri: str) -> Response:
    if iri not in edition().store.graphs:
        raise NotFound(f"there is no graph <{iri}> in release {edition().version}; {_LIST}")
    return _told((iri,))


def _told(graphs: Sequence[str]) -> Response:
    """Return every statement of a graph; without a name, of the default graph."""
    format_ = wanted_graph()
    hide_from_search_engines()
    answer = edition().store.query(_EVERYTHING, default_graphs=graphs)
    asked = sent(request.environ)
    made = reply(written(answer, format_, ("graph", *graphs)), asked, edition())
    return Response(body(made, asked), made.status, made.headers, direct_passthrough=True)


def _is_absolute(iri: str) -> bool:
    try:
        return bool(urlsplit(iri).scheme)
    except ValueError:
        return False
