"""The page of an address at which nothing is: what may have been meant, and where to look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model import ids
from kg.views.address import language_query
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR: Final = 5
"""Records of a similar name that the page leads to."""

_KINDS: Final = ("cases", "persons", "prosecutions", "articles", "organisations", "places",
                 "documents")  # fmt: skip
_OPAQUE: Final = re.compile(r"[a-z]-[0-9a-z]{5,9}")
# What people and optical readers take for another sign.
_MISREAD: Final = str.maketrans({"i": "1", "l": "1", "o": "0", "u": "v"})
_NO_WORDS: Final = frozenset({
    "page", "id", "law", "data", "doc", "org", "place", "review", "html", "htm", "php", "ttl",
    "nt", "jsonld", "rdf", "json", "www", "index",
})  # fmt: skip
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class MissingPage:
    """All that the page prints, beside what is wrong."""

    mistyped: str
    """The sentence that says that an identifier has a typing error; empty if it has none."""
    near: tuple[Value, ...]
    asked: str
    """The words of the address."""
    found: tuple[Value, ...]
    search: str
    kinds: tuple[Value, ...]


def missing_page(
    path: str, near: Iterable[Value], found: Iterable[Value], lang: str
) -> MissingPage:
    """Return the page for a path, from the records that may be meant and what a search finds."""
    strings = words(lang)
    short = short_of(path)
    text = asked(path)
    query = urlencode([("q", text), *([("lang", lang)] if language_query(lang) else [])])
    known = tuple(near)
    is_wrong = bool(_OPAQUE.fullmatch(short)) and not ids.is_valid(short)
    return MissingPage(
        mistyped=strings["missing_check"].format(id=short) if is_wrong and known else "",
        near=known,
        asked=text,
        found=tuple(one for one in found if one.href not in {near.href for near in known}),
        search=f"/search?{query}" if text else "",
        kinds=tuple(
            Value(Text(strings[kind]), f"/{kind}{language_query(lang)}") for kind in _KINDS
        ),
    )


def short_of(path: str) -> str:
    """Return the id of a record that a path asks for, in the form in which ids are written."""
    return re.sub(r"^/?(?:(?:page|data)/)?(?:id/)?", "", path).partition("#")[0].lower()


def asked(path: str) -> str:
    """Return the words of a path that may be searched for; ids and the names of kinds are none."""
    found = re.findall(r"[^\W_]+(?:\.\d+)*", path)
    kept = [word for word in found if len(word) > 1 and word.lower() not in _NO_WORDS]
    return "" if _OPAQUE.fullmatch(short_of(path)) else " ".join(kept)[:_LONGEST]


def candidates(short: str) -> tuple[str, ...]:
    """Return the valid ids that differ from a mistyped one by one sign, or two exchanged."""
    letter, dash, body = short.translate(_MISREAD).partition("-")
    if not dash or len(body) not in range(ids.BODY_LENGTH, ids.BODY_LENGTH + 3):
        return ()
    made = {body}
    for place in range(len(body)):
        before, after = body[:place], body[place + 1 :]
        made.add(before + after)
        made.update(f"{before}{sign}{after}" for sign in ids.ALPHABET)
        made.update(f"{before}{sign}{body[place:]}" for sign in ids.ALPHABET)
        if after:
            made.add(f"{before}{after[0]}{body[place]}{after[1:]}")
    made.update(body + sign for sign in ids.ALPHABET)
    return tuple(
        found for one in sorted(made) if ids.is_valid(found := f"{letter}-{one}") and found != short
    )


def similar(short: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the readable ids that are most like one that is not there."""
    return tuple(get_close_matches(short, sorted(known), NEAR, 0.75))
