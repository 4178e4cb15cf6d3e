"""Sources given for a record as a whole, shared with its parts.

A citation of the record with `citationScope: citescope-whole-record` stands for every part that
needs a source and has none of its own. The part points to that same citation, so the scope is
said wherever the source is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.terms import Terms

WHOLE_RECORD: Final = "citescope-whole-record"
SOURCED: Final = ("PersonGroup", "Prosecution", "Charge", "Occurrence", "Claim", "Penalty")
"""Classes of parts that rule P01 wants a source for."""

Document = dict[str, Any]


def share_sources(document: Document, terms: Terms) -> None:
    """Give the record's citations of that scope to each part that needs one and has none."""
    shared = [
        one["id"]
        for one in _parts(document.get("cite"))
        if WHOLE_RECORD in _values(one.get("citationScope"))
    ]
    if not shared:
        return
    for part in _below(document):
        if "cite" not in part and any(terms.is_a(part["type"], name) for name in SOURCED):
            part["cite"] = list(shared)


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _parts(value: Any) -> list[Document]:
    return [item for item in _values(value) if isinstance(item, dict) and "type" in item]


def _below(node: Document) -> Iterator[Document]:
    for value in list(node.values()):
        for part in _parts(value):
            yield part
            yield from _below(part)
