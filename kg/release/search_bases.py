"""Open search indexes, kept for the next search: opening one takes as long as a small search."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_INDEXES: Final = 2
"""Indexes that are kept open: that of the release, and that of the one before it."""


@dataclass(slots=True)
class _Kept:
    """Connections that nobody uses now, by index; the index used last stands last."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    idle: dict[object, list[sqlite3.Connection]] = field(default_factory=dict)


_KEPT: Final = _Kept()


@contextmanager
def base_of(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to an index, for one thread at a time.

    Raises `sqlite3.DatabaseError` where there is no index.
    """
    sign = _sign(path)
    base = _taken(sign) or _opened(path)
    try:
        yield base
    except BaseException:
        base.close()
        raise
    for old in _given_back(sign, base):
        old.close()


def _sign(path: Path) -> object:
    """Return what tells an index from any other that was or will be in its place."""
    try:
        state = path.stat()
    except OSError as error:
        raise sqlite3.OperationalError(error.strerror) from error
    return state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size


def _opened(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    base = sqlite3.connect(address, uri=True, check_same_thread=False)
    base.execute("PRAGMA mmap_size = 1073741824")
    return base


def _taken(sign: object) -> sqlite3.Connection | None:
    """Return an idle connection to an index, which is then no longer idle."""
    with _KEPT.lock:
        idle = _KEPT.idle.get(sign)
        return idle.pop() if idle else None


def _given_back(sign: object, base: sqlite3.Connection) -> list[sqlite3.Connection]:
    """Return the connections to be closed after this one is idle: of indexes no longer used."""
    with _KEPT.lock:
        _KEPT.idle[sign] = [*_KEPT.idle.pop(sign, []), base]
        old = [*_KEPT.idle][:-_INDEXES]
        return [one for other in old for one in _KEPT.idle.pop(other)]
