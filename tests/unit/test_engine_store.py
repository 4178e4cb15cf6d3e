from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.engine.data import Call
from kg.engine.guard import Dataset
from kg.engine.store import Store
from kg.errors import DumpError, QueryError, QuerySyntaxError
from kg.formats import GRAPHS, N_TRIPLES, RESULTS, RESULTS_CSV, TURTLE
from kg.model import ns
from tests.small_release import ARTICLE, CASE, PERSON, TRIPLES, write_release

if TYPE_CHECKING:
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
RECORD = f"{ns.GRAPH_RECORD}p-0000000"
LABEL = f"{ns.SKOS}prefLabel"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(write_release(tmp_path_factory.mktemp("out")))


def count(store: Store, text: str, **dataset: list[str]) -> int:
    return int(store.query(text, **dataset).rows()[0]["n"])  # type: ignore[arg-type]


def test_an_answer_knows_its_kind_and_its_formats(store: Store) -> None:
    assert store.query("ASK {}").kind == "boolean"
    assert store.query("ASK {}").formats == RESULTS
    assert store.query(f"DESCRIBE <{CASE}>").formats == GRAPHS


def test_an_answer_is_written(store: Store) -> None:
    solutions = store.query(f"SELECT ?l {{ <{ARTICLE}> <{LABEL}> ?l }}")
    assert solutions.serialize(RESULTS_CSV) == b"l\r\nArticle 1.2\r\n"
    assert solutions.rows() == [{"l": "Article 1.2"}]
    assert store.query("ASK {}").table() == (["boolean"], [[True]])
    graph = store.query(f"CONSTRUCT {{ ?s a ?c }} {{ ?s a ?c FILTER(?s = <{ARTICLE}>) }}")
    assert (
        graph.serialize(N_TRIPLES).decode() == f"<{ARTICLE}> <{ns.RDF}type> <{ns.PPO}Article> .\n"
    )
    assert b"@prefix ppo:" in graph.serialize(TURTLE)


def test_unbound_variables_are_left_out_of_rows(store: Store) -> None:
    assert store.query("SELECT ?x ?y { BIND(1 AS ?x) }").rows() == [{"x": "1"}]


def test_the_default_graph_is_as_loaded(store: Store) -> None:
    assert count(store, COUNT) == TRIPLES
    assert count(store, 'SELECT (COUNT(*) AS ?n) { ?s ?p "About the data"@en }') == 0


@pytest.mark.parametrize(
    ("text", "dataset", "expected"),
    [
        (COUNT, {"default_graphs": [RECORD]}, 3),
        (COUNT, {"default_graphs": [RECORD, ns.GRAPH_DERIVED]}, 3),
        (COUNT, {"default_graphs": [RECORD, ns.GRAPH_LAW]}, 5),
        (COUNT, {"named_graphs": [RECORD]}, 0),
        (COUNT_NAMED, {}, TRIPLES + 2),
        (COUNT_NAMED, {"default_graphs": [RECORD]}, 0),
        (COUNT_NAMED, {"named_graphs": [RECORD, ns.GRAPH_DERIVED]}, 4),
        (COUNT_NAMED, {"default_graphs": [ns.GRAPH_LAW], "named_graphs": [RECORD]}, 3),
    ],
)
def test_a_dataset_is_just_the_graphs_given(
    store: Store, text: str, dataset: dict[str, list[str]], expected: int
) -> None:
    assert count(store, text, **dataset) == expected


@pytest.mark.parametrize(
    ("clauses", "expected", "expected_named"),
    [
        (f"FROM <{RECORD}>", 3, 0),
        (f"FROM <{RECORD}> FROM <{ns.GRAPH_DERIVED}>", 3, 0),
        (f"FROM NAMED <{RECORD}>", 0, 3),
        (f"FROM <{ns.GRAPH_LAW}> FROM NAMED <{RECORD}>", 2, 3),
    ],
)
def test_from_is_the_dataset(
    store: Store, clauses: str, expected: int, expected_named: int
) -> None:
    assert count(store, COUNT.replace("{", f"{clauses} {{", 1)) == expected
    assert count(store, COUNT_NAMED.replace("{", f"{clauses} {{", 1)) == expected_named


def test_a_merged_default_graph_is_gone_after_the_query(store: Store) -> None:
    count(store, COUNT, default_graphs=[RECORD, ns.GRAPH_LAW])
    assert count(store, COUNT_NAMED) == TRIPLES + 2


def test_relative_iris_begin_at_the_base(store: Store) -> None:
    assert store.query("ASK { <id/c-0000000> ?p ?o }", base=ns.BASE).table()[1] == [[True]]


def test_a_syntax_error_is_placed(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        store.query("SELECT *\n{ ?s ?p ?o } LIMIT ?x").table()
    assert error.value.line == 2


@pytest.mark.parametrize("text", ["ASK {} ASK {}", "SELECT ?x { } GROUP BY", "ASK { <a> ?p ?o }"])
def test_what_the_engine_cannot_read_is_a_query_error(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.query(text).table()


def test_about_is_the_record_its_parts_and_who_points_at_it(store: Store) -> None:
    quads = store.about(CASE)
    assert {str(quad.subject) for quad in quads} == {
        f"<{iri}>" for iri in (CASE, f"{CASE}#charge-1", PERSON)
    }
    assert len(quads) == 8
    assert quads == sorted(quads, key=str)


def test_a_statement_of_a_named_graph_is_not_told_again_from_the_default_graph(
    store: Store,
) -> None:
    labels = [quad for quad in store.about(PERSON) if quad.predicate.value == LABEL]
    assert [str(quad.graph_name) for quad in labels] == [f"<{ns.GRAPH_DERIVED}>", f"<{RECORD}>"]


def test_statements_are_fetched_by_subject_and_by_object(store: Store) -> None:
    found = store.fetch([ARTICLE], [CASE])
    assert {str(quad.subject) for quad in found} == {f"<{ARTICLE}>", f"<{PERSON}>"}
    assert store.fetch([], []) == []


def test_what_is_not_there_is_not_contained(store: Store) -> None:
    assert store.contains(CASE)
    assert store.contains(f"{CASE}#charge-1")
    assert not store.contains(f"{CASE}#charge-2")
    assert not store.contains(f"{ns.ID}c-000000")
    assert store.about(f"{ns.ID}c-000000") == []


def test_labels_are_told_by_language(store: Store) -> None:
    assert store.labels([CASE, f"{ns.PPO}Case", f"{ns.ID}nothing"]) == {
        CASE: {"en": "An invented case", "ru": "Выдуманное дело"},
        f"{ns.PPO}Case": {"en": "case"},
    }


@pytest.mark.parametrize("iri", ["", "no iri", "http://x/ y", "http://x/<"])
def test_a_malformed_iri_is_a_query_error(store: Store, iri: str) -> None:
    with pytest.raises(QueryError, match="is not an IRI"):
        store.about(iri)
    with pytest.raises(QueryError, match="is not an IRI"):
        store.labels([iri])


@pytest.mark.parametrize("text", [None, "", "<a> <b>\n", "no quads"])
def test_a_release_that_cannot_be_loaded_says_so(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "polpros.nq").write_text(text, encoding="utf-8")
    with pytest.raises(DumpError, match=r"polpros\.nq"):
        Store.open(tmp_path)


def test_a_call_survives_the_wire() -> None:
    call = Call("query", "ASK {}", Dataset(("a",), ()), "http://b/", "json", ("c",), ("d",))
    assert Call.from_json(call.to_json()) == call
    assert Call.from_json(Call("facts").to_json()) == Call("facts")
