"""How the web process, the engine host and its workers talk over Unix sockets.

A request is a length and JSON. An answer is one line of JSON; where it went well, the file
descriptor of the finished answer comes with it. So an answer is complete or an error, and its
bytes are copied nowhere on the way.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import EngineError, KgError, QueryError, QuerySyntaxError, QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_REQUEST: Final = 4 * 1024 * 1024
"""Bytes of a request at most."""

_LENGTH: Final = struct.Struct("!I")
_ERRORS: Final[dict[str, type[KgError]]] = {
    kind.__name__: kind for kind in (QueryError, QueryTimeoutError, EngineError)
}


def send_request(to: socket.socket, request: bytes, files: Sequence[int] = ()) -> None:
    """Send a request, with the file descriptors that belong to it."""
    message = _LENGTH.pack(len(request)) + request
    sent = socket.send_fds(to, [message], files) if files else 0
    to.sendall(message[sent:])


def receive_request(source: socket.socket, files: int = 0) -> tuple[bytes, list[int]]:
    """Return a request and its file descriptors; the request is empty where the sender left."""
    message, descriptors, _, _ = socket.recv_fds(source, 65536, files)
    size = _LENGTH.size
    while message and len(message) < size + _expected(message):
        more = source.recv(1 << 20)
        if not more:
            return b"", descriptors
        message += more
    return message[size:], descriptors


def _expected(message: bytes) -> int:
    if len(message) < _LENGTH.size:
        return 0
    (length,) = _LENGTH.unpack(message[: _LENGTH.size])
    if length > MAX_REQUEST:
        raise EngineError(f"a request of {length} bytes is too long")
    return int(length)


def send_answer(to: socket.socket, spool: IO[bytes]) -> None:
    """Send a finished answer."""
    socket.send_fds(to, [b'{"ok": true}\n'], [spool.fileno()])


def send_error(to: socket.socket, error: KgError) -> None:
    """Send an expected error instead of an answer."""
    told: dict[str, Any] = {"error": type(error).__name__, "message": str(error)}
    if isinstance(error, QuerySyntaxError):
        told |= {"message": error.message, "line": error.line, "column": error.column}
    to.sendall(json.dumps(told).encode() + b"\n")


def receive_answer(source: socket.socket) -> IO[bytes]:
    """Return the file of an answer, at its beginning. Raises the error that came instead."""
    message, files, _, _ = socket.recv_fds(source, 65536, 1)
    while message and not message.endswith(b"\n"):
        message += source.recv(65536) or b"\n"
    if files:
        spool = os.fdopen(files[0], "rb")
        spool.seek(0)
        return spool
    if not message.strip():
        raise EngineError("the query engine ended before it answered; ask again")
    raise _error(json.loads(message))


def _error(told: dict[str, Any]) -> KgError:
    if told["error"] == QuerySyntaxError.__name__:
        return QuerySyntaxError(told["message"], told["line"], told["column"])
    return _ERRORS.get(told["error"], EngineError)(told["message"])
