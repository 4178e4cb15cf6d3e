"""The table of all statements: every triple of a record and its parts, with its origin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.views.address import local_name, record_of
from kg.views.context import Context, thing, value
from kg.views.values import Fact, Statements, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.index import Said


PER_PAGE: Final = 28
"""Things whose statements one page of the table holds."""
MOST: Final = 60
"""Values of one property that it tells."""


def own_subjects(made: Context) -> tuple[str, ...]:
    """Return the record and its parts, in the order of the table."""
    return tuple(iri for iri in made.index.said if record_of(iri) == made.here)


def statements(made: Context, subjects: Iterable[str]) -> tuple[Statements, ...]:
    """Return the triples of some of a record's things. The mark of each fact is its origin."""
    return tuple(
        Statements(
            anchor=local_name(subject),
            subject=thing(made, subject),
            facts=tuple(
                fact
                for name, rows in made.index.said[subject].items()
                for fact in _facts(made, name, rows)
            ),
        )
        for subject in subjects
    )


def _facts(made: Context, name: str, rows: Iterable[Said]) -> list[Fact]:
    """Return the values of a property, those of one origin together."""
    groups: dict[str, list[Value]] = {}
    for row in rows:
        groups.setdefault(made.words[row.origin], []).append(replace(value(made, row), mark=""))
    label_of = thing(made, name).text
    return [
        Fact(Value(label_of, mark=origin), _cut(made, values)) for origin, values in groups.items()
    ]


def _cut(made: Context, values: list[Value]) -> tuple[Value, ...]:
    """Return the values of a property as far as a page holds, then how many there are more.

    What has so many is told by the page of what points to the record.
    """
    if len(values) <= MOST:
        return tuple(values)
    more = made.words["and_more"].format(number=len(values) - MOST)
    return (*values[:MOST], Value(Text(more)))
