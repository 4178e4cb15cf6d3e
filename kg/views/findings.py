"""What validation found in a release, read back from its report, and counted."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import DumpError
from kg.model.ns import BASE, ID, LAW, PPO, PPV
from kg.views.address import record_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEVERITIES: Final = ("Violation", "Warning", "Info")
_CODE: Final = re.compile(r"[A-Z][0-9]{2}[a-z]?\s+")
_PATH: Final = re.compile(r"\^?<([^<>]+)>")
_KINDS: Final = (
    (f"{ID}p-", "persons"), (f"{ID}g-", "groups"), (f"{ID}c-", "cases"), (f"{ID}k-", "clusters"),
    (f"{ID}e-", "events"), (f"{ID}org/", "organisations"), (f"{ID}place/", "places"),
    (f"{ID}doc/", "documents"), (f"{ID}d-", "documents"), (f"{ID}review/", "reviews"),
    (LAW, "law"), (PPO, "ontology"), (PPV, "ontology"),
)  # fmt: skip
"""Beginning of an IRI → kind of record, which is also the key of its name in `words`."""
_COLUMNS: Final = ("number", "severity", "rule", "kind", "record", "focus", "field", "value")
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `focus` is what breaks the rule, `record` the record it is, or is part of.

    `field` is the property that is missing or wrong, where the rule is about one; `messages` are
    by language, without the code of the rule.
    """

    number: int
    severity: str
    rule: str
    kind: str
    record: str
    focus: str
    field: str
    value: str
    shape: str
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which findings: an empty text is any. `record` is an address below ours: `id/c-fzxz7ja`."""

    severity: str = ""
    rule: str = ""
    kind: str = ""
    record: str = ""

    def holds(self, one: Finding) -> bool:
        """Return whether a finding is among those."""
        return (
            self.severity in {"", one.severity}
            and self.rule in {"", one.rule}
            and self.kind in {"", one.kind}
            and self.record in {"", one.record.removeprefix(BASE)}
        )


def read_findings(report: bytes) -> tuple[Finding, ...]:
    """Return the findings of the report of a release, in their order.

    Raises `DumpError` for what is no such report.
    """
    try:
        return tuple(_finding(number, row) for number, row in enumerate(json.loads(report), 1))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DumpError(f"the report of the release cannot be read: {error}") from error


def _finding(number: int, row: Mapping[str, object]) -> Finding:
    focus = str(row["focus"])
    messages = row.get("messages") or {"en": row["message"]}
    assert isinstance(messages, dict)
    field = _PATH.fullmatch(str(row["path"]))
    return Finding(
        number=number,
        severity=str(row["severity"]),
        rule=str(row["rule"]),
        kind=kind_of(focus),
        record=record_of(focus) if focus.startswith((ID, LAW)) else focus,
        focus=focus,
        field=field[1] if field else "",
        value=str(row["value"]),
        shape=str(row["shape"]),
        messages={tag: without_code(str(text)) for tag, text in messages.items()},
    )


def csv_of(found: Sequence[Finding]) -> str:
    """Return findings as a table, with the message in each language and the file to be mended."""
    languages = sorted({tag for one in found for tag in one.messages})
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, "file", *(f"message_{tag}" for tag in languages)])
    for one in found:
        messages = [one.messages.get(tag, "") for tag in languages]
        own = [getattr(one, name) for name in _COLUMNS]
        writer.writerow([*own, file_of(one.record), *messages])
    return table.getvalue()


def kind_of(iri: str) -> str:
    """Return the kind of record that an IRI is, or is a part of."""
    return next((kind for start, kind in _KINDS if iri.startswith(start)), OTHER)


def without_code(message: str) -> str:
    """Return a message without the code of its rule before it."""
    return _CODE.sub("", message, count=1) if _CODE.match(message) else message


def counted(found: Sequence[Finding], key: str) -> list[tuple[str, int]]:
    """Return how many findings have each severity, rule or kind, the most frequent first."""
    return Counter(str(getattr(one, key)) for one in found).most_common()


def file_of(record: str) -> str:
    """Return where in the data folder a record is written; empty where that is not its own file."""
    name = record.removeprefix(ID).rpartition("/")[2]
    folder = _FOLDERS.get(kind_of(record), "")
    return f"data/{folder}/{name}.yaml" if folder and record.startswith(BASE) else ""


_FOLDERS: Final = {
    "persons": "people", "groups": "people", "cases": "cases", "clusters": "clusters",
    "events": "events", "organisations": "organisations", "places": "places",
    "documents": "documents", "reviews": "reviews",
}  # fmt: skip
