"""An import from the first file read to the last one written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError
from kg.ingest.fill import Aids
from kg.ingest.joins import Joins, end_of, read_joins
from kg.ingest.ledger import Entry, Ledger, ledger_text, read_ledger
from kg.ingest.mapping import Mapping, Source, read_lookup, read_mapping
from kg.ingest.plan import UNWRITTEN, WRITTEN, Plan, World, known_key, make_plan, row_key
from kg.ingest.prepared import Prepared, prepare
from kg.ingest.tables import Row, Table, read_table
from kg.model import ids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.ingest.values import Value

FOLDER: Final = "import"
_JOINS: Final = "joins"


def plans(
    data: Path,
    tables: Path,
    names: Sequence[str],
    choose: Callable[[str], str],
    settled: Sequence[str] = (),
) -> list[Plan]:
    """Return what an import of the tables in a folder would do; nothing is written.

    `names` are the mappings to import, all when it is empty; `choose` picks one character of a
    string. Raises `ConfigError` or `SourceError` for a mapping, lookup or table that is wrong.
    """
    joins = read_joins(sorted((data / FOLDER / "decisions").glob(f"{_JOINS}*.yaml")))
    run = _Run(data, tables, choose, settled, _mappings(data, names), joins)
    found = [run.plan(name) for name in _in_order(run.mappings) if not names or name in names]
    ids_made = {outcome.id for plan in found for outcome in plan.of(*WRITTEN)}
    lost = [short for short in settled if not any(short in _kept(plan) for plan in found)]
    if lost:
        raise ConfigError(f"{lost[0]} has no difference to settle{_hint(lost[0] in ids_made)}")
    return found


def write(found: Sequence[Plan], data: Path) -> int:
    """Write what the plans say and return the number of files.

    Ledgers come first, so that an import that is cut off keeps the ids it made.
    """
    written = 0
    for plan in found:
        path = _ledger_file(data, plan.mapping.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        pending = plan.of(*WRITTEN)
        before = dict(plan.ledger)
        for outcome in plan.of("new"):
            before[outcome.key] = Entry(outcome.id, UNWRITTEN)
        if plan.of("new"):
            path.write_text(ledger_text(before), encoding="utf-8")
        for outcome in pending:
            file = data / outcome.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(outcome.text, encoding="utf-8")
        text = ledger_text(plan.ledger)
        if plan.ledger and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.write_text(text, encoding="utf-8")
        written += len(pending)
    return written


def _hint(is_written: bool) -> str:
    return "; the import writes it itself" if is_written else ""


def _kept(plan: Plan) -> set[str]:
    return {outcome.id for outcome in plan.of("kept")}


def _ledger_file(data: Path, name: str) -> Path:
    return data / FOLDER / "ledger" / f"{name}.yaml"


def _mappings(data: Path, names: Sequence[str]) -> dict[str, Mapping]:
    """Return the mappings of these names, or all, and those that they come after."""
    paths = {path.stem: path for path in sorted((data / FOLDER / "mappings").glob("*.yaml"))}
    if not paths:
        raise ConfigError(f"{data / FOLDER / 'mappings'}: no mapping there")
    found: dict[str, Mapping] = {}
    todo = list(names or paths)
    while todo:
        name = todo.pop()
        if name not in paths:
            raise ConfigError(f"there is no mapping {name!r}; there are {', '.join(paths)}")
        if name not in found:
            found[name] = read_mapping(paths[name])
            todo += found[name].after
    return {name: found[name] for name in sorted(found)}


def _in_order(mappings: dict[str, Mapping]) -> list[str]:
    """Return the names of mappings, each after those whose records it points to."""
    try:
        sorter = TopologicalSorter({name: mapping.after for name, mapping in mappings.items()})
        return list(sorter.static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise ConfigError(f"mappings come after each other in a circle: {circle}") from None


@dataclass(slots=True)
class _Run:
    """Reads what the mappings need, once, and plans one after the other."""

    data: Path
    folder: Path
    choose: Callable[[str], str]
    settled: Sequence[str]
    mappings: dict[str, Mapping]
    joins: Joins

    _ids: dict[str, dict[str, str]] = field(default_factory=dict)
    """Mapping → key of a row → id of the record that there is, or that is planned."""
    _tables: dict[tuple[str, tuple[str, ...]], Table] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _lookups: dict[str, dict[str, Value] | None] = field(default_factory=dict)
    _ends: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    """Mapping → record, or mapping and key, that its rows are said to be in the end → the rows."""

    def plan(self, name: str) -> Plan:
        """Return the plan of one mapping, whose records the next ones may point to."""
        mapping = self.mappings[name]
        tables = {key: self._table(source) for key, source in mapping.tables.items()}
        made = self._prepared(mapping.prepare, tables)
        world = World(
            aids=Aids(tables | made.tables, self._lookup, self._record, self._joined),
            ledger=self._ledger(name),
            joined=frozenset(key for of, key in self.joins.same if of == name),
            ids=self._known(name),
            before=self._before,
            mint=self._mint,
            settled=self.settled,
        )
        plan = make_plan(mapping, self._table(mapping.source), world)
        return replace(plan, remarks=made.lines() if mapping.name == mapping.prepare else ())

    def _prepared(self, name: str, tables: dict[str, Table]) -> Prepared:
        return prepare(name, tables, self._lookup) if name else Prepared({})

    def _record(self, name: str, key: str) -> str | None:
        """Return the id of the record of a row, joins included."""
        if name not in self.mappings:
            raise ValueError(f"there is no mapping {name!r}; name it in `after`")
        for one in (key, known_key(self.mappings[name], key)):
            end = end_of(self.joins, (name, one))
            if end != (name, key):
                break
        if end is None or isinstance(end, str):
            return end
        return self._known(end[0]).get(end[1]) if end[0] in self.mappings else None

    def _joined(self, name: str, end: str) -> tuple[Row, ...]:
        """Return the rows of a mapping that are, in the end, a record or the row of a mapping."""
        if name not in self._ends:
            path = self.data / FOLDER / "mappings" / f"{name}.yaml"
            if name not in self.mappings and not path.exists():
                raise ValueError(f"`joined` takes rows of a mapping; there is no mapping {name!r}")
            mapping = self.mappings.get(name) or read_mapping(path)
            self._ends[name] = {}
            for row in self._table(mapping.source).rows:
                last = end_of(self.joins, (name, row_key(mapping, row)))
                text = last if isinstance(last, str) else " ".join(last or ())
                self._ends[name].setdefault(text, []).append(row)
        return tuple(self._ends[name].get(end, ()))

    def _known(self, name: str) -> dict[str, str]:
        if name not in self._ids:
            folder = self.mappings[name].folder
            self._ids[name] = {
                key: entry.id
                for key, entry in self._ledger(name).items()
                if self._before(f"{folder}/{entry.id.rsplit('/', 1)[-1]}.yaml") is not None
            }
        return self._ids[name]

    def _lookup(self, name: str) -> dict[str, Value] | None:
        if name not in self._lookups:
            folder = self.data / FOLDER
            paths = (folder / kind / f"{name}.yaml" for kind in ("lookups", "decisions"))
            found = [read_lookup(path) for path in paths if path.exists()]
            self._lookups[name] = found[0] if found else None
        return self._lookups[name]

    def _ledger(self, name: str) -> Ledger:
        return read_ledger(_ledger_file(self.data, name))

    def _table(self, source: Source) -> Table:
        key = (source.file, source.columns)
        if key not in self._tables:
            self._tables[key] = read_table(self.folder, *key)
        return self._tables[key]

    def _before(self, path: str) -> str | None:
        file = self.data / path
        return file.read_text(encoding="utf-8") if file.exists() else None

    def _mint(self, letter: str) -> str:
        if not self._taken:
            files = {path.stem for path in self.data.glob("*/*.yaml")}
            ledgers = {e.id for name in self.mappings for e in self._ledger(name).values()}
            self._taken = files | ledgers
        short = ids.mint(letter, self.choose)
        while short in self._taken:
            short = ids.mint(letter, self.choose)
        self._taken.add(short)
        return short
