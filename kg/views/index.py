"""Quads put in order for looking up: what is said of a thing, and where each triple is from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

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


class Said(NamedTuple):
    """One value of a property, and where the triple is from."""

    term: Term
    origin: Origin
    iri: str
    """The IRI of the value; empty for a literal or a blank node."""

    @property
    def key(self) -> str:
        """Return the text by which values are put in order."""
        return f"<{self.iri}>" if self.iri else str(self.term)


class Incoming(NamedTuple):
    """One triple read from its object: who points here, by which property."""

    subject: str
    predicate: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Index:
    """Subject → property → values, and object → incoming triples; all in a fixed order."""

    said: Mapping[str, Mapping[str, tuple[Said, ...]]]
    incoming: Mapping[str, tuple[Incoming, ...]]
    pointed: Mapping[tuple[str, str], tuple[Incoming, ...]]
    """Object and property → incoming triples."""
    types: Mapping[str, frozenset[str]]
    """Subject → its classes."""


def build(quads: Iterable[ox.Quad]) -> Index:
    """Return the index of `quads`, each triple once, without name forms that are never shown."""
    origins = _origins(quads)
    hidden = _former_names(origins)
    said: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    incoming: dict[str, list[Incoming]] = defaultdict(list)
    pointed: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for (subject, predicate, term), origin in origins.items():
        name = _name(term)
        if subject in hidden or name in hidden:
            continue
        iri = name if isinstance(term, ox.NamedNode) else ""
        said[subject][predicate].append(Said(term, origin, iri))
        if name:
            row = Incoming(subject, predicate, origin)
            incoming[name].append(row)
            pointed[name, predicate].append(row)
    return Index(
        {
            subject: {key: _in_order(rows[key]) for key in sorted(rows)}
            for subject, rows in sorted(said.items())
        },
        {
            key: tuple(sorted(rows, key=lambda row: (row.predicate, row.subject)))
            for key, rows in sorted(incoming.items())
        },
        {key: tuple(sorted(rows, key=lambda row: row.subject)) for key, rows in pointed.items()},
        {
            subject: frozenset(row.iri for row in rows[RDF_TYPE] if row.iri)
            for subject, rows in said.items() if RDF_TYPE in rows
        },
    )  # fmt: skip


def sketch() -> Index:
    """Return an index of nothing, to which `add` adds; its values are in no order."""
    return Index({}, {}, {}, {})


def add(found: Index, quads: Iterable[ox.Quad]) -> None:
    """Add the links between things to a sketch; no texts, no origins, some links twice.

    It is enough for finding what a page needs, and several times as quick as `build`.
    """
    said = cast("dict[str, dict[str, list[Said]]]", found.said)
    pointed = cast("dict[tuple[str, str], list[Incoming]]", found.pointed)
    types = cast("dict[str, set[str]]", found.types)
    for subject, predicate, term, _ in quads:
        if isinstance(subject, ox.Triple):
            continue
        name, key = _name(subject), predicate.value
        rows = said.setdefault(name, {})
        if not isinstance(term, ox.NamedNode):
            continue
        rows.setdefault(key, []).append(Said(term, "unstated", term.value))
        pointed.setdefault((term.value, key), []).append(Incoming(name, key, "unstated"))
        if key == RDF_TYPE:
            types.setdefault(name, set()).add(term.value)


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
    return full(name) in index.types.get(subject, ())


def said_types(index: Index, subject: str) -> tuple[Said, ...]:
    """Return the classes an editor gave `subject`; where none is known, all it has."""
    every = values(index, subject, RDF_TYPE)
    return tuple(value for value in every if value.origin == "asserted") or every


def pointing(index: Index, target: str, name: str) -> tuple[Incoming, ...]:
    """Return the triples whose object is `target` and whose property is `name`."""
    return index.pointed.get((target, full(name)), ())


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
    graphs: dict[object, Origin] = {}
    for quad in quads:
        subject, predicate, term, graph = quad
        if isinstance(subject, ox.Triple):
            continue
        if graph not in graphs:
            graphs[graph] = _origin(graph)
        found = graphs[graph]
        key = (_name(subject), predicate.value, term)
        other = origins.get(key)
        if other is None or _RANK[found] < _RANK[other]:
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
    return tuple(rows) if len(rows) == 1 else tuple(sorted(rows, key=lambda value: value.key))
