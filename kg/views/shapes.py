"""The shapes graph taken apart: which rule checks what, where, and what it says.

A rule has a code, with which its messages begin (`L12 …`). A check is one node of a shape that
has a message; what stands below it without a message of its own belongs to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.model.ns import PPS, RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Node = ox.NamedNode | ox.BlankNode
    Term = Node | ox.Literal | ox.Triple

_CODE: Final = re.compile(r"[A-Z][0-9]{2}[a-z]?(?=\s|-|$)")
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_PARTS: Final = ("property", "sparql", "node")
_ASIDE: Final = frozenset({*_TARGETS, *_PARTS, "message", "severity", "path", "prefixes", "select"})
_LISTS: Final = frozenset({"or", "and", "xone", "in", "languageIn"})
_SHAPES: Final = frozenset({"or", "and", "xone", "not"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape is about: `how` is targetClass and the like."""

    how: str
    iri: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: its name in SHACL and its values, or the shapes it combines."""

    name: str
    values: tuple[str, ...] = ()
    shapes: tuple[tuple[Constraint, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a rule; `path` in SPARQL syntax, `query` where it is written in SPARQL."""

    rule: str
    shape: str
    severity: str
    targets: tuple[Target, ...]
    path: str
    constraints: tuple[Constraint, ...]
    query: str
    messages: tuple[tuple[str, str], ...]
    """Language and text, without the code of the rule."""


@dataclass(frozen=True, slots=True)
class _Graph:
    said: Mapping[Node, Mapping[str, Sequence[Term]]]

    def values(self, node: object, name: str) -> Sequence[Term]:
        """Return the values of a property of SHACL, or of any IRI."""
        return self.rows(node).get(name if ":" in name else f"{SH}{name}", ())

    def rows(self, node: object) -> Mapping[str, Sequence[Term]]:
        """Return the properties of a node."""
        return self.said.get(node, {}) if isinstance(node, ox.NamedNode | ox.BlankNode) else {}

    def listed(self, node: object) -> list[Term]:
        """Return the members of a list."""
        found: list[Term] = []
        while first := self.values(node, f"{RDF}first"):
            found.append(first[0])
            node = self.values(node, f"{RDF}rest")[0]
        return found


def checks(triples: Iterable[ox.Triple]) -> tuple[Check, ...]:
    """Return every check of a shapes graph, in the order of rules; within one, of the files."""
    said: dict[Node, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for one in triples:
        if not isinstance(one.subject, ox.Triple):
            said[one.subject][one.predicate.value].append(one.object)
    graph = _Graph(said)
    named = [
        node
        for node in said
        if isinstance(node, ox.NamedNode) and node.value.startswith(PPS) and node.value != PPS
    ]
    found = [one for node in named for one in _checks(graph, node, node, "Violation")]
    return tuple(sorted(found, key=lambda one: one.rule))


def _checks(graph: _Graph, shape: ox.NamedNode, node: Term, severity: str) -> Iterator[Check]:
    """Yield the checks of a node and of what stands below it."""
    for term in graph.values(node, "severity"):
        severity = str(getattr(term, "value", "")).removeprefix(SH)
    messages = [one for one in graph.values(node, "message") if isinstance(one, ox.Literal)]
    if messages:
        texts = [(one.language or "", one.value) for one in messages]
        yield Check(
            rule=_rule(texts, shape.value),
            shape=shape.value,
            severity=severity,
            targets=tuple(_targets(graph, shape)),
            path=_path(graph, node),
            constraints=tuple(_constraints(graph, node)),
            query="".join(one.value for one in graph.values(node, "select")
                          if isinstance(one, ox.Literal)),
            messages=tuple(sorted((tag, _bare(text)) for tag, text in texts)),
        )  # fmt: skip
    for name in _PARTS:
        for part in graph.values(node, name):
            yield from _checks(graph, shape, part, severity)


def _targets(graph: _Graph, shape: ox.NamedNode) -> Iterator[Target]:
    for how in _TARGETS:
        for term in graph.values(shape, how):
            if isinstance(term, ox.NamedNode):
                yield Target(how, term.value)


def _constraints(graph: _Graph, node: Term) -> Iterator[Constraint]:
    """Yield the constraints of a node, those of parts without a message of their own too."""
    for iri, terms in graph.rows(node).items():
        name = iri.removeprefix(SH)
        if iri.startswith(SH) and name not in _ASIDE:
            yield from (_constraint(graph, name, term) for term in terms)
    for part in graph.values(node, "property"):
        if not graph.values(part, "message"):
            yield Constraint("property", (_path(graph, part),), (tuple(_constraints(graph, part)),))


def _constraint(graph: _Graph, name: str, term: Term) -> Constraint:
    members = graph.listed(term) if name in _LISTS else [term]
    if name in _SHAPES:
        return Constraint(name, (), tuple(tuple(_constraints(graph, one)) for one in members))
    return Constraint(name, tuple(_written(one) for one in members))


def _path(graph: _Graph, node: Term) -> str:
    return "".join(_step(graph, term) for term in graph.values(node, "path"))


def _step(graph: _Graph, term: Term) -> str:
    """Return a path as SPARQL writes it, with whole IRIs."""
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>"
    for inner in graph.values(term, "inversePath"):
        return f"^{_step(graph, inner)}"
    for several in graph.values(term, "alternativePath"):
        return "(" + "|".join(_step(graph, one) for one in graph.listed(several)) + ")"
    for name, sign in (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?")):
        for inner in graph.values(term, name):
            return f"{_step(graph, inner)}{sign}"
    return "/".join(_step(graph, one) for one in graph.listed(term))


def _written(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>"
    return term.value if isinstance(term, ox.Literal) else str(term)


def _rule(texts: Iterable[tuple[str, str]], shape: str) -> str:
    """Return the code of a rule: what its message begins with, else the name of its shape."""
    for text in [text for tag, text in sorted(texts, key=lambda one: one[0] != "en")]:
        if match := _CODE.match(text):
            return match.group()
    match = _CODE.match(shape.removeprefix(PPS))
    return match.group() if match else shape.removeprefix(PPS)


def _bare(text: str) -> str:
    match = _CODE.match(text)
    return text[match.end() :].strip() if match else text
