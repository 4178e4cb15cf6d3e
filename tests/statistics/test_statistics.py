"""Published totals beside what the data count, with the reason for every difference."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from kg.formats import RESULTS_CSV

if TYPE_CHECKING:
    from kg.engine.store import Store

FILE: Final = Path(__file__).with_name("published.yaml")
TABLE: Final = Path(__file__).resolve().parents[3] / "shared/facts/corpus/published_statistics.md"
PREFIXES: Final = """\
PREFIX ppo: <https://w3id.org/polpros/ontology#>
PREFIX ppv: <https://w3id.org/polpros/vocab#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@cache
def published() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def named(key: str) -> list[Any]:
    return [
        pytest.param(
            entry, id=str(entry.get("what", entry.get("to", entry.get("date")))).replace(" ", "-")
        )
        for entry in published()[key]
    ]


def column(store: Store, query: str) -> list[int]:
    answer = store.query(PREFIXES + query).serialize(RESULTS_CSV).decode()
    _, *rows = csv.reader(io.StringIO(answer))
    return [int(row[0]) for row in rows]


@pytest.mark.parametrize("entry", named("lists"))
def test_general_and_religion_make_the_total(entry: dict[str, Any]) -> None:
    assert sum(entry.get("parts", [entry["total"]])) == entry["total"]


@pytest.mark.parametrize("entry", named("balances"))
def test_a_balance_closes_or_says_by_how_much_it_does_not(entry: dict[str, Any]) -> None:
    totals = {str(one["date"]): one["total"] for one in published()["lists"]}
    before, after = totals[str(entry["from"])], totals[str(entry["to"])]
    assert before + entry["added"] - entry["gone"] - after == entry["remains"]
    assert bool(entry["remains"]) == ("why" in entry)


@pytest.mark.parametrize("entry", named("compared"))
def test_a_published_number_differs_by_what_is_explained(
    entry: dict[str, Any], real_store: Store
) -> None:
    (found,) = column(real_store, entry["query"])
    assert found == entry["ours"]
    relation = {"equal": found == entry["published"], "less": found < entry["published"],
                "more": found > entry["published"]}  # fmt: skip
    assert relation[entry["relation"]]
    assert ("why" in entry) == (entry["relation"] != "equal")


def test_the_terms_of_nine_men_make_115_years(real_store: Store) -> None:
    entry = published()["arithmetic"][0]
    found = column(
        real_store,
        f"""SELECT DISTINCT ?months WHERE {{
          {{ ?sentence ppo:sentenceForCase <{entry["case"]}> }}
          UNION {{ ?sentence ppo:sentenceFor/ppo:inCase <{entry["case"]}> }}
          ?sentence ppo:termMonths ?months }}""",
    )
    assert set(found) == set(entry["terms"])
    assert sum(entry["terms"].values()) == 9
    total = sum(months * persons for months, persons in entry["terms"].items())
    assert total == entry["published_years"] * 12


def test_81_and_a_half_years_lie_between_the_bounds_for_five_men(real_store: Store) -> None:
    entry = published()["arithmetic"][1]
    for place, bound in enumerate(("termMonthsAtLeast", "termMonthsAtMost")):
        found = column(
            real_store,
            f"""SELECT DISTINCT ?months WHERE {{
              {{ ?sentence ppo:sentenceForCase <{entry["case"]}> }}
              UNION {{ ?sentence ppo:sentenceFor/ppo:inCase <{entry["case"]}> }}
              ?sentence ppo:{bound} ?months }}""",
        )
        assert found == [entry["bounds"][place]]
    least, greatest = (months * entry["persons"] for months in entry["bounds"])
    assert least <= entry["published_years"] * 12 <= greatest


def test_what_is_not_compared_says_why() -> None:
    assert all(entry["what"] and entry["why"] for entry in published()["not_compared"])


@pytest.mark.skipif(not TABLE.exists(), reason="the table is not here (../shared/facts)")
def test_every_published_list_total_is_looked_at() -> None:
    section = TABLE.read_text(encoding="utf-8").split("## 1.")[1].split("## 2.")[0]
    rows = re.findall(r"^\| ([0-9][0-9-]+)[^|]*\| ([0-9][^|]*)\|", section, re.MULTILINE)
    told = {str(one["date"]): one["total"] for one in published()["lists"]}
    assert len(rows) >= 17
    for date, totals in rows:
        first = int(re.findall("[0-9]+", totals)[0])
        assert told[date] == first
