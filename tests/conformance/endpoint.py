"""Our own server as a process, and requests over a socket as they are written, byte for byte."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
SERVE = (
    "import os; from kg.config import from_environ; from kg.web.serve import serve; "
    "serve(from_environ(os.environ))"
)
TIMEOUT = 8
"""Seconds that a query may take there."""
PATIENCE = 60.0
"""Seconds that a crowded machine may take for anything."""
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
OWN_SCRIPT = re.compile('<script type="module" src="/static/[a-z/.-]+"></script>')
"""What is no script in a page: a script of the site's own that the page names."""
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        """Return the media type without its parameters."""
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        """Return the body, unpacked."""
        is_packed = self.headers["Content-Encoding"] == "gzip"
        return (gzip.decompress(self.body) if is_packed else self.body).decode()

    @property
    def json(self) -> Any:
        """Return what the body says."""
        return json.loads(self.text)

    def listed(self, name: str) -> set[str]:
        """Return the members of a header that is a list, in lower case."""
        values = ",".join(self.headers.get_all(name, []))
        return {member.strip().lower() for member in values.split(",") if member.strip()}


@dataclass(frozen=True)
class Endpoint:
    """A server that listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the address of the home page, without its last slash."""
        return f"http://{self.host}:{self.port}"

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Return the answer to a request."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def query(
        self,
        text: str,
        accept: str = "",
        fields: Sequence[tuple[str, str]] = (),
        **headers: str,
    ) -> Answer:
        """Return the answer to a query by GET; `If_None_Match` is a header as well."""
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        if accept:
            asked["Accept"] = accept
        return self.ask(f"/sparql?{urlencode([('query', text), *fields])}", headers=asked)


@contextmanager
def served(out: Path, **settings: object) -> Iterator[Endpoint]:
    """Yield a server of the current release below `out`; it must end at once when told to.

    It writes nothing but its address: no access log, no query, no warning.
    """
    environ = {f"KG_{name.upper()}": str(value) for name, value in {"ahead": 0, **settings}.items()}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "KG_OUT": str(out), "KG_PORT": "0", **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line + server.communicate(timeout=PATIENCE)[0]
        yield Endpoint("127.0.0.1", int(line.strip().rstrip("/").rpartition(":")[2]))
    finally:
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=PATIENCE)[0]
    assert (server.returncode, said) == (0, ""), f"{server.returncode}: {said}"
