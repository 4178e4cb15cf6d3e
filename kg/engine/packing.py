"""Answers in gzip."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.engine.data import Call

LEVEL: Final = 5


def packed(file: IO[bytes]) -> IO[bytes]:
    """Return the rest of a file in gzip, whole and at its beginning; the file is closed."""
    if isinstance(file, io.BytesIO):
        return io.BytesIO(gzip.compress(file.read(), LEVEL, mtime=0))
    out = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 - handed on open
    with file, gzip.GzipFile("", "wb", LEVEL, out, mtime=0) as packing:
        shutil.copyfileobj(file, packing, 1 << 18)
    out.flush()
    out.seek(0)
    return out


def ask_packed(ask: Callable[[Call], IO[bytes]], call: Call) -> IO[bytes]:
    """Return the packed answer to a call, from whoever answers in plain."""
    return packed(ask(replace(call, is_packed=False)))
