"""Single values of a data file: checked, and in the form JSON-LD wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, SourceLine
from kg.model import ids, ns
from kg.model.dates import Bounds, bounds, edtf_day
from kg.model.scripts import markup, mixed_word

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.model.terms import Key
    from kg.read.yaml_lines import Scalar

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_CONCEPT: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_CANONICAL: Final = {
    f"{ns.XSD}integer": (re.compile(r"0|-?[1-9][0-9]*"), "a whole number such as 12"),
    f"{ns.XSD}decimal": (
        re.compile(r"0|-?([1-9][0-9]*|0)(\.[0-9]*[1-9])?"),
        "a number such as 400000 or 12.5",
    ),
}
# Titles are kept exactly as published, look-alike letters included.
_KEPT_EXACTLY: Final = frozenset({"title"})
# Addresses of pages outside; everything else with an id names one of our records.
WEB_KEYS: Final = frozenset({"url", "archivedAt"})


def error(path: str, line: int, message: str) -> SourceError:
    """Return the error for one line of one file."""
    return SourceError(SourceLine(path, line), message)


def language(tag: str, path: str, line: int) -> str:
    """Return a BCP 47 language tag as written; raises `SourceError` when it is none."""
    if not _LANGUAGE.fullmatch(tag):
        raise error(
            path, line, f"`{tag}` is no language tag; texts stand under `en:`, `ru:`, `be:`"
        )
    return tag


def text(scalar: Scalar, key: str, path: str) -> str:
    """Return a text for people; raises `SourceError` for markup or a look-alike letter."""
    if (found := markup(scalar.text)) is not None:
        raise error(path, scalar.line, f"`{key}` holds markup ({found}); write plain text")
    word = None if key in _KEPT_EXACTLY else mixed_word(scalar.text)
    if word is not None:
        raise error(
            path,
            scalar.line,
            f"`{key}` holds `{word}`, which mixes Latin and Cyrillic letters that look alike; "
            "type the word again in one script",
        )
    return scalar.text


def reference(scalar: Scalar, key: str, record: str, path: str) -> str:
    """Return the IRI that an id in a data file names; `record` is the IRI of the file's record."""
    if key in WEB_KEYS:
        if not _WEB.fullmatch(scalar.text):
            raise error(path, scalar.line, f"`{key}` is a web address such as https://example.org/")
        return scalar.text
    try:
        return ids.entity_iri(scalar.text, record)
    except ValueError as wrong:
        raise error(path, scalar.line, f"`{key}`: {wrong}") from None


def concept(scalar: Scalar, key: str, known: Container[str], path: str) -> str:
    """Return the local name of a concept; raises `SourceError` when the vocabulary has none."""
    name = scalar.text
    if not _CONCEPT.fullmatch(name) or f"{ns.PPV}{name}" not in known:
        raise error(path, scalar.line, f"`{key}`: the vocabulary has no concept `{name}`")
    return name


def plain(scalar: Scalar, key: Key, path: str) -> str:
    """Return a number, a day or a plain text in its canonical form, as written."""
    if key.value == f"{ns.XSD}date":
        found = date(scalar, key.name, path)
        if found.not_before != found.not_after:
            raise error(path, scalar.line, f"`{key.name}` is one exact day, as 2021-02-11")
    elif key.value in _CANONICAL:
        pattern, example = _CANONICAL[key.value]
        if not pattern.fullmatch(scalar.text):
            raise error(path, scalar.line, f"`{key.name}` is {example}, not `{scalar.text}`")
    elif key.value == "text":
        return text(scalar, key.name, path)
    return scalar.text


def date(scalar: Scalar, key: str, path: str) -> Bounds:
    """Return the bounds of a partial date; raises `SourceError` when it is none."""
    try:
        return bounds(scalar.text)
    except ValueError as wrong:
        raise error(path, scalar.line, f"`{key}`: {wrong}") from None


def edtf(scalar: Scalar, path: str) -> str:
    """Return the EDTF string of the date of an alleged act, which has no bounds."""
    try:
        return edtf_day(scalar.text)
    except ValueError as wrong:
        raise error(path, scalar.line, f"`date`: {wrong}") from None


def issued(scalar: Scalar, path: str) -> dict[str, str]:
    """Return a publication date as a typed JSON-LD value: a day, a month or a year."""
    date(scalar, "issued", path)
    kinds = {10: "date", 7: "gYearMonth", 4: "gYear"}
    if len(scalar.text) not in kinds:
        raise error(path, scalar.line, "`issued` is a day, a month or a year, as 2021-12-06")
    return {"@value": scalar.text, "@type": f"{ns.XSD}{kinds[len(scalar.text)]}"}
