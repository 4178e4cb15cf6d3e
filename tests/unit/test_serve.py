"""The server as it runs: a process of its own, asked over a socket."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from kg.config import Config
from kg.errors import ConfigError
from kg.web.serve import Site
from tests.serving import Address, serving
from tests.small_release import write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.alone

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
TIMEOUT = 120
PATIENCE = 60.0
"""Seconds that a crowded machine may take for anything; less than a query may."""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release")) / "polpros.nq"


@pytest.fixture
def server(nquads: Path, tmp_path: Path) -> Iterator[Address]:
    with serving(nquads, tmp_path / "out", timeout=TIMEOUT, workers=2) as address:
        yield address


def ask(server: Address, query: str, patience: float = PATIENCE) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection(server.host, server.port, timeout=patience)) as asked:
        asked.request("GET", f"/sparql?{urlencode({'query': query})}")
        answer = asked.getresponse()
        return answer.status, answer.read()


def count(server: Address) -> int:
    status, body = ask(server, COUNT)
    assert status == 200, body
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return [int(word) for word in listed.stdout.split()]


def busy(server: Address) -> int:
    """Return how many workers are at work."""
    (keeper,) = children(server.pid)
    (host,) = children(keeper)
    listed = subprocess.run(
        ["ps", "--ppid", str(host), "-o", "stat="], capture_output=True, text=True, check=False
    )
    return sum(line.startswith("R") for line in listed.stdout.splitlines())


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_cheap_queries_do_not_wait_behind_endless_ones_and_these_end_with_their_callers(
    server: Address,
) -> None:
    callers = [http.client.HTTPConnection(server.host, server.port) for _ in range(6)]
    for number, caller in enumerate(callers):
        caller.request("GET", f"/sparql?{urlencode({'query': f'{ENDLESS} #{number}'})}")
    assert until(lambda: busy(server) >= 1)
    waits = []
    for number in range(20):
        start = time.monotonic()
        status, _ = ask(server, f"ASK {{ ?s ?p {number} }}")
        waits.append(time.monotonic() - start)
        assert status == 200
    assert sorted(waits)[5] < 1  # endless ones take two minutes
    assert until(lambda: busy(server) >= 1)
    for caller in callers:
        caller.close()
    assert until(lambda: busy(server) == 0)


@pytest.mark.parametrize("which", ["host", "keeper"])
def test_whoever_falls_is_replaced_and_nobody_notices(server: Address, which: str) -> None:
    before = count(server)
    (keeper,) = children(server.pid)
    (host,) = children(keeper)
    os.kill(host if which == "host" else keeper, signal.SIGKILL)
    assert ask(server, "ASK { ?s ?p ?o }")[0] == 200
    assert count(server) == before


def test_a_new_release_is_taken_up_without_losing_a_request(
    server: Address, nquads: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = count(server)
    new = out / "2026.12.0"
    new.mkdir()
    (new / "polpros.nq").write_bytes(nquads.read_bytes() + b"<http://x/s> <http://x/p> 1 .\n"
                                     .replace(b" 1 ", b' "new" '))  # fmt: skip
    for name in ("release.json", "SHA256SUMS"):
        text = (out / "2026.11.0" / name).read_text(encoding="utf-8")
        (new / name).write_text(text.replace("2026.11.0", "2026.12.0"), encoding="utf-8")
    stop = False

    def keep_asking() -> set[int]:
        statuses = set()
        while not stop:
            statuses.add(ask(server, "ASK { ?s ?p ?o }")[0])
        return statuses

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(keep_asking)
        link = out / "next"
        link.symlink_to("2026.12.0")
        link.replace(out / "current")
        try:
            assert until(lambda: count(server) == before + 1)
        finally:
            stop = True
        assert asked.result() == {200}
    assert until(lambda: len(children(server.pid)) == 1)  # the old host has ended


def test_limits_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(ConfigError, match="timeout=0 is not above 0"):
        Site(Config(timeout=0))
    with pytest.raises(ConfigError, match="answer_size=5 is above spool=4"):
        Site(Config(answer_size=5, spool=4))
