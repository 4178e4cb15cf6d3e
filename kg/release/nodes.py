"""The subjects of a graph in a fixed order, each with what is said of it, and short names."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad

from kg.model.ns import RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


RDF_TYPE: Final = f"<{RDF}type>"

# A local name that Turtle, SPARQL and JSON-LD all read without an escape.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

Group = tuple[str, list[Quad]]


@dataclass(frozen=True, slots=True)
class Node:
    """One subject and, by predicate, its objects: N-Triples forms, sorted, types first."""

    subject: str
    properties: dict[str, list[str]]


def by_subject(quads: Iterable[Quad]) -> list[Group]:
    """Return the quads of each subject, sorted by its IRI; a part follows its whole."""
    groups: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        groups[quad.subject.value].append(quad)  # type: ignore[union-attr]  # skolemised
    return sorted(groups.items())


def nodes(groups: Iterable[Group], keep: Callable[[str], bool]) -> Iterator[Node]:
    """Yield a node for every group with a quad in a graph that `keep` keeps, each triple once."""
    kept = functools.cache(keep)
    for iri, quads in groups:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if kept(quad.graph_name.value):  # type: ignore[union-attr]  # skolemised
                # The text of a quad is N-Quads without the dot: only the object may hold a space.
                _, predicate, rest = str(quad).split(" ", 2)
                found[predicate].add(rest.rpartition(" ")[0])
        if found:
            yield node(iri, found)


def node(iri: str, properties: Mapping[str, set[str]]) -> Node:
    """Return a subject with its properties in their order."""
    order = sorted(properties, key=lambda predicate: (predicate != RDF_TYPE, predicate))
    return Node(f"<{iri}>", {predicate: sorted(properties[predicate]) for predicate in order})


def shortener(prefixes: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a function from an IRI to its prefixed name, or to None where it has none.

    A hash IRI of a record has none: the namespace ends at its last `#` or `/`.
    """
    names = {namespace: prefix for prefix, namespace in prefixes.items()}

    @functools.lru_cache(maxsize=1 << 14)
    def short(iri: str) -> str | None:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = names.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return None
        return f"{prefix}:{iri[cut:]}"

    return short
