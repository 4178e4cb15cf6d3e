"""The tables of a release and their codebook: same rows in CSV and Parquet, every column told."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it ships no types
import pytest

from kg.errors import DumpError
from kg.model.ns import DCTERMS, LAW, PPO, SCHEMA, SKOS
from kg.release import making, tables
from kg.release.value import default_graph
from tests.small_build import CASE, MONITOR, PERSON, build, quad, quads, typed

if TYPE_CHECKING:
    from pathlib import Path

    from kg.release.table_columns import Table

VOICES = ("authority_", "court_", "monitor_", "claimant_", "list_", "derived_")
TABLES = pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.write(*build(), tmp_path_factory.mktemp("out"))


def rows(release: Path, name: str) -> list[dict[str, str]]:
    with (release / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_says_what_the_graph_says(release: Path) -> None:
    (person,) = rows(release, "persons")
    assert person["iri"] == PERSON
    assert person["label"] == person["label_ru"] == "Вымышленная Особа"
    assert person["name_forms_by_us"] == "Vymyshlennaya, Osoba"
    assert person["derived_ever_recognised_as_political_prisoner_by_label"] == "Invented monitor"
    assert person["cases_label"] == "An invented case"
    (sentence,) = rows(release, "sentences")
    assert (sentence["court_term_months"], sentence["court_amount"]) == ("24", "150000.5")
    assert sentence["imposed_by"] == f"{CASE}#conviction"
    (claim,) = rows(release, "claims")
    assert (claim["claimant"], claim["about"]) == (MONITOR, PERSON)
    (document,) = rows(release, "documents")
    assert (document["label"], document["issued"]) == ('A "report"', "2021-02")


def test_a_variant_is_marked_and_names_the_main_version(release: Path) -> None:
    main, variant = rows(release, "charges")
    assert main["variant_of"] == ""
    assert main["authority_article"] == f"{LAW}xx-cc-art-1"
    assert variant["variant_of"] == main["iri"]


def test_former_names_and_themes_stand_in_no_table(release: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (release / "tables").glob("*.csv"))
    assert "Прежняя" not in text
    assert "theme" not in text
    names = {one.name for table in tables.TABLES for one in tables.columns(table)}
    assert not [name for name in names if "theme" in name or "right" in name]


@TABLES
def test_csv_and_parquet_hold_the_same(release: Path, table: Table) -> None:
    def told(value: object) -> str:
        return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)

    found = pq.read_table(release / "tables" / f"{table.name}.parquet")
    assert [{name: told(row[name]) for name in row} for row in found.to_pylist()] == rows(
        release, table.name
    )


@TABLES
def test_columns_begin_with_address_and_label(table: Table) -> None:
    names = [one.name for one in tables.columns(table)]
    assert names[:3] == ["iri", "label", "label_ru"]
    assert len(set(names)) == len(names)
    assert ("variant_of" in names) == table.has_variants


@TABLES
def test_every_column_is_told(release: Path, table: Table) -> None:
    package = json.loads((release / "tables" / "datapackage.json").read_bytes())
    (resource,) = [one for one in package["resources"] if one["name"] == table.name]
    header = (release / "tables" / f"{table.name}.csv").read_text("utf-8").splitlines()[0]
    assert [one["name"] for one in resource["schema"]["fields"]] == header.split(",")
    for one in resource["schema"]["fields"]:
        assert one["descriptions"]["en"] != one["descriptions"]["ru"]
        assert one["type"] in ("string", "date", "integer", "number", "boolean")
        assert one["name"] == "iri" or one["property"].startswith((PPO, DCTERMS, SCHEMA, SKOS, RDF))
        assert (one["type"] in ("integer", "number")) == ("unit" in one), one["name"]


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_the_codebook_is_a_data_package(release: Path) -> None:
    package: dict[str, Any] = json.loads((release / "tables" / "datapackage.json").read_bytes())
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names) == 2 * len(tables.TABLES)
    for one in package["resources"]:
        content = (release / "tables" / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch(r"[-a-z0-9._/]+", one["name"])


def test_voices_are_not_mixed() -> None:
    for table in tables.TABLES:
        for one in table.columns:
            if one.path.startswith("list"):
                assert one.name.startswith("list_")
            if one.path in ("standing", "everRecognisedAsPoliticalPrisonerBy", "prosecutingState"):
                assert one.name.startswith("derived_")
            if one.path.startswith("term"):
                assert one.name.startswith(VOICES)


def test_two_values_where_one_is_expected_are_refused(tmp_path: Path) -> None:
    other = quad(f"{CASE}#sentence-1", f"{PPO}termMonths", typed("36", "integer"))
    with pytest.raises(DumpError, match="2 values for court_term_months"):
        tables.write(default_graph([*quads(), other]), tmp_path)


def test_days_are_days_in_parquet(release: Path) -> None:
    found = pq.read_table(release / "tables" / "events.parquet").to_pylist()
    assert found[0]["not_after"] == datetime.date(2021, 3, 4)
