"""The files of a release that hold what validation found: Turtle, JSON, and CSV for people."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Final

from kg.check.report import ROW_FIELDS, Violation, rows, turtle

if TYPE_CHECKING:
    from collections.abc import Collection

TURTLE: Final = "report.ttl"
JSON: Final = "report.json"
CSV: Final = "report.csv"

_COLUMNS: Final = ("number", "severity", "rule", "focus", "path", "value")


def report_files(violations: Collection[Violation]) -> dict[str, bytes]:
    """Return the files by name; the number of a finding is the same in all of them."""
    found = sorted(violations, key=Violation.key)
    told = [
        {**dict(zip(ROW_FIELDS, row, strict=True)), "messages": dict(sorted(one.messages.items()))}
        for row, one in zip(rows(found), found, strict=True)
    ]
    return {
        TURTLE: turtle(found).encode(),
        JSON: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(),
        CSV: _csv(found).encode(),
    }


def _csv(found: list[Violation]) -> str:
    """Return a table with one row for each finding, and its message in each language."""
    languages = sorted({tag for one in found for tag in one.messages if tag})
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *(f"message_{tag}" for tag in languages)])
    for number, (one, row) in enumerate(zip(found, rows(found), strict=True), 1):
        said = dict(zip(ROW_FIELDS, row, strict=True))
        messages = [one.messages.get(tag, one.messages.get("", "")) for tag in languages]
        writer.writerow([number, *(said[name] for name in _COLUMNS[1:]), *messages])
    return table.getvalue()
