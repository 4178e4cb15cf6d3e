"""The headers of every answer: what browsers may do with it, and what it was answered from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import g, request

from kg.engine.limits import Limits
from kg.web import limits
from kg.web.edition import edition

if TYPE_CHECKING:
    from flask import Response

_EXPOSED: Final = (
    *("Allow", "Content-Encoding", "Content-Length", "ETag", "Link", "Location", "Retry-After"),
    *("Vary", "Polpros-Release", *limits.HEADERS),
)
_ALWAYS: Final = {
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
# `*` covers what libraries add by themselves; those that older browsers know stand by name.
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, "
        "Range, X-Requested-With, *"
    ),
    "Access-Control-Max-Age": "86400",
}
_LINKS: Final = (
    '</sparql>; rel="service-desc"; type="text/turtle"',
    '</.well-known/void>; rel="describedby"; type="text/turtle"',
    '</limits>; rel="help"; type="text/html"',
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
)
_ENDPOINTS: Final = ("/sparql", "/graph-store", "/graph/", "/.well-known/void", "/dataset")


def set_headers(answer: Response) -> None:
    """Give an answer the headers that every answer has, and those of its kind."""
    answer.headers.extend(_ALWAYS)
    if request.method == "OPTIONS":
        answer.headers.extend(_PREFLIGHT)
    if g.get("varies"):
        answer.vary.add("Accept")
    if g.get("is_hidden"):
        answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Polpros-Release"] = edition().version
    if request.path.startswith(_ENDPOINTS):
        _describe(answer)
    # What is asked here is nobody's business: no cache that people share keeps it.
    answer.headers.setdefault("Cache-Control", "private, no-cache")


def _describe(answer: Response) -> None:
    answer.headers.extend(limits.limit_headers(Limits.of(edition().config)))
    for link in _LINKS:
        answer.headers.add("Link", link)
