"""Quads put in order for looking up: what is said of a thing, and where each triple is from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox

from kg.model.ns import (
    GRAPH_DERIVED,
    GRAPH_ENTAILED,
    GRAPH_LAW,
    GRAPH_LINKS,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    PPO,
    PPV,
    RDF,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Origin = Literal["asserted", "linked", "derived", "entailed", "unstated"]

RDF_TYPE: Final = f"{RDF}type"
# The first that holds wins: what editors wrote is not less so because a rule says it as well.
_ORIGINS: Final[tuple[Origin, ...]] = ("asserted", "linked", "derived", "entailed", "unstated")
_RANK: Final[Mapping[str, int]] = {origin: rank for rank, origin in enumerate(_ORIGINS)}
_NAMED: Final[Mapping[str, Origin]] = {
    GRAPH_LAW: "asserted",
    GRAPH_ONTOLOGY: "asserted",
    GRAPH_VOCAB: "asserted",
    GRAPH_LINKS: "linked",
    GRAPH_DERIVED: "derived",
    GRAPH_ENTAILED: "entailed",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a property, and where the triple is from."""

    term: Term
    origin: Origin

    @property
    def iri(self) -> str:
        """Return the IRI of the value; empty for a literal or a blank node."""
        return self.term.value if isinstance(self.term, ox.NamedNode) else ""

    @property
    def key(self) -> str:
        """Return the text by which values are put in order."""
        return str(self.term)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One triple read from its object: who points here, by which property."""

    subject: str
    predicate: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Index:
    """Subject → property → values, and object → incoming triples; all in a fixed order."""

    said: Mapping[str, Mapping[str, tuple[Said, ...]]]
    incoming: Mapping[str, tuple[Incoming, ...]]


def build(quads: Iterable[ox.Quad]) -> Index:
    """Return the index of `quads`, each triple once, without name forms that are never shown."""
    origins = _origins(quads)
    hidden = _former_names(origins)
    said: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    incoming: dict[str, list[Incoming]] = defaultdict(list)
    for (subject, predicate, term), origin in origins.items():
        name = _name(term)
        if subject in hidden or name in hidden:
            continue
        said[subject][predicate].append(Said(term, origin))
        if name:
            incoming[name].append(Incoming(subject, predicate, origin))
    return Index(
        {
            subject: {key: _in_order(rows[key]) for key in sorted(rows)}
            for subject, rows in sorted(said.items())
        },
        {
            key: tuple(sorted(rows, key=lambda row: (row.predicate, row.subject)))
            for key, rows in sorted(incoming.items())
        },
    )


def values(index: Index, subject: str, name: str) -> tuple[Said, ...]:
    """Return the values of a property of our ontology (`name` without prefix) or of any IRI."""
    return index.said.get(subject, {}).get(full(name), ())


def iris(index: Index, subject: str, name: str) -> tuple[str, ...]:
    """Return the values of a property that are IRIs."""
    return tuple(value.iri for value in values(index, subject, name) if value.iri)


def first_text(index: Index, subject: str, name: str) -> str:
    """Return the first literal of a property, or an empty text."""
    found = [value.term.value for value in values(index, subject, name)
             if isinstance(value.term, ox.Literal)]  # fmt: skip
    return found[0] if found else ""


def origin_of(index: Index, subject: str, names: Iterable[str]) -> Origin:
    """Return the least direct origin among the values of some properties of a subject."""
    found = {value.origin for name in names for value in values(index, subject, name)}
    return next((origin for origin in reversed(_ORIGINS) if origin in found), "asserted")


def is_a(index: Index, subject: str, name: str) -> bool:
    """Return whether `subject` has the class `name` of our ontology, asserted or entailed."""
    return full(name) in iris(index, subject, RDF_TYPE)


def said_types(index: Index, subject: str) -> tuple[Said, ...]:
    """Return the classes an editor gave `subject`; where none is known, all it has."""
    every = values(index, subject, RDF_TYPE)
    return tuple(value for value in every if value.origin == "asserted") or every


def pointing(index: Index, target: str, name: str) -> tuple[Incoming, ...]:
    """Return the triples whose object is `target` and whose property is `name`."""
    wanted = full(name)
    return tuple(row for row in index.incoming.get(target, ()) if row.predicate == wanted)


def full(name: str) -> str:
    """Return the IRI of a term of our ontology; a full IRI stays."""
    return name if ":" in name else f"{PPO}{name}"


def _name(term: Term) -> str:
    """Return the name by which a value can be looked up as a subject; empty for a literal."""
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term) if isinstance(term, ox.BlankNode) else ""


def _origins(quads: Iterable[ox.Quad]) -> dict[tuple[str, str, Term], Origin]:
    """Return each triple once, with the most direct of its origins."""
    origins: dict[tuple[str, str, Term], Origin] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.Triple):
            continue
        key = (_name(quad.subject), quad.predicate.value, quad.object)
        found = _origin(quad.graph_name)
        if _RANK[found] < _RANK.get(origins.get(key, ""), len(_RANK)):
            origins[key] = found
    return origins


def _origin(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Origin:
    """Return the origin that a graph name tells; the default graph, which holds copies, none."""
    if not isinstance(graph, ox.NamedNode):
        return "unstated"
    if graph.value.startswith(GRAPH_RECORD):
        return "asserted"
    return _NAMED.get(graph.value, "unstated")


def _former_names(origins: Iterable[tuple[str, str, Term]]) -> frozenset[str]:
    """Return the name forms a person no longer uses: they may be searched, never shown."""
    former = f"{PPV}namekind-former"
    return frozenset(
        subject
        for subject, predicate, term in origins
        if predicate == f"{PPO}nameKind" and _name(term) == former
    )


def _in_order(rows: list[Said]) -> tuple[Said, ...]:
    """Return values in the order of their text."""
    return tuple(sorted(rows, key=lambda value: value.key))
