"""The SPARQL 1.1 Service Description of the endpoint: what it does, and nothing it does not."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from flask import current_app
from pyoxigraph import Literal, NamedNode, Triple

from kg.model import ns
from kg.views.words import words
from kg.web.edition import edition
from kg.web.limits import PAGE, default_graph, limits_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_SPARQL: Final = "http://www.w3.org/ns/sparql#"
_ENDPOINT: Final = f"{ns.BASE}sparql"
_DATASET: Final = f"{_ENDPOINT}#dataset"
_DEFAULT: Final = f"{_ENDPOINT}#default-graph"
_KEY: Final = "polpros-graph-sizes"

MAX_GRAPHS: Final = 1000
"""Named graphs that are told one by one; with more, those of single records are left out."""

# Results that SELECT and ASK give, and graphs that CONSTRUCT and DESCRIBE give.
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_LANGUAGES: Final = ("en", "ru")
"""Languages of the description, as of all data: translations for pages only are none."""
# Of a host that is anything else no IRI is made.
_OWN_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}/[a-z/-]*")
_OWN_GRAPH: Final = re.compile(rf"{re.escape(ns.GRAPH)}[A-Za-z0-9./-]+")


def description(address: str) -> list[Triple]:
    """Return the description; `address` is where the endpoint was asked just now."""
    return [*_service(address), *_limits(), *_dataset()]


def _service(address: str) -> Iterator[Triple]:
    yield _is_a(_ENDPOINT, "Service")
    yield _link(_ENDPOINT, f"{SD}endpoint", _ENDPOINT)
    if _OWN_ADDRESS.fullmatch(address):
        yield _link(_ENDPOINT, f"{SD}endpoint", address)
    for language in ("SPARQL11Query", "SPARQLQuery"):
        yield _link(_ENDPOINT, f"{SD}supportedLanguage", SD + language)
    for version in ("version-1.0", "version-1.1"):
        yield _link(_ENDPOINT, f"{SD}supportedVersion", _SPARQL + version)
    for name in _RESULTS:
        yield _link(_ENDPOINT, f"{SD}resultFormat", _FORMATS + name)
    regime = "http://www.w3.org/ns/entailment/Simple"
    yield _link(_ENDPOINT, f"{SD}defaultEntailmentRegime", regime)
    yield _link(_ENDPOINT, f"{SD}defaultDataset", _DATASET)
    yield _link(_ENDPOINT, f"{ns.RDFS}seeAlso", ns.DATASET)
    yield from _said(
        _ENDPOINT, f"{ns.DCTERMS}description", lambda lang: words(lang)["service_about"]
    )
    if edition().is_release:
        yield from _said(
            _ENDPOINT, f"{ns.DCTERMS}description", lambda lang: words(lang)["service_entailment"]
        )


def _limits() -> Iterator[Triple]:
    """Yield each limit as a property of its own, and all in words."""
    limits = edition().store.limits
    for lang in _LANGUAGES:
        for one in limits_in(lang, limits):
            yield _say(one.iri, f"{ns.RDFS}label", Literal(one.label, language=lang))
    for one in limits_in("en", limits):
        kind = "integer" if isinstance(one.number, int) else "decimal"
        value = Literal(f"{one.number:.15g}", datatype=NamedNode(ns.XSD + kind))
        yield _say(_ENDPOINT, one.iri, value)
    yield from _said(_ENDPOINT, f"{ns.BASE}{PAGE[1:]}#in-words", _limits_in_words)


def _limits_in_words(lang: str) -> str:
    found = limits_in(lang, edition().store.limits)
    told = "; ".join(f"{one.label}: {one.value}" for one in found)
    return f"{told}. {words(lang)['guide_fair_use']}"


def _dataset() -> Iterator[Triple]:
    sizes = _sizes()
    yield _is_a(_DATASET, "Dataset")
    yield _link(_DATASET, f"{SD}defaultGraph", _DEFAULT)
    yield _is_a(_DEFAULT, "Graph")
    yield _say(_DEFAULT, f"{ns.VOID}triples", Literal(sizes[""]))
    yield from _said(_DEFAULT, f"{ns.DCTERMS}description", default_graph)
    names = sorted(sizes.keys() - {""})
    if len(names) > MAX_GRAPHS:
        names = [name for name in names if not name.startswith(ns.GRAPH_RECORD)][:MAX_GRAPHS]
    for name in names:
        yield from _named_graph(name, sizes[name])


def _named_graph(name: str, size: int) -> Iterator[Triple]:
    entry = f"{_ENDPOINT}#named-{_short(name)}"
    yield _link(_DATASET, f"{SD}namedGraph", entry)
    yield _is_a(entry, "NamedGraph")
    yield _link(entry, f"{SD}name", name)
    yield _link(entry, f"{SD}graph", f"{entry}-graph")
    yield _is_a(f"{entry}-graph", "Graph")
    yield _say(f"{entry}-graph", f"{ns.VOID}triples", Literal(size))


def _sizes() -> Mapping[str, int]:
    """Return the number of statements of each graph by its IRI; the default graph has none.

    A release never changes, so they are counted once for each.
    """
    kept: dict[str, dict[str, int]] = current_app.extensions.setdefault(_KEY, {})
    here = edition()
    if here.digest not in kept:
        rows = here.store.query(_COUNTS).rows()
        counts = {row.get("g", ""): int(row["n"]) for row in rows}
        kept.clear()
        kept[here.digest] = {"": 0, **counts}
    return kept[here.digest]


_COUNTS: Final = (
    "SELECT ?g ?n { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } UNION "
    "{ SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }"
)


def _short(graph: str) -> str:
    """Return a name for a graph that can stand behind the `#` of an IRI."""
    if _OWN_GRAPH.fullmatch(graph):
        return graph.removeprefix(ns.GRAPH).replace("/", "-")
    return hashlib.sha256(graph.encode()).hexdigest()[:16]


def _is_a(subject: str, name: str) -> Triple:
    return _link(subject, f"{ns.RDF}type", SD + name)


def _link(subject: str, predicate: str, target: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))


def _say(subject: str, predicate: str, value: Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), value)


def _said(subject: str, predicate: str, say: Callable[[str], str]) -> Iterator[Triple]:
    for lang in _LANGUAGES:
        yield _say(subject, predicate, Literal(say(lang), language=lang))
