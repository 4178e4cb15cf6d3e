"""The search page as values: kinds, pages, why something was found, what to do with nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from kg.model.ns import ID
from kg.release.search_kinds import KINDS
from kg.release.search_steps import HOWS
from kg.views.search import PER_PAGE, Search, search_page
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Form:
    text: str
    lang: str


@dataclass
class Hit:
    iri: str = f"{ID}p-0000000"
    kind: str = "persons"
    year: str = ""
    labels: Mapping[str, str] = field(default_factory=lambda: {"ru": "Имя", "en": "Name"})
    form: Form = field(default_factory=lambda: Form("Name", "en"))
    how: str = "words"
    whole: Mapping[str, str] = field(default_factory=dict)


def asked(text: str = "ё & ж", kind: str = "", page: int = 1, lang: str = "en") -> Search:
    return Search(text, kind, page, lang)


def test_a_result_says_what_it_is_and_why_it_was_found() -> None:
    part = Hit(kind="parts", whole={"en": "Case"}, year="2020")
    sound = Hit(form=Form("Nejm", "ru-latn"), how="sound")
    page = search_page(asked(), [Hit(), part, sound], 3, {"persons": 2, "parts": 1}, is_more=False)
    plain, of_case, other = page.results
    assert plain.record == Value(Text("Name"), "/page/id/p-0000000")
    assert (plain.kind, plain.matched, plain.why) == ("person", None, "")
    assert (of_case.kind, of_case.whole, of_case.year) == ("part of a record", Text("Case"), "2020")
    assert (other.matched, other.why) == (Text("Nejm", "ru-latn"), "in another spelling")
    assert page.amount == "Found: 3"
    assert page.range == page.previous == page.next == page.elsewhere == ""


def test_labels_are_in_the_language_of_the_page() -> None:
    page = search_page(asked(lang="ru"), [Hit()], 1, {"persons": 1}, is_more=False)
    (result,) = page.results
    assert result.record.text == Text("Имя")
    assert result.record.href.endswith("?lang=ru")
    assert result.matched == Text("Name", "en")
    assert page.description == "/opensearch.xml?lang=ru"


def test_pages_keep_what_was_asked() -> None:
    hits = [Hit()] * PER_PAGE
    page = search_page(asked(page=2, kind="persons", lang="ru"), hits, 50, {"persons": 50},
                       is_more=True)  # fmt: skip
    query = "/search?q=%D1%91+%26+%D0%B6&kind=persons"
    assert page.previous == f"{query}&page=1&lang=ru"
    assert page.next == f"{query}&page=3&lang=ru"
    assert page.json == f"{query}&format=json&lang=ru"
    assert page.range == "с 21 по 40"
    assert "50" in page.amount
    last = search_page(asked(page=3), hits[:10], 50, {"persons": 50}, is_more=False)
    assert (last.next, last.range) == ("", "41 to 50")


def test_kinds_to_choose_from() -> None:
    some = search_page(asked(), [Hit()], 3, {"persons": 2, "cases": 1}, is_more=False)
    assert [(one.label, one.number, one.is_chosen) for one in some.choices] == [
        ("All", "", True), ("Persons", "2", False), ("Cases", "1", False),
    ]  # fmt: skip
    assert search_page(asked(), [Hit()], 1, {"persons": 1}, is_more=False).choices == ()
    many = search_page(asked(), [Hit()], 200, dict.fromkeys(KINDS, 0), is_more=True)
    assert {one.number for one in many.choices} == {""}
    none = search_page(asked(kind="cases"), [], 0, {"persons": 1}, is_more=False)
    assert none.elsewhere == "/search?q=%D1%91+%26+%D0%B6"
    assert none.amount == none.range == none.hint == ""


def test_a_hint_is_a_sentence() -> None:
    page = search_page(asked(), [], 0, {}, is_more=False, hint="search_no_id")
    assert page.hint == words("en")["search_no_id"]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_kind_and_every_reason_has_words(lang: str) -> None:
    strings = words(lang)
    assert [kind for kind in KINDS if f"one_{kind}" not in strings or kind not in strings] == []
    assert [how for how in HOWS if f"how_{how}" not in strings] == []
