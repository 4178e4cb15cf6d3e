"""The headers of every answer: what browsers may do with it, and what it was answered from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import g, request

from kg.web import limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Response

    from kg.web.edition import Edition

_EXPOSED: Final = (
    *("Allow", "Content-Encoding", "Content-Length", "ETag", "Link", "Location", "Retry-After"),
    *("Vary", "Polpros-Release", *limits.HEADERS),
)
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    # Anybody may read everything, and nobody is known here: no origin is ever reflected.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(_EXPOSED),
}
"""Headers of every answer, errors included."""
# `*` covers what libraries add by themselves; those that older browsers know stand by name.
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, "
        "Range, X-Requested-With, *"
    ),
    "Access-Control-Max-Age": "86400",
}
PREVIEW: Final = "/reconcile/preview"
"""The one page that others may show in a frame: OpenRefine does."""
_POLICY: Final = "Content-Security-Policy"
PRIVATE: Final = ("Cache-Control", "private, no-cache")
"""What is asked here is nobody's business: no cache that people share keeps it."""
NO_STORE: Final = ("Cache-Control", "no-store")
HIDDEN: Final = ("X-Robots-Tag", "noindex")
"""Search engines shall not list it."""
_LINKS: Final = (
    '</sparql>; rel="service-desc"; type="text/turtle"',
    '</.well-known/void>; rel="describedby"; type="text/turtle"',
    '</limits>; rel="help"; type="text/html"',
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
)
_ENDPOINTS: Final = ("/sparql", "/graph-store", "/graph/", "/.well-known/void", "/dataset")


def set_headers(answer: Response) -> None:
    """Give an answer the headers that depend on what was asked."""
    if request.method == "OPTIONS":
        answer.headers.extend(_PREFLIGHT)
    if g.get("varies"):
        answer.vary.add("Accept")
    if g.get("is_hidden"):
        answer.headers.set(*HIDDEN)
    answer.headers.setdefault(*PRIVATE)


def with_fixed_headers(inner: WSGIApplication, here: Edition) -> WSGIApplication:
    """Return an application that gives every answer the headers that are always the same.

    They are put in last and as they are: to check thirteen constants takes longer than many a
    query.
    """
    always = [*ALWAYS.items(), ("Polpros-Release", here.version)]
    limited = [*always, *limits.limit_headers(here.store.limits).items()]
    limited += [("Link", link) for link in _LINKS]
    policy = ALWAYS[_POLICY].replace("frame-ancestors 'none'", "frame-ancestors *")
    framed = [(name, policy if name == _POLICY else value) for name, value in always]

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        fixed = limited if path.startswith(_ENDPOINTS) else framed if path == PREVIEW else always

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, *fixed], *more)

        return inner(environ, start)

    return application
