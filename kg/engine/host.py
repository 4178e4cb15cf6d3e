"""The engine host: one process that holds a release and has its forked workers ask it.

It has no threads, so that forking is safe. Every query is given a worker at once and `QUICK`
seconds; one that goes on becomes one of the few long ones, or waits to be one. A call that passes
its deadline, or whose caller leaves, ends with its worker; a new worker is forked at once.
"""

from __future__ import annotations

import math
import selectors
import signal
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from kg.engine.crew import Asked, Caller, Crew, Worker
from kg.engine.wire import patience, receive_request, send_error, send_request
from kg.engine.worker import ANSWER, BYE, DONE, MEMORY
from kg.errors import EngineError, KgError, QueryTimeoutError

if TYPE_CHECKING:
    from kg.engine.data import Data
    from kg.engine.limits import Limits

QUICK: Final = 0.1
"""Seconds a query has before it counts as a long one."""
LOOK: Final = 0.05
"""Seconds between two looks at what long queries use."""
_REMEMBERED: Final = 1024
"""Queries that were long and are known to be when they are asked again."""
_MIB: Final = 1024 * 1024


class Host:
    """Holds the listening socket, the workers and the calls that wait."""

    def __init__(self, data: Data, listener: socket.socket, limits: Limits) -> None:
        """Fork the workers."""
        self._limits = limits
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ, None)
        self._new: deque[Asked] = deque()
        """Calls that wait for a worker to be free."""
        self._long: deque[Asked] = deque()
        """Calls that were seen to be long, and wait until one of the long ones is done."""
        self._known: dict[bytes, None] = {}
        self._next_look = 0.0
        self._crew = Crew(data, limits, self._selector)

    def run(self, parent: int) -> None:
        """Serve until the file descriptor `parent` closes: its other end is our parent's."""
        self._selector.register(parent, selectors.EVENT_READ, None)
        while True:
            events = self._selector.select(self._patience())
            if len(events) > 1:
                # What a worker says goes before what callers do: one who left may have his answer.
                events.sort(key=_is_callers)
            for key, _ in events:
                if key.fileobj == parent:
                    return
                self._handle(key)
            now = time.monotonic()
            self._end_late(now)
            self._look(now)
            self._dispatch(now)

    def close(self) -> None:
        """End every worker."""
        self._crew.close()
        self._selector.close()

    def _handle(self, key: selectors.SelectorKey) -> None:
        """Handle a socket that can be read, unless an event before it has closed it."""
        if key.fileobj is self._listener:
            caller, _ = self._listener.accept()
            patience(caller, 1.0, 1.0)  # callers are our own: they write at once and read at once
            self._selector.register(caller, selectors.EVENT_READ, Caller(caller))
        elif isinstance(key.data, Worker) and key.data in self._crew.workers:
            self._hear(key.data)
        elif isinstance(key.data, Caller) and key.data.socket.fileno() >= 0:
            self._listen(key.data)

    def _patience(self) -> float | None:
        """Return the seconds until something is to be done without being asked."""
        times = [self._next_deadline()]
        quick = [one for one in self._crew.workers if one.asked and not one.is_long]
        times += [worker.since + QUICK for worker in quick]
        if self._crew.is_watched():
            times.append(self._next_look)
        first = min(times)
        return None if first == math.inf else max(0.0, first - time.monotonic())

    def _next_deadline(self) -> float:
        """Return when the first of all calls must have been answered."""
        first = math.inf
        for worker in self._crew.workers:
            if worker.asked and worker.asked.deadline < first:
                first = worker.asked.deadline
        for waiting in (self._new, self._long):
            for asked in waiting:
                first = min(first, asked.deadline)
        return first

    def _listen(self, caller: Caller) -> None:
        """Take what a caller asks. One who is at something says nothing, but leaves."""
        try:
            request = None if caller.asked else receive_request(caller.socket)
        except (OSError, KgError):
            request = None
        if request is None:
            self._forget(caller)
            return
        asked = Asked(caller, request, time.monotonic() + self._limits.timeout)
        caller.asked = asked
        waiting = self._long if request.text in self._known else self._new
        self._queue(asked, waiting)

    def _queue(self, asked: Asked, waiting: deque[Asked]) -> None:
        if len(waiting) < self._limits.queue:
            waiting.append(asked)
        else:
            self._refuse(
                asked,
                EngineError("too many queries are at work; ask again later", limit="queue"),
            )

    def _dispatch(self, now: float) -> None:
        """Give the calls that wait to the workers that do not."""
        idle = self._crew.idle() if self._new or self._long else []
        while self._new and idle:
            self._assign(idle.pop(0), self._new.popleft(), now)  # the first has copied most
        while self._long and self._crew.has_room():
            worker = idle.pop(0) if idle else self._crew.hire()
            worker.is_long, self._next_look = True, now
            self._assign(worker, self._long.popleft(), now)
        self._crew.staff()

    def _assign(self, worker: Worker, asked: Asked, now: float) -> None:
        worker.asked, worker.is_idle, worker.since = asked, False, now
        try:
            send_request(worker.control, asked.request, [asked.caller.socket.fileno()])
        except OSError:  # this worker just ended; its socket says so next
            worker.asked = None
            self._new.appendleft(asked)

    def _look(self, now: float) -> None:
        """See which queries have gone on for long, and what the long ones use."""
        for worker in [one for one in self._crew.workers if one.asked and not one.is_long]:
            if now - worker.since < QUICK:
                continue
            if self._crew.has_room():
                worker.is_long = True
                self._next_look = now
            else:
                self._begin_again(worker)
        if self._crew.is_watched() and now >= self._next_look:
            self._next_look = now + LOOK
            worker_, is_greedy = self._crew.watch(now)
            if worker_ and is_greedy:
                self._stop(worker_, self._no_memory())
            elif worker_:
                self._begin_again(worker_)

    def _hear(self, worker: Worker) -> None:
        """Take a worker's word, or its end."""
        try:
            word = worker.control.recv(1)
        except OSError:
            word = b""
        if word in (DONE, BYE):
            if worker.asked:
                worker.asked.caller.asked = None
                worker.asked = None
            if word == BYE or not self._crew.settle(worker):
                # It tells its caller the answer, sees that there is no more, and ends.
                worker.control.shutdown(socket.SHUT_WR)
        elif not worker.is_long and word in (MEMORY, ANSWER):
            self._begin_again(worker)
        elif word:
            self._stop(worker, self._no_memory() if word == MEMORY else self._too_long())
        else:
            self._ended(worker)

    def _ended(self, worker: Worker) -> None:
        """Tell the caller of a worker that ended by itself, if it was at something."""
        ended_by = self._crew.bury(worker)
        if worker.asked and ended_by == signal.SIGABRT and not worker.is_long:
            self._wait_for_long(worker.asked)  # this is how the engine ends for want of memory
        elif worker.asked:
            self._refuse(
                worker.asked,
                QueryTimeoutError(
                    "the query was stopped: it needed more memory or deeper nesting than a query "
                    "may have",
                    limit="memory",
                ),
            )

    def _stop(self, worker: Worker, error: KgError | None) -> None:
        """End a worker and tell its caller why, unless the answer was on its way already."""
        word = self._crew.dismiss(worker)
        if worker.asked and (error is None or word):
            self._close(worker.asked.caller)
        elif worker.asked and error:
            self._refuse(worker.asked, error)

    def _begin_again(self, worker: Worker) -> None:
        """End a worker and have its query wait to be a long one."""
        word = self._crew.dismiss(worker)
        if worker.asked and word in (DONE, BYE):
            self._close(worker.asked.caller)
        elif worker.asked:
            self._wait_for_long(worker.asked)

    def _wait_for_long(self, asked: Asked) -> None:
        self._known[asked.request.text] = None
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._queue(asked, self._long)

    def _forget(self, caller: Caller) -> None:
        """End the work for a caller that left."""
        for waiting in (self._new, self._long):
            if caller.asked and caller.asked in waiting:
                waiting.remove(caller.asked)
        for worker in list(self._crew.workers):
            if worker.asked and worker.asked is caller.asked:
                self._stop(worker, None)
        self._close(caller)

    def _end_late(self, now: float) -> None:
        if now < self._next_deadline():
            return
        seconds = f"{self._limits.timeout:g} seconds"
        for worker in list(self._crew.workers):
            if worker.asked and worker.asked.deadline <= now:
                self._stop(
                    worker,
                    QueryTimeoutError(
                        f"the query was stopped: a query may take {seconds}", limit="timeout"
                    ),
                )
        for waiting in (self._new, self._long):
            for late in [asked for asked in waiting if asked.deadline <= now]:
                waiting.remove(late)
                self._refuse(
                    late,
                    EngineError(
                        f"no worker was free within {seconds}; ask again later", limit="queue"
                    ),
                )

    def _no_memory(self) -> KgError:
        size = self._limits.memory // _MIB
        return QueryTimeoutError(
            f"the query was stopped: all queries together may use {size} MiB of memory; narrow it",
            limit="memory",
        )

    def _too_long(self) -> KgError:
        size = self._limits.answer_size // _MIB
        return QueryTimeoutError(
            f"the query was stopped: an answer may have {size} MiB; narrow the query, or take "
            "the whole from /download/",
            limit="answer-size",
        )

    def _refuse(self, asked: Asked, error: KgError) -> None:
        asked.caller.asked = None
        try:
            send_error(asked.caller.socket, asked.request.number, error)
        except OSError:  # the caller left
            self._close(asked.caller)

    def _close(self, caller: Caller) -> None:
        caller.asked = None
        if caller.socket.fileno() >= 0:
            self._selector.unregister(caller.socket)
            caller.socket.close()


def _is_callers(event: tuple[selectors.SelectorKey, int]) -> bool:
    return isinstance(event[0].data, Caller)
