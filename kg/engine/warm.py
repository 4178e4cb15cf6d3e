"""Pages of its own for a worker, made in the time in which nothing is asked.

A forked worker shares the pages of the data until it writes to them. The engine counts references
in the data itself, so whatever a query walks over is written to and copied, page by page, and the
first queries of a new worker take two or three times as long as later ones.
"""

from __future__ import annotations

import ctypes
import mmap
import select
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

PAUSE: Final = 0.01
"""Seconds in which nothing is asked before it begins."""
_PIECE: Final = 256 * mmap.PAGESIZE
"""Bytes that are copied at once, within a millisecond or two."""
_MADV_POPULATE_WRITE: Final = 23


def pieces() -> Iterator[None]:
    """Copy the pages that this process shares, one piece at each step (Linux 5.14 and later)."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for start, end in _ranges():
        for place in range(start, end, _PIECE):
            if advise(place, min(_PIECE, end - place), _MADV_POPULATE_WRITE):
                break  # gone meanwhile, or a kernel that does not know this
            yield


def _ranges() -> list[tuple[int, int]]:
    """Return where this process has data that stands in no file."""
    found: list[tuple[int, int]] = []
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        place, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]):
            start, _, end = place.partition("-")
            found.append((int(start, 16), int(end, 16)))
    return found


def warm_up(control: socket.socket, rest: Iterator[None]) -> bool:
    """Go on with the pieces while nothing is asked; return whether some are left."""
    pause = PAUSE
    while not select.select([control], [], [], pause)[0]:
        if next(rest, True):
            return False
        pause = 0.0
    return True
