"""The threads that answer requests: the one that was at work last is the first to work again.

Its stack and what it touched are still at hand in the processor. The server's own threads take
turns, so that each of sixty begins cold.
"""

from __future__ import annotations

from queue import SimpleQueue
from typing import Any

from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]  # it has no types

_Inbox = SimpleQueue[Any]


class Threads(ThreadedTaskDispatcher):  # type: ignore[misc]  # its base has no types
    """Hands tasks to threads."""

    def __init__(self) -> None:
        """Have no thread yet."""
        super().__init__()
        self._idle: list[_Inbox] = []

    def add_task(self, task: Any) -> None:
        """Give a task to a thread that waits, or to the first that is done."""
        with self.lock:
            if self._idle:
                self._idle.pop().put(task)
            else:
                self.queue.append(task)

    def set_thread_count(self, count: int) -> None:
        """Start threads, or have some end."""
        super().set_thread_count(count)
        with self.lock:
            if self.stop_count:
                while self._idle:
                    self._idle.pop().put(None)

    def handler_thread(self, thread_no: int) -> None:
        """Do one task after another until told to end."""
        inbox = _Inbox()
        while self._goes_on(thread_no, inbox):
            task = inbox.get()
            if task is None:
                continue
            try:
                task.service()
            except BaseException:  # as the server's own threads do: the next one is served
                self.logger.exception("Exception when servicing %r", task)

    def _goes_on(self, thread_no: int, inbox: _Inbox) -> bool:
        """Return whether there will be something in the inbox; nothing means to look again."""
        with self.lock:
            if self.stop_count > 0:
                self.active_count -= 1
                self.stop_count -= 1
                self.threads.discard(thread_no)
                self.thread_exit_cv.notify()
                return False
            if self.queue:
                inbox.put(self.queue.popleft())
            else:
                self._idle.append(inbox)
            return True
