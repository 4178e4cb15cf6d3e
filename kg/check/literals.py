"""What a literal means: whether it is well-formed for its datatype, and which of two is less.

Follows XML Schema 1.1 part 2 for the forms and SPARQL 1.1, section 17.3, for the comparison,
for the datatypes that this project and its neighbours use. A form that is not known here counts
as well-formed, and two values that are not known here cannot be compared.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.model.ns import XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

Value: TypeAlias = tuple[str, Decimal | float | str | bool]
"""Kind and value: two values compare when their kinds are equal."""

_TOP: Final = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "integer": (None, None),
}
_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_YEAR: Final = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH: Final = rf"{_YEAR}-(0[1-9]|1[0-2])"
_DAY: Final = rf"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_ZONE: Final = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_CLOCK: Final = r"(?P<h>[01][0-9]|2[0-3]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9](?:\.[0-9]+)?)"
_FORMS: Final = {
    "decimal": re.compile(_DECIMAL),
    "double": re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
    "float": re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
    "boolean": re.compile(r"true|false|1|0"),
    "gYear": re.compile(_YEAR + _ZONE),
    "gYearMonth": re.compile(_MONTH + _ZONE),
    "date": re.compile(_DAY + _ZONE),
    "dateTime": re.compile(f"{_DAY}T{_CLOCK}{_ZONE}"),
    "time": re.compile(_CLOCK + _ZONE),
} | dict.fromkeys(_TOP, re.compile(r"[+-]?[0-9]+"))


def well_formed(literal: ox.Literal) -> bool:
    """Return whether the text of a literal is in the lexical space of its datatype."""
    name = literal.datatype.value.removeprefix(XSD)
    if (form := _FORMS.get(name)) is None:
        return True
    match = form.fullmatch(literal.value)
    if match is None:
        return False
    if name in _TOP:
        least, most = _TOP[name]
        number = int(literal.value)
        return (least is None or least <= number) and (most is None or number <= most)
    return name not in {"date", "dateTime"} or _is_day(match)


def less(first: ox.Literal, second: ox.Literal, *, or_equal: bool) -> bool:
    """Return whether SPARQL's `<` (or `<=`) holds; False where the two cannot be compared."""
    one, two = _value(first), _value(second)
    if one is None or two is None or one[0] != two[0]:
        return False
    return one[1] <= two[1] if or_equal else one[1] < two[1]  # type: ignore[operator]


def _value(literal: ox.Literal) -> Value | None:
    """Return kind and value of a literal, or None where it has no place in an order."""
    name, text = literal.datatype.value.removeprefix(XSD), literal.value
    if name == "string":
        return "string", text
    form = _FORMS.get(name)
    match = form.fullmatch(text) if form else None
    if match is None or not well_formed(literal):
        return None
    if name == "boolean":
        return "boolean", text in {"true", "1"}
    if name in {"double", "float"}:
        return "number", float(text.replace("INF", "inf"))
    if name == "decimal" or name in _TOP:
        return "number", Decimal(text)
    return _moment(name, match)


def _moment(name: str, match: re.Match[str]) -> Value:
    """Return a point in time as seconds; with and without a time zone are different kinds."""
    parts = match.groupdict()
    seconds = Decimal(parts.get("s") or 0)
    seconds += 60 * int(parts.get("m") or 0) + 3600 * int(parts.get("h") or 0)
    if name != "time":
        seconds += 86400 * _day_number(match, name)
    zone = parts["zone"]
    if zone and zone != "Z":
        offset = 3600 * int(zone[1:3]) + 60 * int(zone[4:])
        seconds += -offset if zone[0] == "+" else offset
    return f"{name} {'with' if zone else 'without'} zone", seconds


def _day_number(match: re.Match[str], name: str) -> int:
    """Return the day counted from a fixed day; the Gregorian calendar repeats after 400 years."""
    year = int(match[1])
    month = int(match[2]) if name != "gYear" else 1
    day = int(match[3]) if name in {"date", "dateTime"} else 1
    cycles, rest = divmod(year, 400)
    return cycles * 146097 + date(2000 + rest, month, day).toordinal()


def _is_day(match: re.Match[str]) -> bool:
    """Return whether year, month and day name a day of the calendar."""
    try:
        _day_number(match, "date")
    except ValueError:
        return False
    return True
