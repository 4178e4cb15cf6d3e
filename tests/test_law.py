"""The law in `data/law`: what it keeps apart, and every row of the table it came from."""

from __future__ import annotations

import csv
import secrets
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from kg.ingest.provisions import CODES, provision_id
from kg.ingest.run import plans

ROOT: Final = Path(__file__).resolve().parent.parent
LAW: Final = ROOT / "data/law"
TABLES: Final = ROOT.parent / "shared/facts"

needs_tables = pytest.mark.skipif(
    not TABLES.exists(), reason="the tables are not here (../shared/facts); they are not public"
)

Record = dict[str, Any]


@cache
def provisions() -> dict[str, Record]:
    """Return articles, parts and points by id; every text as it is written."""
    found: dict[str, Record] = {}
    for path in sorted(LAW.glob("*.yaml")):
        record = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
        if record["type"] == "Article":
            parts = record.get("parts", [])
            points = [point for part in parts for point in part.get("points", [])]
            found |= {one["id"]: one for one in (record, *parts, *points)}
    return found


@cache
def acts() -> dict[str, Record]:
    russia = yaml.load((LAW / "ru.yaml").read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    return {act["id"]: act for act in russia["laws"]}


@cache
def rows() -> list[dict[str, str]]:
    with (TABLES / "law/articles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def of_row(row: dict[str, str]) -> Record:
    return provisions()[provision_id(row["code"], row["article"], row["part"])]


def test_part_1_of_article_212_is_not_article_212_1() -> None:
    part, article = provisions()["law/ru-cc-art-212-part-1"], provisions()["law/ru-cc-art-212.1"]
    assert (part["number"], article["number"]) == ("1", "212.1")
    assert "title" in article
    assert "title" not in part


def test_provisions_of_the_general_part_that_shape_charges_are_there() -> None:
    wanted = [("30", "1"), ("30", "3"), ("33", "3"), ("33", "4"), ("33", "5")]
    assert {provision_id("RU-CC", *one) for one in wanted} <= set(provisions())


def test_a_point_keeps_the_letter_that_the_code_prints() -> None:
    assert provisions()["law/ru-cc-art-207.3-part-2-point-d"]["number"] == "д"
    assert provisions()["law/ru-cc-art-282-part-2-point-v"]["number"] == "в"


def test_the_day_of_signature_is_never_a_day_of_force() -> None:
    signed = {act["signedOn"] for act in acts().values()}
    assert signed
    for one in provisions().values():
        wordings = one.get("versions", [])
        assert not any("inForceFrom" in each for each in (one, *wordings))
        assert not {each.get("forceFrom") for each in (one, *wordings)} & signed


def test_every_act_that_is_pointed_at_is_on_record_and_its_id_says_its_day() -> None:
    keys = ("addedBy", "rewordedBy", "amendedBy", "retitledBy", "repealedBy")
    named = {one[key] for one in provisions().values() for key in keys if key in one}
    assert named == set(acts())
    for short, act in acts().items():
        number = act["number"].replace("-ФЗ", "-fz")
        assert short == f"law/ru-act-{act['signedOn']}-{number}"


def test_a_description_is_no_title() -> None:
    for one in provisions().values():
        for language, text in one.get("title", {}).items():
            assert language in {"ru", "en", "be", "be-latn"}
            assert text[0].isupper(), one["id"]


@needs_tables
def test_every_row_of_the_table_has_its_record() -> None:
    assert len(rows()) == 661
    for row in rows():
        record = of_row(row)
        assert record["number"] == (row["part"] or row["article"])
        if row["title_ru"] and not row["title_ru"][0].islower():
            assert record["title"]["ru"] == row["title_ru"]
        if row["title_en_kind"] == "title":
            assert record["title"]["en"] == row["title_en"]
        else:
            assert "en" not in record.get("title", {})
        if row["chapter_num"] and not row["part"]:
            assert record["inChapter"] == f"{CODES[row['code']]}-chapter-{row['chapter_num']}"


@needs_tables
def test_every_law_of_the_table_is_named() -> None:
    columns = {
        "added_law": "addedBy",
        "wording_law": "rewordedBy",
        "latest_law_seen": "amendedBy",
        "repeal_law": "repealedBy",
    }
    for row in rows():
        for column, key in columns.items():
            if row[column]:
                act = acts()[of_row(row)[key]]
                date = row[column.replace("_seen", "") + "_date"]
                assert (act["number"], act["signedOn"]) == (row[column], date)


@needs_tables
def test_every_penalty_of_the_table_is_there() -> None:
    for row in rows():
        penalties = {one["penaltyType"]: one for one in of_row(row).get("penalties", [])}
        if row["penalty_basis"].startswith("maximum"):
            continue
        prison = penalties.get("penalty-imprisonment", {})
        greatest = "" if row["max_years"] == "0" else row["max_years"]
        assert years(prison.get("termMonthsAtMost")) == greatest
        assert years(prison.get("termMonthsAtLeast")) == row["min_years"]
        assert ("penalty-life" in penalties) == bool(row["life"])
        assert ("penalty-death" in penalties) == bool(row["death_penalty"])
        assert (of_row(row).get("setsNoPenalty") == "penalty-imprisonment") == (
            row["max_years"] == "0"
        )
        assert of_row(row).get("sanctionText", {}).get("en", "") == row["penalty_text"]


def years(months: str | None) -> str:
    return str(int(months) // 12) if months else ""


@needs_tables
def test_the_greatest_penalty_of_an_article_follows_from_its_parts() -> None:
    """So it is not written: the table repeats it, and a query computes it."""
    parts = defaultdict(list)
    for row in rows():
        if row["part"] and row["max_years"]:
            parts[row["code"], row["article"]].append(int(row["max_years"]))
    told = [row for row in rows() if row["penalty_basis"].startswith("maximum")]
    assert told
    for row in told:
        assert max(parts[row["code"], row["article"]]) == int(row["max_years"])
        assert not of_row(row).get("penalties")


@needs_tables
def test_whatever_the_list_or_a_case_cites_is_on_record() -> None:
    for name in ("articles.csv", "case_articles.csv"):
        with (TABLES / "corpus" / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                assert provision_id(row["code"], row["article"], row["part"]) in provisions()


@needs_tables
def test_importing_the_law_again_changes_nothing() -> None:
    for plan in plans(ROOT / "data", TABLES, ["law", "law-cited"], secrets.choice):
        states = Counter(outcome.state for outcome in plan.outcomes)
        assert set(states) <= {"unchanged", "kept", "held"}, states
        assert not plan.gaps
