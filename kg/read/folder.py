"""The data folder: every record of it, as quads, with the line of every statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import SourceError, SourceLine, SourcesError
from kg.model import ns
from kg.read.cache import parsed
from kg.read.labels import Labels, part_labels
from kg.read.record import Record, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.model.terms import Terms

FOLDERS: Final[dict[str, tuple[str, ...]]] = {
    "cases": ("Case",),
    "clusters": ("CaseCluster",),
    "people": ("Person", "PersonGroup"),
    "organisations": ("Organisation",),
    "places": ("Place",),
    "events": ("Event",),
    "documents": ("SourceDocument",),
    "law": ("Jurisdiction", "LegalCode", "Article"),
    "reviews": ("RiskReview",),
}
"""Folder of `data/` → the classes whose records stand in it."""
TEMPLATES: Final = "templates"


@dataclass(frozen=True, slots=True)
class Origins:
    """The file and line of every statement of the data."""

    lines: dict[tuple[str, str], SourceLine]

    def line(self, subject: str, predicate: str | None = None) -> SourceLine | None:
        """Return where a statement, or else its subject, stands; None when no file has it."""
        found = self.lines.get((subject, predicate or ""))
        return found or self.lines.get((subject, ""))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The quads of all records, each in the graph of its record or of the law, and their lines."""

    quads: list[ox.Quad]
    origins: Origins
    records: int
    changed: frozenset[str] = frozenset()
    """How the changed files are called in `origins`."""


def load(
    folder: Path, terms: Terms, changed: Sequence[Path] = (), cache: Path | None = None
) -> Loaded:
    """Return the records of a data folder; files in `changed` stand in for those with their id.

    `cache` is a folder of triples parsed before.

    Raises `SourcesError` with every file that cannot be read, every id that two files define
    and every id that nothing defines.
    """
    errors: list[SourceError] = []
    records: list[Record] = []
    replaced = {path.resolve() for path in changed}
    paths = [path for path in data_files(folder) if path.resolve() not in replaced]
    for path in [*paths, *changed]:
        try:
            records.append(_read(path, folder, terms, is_inside=path not in changed))
        except SourceError as error:
            errors.append(error)
    records = _without_replaced(records, len(changed))
    errors.extend(_cross_errors(records) if not errors else [])
    if errors:
        raise SourcesError(errors)
    labels = part_labels([record.document for record in records], terms)
    quads = [quad for record in records for quad in _quads(record, terms, labels, cache)]
    lines = {
        key: SourceLine(record.path, line)
        for record in records
        for key, line in record.lines.items()
    }
    shown = frozenset(record.path for record in records[len(records) - len(changed) :])
    return Loaded(quads, Origins(lines), len(records), shown)


def data_files(folder: Path) -> list[Path]:
    """Return the data files of a folder, in the order of their names.

    Raises `SourcesError` when the folder is missing or holds no record: an empty graph would
    conform to every rule.
    """
    strangers = [
        path
        for path in sorted(folder.glob("*/*.y*ml"))
        if path.parent.name not in {*FOLDERS, TEMPLATES}
    ]
    if strangers:
        known = ", ".join(FOLDERS)
        raise SourcesError(
            [
                SourceError(SourceLine(str(path), 1), f"a record stands in one of {known}")
                for path in strangers
            ]
        )
    files = sorted(path for name in FOLDERS for path in (folder / name).rglob("*.yaml"))
    if not files:
        raise SourcesError(
            [SourceError(SourceLine(str(folder), 1), "no record in this folder; is it the data?")]
        )
    return files


def _read(path: Path, folder: Path, terms: Terms, *, is_inside: bool) -> Record:
    shown = (
        str(path.relative_to(folder.parent)) if path.is_relative_to(folder.parent) else str(path)
    )
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise SourceError(SourceLine(shown, 1), f"unreadable: {reason}") from None
    record = read_record(content, shown, terms)
    if is_inside:
        _check_place(record, path.relative_to(folder), terms)
    return record


def _check_place(record: Record, path: Path, terms: Terms) -> None:
    """Check that the file is called after the id and stands in the folder of its class."""
    where = SourceLine(record.path, record.lines[record.iri, ""])
    short = record.iri.rsplit("/", 1)[1]
    if path.stem != short:
        raise SourceError(where, f"the record `{short}` stands in a file named `{short}.yaml`")
    classes = FOLDERS[path.parts[0]]
    if not any(terms.is_a(record.document["type"], name) for name in classes):
        raise SourceError(
            where,
            f"a {record.document['type']} does not stand in `{path.parts[0]}`, which is for "
            f"{' and '.join(classes)}",
        )


def _without_replaced(records: list[Record], changed: int) -> list[Record]:
    """Return the records without those that a changed file, which come last, stands in for."""
    if not changed:
        return records
    latest = {record.iri for record in records[-changed:]}
    return [record for record in records[:-changed] if record.iri not in latest] + records[
        -changed:
    ]


def _cross_errors(records: list[Record]) -> Iterable[SourceError]:
    defined: dict[str, SourceLine] = {}
    for record in records:
        for iri, line in record.defines:
            where = SourceLine(record.path, line)
            if iri in defined:
                yield SourceError(where, f"`{_short(iri)}` is already defined in {defined[iri]}")
            defined.setdefault(iri, where)
    for record in records:
        for iri, key, line in record.references:
            if iri not in defined:
                yield SourceError(
                    SourceLine(record.path, line),
                    f"`{key}`: nothing defines `{_short(iri)}`; correct the id or add its record",
                )


def _short(iri: str) -> str:
    return iri.removeprefix(ns.ID).removeprefix(ns.BASE)


def _quads(record: Record, terms: Terms, labels: Labels, cache: Path | None) -> list[ox.Quad]:
    document = {"@context": terms.context, **_labelled(record.document, labels)}
    graph = ox.NamedNode(record.graph)
    return [
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in parsed(json.dumps(document, ensure_ascii=False), cache)
    ]


def _labelled(node: dict[str, object], labels: Labels) -> dict[str, object]:
    """Return the node and its parts with the labels that were made for them."""
    written = {
        key: [_labelled(item, labels) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in node.items()
    }
    own = labels.get(str(node["id"])) if "id" in node else None
    return {**written, "label": own} if own else written
