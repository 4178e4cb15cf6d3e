"""Answers that a caller has already: entity tags and 304 (RFC 9110, sections 8.8 and 13.1.2)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from flask import request
from werkzeug.http import parse_date, parse_etags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response

_DATES: Final = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")


def drop_wrong_dates() -> None:
    """Take out of the request what is no date, as RFC 9110 has it (section 13.1.3)."""
    for name in _DATES:
        try:
            parse_date(request.environ.get(name))
        except OverflowError:
            del request.environ[name]


def tag(release: str, *parts: Iterable[str]) -> str:
    """Return the entity tag of what a release answers to a request that has these parts.

    `release` is the digest of its files. The tag is weak: what is asked again is the same in
    meaning, not byte for byte.
    """
    digest = hashlib.sha256(release.encode())
    for part in parts:
        for text in part:
            digest.update(len(text).to_bytes(8, "big") + text.encode(errors="surrogatepass"))
        digest.update(b"\xff" * 8)
    return digest.hexdigest()[:32]


def is_known(tag: str, known: str) -> bool:
    """Return whether an If-None-Match header names the tag."""
    if not known:
        return False
    tags = parse_etags(known)
    return tags.star_tag or tags.contains_weak(tag)


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
