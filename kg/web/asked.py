"""What a request to the endpoint asks, read strictly (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from werkzeug.exceptions import UnsupportedMediaType

from kg.errors import QueryError

if TYPE_CHECKING:
    from werkzeug import Request

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_MAX_FIELDS: Final = 1000
_UTF_8: Final = frozenset({"", "utf-8", "utf8", "us-ascii"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation: a query with its dataset, or neither for a bare request."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    """Name of a format, as links and forms give it."""
    draft: str = ""
    """A query to be shown in the form, not run (`?edit=`)."""


def read_asked(request: Request) -> Asked:
    """Return what a GET or POST request asks.

    Raises `QueryError` for an update, for no query in a POST, for two of them and for bytes
    that are not UTF-8, `UnsupportedMediaType` for a body of another kind.
    """
    fields = _fields(request.query_string)
    if request.method == "POST":
        kind = _body_type(request)
        if kind == FORM:
            fields += _fields(request.get_data())
        else:
            fields.append(("query", _text(request.get_data())))
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise QueryError("this endpoint is read-only: updates are refused")
    if len(queries) > 1:
        raise QueryError("there are several queries; a request has one")
    if not queries and request.method == "POST":
        raise QueryError("there is no query; a form has it in the field query")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_values(fields, "default-graph-uri"),
        named_graphs=_values(fields, "named-graph-uri"),
        format=_last(fields, "format"),
        draft=_last(fields, "edit") or "",
    )


def _body_type(request: Request) -> str:
    """Return the media type of a body that can be read."""
    if request.mimetype == UPDATE:
        raise QueryError("this endpoint is read-only: updates are refused")
    if request.mimetype not in {FORM, QUERY}:
        raise UnsupportedMediaType(f"a body is {FORM} or {QUERY}, not {request.mimetype!r}")
    charset = request.mimetype_params.get("charset", "").lower()
    if charset not in _UTF_8:
        raise UnsupportedMediaType(f"queries are read as UTF-8, not as {charset!r}")
    return request.mimetype


def _fields(text: bytes) -> list[tuple[str, str]]:
    """Return the fields of a query string or of a form, each decoded once."""
    try:
        return parse_qsl(
            text.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise QueryError("the request is not UTF-8") from error
    except ValueError as error:
        raise QueryError(f"the request cannot be read: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8") from error


def _values(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value in fields if name == wanted))


def _last(fields: list[tuple[str, str]], wanted: str) -> str | None:
    return next((value for name, value in reversed(fields) if name == wanted), None)
