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


class OutOfTimeError(Exception):
    """The bench has taken as long as it may."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the bench."""

    end: float
    """When it has to be over, on the monotonic clock."""
    found: dict[str, Figures]
    """What was measured, by server."""
    stores: dict[str, Store]
    """The data in this process, by size."""

    def say(self, plan: Plan, what: str) -> None:
        """Tell what comes next. Raises `OutOfTimeError` where there is no time for it."""
        if time.monotonic() > self.end:
            raise OutOfTimeError(f"no time left for: {what}")
        sys.stderr.write(f"{plan.name}: {what}\n")

    def store(self, size: str) -> Store:
        """Return the data of a size."""
        if size not in self.stores:
            self.stores[size] = Store()
            self.stores[size].load(path=generate.dataset(size, CACHE), format=RdfFormat.N_QUADS)
        return self.stores[size]


def measured(run: Run, plan: Plan) -> None:
    """Take all figures of one server."""
    run.say(plan, "data")
    store = run.store(plan.size)
    data = generate.dataset(plan.size, CACHE)
    figures: Figures = {"triples": f"{len(store):,} triples"}
    with plan.start(data, plan.size) as server:
        run.found[plan.name] = figures
        run.say(plan, "look-ups")
        figures |= measure.cheap(server, store, plan.look_ups)
        run.say(plan, "costly queries")
        figures |= measure.costly(server, store, plan.budget)
        run.say(plan, "the same query again and again")
        figures |= measure.repeated(server, 4.0)
        run.say(plan, "look-ups beside runaway queries")
        figures |= measure.crowd(server, 8.0, 3 * plan.patience)
    run.say(plan, "memory")
    with plan.start(data, plan.size) as server:
        figures |= measure.memory(server, 15.0)
    if plan.runaways:
        _deadlines(run, plan, figures)


def _deadlines(run: Run, plan: Plan, figures: Figures) -> None:
    """Measure how deadlines are kept. A server that broke one is ended: it would still work."""
    waiting = list(plan.runaways)
    while waiting:
        with plan.start(generate.dataset(plan.size, CACHE), plan.size, DEADLINE) as server:
            is_kept = True
            while waiting and is_kept:
                name = waiting.pop(0)
                run.say(plan, f"deadline of {DEADLINE:g} s: {name}")
                found = measure.deadline(server, name, plan.patience)
                figures |= found
                past = found[f"{name}: past the deadline ms"]
                is_kept = isinstance(past, float) and past < 2000
    figures["deadline_worst_ms"] = _worst(figures, "past the deadline ms")
    figures["deadline_patience_ms"] = plan.patience * 1000
    figures["next_worst_ms"] = _worst(figures, "next answer ms")


def _worst(figures: Figures, ending: str) -> float | None:
    """Return the largest of the figures with such a name, None where one is missing."""
    found = [value for name, value in figures.items() if name.endswith(ending)]
    numbers = [value for value in found if isinstance(value, float)]
    return max(numbers) if len(numbers) == len(found) else None


def main(arguments: list[str]) -> int:
    """Return the exit code after measuring and printing."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", choices=generate.SIZES, default="1m", help="data (triples)")
    parser.add_argument("--only", action="append", help="a server; may be given several times")
    parser.add_argument("--minutes", type=float, default=9.0, help="nothing is begun after")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    run = Run(start + 60 * options.minutes, {}, {})
    missing: dict[str, str] = {}
    for plan in plans(options.size):
        if options.only and plan.name not in options.only:
            continue
        try:
            measured(run, plan)
        except (MissingError, OutOfTimeError) as error:
            missing[plan.name] = str(error)
        except (RuntimeError, OSError) as error:
            missing[plan.name] = "\n".join([str(error), *getattr(error, "__notes__", [])])
    seconds = time.monotonic() - start
    report.show(run.found, missing, seconds)
    sys.stdout.write(f"{report.keep(run.found, missing, seconds, CACHE)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
