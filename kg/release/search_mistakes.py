"""The steps to records whose words are like those asked for: somebody mistyped one, or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.release.search_matches import begun, either, has_more, matching
from kg.release.search_typos import near

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from kg.release.search_asked import Asked

_CLOSEST: Final = (1, 2)

Near = dict[str, list[tuple[str, int]]]
"""Word → words of the index like it, with their distances: looked up once for each question."""


def by_mistake(
    base: sqlite3.Connection, asked: Asked, spans: Sequence[tuple[int, int]], known: Near
) -> Iterator[Iterator[int]]:
    """Yield steps to the records with words like those asked for, first with one mistake.

    `spans` follow one another; `known` keeps what is looked up.
    """
    if asked.phrases or not asked.sounds or not spans:
        return
    whole = spans[0][0], spans[-1][1]
    others = [either(begun(keys), "*") for keys in asked.initial_sounds]
    alike = [_near(base, *word, known) for word in zip(asked.sounds, asked.spelled, strict=True)]
    unknown = [not has_more(base, "sound", either(keys, ""), 0) for keys in asked.sounds]
    tried: set[tuple[str, ...]] = set()
    for terms in _tried(alike, unknown):
        if terms not in tried:
            tried.add(terms)
            yield matching(base, "sound", [*terms, *others], whole)


def _tried(alike: Sequence[Mapping[str, int]], unknown: list[bool]) -> Iterator[tuple[str, ...]]:
    """Yield the terms for all words, step by step: more mistakes, and in more of the words."""
    every = [True] * len(alike)
    for most in _CLOSEST:
        # A word that is in the index may still be the wrong one, but not first of all.
        for which in [unknown, every] if any(unknown) and not all(unknown) else [every]:
            yield tuple(
                either(
                    [key for key, distance in found.items() if distance <= most * is_mistyped], ""
                )
                for found, is_mistyped in zip(alike, which, strict=True)
            )


def _near(
    base: sqlite3.Connection, keys: Sequence[str], spelled: str, known: Near
) -> dict[str, int]:
    """Return the keys of a word, and those of the index that are like it, with their distances."""
    found = dict.fromkeys(keys, 0)
    for text in dict.fromkeys((*keys, spelled)):
        if text not in known:
            known[text] = near(base, text)
        for key, distance in known[text]:
            found[key] = min(distance, found.get(key, distance))
    return found
