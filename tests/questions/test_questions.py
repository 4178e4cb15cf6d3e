"""The questions of `data/queries`: expected rows in two engines, and answers from the real data.

The rows in `expected/` were checked against the fixtures by hand. In a cell, an IRI of ours is
written from the base (`<id/p-bfwyv2z>`), a text carries its language (`charging@en`), and what a
query joins is sorted, because engines join in any order.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from kg.build import ontology_quads
from kg.model import ns
from kg.model.questions import GROUPS, Question, read_questions
from kg.reason import infer
from kg.release.dumps import NQUADS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ROOT: Final = Path(__file__).parents[2]
EXPECTED: Final = Path(__file__).with_name("expected")
QUESTIONS: Final = read_questions(ROOT / "data" / "queries")
LOCAL: Final = [question for question in QUESTIONS if not question.is_federated]

# Parameters have their defaults from the real data; the fixtures need others.
FIXTURE_VALUES: Final[dict[str, dict[int, str]]] = {
    "person": dict.fromkeys((2, 6, 22), f"{ns.ID}p-bfwyv2z"),
    "case": {4: f"{ns.ID}c-7zze9gn"},
    "words": {5: "пример-мон"},
    "article": dict.fromkeys((10, 11), f"{ns.LAW}zz-cc-art-14"),
    "event": {34: f"{ns.ID}c-7zze9gn#arrest-a"},
    "record": {36: f"{ns.ID}c-89tvan0#charge-3"},
}
# Columns in which a query joins several values, and what stands between them.
JOINED: Final = {"forms": " | ", "names": "; ", "grounds": "; ", "documents": " "}
NUMBERS: Final = tuple(f"{ns.XSD}{name}" for name in ("integer", "decimal", "double"))

# What the records of the ten statements answer with one row at least: all but the question about
# administrative rulings, for none of their charges rests on one.
ANSWERED: Final = frozenset({*range(1, 39), *range(41, 65)} - {44})

Row = tuple[str, ...]
Table = tuple[Row, list[Row]]


def triples(paths: Collection[Path]) -> list[ox.Triple]:
    return [
        quad.triple
        for path in sorted(paths)
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    ]


def ontology() -> list[ox.Triple]:
    return [quad.triple for quad in ontology_quads(ROOT / "ontology")]


def closed(data: Sequence[ox.Triple]) -> list[ox.Triple]:
    inference = infer(data, ontology())
    return sorted({*ontology(), *data, *inference.entailed, *inference.derived}, key=str)


def stored(facts: Sequence[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(fact.subject, fact.predicate, fact.object) for fact in facts)
    return store


def in_rdflib(facts: Sequence[ox.Triple]) -> rdflib.Graph:
    # A dataset, because some questions also look into a named graph for the day of the release.
    dataset = rdflib.Dataset()
    dataset.default_graph.parse(data="".join(f"{fact} .\n" for fact in facts), format="nt")
    return dataset


@pytest.fixture(scope="module")
def asserted() -> list[ox.Triple]:
    return triples(list((ROOT / "tests" / "fixtures" / "good").glob("*.ttl")))


@pytest.fixture(scope="module")
def facts(asserted: list[ox.Triple]) -> list[ox.Triple]:
    return closed(asserted)


@pytest.fixture(scope="module")
def store(facts: list[ox.Triple]) -> ox.Store:
    return stored(facts)


@pytest.fixture(scope="module")
def graph(facts: list[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(facts)


@pytest.fixture(scope="module")
def real(real_release: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(real_release / NQUADS), format=ox.RdfFormat.N_QUADS)
    return store


def numbered(number: int) -> Question:
    return next(question for question in QUESTIONS if question.number == number)


def for_fixtures(question: Question) -> str:
    text = question.text
    for parameter in question.params:
        values = FIXTURE_VALUES.get(parameter.name, {})
        text = text.replace(parameter.default, values.get(question.number, parameter.default))
    return text


def cell(kind: str, value: str, language: str, datatype: str) -> str:
    if kind == "iri":
        return f"<{value.removeprefix(ns.BASE)}>"
    if language:
        return f"{value}@{language.lower()}"
    if datatype in NUMBERS:
        return f"{round(Decimal(value), 6).normalize():f}"
    return value


def cell_ox(term: ox.NamedNode | ox.Literal | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return cell("iri", term.value, "", "")
    return cell("literal", term.value, term.language or "", term.datatype.value)


def cell_rdflib(term: rdflib.term.Node | None) -> str:
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal):
        return cell("literal", str(term), term.language or "", str(term.datatype or ""))
    return cell("iri", str(term), "", "")


def joined(names: Row, row: Sequence[str]) -> Row:
    return tuple(
        JOINED[name].join(sorted(value.replace(ns.BASE, "").split(JOINED[name])))
        if name in JOINED
        else value
        for name, value in zip(names, row, strict=True)
    )


def answer_ox(store: ox.Store, text: str) -> Table:
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = tuple(variable.value for variable in solutions.variables)
    rows = [[cell_ox(solution[name]) for name in names] for solution in solutions]
    return names, [joined(names, row) for row in rows]


def answer_rdflib(graph: rdflib.Graph, text: str) -> Table:
    result = graph.query(text)
    names = tuple(str(variable) for variable in result.vars or ())
    rows = [[cell_rdflib(term) for term in row] for row in result]  # type: ignore[union-attr]
    return names, [joined(names, row) for row in rows]


def expected(number: int) -> Table:
    with (EXPECTED / f"q{number:02d}.csv").open(encoding="utf-8", newline="") as lines:
        names, *rows = [tuple(row) for row in csv.reader(lines)]
    return names, rows


def name_of(question: Question) -> str:
    return f"q{question.number:02d}-{question.slug}"


def test_they_stand_in_order_and_every_group_has_some() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 65))
    assert {question.group for question in QUESTIONS} == set(GROUPS)
    assert [question.number for question in QUESTIONS if question.is_federated] == [39, 40]


def test_every_answer_has_expected_rows_and_no_other_has() -> None:
    files = {path.stem for path in EXPECTED.glob("*.csv")}
    assert files == {f"q{question.number:02d}" for question in LOCAL}


@pytest.mark.parametrize("question", QUESTIONS, ids=name_of)
def test_its_text_is_plain(question: Question) -> None:
    assert "NOW(" not in question.text
    assert ("SERVICE" in question.text) == question.is_federated
    assert "ORDER BY" in question.text
    code = re.sub(r'<[^>\s]*>|"[^"]*"', "", question.text)
    used = set(re.findall(r"(?<![\w:?])([a-z]+):(?=\w)", code))
    declared = set(re.findall(r"^PREFIX ([a-z]+):", question.text, flags=re.MULTILINE))
    assert used == declared


@pytest.mark.parametrize("question", LOCAL, ids=name_of)
def test_pyoxigraph_gives_the_expected_rows(question: Question, store: ox.Store) -> None:
    names, rows = answer_ox(store, for_fixtures(question))
    assert rows
    assert (names, rows) == expected(question.number)


# rdflib 7.6 warns of its own use of its own `Dataset`.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("question", LOCAL, ids=name_of)
def test_rdflib_gives_the_same_rows(question: Question, graph: rdflib.Graph) -> None:
    names, rows = answer_rdflib(graph, for_fixtures(question))
    wanted, others = expected(question.number)
    assert (names, sorted(rows)) == (wanted, sorted(others))


def test_the_order_of_rows_does_not_depend_on_the_order_of_loading(
    facts: list[ox.Triple], store: ox.Store
) -> None:
    turned = stored(facts[::-1])
    for question in LOCAL:
        text = for_fixtures(question)
        assert answer_ox(store, text) == answer_ox(turned, text), name_of(question)


@pytest.mark.parametrize("number", [39, 40])
def test_both_engines_can_read_a_federated_question(number: int) -> None:
    ox.Store().query(numbered(number).text)
    prepareQuery(numbered(number).text)


def test_simple_and_strict_form_agree(store: ox.Store) -> None:
    assert column(store, 10, "person") == column(store, 11, "person")
    assert column(store, 23, "name", "by") == column(store, 24, "name", "by")


def test_the_strict_form_needs_no_inference(asserted: list[ox.Triple], store: ox.Store) -> None:
    plain = stored([*asserted, *ontology()])
    assert answer_ox(plain, for_fixtures(numbered(11))) == answer_ox(
        store, for_fixtures(numbered(11))
    )


def test_tags_of_a_list_are_no_charges(store: ox.Store) -> None:
    tagged = "<id/p-3ny487p>"
    text = for_fixtures(numbered(10)).replace("zz-cc-art-14", "zz-cc-art-20")
    assert tagged not in {row[0] for row in answer_ox(store, text)[1]}
    assert ("true", tagged) in column(store, 37, "noCharge", "person")


def test_a_variant_is_not_counted(store: ox.Store) -> None:
    months = {row[3] for row in answer_ox(store, numbered(30).text)[1]}
    assert "38" not in months
    assert all("gazette" not in row[-1] for row in answer_ox(store, numbered(16).text)[1])


def test_a_person_without_an_english_name_is_in_every_list(store: ox.Store) -> None:
    names = {number: column(store, number, "name") for number in (1, 18, 21, 23, 24, 37)}
    assert all(("Харитон Списочный@ru",) in found for found in names.values())


@pytest.mark.parametrize("question", LOCAL, ids=name_of)
def test_the_real_data_answers(question: Question, real: ox.Store) -> None:
    _, rows = answer_ox(real, question.text)
    assert rows or question.number not in ANSWERED


def test_garipov_is_charged_under_318_part_1(real: ox.Store) -> None:
    charges = column(real, 2, "charge", "article", "part", "state", defaults=True)
    assert charges == {("<id/c-fzxz7ja#charge-1>", "318", "1", "RU")}


def test_no_question_holds_the_name_of_a_person(real: ox.Store) -> None:
    names = column(real, 1, "name", defaults=True)
    texts = " ".join(question.text + question.note for question in QUESTIONS)
    assert not [name for (name,) in names if name.rpartition("@")[0] in texts]


def column(store: ox.Store, number: int, *wanted: str, defaults: bool = False) -> set[Row]:
    question = numbered(number)
    names, rows = answer_ox(store, question.text if defaults else for_fixtures(question))
    return {tuple(row[names.index(name)] for name in wanted) for row in rows}
