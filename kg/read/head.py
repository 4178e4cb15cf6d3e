"""What the data folder needs to know of one record, without its content.

It is kept in the cache, so that a file that did not change is not parsed again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from kg.read.labels import cited, written

if TYPE_CHECKING:
    from kg.read.record import Record

Lines = dict[str, dict[str, int]]
"""Subject → predicate ("" for the subject itself) → line."""


@dataclass(frozen=True, slots=True)
class Head:
    """One record: its address, graph and class, and what other files may need of it."""

    iri: str
    graph: str
    kind: str
    lines: Lines
    references: list[tuple[str, str, int]]
    """Address, key and line of everything the file points to inside the dataset."""
    labels: dict[str, dict[str, str]]
    """Labels that stand in the file: address → language → text."""
    cited: list[str]
    """Provisions of which labels of this record are made."""

    @property
    def defines(self) -> list[tuple[str, int]]:
        """The addresses that the file gives a meaning to, with their lines."""
        return [(subject, lines[""]) for subject, lines in self.lines.items()]

    def text(self) -> str:
        """Return the head as JSON."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def head_of(record: Record) -> Head:
    """Return the head of a record that was read."""
    lines: Lines = {}
    for (subject, predicate), line in record.lines.items():
        lines.setdefault(subject, {})[predicate] = line
    return Head(
        iri=record.iri,
        graph=record.graph,
        kind=record.document["type"],
        lines=lines,
        references=record.references,
        labels=written([record.document]),
        cited=cited(record.document),
    )


def head_from(text: str) -> Head:
    """Return the head that `Head.text` wrote."""
    found: dict[str, Any] = json.loads(text)
    found["references"] = [tuple(one) for one in found["references"]]
    return Head(**found)
