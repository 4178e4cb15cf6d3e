"""How the web process, the engine host and its workers talk over Unix sockets.

A request is a head (length and number) and JSON. An answer is a head (kind, number, length) and
what belongs to it: the whole answer where it is short, the file descriptor of the finished answer
where it is long, or an error. So an answer is complete or an error. The number is the request's:
an answer to anything else is never taken for this one's.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import EngineError, KgError, QueryError, QuerySyntaxError, QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_REQUEST: Final = 4 * 1024 * 1024
"""Bytes of a request at most."""
SHORT: Final = 32 * 1024 - 64
"""Bytes of an answer that is sent itself, and not as a file.

So few that the kernel takes them in one piece (Linux): should host and worker both answer in the
instant in which a worker is ended, one whole answer follows the other and is dropped.
"""

_REQUEST: Final = struct.Struct("!II")
_ANSWER: Final = struct.Struct("!cII")
_TIME: Final = struct.Struct("ll")
_FILE_SIZE: Final = struct.calcsize("i")
_TEXT: Final = b"t"
_FILE: Final = b"f"
_ERROR: Final = b"e"
_ERRORS: Final[dict[str, type[KgError]]] = {
    kind.__name__: kind for kind in (QueryError, QueryTimeoutError, EngineError)
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was sent, to be read or to be sent on."""

    number: int
    message: bytes
    files: tuple[int, ...] = ()

    @property
    def text(self) -> bytes:
        """Return what is asked."""
        return self.message[_REQUEST.size :]


def request(number: int, text: bytes) -> Request:
    """Return the request for a call."""
    return Request(number, _REQUEST.pack(len(text), number) + text)


def patience(of: socket.socket, sending: float, receiving: float) -> None:
    """Have a blocking socket give up after so many seconds, with `BlockingIOError`.

    The kernel keeps the time. Python's own time-outs ask it twice: whether there is something, and
    for it.
    """
    for option, seconds in ((socket.SO_SNDTIMEO, sending), (socket.SO_RCVTIMEO, receiving)):
        whole, rest = divmod(seconds, 1)
        of.setsockopt(socket.SOL_SOCKET, option, _TIME.pack(int(whole), int(rest * 1_000_000)))


def send_request(to: socket.socket, asked: Request, files: Sequence[int] = ()) -> None:
    """Send a request, with the file descriptors that belong to it."""
    sent = to.sendmsg([asked.message], [_rights(*files)]) if files else to.send(asked.message)
    if sent < len(asked.message):
        to.sendall(asked.message[sent:])


def receive_request(source: socket.socket, files: int = 0) -> Request | None:
    """Return a request with its file descriptors, None where the sender left."""
    message, descriptors = _received(source, 2 * SHORT, files)
    while message and len(message) < (whole := _expected(message)):
        more = source.recv(whole - len(message))
        if not more:
            return None
        message += more
    if not message:
        return None
    return Request(_REQUEST.unpack_from(message)[1], message, descriptors)


def _rights(*files: int) -> tuple[int, int, bytes]:
    """Return what goes beside a message to hand file descriptors over."""
    return socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack(f"{len(files)}i", *files)


def _received(source: socket.socket, size: int, files: int) -> tuple[bytes, tuple[int, ...]]:
    """Return what can be read now, up to so many bytes and so many file descriptors."""
    if not files:
        return source.recv(size), ()
    message, beside, _, _ = source.recvmsg(size, socket.CMSG_LEN(files * _FILE_SIZE))
    found: list[int] = []
    for level, kind, data in beside:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            whole = len(data) // _FILE_SIZE
            found.extend(struct.unpack_from(f"{whole}i", data))
    return message, tuple(found)


def _expected(message: bytes) -> int:
    if len(message) < _REQUEST.size:
        return _REQUEST.size
    length, _ = _REQUEST.unpack_from(message)
    if length > MAX_REQUEST:
        raise EngineError(f"a request of {length} bytes is too long")
    return _REQUEST.size + int(length)


def send_text(to: socket.socket, number: int, text: bytes) -> None:
    """Send a finished answer."""
    to.sendall(_ANSWER.pack(_TEXT, number, len(text)) + text)


def send_file(to: socket.socket, number: int, file: int) -> None:
    """Send the file descriptor of a finished answer."""
    to.sendmsg([_ANSWER.pack(_FILE, number, 0)], [_rights(file)])


def send_error(to: socket.socket, number: int, error: KgError) -> None:
    """Send an expected error instead of an answer."""
    told: dict[str, Any] = {
        "error": type(error).__name__,
        "message": str(error),
        "limit": error.limit,
    }
    if isinstance(error, QuerySyntaxError):
        told |= {"message": error.message, "line": error.line, "column": error.column}
    text = json.dumps(told).encode()
    to.sendall(_ANSWER.pack(_ERROR, number, len(text)) + text)


def receive_answer(source: socket.socket, number: int) -> bytes | int:
    """Return the answer to the request of this number: itself, or a file descriptor.

    Raises the error that came instead, and `OSError` where the sender left or said anything else.
    """
    message, files = _received(source, _ANSWER.size + SHORT, 1)
    try:
        message = _whole(source, message)
        kind, answered, _ = _ANSWER.unpack_from(message)
        if answered != number:
            raise ConnectionResetError("this is another request's answer")
    except OSError:
        for file in files:
            os.close(file)
        raise
    if files:
        return files[0]
    if kind == _ERROR:
        raise _error(json.loads(message[_ANSWER.size :]))
    return message[_ANSWER.size :]


def _whole(source: socket.socket, message: bytes) -> bytes:
    """Return a message and what is still to come of it."""
    size = _ANSWER.size
    while len(message) < size or len(message) < size + _ANSWER.unpack_from(message)[2]:
        try:
            more = source.recv(SHORT)
        except BlockingIOError as error:
            raise ConnectionResetError("the rest of an answer does not come") from error
        if not more:
            raise ConnectionResetError("the engine left before it had answered")
        message += more
    return message


def _error(told: dict[str, Any]) -> KgError:
    if told["error"] == QuerySyntaxError.__name__:
        return QuerySyntaxError(told["message"], told["line"], told["column"])
    return _ERRORS.get(told["error"], EngineError)(told["message"], limit=told["limit"])
