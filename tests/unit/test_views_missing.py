"""The page of an address at which nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ids
from kg.views.missing import asked, candidates, missing_page, short_of, similar
from kg.views.values import Text, Value


@pytest.mark.parametrize("path", ["/id/p-fzxz7ja", "/page/id/p-fzxz7ja", "/data/id/P-FZXZ7JA"])
def test_the_id_of_a_path_is_read(path: str) -> None:
    assert short_of(path) == "p-fzxz7ja"


@pytest.mark.parametrize(
    "short", ["p-fzxz7jb", "p-fzx27ja", "p-zfxz7ja", "p-fzxz7j", "p-fzxz7jaa", "p-fzxzzja"]
)
def test_an_id_with_one_typing_error_leads_to_what_was_meant(short: str) -> None:
    found = candidates(short)
    assert "p-fzxz7ja" in found
    assert all(map(ids.is_valid, found))


def test_misread_letters_are_read_as_what_they_look_like() -> None:
    assert "c-0000006" not in candidates("c-000000") or ids.is_valid("c-0000006")
    right = f"c-10v000{ids.check_character('10v000')}"
    assert right in candidates(right.replace("1", "l").replace("v", "u"))


@given(st.text(alphabet="abcipz019-/é", max_size=12))
def test_any_text_has_valid_candidates_or_none(short: str) -> None:
    assert all(map(ids.is_valid, candidates(short)))


def test_the_words_of_an_address_are_searched_for() -> None:
    assert asked("/page/garipov-case.html") == "garipov case"
    assert asked("/law/ru-cc-art-205.5") == "ru cc art 205.5"
    assert asked("/id/p-fzxz7jb") == ""


def test_similar_names_are_found() -> None:
    known = ["org/ru-fsb", "org/ru-memorial-hrc", "place/ru-mow"]
    assert similar("org/ru-memorial-hcr", known) == ("org/ru-memorial-hrc",)


@pytest.mark.parametrize("lang", ["en", "ru", "be"])
def test_a_typing_error_is_told_where_something_near_is_known(lang: str) -> None:
    near = Value(Text("x"), "/page/id/p-fzxz7ja")
    shown = missing_page("/id/p-fzxz7jb", [near], [near], lang)
    assert "p-fzxz7jb" in shown.mistyped
    assert shown.found == ()
    assert shown.search == ""
    assert missing_page("/id/p-fzxz7jb", [], [], lang).mistyped == ""
    assert all(one.href.endswith(f"?lang={lang}") for one in shown.kinds) == (lang != "en")
