"""How records are found: step by step, and a record comes with the first step that finds it.

Provisions by their number; labels, then name forms, that are exactly the words asked for, in any
order; then, of persons, cases and the like first, and of documents, terms and parts after them,
words, beginnings of words, and words that sound alike. Mistyped words are looked for only where
this finds little. Within a step the order is that of the index, so pages of results never
overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.model.names import tokens
from kg.release.search_asked import Asked, other_keyboard, read_asked, without_patronymic
from kg.release.search_index import word_hash
from kg.release.search_initials import fits_initials, forms_of
from kg.release.search_matches import MOST, begun, continued, either, matching
from kg.release.search_mistakes import by_mistake

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from kg.release.search_asked import Provision
    from kg.release.search_initials import Fits
    from kg.release.search_mistakes import Near

FEW: Final = 5
"""With fewer found than this, other spellings are tried."""

_EXACT: Final = frozenset({"number", "label", "name"})

_PROVISIONS: Final = """
SELECT record, code FROM provision WHERE article = ? AND (? = '' OR part = ?)
ORDER BY code DESC, part = '' DESC, CAST(part AS REAL), record
"""

HOWS: Final = (
    *("number", "label", "name", "words", "beginning", "sound"),
    *("without_patronymic", "similar", "keyboard"),
)
"""Why something was found, from the surest to the least sure."""

Found = dict[int, str]
"""Number of a record → how it was found, in the order of results."""

Step = Iterator[tuple[int, str]]
"""What one step finds, and how."""


def find(
    base: sqlite3.Connection, text: str, asked: Asked, spans: Sequence[tuple[int, int]]
) -> Found:
    """Return what is found among `spans`, one more than `MOST` where there is more."""
    found: Found = {}
    for step in _steps(base, text, asked, spans):
        for number, how in step:
            found.setdefault(number, how)
            if len(found) > MOST:
                return found
        if len(found) >= FEW or asked.phrases or _EXACT & set(found.values()):
            break
    return found


def _steps(
    base: sqlite3.Connection, text: str, asked: Asked, spans: Sequence[tuple[int, int]]
) -> Iterator[Step]:
    """Yield what is spelled or sounds as asked for, then what somebody may have meant."""
    yield _sure(base, asked, spans)
    fewer = without_patronymic(asked)
    if fewer:
        fits = fits_initials(base, fewer)
        steps = (_by_sound(base, fewer, span, fits) for span in spans)
        yield ((number, "without_patronymic") for step in steps for number, _ in step)
    known: Near = {}
    for tried in (asked, fewer):
        if tried:
            for step in by_mistake(base, tried, spans, known):
                yield ((number, "similar") for number in step)
    yield from _by_keyboard(base, text, spans)


def _sure(
    base: sqlite3.Connection, asked: Asked, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield what is spelled or sounds as it was asked for."""
    if asked.provision:
        yield from _within(spans, _provisions(base, asked.provision), "number")
    exact = list(_exact(base, asked))
    for how, is_label in (("label", True), ("name", False)):
        yield from _within(spans, (number for number, one in exact if one is is_label), how)
    fits = fits_initials(base, asked)
    for span in spans:
        yield from _by_words(base, asked, span, fits)
        yield from _by_sound(base, asked, span, fits)


def _by_keyboard(
    base: sqlite3.Connection, text: str, spans: Sequence[tuple[int, int]]
) -> Iterator[Step]:
    """Yield the steps to what the same keys find in the other layout."""
    asked = read_asked(other_keyboard(text))
    fits = fits_initials(base, asked)
    for span in spans:
        yield ((number, "keyboard") for number, _ in _by_words(base, asked, span, fits))


def _within(
    spans: Sequence[tuple[int, int]], numbers: Iterable[int], how: str
) -> Iterator[tuple[int, str]]:
    for number in numbers:
        if any(first <= number <= last for first, last in spans):
            yield number, how


def _provisions(base: sqlite3.Connection, asked: Provision) -> Iterator[int]:
    """Yield the article or the part with a number, and the parts of the article after it."""
    for number, code in base.execute(_PROVISIONS, (asked.article, asked.part, asked.part)):
        if all(said in f"{code}-" for said in asked.codes):
            yield number


def _exact(base: sqlite3.Connection, asked: Asked) -> Iterator[tuple[int, bool]]:
    """Yield the records of which one form has just the words asked for, and whether a label."""
    words = sorted(asked.every_word)
    query = "SELECT record FROM exact WHERE hash = ? ORDER BY record LIMIT ?"
    for (number,) in base.execute(query, (word_hash(words), MOST + 1)):
        same = [form for form in forms_of(base, number) if sorted(tokens(form.text)) == words]
        if same:
            yield number, any(form.is_label for form in same)


def _by_words(
    base: sqlite3.Connection, asked: Asked, span: tuple[int, int], fits: Fits
) -> Iterator[tuple[int, str]]:
    """Yield the records with all words, then those with all as beginnings of words."""
    if asked.is_empty:
        return
    others = [f'"{" ".join(phrase)}"' for phrase in asked.phrases]
    others += [f'"{word}"*' for word in asked.initials]
    whole = [f'"{word}"' for word in asked.words]
    starts = [continued(base, "word", (word,), (word,)) for word in asked.words]
    for how, terms in (("words", whole), ("beginning", starts)):
        for number in matching(base, "word", [*terms, *others], span):
            if fits(number):
                yield number, how


def _by_sound(
    base: sqlite3.Connection, asked: Asked, span: tuple[int, int], fits: Fits
) -> Iterator[tuple[int, str]]:
    """Yield the records with all words in any spelling, then with all as beginnings of words."""
    if asked.phrases or not (asked.sounds or asked.initial_sounds):
        return
    others = [either(begun(keys), "*") for keys in asked.initial_sounds]
    whole = [either(keys, "") for keys in asked.sounds]
    starts = [continued(base, "sound", keys, begun(keys)) for keys in asked.sounds]
    for terms in (whole, starts):
        for number in matching(base, "sound", [*terms, *others], span):
            if fits(number):
                yield number, "sound"
