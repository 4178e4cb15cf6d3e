"""The server: an engine host for the current release, and the web application before it."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import waitress  # type: ignore[import-untyped]  # it has no types

from kg.engine.cache import Cache
from kg.engine.client import EngineHost, has_left
from kg.engine.limits import Limits
from kg.engine.store import Store
from kg.errors import ConfigError, KgError
from kg.release.folder import current
from kg.release.manifest import SUMS
from kg.web import ahead, files, listener
from kg.web.app import create_app
from kg.web.limits import head_size
from kg.web.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import FrameType

    from flask import Flask

    from kg.config import Config

_MORE_THREADS: Final = 24
"""Requests at work at once, beside those whose queries are long or wait."""
_LOOK: Final = 0.25
"""Seconds between two looks at whether host and release are still the right ones."""

_SERVER: Final = {
    "channel_timeout": 60,
    "channel_request_lookahead": 1,  # without it nobody notices who leaves
    "connection_limit": 1000,
    "asyncore_use_poll": True,
    "max_request_body_size": 16 * 1024 * 1024,  # the application refuses far less, and says why
}


def serve(config: Config, others: Sequence[Path] = ()) -> None:
    """Serve the current release, or files, until SIGINT or SIGTERM; no process is left then.

    A release that becomes the current one meanwhile is taken up; on SIGHUP whatever is served is
    loaded anew. Raises `DumpError` where there is no whole release, or for a file that cannot be
    read, and `ConfigError` where the address is taken.
    """
    site = Site(config, others)

    def end(_number: int, _frame: FrameType | None) -> None:
        site.leave()
        sys.exit(0)  # the server's loop ends by this, through its own clean-up

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    signal.signal(signal.SIGHUP, lambda *_: site.renew())
    try:
        site.start()
        server = _listening(site, config)
        sys.stderr.write(f"http://{config.host}:{server.effective_port}/\n")
        sys.stderr.flush()
        server.run()
    finally:
        site.close()


def _listening(site: Site, config: Config) -> Any:
    """Return a server that listens. It writes no access log."""
    dispatcher = Threads()
    dispatcher.set_thread_count(config.workers + config.queue + _MORE_THREADS)
    try:
        server = waitress.create_server(
            site,
            host=config.host,
            port=config.port,
            ident=None,
            _dispatcher=dispatcher,
            max_request_header_size=head_size(Limits.of(config)),
            **_SERVER,
        )
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot listen on {config.host}:{config.port}: {error}") from error
    listener.set_up(server)
    return server


@dataclass(slots=True, eq=False)
class _Served:
    """One release while it is served."""

    host: EngineHost
    cache: Cache
    app: Flask
    sign: object
    """What was seen of the release's folder: another sign, another release."""
    requests: int = 0
    """Requests that are being answered from it."""

    def close(self) -> None:
        """End the host, and forget its answers."""
        self.host.close()
        self.cache.close()


class Site:
    """The application of the current release, whichever that is (WSGI)."""

    def __init__(self, config: Config, others: Sequence[Path] = ()) -> None:
        """Serve the current release of the settings, or files, once started."""
        self._limits = Limits.of(config)
        self._limits.check()
        self._config = config
        self._files = others
        self._stand_in = Path(tempfile.mkdtemp(prefix="kg-"))
        self._lock = threading.Lock()
        self._now: _Served | None = None
        self._old: list[_Served] = []
        self._failed: object = None
        self._look = threading.Event()
        self._is_left = False
        self._is_asked = False
        self._watch = threading.Thread(target=self._keep_watch, daemon=True)

    def start(self) -> None:
        """Load the current release, and watch over it from now on."""
        self._now = self._load()
        self._watch.start()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request from the release that is current when it comes."""
        has_left.set(environ.get("waitress.client_disconnected"))
        with self._lock:
            served = self._now
            assert served is not None
            served.requests += 1
        try:
            return served.app(environ, start_response)  # answers are whole by now
        finally:
            with self._lock:
                served.requests -= 1

    def renew(self) -> None:
        """Load the release anew, even if it seems to be the same."""
        self._is_asked = True
        self._look.set()

    def leave(self) -> None:
        """Have all who wait for an answer wait no more."""
        self._is_left = True
        self._look.set()
        for served in self._all():
            served.host.client.leave()

    def close(self) -> None:
        """End every host."""
        self.leave()
        if self._watch.is_alive():
            self._watch.join()
        for served in self._all():
            served.close()
        shutil.rmtree(self._stand_in, ignore_errors=True)

    def _all(self) -> list[_Served]:
        return [*self._old, *([self._now] if self._now else [])]

    def _load(self) -> _Served:
        folder = self._folder()
        sign = _sign(folder)
        host = EngineHost(self._files or [folder], self._limits)
        try:
            cache = Cache(host.client, self._limits.spool)
            app = create_app(self._config, Store.connect(cache, self._limits), folder)
        except BaseException:
            host.close()
            raise
        if self._files:
            app.view_functions["browse.home"] = files.home
        ahead.start(
            app,
            self._config.ahead,
            lambda: self._is_left or all(one.app is not app for one in self._all()),
        )
        return _Served(host, cache, app, sign)

    def _folder(self) -> Path:
        """Return the folder of what is to be served now."""
        if not self._files:
            return current(self._config.out)
        folder = Path(tempfile.mkdtemp(dir=self._stand_in))
        files.write_stand_in(self._files, folder)
        return folder

    def _keep_watch(self) -> None:
        while not self._is_left:
            self._look.wait(_LOOK)
            self._look.clear()
            for task in (self._revive, self._take_up, self._end_old):
                try:
                    task()
                except KgError as error:  # what is served is served on
                    self._tell(error)

    def _tell(self, error: KgError) -> None:
        if str(error) != self._failed:
            self._failed = str(error)
            sys.stderr.write(f"{error}\n")
            sys.stderr.flush()

    def _revive(self) -> None:
        """Start a host anew that has ended; callers wait for it."""
        if self._now and not self._is_left:
            self._now.host.revive()

    def _take_up(self) -> None:
        """Take up a new release: new requests go to it, those at work stay where they are."""
        if self._is_left or not self._now:
            return
        is_same = bool(self._files) or _sign(current(self._config.out)) == self._now.sign
        if is_same and not self._is_asked:
            return
        self._is_asked = False
        new = self._load()
        with self._lock:
            self._old.append(self._now)
            self._now = new
        self._failed = None

    def _end_old(self) -> None:
        for served in [served for served in self._old if not served.requests]:
            self._old.remove(served)
            served.close()


def _sign(folder: Path) -> object:
    """Return what tells a release from any other that was or will be in its place."""
    with suppress(OSError):
        status = (folder / SUMS).stat()
        return folder, status.st_ino, status.st_mtime_ns
    return folder
