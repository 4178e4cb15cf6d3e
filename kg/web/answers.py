"""Answers of the engine as HTTP answers: whole, tagged, and in gzip where that is wanted."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from flask import Response, request
from werkzeug.wsgi import wrap_file

from kg.web import compress, conditional

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.engine.store import Answer
    from kg.formats import Format


def written(answer: Answer, format_: Format, asked: Sequence[str] | None) -> Response:
    """Return an answer as the engine wrote it; see `spooled`."""
    return spooled(lambda: answer.spool(format_), format_, asked)


def spooled(
    make: Callable[[], IO[bytes]], format_: Format, asked: Sequence[str] | None
) -> Response:
    """Return a file, made whole before its first byte is sent; 304 where the caller has it.

    `asked` is all that the file depends on besides the release and the format; None where it
    may be another one the next time.
    """
    if asked is None:
        sent = _sent(make(), format_)
        sent.headers["Cache-Control"] = "no-store"
        return sent
    tag = conditional.tag((format_.name,), asked)
    found = conditional.unchanged(tag)
    if found:
        return found
    sent = _sent(make(), format_)
    if request.method in {"GET", "HEAD"}:
        sent.set_etag(tag, weak=True)
    return sent


def _sent(file: IO[bytes], format_: Format) -> Response:
    size = _size(file)
    is_packed = size >= compress.MIN_SIZE and compress.is_wanted()
    if is_packed:
        file = compress.packed(file)
        size = _size(file)
    sent = Response(
        wrap_file(request.environ, file), content_type=format_.content_type, direct_passthrough=True
    )
    sent.content_length = size
    sent.vary.add("Accept-Encoding")
    if is_packed:
        compress.mark_packed(sent)
    return sent


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size
