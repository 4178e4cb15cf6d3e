"""What a request to the endpoint asks, read strictly (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from binascii import a2b_qp
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.http import parse_options_header

from kg.errors import UpdateError

if TYPE_CHECKING:
    from kg.web.sent import Sent

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

VERSIONS: Final = ("1.0", "1.1", "1.2", "1.2-basic")
"""Versions that a request may announce (SPARQL 1.2 Protocol, draft of July 2026, section 2.1)."""

_READ_ONLY: Final = "this endpoint is read-only: updates are refused"
_MAX_FIELDS: Final = 10_000
_UTF_8: Final = frozenset({"", "utf-8", "utf8", "us-ascii"})
_OF_UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})


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
    example: str = ""
    """Name of an example question to be shown in the form (`?example=q07-demands`)."""
    lang: str = ""
    """Language of the page, as links and forms give it."""


def read_asked(request: Sent) -> Asked:
    """Return what a GET or POST request asks.

    Parameters that no specification names are passed over, as clients add some of their own.
    Raises `UpdateError` for an update, `BadRequest` for no query in a POST, for two of them, for
    an unknown version and for bytes that are not UTF-8, `UnsupportedMediaType` for a body of
    another kind.
    """
    fields = _fields(request.fields)
    if request.method == "POST":
        fields += _body(request)
    names = {name for name, _ in fields}
    if names & _OF_UPDATES:
        raise UpdateError(_READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise BadRequest("there are several queries; a request has one")
    if not queries and request.method == "POST":
        raise BadRequest("there is no query; a form has it in the field query")
    _check_version([value for name, value in fields if name == "version"])
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_values(fields, "default-graph-uri"),
        named_graphs=_values(fields, "named-graph-uri"),
        format=_last(fields, "format"),
        draft=_last(fields, "edit") or "",
        example=_last(fields, "example") or "",
        lang=_last(fields, "lang") or "",
    )


def _body(request: Sent) -> list[tuple[str, str]]:
    """Return the fields of a form, or a direct query as if it were a field."""
    kind, parameters = parse_options_header(request.content_type)
    kind = kind.lower()
    if kind == UPDATE:
        raise UpdateError(_READ_ONLY)
    if kind not in {FORM, QUERY}:
        raise UnsupportedMediaType(f"a body is {FORM} or {QUERY}, not {kind!r}")
    if request.header("HTTP_CONTENT_ENCODING").lower() not in {"", "identity"}:
        raise UnsupportedMediaType("a body is read as it is, without Content-Encoding")
    charset = parameters.get("charset", "").lower()
    if charset not in _UTF_8:
        raise UnsupportedMediaType(f"queries are read as UTF-8, not as {charset!r}")
    if kind == FORM:
        return _fields(request.body())
    version = parameters.get("version", VERSIONS[0])
    if version not in VERSIONS:
        raise UnsupportedMediaType(f"{_versions()}, not {version!r}")
    return [("query", _text(request.body()))]


def _check_version(announced: list[str]) -> None:
    if len(announced) > 1:
        raise BadRequest("there are several versions; a request announces one")
    for version in announced:
        if version not in VERSIONS:
            raise BadRequest(f"{_versions()}, not {version!r}")


def _versions() -> str:
    return f"queries are read as SPARQL {', '.join(VERSIONS)}"


def _fields(text: bytes) -> list[tuple[str, str]]:
    """Return the fields of a query string or of a form, each decoded once."""
    if text.count(b"&") >= _MAX_FIELDS:
        raise BadRequest(f"the request has more than {_MAX_FIELDS} fields")
    try:
        text.decode()
        pairs = [member.partition(b"=") for member in text.split(b"&") if member]
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise BadRequest("the request is not UTF-8") from error


_LITERAL: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
"""A percent sign that stands for itself."""


def _decoded(text: bytes) -> str:
    """Return a name or a value of a form, as `urllib.parse.unquote_plus` does, many times faster.

    An escape of quoted-printable text is that of a form but for its first character.
    """
    text = text.replace(b"+", b" ")
    if b"%" not in text:
        return text.decode()
    text = _LITERAL.sub(b"%25", text)
    return a2b_qp(text.replace(b"=", b"%3D").replace(b"%", b"=")).decode()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("the query is not UTF-8") from error


def _values(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value in fields if name == wanted))


def _last(fields: list[tuple[str, str]], wanted: str) -> str | None:
    return next((value for name, value in reversed(fields) if name == wanted), None)
