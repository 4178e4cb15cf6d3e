"""SHACL property paths: reading, writing as SPARQL, and walking over a graph.

A path under `sh:inversePath` is turned round on reading, so only predicates are ever inverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.check.graph import FIRST, Index, Term
from kg.errors import ConfigError
from kg.model.ns import SH

if TYPE_CHECKING:
    from collections.abc import Iterable

_INVERSE: Final = ox.NamedNode(f"{SH}inversePath")
_ALTERNATIVE: Final = ox.NamedNode(f"{SH}alternativePath")
_REPEATED: Final = {
    ox.NamedNode(f"{SH}zeroOrMorePath"): "*",
    ox.NamedNode(f"{SH}oneOrMorePath"): "+",
    ox.NamedNode(f"{SH}zeroOrOnePath"): "?",
}


@dataclass(frozen=True, slots=True)
class Path:
    """A path: `operator` is "" (a predicate), "^" (one backwards), "/", "|", "*", "+" or "?"."""

    operator: str
    parts: tuple[Path, ...] = ()
    predicate: ox.NamedNode | None = None

    def __str__(self) -> str:
        """Return the path as SPARQL 1.1 writes it, with full IRIs."""
        if self.operator in {"", "^"}:
            return f"{self.operator}{self.predicate}"
        parts = [f"({part})" if part.parts else str(part) for part in self.parts]
        return parts[0] + self.operator if self.operator in "*+?" else self.operator.join(parts)


def read_path(shapes: Index, node: Term, *, inverse: bool = False) -> Path:
    """Return the path that a node of a shapes graph stands for (SHACL 1.0, section 2.3.1).

    Raises `ConfigError` for a node that is no path.
    """
    if isinstance(node, ox.NamedNode):
        return Path("^" if inverse else "", predicate=node)
    if shapes.objects(node, FIRST):
        steps = [read_path(shapes, step, inverse=inverse) for step in shapes.items(node)]
        return Path("/", tuple(reversed(steps) if inverse else steps))
    for predicate, value in shapes.about(node):
        if predicate == _INVERSE:
            return read_path(shapes, value, inverse=not inverse)
        if predicate == _ALTERNATIVE:
            choices = [read_path(shapes, choice, inverse=inverse) for choice in shapes.items(value)]
            return Path("|", tuple(choices))
        if predicate in _REPEATED:
            return Path(_REPEATED[predicate], (read_path(shapes, value, inverse=inverse),))
    raise ConfigError(f"{node} is no property path; see SHACL 1.0, section 2.3.1")


def walk(path: Path, data: Index, start: Term) -> Iterable[Term]:
    """Return the nodes that the path leads to from `start`, each once."""
    match path.operator:
        case "" if path.predicate:
            return data.objects(start, path.predicate)
        case "^" if path.predicate:
            return data.subjects(path.predicate, start)
        case "/":
            found: dict[Term, None] = {start: None}
            for step in path.parts:
                found = {end: None for node in found for end in walk(step, data, node)}
            return found
        case "|":
            return {end: None for choice in path.parts for end in walk(choice, data, start)}
    return _repeat(path, data, start)


def _repeat(path: Path, data: Index, start: Term) -> Iterable[Term]:
    """Return the nodes that a repeated path leads to."""
    (part,) = path.parts
    once = dict.fromkeys(walk(part, data, start))
    if path.operator == "?":
        return {start: None} | once
    found: dict[Term, None] = {start: None} if path.operator == "*" else {}
    waiting = list(once)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = None
            waiting += walk(part, data, node)
    return found
