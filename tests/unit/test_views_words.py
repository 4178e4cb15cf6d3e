from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.views import words as words_module
from kg.views.words import FALLBACK, LANGUAGES, language, words
from tests.views_store import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((ROOT / "kg" / "web" / "templates").glob("*.html"))


@pytest.mark.parametrize("lang", FALLBACK)
def test_every_string_is_there(lang: str) -> None:
    assert [key for key, text in words(lang).items() if not text.strip()] == []
    assert words(lang).keys() == words("en").keys()


def test_every_language_has_its_own_order() -> None:
    assert [tag for tag, _ in LANGUAGES] == list(FALLBACK)
    assert all(order[0] == lang for lang, order in FALLBACK.items())


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_nothing_is_left_in_english(lang: str) -> None:
    same = {key for key, text in words(lang).items() if text == words("en")[key]}
    assert same <= {"site", "checksum", "map_region", "dl_whole"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_words_that_exist(path: Path) -> None:
    used = re.findall(r"frame\.w\.(\w+)", path.read_text(encoding="utf-8"))
    assert [key for key in used if key not in words("en")] == []


@pytest.mark.parametrize(
    ("asked", "got"),
    [("ru", "ru"), ("ru-RU", "ru"), ("be", "be"), ("EN", "en"), ("de", "en"), ("", "en")],
)
def test_language(asked: str, got: str) -> None:
    assert language(asked) == got


def test_no_string_stands_in_two_tables() -> None:
    keys = [key for table in words_module._TABLES for key in table]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
