"""The table that is printed, and the file that is kept."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.benchmark.measure import Figures

OURS: Final = "polpros"
_PACKAGES: Final = ("pyoxigraph", "oxigraph", "rdflib", "rdflib-endpoint", "flask")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure to reach (issue 3)."""

    title: str
    goal: str
    figure: str
    unit: str
    is_reached: Callable[[float, Mapping[str, Figures]], bool]
    beside: tuple[str, ...] = ()
    """Further figures, shown in brackets."""
    waited: str = ""
    """The figure that says how long was waited where there is no other."""


def _at_most(limit: float) -> Callable[[float, Mapping[str, Figures]], bool]:
    return lambda value, _: value <= limit


def _as_oxigraph(value: float, found: Mapping[str, Figures]) -> bool:
    """Return whether ours is as quick, by the clock and in processor time, which noise spares."""
    ours, other = found[OURS], found.get("oxigraph serve", {})
    rate, used = other.get("repeated_per_second"), other.get("repeated_cpu_ms")
    own = ours.get("repeated_cpu_ms")
    if not isinstance(rate, float) or not isinstance(used, float) or not isinstance(own, float):
        return False
    return value >= rate and own <= used


ROWS: Final = (
    Row(
        "cheap look-up, CPU added", "≤ 1.5 ms", "cheap_added_cpu_ms", "ms", _at_most(1.5),
        ("cheap_wall_ms",),
    ),
    Row(
        "query of ≥ 5 ms, × in-process", "≤ 1.15", "costly_wall_ratio", "×", _at_most(1.15),
        ("costly_cpu_ratio",),
    ),
    Row(
        "repeated query of ≥ 2 ms", "≥ oxigraph", "repeated_per_second", "/s", _as_oxigraph,
        ("repeated_cpu_ms",),
    ),
    Row(
        "repeated cheap query", "report", "repeated_cheap_per_second", "/s", lambda *_: True,
        ("repeated_cheap_cpu_ms",),
    ),
    Row(
        "past the deadline, worst", "≤ 150 ms", "deadline_worst_ms", "ms", _at_most(150),
        waited="deadline_patience_ms",
    ),
    Row("next answer after, worst", "≤ 100 ms", "next_worst_ms", "ms", _at_most(100)),
    Row(
        "p95 of look-ups beside 8 runaways", "≤ 100 ms", "crowd_p95_ms", "ms", _at_most(100),
        ("crowd_p50_ms",),
    ),
    Row(
        "look-ups that failed beside them", "0", "crowd_failed", "", _at_most(0),
        ("crowd_answered",),
    ),
    Row(
        "CPU idle after all left", "≤ 2 s", "idle_s", "s", _at_most(2),
        waited="idle_patience_s",
    ),
    Row(
        "memory added, whatever is asked", "≤ 1024 MiB", "memory_added_mib", "MiB",
        _at_most(1024), ("memory_rest_mib",),
    ),
)  # fmt: skip


def show(found: Mapping[str, Figures], missing: Mapping[str, str], seconds: float) -> None:
    """Print the table, the servers that are missing, and what each figure is."""
    console = Console(width=max(120, 34 + 24 * (len(found) + 1)))
    table = Table(title=f"{len(found)} servers on {_machine()['cores']} cores, {seconds:.0f} s")
    table.add_column("", no_wrap=True)
    table.add_column("to reach", no_wrap=True)
    for name, figures in found.items():
        table.add_column(f"{name}\n{figures['triples']}", justify="right")
    for row in ROWS:
        table.add_row(row.title, row.goal, *(_cell(row, name, found) for name in found))
    console.print(table)
    for name, reason in missing.items():
        console.print(f"{name}: {reason}", highlight=False)
    console.print(_LEGEND, highlight=False)


_LEGEND: Final = """\
In brackets: look-up, median wall ms · costly query, CPU ratio · repeated, server CPU ms a request
· p50 ms · look-ups answered · MiB at rest. "> n": nothing came while so long was waited.
A server on fewer triples is compared with the engine in process on the same triples."""


def _cell(row: Row, name: str, found: Mapping[str, Figures]) -> str:
    figures = found[name]
    if row.figure not in figures:
        return "not measured"
    value = figures[row.figure]
    if not isinstance(value, float):
        return f"> {_number(figures.get(row.waited))} {row.unit}"
    beside = [_number(figures.get(other)) for other in row.beside]
    text = f"{_number(value)} {row.unit}".strip() + (f" ({', '.join(beside)})" if beside else "")
    if name != OURS:
        return text
    return f"{text} {'✓' if row.is_reached(value, found) else '✗'}"


def _number(value: float | str | None) -> str:
    if not isinstance(value, float):
        return "?" if value is None else value
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"


def keep(
    found: Mapping[str, Figures], missing: Mapping[str, str], seconds: float, folder: Path
) -> Path:
    """Return the file in which all figures are kept, with the day and the machine."""
    now = datetime.now(UTC)
    told = {
        "date": now.isoformat(timespec="seconds"),
        "seconds": round(seconds),
        "machine": _machine(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "figures": found,
        "missing": missing,
    }
    path = folder / f"results-{now:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _machine() -> dict[str, object]:
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_mib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2,
        "load": os.getloadavg(),
        "system": platform.platform(),
        "python": sys.version.split()[0],
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
