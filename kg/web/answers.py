"""Answers of the engine as HTTP answers: whole, tagged, and in gzip where that is wanted."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from werkzeug.wsgi import wrap_file

from kg.engine.packing import packed
from kg.web import compress, conditional
from kg.web.headers import HIDDEN, NO_STORE, PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.engine.store import Answer
    from kg.formats import Format
    from kg.web.edition import Edition
    from kg.web.sent import Sent

_VARIES: Final = ("Vary", "Accept-Encoding, Accept")


@dataclass(frozen=True, slots=True)
class Whole:
    """How an answer is made, whole before its first byte is sent."""

    plain: Callable[[], IO[bytes]]
    """Makes it, or raises why there is none."""
    format: Format
    asked: tuple[str, ...] | None
    """All that it depends on besides release and format; None where it may change by itself."""
    packed: Callable[[IO[bytes]], IO[bytes]] = packed
    """Makes the same in gzip; closes the plain one."""
    headers: tuple[tuple[str, str], ...] = ()
    """Further headers of its own."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer, without the headers that every answer has."""

    status: str
    headers: list[tuple[str, str]]
    file: IO[bytes]
    """The body, at its beginning."""


def written(answer: Answer, format_: Format, asked: tuple[str, ...]) -> Whole:
    """Return an answer as the engine writes it. Whatever keeps it keeps the packed form too."""

    def repacked(plain: IO[bytes]) -> IO[bytes]:
        plain.close()
        return answer.packed(format_)

    stable = asked if answer.is_stable else None
    return Whole(lambda: answer.spool(format_), format_, stable, repacked)


def reply(whole: Whole, sent: Sent, here: Edition) -> Reply:
    """Return the HTTP answer: 304 where the caller has it.

    Only GET and HEAD are conditional: a POST asks, it does not choose a representation.
    """
    if whole.asked is None:
        return _made(whole, sent, [NO_STORE])
    headers = [PRIVATE]
    if sent.method != "POST":
        tag = conditional.tag(here.digest, (whole.format.name,), whole.asked)
        headers.append(("ETag", f'W/"{tag}"'))
        if conditional.is_known(tag, sent.header("HTTP_IF_NONE_MATCH")):
            return Reply("304 NOT MODIFIED", [HIDDEN, _VARIES, *headers], io.BytesIO())
    return _made(whole, sent, headers)


def _made(whole: Whole, sent: Sent, headers: list[tuple[str, str]]) -> Reply:
    file = whole.plain()
    size = _size(file)
    more = list(whole.headers)
    if size >= compress.MIN_SIZE and compress.accepts_gzip(sent.header("HTTP_ACCEPT_ENCODING")):
        file = whole.packed(file)
        size = _size(file)
        more.append(compress.PACKED)
    told = [
        ("Content-Type", whole.format.content_type),
        ("Content-Length", str(size)),
        HIDDEN,
        _VARIES,
    ]
    return Reply("200 OK", told + headers + more, file)


def body(made: Reply, sent: Sent) -> Iterable[bytes]:
    """Return the body as a WSGI server sends it; a HEAD request gets none."""
    if sent.method == "HEAD":
        made.file.close()
        return []
    if isinstance(made.file, io.BytesIO):
        return [made.file.getvalue()]
    return wrap_file(sent.environ, made.file)


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size
