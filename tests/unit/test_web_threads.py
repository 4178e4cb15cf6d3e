"""The threads that answer requests."""

from __future__ import annotations

import threading

from kg.web.threads import Threads


class Task:
    """Says which thread did it, after waiting if told to."""

    def __init__(self, wait: threading.Event | None = None) -> None:
        self.wait = wait
        self.done = threading.Event()
        self.thread = 0

    def service(self) -> None:
        self.thread = threading.get_ident()
        if self.wait:
            assert self.wait.wait(5)
        self.done.set()

    def cancel(self) -> None:
        self.done.set()


def test_every_task_is_done_and_every_thread_ends() -> None:
    threads = Threads()
    threads.set_thread_count(3)
    tasks = [Task() for _ in range(50)]
    for task in tasks:
        threads.add_task(task)
    assert all(task.done.wait(5) for task in tasks)
    threads.shutdown()
    assert threads.threads == set()


def test_a_task_does_not_wait_behind_a_long_one() -> None:
    threads = Threads()
    threads.set_thread_count(2)
    go = threading.Event()
    long, short = Task(go), Task()
    threads.add_task(long)
    threads.add_task(short)
    assert short.done.wait(5)
    assert not long.done.is_set()
    go.set()
    assert long.done.wait(5)
    threads.shutdown()


def test_more_tasks_than_threads_wait() -> None:
    threads = Threads()
    threads.set_thread_count(1)
    go = threading.Event()
    first, second = Task(go), Task()
    threads.add_task(first)
    threads.add_task(second)
    assert not second.done.wait(0.05)
    go.set()
    assert second.done.wait(5)
    assert first.thread == second.thread
    threads.shutdown()
