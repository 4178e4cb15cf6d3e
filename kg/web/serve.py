"""The server: an engine host for the current release, and the web application before it."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

import waitress  # type: ignore[import-untyped]  # it has no types

from kg.engine.client import EngineHost
from kg.engine.store import Store
from kg.errors import ConfigError
from kg.release.folder import current
from kg.web.app import create_app

if TYPE_CHECKING:
    from types import FrameType

    from flask import Flask

    from kg.config import Config

THREADS: Final = 32
"""Requests at work at once; most of them wait for the engine."""

_LIMITS: Final = {
    "channel_timeout": 60,
    "connection_limit": 1000,
    "max_request_header_size": 512 * 1024,  # a query may be long, also in an address
    "max_request_body_size": 16 * 1024 * 1024,  # the application refuses far less, and says why
}


def serve(config: Config) -> None:
    """Serve the current release until SIGINT or SIGTERM; no process is left then.

    Raises `DumpError` where there is no whole release, `ConfigError` where the address is taken.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    folder = current(config.out)
    with EngineHost(folder, timeout=config.timeout, workers=os.cpu_count() or 2) as host:
        app = create_app(config, Store.connect(host.client), folder)
        server = _listening(app, config)
        sys.stderr.write(f"http://{config.host}:{server.effective_port}/\n")
        sys.stderr.flush()
        server.run()


def _listening(app: Flask, config: Config) -> Any:
    """Return a server that listens. It writes no access log."""
    try:
        return waitress.create_server(
            app, host=config.host, port=config.port, threads=THREADS, ident=None, **_LIMITS
        )
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot listen on {config.host}:{config.port}: {error}") from error


def _end(_number: int, _frame: FrameType | None) -> None:
    """Leave the server's loop, through its own clean-up."""
    sys.exit(0)
