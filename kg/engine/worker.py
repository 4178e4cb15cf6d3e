"""A worker: a forked copy of the engine host that performs one call after another."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.engine.data import Call, Data, perform
from kg.engine.wire import receive_request, send_answer, send_error
from kg.errors import KgError, QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE: Final = b"d"
"""A worker tells its host: ready for the next call."""
BYE: Final = b"b"
"""A worker tells its host: ended, take another."""

_GROWTH: Final = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use."""

    timeout: float = 30.0
    """Seconds from the request to the finished answer, waiting included."""
    memory: int = 1024 * 1024 * 1024
    """Bytes beyond the loaded release."""
    answer: int = 256 * 1024 * 1024
    """Bytes of a written answer."""


def work(control: socket.socket, data: Data, limits: Limits) -> None:
    """Perform the calls that come over `control` until it closes or the process has grown."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(limits)
    size = _peak()
    while True:
        try:
            request, files = receive_request(control, 1)
        except ConnectionResetError:  # the host ended while it told us something
            return
        if not request:
            return
        with socket.socket(fileno=files[0]) as caller, tempfile.TemporaryFile() as spool:
            error = _perform(data, Call.from_json(request), spool, limits)
            grown = _peak() - size > _GROWTH
            # The host is told first: once the caller has its answer it leaves, and a caller
            # who leaves a worker that is not done ends that worker.
            control.sendall(BYE if grown else DONE)
            _reply(caller, error or spool)
        if grown:
            return


def _reply(caller: socket.socket, reply: KgError | IO[bytes]) -> None:
    with suppress(OSError):  # the caller left
        if isinstance(reply, KgError):
            send_error(caller, reply)
        else:
            send_answer(caller, reply)


def _perform(data: Data, call: Call, spool: IO[bytes], limits: Limits) -> KgError | None:
    """Write the answer of a call to the spool, or return why there is none."""
    try:
        with _confined(limits):
            _spool(data, call, spool, limits)
    except KgError as error:
        return error
    return None


def _spool(data: Data, call: Call, spool: IO[bytes], limits: Limits) -> None:
    try:
        perform(data, call, spool)
        spool.flush()
    except OSError as error:
        raise QueryTimeoutError(
            f"the answer could not be written ({error}); one may have {limits.answer} bytes: "
            "narrow the query, or take the whole from /download/"
        ) from error
    except MemoryError as error:
        raise QueryTimeoutError("the query needs more memory than one may have") from error


@contextmanager
def _confined(limits: Limits) -> Iterator[None]:
    """Take from this process, while a query runs, what a query has no need of.

    No new file descriptor: so no socket and no file, whatever the engine would like to fetch.
    Processor time is bounded by the kernel, should the host die and leave this worker running.
    """
    files, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    _, most_time = resource.getrlimit(resource.RLIMIT_CPU)
    _, most_bytes = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(time.process_time() + limits.timeout) + 2, most_time)
    )
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.answer, most_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most_files))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most_files))


def _limit_memory(limits: Limits) -> None:
    """Bound the memory of this process, and leave no core file of it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = _data_size()
    if used:
        resource.setrlimit(resource.RLIMIT_DATA, (used + limits.memory, used + limits.memory))


def _data_size() -> int:
    """Return the bytes of data this process has, 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _peak() -> int:
    """Return the most memory this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def fork(data: Data, limits: Limits) -> tuple[int, socket.socket]:
    """Return the process id and the control socket of a new worker."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return pid, ours
    try:
        _leave_behind(theirs.fileno())
        work(theirs, data, limits)
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
        os._exit(0)  # what the host would do at its end is not ours to do


def _leave_behind(kept: int) -> None:
    """Close what the fork brought along but the standard streams and one file descriptor.

    Another worker's socket held open here would keep that worker from seeing its host's end.
    """
    os.closerange(3, kept)
    os.closerange(kept + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
