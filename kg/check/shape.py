"""Compiled shapes and their evaluation over whole sets of nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kg.check.graph import DataGraph, Term
from kg.check.paths import Path, walk
from kg.check.report import Violation, by_language, rule_id

Values: TypeAlias = Mapping[Term, Iterable[Term]]
"""Focus node → its value nodes, each once."""

Message: TypeAlias = tuple[str, str]
"""Language ("" for none) and text."""

_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure of a constraint; `path` and `bindings` come from SPARQL constraints only."""

    focus: Term
    value: Term | None = None
    path: str | None = None
    bindings: Mapping[str, Term] = field(default_factory=dict)


Check: TypeAlias = Callable[[DataGraph, Values], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A check, the IRI of its component, and messages of its own (SPARQL constraints)."""

    component: str
    check: Check
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (no path) or a property shape; `name` is the IRI of the named shape around it.

    A deactivated shape has no constraints and no properties.
    """

    name: str
    path: Path | None
    severity: str
    messages: tuple[Message, ...]
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]

    def text(self, constraint: Constraint) -> dict[str, str]:
        """Return the messages of a constraint of this shape, placeholders still open."""
        return by_language(self.messages + constraint.messages, constraint.component)

    def rules(self) -> frozenset[str]:
        """Return the identifiers of the rules that this shape can report on."""
        own = {rule_id(self.text(constraint), self.name) for constraint in self.constraints}
        return frozenset(own).union(*(part.rules() for part in self.properties))


def evaluate(shape: Shape, nodes: Iterable[Term], data: DataGraph) -> dict[Term, list[Violation]]:
    """Return node → what the shape finds against it; a node that conforms is not in it."""
    values = _value_nodes(shape, nodes, data)
    path = str(shape.path) if shape.path else None
    found: dict[Term, list[Violation]] = {}
    for constraint in shape.constraints:
        for finding in constraint.check(data, values):
            violation = _violation(shape, constraint, finding, path)
            found.setdefault(finding.focus, []).append(violation)
    if shape.properties:
        every = {value: None for some in values.values() for value in some}
        for part in shape.properties:
            inner = evaluate(part, every, data)
            _lift(inner, values, found)
    return found


def _value_nodes(shape: Shape, nodes: Iterable[Term], data: DataGraph) -> Values:
    """Return the value nodes of each focus node: itself, or what the path leads to."""
    if shape.path is None:
        return {node: (node,) for node in nodes}
    return {node: walk(shape.path, data.index, node) for node in nodes}


def _lift(
    inner: Mapping[Term, list[Violation]], values: Values, found: dict[Term, list[Violation]]
) -> None:
    """Add what was found against value nodes to their focus nodes."""
    if inner:
        for focus, some in values.items():
            for violation in (one for value in some for one in inner.get(value, ())):
                found.setdefault(focus, []).append(violation)


def _violation(
    shape: Shape, constraint: Constraint, finding: Finding, path: str | None
) -> Violation:
    """Return a finding with all that the report says about it."""
    text = shape.text(constraint)
    return Violation(
        rule=rule_id(text, shape.name),
        severity=shape.severity,
        focus=finding.focus,
        path=finding.path or path,
        value=finding.value,
        component=constraint.component,
        shape=shape.name,
        messages={language: fill(one, finding.bindings) for language, one in text.items()},
    )


def fill(text: str, bindings: Mapping[str, Term]) -> str:
    """Return a message with `{?name}` and `{$name}` replaced by the text of what is bound."""

    def replacement(match: re.Match[str]) -> str:
        term = bindings.get(match[1])
        return match[0] if term is None else term.value

    return _PLACEHOLDER.sub(replacement, text) if bindings else text
