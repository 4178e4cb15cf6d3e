"""The search and its index: every spelling, former names, order of results, same bytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import DumpError
from kg.model.ns import (
    DCTERMS,
    GRAPH_ENTAILED,
    GRAPH_LAW,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    ID,
    LAW,
    PPO,
    PPV,
    RDF,
    RDFS,
    SKOS,
)
from kg.release.search import Results, search
from kg.release.search_index import build_index
from kg.release.search_kinds import KINDS, kind_of
from kg.release.search_matches import MOST
from kg.release.search_rows import Form
from kg.release.search_steps import FEW

if TYPE_CHECKING:
    from pathlib import Path

PERSON = f"{ID}p-0000001"
CASE = f"{ID}c-0000001"
OTHER = f"{ID}p-0000002"
THIRD = f"{ID}p-0000003"
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


def dated(subject: str, predicate: str, day: str) -> Quad:
    graph = NamedNode(GRAPH_RECORD + subject.removeprefix(ID).partition("#")[0])
    return Quad(NamedNode(subject), NamedNode(predicate), Literal(day), graph)


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
    *said(OTHER, f"{PPO}Person", (LABEL, "Зейтуллаев Руслан Борисович", "ru")),
    *said(THIRD, f"{PPO}Person", (LABEL, "Русланов Пётр", "ru"), (LABEL, "Pyotr Ruslanov", "en")),
    *said(
        f"{LAW}xx-cc-art-205.5", f"{PPO}Article", (LABEL, "Article 205.5", "en"), graph=GRAPH_LAW
    ),
    *(
        quad
        for part in ("1", "2", "10")
        for quad in said(
            f"{LAW}xx-cc-art-205.5-part-{part}",
            f"{PPO}ArticlePart",
            (LABEL, f"Article 205.5, part {part}", "en"),
            graph=GRAPH_LAW,
        )
    ),
    *said(f"{LAW}ru-cao-art-205", f"{PPO}Article", (LABEL, "Article 205", "en"), graph=GRAPH_LAW),
    dated(DOCUMENT, f"{DCTERMS}issued", "2021-05"),
    linked(f"{CASE}#arrest", f"{PPO}concernsCase", CASE),
    dated(f"{CASE}#arrest", f"{PPO}notBefore", "2020-02-03"),
    *said(CASE, f"{PPO}Entity", (f"{RDFS}label", "entailed", "en"), graph=GRAPH_ENTAILED),
]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build_index(QUADS, tmp_path / "search.sqlite")
    return tmp_path / "search.sqlite"


def found(index: Path, text: str, **more: str) -> list[str]:
    return [hit.iri for hit in search(index, text, **more).hits]  # type: ignore[arg-type]


def how(index: Path, text: str) -> list[tuple[str, str]]:
    return [(hit.iri, hit.how) for hit in search(index, text).hits]


def test_records_come_before_what_mentions_them_and_only_once(index: Path) -> None:
    assert found(index, "semyonov") == [PERSON, CASE, f"{CASE}#charge-1"]
    assert found(index, "semyonov case") == [CASE]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "семенов",
            "СЕМЁНОВ",
            "Семён",
            "petr sem",
            "Пётр  семёнов,",
            "Semjonov Pjotr",
            "Семьонов",
        ),
        *(
            "П. Семёнов",
            "Semyonov P.",
            "P. Semenov",
            "Семёнов Пётр Иванович",
            "Semyenov Ivanovich P",
        ),
    ],
)
def test_every_spelling_finds_the_person(index: Path, text: str) -> None:
    assert found(index, text)[0] == PERSON


@pytest.mark.parametrize(
    "text",
    [
        *("Zeitullaev", "Zeytullayev", "Zejtulaev", "Зейтулаев", "Руслан Зейтуллаев"),
        *(
            "Р. Зейтуллаев",
            "R. Zeytulaev",
            "Р.Б. Зейтуллаев",
            "zeitullaev r b",
            "Zeit",
            "зейту русл",
        ),
        *("Зетуллаев", "Зейтулалев", "Зейттуллаев", "Зейпуллаев", "Zeitulaef", "Zitullaew"),
        *("Руслн Зейтуллаев", "Зейтуллаев Руслан Баринович", "Ptqnekkftd", "ЗЕЙТУЛЛАЕВ РУСЛАН"),
        *("Zeitullaev, Ruslan Borisovich", "Zéĭtullaev", "«Зейтуллаев»", "Зейтуллае\u0432\u0301"),
    ],
)
def test_the_persons_name_of_the_brief(index: Path, text: str) -> None:
    assert found(index, text) == [OTHER]


def test_an_initial_is_another_word_than_the_surname(index: Path) -> None:
    assert {one for _, one in how(index, "Р. Русланов")} == {"similar"}
    assert how(index, "П. Русланов") == [(THIRD, "words")]
    assert found(index, "П. Русланов") == [THIRD]


def test_why_something_was_found(index: Path) -> None:
    assert how(index, "Пётр Семёнов")[0] == (PERSON, "label")
    assert how(index, "Semenov Petr")[0] == (PERSON, "name")
    assert how(index, "semyonov")[:2] == [(PERSON, "words"), (CASE, "words")]
    assert how(index, "семен")[0] == (PERSON, "beginning")
    assert how(index, "Semyonow")[0] == (PERSON, "sound")
    assert how(index, "Зейтулалев") == [(OTHER, "similar")]
    assert how(index, "Зейтуллаев Руслан Юрьевич") == [(OTHER, "without_patronymic")]
    assert how(index, "Ptqnekkftd") == [(OTHER, "keyboard")]


def test_a_hit_shows_labels_and_matching_form(index: Path) -> None:
    (hit, *_) = search(index, "semenov").hits
    assert (hit.iri, hit.kind, hit.class_, hit.year) == (PERSON, "persons", "Person", "")
    assert hit.labels == {"ru": "Пётр Семёнов", "en": "Pyotr Semyonov"}
    assert hit.form == Form("Pëtr Semënov", "ru-latn", False)


def test_cases_and_documents_have_a_year(index: Path) -> None:
    assert [hit.year for hit in search(index, "case of").hits] == ["2020"]
    assert [hit.year for hit in search(index, "claims").hits] == ["2021"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("205.5", ["", "-part-1", "-part-2", "-part-10"]),
        ("ст. 205.5", ["", "-part-1", "-part-2", "-part-10"]),
        ("205⁵", ["", "-part-1", "-part-2", "-part-10"]),
        ("Article 205.5, part 2", ["-part-2"]),
        ("205.5 ч. 1", ["-part-1"]),
        ("ч.10 ст.205.5", ["-part-10"]),
        ("part 1 of article 205.5 of the Criminal Code", ["-part-1"]),
    ],
)
def test_numbers_of_articles(index: Path, text: str, parts: list[str]) -> None:
    hits = [hit.iri for hit in search(index, text).hits if hit.how == "number"]
    assert hits == [f"{LAW}xx-cc-art-205.5{part}" for part in parts]


def test_the_code_beside_a_number_counts(index: Path) -> None:
    assert found(index, "205 КоАП РФ") == [f"{LAW}ru-cao-art-205"]
    assert [hit for hit in search(index, "205 УК РФ").hits if hit.how == "number"] == []


def test_a_phrase_is_found_as_it_stands(index: Path) -> None:
    assert found(index, '"case of"') == [CASE]
    assert found(index, "„of semyonov“ case") == [CASE]
    assert found(index, '"of case"') == []
    # Two forms of one record are no phrase.
    assert found(index, '"семенов pyotr"') == []


def test_kinds(index: Path) -> None:
    every = search(index, "semyonov")
    assert every.kinds == {"persons": 1, "cases": 1, "parts": 1}
    assert found(index, "semyonov", kind="cases") == [CASE]
    assert found(index, "semyonov", kind="reviews") == []
    assert search(index, "semyonov", kind="nonsense").total == 0


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        (PERSON, "persons"), (CASE, "cases"), (DOCUMENT, "documents"), (f"{CASE}#x", "parts"),
        (f"{ID}k-0000000", "clusters"), (f"{ID}w-0000000", "others"), (f"{LAW}ru-cc", "law"),
        (f"{PPV}x", "terms"), ("urn:x", "others"), ("urn:x#y", "others"), (ID, "others"),
        (f"{ID}place/x", "places"), (f"{ID}d-0000000", "documents"),
    ],
)  # fmt: skip
def test_kind_of(iri: str, kind: str) -> None:
    assert kind_of(iri) == kind
    assert kind in KINDS


def test_a_cyrillic_letter_in_a_latin_word_does_not_hide_a_title(index: Path) -> None:
    assert found(index, "claims") == found(index, "\u0421laims") == [DOCUMENT]


def test_former_names_and_inferred_labels_are_not_found(index: Path) -> None:
    assert found(index, "zabytov") == []
    assert found(index, "entailed") == []
    assert b"Zabytov" not in index.read_bytes()
    assert b"zabytov" not in index.read_bytes()


def test_concepts_are_found(index: Path) -> None:
    assert found(index, "remand") == [f"{PPV}measure-remand"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "—",
            '"',
            '""',
            "*",
            "NOT",
            "a OR b NEAR(",
            "\0",
            "\ud800",
            "()",
            "-",
            "^",
            "\u0301",
        ),
        *('"' * 999, "ь", "'", "٣", "王"),
    ],
)
def test_odd_texts_find_nothing_and_break_nothing(index: Path, text: str) -> None:
    assert found(index, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{a}:b",
            "word:x",
            "NEAR(a b, 2)",
            "a* OR b*",
            "+a -b",
            "a AND",
            "''o''",
            "½",
            "²",
            "205.",
            ".5",
        ),
        *("x" * 100_000, "x " * 10_000, "щ" * 400, "j" * 300, "chjx" * 75, '"a" b" c'),
    ],
)
def test_the_syntax_of_the_index_is_not_for_users(index: Path, text: str) -> None:
    assert search(index, text).total <= MOST


def test_limit_and_offset_are_kept(index: Path) -> None:
    whole = search(index, "semyonov").hits
    assert len(whole) == 3
    assert search(index, "semyonov", limit=2).hits == whole[:2]
    assert search(index, "semyonov", limit=2, offset=2).hits == whole[2:]
    assert search(index, "semyonov", limit=2, offset=2).total == 3
    assert search(index, "semyonov", limit=0) == Results((), 0, False, {})
    assert search(index, "semyonov", offset=99).hits == ()


def test_pages_never_overlap_and_end_at_the_most(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"
    person = f"{PPO}Person"
    quads = [
        quad
        for number in range(MOST + FEW)
        for quad in said(f"{ID}p-{number:07}", person, (LABEL, f"Many {number}", "en"))
    ]
    build_index(quads, path)
    pages = [search(path, "many", 20, start) for start in range(0, MOST + 20, 20)]
    seen = [hit.iri for page in pages for hit in page.hits]
    assert len(seen) == len(set(seen)) == MOST
    assert {(page.total, page.is_more, tuple(page.kinds)) for page in pages} == {(MOST, True, ())}


def test_same_quads_give_same_bytes(index: Path, tmp_path: Path) -> None:
    quads = [*reversed(QUADS), *QUADS[:5]]
    count = build_index(quads, tmp_path / "other.sqlite")
    assert count == 12
    assert (tmp_path / "other.sqlite").read_bytes() == index.read_bytes()


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    assert build_index([], tmp_path / "none.sqlite") == 0
    assert found(tmp_path / "none.sqlite", "semyonov") == []


def test_the_version_of_sqlite_is_not_in_the_file(index: Path) -> None:
    assert index.read_bytes()[96:100] == bytes(4)


@pytest.mark.parametrize("content", [None, b"", b"not a database at all"])
def test_a_damaged_or_missing_index_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "search.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DumpError, match="no search index"):
        search(path, "claims")


@pytest.mark.parametrize("text", ["Русллнов", "Руслаов", "Рсуланов", "Русоанов", "Ruslonov"])
def test_one_wrong_letter_may_change_two_sounds(index: Path, text: str) -> None:
    assert found(index, text)[0] == THIRD


def test_an_index_that_takes_the_place_of_another_is_searched(index: Path) -> None:
    assert found(index, "зейтуллаев") == [OTHER]
    replaced = index.with_suffix(".new")
    build_index(said(THIRD, f"{PPO}Person", (LABEL, "Зейтуллаев Первый", "ru")), replaced)
    replaced.rename(index)
    assert found(index, "зейтуллаев") == [THIRD]
    index.unlink()
    with pytest.raises(DumpError, match="search index"):
        search(index, "зейтуллаев")


def test_threads_search_at_once(index: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tuple(found(index, "semyonov")), range(64))) == {
            (PERSON, CASE, f"{CASE}#charge-1")
        }
