"""The data folder: every record of it, as quads, with the line of every statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import SourceError, SourceLine, SourcesError
from kg.model import ns
from kg.read.cache import Cache, opened
from kg.read.statements import Known, as_quads, known

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
    "law": ("Jurisdiction", "LegalCode", "Article", "LegalAct"),
    "reviews": ("RiskReview",),
}
"""Folder of `data/` → the classes whose records stand in it."""
TEMPLATES: Final = "templates"


@dataclass(frozen=True, slots=True)
class Origins:
    """The file and line of every statement of the data."""

    lines: dict[str, tuple[str, dict[str, int]]]
    """Subject → its file, and predicate → line; "" for the subject itself."""

    def line(self, subject: str, predicate: str | None = None) -> SourceLine | None:
        """Return where a statement, or else its subject, stands; None when no file has it."""
        if subject not in self.lines:
            return None
        path, lines = self.lines[subject]
        return SourceLine(path, lines.get(predicate or "", lines[""]))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The quads of all records, each in the graph of its record or of the law, and their lines."""

    quads: list[ox.Quad]
    origins: Origins
    records: int
    changed: frozenset[str] = frozenset()
    """How the changed files are called in `origins`."""
    files: list[File] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a data file, and under what key its N-Quads lie in the cache."""

    known: Known
    statements: str


def load(
    folder: Path, terms: Terms, changed: Sequence[Path] = (), cache: Path | None = None
) -> Loaded:
    """Return the records of a data folder; files in `changed` stand in for those with their id.

    `cache` is a folder for what was parsed before.

    Raises `SourcesError` with every file that cannot be read, every id that two files define
    and every id that nothing defines.
    """
    with opened(cache) as entries:
        found = records(folder, terms, changed, entries)
        texts = as_quads(found, terms, entries)
        entries.sweep()
    quads = list(ox.parse("".join(texts.values()), format=ox.RdfFormat.N_QUADS))
    shown = frozenset(one.path for one in found[len(found) - len(changed) :])
    files = [File(one, key) for one, key in zip(found, texts, strict=True)]
    return Loaded(quads, origins(found), len(found), shown, files)


def records(folder: Path, terms: Terms, changed: Sequence[Path], entries: Cache) -> list[Known]:
    """Return the heads of all records, those of `changed` last. Raises `SourcesError`."""
    errors: list[SourceError] = []
    found: list[Known] = []
    replaced = {path.resolve() for path in changed}
    paths = [path for path in data_files(folder) if path.resolve() not in replaced]
    for path in [*paths, *changed]:
        try:
            found.append(read_file(path, folder, terms, entries, is_inside=path not in changed))
        except SourceError as error:
            errors.append(error)
    found = _without_replaced(found, len(changed))
    errors.extend(_cross_errors(found) if not errors else [])
    if errors:
        raise SourcesError(errors)
    return found


def origins(found: Sequence[Known]) -> Origins:
    """Return the lines of all records."""
    return Origins(
        {subject: (one.path, lines) for one in found for subject, lines in one.head.lines.items()}
    )


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


def read_file(path: Path, folder: Path, terms: Terms, entries: Cache, *, is_inside: bool) -> Known:
    """Return one file; `is_inside` asks for its name and folder too. Raises `SourceError`."""
    shown = called(path, folder)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise SourceError(SourceLine(shown, 1), f"unreadable: {reason}") from None
    found = known(content, shown, terms, entries)
    if is_inside:
        _check_place(found, path.relative_to(folder), terms)
    return found


def called(path: Path, folder: Path) -> str:
    """Return how a file is called in messages."""
    inside = path.is_relative_to(folder.parent)
    return str(path.relative_to(folder.parent)) if inside else str(path)


def _check_place(found: Known, path: Path, terms: Terms) -> None:
    """Check that the file is called after the id and stands in the folder of its class."""
    head = found.head
    where = SourceLine(found.path, head.lines[head.iri][""])
    short = head.iri.rsplit("/", 1)[1]
    if path.stem != short:
        raise SourceError(where, f"the record `{short}` stands in a file named `{short}.yaml`")
    classes = FOLDERS[path.parts[0]]
    if not any(terms.is_a(head.kind, name) for name in classes):
        raise SourceError(
            where,
            f"a {head.kind} does not stand in `{path.parts[0]}`, which is for "
            f"{' and '.join(classes)}",
        )


def _without_replaced(found: list[Known], changed: int) -> list[Known]:
    """Return the records without those that a changed file, which come last, stands in for."""
    if not changed:
        return found
    latest = {one.head.iri for one in found[-changed:]}
    return [one for one in found[:-changed] if one.head.iri not in latest] + found[-changed:]


def _cross_errors(found: list[Known]) -> Iterable[SourceError]:
    defined: dict[str, SourceLine] = {}
    for one in found:
        for iri, line in one.head.defines:
            where = SourceLine(one.path, line)
            if iri in defined:
                yield SourceError(where, f"`{_short(iri)}` is already defined in {defined[iri]}")
            defined.setdefault(iri, where)
    for one in found:
        for iri, key, line in one.head.references:
            if iri not in defined:
                yield SourceError(
                    SourceLine(one.path, line),
                    f"`{key}`: nothing defines `{_short(iri)}`; correct the id or add its record",
                )


def _short(iri: str) -> str:
    return iri.removeprefix(ns.ID).removeprefix(ns.BASE)
