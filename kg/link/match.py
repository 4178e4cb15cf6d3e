"""How well a name fits a form of a name: a score, and the features it is made of.

Words are compared by their keys (`kg.model.translit`), so script, scheme and ё do not count, nor
does their order. A father's name may be dropped on either side; one that differs speaks against.
An initial fits a word that begins so; a word with a typing mistake fits a little less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.model.names import tokens
from kg.model.translit import name_words, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WHOLE: Final = 100.0
"""The score of a name that fits word by word."""
_PATRONYMIC: Final = re.compile(r".{2,}(?:ič|vna|čna)")
_LIKE: Final = 78.0
"""Likeness from which two words may be one with a typing mistake (per cent of equal letters)."""
_SHORT: Final = 4
"""Words shorter than this are alike only when they are equal."""
_INITIAL: Final = 0.9
_FATHER_DROPPED: Final = 0.01
_FATHER_DIFFERS: Final = 0.4
_LEFT_OVER: Final = 0.6
"""What a word costs that was asked for and that a form lacks, as a share of one word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: the keys of its readings, and whether it is a father's name."""

    keys: tuple[str, ...]

    @property
    def is_initial(self) -> bool:
        """Return whether it is one letter."""
        return len(self.keys[0]) == 1

    @property
    def is_patronymic(self) -> bool:
        """Return whether it is built like a father's name."""
        return _PATRONYMIC.fullmatch(self.keys[0]) is not None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name fits: the score from 0 to 100, and why.

    `full` counts the words that are the same, `initials` those of one letter, `mistyped` those
    that are only alike, `missing` those without a partner, father's names apart.
    """

    score: float
    full: int = 0
    initials: int = 0
    mistyped: int = 0
    missing: int = 0
    father: str = ""
    """`same`, `differs`, `dropped` where one side has none, or nothing where both lack it."""

    @property
    def is_sure(self) -> bool:
        """Return whether it is the same name: two whole words, nothing left over or against."""
        return (
            self.full >= 2
            and not (self.initials or self.mistyped or self.missing)
            and self.father != "differs"
        )

    def features(self) -> Mapping[str, float]:
        """Return the features by name, as numbers."""
        told = {"words_same": self.full, "words_mistyped": self.mistyped,
                "initials": self.initials, "words_missing": self.missing}  # fmt: skip
        father = {"same": 1.0, "differs": -1.0}.get(self.father, 0.0)
        return {**{name: float(number) for name, number in told.items()}, "patronymic": father}


NONE: Final = Fit(0.0)


def name(text: str) -> tuple[Word, ...]:
    """Return the words of a name as they are compared; words without a letter are left out."""
    return tuple(Word(keys) for word in name_words(text) if (keys := word_keys(word)))


def person_fit(asked: Sequence[Word], form: Sequence[Word]) -> Fit:
    """Return how well the name of a person fits one form of a name."""
    ours, their_father = _parted(form)
    words, father = _parted(asked)
    if not words or not ours:
        return NONE
    pairs = _pairs(words, ours)
    full = sum(value == 1.0 for value in pairs)
    initials = sum(value == _INITIAL for value in pairs)
    of = max(len(words), len(ours))
    missing = of - len(pairs)
    value = (sum(pairs) - _LEFT_OVER * (len(words) - len(pairs))) / of
    told = _fathers(father, their_father)
    value -= {"differs": _FATHER_DIFFERS, "dropped": _FATHER_DROPPED}.get(told, 0.0)
    score = round(max(0.0, value) * WHOLE, 1)
    return Fit(score, full, initials, len(pairs) - full - initials, missing, told)


def title_fit(asked: str, form: str) -> Fit:
    """Return how well the name of a body, a place or a provision fits one of its names."""
    theirs, ours = tokens(asked), tokens(form)
    if not theirs or not ours:
        return NONE
    if sorted(theirs) == sorted(ours):
        return Fit(WHOLE, max(2, len(theirs)))
    one, other = " ".join(sorted(theirs)), " ".join(sorted(ours))
    close = max(fuzz.ratio(one, other), 0.9 * fuzz.token_set_ratio(one, other))
    return Fit(round(min(close, 94.0), 1), mistyped=1)


def best_person(asked: Sequence[Word], forms: Iterable[Sequence[Word]]) -> Fit:
    """Return the best fit among the forms of a person, none of which need be given.

    A father's name that one form contradicts and no form has speaks against the person; one that
    was not asked for and that some form has is told as dropped, whichever form fits best.
    """
    fits = [fit for form in forms if (fit := person_fit(asked, form)).score]
    if _against(fits):
        fits = [fit for fit in fits if fit.father == "differs"]
    best = max(fits, key=lambda fit: fit.score, default=NONE)
    if not best.father and any(fit.father == "dropped" for fit in fits):
        return replace(best, father="dropped")
    return best


def _against(fits: Sequence[Fit]) -> bool:
    fathers = {fit.father for fit in fits if fit.score}
    return "differs" in fathers and "same" not in fathers


def _parted(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words but the father's name, and that name if there is one.

    It never stands first, and of two words that are built like one the later is a surname
    (Николай Викторович Статкевич). Of two words in all neither is taken for it.
    """
    at = next((at for at, word in enumerate(words) if at and word.is_patronymic), 0)
    if not at or len(words) < 3:
        return list(words), []
    return [*words[:at], *words[at + 1 :]], [words[at]]


def _fathers(asked: Sequence[Word], form: Sequence[Word]) -> str:
    if not asked and not form:
        return ""
    if not asked or not form:
        return "dropped"
    return "same" if _pairs(asked, form) else "differs"


def _pairs(words: Sequence[Word], ours: Sequence[Word]) -> list[float]:
    """Return the likeness of each pair of words, the surest pairs first, each word once."""
    every = sorted(
        (
            (-value, one, two)
            for one, word in enumerate(words)
            for two, other in enumerate(ours)
            if (value := _likeness(word, other)) > 0
        ),
    )
    found: list[float] = []
    used: set[int] = set()
    taken: set[int] = set()
    for value, one, two in every:
        if one not in used and two not in taken:
            used.add(one)
            taken.add(two)
            found.append(-value)
    return found


def _likeness(word: Word, other: Word) -> float:
    """Return 1 for the same word in any spelling, less for an initial or a typing mistake."""
    if word.is_initial or other.is_initial:
        begins = any(a[0] == b[0] for a in word.keys for b in other.keys)
        return _INITIAL * begins
    if set(word.keys) & set(other.keys):
        return 1.0
    one, two = word.keys[0], other.keys[0]
    if min(len(one), len(two)) < _SHORT:
        return 0.0
    like = fuzz.ratio(one, two)
    return 0.9 * like / 100 if like >= _LIKE else 0.0
