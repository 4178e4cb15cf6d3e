"""The documents of the model and the description of the release, each at its own address."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, jsonify, redirect, request
from pyoxigraph import Quad, RdfFormat, parse
from werkzeug.exceptions import NotFound

from kg.formats import GRAPHS, HTML, N_TRIPLES
from kg.model import ns
from kg.model.questions import read_questions
from kg.views.rules import rule_page, rules_page
from kg.views.term import term_page
from kg.views.terms import ontology_page, terms_context
from kg.views.values import Text
from kg.web import describe
from kg.web.edition import edition
from kg.web.indexes import findings, rules, uses
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, download, page

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Triple
    from werkzeug.wrappers import Response as Answered

    from kg.model.questions import Question
    from kg.views.context import Context
    from kg.views.terms import TermsPage

blueprint: Final = Blueprint("docs", __name__)

_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_TERMS: Final = "terms"
_PAGES: Final = "pages of terms"
_LONGEST: Final = 100
_VERSION: Final = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_GRAPHS: Final = {"ontology": ns.GRAPH_ONTOLOGY, "vocab": ns.GRAPH_VOCAB}


@blueprint.route("/<any(ontology, vocab):name>")
def document(name: str) -> Response:
    """Return the ontology or the vocabulary: a page of its terms, or the graph itself."""
    format_ = wanted((*GRAPHS, HTML))
    if format_ is not HTML:
        return describe.graph(_graph(_GRAPHS[name]), format_)
    links = tuple(download(f"/{name}", one) for one in GRAPHS)
    shown = _document(name, request.args.get("q", "")[:_LONGEST])
    return page(
        "ontology.html",
        title=shown.title,
        alternates=links,
        page=shown,
        documents=links,
        name=name,
        is_indexed=not shown.asked,
    )


@blueprint.route("/<any(ontology, vocab):name>/<term>")
def one_term(name: str, term: str) -> Answered:
    """Return the page of one term with examples; a version leads to the whole document."""
    if wanted((*GRAPHS, HTML)) is not HTML or _VERSION.fullmatch(term):
        return redirect(f"/{name}", 303)
    here = edition()
    shown = term_page(
        f"{ns.BASE}{name}#{term}",
        _terms(name),
        here.store.labels,
        uses=uses(),
        ask=lambda text: here.store.query(text).rows(),
        checks=rules(),
        questions=_questions(here.config.data / "queries"),
    )
    if shown is None:
        raise NotFound(f"{name} has no term {term[:80]!r}; /{name} lists them all")
    return page("term.html", title=shown.term.title, page=shown)


@blueprint.route("/shapes")
def shapes() -> Response:
    """Return the shapes that a release is checked with: a page of their rules, or one graph."""
    format_ = wanted((*GRAPHS, HTML))
    if format_ is not HTML:
        return describe.documents(sorted(edition().config.shapes.glob("*.ttl")), format_)
    links = tuple(download("/shapes", one) for one in GRAPHS)
    shown = rules_page(rules(), findings(), asked_language())
    title = Text(shown.heading)
    return page("rules.html", title=title, alternates=links, page=shown, documents=links)


@blueprint.route("/shapes/<code>")
def rule(code: str) -> Response:
    """Return the page of one rule."""
    shown = rule_page(code, rules(), findings(), edition().store.labels, asked_language())
    if shown is None:
        raise NotFound(f"there is no rule {code[:80]!r}; /shapes lists them all")
    return page("rule.html", title=Text(shown.heading), page=shown)


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


def _terms(name: str) -> Context:
    """Return what the pages of a document are made with; the same as long as a release stays."""
    kept = current_app.extensions.setdefault(_TERMS, {})
    lang = asked_language()
    if (name, lang) not in kept:
        quads = [Quad(*triple) for triple in _graph(_GRAPHS[name])]
        labels = edition().store.labels
        kept[name, lang] = terms_context(f"{ns.BASE}{name}", quads, labels, lang)
    found: Context = kept[name, lang]
    return found


def _document(name: str, asked: str) -> TermsPage:
    """Return the page of a document; the whole one is kept."""
    if asked.strip():
        return ontology_page(_terms(name), uses=uses(), asked=asked)
    kept = current_app.extensions.setdefault(_PAGES, {})
    lang = asked_language()
    if (name, lang) not in kept:
        kept[name, lang] = ontology_page(_terms(name), uses=uses())
    found: TermsPage = kept[name, lang]
    return found


@cache
def _questions(folder: Path) -> list[Question]:
    return read_questions(folder) if folder.is_dir() else []


def _graph(name: str) -> list[Triple]:
    """Return the triples of a named graph; none where the release has no such graph."""
    store = edition().store
    if name not in store.graphs:
        return []
    text = store.query(_EVERYTHING, default_graphs=[name]).serialize(N_TRIPLES)
    return [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
