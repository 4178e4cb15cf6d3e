"""Catalogues of translations (gettext), read as they are: no compiled copy can be stale."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES: Final = Path(__file__).resolve().parents[1] / "locale"
SOURCE: Final = "en"
"""The language in which the strings stand in the source; it needs no catalogue."""


@dataclass(frozen=True, slots=True)
class Plural:
    """A string that goes by a number, as English says it of one and of several.

    The number stands in it as `{number}`, or beside it on the page.
    """

    one: str
    other: str


def catalogue_path(lang: str) -> Path:
    """Return where the catalogue of a language lies."""
    return CATALOGUES / lang / "LC_MESSAGES" / "messages.po"


@cache
def translations(lang: str) -> NullTranslations:
    """Return the translations into a language; those into the language of the source are none.

    A string is found by its key, which is its `msgctxt`, together with its English text.
    """
    if lang == SOURCE:
        return NullTranslations()
    with catalogue_path(lang).open("rb") as file:
        read = read_po(file, locale=lang, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled)
