"""The constraints of SHACL Core, each a function that returns a check over sets of nodes.

The rules are those of SHACL 1.0, section 4. Patterns follow Python's `re`, as pyshacl does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.check import literals
from kg.check.graph import DataGraph, Term
from kg.check.shape import Check, Finding, Shape, Values, evaluate
from kg.model.ns import RDF, RDFS, SH

Test: TypeAlias = Callable[[Term], bool]

_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    f"{SH}IRI": (ox.NamedNode,),
    f"{SH}BlankNode": (ox.BlankNode,),
    f"{SH}Literal": (ox.Literal,),
    f"{SH}BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    f"{SH}BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
    f"{SH}IRIOrLiteral": (ox.NamedNode, ox.Literal),
}


def each(test: Test) -> Check:
    """Return a check that reports every value node for which `test` fails."""

    def check(_: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            for value in some:
                if not test(value):
                    yield Finding(focus, value)

    return check


# -- how many values


def min_count(least: int) -> Check:
    """Return the check for `sh:minCount`."""
    return _counted(lambda number: number >= least)


def max_count(most: int) -> Check:
    """Return the check for `sh:maxCount`."""
    return _counted(lambda number: number <= most)


def _counted(allowed: Callable[[int], bool]) -> Check:
    """Return a check of the number of value nodes."""

    def check(_: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            if not allowed(len(list(some))):
                yield Finding(focus)

    return check


# -- what a value is


def of_class(class_: Term) -> Check:
    """Return the check for `sh:class`."""

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        return iter(each(data.index.instances(class_).__contains__)(data, values))

    return check


def datatype(name: Term) -> Check:
    """Return the check for `sh:datatype`; `rdfs:Literal` takes every literal."""
    every = name == ox.NamedNode(f"{RDFS}Literal")

    def test(value: Term) -> bool:
        if not isinstance(value, ox.Literal):
            return False
        return every or (value.datatype == name and literals.well_formed(value))

    return each(test)


def node_kind(kind: Term) -> Check:
    """Return the check for `sh:nodeKind`."""
    types = _KINDS[kind.value]
    return each(lambda value: isinstance(value, types))


def one_of(allowed: Collection[Term]) -> Check:
    """Return the check for `sh:in`."""
    return each(frozenset(allowed).__contains__)


def has_value(wanted: Term) -> Check:
    """Return the check for `sh:hasValue`."""

    def check(_: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            if wanted not in some:
                yield Finding(focus)

    return check


# -- text and order


def pattern(expression: str, flags: str) -> Check:
    """Return the check for `sh:pattern` with `sh:flags`."""
    options = re.NOFLAG
    for flag in flags:
        options |= _FLAGS[flag]
    search = re.compile(expression, options).search

    def test(value: Term) -> bool:
        text = _text(value)
        return text is not None and search(text) is not None

    return each(test)


def _text(value: Term) -> str | None:
    """Return the text that patterns and lengths look at; a blank node has none."""
    return None if isinstance(value, ox.BlankNode) else value.value


def length(least: int, most: float) -> Check:
    """Return the check for `sh:minLength` and `sh:maxLength`, in characters."""

    def test(value: Term) -> bool:
        text = _text(value)
        return text is not None and least <= len(text) <= most

    return each(test)


def compared(bound: ox.Literal, *, below: bool, or_equal: bool) -> Check:
    """Return the check that values lie above `bound`, or below it."""

    def test(value: Term) -> bool:
        if not isinstance(value, ox.Literal):
            return False
        pair = (value, bound) if below else (bound, value)
        return literals.less(*pair, or_equal=or_equal)

    return each(test)


def language_in(ranges: Sequence[str]) -> Check:
    """Return the check for `sh:languageIn`: basic filtering of RFC 4647, section 3.3.1."""
    wanted = [one.lower() for one in ranges]

    def test(value: Term) -> bool:
        tag = value.language if isinstance(value, ox.Literal) else None
        return tag is not None and any(
            one in {"*", tag.lower()} or tag.lower().startswith(f"{one}-") for one in wanted
        )

    return each(test)


def unique_lang(_: DataGraph, values: Values) -> Iterator[Finding]:
    """Yield a finding for each focus node with two values in one language (`sh:uniqueLang`)."""
    for focus, some in values.items():
        tags = Counter(one.language for one in some if isinstance(one, ox.Literal) and one.language)
        if any(number > 1 for number in tags.values()):
            yield Finding(focus)


# -- two properties of one node


def equals(other: ox.NamedNode) -> Check:
    """Return the check for `sh:equals`."""

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            for value in set(some) ^ set(data.index.objects(focus, other)):
                yield Finding(focus, value)

    return check


def disjoint(other: ox.NamedNode) -> Check:
    """Return the check for `sh:disjoint`."""

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            for value in set(some) & set(data.index.objects(focus, other)):
                yield Finding(focus, value)

    return check


def less_than(other: ox.NamedNode, *, or_equal: bool) -> Check:
    """Return the check for `sh:lessThan` and `sh:lessThanOrEquals`."""

    def below(value: Term, limit: Term) -> bool:
        if not (isinstance(value, ox.Literal) and isinstance(limit, ox.Literal)):
            return False
        return literals.less(value, limit, or_equal=or_equal)

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            limits = data.index.objects(focus, other)
            for value in some:
                if not all(below(value, limit) for limit in limits):
                    yield Finding(focus, value)

    return check


def closed(allowed: Collection[Term]) -> Check:
    """Return the check for `sh:closed`: no properties but the `allowed` ones."""
    every = {(ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}Resource"))}

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        for focus, some in values.items():
            for value in some:
                for predicate, item in data.index.about(value):
                    if predicate not in allowed and (predicate, item) not in every:
                        yield Finding(focus, item, str(predicate))

    return check


# -- other shapes


def conforming(shapes: Sequence[Shape], allowed: Callable[[int], bool]) -> Check:
    """Return a check of how many of the shapes each value node conforms to.

    `sh:node` and `sh:and` allow all of them, `sh:or` one or more, `sh:xone` one, `sh:not` none.
    """

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        every = {value: None for some in values.values() for value in some}
        failing = [evaluate(shape, every, data).keys() for shape in shapes]
        numbers = {value: sum(value not in one for one in failing) for value in every}
        return iter(each(lambda value: allowed(numbers[value]))(data, values))

    return check


def qualified(shape: Shape, least: float, most: float) -> Check:
    """Return the check for `sh:qualifiedMinCount` and `sh:qualifiedMaxCount`."""

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        every = {value: None for some in values.values() for value in some}
        failing = evaluate(shape, every, data).keys()
        for focus, some in values.items():
            if not least <= sum(value not in failing for value in some) <= most:
                yield Finding(focus)

    return check
