"""Reading one shape from a shapes graph: its targets apart, all that it demands."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.check import core
from kg.check.graph import Index, Term
from kg.check.paths import Path, read_path
from kg.check.shape import Check, Constraint, Message, Shape
from kg.check.sparql import NotCompiledError, select_check
from kg.errors import ConfigError
from kg.model.ns import OWL, RDF, RDFS, SH


def sh(name: str) -> ox.NamedNode:
    """Return a term of SHACL."""
    return ox.NamedNode(SH + name)


TARGETS: Final = tuple(
    sh(name) for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
)
_PREFIXES: Final = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}
_IMPORTS: Final = ox.NamedNode(f"{OWL}imports")
# Read with another parameter, or no constraint at all. Rules (`sh:rule`) belong to kg.reason.
_SILENT: Final = {*TARGETS} | {
    sh(name)
    for name in (
        *("path", "property", "sparql", "severity", "message", "deactivated"),
        *("name", "description", "order", "group", "defaultValue", "rule", "flags"),
        *("ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount"),
        "qualifiedValueShapesDisjoint",
    )
}


class Reader:
    """Reads shapes; remembers those it has read, and which it is inside of, to find circles."""

    def __init__(self, index: Index) -> None:
        """Note the parameters of constraint components that the graph declares itself."""
        self.index = index
        self._open: list[Term] = []
        self._done: dict[tuple[Term, str], Shape] = {}
        self._custom = {
            path
            for parameter in index.all_objects(sh("parameter"))
            for path in index.objects(parameter, sh("path"))
        }

    def shape(self, node: Term, name: str) -> Shape:
        """Return the compiled shape of a node; `name` is the IRI of the named shape around it.

        Raises `NotCompiledError` for what pyshacl has to evaluate, `ConfigError` for the rest.
        """
        name = node.value if isinstance(node, ox.NamedNode) else name
        if (node, name) not in self._done:
            if node in self._open:
                raise ConfigError("the shape leads back to itself, which SHACL leaves undefined")
            self._open.append(node)
            try:
                self._done[node, name] = self._read(node, name)
            finally:
                self._open.pop()
        return self._done[node, name]

    def value(self, node: Term, parameter: str) -> Term | None:
        """Return the value of a parameter that has one value at most."""
        return next(iter(self.index.objects(node, sh(parameter))), None)

    def integer(self, node: Term, parameter: str, default: float) -> float:
        """Return the value of a parameter that is a whole number."""
        value = self.value(node, parameter)
        return default if value is None else _integer(value)

    def true(self, node: Term, parameter: str) -> bool:
        """Return whether a parameter is set to true."""
        value = self.value(node, parameter)
        return value is not None and value.value in {"true", "1"}

    def _read(self, node: Term, name: str) -> Shape:
        """Return the shape of a node; a deactivated one demands nothing."""
        at = self.value(node, "path")
        path = None if at is None else read_path(self.index, at)
        severity = self.value(node, "severity") or sh("Violation")
        active = not self.true(node, "deactivated")
        parts = self.index.objects(node, sh("property")) if active else ()
        return Shape(
            name=name,
            path=path,
            severity=severity.value.removeprefix(SH),
            messages=self._messages(node),
            constraints=tuple(self._constraints(node, name, path)) if active else (),
            properties=tuple(self.shape(part, name) for part in parts),
        )

    def _constraints(self, node: Term, name: str, path: Path | None) -> Iterator[Constraint]:
        """Yield the constraints of a shape."""
        for predicate, value in self.index.about(node):
            if predicate in self._custom:
                raise NotCompiledError(f"{predicate} of a constraint component")
            parameter = predicate.value.removeprefix(SH)
            if parameter in _BUILDERS:
                component = f"{SH}{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
                yield Constraint(component, _BUILDERS[parameter](self, node, value, name))
            elif parameter == "qualifiedValueShape":
                yield from self._qualified(node, value, name)
            elif parameter == "sparql" and not self.true(value, "deactivated"):
                yield self._sparql(value, path)
            elif predicate.value.startswith(SH) and predicate not in _SILENT:
                raise ConfigError(f"sh:{parameter} is not supported")

    def _qualified(self, node: Term, value: Term, name: str) -> Iterator[Constraint]:
        """Yield the constraints of a qualified value shape."""
        if self.true(node, "qualifiedValueShapesDisjoint"):
            raise NotCompiledError("sh:qualifiedValueShapesDisjoint")
        shape = self.shape(value, name)
        least = self.integer(node, "qualifiedMinCount", 0)
        most = self.integer(node, "qualifiedMaxCount", math.inf)
        component = f"{SH}Qualified{{}}CountConstraintComponent"
        yield Constraint(component.format("Min"), core.qualified(shape, least, math.inf))
        yield Constraint(component.format("Max"), core.qualified(shape, 0, most))

    def _sparql(self, node: Term, path: Path | None) -> Constraint:
        """Return a SPARQL constraint."""
        select = self.value(node, "select")
        if select is None:
            raise ConfigError("a sh:sparql has no sh:select")
        prefixes = dict(_PREFIXES)
        for source in self.index.objects(node, sh("prefixes")):
            prefixes |= self._declared(source)
        check = select_check(
            select.value, prefixes, str(path) if path else None, node_shape=path is None
        )
        return Constraint(f"{SH}SPARQLConstraintComponent", check, self._messages(node))

    def _declared(self, source: Term) -> dict[str, str]:
        """Return prefix → namespace as declared at a node and at what it imports."""
        sources, prefixes = [source], {}
        for one in sources:
            sources += [more for more in self.index.objects(one, _IMPORTS) if more not in sources]
            for declared in self.index.objects(one, sh("declare")):
                prefix, namespace = (
                    self.value(declared, "prefix"),
                    self.value(declared, "namespace"),
                )
                if prefix is not None and namespace is not None:
                    prefixes[prefix.value] = namespace.value
        return prefixes

    def _messages(self, node: Term) -> tuple[Message, ...]:
        """Return the messages of a shape or a constraint."""
        texts = self.index.objects(node, sh("message"))
        return tuple((one.language or "", one.value) for one in _literals(texts))


Builder: TypeAlias = Callable[[Reader, Term, Term, str], Check]
"""Reader, shape, value of the parameter and IRI of the named shape → check."""


def _integer(value: Term) -> int:
    """Return a whole number of a shape."""
    try:
        return int(value.value)
    except ValueError as error:
        raise ConfigError(f"{value} is no whole number") from error


def _literals(terms: Iterable[Term]) -> list[ox.Literal]:
    """Return the literals among the terms."""
    return [term for term in terms if isinstance(term, ox.Literal)]


def _property(value: Term) -> ox.NamedNode:
    """Return a property that a shape compares with."""
    if not isinstance(value, ox.NamedNode):
        raise ConfigError(f"{value} is no property")
    return value


def _bound(*, below: bool, or_equal: bool) -> Builder:
    """Return the builder of a constraint that compares values with a literal."""

    def build(_: Reader, __: Term, value: Term, ___: str) -> Check:
        if not isinstance(value, ox.Literal):
            raise ConfigError(f"{value} is no literal to compare with")
        return core.compared(value, below=below, or_equal=or_equal)

    return build


def _logical(allowed: Callable[[int, int], bool]) -> Builder:
    """Return the builder of a constraint on how many shapes of a list a value conforms to."""

    def build(reader: Reader, _: Term, value: Term, name: str) -> Check:
        shapes = [reader.shape(one, name) for one in reader.index.items(value)]
        if not shapes:
            raise ConfigError("sh:and, sh:or and sh:xone need a list of shapes")
        return core.conforming(shapes, lambda number: allowed(number, len(shapes)))

    return build


def _single(wanted: int) -> Builder:
    """Return the builder of sh:node (conform: 1) and sh:not (do not: 0)."""

    def build(reader: Reader, _: Term, value: Term, name: str) -> Check:
        return core.conforming([reader.shape(value, name)], lambda number: number == wanted)

    return build


def _pattern(reader: Reader, node: Term, value: Term, _: str) -> Check:
    """Return the check of a regular expression."""
    flags = reader.value(node, "flags")
    try:
        return core.pattern(value.value, flags.value if flags else "")
    except (re.error, KeyError) as error:
        raise ConfigError(f"{value} is no pattern: {error}") from error


def _closed(reader: Reader, node: Term, value: Term, _: str) -> Check:
    """Return the check of a closed shape: its own paths and the ignored properties are allowed."""
    if value.value not in {"true", "1"}:
        return core.each(lambda _: True)
    parts = reader.index.objects(node, sh("property"))
    allowed = {path for part in parts for path in reader.index.objects(part, sh("path"))}
    for head in reader.index.objects(node, sh("ignoredProperties")):
        allowed.update(reader.index.items(head))
    return core.closed(allowed)


def _unique_lang(_: Reader, __: Term, value: Term, ___: str) -> Check:
    """Return the check of one value for each language."""
    return core.unique_lang if value.value in {"true", "1"} else core.each(lambda _: True)


def _languages(reader: Reader, _: Term, value: Term, __: str) -> Check:
    """Return the check of languages."""
    return core.language_in([one.value for one in _literals(reader.index.items(value))])


_BUILDERS: Final[dict[str, Builder]] = {
    "minCount": lambda _, __, value, ___: core.min_count(_integer(value)),
    "maxCount": lambda _, __, value, ___: core.max_count(_integer(value)),
    "class": lambda _, __, value, ___: core.of_class(value),
    "datatype": lambda _, __, value, ___: core.datatype(value),
    "nodeKind": lambda _, __, value, ___: core.node_kind(value),
    "in": lambda reader, _, value, __: core.one_of(reader.index.items(value)),
    "hasValue": lambda _, __, value, ___: core.has_value(value),
    "pattern": _pattern,
    "minLength": lambda _, __, value, ___: core.length(_integer(value), math.inf),
    "maxLength": lambda _, __, value, ___: core.length(0, _integer(value)),
    "minInclusive": _bound(below=False, or_equal=True),
    "minExclusive": _bound(below=False, or_equal=False),
    "maxInclusive": _bound(below=True, or_equal=True),
    "maxExclusive": _bound(below=True, or_equal=False),
    "languageIn": _languages,
    "uniqueLang": _unique_lang,
    "equals": lambda _, __, value, ___: core.equals(_property(value)),
    "disjoint": lambda _, __, value, ___: core.disjoint(_property(value)),
    "lessThan": lambda _, __, value, ___: core.less_than(_property(value), or_equal=False),
    "lessThanOrEquals": lambda _, __, value, ___: core.less_than(_property(value), or_equal=True),
    "closed": _closed,
    "node": _single(1),
    "not": _single(0),
    "and": _logical(lambda number, every: number == every),
    "or": _logical(lambda number, _: number > 0),
    "xone": _logical(lambda number, _: number == 1),
}
