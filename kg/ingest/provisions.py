"""Provisions as tables print them → the ids of our records.

An article is `law/<code>-art-<number>`, a part of it `…-part-<number>`, a point `…-point-<letter>`.
A number that Russian print raises (282¹) and Belarusian print hyphenates (361-1) is dotted
(282.1, 361.1), so `212 part 1` is never `212.1`. A point keeps its Russian letter, transliterated.
"""

from __future__ import annotations

import re
from typing import Final

CODES: Final[dict[str, str]] = {
    "RU-CC": "law/ru-cc",
    "RU-UK": "law/ru-cc",
    "RU-KOAP": "law/ru-cao",
    "BY-CC": "law/by-cc",
    "BY-UK": "law/by-cc",
}
"""Code as a table prints it, in capitals → id of our record."""

POINTS: Final[dict[str, str]] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
}  # fmt: skip
"""Letter of a point in a Russian code → what stands for it in an id and in an English label."""

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED: Final = re.compile("(?<=[0-9])(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_NUMBER: Final = re.compile(r"[1-9][0-9]*(\.[1-9][0-9]*)?")
_NUMBER_OF: Final = {"law/ru-cao": re.compile(r"[1-9][0-9]*\.[1-9][0-9]*(\.[1-9][0-9]*)?")}
_PRINTED: Final = re.compile(
    r"(?:art(?:icle|\.)?|ст(?:атья|\.)?)?\s*(?P<article>[0-9][0-9.⁰¹²³⁴⁵⁶⁷⁸⁹-]*)"
    r"(?:\s*,?\s*(?:part|ч(?:асть|\.)?)\s*(?P<part>[0-9][0-9.⁰¹²³⁴⁵⁶⁷⁸⁹-]*))?"
    r"(?:\s*,?\s*(?:points?|п(?:ункты?|п?\.)?)\s*(?P<points>\w{1,2}(?:(?:\s*,\s*|\s+(?:and|и)\s+)\w{1,2})*))?"
)
_QUOTES: Final = str.maketrans("", "", "«»“”„\"'")


def provision_id(code: str, article: str, part: str = "", point: str = "") -> str:
    """Return the id of an article, of its part or of a point, as `law/ru-cc-art-282.1-part-2`.

    Raises `ValueError` that says what is wrong for anything a code cannot have.
    """
    base = CODES.get(code.strip().upper())
    if base is None:
        raise ValueError(f"there is no code {code!r}; known are {', '.join(CODES)}")
    found = f"{base}-art-{_number(article, 'article', _NUMBER_OF.get(base, _NUMBER))}"
    if part.strip():
        found += f"-part-{_number(part, 'part', _NUMBER)}"
    return f"{found}-point-{point_letter(point)}" if point.strip() else found


def provision_ids(text: str, code: str) -> tuple[str, ...]:
    """Return the ids of the provisions that `text` lists, divided by semicolons, in its order.

    An item is `205.5 part 2`, `207.3 part 2 point d`, `105 part 2 points а and ж` or the like in
    Russian. An empty text lists nothing. Raises `ValueError` for an item of another form.
    """
    return tuple(found for item in text.split(";") if item.strip() for found in _item(item, code))


def point_letter(printed: str) -> str:
    """Return the letter of a point as ids have it: `v` for `в`.

    A Latin letter is taken as transliterated already. Raises `ValueError` for one that stands
    for no Russian letter, such as `c`: a translation may mean the third letter or the sound.
    """
    letter = printed.translate(_QUOTES).strip().lower()
    if letter in POINTS:
        return POINTS[letter]
    if letter in POINTS.values():
        return letter
    raise ValueError(
        f"point {printed!r} stands for no Russian letter; write the letter that the code prints"
    )


def _item(item: str, code: str) -> list[str]:
    printed = _PRINTED.fullmatch(item.translate(_QUOTES).strip().lower())
    if not printed:
        raise ValueError(
            f"{item.strip()!r} cannot be read as a provision; write '205.5 part 2' "
            "or '207.3 part 2 point d'"
        )
    points = re.split(r"\s*,\s*|\s+(?:and|и)\s+", printed["points"] or "")
    return [
        provision_id(code, printed["article"], printed["part"] or "", point) for point in points
    ]


def _number(printed: str, what: str, form: re.Pattern[str]) -> str:
    """Return a number with dots for what print raises or hyphenates; `ValueError` for no number."""
    number = _RAISED.sub(".", printed.strip()).translate(_SUPERSCRIPTS).replace("-", ".")
    if not form.fullmatch(number):
        example = "282.1" if form is _NUMBER else "20.3.3"
        raise ValueError(f"{printed!r} is no number of {what} of this code; write one as {example}")
    return number
