"""How records are found: step by step, and a record comes with the first step that finds it.

Provisions by their number; labels, then name forms, that are exactly the words asked for, in any
order; then, of persons, cases and the like first, and of documents, terms and parts after them,
words, beginnings of words, and words that sound alike. Mistyped words are looked for only where
this finds little. Within a step the order is that of the index, so pages of results never
overlap.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.model.names import tokens
from kg.model.translit import name_words, word_keys
from kg.release.search_asked import Asked, other_keyboard, read_asked, without_patronymic
from kg.release.search_index import LONGEST_BEGINNING, word_hash
from kg.release.search_rows import Form
from kg.release.search_typos import near

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from kg.release.search_asked import Provision

MOST: Final = 200
"""Records that are found at most; who finds more has to say more."""

FEW: Final = 5
"""With fewer found than this, other spellings are tried."""

_EXACT: Final = frozenset({"number", "label", "name"})
_CLOSEST: Final = (1, 2)
_COMMON: Final = 2000
_OPENING: Final = 4
"""Letters of a word that tell the sound it begins with: shch."""
_BIGGEST_ID: Final = 2**62

_MATCH: Final = """
SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?
"""
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

Fits = Callable[[int], bool]
"""Whether a record that was found has the initials too."""


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
        fits = _initials(base, fewer)
        steps = (_by_sound(base, fewer, span, fits) for span in spans)
        yield ((number, "without_patronymic") for step in steps for number, _ in step)
    for tried in (asked, fewer):
        if tried:
            yield from _by_mistake(base, tried, spans)
    yield from (_by_keyboard(base, text, span) for span in spans)


def _sure(
    base: sqlite3.Connection, asked: Asked, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield what is spelled or sounds as it was asked for."""
    if asked.provision:
        yield from _within(spans, _provisions(base, asked.provision), "number")
    exact = list(_exact(base, asked))
    for how, is_label in (("label", True), ("name", False)):
        yield from _within(spans, (number for number, one in exact if one is is_label), how)
    fits = _initials(base, asked)
    for span in spans:
        yield from _by_words(base, asked, span, fits)
        yield from _by_sound(base, asked, span, fits)


def _by_keyboard(
    base: sqlite3.Connection, text: str, span: tuple[int, int]
) -> Iterator[tuple[int, str]]:
    """Yield what the same keys find in the other layout."""
    asked = read_asked(other_keyboard(text))
    for number, _ in _by_words(base, asked, span, _initials(base, asked)):
        yield number, "keyboard"


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


def forms_of(base: sqlite3.Connection, number: int) -> list[Form]:
    """Return the forms of the record with a number."""
    query = "SELECT forms FROM record WHERE id = ?"
    return forms(base.execute(query, (number,)).fetchone()[0])


def _by_words(
    base: sqlite3.Connection, asked: Asked, span: tuple[int, int], fits: Fits
) -> Iterator[tuple[int, str]]:
    """Yield the records with all words, then those with all as beginnings of words."""
    if asked.is_empty:
        return
    others = [f'"{" ".join(phrase)}"' for phrase in asked.phrases]
    others += [f'"{word}"*' for word in asked.initials]
    whole = [f'"{word}"' for word in asked.words]
    begun = [_continued(base, "word", (word,), (word,)) for word in asked.words]
    for how, terms in (("words", whole), ("beginning", begun)):
        for number in _matching(base, "word", [*terms, *others], span):
            if fits(number):
                yield number, how


def _by_sound(
    base: sqlite3.Connection, asked: Asked, span: tuple[int, int], fits: Fits
) -> Iterator[tuple[int, str]]:
    """Yield the records with all words in any spelling, then with all as beginnings of words."""
    if asked.phrases or not (asked.sounds or asked.initial_sounds):
        return
    others = [_either(_begun(keys), "*") for keys in asked.initial_sounds]
    whole = [_either(keys, "") for keys in asked.sounds]
    begun = [_continued(base, "sound", keys, _begun(keys)) for keys in asked.sounds]
    for terms in (whole, begun):
        for number in _matching(base, "sound", [*terms, *others], span):
            if fits(number):
                yield number, "sound"


def _by_mistake(
    base: sqlite3.Connection, asked: Asked, spans: Sequence[tuple[int, int]]
) -> Iterator[Step]:
    """Yield steps to the records with words like those asked for, first with one mistake."""
    if asked.phrases or not asked.sounds:
        return
    others = [_either(_begun(keys), "*") for keys in asked.initial_sounds]
    near = [_near(base, *word) for word in zip(asked.sounds, asked.spelled, strict=True)]
    unknown = [not _has_more(base, "sound", _either(keys, ""), 0) for keys in asked.sounds]
    every = [True] * len(near)
    for most in _CLOSEST:
        # A word that is in the index may still be the wrong one, but not first of all.
        for which in [unknown, every] if any(unknown) and not all(unknown) else [every]:
            terms = [
                _either(
                    [key for key, distance in found.items() if distance <= most * is_mistyped], ""
                )
                for found, is_mistyped in zip(near, which, strict=True)
            ]
            yield ((number, "similar") for span in spans
                   for number in _matching(base, "sound", [*terms, *others], span))  # fmt: skip


def _near(base: sqlite3.Connection, keys: Sequence[str], spelled: str) -> dict[str, int]:
    """Return the keys of a word, and those of the index that are like it, with their distances."""
    found = dict.fromkeys(keys, 0)
    for text in dict.fromkeys((*keys, spelled)):
        for key, distance in near(base, text):
            found[key] = min(distance, found.get(key, distance))
    return found


def _continued(
    base: sqlite3.Connection, table: str, whole: Sequence[str], begun: Sequence[str]
) -> str:
    """Return the term for words that begin so.

    The words that continue a long and common one are many to gather and add little.
    """
    is_long = min(map(len, begun)) > LONGEST_BEGINNING
    if is_long and _has_more(base, table, _either(whole, ""), _COMMON):
        return _either(whole, "")
    return _either(begun, "*")


def _has_more(base: sqlite3.Connection, table: str, term: str, amount: int) -> bool:
    """Return whether a term is in more than so many records."""
    query = f"{_MATCH.format(table=table)} OFFSET ?"
    return base.execute(query, (term, 1, _BIGGEST_ID, 1, amount)).fetchone() is not None


def _begun(keys: Sequence[str]) -> list[str]:
    """Return keys to be continued: an "i" at the end may turn out to be a glide."""
    return [key.removesuffix("i") or key for key in keys]


def _either(keys: Sequence[str], star: str) -> str:
    return "(" + " OR ".join(f'"{key}"{star}' for key in keys) + ")"


def _matching(
    base: sqlite3.Connection, table: str, terms: Sequence[str], span: tuple[int, int]
) -> Iterator[int]:
    """Yield the numbers that match all terms, in their order."""
    query = _MATCH.format(table=table)
    for (number,) in base.execute(query, (" AND ".join(terms), *span, MOST + 1)):
        yield number


def _initials(base: sqlite3.Connection, asked: Asked) -> Fits:
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
        return any(_has_beginnings(form.text, least) for form in forms_of(base, number))

    return fits


def _has_beginnings(text: str, least: Mapping[str, int]) -> bool:
    begun = [key for word in name_words(text) for key in word_keys(word[:_OPENING])[:1]]
    return all(
        sum(key.startswith(letter) for key in begun) >= amount for letter, amount in least.items()
    )


def forms(written: str) -> list[Form]:
    """Return the forms of a record as the index holds them."""
    return [Form(text, lang, bool(is_label)) for text, lang, is_label in json.loads(written)]
