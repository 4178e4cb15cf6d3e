"""The rules: SHACL shapes compiled, data validated against them, findings explained."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol

from kg.check.compile import Shapes, Targeted, compile_shapes, without
from kg.check.graph import DataGraph
from kg.check.report import Violation, plain
from kg.check.shape import evaluate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pyoxigraph as ox

    from kg.check.graph import Term
    from kg.errors import SourceLine

__all__ = [
    "DataGraph",
    "Origins",
    "Shapes",
    "Violation",
    "compile_shapes",
    "counted",
    "explain",
    "validate",
    "validate_graph",
    "validate_nodes",
    "where",
    "without",
]

_ONE_STEP: Final = re.compile(r"\^?<([^<>]*)>")


class Origins(Protocol):
    """Knows where in the data files a triple was written."""

    def line(self, subject: str, predicate: str | None) -> SourceLine | None:
        """Return file and line of a property of a node, or of the node for no property."""


def validate(triples: Iterable[ox.Triple], shapes: Shapes) -> list[Violation]:
    """Return what breaks the rules, sorted, each finding once.

    `triples` are data, ontology and vocabulary in one: the shapes look up classes in them.
    """
    return validate_graph(DataGraph(triples), shapes)


def validate_graph(data: DataGraph, shapes: Shapes) -> list[Violation]:
    """Return what `validate` returns for data to which more can be added for another pass."""
    found: dict[Violation, None] = {}
    for one in shapes.compiled:
        if not one.rules <= shapes.excluded:
            found |= dict.fromkeys(_violations(one, data))
    if shapes.left:
        # pyshacl takes a second to import, and most sets of shapes need none of it.
        from kg.check.reference import pyshacl_violations  # noqa: PLC0415

        found |= dict.fromkeys(pyshacl_violations(data.triples, shapes.left_graph))
    reported = [violation for violation in found if violation.rule not in shapes.excluded]
    return sorted(reported, key=Violation.key)


def validate_nodes(data: DataGraph, nodes: Collection[Term], shapes: Shapes) -> list[Violation]:
    """Return what `validate` finds against these nodes, in no order, in data that are all there.

    Shapes that are left to pyshacl cannot be evaluated so.
    """
    assert not shapes.left, "pyshacl validates whole graphs"
    found: dict[Violation, None] = {}
    for one in shapes.compiled:
        if not one.rules <= shapes.excluded and (focus := one.among(nodes, data)):
            some = evaluate(one.shape, focus, data)
            found |= {violation: None for every in some.values() for violation in every}
    return [violation for violation in found if violation.rule not in shapes.excluded]


def _violations(targeted: Targeted, data: DataGraph) -> list[Violation]:
    """Return what one shape finds against its targets."""
    found = evaluate(targeted.shape, targeted.focus_nodes(data), data)
    return [violation for some in found.values() for violation in some]


def explain(violations: Iterable[Violation], origins: Origins) -> list[str]:
    """Return `file:line: RULE: what is wrong, how to mend it` for each finding, in file order.

    What no file says (computed triples, the ontology) stands under its IRI instead, at the end.
    """
    placed = [(where(violation, origins), violation) for violation in sorted(violations)]
    told = [(place, violation) for place, violation in placed if place is not None]
    told.sort(key=lambda pair: pair[0])
    computed = [violation for place, violation in placed if place is None]
    return [_explained(violation, origins) for _, violation in told] + [
        _explained(violation, origins) for violation in computed
    ]


def counted(violations: Iterable[Violation]) -> list[str]:
    """Return `number  RULE severity: what is wrong` for each message, values left out."""
    texts = Counter((one.rule, one.severity, _without_value(one)) for one in violations)
    return [
        f"{number:>7,}  {rule} {severity.lower()}: {text}"
        for (rule, severity, text), number in sorted(texts.items())
    ]


def _without_value(violation: Violation) -> str:
    text = violation.message.removeprefix(violation.rule).lstrip(" :")
    value = plain(violation.value)
    return text.replace(value, "…") if value else text


def where(violation: Violation, origins: Origins) -> SourceLine | None:
    """Return the line that a finding is about; None for what no data file says."""
    focus = plain(violation.focus)
    step = _ONE_STEP.fullmatch(violation.path or "")
    return (origins.line(focus, step[1]) if step else None) or origins.line(focus, None)


def _explained(violation: Violation, origins: Origins) -> str:
    """Return one finding as a line of text."""
    focus = plain(violation.focus)
    text = violation.message.removeprefix(violation.rule).lstrip(" :")
    value = plain(violation.value)
    if value and value != focus and value not in text:
        text += f" (value: {value})"
    severity = "" if violation.severity == "Violation" else f" {violation.severity.lower()}"
    return f"{where(violation, origins) or focus}: {violation.rule}{severity}: {text}"
