"""Media types, one constant each, and the choice between them (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import NotAcceptableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["graph", "dataset", "results", "page"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer down."""

    name: str
    """Short name, as in `?format=`."""
    kind: Kind
    """What it can hold: a graph, a dataset of graphs, query results, or a page for people."""
    media_type: str
    """The type that is sent; text types are sent with `charset=utf-8`."""
    extension: str
    """Final part of a file name, without the dot."""
    aliases: tuple[str, ...] = ()
    """Further types that clients ask for when they mean this one."""
    engine: RdfFormat | QueryResultsFormat | None = None
    """The engine's own constant; none for pages."""

    @property
    def content_type(self) -> str:
        """Return the value of the Content-Type header."""
        named = self.media_type.startswith("text/") or self.media_type.endswith("n-triples")
        return f"{self.media_type}; charset=utf-8" if named else self.media_type


TURTLE: Final = Format(
    "turtle", "graph", "text/turtle", "ttl", ("application/x-turtle",), RdfFormat.TURTLE
)
N_TRIPLES: Final = Format(
    "ntriples", "graph", "application/n-triples", "nt", ("text/plain",), RdfFormat.N_TRIPLES
)
JSON_LD: Final = Format(
    "jsonld", "graph", "application/ld+json", "jsonld", ("application/json",), RdfFormat.JSON_LD
)
RDF_XML: Final = Format(
    "rdfxml",
    "graph",
    "application/rdf+xml",
    "rdf",
    ("application/xml", "text/xml"),
    RdfFormat.RDF_XML,
)
N_QUADS: Final = Format(
    "nquads", "dataset", "application/n-quads", "nq", ("text/x-nquads",), RdfFormat.N_QUADS
)
TRIG: Final = Format(
    "trig", "dataset", "application/trig", "trig", ("application/x-trig",), RdfFormat.TRIG
)
RESULTS_JSON: Final = Format(
    "json",
    "results",
    "application/sparql-results+json",
    "srj",
    ("application/json", "text/json"),
    QueryResultsFormat.JSON,
)
RESULTS_XML: Final = Format(
    "xml",
    "results",
    "application/sparql-results+xml",
    "srx",
    ("application/xml", "text/xml"),
    QueryResultsFormat.XML,
)
RESULTS_CSV: Final = Format("csv", "results", "text/csv", "csv", (), QueryResultsFormat.CSV)
RESULTS_TSV: Final = Format(
    "tsv", "results", "text/tab-separated-values", "tsv", (), QueryResultsFormat.TSV
)
SPREADSHEET: Final = Format("spreadsheet", "results", "text/csv", "spreadsheet.csv")
"""CSV for people who open it in a spreadsheet: given only where it is asked for by name."""
HTML: Final = Format("html", "page", "text/html", "html", ("application/xhtml+xml",))
PROBLEM: Final = Format(
    "problem", "page", "application/problem+json", "json", ("application/json",)
)

GRAPHS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
DATASETS: Final = (N_QUADS, TRIG)
RESULTS: Final = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)
ALL: Final = (*GRAPHS, *DATASETS, *RESULTS, HTML)


def by_name(name: str, offered: Sequence[Format]) -> Format:
    """Return the offered format that `?format=` names: short name, extension or media type.

    Raises `NotAcceptableError` where none has that name.
    """
    wanted = name.strip().lower()
    for format_ in offered:
        if wanted in (format_.name, format_.extension, format_.media_type):
            return format_
    short = ", ".join(format_.name for format_ in offered)
    raise NotAcceptableError(f"format {name[:80]!r} is not offered here; offered are {short}")


def by_extension(extension: str, offered: Sequence[Format]) -> Format | None:
    """Return the offered format with this file extension, or None."""
    return next((format_ for format_ in offered if format_.extension == extension), None)


def negotiate(accept: str | None, offered: Sequence[Format]) -> Format:
    """Return the offered format that an Accept header likes best; ties go to the first offered.

    The most specific range that fits a format decides its quality; at equal quality a type
    asked for by name goes before one that only a wildcard covers. Members that are no media
    range are passed over; a header without any range accepts everything. A range with
    parameters we do not send (`text/turtle;profile=x`) is taken for the bare type only where
    nothing else fits. Raises `NotAcceptableError` where every offered format is refused.
    """
    is_usual = accept is not None and len(accept) <= _USUAL
    return (_remembered if is_usual else _negotiated)(accept or "", tuple(offered))


def _negotiated(accept: str, offered: tuple[Format, ...]) -> Format:
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    bare: list[_Range] = [(kind, {}, quality) for kind, _, quality in ranges]
    for reading in (ranges, bare):
        ranked = [(_rank(format_, reading), -place) for place, format_ in enumerate(offered)]
        (quality, _), place = max(ranked)
        if quality > 0:
            return offered[-place]
    types = ", ".join(format_.media_type for format_ in offered)
    raise NotAcceptableError(f"nothing that Accept asks for is offered here; offered are {types}")


_USUAL: Final = 500
_remembered: Final = lru_cache(256)(_negotiated)
"""Reads the same short header once: clients send few different ones."""
MAX_MEMBERS: Final = 200
"""Members of an Accept header that are read."""

_Range = tuple[str, "Mapping[str, str]", float]

# A quoted string may hold commas and semicolons; an unfinished one runs to the end.
_MEMBER: Final = re.compile(r'(?:[^,"]|"(?:\\.|[^"\\])*"?)+', re.DOTALL)
_PART: Final = re.compile(r'(?:[^;"]|"(?:\\.|[^"\\])*"?)+', re.DOTALL)
_NAME: Final = r"[!#$%&'*+.^_`|~0-9a-z-]+"
_TYPE: Final = re.compile(rf"{_NAME}/{_NAME}")
_QUALITY: Final = re.compile(r"[01](?:\.[0-9]*)?|\.[0-9]+")


def _ranges(accept: str) -> list[_Range]:
    """Return media type, parameters and quality of every readable member of the header."""
    found = islice(_MEMBER.finditer(accept), MAX_MEMBERS)
    members = (_range(member[0]) for member in found)
    return [member for member in members if member is not None]


def _range(member: str) -> _Range | None:
    head, *rest = _PART.findall(member) or [""]
    kind = head.strip().lower()
    if kind == "*":  # what Java's own client sends
        kind = "*/*"
    if not _TYPE.fullmatch(kind):
        return None
    parameters: dict[str, str] = {}
    for part in rest:
        name, _, value = part.partition("=")
        if name.strip().lower() == "q":
            quality = _quality(value)
            return None if quality is None else (kind, parameters, quality)
        if name.strip():
            parameters[name.strip().lower()] = value.strip().strip('"').lower()
    return kind, parameters, 1.0


def _quality(text: str) -> float | None:
    text = text.strip()
    if not _QUALITY.fullmatch(text):
        return None
    return float(text) if float(text) <= 1 else None


def _rank(format_: Format, ranges: Sequence[_Range]) -> tuple[float, int]:
    """Return the quality of the most specific range that fits, and 1 to 3: how it was named."""
    fitting = [
        (_specificity(format_, kind, parameters), quality) for kind, parameters, quality in ranges
    ]
    specificity, quality = max(fitting)
    return (quality, min(specificity, 3)) if specificity else (0.0, 0)


def _specificity(format_: Format, kind: str, parameters: Mapping[str, str]) -> int:
    """Return 0 for no fit, 1 for `*/*`, 2 for any subtype, 3 an alias, 5 the type; parameters 1."""
    named = "charset=utf-8" in format_.content_type
    if any(
        not (named and name == "charset" and value == "utf-8") for name, value in parameters.items()
    ):
        return 0
    if kind == format_.media_type or kind in format_.aliases:
        return (5 if kind == format_.media_type else 3) + bool(parameters)
    if kind == "*/*":
        return 1
    return 2 if kind == f"{format_.media_type.partition('/')[0]}/*" else 0
