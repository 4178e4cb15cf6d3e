"""What changed between two releases: triples, and by record what people can read.

Both come from a merge of sorted dumps, which are read as streams. Counts of triples are those of
the default graph; by record only what is asserted is told, for what follows from it follows again.
Of a record that is gone nothing but its address is said.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import zstandard
from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import DumpError
from kg.model.ns import ID, LAW, RDFS, SKOS
from kg.release.manifest import MANIFEST
from kg.release.sink import PACKED, Sinks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.release.sink import Sink

JSON: Final = "changes.json"
ADDED: Final = "changes-added.nt"
REMOVED: Final = "changes-removed.nt"
FILES: Final = (ADDED, REMOVED)
MOST: Final = 50
"""Statements of one record that are told one by one."""

_WHOLE: Final = "polpros"
_ASSERTED: Final = ("law", "links", "ontology", "records", "vocab")
_LABELS: Final = (f"{SKOS}prefLabel", f"{RDFS}label")
_ID: Final = (ID, LAW)
SAME, NEW, GONE, CHANGED = "same", "new", "gone", "changed"


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said of a record, or of a part of it, with one property before and after."""

    part: str
    """Local name of the part; empty for the record itself."""
    property: str
    added: list[str]
    removed: list[str]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """How one record changed: `new`, `gone` or `changed`, and by how many statements."""

    iri: str
    change: str
    added: int
    removed: int
    statements: list[Statement]
    """Empty for records that are new or gone, and cut after `MOST`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two releases."""

    old: str
    new: str
    added: int
    removed: int
    records: list[RecordChange]
    labels: Mapping[str, Mapping[str, str]]
    """Labels by language of all that is told and is in the new release."""


@dataclass(slots=True)
class _Found:
    """What a merge finds of one record."""

    is_kept: bool = False
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def compare(old: Path, new: Path, versions: tuple[str, str], target: Path | None = None) -> Changes:
    """Return the difference of the releases in two folders, which have these versions.

    With `target`, the triples added and removed are written there, as N-Triples, packed. Raises
    `DumpError` where a folder has no dumps that can be compared.
    """
    with Sinks(target or new) as sinks:
        files = [sinks.open(name, PACKED if target else ()) for name in FILES]
        added, removed = _whole(old, new, files)
    records: defaultdict[str, _Found] = defaultdict(_Found)
    labels: dict[str, dict[str, str]] = {}
    for stem in _ASSERTED:
        _by_record(old, new, stem, records)
    told = [_told(iri, found) for iri, found in sorted(records.items())]
    changed = [one for one in told if one.change != SAME]
    wanted = set(_mentioned(changed))
    for stem in _ASSERTED:
        _gather_labels(lines(new, stem), wanted, labels)
    return Changes(*versions, added, removed, changed, labels)


def merge(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every line of two sorted texts with `-`, `+` or, where it is in both, `=`."""
    left, right = iter(old), iter(new)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one < other):
            yield "-", one or ""
            one = next(left, None)
        elif one is None or other < one:
            yield "+", other
            other = next(right, None)
        else:
            yield "=", one
            one, other = next(left, None), next(right, None)


def lines(folder: Path, stem: str) -> Iterator[str]:
    """Yield the lines of a dump in N-Triples. Raises `DumpError` where it cannot be read."""
    path = folder / f"{stem}.nt.zst"
    try:
        with ExitStack() as stack:
            file = stack.enter_context(path.open("rb"))
            reader = stack.enter_context(zstandard.ZstdDecompressor().stream_reader(file))
            yield from io.TextIOWrapper(reader, encoding="utf-8", newline="\n")
    except (OSError, zstandard.ZstdError) as error:
        raise DumpError(
            f"{path} cannot be read, so releases cannot be compared: {error}"
        ) from error


def version_of(folder: Path) -> str:
    """Return the version of the release in a folder. Raises `DumpError` where it says none."""
    try:
        return str(json.loads((folder / MANIFEST).read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DumpError(f"{folder} is no release: {MANIFEST} does not say its version") from error


def as_json(changes: Changes) -> dict[str, Any]:
    """Return a difference as what `changes.json` holds."""
    return asdict(changes)


def from_json(told: Mapping[str, Any]) -> Changes:
    """Return the difference that `changes.json` holds."""
    records = [
        RecordChange(**{**one, "statements": [Statement(**each) for each in one["statements"]]})
        for one in told["records"]
    ]
    return Changes(**{**told, "records": records})


def _whole(old: Path, new: Path, files: list[Sink]) -> tuple[int, int]:
    """Return how many triples were added and removed, after writing them."""
    counts = {"+": 0, "-": 0}
    targets = dict(zip("+-", files, strict=True))
    for sign, line in merge(lines(old, _WHOLE), lines(new, _WHOLE)):
        if sign != "=":
            counts[sign] += 1
            targets[sign].write(line)
    return counts["+"], counts["-"]


def _by_record(old: Path, new: Path, stem: str, records: defaultdict[str, _Found]) -> None:
    """Add the lines of one dump to the records they are about."""
    for sign, line in merge(lines(old, stem), lines(new, stem)):
        found = records[_record(line.partition(" ")[0][1:-1])]
        if sign == "=":
            found.is_kept = True
        elif sign == "+":
            found.added.append(line)
        else:
            found.removed.append(line)


def _record(subject: str) -> str:
    """Return the record that a subject is a part of; terms are records of their own."""
    return subject.partition("#")[0] if subject.startswith(_ID) else subject


def _told(iri: str, found: _Found) -> RecordChange:
    """Return the change of one record."""
    if not found.added and not found.removed:
        return RecordChange(iri, SAME, 0, 0, [])
    change = CHANGED if found.is_kept or (found.added and found.removed) else NEW
    if change == NEW and not found.added:
        change = GONE
    statements = _statements(found) if change == CHANGED else []
    return RecordChange(iri, change, len(found.added), len(found.removed), statements)


def _statements(found: _Found) -> list[Statement]:
    """Return what was said before and after, by part and property."""
    values: defaultdict[tuple[str, str], tuple[list[str], list[str]]]
    values = defaultdict(lambda: ([], []))
    for at, some in enumerate((found.added, found.removed)):
        for quad in parse("".join(some), RdfFormat.N_TRIPLES):
            subject = str(quad.subject)[1:-1]
            part = subject.removeprefix(_record(subject)).removeprefix("#")
            values[part, quad.predicate.value][at].append(quad.object.value)
    return [
        Statement(part, name, *sorted_values)
        for (part, name), sorted_values in sorted(values.items())[:MOST]
    ]


def _mentioned(changed: Iterable[RecordChange]) -> Iterator[str]:
    """Yield every address of which a reader wants to see the label."""
    for one in changed:
        if one.change != GONE:
            yield one.iri
        for each in one.statements:
            yield each.property
            yield from each.added
            yield from each.removed


def _gather_labels(
    found: Iterable[str], wanted: set[str], labels: dict[str, dict[str, str]]
) -> None:
    """Add the labels of what is wanted from the lines of a dump."""
    for line in found:
        subject, predicate, _ = line.split(" ", 2)
        iri = subject[1:-1]
        if predicate[1:-1] in _LABELS and iri in wanted:
            for quad in parse(line, RdfFormat.N_TRIPLES):
                if isinstance(quad.object, Literal):
                    labels.setdefault(iri, {})[quad.object.language or ""] = quad.object.value
