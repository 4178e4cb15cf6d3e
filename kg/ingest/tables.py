"""Tables as they come: CSV files, read strictly, each row with its line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ConfigError, SourceError, SourceLine, SourcesError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the value of each column, and the line of the file on which it begins."""

    values: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file; `name` is its path inside the folder of the tables."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    _found: dict[tuple[str, ...], dict[tuple[str, ...], list[Row]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def where(self, columns: tuple[str, ...], values: tuple[str, ...]) -> tuple[Row, ...]:
        """Return the rows whose columns have these values, in the order of the file."""
        if columns not in self._found:
            index: dict[tuple[str, ...], list[Row]] = {}
            for row in self.rows:
                index.setdefault(tuple(row.values[name] for name in columns), []).append(row)
            self._found[columns] = index
        return tuple(self._found[columns].get(values, ()))


def read_table(folder: Path, name: str, columns: Sequence[str]) -> Table:
    """Return the table `name` of a folder.

    Raises `ConfigError` when there is no such file, and `SourcesError` when it is not UTF-8,
    its header is not `columns`, or a row has too many or too few values.
    """
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ConfigError(f"{folder / name}: {reason}; is this the folder of the tables?") from None
    return parse_table(content, name, columns)


def parse_table(content: bytes, name: str, columns: Sequence[str]) -> Table:
    """Return the table in the bytes of a CSV file; raises `SourcesError` as `read_table` does."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _errors(name, [(line, "not UTF-8; save the table as UTF-8")]) from None
    records = list(_records(text, name))
    if not records:
        raise _errors(name, [(1, "the table is empty")])
    header = records[0][1]
    if header != list(columns):
        raise _errors(name, [(1, _header_problem(header, columns))])
    ragged = [
        (line, f"{len(values)} values under {len(header)} columns")
        for line, values in records[1:]
        if len(values) != len(header)
    ]
    if ragged:
        raise _errors(name, ragged)
    rows = tuple(Row(dict(zip(header, values, strict=True)), line) for line, values in records[1:])
    return Table(name, tuple(header), rows)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; blank lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for values in reader:
            if values:
                yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        raise _errors(name, [(line, f"not CSV: {error}")]) from None


def _header_problem(header: list[str], columns: Sequence[str]) -> str:
    twice = sorted({name for name in header if header.count(name) > 1})
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    found = [
        f"{what}: {', '.join(names)}"
        for what, names in (("twice", twice), ("missing", missing), ("unknown", unknown))
        if names
    ]
    return f"the columns are not those of the mapping ({'; '.join(found) or 'another order'})"


def _errors(name: str, found: list[tuple[int, str]]) -> SourcesError:
    return SourcesError([SourceError(SourceLine(name, line), text) for line, text in found])
