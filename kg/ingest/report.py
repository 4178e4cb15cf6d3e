"""What an import did or would do, in lines for people."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ingest.plan import Outcome, Plan, State

_WORDS: Final[dict[State, str]] = {
    "new": "new",
    "unchanged": "unchanged",
    "changed": "changed",
    "edited": "changed, but edited by hand",
    "kept": "as edited by hand",
    "removed": "removed by hand",
    "joined": "joined to another record",
    "held": "held back",
    "unplaced": "unplaced",
}


def report(plan: Plan) -> Iterator[str]:
    """Yield the lines on one mapping: counts, reasons, differences.

    Rows held back are counted by reason and never listed.
    """
    counts = Counter(outcome.state for outcome in plan.outcomes)
    parts = [f"{counts[state]} {word}" for state, word in _WORDS.items() if counts[state]]
    name, table = plan.mapping.name, plan.mapping.source.file
    what = "groups of rows" if plan.mapping.is_grouped else "rows"
    yield f"{name}: {len(plan.outcomes)} {what} of {table}: {', '.join(parts) or 'none'}"
    held = Counter(outcome.reason for outcome in plan.of("held"))
    yield from (f"  held back, {number}: {reason}" for reason, number in sorted(held.items()))
    yield from (f"  unplaced: {table}:{one.line}: {one.reason}" for one in plan.of("unplaced"))
    yield from _gaps(plan)
    yield from plan.remarks
    yield from (
        f"  without a row: data/{one.path}: {one.reason}; nothing is deleted"
        for one in plan.stranded
    )
    for outcome in plan.of("changed"):
        yield f"  changed: data/{outcome.path} ({table}:{outcome.line})"
        yield from _diff(outcome)
    for outcome in plan.of("edited"):
        yield f"  edited by hand, left alone: data/{outcome.path} ({table}:{outcome.line})"
        yield from _diff(outcome)


def problems(found: Sequence[Plan]) -> int:
    """Return how many things an import listed that somebody has to look at."""
    return sum(
        len(plan.of("unplaced", "edited")) + len(plan.gaps) + len(plan.stranded) for plan in found
    )


def _gaps(plan: Plan) -> Iterator[str]:
    lines: dict[tuple[str, str], list[int]] = {}
    for gap in plan.gaps:
        lines.setdefault((gap.lookup, gap.value), []).append(gap.line)
    for (lookup, value), rows in lines.items():
        where = ", ".join(str(row) for row in sorted(set(rows)))
        yield f"  no entry in the lookup {lookup} for {value!r}: lines {where}"


def _diff(outcome: Outcome) -> Iterator[str]:
    path = f"data/{outcome.path}"
    for line in unified_diff(
        outcome.before.splitlines(),
        outcome.text.splitlines(),
        path,
        f"{path} (import)",
        lineterm="",
    ):
        yield f"    {line}"
