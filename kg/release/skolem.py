"""Published addresses for the blank nodes of the ontology.

OWL writes restrictions, intersections and property chains with blank nodes. In the store, in
N-Quads and in the full dumps each has an IRI below `.well-known/genid/`, as RDF 1.1 section 3.5
provides for, so that a difference of two releases and a link can name it. `ontology.ttl` gives
the blank nodes back, for OWL tools expect them.

An IRI is made from the axiom the node belongs to: the blank nodes that hang together, with their
RDFC-1.0 canonical labels. A canonical label of the whole graph would change with every axiom
that is added elsewhere.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad

from kg.errors import DumpError
from kg.model.ns import BASE, GRAPH_ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN: Final = (NamedNode, Literal)
_Term = TypeVar("_Term")

GENID: Final = f"{BASE}.well-known/genid/"


def skolemise(quads: Iterable[Quad]) -> list[Quad]:
    """Return `quads` with an IRI for every blank node of the ontology.

    Raises `DumpError` for a blank node anywhere else, for a triple as a term, and for a triple
    outside every named graph.
    """
    plain: list[Quad] = []
    blank: list[Quad] = []
    for quad in quads:
        subject, _, value, graph = quad
        if type(subject) is type(graph) is NamedNode and type(value) in _PLAIN:
            plain.append(quad)
        else:
            _check(quad)
            blank.append(quad)
    return plain + [quad for axiom in _axioms(blank) for quad in _named(axiom)]


def _check(quad: Quad) -> None:
    """Raise `DumpError` for a quad that cannot be published."""
    if not isinstance(quad.graph_name, NamedNode):
        raise DumpError(f"a triple stands in no named graph: {quad}")
    if not isinstance(quad.subject, NamedNode | BlankNode) or not isinstance(
        quad.object, NamedNode | BlankNode | Literal
    ):
        raise DumpError(f"a triple is used as a term, which RDF 1.1 does not know: {quad}")
    if _labels(quad) and quad.graph_name.value != GRAPH_ONTOLOGY:
        raise DumpError(f"a blank node, which only the ontology may hold; give it an id: {quad}")


def _labels(quad: Quad) -> list[str]:
    """Return the labels of the blank nodes of a quad."""
    return [term.value for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def _axioms(quads: list[Quad]) -> Iterator[list[Quad]]:
    """Yield the quads whose blank nodes hang together, one list for each such part."""
    parent: dict[str, str] = {}

    def root(label: str) -> str:
        while parent.setdefault(label, label) != label:
            label = parent[label]
        return label

    for quad in quads:
        first, *others = _labels(quad)
        for other in others:
            parent[root(other)] = root(first)
    parts: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        parts[root(_labels(quad)[0])].append(quad)
    yield from parts.values()


def _named(axiom: list[Quad]) -> list[Quad]:
    """Return the quads of one axiom with IRIs that depend on nothing but the axiom."""
    canonical = Dataset(axiom)
    canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    text = "\n".join(sorted(map(str, canonical)))
    prefix = f"{GENID}{hashlib.sha256(text.encode()).hexdigest()[:16]}-"
    return [
        Quad(_public(subject, prefix), predicate, _public(value, prefix), graph)
        for subject, predicate, value, graph in canonical
    ]


def _public(term: _Term, prefix: str) -> _Term | NamedNode:
    """Return an IRI below `prefix` for a blank node, and any other term as it is."""
    return NamedNode(prefix + term.value) if isinstance(term, BlankNode) else term
