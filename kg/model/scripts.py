"""Which characters a text of the data may hold, and which scripts a word mixes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_LATIN_OR_CYRILLIC: Final = re.compile(r"[^\W\d_]+")
_MARKUP: Final = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:[A-Za-z]{2,}|#\d+|#x[0-9A-Fa-f]+);")
# Zero-width and direction marks look like nothing and change what a search finds.
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")


@cache
def script(letter: str) -> str:
    """Return 'LATIN', 'CYRILLIC' or another first word of the letter's Unicode name."""
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0]


def mixed_word(text: str) -> str | None:
    """Return the first word that mixes Latin and Cyrillic letters, or None.

    Such a word looks right and is found by no search: 'Сlaims' with a Cyrillic С.
    """
    if text.isascii():
        return None
    for word in _LATIN_OR_CYRILLIC.findall(text):
        if not word.isascii() and {"LATIN", "CYRILLIC"} <= {script(letter) for letter in word}:
            return str(word)
    return None


def markup(text: str) -> str | None:
    """Return the first piece of HTML or the first character entity in a text, or None."""
    found = _MARKUP.search(text)
    return found.group() if found else None


def unprintable(text: str) -> str | None:
    """Return the name of the first control, invisible or unassigned character, or None."""
    if text.isprintable():
        # No control, format or unassigned character is in it, as `str.isprintable` knows them.
        return None
    for letter in text:
        if _INVISIBLE.match(letter) or unicodedata.category(letter) in {"Cc", "Co", "Cs", "Cn"}:
            return f"U+{ord(letter):04X} {unicodedata.name(letter, 'control character')}"
    return None


def composed(text: str) -> bool:
    """Return whether a text is in Unicode normalisation form C, as all our text is."""
    return unicodedata.is_normalized("NFC", text)
