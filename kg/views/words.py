"""Every string of the interface: English here, its translations in `kg/locale` (gettext).

To add a string: write `"key": "English text"` into the table it belongs to (a new page has its own
`words_<topic>.py`, named in `_TABLES` below), use it as `words(lang)["key"]` or `frame.w.key`, and
run `python -m kg.locale`. That adds the key, as `msgctxt`, with the English text to
`kg/locale/messages.pot` and to every `kg/locale/<language>/LC_MESSAGES/messages.po`; write the
translations there. A string with a number in it is `Plural("{number} case", "{number} cases")`
and is read by `counted(key, number, lang)`: Russian and Belarusian have three forms of it.
`tests/unit/test_locale.py` fails while a translation is missing, unused or has other `{fields}`.

Belarusian entries bear the comment "needs a speaker's review" until a speaker has read them;
then take the comment away. The catalogues are read as they are: nothing has to be compiled.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.views import (
    words_about,
    words_dates,
    words_endpoint,
    words_linking,
    words_pages,
    words_pictures,
    words_problems,
    words_quality,
    words_query,
    words_reading,
    words_records,
    words_releases,
    words_search,
    words_terms,
)
from kg.views.translated import SOURCE, Plural, translations

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final[tuple[tuple[str, str], ...]] = (
    ("en", "English"),
    ("ru", "Русский"),
    ("be", "Беларуская"),
)
"""Languages of the interface, each with its own name for itself."""

FALLBACK: Final[dict[str, tuple[str, ...]]] = {
    "en": ("en", "ru", "be"),
    "ru": ("ru", "be", "en"),
    "be": ("be", "ru", "en"),
}
"""The order in which languages are tried for a label; after these, any other by its tag.

A label that is not in the language of the page carries a `lang` attribute. Machine
transliteration is never a label: it stands beside the name, with a note that says so.
"""
UNREVIEWED: Final = frozenset({"be"})
"""Languages whose translation no speaker has read yet: every page in them says so."""

_TABLES: Final[tuple[Mapping[str, str | Plural], ...]] = (
    words_records.TABLE,
    words_dates.TABLE,
    words_about.TABLE,
    words_pages.TABLE,
    words_search.TABLE,
    words_endpoint.TABLE,
    words_linking.TABLE,
    words_problems.TABLE,
    words_query.TABLE,
    words_terms.TABLE,
    words_quality.TABLE,
    words_pictures.TABLE,
    words_releases.TABLE,
    words_reading.TABLE,
)


@cache
def sources() -> Mapping[str, str | Plural]:
    """Return every string of the interface in English, by its key."""
    return {key: text for table in _TABLES for key, text in table.items()}


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return the strings of the interface in a language; an unknown one gives English.

    Strings that go by a number are left to `counted`.
    """
    found = translations(language(lang))
    return {
        key: str(found.pgettext(key, text))
        for key, text in sources().items()
        if isinstance(text, str)
    }


def counted(key: str, number: float, lang: str, shown: str = "") -> str:
    """Return a string with a number in it, in the form that goes with the number.

    `shown` is how the number is written, where that is not in plain digits. What is no whole
    number takes the form of a few in Russian and Belarusian: 0.5 секунды.
    """
    text = sources()[key]
    assert isinstance(text, Plural), key
    whole = int(number) if number == int(number) else 2
    said = translations(language(lang)).npgettext(key, text.one, text.other, whole)
    return said.format(number=shown or f"{number:g}")


def language(asked: str) -> str:
    """Return the language of the interface that fits what was asked for, else English."""
    primary = asked.lower().partition("-")[0]
    return primary if primary in FALLBACK else SOURCE
