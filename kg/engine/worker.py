"""A worker: a forked copy of the engine host that performs one call after another."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Final, cast

from kg.engine.data import Call, Data, perform
from kg.engine.spool import SPOOL_FILE, Spool
from kg.engine.warm import pieces, warm_up
from kg.engine.wire import Request, receive_request, send_error, send_file, send_text
from kg.errors import EngineError, KgError, QueryError

if TYPE_CHECKING:
    from kg.engine.limits import Limits

DONE: Final = b"d"
"""A worker tells its host: ready for the next call."""
BYE: Final = b"b"
"""A worker tells its host: answered, and grown; take another."""
MEMORY: Final = b"m"
"""A worker tells its host: this needs more memory than I have; nobody has been answered."""
ANSWER: Final = b"a"
"""A worker tells its host: this answer is longer than I may write; nobody has been answered."""

QUICK_MEMORY: Final = 32 * 1024 * 1024
QUICK_ANSWER: Final = 8 * 1024 * 1024
"""Bytes a query may use at first; the host allows one that goes on more."""
_GROWTH: Final = 32 * 1024 * 1024
_PR_SET_PDEATHSIG: Final = 1
_ENGINE: Final = "pyo3_runtime"
"""Where the exception comes from that stands for a panic of the engine."""


class _ShortError(Exception):
    """A limit of this process was met; says which."""


def work(control: socket.socket, data: Data, limits: Limits, *, is_warm: bool = False) -> None:
    """Perform the calls that come over `control` until it closes or the process has grown.

    One that is to be warm takes a copy of the data while it has nothing to do.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    spool = Spool()
    bounds = _Bounds(limits.timeout)
    cold = pieces() if is_warm else None
    size = _peak()
    while True:
        if cold and not warm_up(control, cold):
            cold = None
        asked = _next(control)
        if asked is None:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, asked.files[0]) as caller:
            try:
                error = _perform(data, asked, spool, bounds)
            except _ShortError as met:
                control.sendall(met.args[0])
                return
            grown = _peak() - size > _GROWTH
            # The host is told first: a caller who leaves a worker that is not done ends it,
            # and a worker that is ended before it is done has told its caller nothing.
            control.sendall(BYE if grown else DONE)
            _reply(caller, asked.number, error or spool)
        spool.clear()
        if grown:
            return


def _next(control: socket.socket) -> Request | None:
    try:
        return receive_request(control, 1)
    except ConnectionResetError:  # the host ended while it told us something
        return None


def _reply(caller: socket.socket, number: int, reply: KgError | Spool) -> None:
    with suppress(OSError):  # the caller left
        if isinstance(reply, KgError):
            send_error(caller, number, reply)
        elif reply.is_long:
            send_file(caller, number, SPOOL_FILE)
        else:
            send_text(caller, number, bytes(reply.head))


class _Bounds:
    """What the kernel holds this process to while it performs a call."""

    def __init__(self, timeout: float) -> None:
        """Hold it to so many seconds."""
        self._timeout = timeout
        self._files, self._most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
        _, self._most_time = resource.getrlimit(resource.RLIMIT_CPU)
        self._seconds = 0

    def __enter__(self) -> None:
        """Allow no new file descriptor, and processor time.

        So there is no socket and no file, whatever the engine would like to fetch. Should the host
        die and leave this worker running, the kernel ends it.
        """
        seconds = int(time.process_time() + self._timeout) + 2
        if seconds != self._seconds:
            self._seconds = seconds
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, self._most_time))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, self._most_files))

    def __exit__(self, *_: object) -> None:
        """Allow file descriptors again."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (self._files, self._most_files))


def _perform(data: Data, asked: Request, spool: Spool, bounds: _Bounds) -> KgError | None:
    """Write the answer of a call to the spool, or return why there is none."""
    call = Call.from_json(asked.text)
    try:
        with bounds:
            perform(data, call, cast("IO[bytes]", spool))
    except KgError as error:
        return error
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _ShortError(ANSWER) from error
        if error.errno is None:  # the engine's own
            return QueryError(f"the query cannot be evaluated: {error}")
        return EngineError(f"the answer cannot be kept: {error.strerror}; ask again later")
    except MemoryError as error:
        raise _ShortError(MEMORY) from error
    except BaseException as error:
        if type(error).__module__ != _ENGINE:
            raise
        os.abort()  # the engine gave up half-way, as it does for want of memory
    return None


def _peak() -> int:
    """Return the most memory this process has had, in bytes; what it copied is no more than was."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def fork(data: Data, limits: Limits, *, is_warm: bool) -> tuple[int, socket.socket]:
    """Return the process id and the control socket of a new worker."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return pid, ours
    said = 2
    try:
        end_with_parent()
        said, control = _apart(2), _apart(theirs.detach())
        _silence_engine()
        _leave_behind(said, control)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work(socket.socket(fileno=control), data, limits, is_warm=is_warm)
    except MemoryError:
        os.abort()  # as the engine does: the host has a query that was quick begin again
    finally:
        try:
            if sys.exc_info()[0]:
                os.dup2(said, 2)
                traceback.print_exc()
        finally:
            os._exit(0)  # what the host would do at its end is not ours to do


def end_with_parent() -> None:
    """Have the kernel end this process when the one that forked it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _apart(file: int) -> int:
    """Return another number for a file descriptor, above that of the spool."""
    return fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, SPOOL_FILE + 1)


def _silence_engine() -> None:
    """Send to nowhere what the engine writes to the standard error.

    It says bytes and lines of its own source whenever a query runs out of memory; the caller is
    told so in words, and the log stays for what an operator can mend.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _leave_behind(*kept: int) -> None:
    """Close what the fork brought along but the standard streams and these file descriptors.

    Another worker's socket held open here would keep that worker from seeing its host's end.
    """
    ends = (2, *sorted(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    for below, above in pairwise(ends):
        os.closerange(below + 1, above)
