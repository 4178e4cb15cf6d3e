"""What a server and all its children use, read from /proc (Linux)."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PROC: Final = Path("/proc")
_TICK: Final = os.sysconf("SC_CLK_TCK")


def tree(root: int) -> list[int]:
    """Return a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for pid, fields in _stats():
        children.setdefault(int(fields[1]), []).append(pid)
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def cpu_seconds(root: int) -> float:
    """Return the processor time of the tree so far, that of ended children included."""
    wanted = set(tree(root))
    ticks = 0
    for pid, fields in _stats():
        if pid in wanted:
            ticks += sum(int(ticks) for ticks in fields[11:15])
    return ticks / _TICK


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Yield each process and its `stat`, from the state on."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):  # it ended meanwhile
                text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
                yield int(folder.name), text.rpartition(")")[2].split()


def memory_bytes(root: int) -> int:
    """Return the memory of the tree (shared pages once) and the bytes of its unnamed files.

    An unnamed file is one without a directory entry: a spool, or a piece of shared memory.
    """
    size = 0
    files: dict[tuple[int, int], int] = {}
    for pid in tree(root):
        with suppress(OSError):
            size += _proportional(pid)
        with suppress(OSError):
            files |= dict(_unnamed(pid))
    return size + sum(files.values())


def _proportional(pid: int) -> int:
    text = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    lines = (line.split() for line in text.splitlines()[1:])
    return 1024 * sum(int(words[1]) for words in lines if words[0] == "Pss:")


def _unnamed(pid: int) -> Iterator[tuple[tuple[int, int], int]]:
    for link in (PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            if str(link.readlink()).endswith(" (deleted)"):
                status = link.stat()
                yield (status.st_dev, status.st_ino), status.st_blocks * 512


def seconds_until_idle(root: int, patience: float) -> float | None:
    """Return after how long the tree used less than a tenth of a core for a second.

    The second itself does not count. None where that did not happen within `patience` seconds.
    """
    start = quiet = time.monotonic()
    used = cpu_seconds(root)
    while time.monotonic() - start < patience:
        time.sleep(0.1)
        now, before = cpu_seconds(root), used
        used = now
        if now - before > 0.01:
            quiet = time.monotonic()
        elif time.monotonic() - quiet >= 1.0:
            return quiet - start
    return None
