"""What a step asks of the full-text tables: terms, and the records that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.release.search_index import LONGEST_BEGINNING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

MOST: Final = 200
"""Records that are found at most; who finds more has to say more."""

_COMMON: Final = 2000
_BIGGEST_ID: Final = 2**62
_MATCH: Final = """
SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?
"""


def matching(
    base: sqlite3.Connection, table: str, terms: Sequence[str], span: tuple[int, int]
) -> Iterator[int]:
    """Yield the numbers that match all terms, in their order."""
    query = _MATCH.format(table=table)
    for (number,) in base.execute(query, (" AND ".join(terms), *span, MOST + 1)):
        yield number


def either(keys: Sequence[str], star: str) -> str:
    """Return the term for any of some keys."""
    return "(" + " OR ".join(f'"{key}"{star}' for key in keys) + ")"


def begun(keys: Sequence[str]) -> list[str]:
    """Return keys to be continued: an "i" at the end may turn out to be a glide."""
    return [key.removesuffix("i") or key for key in keys]


def continued(
    base: sqlite3.Connection, table: str, whole: Sequence[str], begun: Sequence[str]
) -> str:
    """Return the term for words that begin so.

    The words that continue a long and common one are many to gather and add little.
    """
    is_long = min(map(len, begun)) > LONGEST_BEGINNING
    if is_long and has_more(base, table, either(whole, ""), _COMMON):
        return either(whole, "")
    return either(begun, "*")


def has_more(base: sqlite3.Connection, table: str, term: str, amount: int) -> bool:
    """Return whether a term is in more than so many records."""
    query = f"{_MATCH.format(table=table)} OFFSET ?"
    return base.execute(query, (term, 1, _BIGGEST_ID, 1, amount)).fetchone() is not None
