"""Pages of its own for a worker."""

from __future__ import annotations

import mmap
import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from kg.engine import warm

if TYPE_CHECKING:
    from collections.abc import Iterator

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems are left as they are")


@LINUX
@pytest.mark.alone  # Python objects to a fork of a process with threads, as those side by side are
def test_the_pages_of_a_fork_become_its_own() -> None:
    held = bytearray(b"x" * (64 * mmap.PAGESIZE))
    told, tell = os.pipe()
    child = os.fork()
    if not child:  # it ends before pytest would notice it
        steps = sum(1 for _ in warm.pieces())
        os.write(tell, b"yes" if steps and held.count(b"x") == len(held) else b"no")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(told, 3) == b"yes"
    os.close(told)
    os.close(tell)


def test_a_question_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "PAUSE", 0.0)
    ours, theirs = socket.socketpair()
    with ours, theirs:

        def three() -> Iterator[None]:
            yield None
            ours.send(b"?")
            yield None
            yield None

        rest = three()
        assert warm.warm_up(theirs, rest)
        theirs.recv(1)
        assert not warm.warm_up(theirs, rest)
