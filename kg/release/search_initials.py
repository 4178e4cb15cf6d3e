"""Initials: whether a record that was found has, beside its words, another for each initial."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.model.translit import key, name_words, word_keys
from kg.release.search_rows import Form

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from kg.release.search_asked import Asked

_FORMS: Final = "SELECT forms FROM record WHERE id = ?"
_OPENING: Final = 4
"""Letters of a word that tell the sound it begins with: shch."""

_FIRM: Final = frozenset("abelmnoqruvwабвгезлмнопрухфчшщэ")
"""Letters that sound alike whatever follows, in a word of one script."""
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]*")

Fits = Callable[[int], bool]
"""Whether a record that was found has the initials too."""


def fits_initials(base: sqlite3.Connection, asked: Asked) -> Fits:
    """Return the test whether one form has, beside the words, another word for each initial.

    Where no word begins like an initial, what was found for the initial is another word anyhow.
    """
    words = [keys[0] for keys in asked.sounds]
    letters = [keys[0] for keys in asked.initial_sounds]
    least = {
        letter: sum(word.startswith(letter) for word in words) + letters.count(letter)
        for letter in letters
    }
    if all(amount == 1 for amount in least.values()):
        return lambda _: True

    @cache
    def fits(number: int) -> bool:
        return any(_has_beginnings(text, least) for text in _texts(base, number))

    return fits


def forms_of(base: sqlite3.Connection, number: int) -> list[Form]:
    """Return the forms of the record with a number."""
    return forms(base.execute(_FORMS, (number,)).fetchone()[0])


def forms(written: str) -> list[Form]:
    """Return the forms of a record as the index holds them."""
    return [Form(text, lang, bool(is_label)) for text, lang, is_label in json.loads(written)]


def _texts(base: sqlite3.Connection, number: int) -> list[str]:
    (written,) = base.execute(_FORMS, (number,)).fetchone()
    return list(dict.fromkeys(text for text, _, _ in json.loads(written)))


def _has_beginnings(text: str, least: Mapping[str, int]) -> bool:
    begun = [beginning(word) for word in name_words(text)]
    return all(
        sum(sound.startswith(letter) for sound in begun) >= amount
        for letter, amount in least.items()
    )


def beginning(word: str) -> str:
    """Return the sounds with which the key of a word begins."""
    opening = word[:_OPENING].casefold()
    if opening[0] in _FIRM and (opening.isascii() or _CYRILLIC.fullmatch(opening)):
        return _sounds(opening[0])
    return _sounds(opening)


@lru_cache(maxsize=16384)
def _sounds(opening: str) -> str:
    made = key(opening)  # the first of `word_keys`, in half the time
    return made if made.isalnum() else next(iter(word_keys(opening)), "")
