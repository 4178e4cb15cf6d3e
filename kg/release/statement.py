"""Short ways to write the triples of a description; every value is typed by its Python type."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.ns import XSD
from kg.release.value import TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = NamedNode | Literal | int | Decimal


def say(subject: str, predicate: str, value: Value) -> Triple:
    """Return one triple; a number becomes an xsd:integer or xsd:decimal."""
    return Triple(NamedNode(subject), NamedNode(predicate), _term(value))


def is_a(subject: str, kind: str) -> Triple:
    """Return the triple that gives `subject` its class."""
    return say(subject, TYPE, NamedNode(kind))


def in_languages(subject: str, predicate: str, texts: Mapping[str, str]) -> list[Triple]:
    """Return one triple for each language of `texts`."""
    return [say(subject, predicate, Literal(text, language=tag)) for tag, text in texts.items()]


def day(date: str) -> Literal:
    """Return an ISO day as xsd:date."""
    return Literal(date, datatype=NamedNode(f"{XSD}date"))


def _term(value: Value) -> NamedNode | Literal:
    """Return the term of a value."""
    if isinstance(value, NamedNode | Literal):
        return value
    kind = "integer" if isinstance(value, int) else "decimal"
    return Literal(
        f"{value:f}" if kind == "decimal" else str(value), datatype=NamedNode(XSD + kind)
    )
