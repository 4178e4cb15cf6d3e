"""What an import of one table would do: one outcome for each row, and the ledger after it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import UnplacedError
from kg.ingest.fill import Aids, Filler, Gap
from kg.ingest.ledger import Entry, Ledger, text_digest
from kg.ingest.steps import digest
from kg.ingest.writer import check, yaml_text
from kg.model import ids

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from kg.ingest.mapping import Mapping
    from kg.ingest.tables import Row, Table

State = Literal[
    "new", "unchanged", "changed", "edited", "kept", "removed", "joined", "held", "unplaced"
]
WRITTEN: Final[frozenset[State]] = frozenset({"new", "changed"})
"""States of which `kg import --write` writes the file."""
WITHOUT_RECORD: Final[frozenset[State]] = frozenset({"joined", "held", "unplaced"})
UNWRITTEN: Final = "-"
"""Stands for the digest in a ledger while the files of an import are being written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row.

    `edited` is a file that somebody changed and that the import would write in another way,
    `kept` one that differs from the import in nothing but such a change.
    """

    state: State
    line: int
    key: str
    id: str = ""
    path: str = ""
    """The file, inside the data folder."""
    text: str = ""
    before: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcomes of one mapping, in the order of the table, and the ledger after it."""

    mapping: Mapping
    outcomes: tuple[Outcome, ...]
    gaps: tuple[Gap, ...]
    stranded: tuple[Outcome, ...]
    """Records whose row is no longer there, or has no record of its own any more."""
    ledger: Ledger
    remarks: tuple[str, ...] = ()
    """Lines on what became of the rows of the other tables."""

    def of(self, *states: State) -> list[Outcome]:
        """Return the outcomes that are in one of these states."""
        return [outcome for outcome in self.outcomes if outcome.state in states]


@dataclass(frozen=True, slots=True)
class World:
    """What a plan has to know: ledger, joins, and the files there are."""

    aids: Aids
    ledger: Ledger
    joined: Collection[str]
    """Keys of the rows that are said to be another record."""
    ids: dict[str, str]
    """Key of a row → id of its record; filled in as the plan goes on."""
    before: Callable[[str], str | None]
    """Returns the text of a file in the data folder, None when there is none."""
    mint: Callable[[str], str]
    """Returns a new id with this letter that no record has."""
    settled: Collection[str] = field(default_factory=tuple)


def make_plan(mapping: Mapping, table: Table, world: World) -> Plan:
    """Return what becomes of each row of a table; writes nothing.

    Rows that are said to be another record come last, for it may be one of the same table.
    """
    planner = _Planner(mapping, world)
    rows = list(_grouped(mapping, table))
    order = sorted(range(len(rows)), key=lambda place: rows[place][0] in world.joined)
    found = {place: planner.outcome(*rows[place]) for place in order}
    outcomes = tuple(found[place] for place in range(len(rows)))
    return Plan(
        mapping=mapping,
        outcomes=outcomes,
        gaps=tuple(sorted(planner.gaps)),
        stranded=tuple(planner.stranded(outcomes)),
        ledger=planner.ledger(outcomes),
    )


def row_key(mapping: Mapping, row: Row) -> str:
    """Return the key of a row as ledger and joins have it."""
    return known_key(mapping, " ".join(row.values[column] for column in mapping.key))


def known_key(mapping: Mapping, key: str) -> str:
    """Return what stands in ledger and joins for the key of a row."""
    return digest(key) if mapping.is_secret else key


def _grouped(mapping: Mapping, table: Table) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield each key with its rows; unless rows are grouped, each with one of them."""
    if not mapping.is_grouped:
        yield from ((row_key(mapping, row), (row,)) for row in table.rows)
        return
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row_key(mapping, row), []).append(row)
    yield from ((key, tuple(rows)) for key, rows in groups.items())


@dataclass(slots=True)
class _Planner:
    """Goes through the rows of one table and remembers what was taken."""

    mapping: Mapping
    world: World
    gaps: list[Gap] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Key or id → line of the row that has it."""

    def outcome(self, key: str, rows: tuple[Row, ...]) -> Outcome:
        """Return what becomes of the rows of one key."""
        line = rows[0].line
        try:
            self._take(f"the key {key!r}", line)
            return self._placed(key, rows)
        except UnplacedError as wrong:
            return Outcome("unplaced", line, key, reason=str(wrong))

    def _placed(self, key: str, rows: tuple[Row, ...]) -> Outcome:
        line = rows[0].line
        if key in self.world.joined and (same := self.world.aids.record(self.mapping.name, key)):
            return Outcome("joined", line, key, id=same)
        filler = self._filler(key, rows)
        filler.names()
        reason = filler.hold()
        if reason is not None:
            return Outcome("held", line, key, reason=reason)
        if key in self.world.joined:
            raise UnplacedError("it is said to be another row, which has no record")
        short = self._id(key, filler)
        self.world.ids[key] = filler.scope["id"] = short
        try:
            outcome = self._written(Outcome("new", line, key, short), filler)
        except UnplacedError:
            del self.world.ids[key]
            raise
        if outcome.state == "removed":
            del self.world.ids[key]
        return outcome

    def _written(self, outcome: Outcome, filler: Filler) -> Outcome:
        """Return the outcome with its text, compared to the file that is there."""
        found = filler.fill(self.mapping.record)
        if not isinstance(found, dict):
            raise UnplacedError("nothing is left of the record")
        try:
            check(found)
        except ValueError as wrong:
            raise UnplacedError(str(wrong)) from None
        self.gaps += filler.gaps
        path = f"{self.mapping.folder}/{outcome.id.rsplit('/', 1)[-1]}.yaml"
        self._take(f"the file {path}", outcome.line)
        text = yaml_text({"id": outcome.id, **found})
        return self._compared(replace(outcome, path=path, text=text))

    def _filler(self, key: str, rows: tuple[Row, ...]) -> Filler:
        first = rows[0]
        filler = Filler(self.mapping, self.world.aids, {})
        filler.scope.update({name: value or None for name, value in first.values.items()})
        filler.scope.update({"row": str(first.line), "key": key})
        if self.mapping.is_grouped:
            filler.scope["rows"] = rows
        return filler

    def _take(self, what: str, line: int) -> None:
        if what in self.lines:
            raise UnplacedError(f"{what} is that of line {self.lines[what]} too")
        self.lines[what] = line

    def _id(self, key: str, filler: Filler) -> str:
        known = self.world.ledger.get(key)
        if self.mapping.id_text is None:
            return known.id if known else self.world.mint(self.mapping.letter)
        short = filler.fill(self.mapping.id_text)
        if not isinstance(short, str) or not ids.is_valid(short):
            raise UnplacedError(f"{short!r} is no id")
        if known and known.id != short:
            raise UnplacedError(f"its id would change from {known.id} to {short}; ids never change")
        return short

    def _compared(self, outcome: Outcome) -> Outcome:
        entry = self.world.ledger.get(outcome.key)
        before = self.world.before(outcome.path)
        state = _state(outcome.text, before, entry)
        if state == "edited" and outcome.id in self.world.settled:
            state = "kept"
        return replace(outcome, state=state, before=before or "")

    def stranded(self, outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
        """Yield the records that no row has any more, and why."""
        reasons = {
            "joined": "the row is now another record",
            "held": "the row is now held back",
            "unplaced": "the row cannot be placed any more",
        }
        found = {outcome.key: outcome for outcome in outcomes}
        for key, entry in self.world.ledger.items():
            path = f"{self.mapping.folder}/{entry.id.rsplit('/', 1)[-1]}.yaml"
            now = found.get(key)
            if (now is None or now.state in WITHOUT_RECORD) and self.world.before(path) is not None:
                reason = reasons[now.state] if now else "the row is gone from the table"
                yield Outcome("removed", now.line if now else 0, key, entry.id, path, reason=reason)

    def ledger(self, outcomes: tuple[Outcome, ...]) -> Ledger:
        """Return the ledger after the files are written."""
        ledger = dict(self.world.ledger)
        for outcome in outcomes:
            is_settled = outcome.state == "kept" and outcome.id in self.world.settled
            if is_settled or outcome.state in {"new", "changed", "unchanged"}:
                ledger[outcome.key] = Entry(outcome.id, text_digest(outcome.text))
        return ledger


def _state(text: str, before: str | None, entry: Entry | None) -> State:
    """Return how the text that the import makes stands to the file that is there."""
    if before is None:
        return "new" if entry is None or entry.written == UNWRITTEN else "removed"
    if before == text:
        return "unchanged"
    if entry and entry.written == text_digest(text):
        return "kept"
    return "changed" if entry and entry.written == text_digest(before) else "edited"
