"""What is being written about one case: rows of the tables that the mapping of cases reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from kg.ingest.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

State = Literal["placed", "placed with the person", "held back", "unplaced"]

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "records": (
        "case_id", "type", "label_en", "label_ru", "requesting", "requested", "arises",
    ),
    "defendants": (
        "case_id", "no", "kind", "size", "list_id", "person", "id", "label_en", "label_ru",
        "mode", "state", "listed", "variant",
    ),
    "charges": (
        "case_id", "defendant", "id", "article", "points", "modifiers", "code", "counts",
        "text_en", "text_ru", "note_en", "note_ru", "requalified", "variant", "doc",
    ),
    "events": (
        "case_id", "id", "kind", "part", "date", "since", "affected", "prosecutions", "court",
        "decided", "place", "instance", "outcome", "ground", "brings", "disposes", "convicts",
        "acquits", "imposes", "upholds", "modifies", "sets_aside", "begins", "designates",
        "label_en", "label_ru", "note_en", "note_ru", "attestation", "variant", "doc",
    ),
    "requests": ("case_id", "event", "id", "months", "at_least", "at_most", "prosecution"),
    "sentences": (
        "case_id", "id", "prosecution", "type", "months", "at_least", "at_most", "hours",
        "regime", "amount", "amount_unknown", "currency", "probation", "text_en", "text_ru",
        "charge", "replaces", "aggregates", "note_en", "note_ru", "variant", "doc",
    ),
    "claims": (
        "case_id", "id", "type", "body", "status", "about", "person", "date", "act",
        "text_en", "text_ru", "note_en", "note_ru",
    ),
    "acts": ("case_id", "id", "date", "person"),
    "authorities": ("case_id", "id", "type", "label_en", "label_ru"),
    "person_facts": ("person", "body", "status", "text_en", "text_ru", "released", "ground"),
}  # fmt: skip
"""Table → its columns. Several values in one column are divided by semicolons."""


@dataclass(frozen=True, slots=True, order=True)
class Fate:
    """What became of one row of a table of the corpus."""

    table: str
    line: int
    state: State
    reason: str = ""


@dataclass(slots=True)
class Sheet:
    """The rows written so far, the ids taken in each case, and what became of each row read."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    fates: list[Fate] = field(default_factory=list)
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def id(self, case_id: str, base: str) -> str:
        """Return a local id that the case has not used: `arrest`, then `arrest-2`."""
        self._taken[case_id, base] += 1
        number = self._taken[case_id, base]
        return base if number == 1 else f"{base}-{number}"

    def numbered(self, case_id: str, base: str) -> str:
        """Return `charge-1`, then `charge-2`."""
        self._taken[case_id, base] += 1
        return f"{base}-{self._taken[case_id, base]}"

    def add(self, table: str, case_id: str, line: int, **values: str) -> Row:
        """Add a row; columns that are not given are empty."""
        columns = TABLES[table]
        strange = sorted(set(values) - set(columns))
        assert not strange, f"{table} has no column {strange[0]}"
        known = {name: values.get(name, "") for name in columns}
        row = Row(known | ({"case_id": case_id} if "case_id" in columns else {}), line)
        self.rows[table].append(row)
        return row

    def authority(self, case_id: str, identity: str, type_name: str, en: str, ru: str) -> None:
        """Add a body that the sources do not name, once."""
        known = self.rows["authorities"]
        if not any((case_id, identity) == (r.values["case_id"], r.values["id"]) for r in known):
            self.add(
                "authorities", case_id, 0, id=identity, type=type_name, label_en=en, label_ru=ru
            )

    def place(self, table: str, row: Row, state: State = "placed", reason: str = "") -> None:
        """Note what became of a row that was read."""
        self.fates.append(Fate(table, row.line, state, reason))

    def tables(self) -> dict[str, Table]:
        """Return the tables as the mapping reads them."""
        return {name: Table(name, TABLES[name], tuple(rows)) for name, rows in self.rows.items()}


def join(values: Iterable[str]) -> str:
    """Return several values in one column, each once."""
    return ";".join(dict.fromkeys(value for value in values if value))


def texts(entry: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the English and Russian text of an entry as columns: `note_en`, `note_ru`."""
    return {f"{prefix}_{name}": entry[name] for name in ("en", "ru") if entry.get(name)}
