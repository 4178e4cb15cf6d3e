"""One row and a template → one record, or the reason why it cannot be placed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, SourceLine, UnplacedError
from kg.ingest.holes import Hole, Name
from kg.ingest.steps import TABLE_STEPS, step
from kg.ingest.tables import Row, Table
from kg.ingest.template import Block, Each, Guarded, Leaf, Listing, Query, Several, Template, Use
from kg.ingest.values import Value, items, texts, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ingest.mapping import Mapping

# A mapping with nothing but these left says nothing.
_BARE: Final = frozenset({"id", "type"})


@dataclass(frozen=True, slots=True)
class Aids:
    """What a row is filled in with besides its own values."""

    tables: dict[str, Table]
    lookup: Callable[[str], dict[str, Value] | None]
    """Returns the lookup of this name, None when there is none."""
    record: Callable[[str, str], str | None]
    """Returns the id of the record of a row, by mapping and key; `ValueError` for no mapping."""
    joined: Callable[[str, str], tuple[Row, ...]]
    """Returns the rows of a mapping that joins say are the record of a key, or its id."""


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A value that a lookup which may miss has no entry for, and the line of the row."""

    lookup: str
    value: str
    line: int


@dataclass(slots=True)
class Filler:
    """Fills templates for one row; gathers the gaps that it finds on the way."""

    mapping: Mapping
    aids: Aids
    scope: dict[str, Value]
    numbers: dict[str, int] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    def hold(self) -> str | None:
        """Return why the row is held back, or None."""
        for hold in self.mapping.holds:
            if self._all(hold.when):
                return hold.reason
        return None

    def names(self) -> None:
        """Give the names of the mapping's `let` their values."""
        for name, template in self.mapping.names:
            self.scope[name] = self.fill(template)

    def fill(self, template: Template) -> Value:
        """Return what a template becomes; None when nothing is left of it.

        Raises `UnplacedError` with the reason, and `SourceError` for a fault of the mapping.
        """
        found: Value
        match template:
            case Leaf():
                found = self._leaf(template)
            case Block():
                found = self._block(template)
            case Listing():
                found = tidy(tuple(one for item in template.items for one in self._spliced(item)))
            case Each():
                found = self._each(template)
            case Guarded():
                found = self._guarded(template)
            case Use():
                found = self._use(template)
            case Several():
                found = self._several(template)
        return found

    def _all(self, conditions: tuple[Template, ...]) -> bool:
        return all(self.fill(condition) is not None for condition in conditions)

    def _spliced(self, template: Template) -> tuple[Value, ...]:
        return items(self.fill(template))

    def _leaf(self, leaf: Leaf) -> Value:
        if len(leaf.pieces) == 1 and isinstance(leaf.pieces[0], Hole):
            return _single(self._hole(leaf.pieces[0], leaf.line))
        written = []
        for piece in leaf.pieces:
            value = piece if isinstance(piece, str) else _single(self._hole(piece, leaf.line))
            if value is None:
                return None
            if not isinstance(value, str):
                raise self._fault(leaf.line, "a list or fragment stands inside a longer text")
            written.append(value)
        return tidy("".join(written))

    def _block(self, block: Block) -> Value:
        own = {key: self.fill(template) for key, template in block.entries}
        merged: dict[str, Value] = {}
        for template in block.merged:
            for fragment in items(self.fill(template)):
                if not isinstance(fragment, dict):
                    raise self._fault(block.line, "`$merge` takes a fragment")
                merged.update(fragment)
        order = [*own, *(key for key in merged if key not in own)]
        left = {key: own.get(key) or merged.get(key) for key in order}
        left = {key: value for key, value in left.items() if value is not None}
        is_bare = set(left) <= _BARE < set(order)
        return None if is_bare else tidy(left)

    def _each(self, each: Each) -> Value:
        values: tuple[Value, ...]
        if isinstance(each.source, Query):
            values = self._query(each.source)
        else:
            values = self._spliced(each.source)
        before = self.scope.get(each.name), self.numbers.get(each.name, 0)
        written: list[Value] = []
        for number, value in enumerate(values, start=1):
            self.scope[each.name], self.numbers[each.name] = value, number
            written += self._spliced(each.body)
        self.scope[each.name], self.numbers[each.name] = before
        return tidy(tuple(written))

    def _query(self, query: Query) -> tuple[Row, ...]:
        table = self.aids.tables[query.table]
        wanted = [
            (column, texts(self.fill(template), "`where`")) for column, template in query.where
        ]
        if not query.is_joined and all(len(values) == 1 for _, values in wanted):
            columns = tuple(column for column, _ in wanted)
            return table.where(columns, tuple(values[0] for _, values in wanted))
        return tuple(
            row
            for row in (self._joined(query) if query.is_joined else table.rows)
            if all(row.values[column] in values for column, values in wanted)
        )

    def _joined(self, query: Query) -> tuple[Row, ...]:
        ends = (f"{self.mapping.name} {self.scope['key']}", str(self.scope.get("id")))
        try:
            return tuple(row for end in ends for row in self.aids.joined(query.table, end))
        except ValueError as wrong:
            raise self._fault(query.line, str(wrong)) from None

    def _guarded(self, guarded: Guarded) -> Value:
        before = {name: self.scope.get(name) for name, _ in guarded.names}
        for name, template in guarded.names:
            self.scope[name] = self.fill(template)
        is_wanted = self._all(guarded.when) and not any(
            self.fill(condition) is not None for condition in guarded.unless
        )
        found = self.fill(guarded.body) if is_wanted else None
        self.scope.update(before)
        return found

    def _use(self, use: Use) -> Value:
        name = self.fill(use.name)
        if name is None:
            return None
        if not isinstance(name, str) or name not in self.mapping.templates:
            raise self._fault(use.line, f"`templates` has no {name!r}")
        return self.fill(self.mapping.templates[name])

    def _several(self, several: Several) -> Value:
        if several.kind == "$first":
            return next((v for item in several.items if (v := self.fill(item)) is not None), None)
        found = [one for item in several.items for one in self._spliced(item)]
        if several.kind == "$text":
            return tidy(" ".join(texts(tuple(found), "`$text`")))
        return tidy(tuple(one for place, one in enumerate(found) if one not in found[:place]))

    def _hole(self, hole: Hole, line: int) -> Value:
        value = self._named(hole.source, line)
        for one in hole.steps:
            arguments = tuple(self._named(argument, line) for argument in one.arguments)
            try:
                if one.name in TABLE_STEPS:
                    value = self._looked_up(one.name, value, arguments)
                else:
                    value = step(one.name, value, arguments)
            except ValueError as wrong:
                raise UnplacedError(str(wrong)) from None
        return value

    def _named(self, name: str | Name, line: int) -> Value:
        if isinstance(name, str):
            return name
        if name.base not in self.scope:
            raise self._fault(line, f"`{name}`: there is no column or name `{name.base}`")
        if name.is_number:
            return str(self.numbers.get(name.base, "")) or None
        value = self.scope[name.base]
        if not name.column:
            return value
        if isinstance(value, Row) and name.column in value.values:
            return value.values[name.column] or None
        if isinstance(value, dict):
            return value.get(name.column)
        if value is None:
            return None
        raise self._fault(line, f"`{name}`: `{name.base}` has no column `{name.column}`")

    def _looked_up(self, kind: str, value: Value, arguments: tuple[Value, ...]) -> Value:
        name = arguments[0] if arguments else None
        if not isinstance(name, str):
            raise ValueError(f"`{kind}` takes the name of a lookup or a mapping")
        found: list[Value] = []
        for text in texts(value, f"`{kind}`"):
            found += items(tidy(self._entry(kind, name, text)))
        is_list = isinstance(value, tuple) or len(found) > 1
        return tidy(tuple(found) if is_list else next(iter(found), None))

    def _entry(self, kind: str, name: str, text: str) -> Value:
        if kind == "record":
            return self.aids.record(name, text)
        lookup = self.mapping.lookups.get(name) or self.aids.lookup(name)
        if lookup is None:
            raise ValueError(f"there is no lookup {name!r}")
        if kind == "known":
            return text if text in lookup else None
        if text not in lookup:
            if kind == "lookup":
                raise ValueError(f"{text!r} has no entry in the lookup {name}")
            self.gaps.append(Gap(name, text, int(str(self.scope["row"]))))
        return lookup.get(text)

    def _fault(self, line: int, message: str) -> SourceError:
        return SourceError(SourceLine(self.mapping.path, line), message)


def _single(value: Value) -> Value:
    """Return the only item of a list of one; every other value as it is."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value
