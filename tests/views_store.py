"""A small stand-in for the store: the fixtures of the views as quads, with labels."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.model import ns
from kg.views.address import record_of
from kg.views.frame import Frame, frame
from kg.views.record import record_page
from kg.views.scope import Wanted, gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.views.values import RecordPage

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "views"
TYPE = f"{ns.RDF}type"
SUBCLASS = ox.NamedNode(f"{ns.RDFS}subClassOf")
LABELS = (f"{ns.SKOS}prefLabel", f"{ns.RDFS}label", f"{ns.DCTERMS}title")


def triples(path: Path) -> list[ox.Triple]:
    """Return the triples of a Turtle file."""
    return [one.triple for one in ox.parse(path=path)]


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """Return ontology and vocabulary."""
    return tuple(row for path in sorted((ROOT / "ontology").glob("*.ttl")) for row in triples(path))


def ancestors(name: ox.NamedNode) -> set[ox.NamedNode]:
    """Return all named superclasses of a class."""
    found: set[ox.NamedNode] = set()
    todo = [name]
    while todo:
        now = todo.pop()
        up = {
            row.object
            for row in ontology()
            if row.subject == now and row.predicate == SUBCLASS
            and isinstance(row.object, ox.NamedNode)
        }  # fmt: skip
        todo.extend(up - found)
        found |= up
    return found


def quad(row: ox.Triple, graph: str) -> ox.Quad:
    """Return a triple in a graph; the default graph for an empty name."""
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return ox.Quad(row.subject, row.predicate, row.object, name)


def name_of(term: object) -> str:
    """Return the IRI of a term; empty for a literal."""
    return term.value if isinstance(term, ox.NamedNode) else ""


@cache
def store() -> tuple[ox.Quad, ...]:
    """Return the fixtures as quads, with the copies that the default graph holds."""
    quads: list[ox.Quad] = []
    for name in ("garipov", "invented"):
        for row in triples(FIXTURES / f"{name}.ttl"):
            quads.append(quad(row, _graph(name_of(row.subject))))
            if row.predicate.value == TYPE and isinstance(row.object, ox.NamedNode):
                quads += [
                    quad(ox.Triple(row.subject, row.predicate, up), ns.GRAPH_ENTAILED)
                    for up in sorted(ancestors(row.object), key=str)
                ]
    for name, graph in (("machine", ns.GRAPH_ENTAILED), ("derived", ns.GRAPH_DERIVED)):
        quads += [quad(row, graph) for row in triples(FIXTURES / f"{name}.ttl")]
    return (*quads, *(quad(one.triple, "") for one in quads))


def _graph(subject: str) -> str:
    """Return the graph of a record by its address."""
    if subject.startswith(ns.LAW):
        return ns.GRAPH_LAW
    return ns.GRAPH_RECORD + record_of(subject).removeprefix(ns.ID)


def about(iri: str) -> list[ox.Quad]:
    """Return the quads of a record and its parts, and those that point to them."""
    return [
        one for one in store()
        if iri in {record_of(name_of(one.subject)), record_of(name_of(one.object))}
    ]  # fmt: skip


def fetch(wanted: Wanted) -> list[ox.Quad]:
    """Return the quads that a page wants besides."""
    subjects, objects = set(wanted.subjects), set(wanted.objects)
    return [
        one for one in store()
        if name_of(one.subject) in subjects or name_of(one.object) in objects
    ]  # fmt: skip


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    """Return every label of the fixtures and of the ontology."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (*ontology(), *(one.triple for one in store())):
        if row.predicate.value in LABELS and isinstance(row.subject, ox.NamedNode):
            assert isinstance(row.object, ox.Literal)
            found[row.subject.value][row.object.language or ""] = row.object.value
    return found


def labels(iris: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the labels of `iris`."""
    return {iri: _labels()[iri] for iri in iris if iri in _labels()}


def page(
    name: str, lang: str = "en", *, base: str = ns.ID, show: str = "", number: int = 1
) -> RecordPage:
    """Return the page of a record of the fixtures, or one of its sections."""
    iri = f"{base}{name}"
    return record_page(iri, gather(iri, about(iri), fetch), labels, lang, show=show, number=number)


@cache
def environment() -> Environment:
    """Return Jinja as Flask sets it up, but with an error for every name that is missing."""
    return Environment(
        loader=FileSystemLoader(ROOT / "kg" / "web" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def a_frame(lang: str = "en", path: str = "/page/id/x", **more: object) -> Frame:
    """Return the frame of a page of the fixtures."""
    return frame(lang, path=path, release="2026.11.0", date="2026-11-22", **more)  # type: ignore[arg-type]


def render(template: str, made: Frame, **values: object) -> str:
    """Return a page as HTML."""
    return environment().get_template(template).render(frame=made, **values)


def record_html(name: str, lang: str = "en", *, base: str = ns.ID, show: str = "") -> str:
    """Return the page of a record of the fixtures, or one of its sections, as HTML."""
    shown = page(name, lang, base=base, show=show)
    made = a_frame(
        lang,
        path=f"/page/id/{name}",
        title=shown.title,
        is_indexed=shown.is_indexed,
        alternates=shown.formats,
    )
    body = render("_record.html", made, page=shown, uses=None, network="", incoming="", query="")
    return render("record.html", made, body=Markup(body), has_charts=False)  # noqa: S704
