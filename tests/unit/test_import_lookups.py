"""What tables print has an entry that points at a record, and nobody unnamed is named in the data.

The tables are not part of the project: tests that need them are skipped where they are missing.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from kg.ingest.steps import digest
from kg.model.ids import LETTERS
from kg.read.folder import FOLDERS

ROOT: Final = Path(__file__).resolve().parent.parent.parent
DATA: Final = ROOT / "data"
TABLES: Final = ROOT.parent / "shared/facts/corpus"
POINTING: Final = (
    "regions", "case-regions", "cities", "courts", "court-regions", "bodies", "publishers",
    "text-by", "clusters", "doc-kinds", "themes",
)  # fmt: skip
PRINTED: Final = (
    ("cases_memorial_list_2025", "region", "; ", ("regions",)),
    ("cases", "region", "; ", ("regions", "case-regions")),
    ("cases", "city", "; ", ("cities",)),
    ("cases_memorial_list_2025", "court", "", ("courts",)),
    ("case_sentences", "court", "", ("courts",)),
    ("cases", "court", "", ("courts",)),
    ("case_assessments", "body", "", ("bodies",)),
    ("cases_memorial_list_2025", "assessment_body", "", ("bodies",)),
    ("cases", "theme", "; ", ("themes",)),
    ("cases_memorial_list_2025", "theme", "; ", ("themes",)),
    ("sources", "publisher", "", ("publishers",)),
    ("sources", "kind", "", ("doc-kinds",)),
)
needs_tables = pytest.mark.skipif(not TABLES.exists(), reason="the tables are not here")


@cache
def entries(name: str, kind: str = "lookups") -> dict[str, Any]:
    text = (DATA / "import" / kind / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - our own file, texts only


@cache
def rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for key, item in value.items() if key != "unnamed" for one in leaves(item)]
    if isinstance(value, list):
        return [one for item in value for one in leaves(item)]
    return [str(value)]


@cache
def records() -> frozenset[str]:
    files = (path for folder in FOLDERS for path in (DATA / folder).glob("*.yaml"))
    return frozenset(re.findall(r"(?m)^id: (\S+)", "".join(f.read_text("utf-8") for f in files)))


@pytest.mark.parametrize("name", POINTING)
def test_every_entry_points_at_a_record_or_a_concept(name: str) -> None:
    concepts = set(
        re.findall(r"(?m)^ppv:(\S+) a skos:Concept ", (ROOT / "ontology/vocab.ttl").read_text())
    )
    assert {one for value in entries(name).values() for one in leaves(value)} <= (
        records() | concepts
    )


@needs_tables
@pytest.mark.parametrize(("table", "column", "separator", "lookups"), PRINTED)
def test_every_value_of_a_table_has_an_entry(
    table: str, column: str, separator: str, lookups: tuple[str, ...]
) -> None:
    cells = {row[column] for row in rows(table)}
    values = {one for cell in cells for one in (cell.split(separator) if separator else [cell])}
    assert values - {""} - {key for name in lookups for key in entries(name)} == set()


def test_a_withheld_document_has_an_opaque_id_and_no_address() -> None:
    ids = entries("document-ids", "decisions")
    for mark, title in entries("documents-withheld", "decisions").items():
        assert ids[mark].startswith("d-")
        assert ids[mark][0] in LETTERS
        text = (DATA / f"documents/{ids[mark]}.yaml").read_text(encoding="utf-8")
        record = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - our own file, texts only
        assert record["title"] == title
        assert "url" not in record
        assert "notshown-address" in record["notShown"]


def forms(person: dict[str, str]) -> set[str]:
    """Return the whole names by which a person could be found in a text, in small letters."""
    found = {person["name_en"], *person["name_variants"].split("|")}
    russian = person["name_ru"].split()
    if len(russian) > 1:
        found |= {" ".join(russian[:2]), " ".join(reversed(russian[:2]))}
    words = (re.sub(r"\(.*?\)", "", one) for one in found)
    return {plain(one) for one in words if len(one.split()) > 1}


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def unnamed() -> set[str]:
    """Return all forms of the names of those who stay unnamed."""
    joins = re.findall(r"row: persons ([0-9a-f]{16})", all_decisions())
    known = set(joins) | set(entries("persons", "ledger"))
    held = []
    named: set[str] = set()
    for person in rows("persons"):
        key = " ".join(person[column] for column in ("case_id", "person_no", "name_en"))
        if digest(key) in known or person["list_id"]:
            named |= forms(person)
        else:
            held.append(person)
    listed = {plain(row["name_ru"]) for row in rows("cases_memorial_list_2025")}
    whole = {" ".join(one.split()[:2]) for one in listed}
    whole |= {" ".join(reversed(one.split())) for one in whole}
    return {form for one in held for form in forms(one)} - named - whole


def all_decisions() -> str:
    files = sorted((DATA / "import/decisions").glob("*.yaml"))
    return "".join(file.read_text(encoding="utf-8") for file in files)


@needs_tables
def test_nobody_who_stays_unnamed_is_named_anywhere_in_the_data() -> None:
    names = unnamed()
    assert len(names) > 100
    text = "|".join(
        f" {plain(file.read_text(encoding='utf-8'))} " for file in sorted(DATA.rglob("*.yaml"))
    )
    assert sum(f" {name} " in text for name in names) == 0
