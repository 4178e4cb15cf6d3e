"""Finished answers: kept while they are sent, and after that for whoever asks the same again.

A release never changes and an answer is whole or there is none, so what is given again is what
would be found again. Nothing of it outlives the process, and no file has a name.
"""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, cast

from kg.engine.packing import ask_packed
from kg.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.engine.data import Call
    from kg.engine.store import Asks

_OVERHEAD: Final = 1024
"""Bytes that an answer takes beside its own, reckoned generously."""


@dataclass(slots=True, eq=False)
class _Answer:
    """A finished answer: in memory, or an open file."""

    text: bytes
    file: IO[bytes] | None
    size: int
    holders: int = 1
    """The cache, and whoever is sending it."""


class Cache:
    """Asks an engine, each call once as long as its answer is kept. Threads may share it."""

    def __init__(self, engine: Asks, size: int) -> None:
        """Keep at most `size` bytes, those of answers that are being sent included."""
        self._engine = engine
        self._size = size
        self._used = 0
        self._kept: OrderedDict[bytes, _Answer] = OrderedDict()
        self._lock = threading.RLock()  # a file may be closed by the collector, at any time

    def ask(self, call: Call) -> IO[bytes]:
        """Return the file of the finished answer, at its beginning.

        Raises as the engine does, and `EngineError` where too much is being sent.
        """
        key = hashlib.blake2b(call.to_json(), digest_size=32).digest() + bytes([call.is_packed])
        with self._lock:
            answer = self._kept.get(key)
            if answer:
                self._kept.move_to_end(key)
                return self._lent(answer)
        answer = _answer(ask_packed(self.ask, call) if call.is_packed else self._engine.ask(call))
        with self._lock:
            self._used += answer.size
            lent = self._lent(answer)
            if call.is_stable and key not in self._kept:  # two may have asked at once
                self._kept[key] = answer
            else:
                self._release(answer)
            self._make_room(lent)
        return lent

    def close(self) -> None:
        """Let go of all that is not being sent."""
        with self._lock:
            while self._kept:
                self._release(self._kept.popitem()[1])

    def _make_room(self, lent: IO[bytes]) -> None:
        while self._used > self._size and self._kept:
            self._release(self._kept.popitem(last=False)[1])
        if self._used > self._size:
            lent.close()
            raise EngineError(
                "too many large answers are being sent; ask again later", limit="spool"
            )

    def _lent(self, answer: _Answer) -> IO[bytes]:
        """Return a file with a place of its own in the answer."""
        if answer.file is None:
            return io.BytesIO(answer.text)
        answer.holders += 1
        lent = _Lent(answer.file.fileno(), answer.size, lambda: self._release(answer))
        return cast("IO[bytes]", lent)

    def _release(self, answer: _Answer) -> None:
        with self._lock:
            answer.holders -= 1
            if not answer.holders:
                self._used -= answer.size
                if answer.file:
                    answer.file.close()


def _answer(found: IO[bytes]) -> _Answer:
    if isinstance(found, io.BytesIO):
        text = found.getvalue()
        return _Answer(text, None, len(text) + _OVERHEAD)
    size = found.seek(0, os.SEEK_END)
    return _Answer(b"", found, size + _OVERHEAD)


class _Lent(io.RawIOBase):
    """Reads a file that others read too. Says when it is closed."""

    def __init__(self, file: int, size: int, closed: Callable[[], None]) -> None:
        self._file = file
        self._size = size - _OVERHEAD
        self._place = 0
        self._on_close = closed

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        count = os.preadv(self._file, [into], self._place)
        self._place += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = start + offset
        return self._place

    def close(self) -> None:
        if not self.closed:
            self._on_close()
        super().close()
