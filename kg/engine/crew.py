"""The workers of an engine host: forked, given more or less to use, ended.

A query begins in a worker with little memory. One that goes on is a long one: it may use more, is
looked at many times a second, and gives way to the others the longer it runs. All long ones
together stay within one amount of memory, unfinished answers included: what is left of it is
dealt out anew at each look, so that no moment between two looks can exceed it.
"""

from __future__ import annotations

import os
import resource
import selectors
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.engine.spool import written
from kg.engine.worker import QUICK_ANSWER, QUICK_MEMORY, fork

if TYPE_CHECKING:
    import socket

    from kg.engine.data import Data
    from kg.engine.limits import Limits
    from kg.engine.wire import Request

READY: Final = 2
"""Workers that are kept for queries that have not gone on for long."""
_NICENESS: Final = ((5.0, 19), (1.0, 10))
"""After how many seconds a query gives way to others how far (nice)."""


@dataclass(slots=True, eq=False)
class Caller:
    """A connection of the web process; it asks one thing at a time."""

    socket: socket.socket
    asked: Asked | None = None


@dataclass(slots=True, eq=False)
class Asked:
    """A call on its way."""

    caller: Caller
    request: Request
    deadline: float


@dataclass(slots=True, eq=False)
class Worker:
    """A forked worker, and what it is at."""

    pid: int
    control: socket.socket
    data: int
    """Bytes of data it had when it was forked."""
    is_warm: bool
    """Whether it takes a copy of the data before one is needed: one of them does."""
    asked: Asked | None = None
    since: float = 0.0
    is_long: bool = False
    is_idle: bool = True
    niceness: int = 0


class Crew:
    """Holds the workers."""

    def __init__(self, data: Data, limits: Limits, selector: selectors.BaseSelector) -> None:
        """Fork the first workers."""
        self._data = data
        self._limits = limits
        self._selector = selector
        self.workers: list[Worker] = []
        self._dying: list[Worker] = []
        self._free = limits.memory
        self._has_room_for_copy = data_size(os.getpid()) <= limits.memory
        self.staff()

    def staff(self) -> None:
        """Fork workers until there are enough for queries that are new, and one is warm."""
        while self._quick() < READY or self._lacks_warm():
            self.hire()

    def _lacks_warm(self) -> bool:
        return self._has_room_for_copy and not any(worker.is_warm for worker in self.workers)

    def hire(self) -> Worker:
        """Return a new worker."""
        is_warm = self._lacks_warm()
        pid, control = fork(self._data, self._limits, is_warm=is_warm)
        worker = Worker(pid, control, data_size(pid), is_warm)
        self._allow(worker, worker.data + QUICK_MEMORY, QUICK_ANSWER)
        self._selector.register(control, selectors.EVENT_READ, worker)
        self.workers.append(worker)
        return worker

    def idle(self) -> list[Worker]:
        """Return the workers that have nothing to do: the warm one first, then the oldest."""
        idle = [worker for worker in self.workers if worker.is_idle]
        return sorted(idle, key=lambda worker: not worker.is_warm)

    def long(self) -> list[Worker]:
        """Return the workers whose query has gone on for long."""
        return [worker for worker in self.workers if worker.is_long]

    def _quick(self) -> int:
        return sum(not worker.is_long for worker in self.workers)

    def settle(self, worker: Worker) -> bool:
        """Return whether a worker that is done may take another query."""
        if worker.niceness or self._quick() > 2 * READY:  # only root may take it back
            return False
        if worker.is_long:
            worker.is_long = False
            self._allow(worker, worker.data + QUICK_MEMORY, QUICK_ANSWER)
        worker.is_idle = True
        return True

    def dismiss(self, worker: Worker) -> bytes:
        """End a worker. Return what it said and was not heard.

        Nothing more comes of it, but its memory may take a while to be free.
        """
        self.workers.remove(worker)
        self._selector.unregister(worker.control)
        os.kill(worker.pid, signal.SIGKILL)  # not yet reaped, so the number is still its own
        if worker.niceness:
            with suppress(PermissionError):  # only root may; its end should not wait for others
                os.setpriority(os.PRIO_PROCESS, worker.pid, 0)
        worker.control.setblocking(False)
        word = b""
        with suppress(OSError):
            word = worker.control.recv(1)
        worker.control.close()
        self._dying.append(worker)
        return word

    def bury(self, worker: Worker) -> int:
        """Return the signal by which a worker ended that has ended by itself."""
        self.workers.remove(worker)
        self._selector.unregister(worker.control)
        worker.control.close()
        _, status = os.waitpid(worker.pid, 0)
        return os.WTERMSIG(status)

    def close(self) -> None:
        """End all workers, and wait until they are gone."""
        for worker in list(self.workers):
            self.dismiss(worker)
        for worker in self._dying:
            os.waitpid(worker.pid, 0)

    def has_room(self) -> bool:
        """Return whether there may be one more long query."""
        count = len(self.long())
        return not count or (count < self._limits.workers and self._free > self._limits.memory // 3)

    def is_watched(self) -> bool:
        """Return whether there is something for `watch` to see."""
        return bool(self._dying) or any(worker.is_long for worker in self.workers)

    def watch(self, now: float) -> tuple[Worker | None, bool]:
        """Deal out memory among the long ones.

        Return one that must end for want of it, and whether it used too much itself: else it was
        only the last to come, and may begin again when others are done.
        """
        self._dying = [one for one in self._dying if not os.waitpid(one.pid, os.WNOHANG)[0]]
        long = self.long()
        idle = self.idle()
        sizes = {worker.pid: _used(worker) for worker in (*long, *idle, *self._dying)}
        for worker in long:
            self._give_way(worker, now)
        taken = sum(data + answer for data, answer, _ in sizes.values())
        # What one query alone copies of the shared data is not to be helped.
        copied = sum(sizes[worker.pid][2] for worker in (*long, *idle))
        copied -= sizes[long[0].pid][2] if len(long) == 1 else 0
        self._free = self._limits.memory - taken - copied
        if not long:
            return None, False
        if self._free < self._limits.memory // 2:
            for worker in [one for one in idle if sizes[one.pid][2] > QUICK_MEMORY]:
                self.dismiss(worker)  # it has copied what others need; a new one has not
                self._free += sizes[worker.pid][2]
        if self._free < self._limits.memory // 8:
            greedy = max(long, key=lambda worker: sum(sizes[worker.pid][:2]))
            if len(long) == 1 or sum(sizes[greedy.pid][:2]) > self._limits.memory // 2:
                return greedy, True
            return max(long, key=lambda worker: worker.since), False
        self._deal_out(long, sizes)
        return None, False

    def _deal_out(self, long: list[Worker], sizes: dict[int, tuple[int, int, int]]) -> None:
        share = self._free // len(long) // 2  # one half for its memory, one for its answer
        for worker in long:
            data, answer, _ = sizes[worker.pid]
            self._allow(worker, worker.data + max(data + share, QUICK_MEMORY), answer + share)

    def _give_way(self, worker: Worker, now: float) -> None:
        for seconds, niceness in _NICENESS:
            if now - worker.since >= seconds:
                if worker.niceness != niceness:
                    os.setpriority(os.PRIO_PROCESS, worker.pid, niceness)
                    worker.niceness = niceness
                return

    def _allow(self, worker: Worker, data: int, answer: int) -> None:
        if hasattr(resource, "prlimit") and worker.data:  # Linux
            _limit(worker.pid, resource.RLIMIT_DATA, data)
            _limit(worker.pid, resource.RLIMIT_FSIZE, min(answer, self._limits.answer_size))


def _limit(pid: int, kind: int, size: int) -> None:
    _, most = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (size, most))


def _used(worker: Worker) -> tuple[int, int, int]:
    """Return the bytes a worker has taken, those of its answer, and those it may have copied.

    The engine counts references in the data itself, so what a query walks over is copied.
    """
    process = Path("/proc") / str(worker.pid)
    data = max(0, data_size(worker.pid) - worker.data)
    return data, written(process), max(0, min(_faults(process), worker.data) - data)


def _faults(process: Path) -> int:
    """Return the bytes of all pages a process was given or has copied."""
    try:
        fields = (process / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0
    return int(fields[7]) * resource.getpagesize()


def data_size(pid: int) -> int:
    """Return the bytes of data a process has, 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
    except OSError:
        return 0
    _, _, rest = status.partition(b"VmData:")
    return int(rest.split(maxsplit=1)[0]) * 1024 if rest else 0
