"""What the server does with bytes that are no request: an answer as all others, and no noise.

The server's own refusals are plain text without the headers that scripts of other origins need;
its reader lets some malformed addresses and lengths through as exceptions, and it writes the
address of a caller who left a malformed request into its log.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any, Final

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # it has no types
from waitress.parser import (  # type: ignore[import-untyped]  # likewise
    HTTPRequestParser,
    ParsingError,
)
from waitress.task import ErrorTask, WSGITask  # type: ignore[import-untyped]  # likewise
from waitress.utilities import (  # type: ignore[import-untyped]  # likewise
    BadRequest,
    build_http_date,
)

from kg.formats import PROBLEM
from kg.views.translated import SOURCE
from kg.web.headers import ALWAYS
from kg.web.problems import PAGE, of_status

_SERVER_ERROR: Final = 500
_PATIENCE: Final = 20.0
"""Seconds from the first byte of a request to its last."""
_ONE_PIECE: Final = 64 * 1024
"""Bytes of a body that is copied behind its head."""
_OF_SERVERS: Final = frozenset({"date", "server"})
"""Headers that the server adds itself, if the application has not."""
_serving: Final = threading.local()
"""The connection that a thread serves."""
_ROOM: Final = 32
"""Connections that are kept free below the limit."""


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # its base has no types
    """Reads requests; what cannot be read is an error of the caller, never of ours."""

    # What the server prints and asks for, also where the first line could not be read.
    command = uri = path = query = fragment = ""

    def __init__(self, adj: Any) -> None:
        """Begin to read, with the first bytes."""
        super().__init__(adj)
        self.began = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request. One that names two lengths is an error (RFC 9112, 6.3)."""
        super().parse_header(header_plus)
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")

    def received(self, data: bytes) -> int:
        """Return how many bytes belong to the request."""
        try:
            return int(super().received(data))
        except ValueError:
            self.error = BadRequest("the request line or a header cannot be read")
            self.completed = True
            return len(data)


class _Refusal(ErrorTask):  # type: ignore[misc]  # its base has no types
    """Tells an error as problem details."""

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        status, body = refusal(error.code, error.reason, error.body)
        self.status = status
        self.response_headers.extend([("Content-Type", PROBLEM.content_type), *ALWAYS.items()])
        self.response_headers.append(("Cache-Control", "no-store"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Task(WSGITask):  # type: ignore[misc]  # its base has no types
    """Answers a request. A short answer leaves in one piece, head and body."""

    wrote_header = False

    def build_response_header(self) -> bytes:
        """Return the head of the answer.

        The usual one is written here as the application gave it; the server's own way sorts and
        respells every name, which takes longer than many a query.
        """
        names = {name.lower() for name, _ in self.response_headers}
        is_usual = self.version == "1.1" and self.content_length is not None and self.has_body
        is_last = self.request.headers.get("CONNECTION", "").lower() == "close"
        if not is_usual or is_last or names & _OF_SERVERS:
            return bytes(super().build_response_header())
        lines = [f"{name}: {value}" for name, value in self.response_headers]
        if "content-length" not in names:
            lines.append(f"Content-Length: {self.content_length}")
        date = build_http_date(self.start_time)
        head = "\r\n".join([f"HTTP/1.1 {self.status}", *lines, f"Date: {date}", "", ""])
        return head.encode("latin-1")

    def write(self, data: bytes) -> None:
        """Send a part of the body, the first one with the head before it."""
        if self.wrote_header or not (data and self.has_body) or self.chunked_response:
            super().write(data)
            return
        head = self.build_response_header()
        if self.chunked_response or self.content_length != len(data) or len(data) > _ONE_PIECE:
            self.channel.write_soon(head)
            self.wrote_header = True
            super().write(data)
            return
        self.channel.write_soon(head + data)
        self.wrote_header = True
        self.content_bytes_written = len(data)


class _Channel(HTTPChannel):  # type: ignore[misc]  # its base has no types
    """A connection. Who sends a byte now and then does not hold it for ever."""

    parser_class = _Parser
    error_task_class = _Refusal
    task_class = _Task

    def __init__(self, server: Any, *rest: Any, **more: Any) -> None:
        """Take a new connection; where there are many, another one that only waits ends."""
        super().__init__(server, *rest, **more)
        others = list(server.active_channels.values())
        if len(others) > self.adj.connection_limit - _ROOM:
            waiting = [one for one in others if one is not self and one.is_waiting]
            if waiting:
                min(waiting, key=lambda one: one.creation_time).will_close = True

    @property
    def is_waiting(self) -> bool:
        """Return whether nothing is at work here: no whole request, nothing to be sent."""
        return not (self.requests or self.total_outbufs_len or self.will_close)

    @property
    def is_done(self) -> bool:
        """Return whether the server's loop need not be told that an answer was written.

        It listens to this connection while a request is at work, and goes on doing so.
        """
        return not (
            self.requests or self.total_outbufs_len or self.will_close or self.close_when_flushed
        )

    def service(self) -> None:
        """Answer a request."""
        _serving.channel = self
        super().service()

    def readable(self) -> bool:
        """Return whether more may come; a request that is not whole in time ends all."""
        coming = self.request
        if coming is not None and time.monotonic() - coming.began > _PATIENCE:
            self.will_close = True
        return bool(super().readable())


def set_up(server: Any) -> None:
    """Have a waitress server read and refuse as told here, and be silent about being busy."""
    server.channel_class = _Channel
    wake = server.pull_trigger

    def wake_if_needed() -> None:
        if not _serving.channel.is_done:
            wake()

    server.pull_trigger = wake_if_needed  # the threads that answer call it, nobody else
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def refusal(code: int, reason: str, detail: str) -> tuple[str, bytes]:
    """Return the status line and the body of an answer to bytes that are no request."""
    problem = of_status(code)
    told = {
        "type": problem.iri,
        "title": problem.title(SOURCE),
        "status": code,
        "detail": detail if code != _SERVER_ERROR else reason,
        "mend": problem.mend(SOURCE),
        "help": f"{PAGE}#{problem.name}",
    }
    return f"{code} {reason}", json.dumps(told, ensure_ascii=False).encode() + b"\n"
