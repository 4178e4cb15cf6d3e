"""The memory of an import: which row became which record, and how the record was last written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, SourceLine
from kg.ingest.steps import digest
from kg.ingest.writer import scalar
from kg.model import ids
from kg.read.yaml_lines import Mapping, Scalar, parse

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = (
    "# Written by `kg import`: row of the table → id of its record, digest as last written.\n"
)
_KEYS: Final = {"id", "written"}


@dataclass(frozen=True, slots=True)
class Entry:
    """The record of one row, and the digest of its text as the import last wrote it."""

    id: str
    written: str


Ledger = dict[str, Entry]
"""Key of a row → its record."""

text_digest = digest
"""The digest of a file's text that a ledger keeps."""


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file; an empty one when there is no file.

    Raises `SourceError` for a line that is no entry, or an id that two rows have.
    """
    if not path.exists():
        return {}
    content = path.read_bytes()
    if not content.split(b"\n", 1)[-1].strip():
        return {}
    root = parse(content, str(path))
    ledger: Ledger = {}
    owners: dict[str, str] = {}
    for key, node in root.entries.items():
        entry = _entry(node if isinstance(node, Mapping) else None)
        if entry is None:
            raise _error(path, root.lines[key], "an entry is `key: {id: …, written: …}`")
        if entry.id in owners:
            raise _error(path, root.lines[key], f"`{entry.id}` is that of `{owners[entry.id]}` too")
        owners[entry.id] = key
        ledger[key] = entry
    return ledger


def _entry(node: Mapping | None) -> Entry | None:
    if node is None or set(node.entries) != _KEYS:
        return None
    id_, written = node.entries["id"], node.entries["written"]
    if not isinstance(id_, Scalar) or not isinstance(written, Scalar) or not ids.is_valid(id_.text):
        return None
    return Entry(id_.text, written.text)


def _error(path: Path, line: int, message: str) -> SourceError:
    return SourceError(SourceLine(str(path), line), message)


def ledger_text(ledger: Ledger) -> str:
    """Return the text of a ledger, in the order of its keys."""
    lines = (
        f"{scalar(key)}: {{id: {entry.id}, written: {scalar(entry.written)}}}\n"
        for key, entry in sorted(ledger.items())
    )
    return _HEAD + "".join(lines)
