"""A text file of a release with its packed copies, written at once as streams: same bytes always.

The packers come with the pinned packages, not with the machine: another version of the machine's
zlib would give other bytes. Neither gzip nor zstd is told a name or a time.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

import pyarrow  # type: ignore[import-untyped]  # it ships no types
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

GZIP: Final = "gz"
ZSTD: Final = "zst"
PACKED: Final = (GZIP, ZSTD)
PLAIN: Final = ""

_LEVEL: Final = 9
_ENOUGH: Final = 256 * 1024
"""Characters that are gathered before they are written."""
_AHEAD: Final = 32
"""Portions that may wait for the packers: they work beside, in a thread."""


class _Binary(Protocol):
    def write(self, data: bytes, /) -> Any:
        """Write bytes."""


class Sinks:
    """Files below a folder that are open for writing; closed, and so whole, when left."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._stack = ExitStack()
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._waiting: deque[Future[None]] = deque()
        self._sinks: list[Sink] = []
        self.names: list[str] = []
        """The names of all files opened so far."""

    def __enter__(self) -> Sinks:
        """Return this."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is left and close every file. Raises `OSError` where the disk fails."""
        with self._stack:
            try:
                for sink in self._sinks if kind is None else ():
                    sink.flush()
                self._wait(0)
            finally:
                # No file is closed while a portion is on its way into it.
                self._thread.shutdown(cancel_futures=True)

    def open(self, name: str, packings: Iterable[str] = (PLAIN,)) -> Sink:
        """Return a sink for the file `name`, plain and packed as asked."""
        files = [self._opened(name, packing) for packing in packings]
        self._sinks.append(Sink(lambda data: self._hand_on(data, files)))
        return self._sinks[-1]

    def _hand_on(self, data: bytes, files: list[_Binary]) -> None:
        """Have bytes written, in their order, and wait where too many are on the way."""
        self._waiting.append(self._thread.submit(_write, data, files))
        self._wait(_AHEAD)

    def _wait(self, left: int) -> None:
        while len(self._waiting) > left:
            self._waiting.popleft().result()

    def _opened(self, name: str, packing: str) -> _Binary:
        full = f"{name}.{packing}" if packing else name
        self.names.append(full)
        path = self._folder / full
        path.parent.mkdir(parents=True, exist_ok=True)
        if packing == GZIP:
            packed: BinaryIO = pyarrow.CompressedOutputStream(str(path), "gzip")
            return self._stack.enter_context(packed)
        file = self._stack.enter_context(path.open("wb"))
        if packing == ZSTD:
            packer = zstandard.ZstdCompressor(level=_LEVEL, threads=0)
            return self._stack.enter_context(packer.stream_writer(file, closefd=False))
        return file


class Sink:
    """One text on its way to all its files."""

    def __init__(self, hand_on: Callable[[bytes], None]) -> None:
        """Begin with nothing."""
        self._hand_on = hand_on
        self._texts: list[str] = []
        self._size = 0

    def write(self, text: str) -> None:
        """Take the next part of the text."""
        self._texts.append(text)
        self._size += len(text)
        if self._size >= _ENOUGH:
            self.flush()

    def flush(self) -> None:
        """Hand on what was gathered."""
        self._hand_on("".join(self._texts).encode())
        self._texts.clear()
        self._size = 0


def _write(data: bytes, files: list[_Binary]) -> None:
    for file in files:
        file.write(data)
