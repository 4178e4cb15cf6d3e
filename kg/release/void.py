"""What a release holds, counted: VoID partitions of the default graph and sizes of the graphs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.model.ns import (
    BASE,
    DATASET,
    GRAPH_META,
    ID,
    LAW,
    OWL,
    PREFIXES,
    RDFS,
    SCHEMA,
    SKOS,
    VOID,
)
from kg.release.nodes import shortener
from kg.release.statement import is_a, say
from kg.release.value import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

# A record has an address of its own; a part is a hash IRI of its record (ARCHITECTURE.md, IRIs).
ENTITY: Final = rf"^{re.escape(BASE)}(id|law)/[^#]+$"

# Properties that say how a thing of ours relates to one described elsewhere.
_LINKS: Final = frozenset(
    [f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")]
    + [f"{OWL}{name}" for name in ("sameAs", "equivalentClass", "equivalentProperty")]
    + [f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf")]
    + [f"{SCHEMA}sameAs"]
)
_PLACE: Final = re.compile(r"https?://[^/]+/(?:[^#]*#)?")


@dataclass(slots=True)
class _Use:
    """How one property is used."""

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    objects: set[NamedNode | Literal] = field(default_factory=set)


def void_triples(triples: Set[Triple]) -> list[Triple]:
    """Return the VoID description of the default graph, one partition a class and a property.

    An entity is a record with an address of its own, not a part of one; `void:entities` of a
    class partition counts all its instances.
    """
    uses, members = _count(triples)
    subjects = set[str]().union(*(use.subjects for use in uses.values()))
    objects = set[NamedNode | Literal]().union(*(use.objects for use in uses.values()))
    found = [
        is_a(DATASET, f"{VOID}Dataset"),
        say(DATASET, f"{VOID}triples", len(triples)),
        say(DATASET, f"{VOID}distinctSubjects", len(subjects)),
        say(DATASET, f"{VOID}distinctObjects", len(objects)),
        say(DATASET, f"{VOID}classes", len(members)),
        say(DATASET, f"{VOID}properties", len(uses)),
        say(DATASET, f"{VOID}entities", sum(map(_is_entity, subjects))),
        say(DATASET, f"{VOID}uriRegexPattern", Literal(ENTITY)),
        say(DATASET, f"{VOID}uriSpace", Literal(BASE)),
    ]
    for kind, instances in members.items():
        found += _class_partition(kind, len(instances))
    for name, use in uses.items():
        found += _property_partition(name, use)
    return found


def graph_triples(quads: Iterable[Quad]) -> list[Triple]:
    """Return every named graph as a subset with its size, but for the metadata graph itself."""
    sizes = Counter(quad.graph_name for quad in set(quads))
    found: list[Triple] = []
    for name, size in sizes.items():
        if not isinstance(name, NamedNode) or name.value == GRAPH_META:
            continue
        found += [
            say(DATASET, f"{VOID}subset", name),
            is_a(name.value, f"{VOID}Dataset"),
            say(name.value, f"{VOID}triples", size),
        ]
    return found


def linksets(triples: Set[Triple]) -> list[Triple]:
    """Return the sets of links to other data: one for each property and place they lead to."""
    counts: Counter[tuple[str, str]] = Counter()
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        if triple.predicate.value in _LINKS and subject.value.startswith(BASE):
            place = _PLACE.match(value.value)
            if place and not value.value.startswith(BASE):
                counts[triple.predicate.value, place[0]] += 1
    found: list[Triple] = []
    for (predicate, target), number in counts.items():
        digest = hashlib.sha256(f"{predicate} {target}".encode()).hexdigest()[:16]
        links = f"{DATASET}#linkset-{digest}"
        found += [
            say(DATASET, f"{VOID}subset", NamedNode(links)),
            is_a(links, f"{VOID}Linkset"),
            say(links, f"{VOID}linkPredicate", NamedNode(predicate)),
            say(links, f"{VOID}subjectsTarget", NamedNode(DATASET)),
            say(links, f"{VOID}objectsTarget", NamedNode(target)),
            say(links, f"{VOID}triples", number),
        ]
    return found


def _count(triples: Set[Triple]) -> tuple[dict[str, _Use], dict[str, set[str]]]:
    """Return the use of each property, and the instances of each class."""
    uses: defaultdict[str, _Use] = defaultdict(_Use)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        use = uses[predicate]
        use.triples += 1
        use.subjects.add(subject.value)
        use.objects.add(value)
        if predicate == TYPE and isinstance(value, NamedNode):
            members[value.value].add(subject.value)
    return uses, members


def _is_entity(iri: str) -> bool:
    """Return whether an IRI fits `ENTITY`."""
    return iri.startswith((ID, LAW)) and "#" not in iri


def _class_partition(kind: str, instances: int) -> list[Triple]:
    """Return the partition of one class."""
    part = _partition("class", kind)
    return [
        say(DATASET, f"{VOID}classPartition", NamedNode(part)),
        is_a(part, f"{VOID}Dataset"),
        say(part, f"{VOID}class", NamedNode(kind)),
        say(part, f"{VOID}entities", instances),
    ]


def _property_partition(name: str, use: _Use) -> list[Triple]:
    """Return the partition of one property."""
    part = _partition("property", name)
    return [
        say(DATASET, f"{VOID}propertyPartition", NamedNode(part)),
        is_a(part, f"{VOID}Dataset"),
        say(part, f"{VOID}property", NamedNode(name)),
        say(part, f"{VOID}triples", use.triples),
        say(part, f"{VOID}distinctSubjects", len(use.subjects)),
        say(part, f"{VOID}distinctObjects", len(use.objects)),
    ]


def _partition(kind: str, iri: str) -> str:
    """Return the address of a partition; readable where the term has a prefixed name."""
    short = shortener(PREFIXES)(iri)
    name = short.replace(":", ".") if short else hashlib.sha256(iri.encode()).hexdigest()[:16]
    return f"{DATASET}#{kind}-{name}"
