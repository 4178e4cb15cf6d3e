"""The limits of the endpoint in words, in headers and as statements, from one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.engine.limits import QUERY_PARTS
from kg.model.ns import BASE
from kg.views.words import counted, words
from kg.web.edition import edition
from kg.web.sent import MAX_BODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.engine.limits import Limits

PAGE: Final = "/limits"
MAX_ROWS: Final = 1000
"""Rows that a table on a page shows."""
MAX_SHEET_ROWS: Final = 65_535
"""Rows of a CSV file for spreadsheets at most: with its heading it fits into every program."""
MAX_HEADERS: Final = 64 * 1024
"""Bytes of address and headers of a request, beside those of a query in the address."""
RETRY_AFTER: Final = 30
"""Seconds after which a caller may ask again for what was stopped."""


def default_graph(lang: str) -> str:
    """Return the rule of the default graph of what is served, as the README gives it."""
    return words(lang)["default_graph" if edition().is_release else "default_graph_files"]


@dataclass(frozen=True, slots=True)
class _Row:
    """One limit: its name, how it is measured, where it is read, and what happens past it."""

    name: str
    unit: str
    read: Callable[[Limits], float]
    header: str = ""
    past: str = ""
    """Which string says what happens past it; each has one of its own where this is empty."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit with its value, told in one language."""

    name: str
    """Section of the page, and the last part of `iri`."""
    label: str
    value: str
    """As people read it, with its unit."""
    past: str
    """What happens past it."""
    number: float
    header: str
    """Name of the header that tells it, or nothing."""

    @property
    def iri(self) -> str:
        """Return the property by which the Service Description tells this limit."""
        return f"{BASE}{PAGE[1:]}#{self.name}"


_STOPPED: Final = "limit_stopped"
_REFUSED: Final = "limit_refused"


def head_size(limits: Limits) -> int:
    """Return the bytes that address and headers of a request may have together.

    Few escaped queries are that long; POST takes every query that is read.
    """
    return limits.query_size + MAX_HEADERS


_ROWS: Final = (
    _Row("timeout", "s", lambda limits: limits.timeout, "Polpros-Timeout", past=_STOPPED),
    _Row("memory", "B", lambda limits: limits.memory, "Polpros-Memory-Limit", past=_STOPPED),
    _Row(
        "answer-size", "B", lambda limits: limits.answer_size, "Polpros-Answer-Limit", past=_STOPPED
    ),
    _Row("query-size", "B", lambda limits: limits.query_size, "Polpros-Query-Limit", past=_REFUSED),
    _Row("nesting", "", lambda limits: limits.nesting, past=_REFUSED),
    _Row("tokens", "", lambda _: QUERY_PARTS["tokens"], past=_REFUSED),
    _Row("graphs", "", lambda _: QUERY_PARTS["graphs"], past=_REFUSED),
    _Row("triple-terms", "", lambda _: QUERY_PARTS["triple-terms"], past=_REFUSED),
    _Row("bases", "", lambda _: QUERY_PARTS["bases"], past=_REFUSED),
    _Row("iri-length", "", lambda _: QUERY_PARTS["iri-length"], past=_REFUSED),
    _Row("dotted-names", "", lambda _: QUERY_PARTS["dotted-names"], past=_REFUSED),
    _Row("workers", "", lambda limits: limits.workers),
    _Row("queue", "", lambda limits: limits.queue),
    _Row("spool", "B", lambda limits: limits.spool),
    _Row("address-size", "B", head_size),
    _Row("body-size", "B", lambda _: MAX_BODY),
    _Row("page-rows", "", lambda _: MAX_ROWS),
    _Row("spreadsheet-rows", "", lambda _: MAX_SHEET_ROWS),
)


def limits_in(lang: str, limits: Limits) -> list[Limit]:
    """Return every limit with its value, in the order of the page."""
    strings = words(lang)
    return [
        Limit(
            row.name,
            strings[f"limit_{row.name}"],
            _value(row.read(limits), row.unit, lang),
            strings[row.past or f"limit_{row.name}_past"],
            row.read(limits),
            row.header,
        )
        for row in _ROWS
    ]


def limit_headers(limits: Limits) -> dict[str, str]:
    """Return the headers that tell the limits, seconds and bytes as plain numbers."""
    return {row.header: f"{row.read(limits):.15g}" for row in _ROWS if row.header}


def limit_members(limits: Limits) -> dict[str, float]:
    """Return the limits of a query by name, for problem details; seconds and bytes."""
    return {row.name: row.read(limits) for row in _ROWS if row.header or row.past is _REFUSED}


HEADERS: Final = tuple(row.header for row in _ROWS if row.header)
"""Names of the headers that tell limits."""

_SIZES: Final = ((1 << 30, "size_GiB"), (1 << 20, "size_MiB"), (1 << 10, "size_KiB"))
_UNITS: Final = {"s": "count_seconds", "B": "count_bytes"}


def _value(number: float, unit: str, lang: str) -> str:
    """Return a number with its unit; bytes in the largest binary unit that fits them whole."""
    for size, name in _SIZES:
        if unit == "B" and number >= size and number % size == 0:
            return f"{number / size:g} {words(lang)[name]}"
    text = f"{number:,.15g}".replace(",", " ")
    return counted(_UNITS[unit], number, lang, text) if unit else text
