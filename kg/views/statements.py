"""The table of all statements: every triple of a record and its parts, with its origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.views.address import local_name, record_of
from kg.views.context import Context, thing, value
from kg.views.values import Fact, Statements, Value

if TYPE_CHECKING:
    from kg.views import index


def statements(made: Context, anchored: frozenset[str]) -> tuple[Statements, ...]:
    """Return the triples of the record and its parts, thing by thing.

    A part that has no place of its own on the page (`anchored`) has it here, so that every
    address of a part leads somewhere. The mark of each value is its origin, in words.
    """
    return tuple(
        Statements(
            anchor="" if subject in anchored else local_name(subject),
            subject=thing(made, subject),
            facts=tuple(
                Fact(thing(made, name), tuple(_value(made, row) for row in rows))
                for name, rows in made.index.said[subject].items()
            ),
        )
        for subject in made.index.said
        if record_of(subject) == made.here
    )


def _value(made: Context, row: index.Said) -> Value:
    """Return a value as it is, with its origin in words."""
    shown = value(made, row)
    return Value(shown.text, shown.href, shown.is_outside, made.words[row.origin], shown.note)
