"""The table of all statements: every triple of a record and its parts, with its origin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.views.address import local_name, record_of
from kg.views.context import Context, thing, value
from kg.views.values import Fact, Statements, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.index import Said


def statements(made: Context, anchored: frozenset[str]) -> tuple[Statements, ...]:
    """Return the triples of the record and its parts, thing by thing.

    A part that has no place of its own on the page (`anchored`) has it here, so that every
    address of a part leads somewhere. The mark of each fact is its origin, in words.
    """
    return tuple(
        Statements(
            anchor="" if subject in anchored else local_name(subject),
            subject=thing(made, subject),
            facts=tuple(
                fact
                for name, rows in made.index.said[subject].items()
                for fact in _facts(made, name, rows)
            ),
        )
        for subject in made.index.said
        if record_of(subject) == made.here
    )


def _facts(made: Context, name: str, rows: Iterable[Said]) -> list[Fact]:
    """Return the values of a property, those of one origin together."""
    groups: dict[str, list[Value]] = {}
    for row in rows:
        groups.setdefault(made.words[row.origin], []).append(replace(value(made, row), mark=""))
    label_of = thing(made, name).text
    return [Fact(Value(label_of, mark=origin), tuple(values)) for origin, values in groups.items()]
