"""Properties of the keys of names and of the search: total, idempotent, blind to spelling."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import iuliia  # type: ignore[import-untyped]
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.model.names import tokens
from kg.model.ns import ID
from kg.model.translit import ABC, MOST_READINGS, key, keys, name_words, word_keys
from kg.release.search import search
from kg.release.search_asked import address, is_mistyped_id, other_keyboard, read_asked
from kg.release.search_index import write_index
from kg.release.search_initials import beginning
from kg.release.search_matches import MOST
from kg.release.search_rows import Form, Row, place
from kg.release.search_typos import mistakes, near, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = "abcdehijkoqstuvwxyzžčšабгежийклоцчшщъьэюяёўіїєґғқһѫ'ʹ’ğışçñöüCХS\u0301 "
WORDS = st.one_of(st.text(max_size=20), st.text(alphabet=LETTERS, max_size=14))
# BGN/PCGN, passports (ICAO), ISO 9, scholars, GOST 7.79 A and B, GOST 7.034.
SCHEMES = ("bgn_pcgn", "icao_doc_9303", "iso_9_1968", "scientific", "gost_779", "gost_779_alt",
           "gost_7034", "ala_lc")  # fmt: skip


def _syllables() -> st.SearchStrategy[str]:
    # "сх" is left out: with "h" for "х" it reads as "ш", which the module names as a limit.
    onset = st.sampled_from([*"бвгджзклмнпрстфцчшщ", "х", "бр", "ст", "вл", "жд", ""])
    vowel = st.sampled_from([*"аеёиоуыэюя", "ай", "ей", "ья", "ьё", "ие"])
    return st.lists(st.tuples(onset, vowel).map("".join), min_size=1, max_size=4).map("".join)


NAMES = st.builds(
    lambda stem, end: (stem + end).capitalize(),
    _syllables(),
    st.sampled_from(["ов", "ёв", "ский", "цкая", "ович", "енко", "ян", "чук", "ь", "й", ""]),
)


@given(WORDS)
def test_the_key_of_a_key_is_itself(word: str) -> None:
    made = key(word)
    assert key(made) == made
    assert keys(word)[0] == made
    assert len(set(keys(word))) == len(keys(word)) <= MOST_READINGS
    assert all(tokens(one) for one in word_keys(word))


@given(NAMES)
def test_a_name_has_a_key_of_plain_letters(name: str) -> None:
    assert key(name)
    assert set(key(name)) <= set(ABC)
    assert key(name.upper()) == key(name.lower()) == key(name)


@settings(deadline=None)
@given(NAMES, st.sampled_from(SCHEMES))
def test_romanising_a_name_keeps_its_key(name: str, scheme: str) -> None:
    romanised = iuliia.schemas.get(scheme).translate(name)
    assert key(name) in keys(romanised)


@given(st.text(max_size=400))
def test_anything_can_be_asked(text: str) -> None:
    asked = read_asked(text)
    assert all(tokens(word) == [word] for word in asked.every_word)
    assert isinstance(address(text), str)
    assert not (address(text) and is_mistyped_id(text))
    name_words(other_keyboard(text))


@pytest.fixture(scope="module")
def index() -> Iterator[Path]:
    names = [
        "Зейтуллаев Руслан Борисович",
        "Zeitullaev Ruslan",
        "Статья 205.5 УК РФ",
        "«Claims» of",
    ]
    rows = [Row(f"{ID}p-{n}", "persons", "Person", "", (Form(name, "ru", True),))
            for n, name in enumerate(names)]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        write_index(sorted(rows, key=place), path)
        yield path


@settings(deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.text(alphabet="\"*()[]{}:^+-. ANDORTNEabzруч205§\0'", max_size=40),
    ),
    limit=st.integers(-1, 30),
    offset=st.integers(-5, 500),
    kind=st.sampled_from(["", "persons", "cases", "nothing"]),
)
def test_no_text_breaks_the_search(
    index: Path, text: str, limit: int, offset: int, kind: str
) -> None:
    found = search(index, text, limit, offset, kind)
    assert len(found.hits) <= max(0, limit)
    assert len(found.hits) <= found.total <= MOST


@settings(max_examples=40, deadline=None)
@given(NAMES.filter(lambda name: len(key(name)) > 4), st.data())
def test_one_mistake_is_forgiven(name: str, data: st.DataObject) -> None:
    made = key(name)
    at = data.draw(st.integers(0, len(made) - 2))
    wrong = data.draw(st.sampled_from([
        made[:at] + made[at + 1 :],
        made[:at] + made[at] + made[at:],
        made[:at] + made[at + 1] + made[at] + made[at + 2 :],
        made[:at] + data.draw(st.sampled_from(ABC)) + made[at + 1 :],
    ]))  # fmt: skip
    assume(mistakes(wrong) and wrong != made)
    assert pieces(wrong) & pieces(made)


def test_near_words_come_nearest_first(index: Path) -> None:
    with contextlib.closing(sqlite3.connect(index)) as base:
        assert near(base, "zetulaef") == [("zetulaev", 1)]
        assert near(base, "зейтулаев") == [("zetulaev", 1)]
        assert near(base, "zeitullaaev")[0] == ("zetulaev", 1)
        assert near(base, "ruslan") == near(base, "zet") == near(base, "205.5") == []


@given(st.one_of(NAMES, WORDS))
def test_the_beginning_of_a_word_is_that_of_its_key(name: str) -> None:
    for word in name_words(name):
        exact = next(iter(word_keys(word[:4])), "")
        assert beginning(word)[:1] == exact[:1]
        # Only one initial stands for two letters of a key, and its letter is read whole.
        assert beginning(word)[:2] == exact[:2] or not exact.startswith("ks")
