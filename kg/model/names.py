"""Names in two scripts: one folded form under which every spelling of a name is found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that look alike in the two scripts, capitals and small letters apart: Cyrillic "В"
# looks like Latin "B", but "в" does not look like "b".
_CYRILLIC: Final = "АВЕКМНОРСТУХІЈЅаеорсухіјѕ"
_LATIN: Final = "ABEKMHOPCTYXIJSaeopcyxijs"
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)

_WORD: Final = re.compile(r"[^\W_]+")
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_RAISED: Final = re.compile("(?<=[0-9])[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_UNMARKED: Final = re.compile("[\x00-\x7f\u0410-\u044f]*")
_LATIN_LETTER: Final = re.compile(r"[A-Za-z]")
_CYRILLIC_LETTER: Final = re.compile(r"[\u0400-\u052f]")


def fold(text: str) -> str:
    """Return the form of `text` under which it is indexed and looked for.

    Capitals, accents and the dots of "ё" go; "й" stays, for it is a letter of its own. In a
    word that mixes Latin and Cyrillic, look-alike letters of one script become letters of
    the other. Folding twice changes nothing more.
    """
    return _without_marks(in_one_script(_without_marks(text)).casefold())


def words(text: str) -> list[str]:
    """Return the folded words of `text` in their order; digits count as letters."""
    return _WORD.findall(fold(text))


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`; the number of an article, such as 205.5, is one word.

    A raised digit is what lawyers write for the same: 205⁵.
    """
    return _TOKEN.findall(fold(plain_numbers(text)))


def plain_numbers(text: str) -> str:
    """Return a text with raised digits after a digit written as an article's number has them."""
    return _RAISED.sub(_lowered, text)


def in_one_script(text: str) -> str:
    """Return `text` with the look-alikes of each word in one script, where that can be."""
    return _WORD.sub(_in_one_script, text) if _is_mixed(text) else text


def _lowered(raised: re.Match[str]) -> str:
    return f".{unicodedata.normalize('NFKC', raised.group())}"


def _without_marks(text: str) -> str:
    """Return `text` with compatibility forms written out and accents taken off."""
    if _UNMARKED.fullmatch(text):
        return text
    return "".join(map(_bare_letter, unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=2048)
def _bare_letter(letter: str) -> str:
    """Return one letter without its accents."""
    if letter in "йЙ":
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def _in_one_script(match: re.Match[str]) -> str:
    """Return a word with its look-alikes in one script, where the other letters allow it.

    Where every letter has a look-alike, the script with more letters wins, Latin on a tie.
    """
    word = match.group()
    latin, cyrillic = len(_LATIN_LETTER.findall(word)), len(_CYRILLIC_LETTER.findall(word))
    if not latin or not cyrillic:
        return word
    as_latin, as_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    choices = [as_latin, as_cyrillic] if latin >= cyrillic else [as_cyrillic, as_latin]
    return next((choice for choice in choices if not _is_mixed(choice)), word)


def _is_mixed(text: str) -> bool:
    """Return whether a text has letters of both scripts."""
    return bool(_LATIN_LETTER.search(text) and _CYRILLIC_LETTER.search(text))
