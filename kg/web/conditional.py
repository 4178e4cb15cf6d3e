"""Answers that a caller has already: entity tags and 304 (RFC 9110, sections 8.8 and 13.1.2)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from flask import Response, request
from werkzeug.http import parse_date

from kg.engine.tokens import resolved
from kg.web.edition import edition

if TYPE_CHECKING:
    from collections.abc import Iterable

# No word boundary before the name: a keyword may touch it. A name in a string or a comment is
# taken for a call too, which costs that query its tag and nothing else.
_CHANGING: Final = re.compile(r"(?:RAND|NOW|UUID|BNODE)(?![A-Z0-9_])", re.IGNORECASE | re.ASCII)
_DATES: Final = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")


def drop_wrong_dates() -> None:
    """Take out of the request what is no date, as RFC 9110 has it (section 13.1.3)."""
    for name in _DATES:
        try:
            parse_date(request.environ.get(name))
        except OverflowError:
            del request.environ[name]


def is_changing(query: str) -> bool:
    """Return whether a query may be answered otherwise when it is asked again."""
    return _CHANGING.search(resolved(query)) is not None


def tag(*parts: Iterable[str]) -> str:
    """Return the entity tag of what this release answers to a request that has these parts.

    Weak: what is asked again is the same in meaning, not byte for byte.
    """
    digest = hashlib.sha256(edition().digest.encode())
    for part in parts:
        for text in part:
            digest.update(len(text).to_bytes(8, "big") + text.encode(errors="surrogatepass"))
        digest.update(b"\xff" * 8)
    return digest.hexdigest()[:32]


def unchanged(found: str) -> Response | None:
    """Return 304, Not Modified, where the caller has what the tag names; else nothing.

    Only GET and HEAD are conditional: a POST asks, it does not choose a representation.
    """
    if request.method not in {"GET", "HEAD"}:
        return None
    known = request.if_none_match
    if not (known.star_tag or known.contains_weak(found)):
        return None
    answer = Response(status=304)
    answer.set_etag(found, weak=True)
    answer.vary.add("Accept-Encoding")
    return answer


def tag_whole(answer: Response) -> None:
    """Give an answer that is at hand as a whole the tag of its bytes, or make it 304."""
    if answer.status_code != 200 or request.method not in {"GET", "HEAD"}:
        return
    if answer.direct_passthrough or answer.is_streamed or answer.get_etag()[0]:
        return
    if "no-store" in answer.headers.get("Cache-Control", ""):
        return
    answer.add_etag(weak=True)
    answer.make_conditional(request)
