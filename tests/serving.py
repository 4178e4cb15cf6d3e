"""Our own server on any RDF, as a process of its own, over a socket: for tests and the bench."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.engine.data import DUMP
from kg.release.manifest import MANIFEST, SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = "2026.11.0"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and which process it is."""

    host: str
    port: int
    pid: int


def release(nquads: Path, out: Path) -> None:
    """Make a folder of releases whose current one holds just these N-Quads."""
    folder = out / VERSION
    folder.mkdir(parents=True)
    (folder / DUMP).symlink_to(nquads.resolve())
    about = json.dumps({"version": VERSION, "date": "2026-11-22"}).encode()
    (folder / MANIFEST).write_bytes(about)
    digest = hashlib.sha256(about).hexdigest()
    (folder / SUMS).write_text(f"{digest}  {MANIFEST}\n", encoding="utf-8")
    (out / "current").symlink_to(VERSION)


@contextmanager
def serving(nquads: Path, out: Path, **settings: object) -> Iterator[Address]:
    """Yield the address of a running server; `out` is a folder to be made.

    `settings` are fields of `Config`. Raises `RuntimeError` where the server does not start.
    """
    release(nquads, out)
    with running(out, out / "log", **settings) as address:
        yield address


@contextmanager
def running(out: Path, log_path: Path, **settings: object) -> Iterator[Address]:
    """Yield the address of a server of the current release in `out`, which writes to a log.

    `settings` are fields of `Config`; pages are made ahead only where they say so. Raises
    `RuntimeError` where the server does not start.
    """
    settings = {"ahead": 0, **settings}
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environ |= {f"KG_{name.upper()}": str(value) for name, value in settings.items()}
    environ |= {"KG_OUT": str(out), "KG_HOST": "127.0.0.1", "KG_PORT": "0"}
    with log_path.open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli import main; main()", "serve"],
            env=environ,
            stderr=subprocess.PIPE,
            stdout=log,
            text=True,
        )
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            url = urlsplit(line.strip())
            if url.port is None:
                raise RuntimeError(f"the server did not start: {line}{process.stderr.read()}")
            yield Address("127.0.0.1", url.port, process.pid)
        finally:
            process.terminate()
            process.stderr.close()
            process.wait(60)
