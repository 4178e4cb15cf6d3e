"""The search index of a release: an SQLite file of labels, name forms and titles.

The texts are folded (`kg.model.names`), so that "claims" finds a title that was printed with a
Cyrillic "С", and "семенов" finds "Семёнов". Former names are not in it (AMENDMENTS.md, 14).
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import DumpError
from kg.model.names import words
from kg.model.ns import DCTERMS, GRAPH_LAW, GRAPH_RECORD, GRAPH_VOCAB, PPO, PPV, SKOS
from kg.release.value import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SEARCH: Final = "search.sqlite"

_HAS_NAME: Final = f"{PPO}hasName"
_NAME_FORM: Final = f"{PPO}nameForm"
_LABELS: Final = frozenset({f"{SKOS}prefLabel", f"{DCTERMS}title"})
_TEXTS: Final = _LABELS | {f"{SKOS}altLabel"}
_FORMER: Final = NamedNode(f"{PPV}namekind-former")
_READ: Final = _TEXTS | {TYPE, _HAS_NAME, _NAME_FORM, f"{PPO}nameKind"}
_GRAPHS: Final = frozenset({GRAPH_LAW, GRAPH_VOCAB})

_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT NOT NULL, form TEXT NOT NULL,
  kind TEXT NOT NULL, part INTEGER NOT NULL
);
CREATE VIRTUAL TABLE word USING fts5(
  text, content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
);
"""

_FIND: Final = """
SELECT entry.iri, entry.label, entry.form, entry.kind
FROM word JOIN entry ON entry.id = word.rowid
WHERE word MATCH ? ORDER BY entry.part, word.rank, entry.id
"""

# Bytes 96 to 99 name the SQLite that wrote the file, for information only; two machines with
# two versions would else write two files.
_WRITER: Final = slice(96, 100)
_MOST_WORDS: Final = 16


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One record found: its address, the label to show, the form that matched, its class."""

    iri: str
    label: str
    form: str
    kind: str


@dataclass(slots=True)
class _Found:
    """What the quads say of one subject."""

    kinds: set[str] = field(default_factory=set)
    labels: set[tuple[str, str]] = field(default_factory=set)
    texts: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    name_forms: set[str] = field(default_factory=set)
    former: bool = False


def build_index(quads: Iterable[Quad], path: Path) -> int:
    """Return the number of entries of the index written to `path`; same quads, same bytes."""
    rows = _rows(quads)
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.executescript(_SCHEMA)
        base.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", _numbered(rows))
        base.executemany(
            "INSERT INTO word (rowid, text) VALUES (?, ?)",
            ((number, " ".join(words(hit.form))) for number, hit in enumerate(rows, 1)),
        )
        base.execute("INSERT INTO word (word) VALUES ('optimize')")
        base.commit()
        base.execute("VACUUM")
    with path.open("r+b") as file:
        file.seek(_WRITER.start)
        file.write(bytes(_WRITER.stop - _WRITER.start))
    return len(rows)


def search(path: Path, text: str, limit: int = 20) -> list[Hit]:
    """Return the best `limit` records that hold every word of `text`, as a word or its start.

    Records come before parts of records, each record once. Raises `DumpError` when the index
    is missing or damaged.
    """
    asked = words(text)[:_MOST_WORDS]
    if not asked or limit < 1:
        return []
    query = " ".join(f'"{word}"*' for word in asked)
    hits: dict[str, Hit] = {}
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as base:
            for row in base.execute(_FIND, (query,)):
                hits.setdefault(row[0], Hit(*row))
                if len(hits) == limit:
                    break
    except sqlite3.DatabaseError as error:
        raise DumpError(f"{path} is no search index ({error}); build the release again") from error
    return list(hits.values())


def _numbered(rows: list[Hit]) -> Iterable[tuple[int, str, str, str, str, bool]]:
    """Yield the rows of the table `entry`."""
    for number, hit in enumerate(rows, 1):
        yield number, hit.iri, hit.label, hit.form, hit.kind, "#" in hit.iri


def _rows(quads: Iterable[Quad]) -> list[Hit]:
    """Return one hit for every form of every labelled subject, sorted."""
    subjects = _subjects(quads)
    rows: set[Hit] = set()
    for iri, found in subjects.items():
        names = [subjects[name] for name in found.names if name in subjects]
        forms = {text for _, text in found.texts}.union(
            *(name.name_forms for name in names if not name.former)
        )
        label = _label(found) or min(forms, default="")
        rows |= {Hit(iri, label, form, min(found.kinds, default="")) for form in forms}
    return sorted(rows)


def _subjects(quads: Iterable[Quad]) -> dict[str, _Found]:
    """Return what records, law and vocabulary say of each subject; nothing that was inferred."""
    subjects: defaultdict[str, _Found] = defaultdict(_Found)
    for quad in quads:
        if quad.predicate.value in _READ and _is_asserted(quad):
            assert isinstance(quad.subject, NamedNode), "skolemise first"
            _take(subjects[quad.subject.value], quad)
    return subjects


def _is_asserted(quad: Quad) -> bool:
    """Return whether a quad stands in a graph that is searched."""
    graph = quad.graph_name
    if not isinstance(graph, NamedNode):
        return False
    return graph.value in _GRAPHS or graph.value.startswith(GRAPH_RECORD)


def _take(found: _Found, quad: Quad) -> None:
    """Add to `found` what one quad says."""
    predicate, value = quad.predicate.value, quad.object
    if isinstance(value, Literal):
        _take_text(found, predicate, value)
    elif isinstance(value, NamedNode):
        if predicate == TYPE:
            found.kinds.add(value.value.rpartition("#")[2])
        elif predicate == _HAS_NAME:
            found.names.add(value.value)
        elif value == _FORMER:
            found.former = True


def _take_text(found: _Found, predicate: str, text: Literal) -> None:
    """Add one text to `found`."""
    tagged = (text.language or "", text.value)
    if predicate == _NAME_FORM:
        found.name_forms.add(text.value)
    elif predicate in _TEXTS:
        found.texts.add(tagged)
    if predicate in _LABELS:
        found.labels.add(tagged)


def _label(found: _Found) -> str:
    """Return the label to show: English, else Russian, else the first of any language."""
    rank = {"en": 0, "ru": 1}
    return min(((rank.get(tag, 2), tag, text) for tag, text in found.labels), default=(0, "", ""))[
        2
    ]
