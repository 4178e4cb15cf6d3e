"""Workers whose engine gives up half-way: what the caller is told, and what the log is spared."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.engine.client import Client
from kg.engine.data import Call
from kg.engine.limits import Limits
from kg.errors import QueryTimeoutError
from tests.small_release import TRIPLES, write_release

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMEOUT = 30.0
# The engine, but a query `#<what>` is given up: `<what> once` only by the first worker that has it.
KEEPER = """
import os, sys
from pathlib import Path
from kg.engine import keeper, worker

class PanicException(BaseException):
    __module__ = "pyo3_runtime"

GIVE_UP = {"panic": PanicException, "memory": MemoryError, "fault": ValueError}

def perform(data, call, out):
    what, _, times = call.text.partition("#")[2].partition(" ")
    if what in GIVE_UP and not (times and HERE.with_suffix(f".{what}").exists()):
        HERE.with_suffix(f".{what}").write_text("once")
        out.write(b"half of an answer")
        os.write(2, b"engine.rs:1:2: failed\\n")
        raise GIVE_UP[what]("given up")
    really(data, call, out)

class NoBounds:
    def __init__(self, timeout): pass
    def __enter__(self): pass
    def __exit__(self, *_): pass

HERE = Path(sys.argv[1])
really, worker.perform, worker._Bounds = worker.perform, perform, NoBounds
sys.exit(keeper.main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Engine:
    """A running engine, and its log."""

    client: Client
    log: Path

    def count(self, mark: str) -> int:
        """Return how many statements a query with this mark finds."""
        text = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} #{mark}"
        with self.client.ask(Call("query", text, format="json")) as answer:
            found = json.load(answer)["results"]["bindings"][0]["n"]["value"]
        return int(found)


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    release = write_release(folder / "out")
    path, log = folder / "engine", folder / "log"
    limits = Limits(timeout=TIMEOUT, workers=2)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(path), limits.to_json(), str(release)],
            cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=file,
        )  # fmt: skip
    client = Client(path, TIMEOUT)
    with process:  # its end closes the input, which ends the keeper
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield Engine(client, log)
        client.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine(tmp_path_factory.mktemp("engine")) as started:
        yield started


@pytest.mark.parametrize("how", ["panic", "memory"])
def test_a_quick_query_that_is_given_up_begins_again_with_more(running: Engine, how: str) -> None:
    assert running.count(f"{how} once") == TRIPLES
    assert running.log.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("how", ["panic", "memory"])
def test_one_that_is_given_up_each_time_is_told_so(running: Engine, how: str) -> None:
    for _ in range(2):  # the second time it is known to be a long one
        with pytest.raises(QueryTimeoutError, match="memory") as error:
            running.count(how)
        assert error.value.limit == "memory"
    assert running.count("after it") == TRIPLES
    assert running.log.read_text(encoding="utf-8") == ""


def test_a_fault_of_ours_is_in_the_log(tmp_path: Path) -> None:
    with engine(tmp_path) as started:
        with pytest.raises(QueryTimeoutError):
            started.count("fault")
        assert started.count("after it") == TRIPLES
        log = started.log.read_text(encoding="utf-8")
    assert "ValueError: given up" in log
    assert "engine.rs" not in log


def test_workers_are_forked_however_many_callers_there_are(running: Engine) -> None:
    """No number of a file descriptor that a worker uses may be one of those it was given."""
    with ExitStack() as callers:
        for number in range(120):
            caller = callers.enter_context(socket.socket(socket.AF_UNIX))
            caller.connect(str(running.client.path))
            if number > 75:  # a worker is lost, and a new one comes
                with suppress(QueryTimeoutError):
                    running.count("panic")
        assert running.count("after it") == TRIPLES
    assert running.log.read_text(encoding="utf-8") == ""
