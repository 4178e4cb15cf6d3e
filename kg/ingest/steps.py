"""The steps of a mapping: a closed set of pure functions, each from a value to a value.

`data/import/README.md` says what each does. Steps on texts work on every item of a list; what
comes out empty is left out. A value that a step cannot use raises `ValueError` with the reason,
which makes the row unplaced.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from kg.ingest.provisions import provision_ids
from kg.ingest.tables import Row
from kg.ingest.values import Value, items, texts, tidy
from kg.model.dates import bounds
from kg.model.scripts import script

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = tuple[Value, ...]

_YEARS: Final = re.compile(r"(?:(\d+) years?)?\s*(?:(\d+) months?)?\s*(?:(\d+) days?)?")


def digest(text: str) -> str:
    """Return 16 hex digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def step(name: str, value: Value, arguments: Arguments) -> Value:
    """Return what the step `name` makes of a value; raises `ValueError` when it cannot."""
    if name in TEXT_STEPS:
        work = TEXT_STEPS[name]
        if isinstance(value, str):
            return tidy(work(value, arguments))
        found = [work(text, arguments) for text in texts(value, f"`{name}`")]
        return _flat(found) if isinstance(value, tuple) else tidy(found[0] if found else None)
    return tidy(LIST_STEPS[name](items(value), arguments))


def _flat(found: list[Value]) -> Value:
    return tidy(tuple(item for one in found for item in items(tidy(one))))


def _word(arguments: Arguments, position: int = 0) -> str:
    value = arguments[position] if position < len(arguments) else None
    if not isinstance(value, str):
        raise ValueError(f"a step needs a text as argument {position + 1}")
    return value


def _words(arguments: Arguments) -> tuple[str, ...]:
    """Return every text of the arguments; one that is a list gives all of its own."""
    return tuple(text for one in arguments for text in texts(one, "an argument"))


def date(text: str, _: Arguments) -> Value:
    """Return a date of the data format as it is."""
    bounds(text)
    return text


def _length(text: str) -> tuple[int, int]:
    match = _YEARS.fullmatch(text)
    if text == "life":
        return 0, 0
    if not match or not match.group():
        raise ValueError(f"{text!r} is no length such as '10 years 6 months'")
    years, months, days = (int(number or 0) for number in match.groups())
    return years * 12 + months, days


def months(text: str, _: Arguments) -> Value:
    """Return the whole months of a length."""
    return str(_length(text)[0] or "")


def days(text: str, _: Arguments) -> Value:
    """Return the days of a length, beside its months."""
    return str(_length(text)[1] or "")


def slug(text: str, _: Arguments) -> Value:
    """Return small Latin letters and digits, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def find(text: str, arguments: Arguments) -> Value:
    """Return the first group of the first match, or the match."""
    match = re.search(_word(arguments), text)
    return match[1 if match.re.groups else 0] if match else None


def _spaces(text: str) -> str:
    return " ".join(text.split())


def _if(is_so: bool, value: Value) -> Value:
    return value if is_so else None


def _of_script(text: str, name: str) -> Value:
    letters = [letter for letter in text if letter.isalpha()]
    return _if(bool(letters) and all(script(letter) == name for letter in letters), text)


def _column(found: Arguments, arguments: Arguments) -> Value:
    name = _word(arguments)
    rows = [row for row in found if isinstance(row, Row)]
    if len(rows) < len(found) or any(name not in row.values for row in rows):
        raise ValueError(f"`column {name}` takes rows that have such a column")
    return tuple(row.values[name] for row in rows if row.values[name])


def _unplaced(found: Arguments, arguments: Arguments) -> Value:
    if found:
        raise ValueError(_word(arguments))
    return None


def _unique(found: Arguments, _: Arguments) -> Value:
    return tuple(item for place, item in enumerate(found) if item not in found[:place])


TEXT_STEPS: Final[dict[str, Callable[[str, Arguments], Value]]] = {
    "date": date,
    "first-day": lambda text, _: bounds(text).not_before,
    "last-day": lambda text, _: bounds(text).not_after,
    "months": months,
    "days": days,
    "slug": slug,
    "find": find,
    "provisions": lambda text, args: provision_ids(text, _word(args)),
    "spaces": lambda text, _: _spaces(text),
    "lower": lambda text, _: text.lower(),
    "capital": lambda text, _: text[:1].upper() + text[1:],
    "digest": lambda text, _: digest(text),
    "is": lambda text, args: _if(text in _words(args), text),
    "isnt": lambda text, args: _if(text not in _words(args), text),
    "without": lambda text, args: _spaces(re.sub(_word(args), " ", text)),
    "replace": lambda text, args: re.sub(_word(args), _word(args, 1), text),
    "matching": lambda text, args: _if(bool(re.fullmatch(_word(args), text)), text),
    "cyrillic": lambda text, _: _of_script(text, "CYRILLIC"),
    "latin": lambda text, _: _of_script(text, "LATIN"),
    "split": lambda text, args: tuple(
        piece for part in text.split(_word(args)) if (piece := part.strip())
    ),
}
"""Steps that take one text; a list goes through them item by item."""

LIST_STEPS: Final[dict[str, Callable[[Arguments, Arguments], Value]]] = {
    "join": lambda found, args: _word(args).join(texts(found, "`join`")),
    "first": lambda found, _: found[0] if found else None,
    "last": lambda found, _: found[-1] if found else None,
    "rest": lambda found, _: found[1:],
    "unique": _unique,
    "sort": lambda found, _: tuple(sorted(texts(found, "`sort`"))),
    "count": lambda found, _: str(len(found) or ""),
    "has": lambda found, args: _if(any(item in _words(args) for item in found), found),
    "lacks": lambda found, args: _if(not any(item in _words(args) for item in found), "yes"),
    "column": _column,
    "missing": lambda found, _: _if(not found, "yes"),
    "else": lambda found, args: found or tuple(item for one in args for item in items(one)),
    "unplaced": _unplaced,
}
"""Steps that take a whole list; a single value counts as a list of one."""

TABLE_STEPS: Final = frozenset({"lookup", "lookup?", "known", "record"})
"""Steps that need lookups or other records; `kg.ingest.fill` does them."""
