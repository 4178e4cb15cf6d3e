"""An answer while it is written: short ones in memory, long ones in a file without a name."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Final

from kg.engine.wire import SHORT

if TYPE_CHECKING:
    from pathlib import Path

SPOOL_FILE: Final = 100
"""File descriptor of a worker's unfinished answer: the host looks there how long it is."""


class Spool:
    """What a query's answer is written to. The file is made before it is needed."""

    def __init__(self) -> None:
        """Make the file."""
        self._renew()

    def _renew(self) -> None:
        self.head = bytearray()
        self.is_long = False
        file = _without_name()
        os.dup2(file, SPOOL_FILE, inheritable=False)
        os.close(file)

    def write(self, part: bytes) -> int:
        """Take a part of the answer."""
        if not self.is_long:
            self.head += part
            if len(self.head) <= SHORT:
                return len(part)
            self.is_long = True
            _write(self.head)
            self.head = bytearray()
        else:
            _write(part)
        return len(part)

    def flush(self) -> None:
        """Do nothing: all is written."""

    def clear(self) -> None:
        """Make ready for the next answer."""
        if self.is_long:
            self._renew()
        else:
            self.head.clear()


def _without_name() -> int:
    """Return the descriptor of a new file: of memory where the system has that (Linux).

    Its bytes count as those of a file on disk do (`written`), and it is written twice as fast.
    """
    if hasattr(os, "memfd_create"):
        return os.memfd_create("answer")
    with tempfile.TemporaryFile(buffering=0) as file:
        return os.dup(file.fileno())


def _write(part: bytes | bytearray) -> None:
    rest = memoryview(part)
    while rest:
        rest = rest[os.write(SPOOL_FILE, rest) :]


def written(process: Path) -> int:
    """Return the bytes of the unfinished answer of a process in /proc."""
    try:
        return (process / "fd" / str(SPOOL_FILE)).stat().st_size
    except OSError:
        return 0
