"""pyshacl as the reference: its report on the same data and shapes, as the same values."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.plugins.sparql import prepareQuery, processor

from kg.check.graph import Index, Term
from kg.check.paths import read_path
from kg.check.reader import sh
from kg.check.report import Violation, by_language, rule_id
from kg.check.shape import fill
from kg.errors import ConfigError
from kg.model.ns import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def pyshacl_violations(
    triples: Iterable[ox.Triple], shapes_graph: Iterable[ox.Triple]
) -> list[Violation]:
    """Return what pyshacl finds, sorted, each finding once.

    Literals keep their written form. Results inside other results (`sh:detail`) are left out.
    Raises `ConfigError` for shapes that pyshacl refuses.
    """
    shapes = list(shapes_graph)
    with _kept_literals(), _parsed_once():
        _, report, text = pyshacl.validate(
            _to_rdflib(triples), shacl_graph=_to_rdflib(shapes), inference="none", inplace=True
        )
        if not isinstance(report, rdflib.Graph):
            raise ConfigError(f"pyshacl cannot use the shapes: {text}")
        found = Index(ox.Triple(*map(_from_rdflib, triple)) for triple in report)  # type: ignore[arg-type]
    index = Index(shapes)
    results = found.all_objects(sh("result"))
    unique = dict.fromkeys(_violation(result, found, index) for result in results)
    return sorted(unique, key=Violation.key)


def compared(violations: Iterable[Violation]) -> set[tuple[str, ...]]:
    """Return what two reports are compared on; pyshacl drops the languages of some messages."""
    return {
        (
            str(one.focus),
            one.path or "",
            one.component,
            str(one.value or ""),
            one.severity,
            *sorted(set(one.messages.values())),
        )
        for one in violations
    }


def _violation(result: Term, report: Index, shapes: Index) -> Violation:
    """Return one result of a report."""

    def value(name: str) -> Term | None:
        return next(iter(report.objects(result, sh(name))), None)

    focus, shape = value("focusNode"), value("sourceShape")
    component, severity = value("sourceConstraintComponent"), value("resultSeverity")
    if focus is None or shape is None or component is None or severity is None:
        raise TypeError("a result of pyshacl lacks what SHACL demands of a result")
    path = value("resultPath")
    bindings = {"this": focus, "path": path, "value": value("value")}
    declared = [
        (one.language or "", fill(one.value, {k: v for k, v in bindings.items() if v is not None}))
        for node in (shape, value("sourceConstraint"))
        if node is not None
        for one in shapes.objects(node, sh("message"))
        if isinstance(one, ox.Literal)
    ]
    given = {one.value for one in report.objects(result, sh("resultMessage"))}
    texts = [pair for pair in declared if pair[1] in given]
    if declared:
        known = {text for _, text in texts}
        texts += [("", text) for text in given - known]
    messages = by_language(texts, component.value)
    name = _named(shape, shapes)
    return Violation(
        rule=rule_id(messages, name),
        severity=severity.value.removeprefix(SH),
        focus=focus,
        path=None if path is None else str(read_path(report, path)),
        value=value("value"),
        component=component.value,
        shape=name,
        messages=messages,
    )


def _named(shape: Term, shapes: Index) -> str:
    """Return the IRI of the named shape that a shape is part of."""
    seen: set[Term] = set()
    waiting = [shape]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ox.NamedNode):
            return node.value
        seen.add(node)
        parents = {
            one for predicate in shapes.predicates() for one in shapes.subjects(predicate, node)
        }
        waiting += sorted(parents - seen, key=str)
    return ""


@contextmanager
def _kept_literals() -> Iterator[None]:
    """Stop rdflib from rewriting literals, and from logging each that is not well-formed."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        logger.setLevel(level)


@contextmanager
def _parsed_once() -> Iterator[None]:
    """Let rdflib parse each query once, not once for each focus node (six times faster)."""
    plain = processor.SPARQLProcessor.query
    prepared = cache(prepareQuery)

    def query(self: processor.SPARQLProcessor, text: str, *rest: Any, **more: Any) -> Any:
        return plain(self, prepared(text), *rest, **more)

    processor.SPARQLProcessor.query = query  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        processor.SPARQLProcessor.query = plain  # type: ignore[method-assign]


def _to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return the triples as a graph of rdflib."""
    graph = rdflib.Graph()
    for triple in triples:
        subject, predicate, value = map(_term, triple)
        graph.add((subject, predicate, value))
    return graph


def _term(term: Term) -> rdflib.term.Identifier:
    """Return a term of rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _from_rdflib(term: rdflib.term.Node) -> Term:
    """Return a term of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise TypeError(f"{term!r} has no place in a report")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
    return ox.Literal(str(term), datatype=datatype)
