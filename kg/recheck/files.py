"""Which files changed since the last full run, and what they state now and stated then."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import check
from kg.build import ontology_quads, read_about, terms_of
from kg.check.stored import kept_as_written
from kg.errors import SourceError
from kg.read import cache
from kg.read.folder import called, data_files, origins, read_file
from kg.read.head import head_from
from kg.read.statements import Known, as_quads
from kg.recheck.data import data_of
from kg.recheck.kept import opened

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.check import Violation
    from kg.config import Config
    from kg.model.terms import Terms
    from kg.read import Origins
    from kg.read.cache import Cache
    from kg.read.head import Head

# With more changes than this a full run is about as fast, and leaves a fresh start.
MOST_CHANGED: Final = 100


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The findings in the files asked for, sorted, and the lines of these files."""

    violations: list[Violation]
    origins: Origins
    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Then:
    """What the last full run knew of the files."""

    base: sqlite3.Connection
    keys: dict[str, str]
    """Path → key of the content."""
    statements: dict[str, str]
    """Path → key of the N-Quads."""

    def head(self, path: str, entries: Cache) -> Head | None:
        """Return the head of a file as it was; None where the cache has lost it."""
        text = entries.get(f"{self.keys[path]} head")
        return head_from(text) if text else None

    def where(self, table: str, iri: str) -> set[str]:
        """Return the files that a table names beside an address."""
        query = f"SELECT path FROM {table} WHERE iri = ?"  # noqa: S608  # names of our own
        return {path for (path,) in self.base.execute(query, (iri,))}


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that are new or different, those that were other or are gone, as they were."""

    now: list[Known]
    before: dict[str, Head]


def recheck(config: Config, files: Sequence[Path]) -> Rechecked | None:
    """Return the findings of a full run in some files; None where only a full run can tell.

    Raises `ConfigError`, and `SourcesError` for a folder that is no data folder.
    """
    about = read_about(config)
    paths = shown(config.data)
    asked = called_inside(files, config.data, paths)
    if len(asked) < len(set(files)):
        return None
    with opened(config, about.date) as found, cache.opened(config.cache) as entries:
        if found is None:
            return None
        base, quads = found
        with ThreadPoolExecutor(1) as beside:
            filling = beside.submit(_filled, quads)
            terms = terms_of(config)
            delta = _delta(config, terms, paths, _then(base), entries)
            if delta is None:
                return None
            shapes = check.compile_shapes(sorted(config.shapes.glob("*.ttl")))
            heads = _heads(asked, delta, _then(base), entries)
            ontology = [quad.triple for quad in ontology_quads(config.ontology)]
            data = data_of(filling.result(), ontology, delta.removed, delta.added)
    if data is None or heads is None:
        return None
    nodes = [ox.NamedNode(iri) for one in heads for iri in one.head.lines]
    return Rechecked(data.violations(nodes, shapes), origins(heads), asked)


def shown(data: Path) -> dict[str, Path]:
    """Return the data files by how they are called in messages. Raises `SourcesError`."""
    if not data.name:
        return {called(path, data): path for path in data_files(data)}
    start = len(str(data)) - len(data.name)
    return {str(path)[start:]: path for path in data_files(data)}


def called_inside(files: Sequence[Path], data: Path, paths: dict[str, Path]) -> frozenset[str]:
    """Return how those of some files are called that lie in the data folder."""
    here = data.resolve()
    inside = (file.resolve() for file in files if file.resolve().is_relative_to(here))
    names = (str(data.name / file.relative_to(here)) for file in inside)
    return frozenset(name for name in names if name in paths)


def _filled(quads: bytes) -> ox.Store:
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    return store


def _then(base: sqlite3.Connection) -> Then:
    rows = base.execute("SELECT path, key, statements FROM file").fetchall()
    return Then(base, {path: key for path, key, _ in rows}, {path: one for path, _, one in rows})


@dataclass(frozen=True, slots=True)
class Delta:
    """The changed files, and the triples that are stated no more and that are stated now."""

    now: list[Known]
    removed: list[ox.Triple]
    added: list[ox.Triple]


def _delta(
    config: Config, terms: Terms, paths: dict[str, Path], then: Then, entries: Cache
) -> Delta | None:
    """Return what changed since then; None where the files do not fit together as they did."""
    try:
        changes = _changes(config, terms, paths, then, entries)
    except SourceError:
        return None
    if changes is None or not _fits(changes, then) or not _lends_the_same(changes, then):
        return None
    old_texts = [entries.get(then.statements[path]) for path in changes.before]
    lent = _lent(changes, then, entries)
    if lent is None or not all(text is not None for text in old_texts):
        return None
    old = _triples(text for text in old_texts if text)
    new = _triples(as_quads(changes.now, terms, entries, lent).values())
    added = [triple for triple in new if triple not in old]
    literals = (one.object for one in added if isinstance(one.object, ox.Literal))
    if not kept_as_written(literals):
        return None
    return Delta(changes.now, [triple for triple in old if triple not in new], added)


def _triples(texts: Iterable[str]) -> dict[ox.Triple, None]:
    quads = ox.parse("".join(texts), format=ox.RdfFormat.N_QUADS)
    return {quad.triple: None for quad in quads}


def _changes(
    config: Config, terms: Terms, paths: dict[str, Path], then: Then, entries: Cache
) -> Changes | None:
    """Return the files that changed; None for too many. Raises `SourceError`."""
    gone = then.keys.keys() - paths.keys()
    other = [
        name
        for name, path in paths.items()
        if cache.key("record", terms.digest, _content(path)) != then.keys.get(name)
    ]
    if len(gone) + len(other) > MOST_CHANGED:
        return None
    now = [read_file(paths[name], config.data, terms, entries, is_inside=True) for name in other]
    names = sorted({*gone, *(name for name in other if name in then.keys)})
    before = {name: head for name in names if (head := then.head(name, entries))}
    return Changes(now, before) if len(before) == len(names) else None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _fits(changes: Changes, then: Then) -> bool:
    """Return whether every id is defined once, and everything that is pointed to is defined."""
    defined: set[str] = set()
    for one in changes.now:
        for iri in one.head.lines:
            if iri in defined or then.where("defined", iri) - changes.before.keys():
                return False
            defined.add(iri)
    pointed = {iri for one in changes.now for iri, _, _ in one.head.references}
    lost = {iri for head in changes.before.values() for iri in head.lines} - defined
    left = {iri for iri in lost if then.where("referred", iri) - changes.before.keys()}
    kept = {iri for iri in pointed - defined if then.where("defined", iri) - changes.before.keys()}
    return not left and pointed <= defined | kept


def _lends_the_same(changes: Changes, then: Then) -> bool:
    """Return whether no other file has labels made of those that changed."""
    old = {iri: label for head in changes.before.values() for iri, label in head.labels.items()}
    new = {iri: label for one in changes.now for iri, label in one.head.labels.items()}
    differ = {iri for iri in old.keys() | new.keys() if old.get(iri) != new.get(iri)}
    return not any(then.where("cited", iri) - changes.before.keys() for iri in differ)


def _lent(changes: Changes, then: Then, entries: Cache) -> dict[str, dict[str, str]] | None:
    """Return the labels of the provisions that the changed files cite in other files."""
    iris = {iri for one in changes.now for iri in one.head.cited}
    names = {path for iri in iris for path in then.where("defined", iri)} - changes.before.keys()
    heads = [then.head(name, entries) for name in sorted(names)]
    if not all(heads):
        return None
    return {iri: label for head in heads if head for iri, label in head.labels.items()}


def _heads(asked: frozenset[str], delta: Delta, then: Then, entries: Cache) -> list[Known] | None:
    """Return the files asked for as they are now."""
    now = {one.path: one for one in delta.now}
    found = [now.get(path) or _known(path, then, entries) for path in sorted(asked)]
    return [one for one in found if one] if all(found) else None


def _known(path: str, then: Then, entries: Cache) -> Known | None:
    head = then.head(path, entries)
    return Known(path, head, then.keys[path], None) if head else None
