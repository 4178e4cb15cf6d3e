"""The catalogues have every string of the interface, and none besides."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kg.locale.__main__ import REVIEW, TEMPLATE, written
from kg.views.translated import SOURCE, Plural, catalogue_path
from kg.views.words import FALLBACK, UNREVIEWED, counted, sources, words

LANGUAGES = [lang for lang in FALLBACK if lang != SOURCE]
FOREIGN = {"ru": re.compile("[іўІЎ]"), "be": re.compile("[ищъИЩЪ]")}
"""Letters that the language does not have."""
UPDATE = "python -m kg.locale"


@cache
def messages(lang: str) -> dict[str, Message]:
    with catalogue_path(lang).open("rb") as file:
        read = read_po(file, locale=lang, abort_invalid=True)
    return {str(message.context): message for message in read if message.id}


def forms(message: Message) -> list[str]:
    """Return what a string is translated to: one text, or one for each form of a plural."""
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w*)}", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogues_have_the_strings_of_the_source(lang: str) -> None:
    strings = {
        key: (text.one, text.other) if isinstance(text, Plural) else text
        for key, text in sources().items()
    }
    found = {key: message.id for key, message in messages(lang).items()}
    assert sorted(strings.keys() - found.keys()) == [], f"missing; run {UPDATE} and translate"
    assert sorted(found.keys() - strings.keys()) == [], f"unused; run {UPDATE}"
    changed = [key for key, text in strings.items() if found[key] != text]
    assert changed == [], f"the English text has changed; run {UPDATE} and look at them"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_translated(lang: str) -> None:
    found = messages(lang)
    assert [key for key, one in found.items() if not all(forms(one))] == []
    assert [key for key, one in found.items() if one.fuzzy] == []
    wrong = [key for key, one in found.items() if one.pluralizable and len(forms(one)) != 3]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_fields_of_the_english_text(lang: str) -> None:
    for key, message in messages(lang).items():
        text = message.id if isinstance(message.id, str) else message.id[1]
        assert {frozenset(fields(form)) for form in forms(message)} == {frozenset(fields(text))}, (
            key
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_in_their_language(lang: str) -> None:
    wrong = {
        key for key, one in messages(lang).items() if FOREIGN[lang].search(" ".join(forms(one)))
    }
    assert wrong == set()


@pytest.mark.parametrize("lang", sorted(UNREVIEWED))
def test_what_no_speaker_has_read_says_so(lang: str) -> None:
    marked = [one for one in messages(lang).values() if REVIEW in one.user_comments]
    assert marked, "all is read: take the language out of UNREVIEWED"


def test_the_template_is_that_of_the_source() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == written("", sources(), Catalog()), UPDATE


def test_a_text_that_changed_keeps_its_translation_until_somebody_has_looked() -> None:
    before = Catalog(locale="ru")
    before.add("One", "Один", context="one")
    before.add("Gone", "Нет", context="gone")
    before.add("Two", "Два", context="two")
    strings: dict[str, str | Plural] = {
        "one": "One",
        "two": "Two of them",
        "new": Plural("{number} case", "{number} cases"),
    }
    made = written("ru", strings, before)
    assert made.count("fuzzy") == 1
    assert 'msgid "Two of them"\nmsgstr "Два"' in made
    assert 'msgctxt "one"\nmsgid "One"\nmsgstr "Один"' in made
    assert 'msgstr[2] ""' in made
    assert "Gone" not in made


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["1 second", "2 seconds", "5 seconds", "21 seconds"]),
        ("ru", ["1 секунда", "2 секунды", "5 секунд", "21 секунда"]),
        ("be", ["1 секунда", "2 секунды", "5 секунд", "21 секунда"]),
    ],
)
def test_a_number_has_its_form(lang: str, said: list[str]) -> None:
    assert [counted("count_seconds", number, lang) for number in (1, 2, 5, 21)] == said


def test_what_is_no_whole_number_takes_the_form_of_a_few() -> None:
    assert counted("count_seconds", 0.5, "en") == "0.5 seconds"
    assert counted("count_seconds", 0.5, "ru") == "0.5 секунды"


def test_an_unknown_language_is_english() -> None:
    assert words("de") == words("en")
