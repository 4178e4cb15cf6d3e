"""`python -m kg.locale`: brings every catalogue up to the strings of the source."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from kg.views.translated import CATALOGUES, SOURCE, Plural, catalogue_path
from kg.views.words import FALLBACK, UNREVIEWED, sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel.messages.catalog import Message

TEMPLATE: Final = CATALOGUES / "messages.pot"
REVIEW: Final = "needs a speaker's review"
"""What the entries of a language in `UNREVIEWED` are marked with when they are new."""
_WIDTH: Final = 100
# No dates, nobody's name and no addresses: a catalogue changes with its strings only.
_HEADER: Final = """\
# Strings of the interface of Polpros. kg/views/words.py says how they are added.
msgid ""
msgstr ""
"Project-Id-Version: polpros\\n"
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def written(lang: str, strings: Mapping[str, str | Plural], before: Catalog) -> str:
    """Return a catalogue with exactly `strings`, and of `before` every translation that fits.

    A string whose English text has changed keeps its translation with the flag `fuzzy`: it is
    not used until somebody has looked at it and taken the flag away.
    """
    old = {message.context: message for message in before if message.id}
    made = Catalog(locale=lang or None)
    for key, text in strings.items():
        said = (text.one, text.other) if isinstance(text, Plural) else text
        known = old.get(key)
        comments = list(known.user_comments) if known else [REVIEW] if lang in UNREVIEWED else []
        flags = set(known.flags) if known else set()
        if known and known.id != said and known.string:
            flags.add("fuzzy")
        made.add(said, _kept(known, said, made.num_plurals), flags=flags, context=key,
                 user_comments=comments)  # fmt: skip
    file = io.BytesIO()
    write_po(file, made, width=_WIDTH, omit_header=True)
    plural = get_plural(lang or None).plural_forms
    return _HEADER.format(lang=lang, plural=plural) + file.getvalue().decode()


def _kept(known: Message | None, said: str | tuple[str, str], forms: int) -> str | tuple[str, ...]:
    """Return the translation a string has; empty for a new one, or one that is now a plural."""
    kept = known.string if known else None
    if isinstance(said, str):
        return kept if isinstance(kept, str) else ""
    return tuple(kept) if kept and not isinstance(kept, str) else ("",) * forms


def main() -> None:
    """Write the template and the catalogue of each language."""
    strings = sources()
    TEMPLATE.write_text(written("", strings, Catalog()), encoding="utf-8")
    for lang in FALLBACK:
        if lang == SOURCE:
            continue
        path = catalogue_path(lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = Catalog(locale=lang)
        if path.exists():
            with path.open("rb") as file:
                before = read_po(file, locale=lang)
        path.write_text(written(lang, strings, before), encoding="utf-8")


if __name__ == "__main__":
    main()
