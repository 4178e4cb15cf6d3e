"""Mistyped words: which words of the index one may have been meant for.

Two words at a small distance have a piece in common: what is left of the beginning of each when
a letter or two are struck out. The index holds the pieces of every key, so a few dozen look-ups
find all candidates, however many words there are; then the distance is measured. Exchanged
neighbours, a missing, a doubled and a wrong letter count one each (optimal string alignment).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    import sqlite3

SHORTEST: Final = 4
"""Letters of the shortest key in which a mistake is looked for."""

_BEGINNING: Final = 6
_LONG: Final = 7
"""From so many letters on, two mistakes are forgiven."""
_MOST: Final = 40
"""Words that one mistyped word may stand for."""

_NEAR: Final = """
SELECT text, key FROM term
WHERE length(text) BETWEEN ? AND ? AND id IN (SELECT term FROM piece WHERE text IN ({}))
"""


def mistakes(key: str) -> int:
    """Return how many mistakes in a key are forgiven."""
    if len(key) < SHORTEST or not key.isalpha():
        return 0
    return 2 if len(key) >= _LONG else 1


def pieces(key: str) -> set[str]:
    """Return what is left of the beginning of a key when as many letters are struck as may be.

    The beginning alone: words that differ further on share it.
    """
    start = key[:_BEGINNING]
    found = {start}
    for struck in range(1, mistakes(key) + 1):
        kept = len(start) - struck
        found |= {"".join(left) for left in combinations(start, kept)}
    return found


def near(base: sqlite3.Connection, text: str) -> list[tuple[str, int]]:
    """Return the keys of the words that `text`, a word or its key, may have been meant for.

    Each comes with its distance, the nearest first; what is spelled just so is not among them.
    """
    most = mistakes(text)
    if not most:
        return []
    asked = sorted(pieces(text))
    query = _NEAR.format(",".join("?" * len(asked)))
    terms = sorted(base.execute(query, (len(text) - most, len(text) + most, *asked)))
    spelled = [term for term, _ in terms]
    found = extract(text, spelled, scorer=OSA.distance, score_cutoff=most, limit=_MOST + 1)
    return [(terms[place][1], int(apart)) for _, apart, place in found if apart][:_MOST]
