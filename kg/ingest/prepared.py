"""Preparations: tables made out of the tables of a mapping where a template cannot say how.

A mapping names one with `prepare:`; its tables can then be queried like those of `tables:`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ConfigError
from kg.ingest import cases
from kg.ingest.case_sheet import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.ingest.case_sheet import Fate
    from kg.ingest.tables import Table

COLUMNS: Final[dict[str, dict[str, tuple[str, ...]]]] = {"cases": TABLES}
"""Preparation → the tables it makes, and their columns."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The tables that were made, and what became of each row of the tables they were made of."""

    tables: dict[str, Table]
    fates: tuple[Fate, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return how many rows of each table ended how, without naming anybody."""
        return tuple(cases.counted(self.fates))


def prepare(
    name: str, tables: Mapping[str, Table], lookup: Callable[[str], Mapping[str, Any] | None]
) -> Prepared:
    """Return what the preparation `name` makes of the tables; raises `ConfigError`."""
    missing = [table for table in cases.READS if table not in tables]
    if missing:
        raise ConfigError(f"the preparation {name!r} needs the table {missing[0]!r} under `tables`")
    made, fates = cases.prepare(tables, _Lookups(lookup))
    return Prepared(made, fates)


class _Lookups(dict[str, Any]):
    """The lookups by name, each read when it is first asked for."""

    def __init__(self, lookup: Callable[[str], Mapping[str, Any] | None]) -> None:
        super().__init__()
        self._lookup = lookup

    def __missing__(self, name: str) -> Mapping[str, Any]:
        found = self._lookup(name)
        if found is None:
            raise ConfigError(f"there is no lookup {name!r}")
        self[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("lookups are asked for by name")
