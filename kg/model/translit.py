"""One key for every spelling of a name: what is left when script and scheme no longer count.

Зейтуллаев, Zeitullaev, Zeytullayev and Zejtulaev have the key `zetulaev`. The key is written
with one letter for one sound (`ABC`), and made in three steps, each a table below:

1. `LETTERS`: a letter that means one thing alone (ж, š, ğ) becomes that sound;
2. `SPELLINGS`: Latin letters that mean one sound together (zh, shch, kh) become it;
3. `RULES`: what schemes write in different ways becomes the same. The glides of ya, iu, jo and
   of -ий, -iy, -y go, "ё" is "е", double letters are one, "сч" is "щ".

A few Latin letters are read in more ways than one: "ch" is "ч" in English and "х" in Belarusian
or German. `keys` gives every reading (`READINGS`); two names are alike when they share one.

Known limits: "сх" written "sh" (ISO 9) reads as "ш"; passports of before 2000 in the French manner
(Chelkovnikova) and "sc" for "щ" are read wrongly; and a name in another language (Siarhei for
Сергей, Paul for Павел) is another name, which a record states beside the first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Final

from kg.model.names import fold, in_one_script

ABC: Final = "abvgdeziklmnoprstufcčšž"
"""The letters of a key. "г", "х", "h", "kh" and "ğ" are one: languages exchange them."""

LETTERS: Final[dict[str, str]] = {
    # Russian; a glide is written as "i", what is dropped as an apostrophe
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "io", "ж": "ž", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "g", "ц": "c", "ч": "č", "ш": "š", "щ": "š",
    "ъ": "'", "ы": "i", "ь": "'", "э": "e", "ю": "iu", "я": "ia",
    # Ukrainian and Belarusian
    "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "v",
    # Tatar, Bashkir, Kazakh, Kyrgyz, Tajik, the Caucasus, Serbian, before 1918
    "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "җ": "ž", "ң": "n", "һ": "g", "қ": "k", "ғ": "g",
    "ҡ": "k", "ҙ": "z", "ҫ": "s", "ҷ": "č", "ҳ": "g", "ӯ": "u", "ӣ": "i", "ӏ": "'", "ј": "i",
    "љ": "l", "њ": "n", "ћ": "č", "ђ": "ž", "џ": "ž", "ѣ": "e", "ѳ": "f", "ѵ": "i",
    # Latin letters whose mark changes the sound; other marks are taken off
    "č": "č", "š": "š", "ž": "ž", "ç": "č", "ş": "š", "ș": "š", "ŝ": "š", "ż": "ž", "ŭ": "v",
    "ł": "l", "ı": "i", "ø": "o", "ə": "e", "æ": "e", "đ": "d", "ë": "io", "â": "ia", "û": "iu",
}  # fmt: skip
"""A letter alone → its sounds."""

SPELLINGS: Final[dict[str, str]] = {
    "schtsch": "š", "shch": "š", "stch": "š", "tsch": "č", "sch": "š", "shh": "š", "sh": "š",
    "tch": "č", "ch": "č", "zh": "ž", "kh": "g", "gh": "g", "h": "g", "ph": "f",
    "q": "k", "w": "v", "x": "ks", "y": "i", "j": "i", "'o": "io", "'": "",
}  # fmt: skip
"""Latin letters together → their sound. Each holds a letter that no key has."""

RULES: Final[tuple[tuple[str, str], ...]] = (
    (r"ieia", "ia"),  # "ъя" in passports
    (r"t[scz]", "c"),  # Ц and тс: nobody can tell them in Latin letters
    (r"cz|tč|tš|cč", "č"),
    (r"sz|sč|šč", "š"),
    (r"dž", "ž"),  # Джемилев, Jemilev
    (r"(?<=[čšž])i?o|io", "e"),  # Горбачёв, Gorbachov; Семёнов, Semyonov
    (r"(?<=[aeo])u(?![aeiou])", "v"),  # Быкаў, Bykau; Науменко, so that both stay alike
    (r"(?<=[aeou])i|i(?=[aeiou])", ""),  # ya, ia, ja; ei, ey, ej; iy, ii, yi
    (r"(.)\1+", r"\1"),
    (r"nder$", "ndr"),  # Alexander, Александр
    (r"(?<=[eo])f$", "v"),  # Petroff
)
"""Sounds that are written in several ways → one of them; again and again until all is done."""

READINGS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"(?<![st])ch", ("kh",)),  # Belarusian, Polish, German, scientific: Michail
    (r"j", ("zh",)),  # French, Turkish, English: Jukov, Jemilev
    (r"x", ("kh",)),  # scientific: Xlebnikov
    (r"cz", ("c",)),  # GOST 7.79 B for "ц"
    (r"eh(?=[^aeiouy])", ("e",)),  # GOST 16876 for "э"
    (r"ou", ("u",)),  # French: Youri
    (r"(?<!t)c(?![hz])", ("k", "zh")),  # Victor; Crimean Tatar: Cemilev
)
"""Latin spelling → what else it may stand for."""

MOST_READINGS: Final = 6

_APOSTROPHE: Final = "[\"'’‘ʼʹ′`´ʺ″”·]"
_TIES: Final = re.compile("[\u0361\ufe20\ufe21]")
"""Marks that tie two letters to one sound in the tables of libraries: i͡a."""
_WORD: Final = re.compile(rf"\d+(?:\.\d+)+|[^\W_]+(?:{_APOSTROPHE}{{1,2}}[^\W\d_]+)*")
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_APOSTROPHES: Final = re.compile(f"{_APOSTROPHE}+")
_CYRILLIC: Final = re.compile("[\u0400-\u052f\u1c80-\u1c8f]")
_LETTERS: Final = str.maketrans(LETTERS)
_PLAIN: Final = re.compile(rf"[\x00-\x7f{ABC}]*")
_SPELLING: Final = re.compile("|".join(sorted(SPELLINGS, key=len, reverse=True)))
_RULES: Final = tuple((re.compile(pattern), sound) for pattern, sound in RULES)
# A back reference has a number, so the rule of double letters stands apart.
_ANY_RULE: Final = re.compile(
    "|".join([r"(.)\1", *(rule for rule, _ in RULES if "(.)" not in rule)])
)
_DONE: Final = re.compile(f"[{ABC}0-9]+")
_READINGS: Final = tuple((re.compile(pattern), others) for pattern, others in READINGS)
# No real name comes near; the bound only makes the end certain.
_ROUNDS: Final = 20


def key(word: str) -> str:
    """Return the key of one word of a name: the same for its spellings in every usual scheme.

    Total: a word that is no name of ours (a number, another script) is only folded. The key of
    a key is itself.
    """
    for _ in range(_ROUNDS):
        made = _sounds(word) or fold(word)
        if made == word or _DONE.fullmatch(made):
            return made
        word = made
    return word


def keys(word: str) -> tuple[str, ...]:
    """Return the keys of all readings of a word, that of `key` first."""
    plain = unicodedata.normalize("NFC", word).casefold()
    choices = [(None, *others) if pattern.search(plain) else (None,)
               for pattern, others in _READINGS]  # fmt: skip
    found = {key(word): None}
    for choice in product(*choices):
        read = plain
        for (pattern, _), other in zip(_READINGS, choice, strict=True):
            read = read if other is None else pattern.sub(other, read)
        found[key(read)] = None
        if len(found) == MOST_READINGS:
            break
    return tuple(found)


@lru_cache(maxsize=8192)
def word_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word as an index holds them: letters, digits and points alone."""
    return tuple(dict.fromkeys(part for found in keys(word) for part in _TOKEN.findall(found)))


def name_words(text: str) -> list[str]:
    """Return the words of a name as `key` wants them: an apostrophe inside is kept."""
    return _WORD.findall(_TIES.sub("", unicodedata.normalize("NFC", text)))


def _sounds(word: str) -> str:
    """Return a word after the three steps."""
    plain = in_one_script(unicodedata.normalize("NFKC", word).casefold())
    plain = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", plain)).translate(_LETTERS)
    sounds = plain if _PLAIN.fullmatch(plain) else "".join(map(_letter, plain))
    sounds = _SPELLING.sub(lambda found: SPELLINGS[found.group()], sounds)
    for _ in range(_ROUNDS):
        if not _ANY_RULE.search(sounds):
            break
        for pattern, sound in _RULES:
            sounds = pattern.sub(sound, sounds)
    return sounds


def _letter(letter: str) -> str:
    """Return the sounds of one letter; one without its marks where it has none of its own."""
    if letter in LETTERS:
        return LETTERS[letter]
    if letter.isascii():
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Lm"})
    # A Cyrillic letter that no table knows would only be taken for a mixed word later.
    return "".join(LETTERS.get(one, "" if _CYRILLIC.match(one) else one) for one in bare)
