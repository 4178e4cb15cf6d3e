"""The engine host: one process that holds a release and has its forked workers ask it.

It has no threads, so that forking is safe. A call that passes its deadline, or whose caller
leaves, ends with its worker; a new worker is forked at once.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.engine import data as release
from kg.engine.wire import receive_request, send_error, send_request
from kg.engine.worker import DONE, Limits, fork
from kg.errors import EngineError, KgError, QueryTimeoutError

if TYPE_CHECKING:
    from kg.engine.data import Data

WAITING: Final = 64
"""Calls that may wait for a worker."""


@dataclass(slots=True, eq=False)
class _Asked:
    """A call on its way."""

    caller: socket.socket
    request: bytes
    deadline: float
    closed: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    """A forked worker, and what it is at."""

    pid: int
    control: socket.socket
    asked: _Asked | None = None
    idle: bool = True


class Host:
    """Holds the listening socket, the workers and the calls that wait."""

    def __init__(self, data: Data, listener: socket.socket, limits: Limits, workers: int) -> None:
        """Fork the workers."""
        self._data = data
        self._limits = limits
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ, None)
        self._waiting: deque[_Asked] = deque()
        self._workers: list[_Worker] = []
        for _ in range(workers):
            self._hire()

    def run(self, parent: int) -> None:
        """Serve until the file descriptor `parent` closes: its other end is our parent's."""
        self._selector.register(parent, selectors.EVENT_READ, None)
        while True:
            # What a worker says goes before what callers do: one who left may have his answer.
            events = sorted(self._selector.select(self._patience()), key=_is_callers)
            for key, _ in events:
                if key.fileobj == parent:
                    return
                self._handle(key)
            self._end_late()
            self._dispatch()

    def close(self) -> None:
        """End every worker and turn away who waits."""
        for worker in self._workers:
            os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)
        for asked in self._waiting:
            asked.caller.close()
        self._selector.close()

    def _handle(self, key: selectors.SelectorKey) -> None:
        """Handle a socket that can be read, unless an event before it has closed it."""
        if key.fileobj is self._listener:
            self._accept()
        elif isinstance(key.data, _Worker) and key.data in self._workers:
            self._hear(key.data)
        elif isinstance(key.data, _Asked) and not key.data.closed:
            self._forget(key.data)

    def _patience(self) -> float | None:
        """Return the seconds until the next deadline."""
        running = [worker.asked for worker in self._workers if worker.asked]
        deadlines = [asked.deadline for asked in (*running, *self._waiting)]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _accept(self) -> None:
        caller, _ = self._listener.accept()
        caller.settimeout(1)  # callers are our own: they write at once and read at once
        try:
            request, _ = receive_request(caller)
        except (OSError, KgError):
            request = b""
        if not request:
            caller.close()
            return
        caller.settimeout(None)
        asked = _Asked(caller, request, time.monotonic() + self._limits.timeout)
        # A caller sends nothing more, so what can be read from now on is its leaving.
        self._selector.register(caller, selectors.EVENT_READ, asked)
        if len(self._waiting) < WAITING:
            self._waiting.append(asked)
        else:
            self._refuse(asked, EngineError("too many queries are waiting; ask again later"))

    def _dispatch(self) -> None:
        """Give the calls that wait to the workers that do not."""
        for worker in [worker for worker in self._workers if worker.idle]:
            if not self._waiting:
                return
            asked = self._waiting.popleft()
            worker.asked, worker.idle = asked, False
            try:
                send_request(worker.control, asked.request, [asked.caller.fileno()])
            except OSError:  # this worker just ended; its socket says so next
                worker.asked = None
                self._waiting.appendleft(asked)

    def _hear(self, worker: _Worker) -> None:
        """Take a worker's word, or its end."""
        try:
            word = worker.control.recv(1)
        except OSError:
            word = b""
        if word and worker.asked:
            self._close(worker.asked)
            worker.asked = None
            worker.idle = word == DONE
        if not word:
            self._replace(worker, "it needed more memory or deeper nesting than a query may have")

    def _forget(self, asked: _Asked) -> None:
        """End the work for a caller that left."""
        if asked in self._waiting:
            self._waiting.remove(asked)
            self._close(asked)
        for worker in self._workers:
            if worker.asked is asked:
                self._replace(worker, "its caller left")
                return

    def _end_late(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.asked and worker.asked.deadline <= now:
                self._replace(worker, f"a query may take {self._limits.timeout:g} seconds")
        while self._waiting and self._waiting[0].deadline <= now:
            late = self._waiting.popleft()
            self._refuse(late, EngineError("no worker was free in time; ask again later"))

    def _replace(self, worker: _Worker, reason: str) -> None:
        """End a worker, tell its caller why, and fork another."""
        self._workers.remove(worker)
        self._selector.unregister(worker.control)
        worker.control.close()
        os.kill(worker.pid, signal.SIGKILL)  # not yet reaped, so the number is still its own
        os.waitpid(worker.pid, 0)
        if worker.asked:
            self._refuse(worker.asked, QueryTimeoutError(f"the query was stopped: {reason}"))
        self._hire()

    def _refuse(self, asked: _Asked, error: KgError) -> None:
        with suppress(OSError):  # the caller left
            send_error(asked.caller, error)
        self._close(asked)

    def _close(self, asked: _Asked) -> None:
        if not asked.closed:
            self._selector.unregister(asked.caller)
            asked.caller.close()
            asked.closed = True

    def _hire(self) -> None:
        pid, control = fork(self._data, self._limits)
        worker = _Worker(pid, control)
        self._selector.register(control, selectors.EVENT_READ, worker)
        self._workers.append(worker)


def _is_callers(event: tuple[selectors.SelectorKey, int]) -> bool:
    return isinstance(event[0].data, _Asked)


def main(arguments: list[str]) -> int:
    """Return the exit code of a host that served one release until its parent went.

    Arguments are the release's folder, the path of the socket, the seconds a query may take and
    the number of workers. Says `ready` on its standard output, or what is wrong.
    """
    folder, path, timeout, workers = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and closes our input
    try:
        data = release.load(Path(folder))
    except KgError as error:
        sys.stdout.write(f"{error}\n")
        return error.exit_code
    gc.freeze()  # what is shared with workers is not to be touched by their collectors
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(128)
        host = Host(data, listener, Limits(float(timeout)), int(workers))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        try:
            host.run(sys.stdin.fileno())
        finally:
            host.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
