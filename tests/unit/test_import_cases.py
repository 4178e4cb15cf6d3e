"""The cases of the corpus: whom words mean, what is one judgment, and that no row is lost."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from kg.errors import ConfigError, UnplacedError
from kg.ingest import cases
from kg.ingest.case_facts import Case, Defendant, is_of_list, read_case, whom
from kg.ingest.case_sheet import TABLES as MADE
from kg.ingest.case_sheet import Fate, Sheet
from kg.ingest.case_terms import read_term
from kg.ingest.mapping import read_lookup
from kg.ingest.prepared import prepare
from kg.ingest.tables import Row, Table, read_table

ROOT: Final = Path(__file__).resolve().parents[2]
IMPORT: Final = ROOT / "data/import"
CORPUS: Final = ROOT.parent / "shared/facts/corpus"
HAS_TABLES: Final = CORPUS.is_dir()
NEEDS_TABLES: Final = pytest.mark.skipif(
    not HAS_TABLES, reason="the tables of the corpus are not here; they are not part of the repo"
)
RAW: Final = ("case_articles", "case_events", "case_sentences", "case_assessments")


@cache
def lookup(name: str) -> dict[str, Any] | None:
    for folder in ("lookups", "decisions"):
        path = IMPORT / folder / f"{name}.yaml"
        if path.exists():
            return dict(read_lookup(path))
    return None


class Lookups(dict[str, Any]):
    def __missing__(self, name: str) -> dict[str, Any]:
        found = lookup(name)
        assert found is not None, name
        return found


@cache
def tables() -> dict[str, Table]:
    found = {}
    for name in cases.READS:
        with (CORPUS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        found[name] = read_table(CORPUS, f"{name}.csv", header)
    return found


@cache
def prepared() -> tuple[dict[str, Table], tuple[Fate, ...]]:
    return cases.prepare(tables(), Lookups())


# ---------------------------------------------------------------------- whom words mean


def row(values: dict[str, str], line: int = 9) -> Row:
    return Row({"scope": "group", "source_ids": "x", **values}, line)


def case(*sizes: int, **own: Any) -> Case:
    defendants = tuple(
        Defendant(number, "group" if size > 1 else "person", size, (f"Person {number}",))
        for number, size in enumerate(sizes, start=1)
    )
    return Case("c", "k", {}, own, defendants, (), (), (), (), "", frozenset())


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ({"who": "all five", "scope": "group"}, (1, 2, 3, 4, 5)),
        ({"who": "first four named", "scope": "group"}, (1, 2, 3, 4)),
        ({"who": "Person 2, Person 5", "scope": "persons"}, (2, 5)),
        ({"who": "", "scope": "case"}, ()),
        ({"who": "most", "scope": "group"}, ()),
        ({"who": "case as a whole", "scope": "group"}, ()),
    ],
)
def test_whom_a_cell_means(who: dict[str, str], numbers: tuple[int, ...]) -> None:
    assert whom(case(1, 1, 1, 1, 1), row(who), (), Lookups()).numbers == numbers


def test_the_case_with_one_defendant_is_about_that_defendant() -> None:
    assert whom(case(1), row({"who": "", "scope": "case"}), (), Lookups()).numbers == (1,)


def test_the_others_are_those_whom_no_row_before_names() -> None:
    first = row({"who": "Person 1", "scope": "person", "kind": "released"}, 3)
    other = row({"who": "Person 2", "scope": "person", "kind": "arrest"}, 4)
    rest = row({"who": "the other five", "kind": "released"}, 5)
    found = whom(case(1, 1, 1, 1, 1, 1), rest, (first, other, rest), Lookups())
    assert found.numbers == (2, 3, 4, 5, 6)


def test_the_others_stay_words_when_it_cannot_be_told_who_they_are() -> None:
    found = whom(case(1, 1, 1), row({"who": "the other five", "kind": "x"}), (), Lookups())
    assert found.numbers == ()
    assert found.words["en"] == "the other five defendants"


def test_a_group_counts_as_many_as_it_has() -> None:
    assert whom(case(1, 1, 22), row({"who": "all 24"}), (), Lookups()).numbers == (1, 2, 3)


@pytest.mark.parametrize("who", ["all four", "no such words"])
def test_words_that_do_not_fit_are_unplaced(who: str) -> None:
    with pytest.raises(UnplacedError):
        whom(case(1, 1, 1), row({"who": who}), (), Lookups())


def test_a_name_that_is_none_of_the_case_is_unplaced() -> None:
    with pytest.raises(UnplacedError, match="not one of the persons"):
        whom(case(1), row({"who": "Somebody Else", "scope": "person"}), (), Lookups())


def test_a_reading_can_say_that_a_group_is_everybody() -> None:
    found = whom(case(1, 1, everyone=("group",)), row({"who": "group"}), (), Lookups())
    assert found.numbers == (1, 2)


# ---------------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"length": "7 years", "length_months": "84"}, {"months": "84"}),
        ({"length": "11 to 16 years"}, {"at_least": "132", "at_most": "192"}),
        ({"length": "2 to 4.5 years"}, {"at_least": "24", "at_most": "54"}),
        ({"length": "12 and 14 years"}, {"at_least": "144", "at_most": "168"}),
        ({"length": "6 years or more"}, {"at_least": "72"}),
        ({"length": "302 hours"}, {"hours": "302"}),
        ({"length": "fine of 1,300,000 roubles"}, {"amount": "1300000", "currency": "RUB"}),
        ({"length": "life", "outcome": "life imprisonment"}, {}),
    ],
)
def test_a_length_is_read_as_it_is_written(
    values: dict[str, str], expected: dict[str, str]
) -> None:
    empty = {"length_months": "", "kind_or_regime": "", "outcome": "imprisonment"}
    assert read_term(row(empty | values), Lookups(), "RU").values == expected


def test_a_length_that_cannot_be_read_is_unplaced() -> None:
    values = {"length": "some time", "length_months": "", "kind_or_regime": "", "outcome": "fine"}
    with pytest.raises(UnplacedError, match="length"):
        read_term(row(values), Lookups(), "RU")


def test_what_stands_beside_a_term_is_a_penalty_of_its_own() -> None:
    values = {
        "length": "3 years",
        "length_months": "36",
        "outcome": "imprisonment",
        "kind_or_regime": "strict regime colony plus fine of 50,000 roubles",
    }
    term = read_term(row(values), Lookups(), "BY")
    assert term.values == {"months": "36", "regime": "regime-strict"}
    assert [one.values for one in term.also] == [{"amount": "50000", "currency": "BYN"}]


# ---------------------------------------------------------------------- the sheet


def test_ids_are_numbered_within_a_case() -> None:
    sheet = Sheet()
    assert [sheet.id("a", "arrest"), sheet.id("a", "arrest")] == ["arrest", "arrest-2"]
    assert [sheet.id("b", "arrest"), sheet.numbered("b", "charge")] == ["arrest", "charge-1"]


def test_a_preparation_says_which_table_it_misses() -> None:
    with pytest.raises(ConfigError, match="'cases'"):
        prepare("cases", {}, lookup)


# ---------------------------------------------------------------------- the tables of the corpus


@NEEDS_TABLES
@pytest.mark.parametrize("table", RAW)
def test_every_row_of_the_corpus_is_accounted_for_once(table: str) -> None:
    fates = Counter(fate.line for fate in prepared()[1] if fate.table == table)
    assert fates == Counter(one.line for one in tables()[table].rows)


@NEEDS_TABLES
def test_no_row_of_the_corpus_is_unplaced() -> None:
    assert [fate for fate in prepared()[1] if fate.state == "unplaced"] == []


@NEEDS_TABLES
def test_what_only_the_list_says_is_placed_with_the_person_and_nothing_else_is() -> None:
    of_list = {
        (name, one.line)
        for name in RAW
        for one in tables()[name].rows
        if is_of_list(one)
        or lookup("assessment-kinds").get(one.values.get("kind", ""), {}).get("list")  # type: ignore[union-attr]
    }
    placed = {(f.table, f.line) for f in prepared()[1] if f.state == "placed with the person"}
    assert placed == of_list


@NEEDS_TABLES
def test_every_case_has_as_many_defendants_as_the_table_counts() -> None:
    counted: Counter[str] = Counter()
    for one in prepared()[0]["defendants"].rows:
        counted[one.values["case_id"]] += int(one.values["size"] or 1)
    for one in tables()["cases"].rows:
        if one.values["case_id"] in counted:
            assert counted[one.values["case_id"]] == int(one.values["number_of_persons"])


@NEEDS_TABLES
def test_what_is_prepared_holds_no_name_that_is_withheld() -> None:
    found = [read_case(one, tables(), Lookups()) for one in tables()["cases"].rows]
    hidden = {one.id: one.hidden for one in found}
    assert sum(map(len, hidden.values())) > 100
    for name, table in prepared()[0].items():
        texts = [column for column in MADE[name] if re.search("label|note|text", column)]
        for one in table.rows:
            words = " ".join(one.values[column] for column in texts).casefold()
            secret = hidden.get(one.values.get("case_id", ""), frozenset())
            assert not secret & set(re.findall(r"[^\W\d_]{4,}", words))


@NEEDS_TABLES
def test_every_lookup_is_used_by_its_table() -> None:
    notes = {one.values["note"] for name in RAW[:2] for one in tables()[name].rows}
    entries = set(lookup("article-notes") or {}) | set(lookup("event-notes") or {})
    digests = {entry for entry in entries if re.fullmatch("[0-9a-f]{16}", entry)}
    assert entries - digests - notes == set()


@NEEDS_TABLES
def test_decisions_are_about_cases_that_there_are() -> None:
    keys = {read_case(one, tables(), Lookups()).key for one in tables()["cases"].rows}
    for name in ("case-readings", "naming", "case-charges", "case-variants"):
        assert set(lookup(name) or {}) - keys == set(), name
