"""The search index of a release: an SQLite file of what is found by labels, names and titles.

One row a record, in the order in which records are shown, so that the first rows that match are
the best of them and nothing has to be sorted: persons first, then cases, parts last, each kind
by its label. Two full-text tables have the same row numbers: `word` holds the folded words of all
forms (`kg.model.names`), `sound` the keys that no spelling changes (`kg.model.translit`). `exact`
leads from all words of one form, in any order, to the record. `term` and `piece` lead from a
mistyped word to the words of the index (`kg.release.search_typos`), `provision` from the number
of an article to the law.

Former names are not in it (AMENDMENTS.md, 14). Same quads, same bytes.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import zlib
from typing import TYPE_CHECKING, Final

from kg.model.names import tokens
from kg.model.ns import LAW
from kg.model.translit import name_words, word_keys
from kg.release.search_rows import Row, rows
from kg.release.search_typos import mistakes, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

SEARCH: Final = "search.sqlite"

LONGEST_BEGINNING: Final = 8
"""Letters up to which the beginnings of words are indexed; longer ones are gathered, slowly."""

BETWEEN: Final = "¦"
"""Stands between two forms of a record, so that no phrase goes from one into the next."""

_PROVISION: Final = re.compile(
    rf"{LAW}(?P<code>[a-z]+-[a-z]+)-art-(?P<article>[0-9.]+)(?:-part-(?P<part>[0-9.]+))?"
)

# The tokenizer takes every letter that is not ASCII as it is: the words are folded before.
_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE record (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, class TEXT NOT NULL, year TEXT NOT NULL,
  whole INTEGER REFERENCES record, forms TEXT NOT NULL
);
CREATE TABLE kind (name TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE exact (hash INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (hash, record))
  WITHOUT ROWID;
CREATE TABLE provision (
  article TEXT NOT NULL, part TEXT NOT NULL, code TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (article, part, code, record)
) WITHOUT ROWID;
CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE piece (text TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (text, term))
  WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5(
  text, content = '', columnsize = 0, prefix = '1 2 3 4 5 6 7 8', tokenize = "ascii tokenchars '.'"
);
CREATE VIRTUAL TABLE sound USING fts5(
  text, content = '', columnsize = 0, detail = none, prefix = '1 2 3 4 5 6 7 8',
  tokenize = "ascii tokenchars '.'"
);
"""

# Bytes 96 to 99 name the SQLite that wrote the file, for information only; two machines with
# two versions would else write two files.
_WRITER: Final = slice(96, 100)


def build_index(quads: Iterable[Quad], path: Path) -> int:
    """Return the number of records in the index written to `path`."""
    return write_index(rows(quads), path)


def write_index(found: Sequence[Row], path: Path) -> int:
    """Return the number of `found`, which stand in the order of `rows`, after writing them."""
    folded: dict[str, list[str]] = {}
    sounds: dict[str, tuple[str, ...]] = {}
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.executescript(_SCHEMA)
        numbered = list(enumerate(found, 1))
        base.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", _records(numbered))
        base.executemany("INSERT INTO kind VALUES (?, ?, ?)", _kinds(found))
        base.executemany("INSERT INTO exact VALUES (?, ?)", sorted(_hashes(numbered, folded)))
        base.executemany("INSERT INTO provision VALUES (?, ?, ?, ?)", _provisions(numbered))
        base.executemany(
            "INSERT INTO word (rowid, text) VALUES (?, ?)",
            ((number, _words(row, folded)) for number, row in numbered),
        )
        base.executemany(
            "INSERT INTO sound (rowid, text) VALUES (?, ?)",
            ((number, _sounds(row, sounds)) for number, row in numbered),
        )
        _write_terms(base, sounds)
        base.execute("INSERT INTO word (word) VALUES ('optimize')")
        base.execute("INSERT INTO sound (sound) VALUES ('optimize')")
        base.commit()
        base.execute("VACUUM")
    with path.open("r+b") as file:
        file.seek(_WRITER.start)
        file.write(bytes(_WRITER.stop - _WRITER.start))
    return len(found)


def word_hash(words: Iterable[str]) -> int:
    """Return the number under which a form with these words, in any order, is kept."""
    return zlib.crc32(" ".join(sorted(words)).encode())


def _records(
    numbered: Sequence[tuple[int, Row]],
) -> Iterator[tuple[int, str, str, str, int | None, str]]:
    """Yield the rows of the table `record`; a part is told of which record."""
    numbers = {row.iri: number for number, row in numbered if row.kind != "parts"}
    for number, row in numbered:
        forms = json.dumps(
            [[*form[:2], int(form.is_label)] for form in row.forms],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        whole = numbers.get(row.iri.partition("#")[0]) if row.kind == "parts" else None
        yield number, row.iri, row.class_, row.year, whole, forms


def _kinds(found: Sequence[Row]) -> Iterator[tuple[str, int, int]]:
    """Yield the first and the last number of each kind that there is."""
    places: dict[str, list[int]] = {}
    for number, row in enumerate(found, 1):
        places.setdefault(row.kind, [number, number])[1] = number
    yield from ((kind, first, last) for kind, (first, last) in sorted(places.items()))


def _hashes(
    numbered: Iterable[tuple[int, Row]], known: dict[str, list[str]]
) -> set[tuple[int, int]]:
    return {
        (word_hash(_tokens(form.text, known)), number)
        for number, row in numbered
        for form in row.forms
    }


def _provisions(numbered: Iterable[tuple[int, Row]]) -> Iterator[tuple[str, str, str, int]]:
    for number, row in numbered:
        if found := _PROVISION.fullmatch(row.iri):
            yield found["article"], found["part"] or "", found["code"], number


def _words(row: Row, known: dict[str, list[str]]) -> str:
    """Return the words of all forms of a row."""
    texts = dict.fromkeys(" ".join(_tokens(form.text, known)) for form in row.forms)
    return f" {BETWEEN} ".join(texts)


def _tokens(text: str, known: dict[str, list[str]]) -> list[str]:
    """Return the tokens of a text; `known` holds those of what stands between spaces."""
    found = []
    for piece in text.split():
        if piece not in known:
            known[piece] = tokens(piece)
        found += known[piece]
    return found


def _sounds(row: Row, known: dict[str, tuple[str, ...]]) -> str:
    """Return the keys of all forms of a row, each once; `known` holds those of each word."""
    made: dict[str, None] = {}
    for form in row.forms:
        for word in name_words(form.text):
            if word not in known:
                known[word] = word_keys(word)
            made |= dict.fromkeys(known[word])
    return " ".join(made)


def _write_terms(base: sqlite3.Connection, sounds: Mapping[str, tuple[str, ...]]) -> None:
    """Write the words that a mistyped word may have been meant for, and their pieces.

    A word stands there by its keys, and as it is spelled: one wrong letter may change two sounds.
    """
    found = {(key, key) for made in sounds.values() for key in made}
    found |= {(text, made[0]) for word, made in sounds.items() if made for text in tokens(word)}
    terms = sorted(one for one in found if mistakes(one[0]))
    base.executemany(
        "INSERT INTO term VALUES (?, ?, ?)", ((n, *one) for n, one in enumerate(terms, 1))
    )
    made = {(piece, n) for n, (text, _) in enumerate(terms, 1) for piece in pieces(text)}
    base.executemany("INSERT INTO piece VALUES (?, ?)", sorted(made))
