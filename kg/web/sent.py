"""A request to the endpoint, as far as the protocol looks at it: one value, without a framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from werkzeug.wsgi import get_input_stream

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

MAX_BODY: Final = 1024 * 1024
"""Bytes of a request's body at most."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent. A header that was sent twice is one list (RFC 9110, section 5.3)."""

    environ: WSGIEnvironment
    method: str

    @property
    def fields(self) -> bytes:
        """Return what stands behind the question mark of the address."""
        text: str = self.environ.get("QUERY_STRING", "")
        return text.encode("latin-1")

    @property
    def content_type(self) -> str:
        """Return the header Content-Type."""
        return str(self.environ.get("CONTENT_TYPE", ""))

    def header(self, name: str) -> str:
        """Return another header by its CGI name, as `HTTP_ACCEPT`."""
        return str(self.environ.get(name, ""))

    def body(self) -> bytes:
        """Return the body. Raises `RequestEntityTooLarge` for a longer one than is read."""
        return get_input_stream(self.environ, max_content_length=MAX_BODY).read()


def sent(environ: WSGIEnvironment) -> Sent:
    """Return the request of a WSGI server."""
    return Sent(environ, environ["REQUEST_METHOD"])
