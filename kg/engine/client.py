"""The web process's side of the engine host: starting it, and asking it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.engine.wire import receive_answer, send_request
from kg.errors import DumpError, EngineError

if TYPE_CHECKING:
    from types import TracebackType

    from kg.engine.data import Call

SLACK: Final = 5.0
"""Seconds a caller waits beyond a query's deadline before it gives the host up."""


@dataclass(frozen=True, slots=True)
class Client:
    """Asks a running engine host. Holds nothing open, so threads may share it."""

    path: Path
    """The host's socket."""
    timeout: float
    """Seconds a query may take."""

    def ask(self, call: Call) -> IO[bytes]:
        """Return the file of the finished answer, at its beginning.

        Raises what the worker or the host raised, and `EngineError` where there is no host.
        """
        with socket.socket(socket.AF_UNIX) as host:
            host.settimeout(self.timeout + SLACK)
            try:
                host.connect(str(self.path))
                send_request(host, call.to_json())
                return receive_answer(host)
            except OSError as error:
                raise EngineError(f"the query engine does not answer: {error}") from error


class EngineHost:
    """A running engine host; ends with its `with` block, or with this process."""

    def __init__(self, folder: Path, *, timeout: float, workers: int) -> None:
        """Start a host and wait until it has loaded the release in `folder`.

        Raises `DumpError` where the release cannot be loaded.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="kg-"))  # readable by us alone
        path = self._folder / "engine"
        self._process = subprocess.Popen(  # noqa: S603  # our own module, our own arguments
            [
                *(sys.executable, "-m", "kg.engine.host"),
                *(str(folder.resolve()), str(path), str(timeout), str(workers)),
            ],
            cwd=_ROOT,
            stdin=subprocess.PIPE,  # its end is how the host learns of ours
            stdout=subprocess.PIPE,
            text=True,
        )
        self.client = Client(path, timeout)
        assert self._process.stdout is not None
        word = self._process.stdout.readline().strip()
        if word != "ready":
            self.close()
            raise DumpError(word or f"the engine host ended while it loaded {folder}")

    @property
    def pid(self) -> int:
        """Return the process id of the host."""
        return self._process.pid

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
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(OSError):
                stream.close()
        try:
            self._process.wait(SLACK)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


_ROOT: Final = Path(__file__).resolve().parents[2]
