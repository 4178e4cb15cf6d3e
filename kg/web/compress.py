"""Answers in gzip for whoever accepts it (RFC 9110, sections 8.4.1 and 12.5.3)."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import request

from kg.engine.packing import LEVEL

if TYPE_CHECKING:
    from flask import Response

MIN_SIZE: Final = 1024
"""Bytes below which gzip saves nothing worth the work."""
PACKED: Final = ("Content-Encoding", "gzip")
"""The header that says so."""
_TEXT: Final = re.compile(
    r"text/|application/(?:.+\+)?(?:json|xml|n-triples|n-quads|trig)\b|image/svg"
)
_QUALITY: Final = re.compile(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)


def accepts_gzip(accepted: str) -> bool:
    """Return whether an Accept-Encoding header likes gzip at least as well as plain bytes."""
    return (_remembered if len(accepted) <= _USUAL else _accepts_gzip)(accepted)


def _accepts_gzip(accepted: str) -> bool:
    qualities: dict[str, float] = {}
    for member in accepted.split(","):
        name, _, parameter = member.partition(";")
        found = _QUALITY.fullmatch(parameter.strip())
        if parameter.strip() and not found:
            continue
        qualities.setdefault(name.strip().lower(), float(found[1]) if found else 1.0)
    rest = qualities.get("*", 0.0)
    ours = max(qualities.get("gzip", rest), qualities.get("x-gzip", 0.0))
    return 0 < ours >= qualities.get("identity", 0.0)


_USUAL: Final = 200
_remembered: Final = lru_cache(64)(_accepts_gzip)
"""Reads the same short header once: clients send few different ones."""


def is_wanted() -> bool:
    """Return whether the request accepts gzip."""
    return accepts_gzip(",".join(request.headers.getlist("Accept-Encoding")))


def pack_whole(answer: Response) -> None:
    """Write an answer that is at hand as a whole in gzip, where that is wanted and worth it.

    Files of the release are sent as they are: they have strong tags and checksums.
    """
    if answer.direct_passthrough or answer.is_streamed:
        return
    if answer.status_code == 304:  # it says what the whole answer would have said
        answer.vary.add("Accept-Encoding")
    elif _TEXT.match(answer.mimetype or ""):
        answer.vary.add("Accept-Encoding")
        _pack(answer)


def _pack(answer: Response) -> None:
    if "Content-Encoding" in answer.headers or not is_wanted():
        return
    body = answer.get_data()
    if len(body) >= MIN_SIZE:
        answer.set_data(gzip.compress(body, LEVEL, mtime=0))
        answer.headers.set(*PACKED)
