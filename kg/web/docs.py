"""The documents of the model and the description of the release, each at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, jsonify, redirect
from pyoxigraph import Quad, RdfFormat, parse

from kg.formats import GRAPHS, HTML, N_TRIPLES
from kg.model import ns
from kg.views.terms import ontology_page
from kg.web import describe
from kg.web.edition import edition
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, download, page

if TYPE_CHECKING:
    from pyoxigraph import Triple
    from werkzeug.wrappers import Response as Answered

blueprint: Final = Blueprint("docs", __name__)

_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_GRAPHS: Final = {"ontology": ns.GRAPH_ONTOLOGY, "vocab": ns.GRAPH_VOCAB}


@blueprint.route("/<any(ontology, vocab):name>")
def document(name: str) -> Response:
    """Return the ontology or the vocabulary: a page of its terms, or the graph itself."""
    triples = _graph(_GRAPHS[name])
    format_ = wanted((*GRAPHS, HTML))
    if format_ is not HTML:
        return describe.graph(triples, format_)
    links = tuple(download(f"/{name}", one) for one in GRAPHS)
    shown = ontology_page(
        f"{ns.BASE}{name}",
        [Quad(triple.subject, triple.predicate, triple.object) for triple in triples],
        edition().store.labels,
        asked_language(),
    )
    return page("ontology.html", title=shown.title, alternates=links, page=shown, documents=links)


@blueprint.route("/shapes")
def shapes() -> Response:
    """Return the shapes that a release is checked with, as one graph."""
    paths = sorted(edition().config.shapes.glob("*.ttl"))
    return describe.documents(paths, wanted(GRAPHS))


@blueprint.route("/.well-known/void")
@blueprint.route("/dataset")
def dataset() -> Answered:
    """Return the description of the release; people are sent to the downloads."""
    format_ = wanted((*GRAPHS, HTML))
    return redirect("/download/", 303) if format_ is HTML else describe.dataset(format_)


@blueprint.route("/health")
def health() -> Response:
    """Return that the engine answers, and for which release. It not answering is an error, 503."""
    edition().store.query("ASK { }").table()
    answer = jsonify(status="ok", release=edition().version)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _graph(name: str) -> list[Triple]:
    """Return the triples of a named graph; none where the release has no such graph."""
    store = edition().store
    if name not in store.graphs:
        return []
    text = store.query(_EVERYTHING, default_graphs=[name]).serialize(N_TRIPLES)
    return [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
