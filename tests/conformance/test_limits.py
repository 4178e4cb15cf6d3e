"""What a query may use over a socket: whoever reaches a limit is told which."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest

from kg.model import ns
from tests.conformance.endpoint import Answer, Endpoint, served
from tests.small_release import write_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB: Final = 1024 * 1024
MEMORY: Final = 96 * MIB
ANSWER: Final = 24 * MIB
SPOOL: Final = 32 * MIB
RUNAWAY: Final = (
    "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
)
DOUBLING: Final = (
    "SELECT ?z40 { BIND('aaaaaaaaaaaaaaaa' AS ?z0) "
    + " ".join(f"BIND(CONCAT(?z{i}, ?z{i}) AS ?z{i + 1})" for i in range(40))
    + "}"
)


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Yield a server with little room, and with time enough for the busiest machine."""
    out = tmp_path_factory.mktemp("narrow")
    write_release(out)
    with served(out, timeout=30, memory=MEMORY, answer_size=ANSWER, spool=SPOOL) as server:
        yield server


def mebibytes(count: int, mark: str) -> str:
    """Return a query whose answer in CSV has somewhat more than so many MiB."""
    values = " ".join(str(number) for number in range(100, 200))
    crossed = " ".join(f"VALUES ?{name} {{ {values} }}" for name in "ab")
    # 10,000 rows, each of them of 105 bytes for every MiB.
    return f"SELECT ?x {{ {crossed} BIND('{'x' * 105 * count}' AS ?x) }} # {mark}"


def named(answer: Answer) -> tuple[str, str]:
    """Return the problem and the limit that an answer names; it must say what else is to know."""
    assert answer.status == 503, answer.text[:500]
    assert answer.kind == "application/problem+json"
    assert int(answer.headers["Retry-After"]) > 0
    told = answer.json
    assert told["status"] == 503
    assert told["detail"]
    assert told["mend"]
    assert told["limits"]["memory"]
    return told["type"].removeprefix(f"{ns.BASE}problems#"), told["limit"]


def test_the_limit_of_memory_is_named(narrow: Endpoint) -> None:
    assert named(narrow.query(DOUBLING)) == ("limit-reached", "memory")
    assert narrow.query("ASK {}").json["boolean"] is True


def test_the_limit_of_an_answer_is_named(narrow: Endpoint) -> None:
    fits = narrow.query(mebibytes(20, "fits"), "text/csv")
    assert (fits.status, len(fits.body) > 20 * MIB) == (200, True)
    longer = narrow.query(mebibytes(26, "does not"), "text/csv")
    assert named(longer) == ("limit-reached", "answer-size")
    assert longer.json["limits"]["answer-size"] == ANSWER


def test_the_limit_of_the_queue_is_named(tmp_path: Path) -> None:
    """One is at work for long, one waits, and the rest are sent away at once."""
    write_release(tmp_path)
    with served(tmp_path, timeout=2, workers=1, queue=1) as short, ThreadPoolExecutor(6) as pool:
        answers = pool.map(short.query, [f"{RUNAWAY} # {number}" for number in range(6)])
        found = {named(answer) for answer in answers}
        assert found == {("limit-reached", "timeout"), ("busy", "queue")}
        assert short.query("ASK {}").json["boolean"] is True


def test_the_limit_of_answers_on_their_way_is_named(narrow: Endpoint) -> None:
    """An answer that nobody takes away is kept, and leaves no room for one more."""
    first, second = (quote(mebibytes(20, mark)) for mark in ("first", "second"))
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(30)
        slow.connect((narrow.host, narrow.port))
        slow.sendall(f"GET /sparql?format=csv&query={first} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert slow.recv(12) == b"HTTP/1.1 200"
        refused = narrow.ask(f"/sparql?format=csv&query={second}")
        assert named(refused) == ("busy", "spool")
    # It is given once the other has left.
    for _ in range(20):
        if narrow.ask(f"/sparql?format=csv&query={second}").status == 200:
            return
    pytest.fail("the answer of a caller who left is still kept")
