"""Measures every server that is installed, and prints the table."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import RdfFormat, Store

from tests.benchmark import generate, measure, queries, report, servers
from tests.benchmark.servers import MissingError, Server

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tests.benchmark.measure import Figures

CACHE: Final = Path(__file__).resolve().parents[2] / ".cache" / "bench"
DEADLINE: Final = 2.0
"""Seconds a query may take where the deadline is measured."""


class Start(Protocol):
    """Starts a server on a file of data, which has the name of its size."""

    def __call__(
        self, data: Path, size: str, timeout: float = ...
    ) -> AbstractContextManager[Server]:
        """Return the server, which ends with the context."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """One server, and how much of it is measured."""

    name: str
    start: Start
    size: str
    look_ups: int = 1500
    budget: float = 1.5
    """Seconds for each costly query."""
    patience: float = 10.0
    """Seconds to wait for what may never come."""
    runaways: tuple[str, ...] = tuple(queries.RUNAWAY)


def plans(size: str) -> list[Plan]:
    """Return what is measured, ours first."""
    small = "100k" if size == "1m" else size
    return [
        Plan(report.OURS, servers.ours, size),
        Plan("oxigraph serve", servers.oxigraph, size, patience=15.0),
        # A million triples take rdflib minutes to load and to ask.
        Plan("rdflib-endpoint", servers.rdflib_endpoint, small, 300, 1.0, 8.0, ()),
        Plan("virtuoso", servers.virtuoso, size, 300),
    ]


def measured(plan: Plan, stores: dict[str, Store]) -> Figures:
    """Return all figures of one server, which is started anew where the last test may linger."""
    data = generate.dataset(plan.size, CACHE)
    if plan.size not in stores:
        stores[plan.size] = Store()
        stores[plan.size].load(path=data, format=RdfFormat.N_QUADS)
    figures: Figures = {"triples": f"{len(stores[plan.size]):,} triples"}
    with plan.start(data, plan.size) as server:
        _say(plan, "look-ups")
        figures |= measure.cheap(server, stores[plan.size], plan.look_ups)
        _say(plan, "costly queries")
        figures |= measure.costly(server, stores[plan.size], plan.budget)
        _say(plan, "the same query again and again")
        figures |= measure.repeated(server, 4.0)
        _say(plan, "look-ups beside runaway queries")
        figures |= measure.crowd(server, 8.0, 3 * plan.patience)
    _say(plan, "memory")
    with plan.start(data, plan.size) as server:
        figures |= measure.memory(server, 2 * plan.patience)
    return figures | _deadlines(plan, data)


def _deadlines(plan: Plan, data: Path) -> Figures:
    """Return how deadlines are kept. A server that broke one is ended: it would still work."""
    figures: Figures = {}
    waiting = list(plan.runaways)
    while waiting:
        with plan.start(data, plan.size, DEADLINE) as server:
            is_kept = True
            while waiting and is_kept:
                name = waiting.pop(0)
                _say(plan, f"deadline of {DEADLINE:g} s: {name}")
                found = measure.deadline(server, name, plan.patience)
                figures |= found
                past = found[f"{name}: past the deadline ms"]
                is_kept = isinstance(past, float) and past < 2000
    if plan.runaways:
        figures["deadline_worst_ms"] = _worst(figures, "past the deadline ms")
        figures["next_worst_ms"] = _worst(figures, "next answer ms")
    return figures


def _worst(figures: Figures, ending: str) -> float | None:
    """Return the largest of the figures with such a name, None where one is missing."""
    found = [value for name, value in figures.items() if name.endswith(ending)]
    numbers = [value for value in found if isinstance(value, float)]
    return max(numbers) if len(numbers) == len(found) else None


def _say(plan: Plan, what: str) -> None:
    sys.stderr.write(f"{plan.name}: {what}\n")


def main(arguments: list[str]) -> int:
    """Return the exit code after measuring and printing."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", choices=generate.SIZES, default="1m", help="data (triples)")
    parser.add_argument("--only", action="append", help="a server; may be given several times")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    found: dict[str, Figures] = {}
    missing: dict[str, str] = {}
    stores: dict[str, Store] = {}
    for plan in plans(options.size):
        if options.only and plan.name not in options.only:
            continue
        try:
            found[plan.name] = measured(plan, stores)
        except MissingError as error:
            missing[plan.name] = str(error)
        except (RuntimeError, OSError) as error:
            missing[plan.name] = "\n".join([str(error), *getattr(error, "__notes__", [])])
    seconds = time.monotonic() - start
    report.show(found, missing, seconds)
    sys.stdout.write(f"{report.keep(found, missing, seconds, CACHE)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
