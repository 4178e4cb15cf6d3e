"""What was read before, kept in one SQLite file and keyed by content. A cold cache is rebuilt.

A cache that cannot be read or written, or that was damaged, costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "records.sqlite"
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, seal INTEGER, body TEXT)"
# Entries nobody asked for are swept out when they are this many times those in use.
_SWEEP: Final = 4


def key(kind: str, *parts: str | bytes) -> str:
    """Return the key of what this program makes of some content."""
    digest = hashlib.sha256(_program())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(content)}\n".encode() + content)
    return f"{kind} {digest.hexdigest()}"


@cache
def _program() -> bytes:
    """Return a digest of the modules that read data: what others made of it is not what we do."""
    here = Path(__file__).resolve().parent
    files = sorted([*here.glob("*.py"), *(here.parent / "model").glob("*.py")])
    texts = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(ox.__version__.encode() + texts).digest()


class Cache:
    """The entries that a run asks for and adds."""

    def __init__(self, base: sqlite3.Connection | None) -> None:
        """Keep the open file; None for no cache at all."""
        self._base = base
        self._used: set[str] = set()
        self._new: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return an entry, or None where it is missing or damaged."""
        if name in self._new:
            return self._new[name]
        if self._base is None:
            return None
        self._used.add(name)
        try:
            row = self._base.execute("SELECT seal, body FROM entry WHERE key = ?", (name,))
            seal, body = row.fetchone() or (0, None)
        except sqlite3.Error:
            return None
        return body if isinstance(body, str) and seal == _seal(body) else None

    def put(self, entries: Mapping[str, str]) -> None:
        """Keep entries; they are on the disk once the cache is closed."""
        if self._base:
            self._new |= entries
            self._used.update(entries)

    def save(self) -> None:
        """Write what is new."""
        if self._base is not None and self._new:
            rows = ((name, _seal(body), body) for name, body in self._new.items())
            with contextlib.suppress(sqlite3.Error), self._base as base:
                base.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)

    def sweep(self) -> None:
        """Save, and drop what this run did not use, if it is much; for runs that read all data."""
        self.save()
        if self._base is None or not self._new:
            return
        with contextlib.suppress(sqlite3.Error), self._base as base:
            (number,) = base.execute("SELECT COUNT(*) FROM entry").fetchone()
            if number > _SWEEP * len(self._used):
                kept = [(name,) for name in self._used]
                base.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
                base.executemany("INSERT INTO used VALUES (?)", kept)
                base.execute("DELETE FROM entry WHERE key NOT IN (SELECT key FROM used)")


@contextlib.contextmanager
def opened(folder: Path | None) -> Iterator[Cache]:
    """Yield the cache of a folder and save it at the end; an empty one where there is none."""
    base = connected(folder) if folder else None
    try:
        found = Cache(base)
        yield found
        found.save()
    finally:
        if base:
            base.close()


def connected(folder: Path, name: str = NAME, schema: str = _SCHEMA) -> sqlite3.Connection | None:
    """Return an open file of the cache; one that is no SQLite file is made anew.

    None where the disk does not let us.
    """
    for _ in range(2):
        base = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(folder / name)
            base.executescript(schema)
        except (OSError, sqlite3.OperationalError):
            return None
        except sqlite3.DatabaseError:
            if base:
                base.close()
            with contextlib.suppress(OSError):
                (folder / name).unlink()
        else:
            return base
    return None


def _seal(body: str) -> int:
    return zlib.crc32(body.encode())
