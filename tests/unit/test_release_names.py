"""Folding of names (`kg.model.names`)."""

from __future__ import annotations

import unicodedata

import pytest

from kg.model.names import fold, tokens, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Semyonov", "semyonov"),
        ("Семёнов", "семенов"),
        ("Андрей Йогурт", "андрей йогурт"),
        ("José Müller", "jose muller"),
        ("Уладзімір Ўласаў", "уладзімір уласау"),
        ("№ 5", "no 5"),
        ("", ""),
    ],
)
def test_capitals_and_accents_go_but_short_i_stays(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_decomposed_letters_fold_like_composed_ones() -> None:
    assert fold(unicodedata.normalize("NFD", "Андрей Семёнов")) == "андрей семенов"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\u0421laims", "claims"),  # a Cyrillic capital S at the front
        ("Петр\u006fв", "петров"),  # a Latin o inside
        ("\u0412arclay", "barclay"),  # looks alike as a capital only
        ("\u0432arclay", "\u0432arclay"),
        ("\u0421op", "cop"),  # every letter has a twin: the script with more letters
        ("\u0421\u043ep", "\u0441\u043e\u0440"),
        ("ZЖ", "zж"),
        ("\u0421\u041e\u0420", "\u0441\u043e\u0440"),  # one script: nothing is guessed
    ],
)
def test_a_word_of_two_scripts_becomes_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_letters_and_digits() -> None:
    assert words("Дело № 1-318/2021, ст. 361.1") == [
        "дело",
        "no",
        "1",
        "318",
        "2021",
        "ст",
        "361",
        "1",
    ]
    assert words("  _—  ") == []


def test_tokens_keep_the_number_of_an_article_whole() -> None:
    assert tokens("Ст. 205.5, ч. 1; 361⁴ и 1.2.3.") == [
        *("ст", "205.5", "ч", "1", "361.4", "и", "1.2.3"),
    ]
    assert tokens("x² 5 ⁵ .5") == ["x2", "5", "5", "5"]
