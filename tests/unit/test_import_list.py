"""The persons that the import wrote from the real tables, and that it would write nothing else.

The tables are not part of the repository, for they name people who must stay unnamed. Where they
are missing, the tests that read them are skipped.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.ingest import run
from kg.ingest.joins import read_joins
from kg.ingest.ledger import Ledger, read_ledger
from kg.ingest.mapping import read_mapping
from kg.ingest.template import plain
from kg.read.yaml_lines import parse

ROOT = Path(__file__).resolve().parents[2]
IMPORT = ROOT / "data/import"
TABLES = ROOT.parent / "shared" / "facts"
LIST = TABLES / "corpus" / "cases_memorial_list_2025.csv"
with_tables = pytest.mark.skipif(not LIST.exists(), reason="the tables of the corpus are not here")
CLAIM = "recognition-memorial-2025"


@cache
def ledger() -> Ledger:
    """Return the ledger of the list."""
    return read_ledger(IMPORT / "ledger/list.yaml")


@cache
def text(key: str) -> str:
    """Return the record of a row of the list."""
    short = ledger()[key].id
    return (ROOT / f"data/people/{short}.yaml").read_text(encoding="utf-8")


@cache
def listed() -> dict[str, dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["list_id"]: row for row in csv.DictReader(file)}


def claim(key: str) -> dict[str, object]:
    record = plain(parse(text(key).encode(), "x.yaml"))
    assert isinstance(record, dict)
    (found,) = [one for one in record["claims"] if one["id"] == CLAIM]
    assert isinstance(found, dict)
    return found


@with_tables
def test_importing_the_tables_again_changes_nothing() -> None:
    """Nothing is new, changed or unplaced, and no value is without an entry in its lookup."""
    found = run.plans(ROOT / "data", TABLES, [], random.Random(1).choice)  # noqa: S311
    for plan in found:
        moved = plan.of("new", "changed", "unplaced", "edited")
        assert [(one.state, one.line, one.reason) for one in moved] == [], plan.mapping.name
        assert not plan.gaps, plan.mapping.name
        assert not plan.stranded, plan.mapping.name


@with_tables
def test_every_row_of_the_list_is_one_person() -> None:
    joined = {key for of, key in _same() if of == "list"}
    assert set(ledger()) | joined == set(listed())
    assert not set(ledger()) & joined
    assert (len(ledger()), len(joined)) == (876, 17)


def _same() -> dict[tuple[str, str], str | tuple[str, str]]:
    return read_joins(sorted((IMPORT / "decisions").glob("joins*.yaml"))).same


def test_two_persons_of_one_name_on_the_list_stay_apart() -> None:
    assert "Халилов Ленур Абдураманович" in text("11759")
    assert "Халилов Ленур Аблямитович" in text("24503")
    assert claim("11759")["listTag"] != claim("24503")["listTag"]
    assert "Lenur Khalilov" in text("11759")
    assert ("list", "24503") not in _same()


def test_a_namesake_in_a_case_is_not_the_person_of_the_list() -> None:
    """A person of the cases has the name of one on the list, and is another; decided with `no`."""
    decisions = read_joins(sorted((IMPORT / "decisions").glob("joins*.yaml"))).decisions
    answers = {one.row: one.answer for one in decisions if one.other == ("list", "17614")}
    assert list(answers.values()) == ["no"]
    assert not set(answers) & set(_same())
    assert "citescope-whole-record" not in text("17614")


def test_every_decision_has_a_reason_and_points_to_a_record() -> None:
    decisions = read_joins(sorted((IMPORT / "decisions").glob("joins*.yaml"))).decisions
    assert {one.answer for one in decisions} == {"yes", "no", "unsure"}
    for one in decisions:
        if isinstance(one.other, str):
            assert list((ROOT / "data").glob(f"*/{one.other.rsplit('/', 1)[-1]}.yaml")), one.other


def test_what_the_list_says_is_part_of_its_claim_and_of_nothing_else() -> None:
    said = claim("16995")
    assert said["listTag"] == ("law/ru-cc-art-205.1-part-1.1", "law/ru-cc-art-205.5-part-2")
    assert said["listModifier"] == "law/ru-cc-art-30-part-1"
    assert said["listTermMonths"] == "168"
    assert said["listJudgmentDate"] == "2024-03-05"
    note = said["note"]
    assert isinstance(note, dict)
    assert "differ on the part" in note["en"]
    assert "расходятся" in note["ru"]
    for key in ledger():
        assert not re.search(r"^(events|sentences|charges|prosecutions):", text(key), re.MULTILINE)


def test_no_theme_no_address_and_no_second_name_is_taken_over() -> None:
    mapping = read_mapping(IMPORT / "mappings/list.yaml")
    template = str(mapping.record) + str(mapping.names)
    assert "Name(base='theme'" not in template
    assert "Name(base='profile_url'" not in template
    for key in ledger():
        assert "theme" not in text(key)
        assert "memopzk.org" not in text(key)
        assert not re.search(r"ru: .*\(", text(key))


def test_a_name_made_by_rule_is_no_label() -> None:
    for key in ledger():
        record = plain(parse(text(key).encode(), "x.yaml"))
        assert isinstance(record, dict)
        ours = [
            name["form"]["en"]
            for name in record["names"]
            if name["kind"] == "namekind-transliterated-by-us"
        ]
        assert record["label"].get("en") not in ours


@with_tables
def test_the_review_counts_what_the_list_has() -> None:
    """The numbers by which the review says on what adulthood rests are those of the table."""
    bases = Counter(_basis(row) for key, row in listed().items() if key in ledger())
    review = (ROOT / "data/reviews/2026-11-memorial-list-2025.yaml").read_text(encoding="utf-8")
    for number in (len(ledger()), *bases.values()):
        assert len(re.findall(rf"\b{number}\b", review)) >= 2, number


def _basis(row: dict[str, str]) -> str:
    if re.search("colony|prison", row["sentence_regime"]):
        return "place for adults"
    if row["sentence_regime"] == "compulsory labour":
        return "compulsory labour"
    if row["sentence_length"] == "life":
        return "life"
    years = re.match(r"(\d+) years?( \d+ months?)?", row["sentence_length"])
    is_long = years and (int(years[1]), years[2] or "") > (10, "")
    return "more than ten years" if is_long and not row["sentence_regime"] else "the list only"
