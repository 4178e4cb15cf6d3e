"""What a template is filled with: texts, lists, fragments and rows; nothing is None."""

from __future__ import annotations

from typing import TypeAlias

from kg.ingest.tables import Row

Value: TypeAlias = "str | Row | tuple[Value, ...] | dict[str, Value] | None"


def tidy(value: Value) -> Value:
    """Return the value, or None when there is nothing in it."""
    return value or None


def items(value: Value) -> tuple[Value, ...]:
    """Return the items of a list, the value alone, or nothing."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def texts(value: Value, what: str) -> tuple[str, ...]:
    """Return the texts of a value; raises `ValueError` when it holds anything else."""
    if isinstance(value, str):
        return (value,)
    found = items(value)
    for item in found:
        if not isinstance(item, str):
            kind = "a row" if isinstance(item, Row) else "a fragment or a list"
            raise ValueError(f"{what} takes a text, not {kind}")
    return tuple(item for item in found if isinstance(item, str))
