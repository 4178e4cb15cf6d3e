"""The search index: folded forms, former names, order of hits, same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import DumpError
from kg.model.ns import (
    DCTERMS,
    GRAPH_ENTAILED,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    ID,
    PPO,
    PPV,
    RDF,
    RDFS,
    SKOS,
)
from kg.release.search_index import Hit, build_index, search

if TYPE_CHECKING:
    from pathlib import Path

PERSON = f"{ID}p-0000001"
CASE = f"{ID}c-0000001"
DOCUMENT = f"{ID}doc/invented-1"


def said(subject: str, kind: str, *texts: tuple[str, str, str], graph: str = "") -> list[Quad]:
    """Return the quads of one subject: its class, and texts as predicate, text and language."""
    node = NamedNode(subject)
    name = NamedNode(graph or GRAPH_RECORD + subject.removeprefix(ID).partition("#")[0])
    return [Quad(node, NamedNode(f"{RDF}type"), NamedNode(kind), name)] + [
        Quad(node, NamedNode(predicate), Literal(text, language=tag), name)
        for predicate, text, tag in texts
    ]


def linked(subject: str, predicate: str, value: str) -> Quad:
    graph = NamedNode(GRAPH_RECORD + subject.removeprefix(ID).partition("#")[0])
    return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), graph)


LABEL = f"{SKOS}prefLabel"
FORM = f"{PPO}nameForm"
QUADS = [
    *said(PERSON, f"{PPO}Person", (LABEL, "Pyotr Semyonov", "en"), (LABEL, "Пётр Семёнов", "ru")),
    linked(PERSON, f"{PPO}hasName", f"{PERSON}#name-old"),
    linked(PERSON, f"{PPO}hasName", f"{PERSON}#name-iso"),
    *said(f"{PERSON}#name-old", f"{PPO}PersonName", (FORM, "Pyotr Zabytov", "en")),
    linked(f"{PERSON}#name-old", f"{PPO}nameKind", f"{PPV}namekind-former"),
    *said(f"{PERSON}#name-iso", f"{PPO}PersonName", (FORM, "Pëtr Semënov", "ru-latn")),
    *said(CASE, f"{PPO}CriminalCase", (LABEL, "Case of Semyonov", "en")),
    *said(f"{CASE}#charge-1", f"{PPO}Charge", (LABEL, "Semyonov: charge", "en")),
    *said(DOCUMENT, f"{PPO}SourceDocument", (f"{DCTERMS}title", "\u0421laims by a group", "en")),
    *said(f"{PPV}measure-remand", f"{SKOS}Concept", (LABEL, "remand", "en"), graph=GRAPH_VOCAB),
    *said(CASE, f"{PPO}Entity", (f"{RDFS}label", "entailed", "en"), graph=GRAPH_ENTAILED),
]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build_index(QUADS, tmp_path / "search.sqlite")
    return tmp_path / "search.sqlite"


def found(index: Path, text: str) -> list[str]:
    return [hit.iri for hit in search(index, text)]


def test_records_come_before_parts_and_only_once(index: Path) -> None:
    assert found(index, "semyonov") == [PERSON, CASE, f"{CASE}#charge-1"]
    assert found(index, "semyonov case") == [CASE]


@pytest.mark.parametrize("text", ["семенов", "СЕМЁНОВ", "Семён", "petr sem", "Пётр  семёнов,"])
def test_every_spelling_finds_the_person(index: Path, text: str) -> None:
    assert found(index, text) == [PERSON]


def test_a_hit_shows_label_and_matching_form(index: Path) -> None:
    assert search(index, "semenov") == [Hit(PERSON, "Pyotr Semyonov", "Pëtr Semënov", "Person")]


def test_a_cyrillic_letter_in_a_latin_word_does_not_hide_a_title(index: Path) -> None:
    hit = Hit(DOCUMENT, "\u0421laims by a group", "\u0421laims by a group", "SourceDocument")
    assert search(index, "claims") == search(index, "\u0421laims") == [hit]


def test_former_names_and_inferred_labels_are_not_found(index: Path) -> None:
    assert found(index, "zabytov") == []
    assert found(index, "entailed") == []
    assert b"Zabytov" not in index.read_bytes()
    assert b"zabytov" not in index.read_bytes()


def test_concepts_are_found(index: Path) -> None:
    assert found(index, "remand") == [f"{PPV}measure-remand"]


@pytest.mark.parametrize("text", ["", " ", "—", '"', "*", "NOT", "a OR b NEAR(", "\0", "\ud800"])
def test_odd_texts_find_nothing_and_break_nothing(index: Path, text: str) -> None:
    assert found(index, text) == []


def test_limit_is_kept(index: Path) -> None:
    assert len(search(index, "semyonov", limit=2)) == 2
    assert search(index, "semyonov", limit=0) == []


def test_same_quads_give_same_bytes(index: Path, tmp_path: Path) -> None:
    quads = [*reversed(QUADS), *QUADS[:5]]
    count = build_index(quads, tmp_path / "other.sqlite")
    assert count == 7
    assert (tmp_path / "other.sqlite").read_bytes() == index.read_bytes()


def test_the_version_of_sqlite_is_not_in_the_file(index: Path) -> None:
    assert index.read_bytes()[96:100] == bytes(4)


@pytest.mark.parametrize("content", [None, b"", b"not a database at all"])
def test_a_damaged_or_missing_index_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "search.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DumpError, match="no search index"):
        search(path, "claims")
