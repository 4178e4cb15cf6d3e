"""The web process's side of the engine host: starting it, and asking it."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.engine.packing import ask_packed
from kg.engine.wire import patience, receive_answer, request, send_request
from kg.errors import DumpError, EngineError, KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from kg.engine.data import Call
    from kg.engine.limits import Limits

SLACK: Final = 5.0
"""Seconds a caller waits beyond a query's deadline before it gives the host up."""
NOTICE: Final = 0.25
"""Seconds after which it is noticed that whoever asked has left."""
_AGAIN: Final = 0.02
"""Seconds between two attempts to reach a host that is being replaced."""

has_left: Final[ContextVar[Callable[[], bool] | None]] = ContextVar("has_left", default=None)
"""Says whether whoever is to have the answer has left; the server sets it for each request."""


class Client:
    """Asks a running engine host, over connections that it keeps. Threads may share it."""

    def __init__(self, path: Path, timeout: float) -> None:
        """Ask at a socket, where a query may take `timeout` seconds."""
        self.path = path
        self._timeout = timeout
        self._free: list[_Connection] = []
        self._is_left = threading.Event()

    def ask(self, call: Call) -> IO[bytes]:
        """Return the file of the finished answer, at its beginning.

        A host that is being replaced is waited for and asked again: nothing that is asked changes
        anything. Raises what the worker or the host raised, and `EngineError` without a host.
        """
        if call.is_packed:
            return ask_packed(self.ask, call)
        text = call.to_json()
        end = time.monotonic() + self._timeout
        while True:
            try:
                with self._connection() as connection:
                    return connection.ask(text, end + SLACK, self._is_left)
            except OSError as error:
                if time.monotonic() > end or self._is_left.wait(_AGAIN):
                    raise EngineError(f"the query engine does not answer: {error}") from error

    @contextmanager
    def _connection(self) -> Iterator[_Connection]:
        """Lend a connection; it is kept if all that was asked over it has been answered."""
        try:
            connection = self._free.pop()
        except IndexError:
            connection = _Connection(self.path)
        try:
            yield connection
        finally:
            if connection.is_quiet:
                self._free.append(connection)
            else:
                connection.socket.close()

    def leave(self) -> None:
        """Have all who wait for an answer wait no more."""
        self._is_left.set()

    def close(self) -> None:
        """Close the connections that are not at work."""
        while self._free:
            self._free.pop().socket.close()


class _Connection:
    """A connection to a host, over which one thing is asked at a time."""

    def __init__(self, path: Path) -> None:
        self.is_quiet = False
        self.socket = socket.socket(socket.AF_UNIX)
        try:
            patience(self.socket, SLACK, NOTICE)
            self.socket.connect(str(path))
        except OSError:
            self.socket.close()
            raise
        self._number = 0

    def ask(self, text: bytes, end: float, ending: threading.Event) -> IO[bytes]:
        """Return the answer. Raises `OSError` where the host ended."""
        self.is_quiet = False
        self._number += 1
        send_request(self.socket, request(self._number, text))
        while True:
            try:
                answer = receive_answer(self.socket, self._number)
            except BlockingIOError:
                _go_on(end, ending)
            except KgError:
                self.is_quiet = True
                raise
            else:
                self.is_quiet = True
                return io.BytesIO(answer) if isinstance(answer, bytes) else _opened(answer)


def _go_on(end: float, ending: threading.Event) -> None:
    """Raise `EngineError` where an answer is not waited for any more, or nobody is there for it."""
    left = has_left.get()
    if ending.is_set() or (left and left()):
        raise EngineError("whoever asked has left")
    if time.monotonic() > end:
        raise EngineError("the query engine does not answer in time")


def _opened(file: int) -> IO[bytes]:
    opened = os.fdopen(file, "rb")
    opened.seek(0)
    return opened


class EngineHost:
    """A running engine host and its keeper; ends with its `with` block, or with this process."""

    def __init__(self, sources: Sequence[Path], limits: Limits) -> None:
        """Start a host and wait until it has loaded a release's folder, or other files.

        Raises `DumpError` where they cannot be loaded.
        """
        self._sources = sources
        self.limits = limits
        self._home = Path(tempfile.mkdtemp(prefix="kg-"))  # readable by us alone
        self.client = Client(self._home / "engine", limits.timeout)
        try:
            self._process = self._started()
        except DumpError:
            shutil.rmtree(self._home, ignore_errors=True)
            raise

    def _started(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603  # our own module, our own arguments
            [
                *(sys.executable, "-m", "kg.engine.keeper"),
                *(str(self.client.path), self.limits.to_json()),
                *(str(source.absolute()) for source in self._sources),
            ],
            cwd=_ROOT,
            stdin=subprocess.PIPE,  # its end is how the keeper learns of ours
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        word = process.stdout.readline().strip()
        if word != "ready":
            _end(process)
            raise DumpError(word or "the engine host ended while it loaded its data")
        return process

    @property
    def pid(self) -> int:
        """Return the process id of the keeper."""
        return self._process.pid

    def revive(self) -> bool:
        """Return whether the keeper had ended; then there is a new one, at the same socket.

        Raises `DumpError` where the release cannot be loaded any more.
        """
        if self._process.poll() is None:
            return False
        _end(self._process)
        self._process = self._started()
        return True

    def __enter__(self) -> EngineHost:
        """Return the host."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the host."""
        self.close()

    def close(self) -> None:
        """End the host and its workers, and wait until they are gone."""
        self.client.close()
        _end(self._process)
        shutil.rmtree(self._home, ignore_errors=True)


def _end(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        with suppress(OSError):
            stream.close()
    try:
        process.wait(SLACK)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


_ROOT: Final = Path(__file__).resolve().parents[2]
