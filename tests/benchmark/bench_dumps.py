"""Measures how long a million triples take as Turtle, and as all dumps of a release at once.

Run it with `python -m tests.benchmark.bench_dumps`; `100k` behind it takes a tenth.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.model.ns import GRAPH_RECORD, PREFIXES
from kg.release import dumps
from kg.release.nodes import by_subject, nodes
from kg.release.turtle import turtle
from tests.benchmark.generate import dataset

if TYPE_CHECKING:
    from collections.abc import Callable

CACHE: Final = Path(__file__).resolve().parents[2] / ".cache" / "benchmark"
LIMIT: Final = 30.0
"""Seconds that a million triples may take as Turtle."""


def main() -> int:
    """Return 0 where the limit is kept, after saying what was measured."""
    size = sys.argv[1] if len(sys.argv) > 1 else "1m"
    graph = NamedNode(f"{GRAPH_RECORD}c-0000000")
    quads = [
        Quad(one.subject, one.predicate, one.object, graph)
        for one in parse(path=dataset(size, CACHE), format=RdfFormat.N_QUADS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        seconds = _measured("Turtle", len(quads), lambda: _turtle(quads, path / "one.ttl"))
        _measured("all dumps, packed", len(quads), lambda: dumps.write(quads, path))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"{memory:,} MB at most")
    return int(seconds > LIMIT)


def _turtle(quads: list[Quad], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(turtle(nodes(by_subject(quads), lambda _: True), PREFIXES))


def _measured(what: str, number: int, act: Callable[[], object]) -> float:
    """Return the seconds of processor time that `act` takes, and say them."""
    wall, begun = time.perf_counter(), time.process_time()
    act()
    seconds = time.process_time() - begun
    elapsed = time.perf_counter() - wall
    _say(f"{what}: {number:,} triples, {seconds:.1f} s of processor time, {elapsed:.1f} s elapsed")
    return seconds


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
