"""What somebody typed into the search field: words, phrases, a provision, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from kg.model.ids import entity_iri
from kg.model.names import fold, plain_numbers, tokens
from kg.model.ns import BASE, ID, PPO, PPV
from kg.model.translit import name_words, word_keys

LONGEST: Final = 300
"""Characters that are read; names are shorter."""

MOST_WORDS: Final = 12

_QUOTED: Final = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]')
_HOSTED: Final = re.compile(r"(?:https?://)?[^/\s]+/(?:page/|data/)?((?:id|law)/\S+)")
_OPAQUE: Final = re.compile(r"[a-z]-[a-z0-9]{7}")
_PART_MARK: Final = re.compile(
    r"\b(?:ч|част[ьи]|частка|частцы|part|para|paragraph|p)\b\.?\s*(\d{1,2}(?:\.\d{1,2})?)(?![.\d])"
)
_ARTICLE_MARK: Final = re.compile(
    r"\b(?:ст|статья|статьи|статье|статью|статьей|артыкул|арт|art|article|articles|s)\b\.?\s*"
    r"(?=\d)"
)
_ARTICLE: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,2}){0,2}(?![\w])")
_FILLER: Final = re.compile(r"\b(?:of|the|code|criminal|кодекса?|уголовного)\b")
_CODES: Final[dict[str, str]] = {
    "рф": "ru-", "россии": "ru-", "rf": "ru-", "ru": "ru-", "russian": "ru-", "russia": "ru-",
    "рб": "by-", "беларуси": "by-", "by": "by-", "belarusian": "by-", "belarus": "by-",
    "ук": "-cc", "uk": "-cc", "cc": "-cc", "коап": "-cao", "koap": "-cao", "cao": "-cao",
}  # fmt: skip
"""Word beside the number of an article → beginning or end of the name of a code."""

_LATIN_KEYS: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC_KEYS: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_KEYBOARD: Final = str.maketrans(
    _LATIN_KEYS + _CYRILLIC_KEYS, _CYRILLIC_KEYS + _LATIN_KEYS
)  # the same keys in the other layout
_PATRONYMIC: Final = re.compile(r".{2,}(?:[oe]?vič|evna|ovna|[iu]čna|en?ič|nič)")
_EQUAL: Final = re.compile("[oil]")


@dataclass(frozen=True, slots=True)
class Provision:
    """The number of an article, and of its part; `codes` are what the code is said to be."""

    article: str
    part: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that is searched for.

    `words` are folded, without those of `phrases`; `sounds` holds the keys of each word, every
    reading, and `spelled` the same words folded; `initials` are words of one letter beside longer
    ones.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...]
    spelled: tuple[str, ...]
    initial_sounds: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...]
    provision: Provision | None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to look for."""
        return not (self.words or self.initials or self.phrases)

    @property
    def every_word(self) -> list[str]:
        """Return all words, those of phrases too."""
        return [*self.words, *self.initials, *(word for one in self.phrases for word in one)]


def read_asked(text: str) -> Asked:
    """Return what a text asks for. Total: any text is read."""
    text = plain_numbers(text[:LONGEST])
    phrases = [found for one in _QUOTED.findall(text) if (found := tuple(tokens(one)))]
    rest = _QUOTED.sub(" ", text)
    provision = _provision(text)
    if provision:
        rest = _ARTICLE_MARK.sub(" ", _PART_MARK.sub(r" \1 ", fold(rest)))
    words, initials = _parted(tokens(rest)[:MOST_WORDS])
    sounds, short = _parted(name_words(rest)[:MOST_WORDS])
    return Asked(
        words,
        initials,
        tuple(word_keys(word) for word in sounds if word_keys(word)),
        tuple("".join(tokens(word)) for word in sounds if word_keys(word)),
        tuple(found for word in short if (found := word_keys(word))),
        tuple(phrases),
        provision,
    )


def without_patronymic(asked: Asked) -> Asked | None:
    """Return the same without a father's name, or None where there is none beside two words."""
    kept = [at for at, keys in enumerate(asked.sounds) if not _PATRONYMIC.fullmatch(keys[0])]
    others = len(kept) + len(asked.initial_sounds)
    if asked.phrases or len(kept) == len(asked.sounds) or others < 2:
        return None
    sounds = tuple(asked.sounds[at] for at in kept)
    spelled = tuple(asked.spelled[at] for at in kept)
    return Asked((), (), sounds, spelled, asked.initial_sounds, (), None)


def other_keyboard(text: str) -> str:
    """Return what the same keys type in the other of the Latin and the Russian layout."""
    return text[:LONGEST].casefold().translate(_KEYBOARD)


def address(text: str) -> str:
    """Return the address that a text is: an id, a path, a whole address of ours; else nothing.

    The check character of an id must be right. Capitals and the digits that look like the
    letters o, i and l are put right.
    """
    asked = unquote(text.strip()[:LONGEST])
    if asked.startswith((PPO, PPV)):
        return asked
    hosted = _HOSTED.fullmatch(asked)
    short = hosted[1] if hosted else asked.removeprefix(BASE).lstrip("/")
    short = short.removeprefix("page/").removeprefix("data/").removeprefix("id/")
    record, hash_sign, local = short.partition("#")
    record = _spelled(record.partition("?")[0].rstrip("/"))
    try:
        return entity_iri(record + hash_sign + local, ID) if _is_id(record) else ""
    except ValueError:
        return ""


def is_mistyped_id(text: str) -> bool:
    """Return whether a text looks like an opaque id and is none."""
    return bool(_OPAQUE.fullmatch(text.strip().lower())) and not address(text)


def _is_id(record: str) -> bool:
    return "/" in record or bool(_OPAQUE.fullmatch(record))


def _spelled(record: str) -> str:
    """Return an opaque id in small letters, with digits for the letters that no id has."""
    small = record.lower()
    if not _OPAQUE.fullmatch(small):
        return record
    return small[:2] + _EQUAL.sub(lambda found: "0" if found.group() == "o" else "1", small[2:])


def _parted(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words, and apart from them the initials; a single letter alone is a word."""
    short = tuple(word for word in words if len(word) == 1 and word.isalpha())
    if len(short) == len(words):
        return tuple(words), ()
    # "Yu." and "Ю." are initials alike, but only the point tells: a prefix finds both.
    return tuple(word for word in words if word not in short), short


def _provision(text: str) -> Provision | None:
    """Return the article and the part that a text names, if it names nothing else."""
    rest = " ".join(fold(text).replace(",", " ").replace("-", " ").split())
    parts = _PART_MARK.findall(rest)
    rest = _FILLER.sub(" ", _ARTICLE_MARK.sub(" ", _PART_MARK.sub(" ", rest)))
    articles = _ARTICLE.findall(rest)
    others = tokens(_ARTICLE.sub(" ", rest))
    if len(articles) != 1 or len(parts) > 1 or not _CODES.keys() >= set(others):
        return None
    return Provision(articles[0], "".join(parts), tuple(_CODES[word] for word in others))
