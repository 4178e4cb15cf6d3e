"""What a full run leaves in the cache: the files it read, and their closure as N-Quads."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.check.stored import kept_as_written
from kg.model.ns import GRAPH
from kg.read.cache import connected
from kg.reason.closure import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.build import Examined, Sources
    from kg.config import Config
    from kg.reason import Closed

NAME: Final = "examined.sqlite"
STATED: Final = ox.NamedNode(f"{GRAPH}stated")
ENTAILED: Final = ox.NamedNode(f"{GRAPH}entailed")
HIDDEN: Final = ox.NamedNode(f"{GRAPH}hidden")
DERIVED: Final = ox.NamedNode(f"{GRAPH}derived")
CONCLUDED: Final = ox.NamedNode(f"{GRAPH}concluded")
"""What is stated; what it entails in our terms and in others; what the closed-world rules derive
from that; and what that entails in turn."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS about (inputs TEXT, quads BLOB);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, iri TEXT, key TEXT, statements TEXT);
CREATE TABLE IF NOT EXISTS defined (iri TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS referred (iri TEXT, path TEXT, PRIMARY KEY (iri, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cited (iri TEXT, path TEXT, PRIMARY KEY (iri, path)) WITHOUT ROWID;
"""
_TABLES: Final = ("about", "file", "defined", "referred", "cited")


def inputs(config: Config, date: str) -> str:
    """Return a digest of all that a full run depends on, but for the records."""
    package = Path(__file__).resolve().parent.parent
    rooms = ("model", "read", "reason", "check", "recheck")
    program = (path for room in rooms for path in (package / room).rglob("*.[pr][yq]"))
    texts = (config.data / "context.jsonld", package / "build.py")
    ontology, shapes = config.ontology.glob("*.ttl"), config.shapes.glob("*.ttl")
    digest = hashlib.sha256(f"{ox.__version__} {sys.version} {date}".encode())
    for path in sorted(chain(program, texts, ontology, shapes)):
        digest.update(f"\n{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def keep(config: Config, sources: Sources, examined: Examined) -> None:
    """Keep what a full run read and what followed; a cache that cannot be written stays as it is.

    Literals that a store would rewrite are none of our data's; with them nothing is kept.
    """
    base = connected(config.cache, NAME, SCHEMA)
    if base:
        with contextlib.closing(base), contextlib.suppress(sqlite3.Error), base:
            _fill(base, config, sources, examined)


def _fill(base: sqlite3.Connection, config: Config, sources: Sources, examined: Examined) -> None:
    for table in _TABLES:
        base.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own
    closed = examined.closed
    literals = (one.object for one in closed.facts if isinstance(one.object, ox.Literal))
    if sources.loaded.changed or sources.shapes.left or not kept_as_written(literals):
        return
    quads = quads_of(closed, examined.entailed, examined.derived)
    row = inputs(config, sources.about.date), quads.encode()
    base.execute("INSERT INTO about VALUES (?, ?)", row)
    _keep_files(base, sources)


def quads_of(closed: Closed, entailed: list[ox.Triple], derived: list[ox.Triple]) -> str:
    """Return a closure, with all that follows from it, as N-Quads without blank nodes."""
    concluded = set(entailed).difference(closed.entailed)
    graphs = (
        (STATED, closed.facts),
        (ENTAILED, closed.entailed),
        (HIDDEN, closed.hidden),
        (DERIVED, derived),
        (CONCLUDED, sorted(concluded, key=str)),
    )
    return "".join(line for graph, triples in graphs for line in _lines(triples, graph))


def _keep_files(base: sqlite3.Connection, sources: Sources) -> None:
    files = [(one.known.path, one.known.head, one) for one in sources.loaded.files]
    base.executemany(
        "INSERT INTO file VALUES (?, ?, ?, ?)",
        ((path, head.iri, one.known.key, one.statements) for path, head, one in files),
    )
    base.executemany(
        "INSERT INTO defined VALUES (?, ?)",
        ((iri, path) for path, head, _ in files for iri in head.lines),
    )
    base.executemany(
        "INSERT OR IGNORE INTO referred VALUES (?, ?)",
        ((iri, path) for path, head, _ in files for iri, _, _ in head.references),
    )
    base.executemany(
        "INSERT OR IGNORE INTO cited VALUES (?, ?)",
        ((iri, path) for path, head, _ in files for iri in head.cited),
    )


def _lines(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> Iterator[str]:
    for subject, predicate, value in triples:
        yield f"{named(subject)} {predicate} {named(value)} {graph} .\n"


@contextlib.contextmanager
def opened(config: Config, date: str) -> Iterator[tuple[sqlite3.Connection, bytes] | None]:
    """Yield what the last full run kept, with its quads; None where it is missing or outdated."""
    path = config.cache / NAME
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        yield None
        return
    with contextlib.closing(base):
        try:
            row = base.execute("SELECT inputs, quads FROM about").fetchone()
        except sqlite3.Error:
            row = None
        yield (base, row[1]) if row and row[0] == inputs(config, date) else None
