"""Validating some files after a change finds what a full run finds in them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import check
from kg.build import examine, gather
from kg.check.sparql import tokenize
from kg.config import Config
from kg.errors import KgError
from kg.reason.derive import rules
from kg.recheck import keep, recheck
from kg.recheck.kept import NAME
from kg.recheck.reading import names

if TYPE_CHECKING:
    from kg.check import Violation

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "fixtures" / "data"
CASE = "cases/c-mcd2rn0.yaml"
PERSON = "people/p-4sd1q6q.yaml"


def config_of(folder: Path) -> Config:
    return Config(data=folder / "data", cache=folder / "cache")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with data that were examined, and the cache of that run."""
    home = tmp_path_factory.mktemp("kept")
    shutil.copytree(DATA, home / "data")
    for name in ("context.jsonld", "release.yaml"):
        shutil.copy(ROOT / "data" / name, home / "data" / name)
    config = config_of(home)
    sources = gather(config)
    keep(config, sources, examine(sources))
    return home


@pytest.fixture
def home(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path / "home")
    return tmp_path / "home"


def in_full(config: Config) -> dict[str, list[Violation]]:
    """Return the findings of a full run without any cache, by file."""
    sources = gather(replace(config, cache=config.cache / "none"))
    found: dict[str, list[Violation]] = {}
    for one in examine(sources).violations:
        if place := check.where(one, sources.loaded.origins):
            found.setdefault(place.path, []).append(one)
    return found


def quickly(config: Config, path: Path) -> list[Violation] | None:
    found = recheck(config, [path])
    return found.violations if found else None


def told(violations: list[Violation] | None) -> list[str] | None:
    return None if violations is None else [f"{one} {one.messages}" for one in violations]


def files(config: Config) -> list[Path]:
    return sorted(config.data.glob("*/*.yaml"))


def called(config: Config, path: Path) -> str:
    return str(path.relative_to(config.data.parent))


def test_nothing_changed(home: Path) -> None:
    config = config_of(home)
    expected = in_full(config)
    for path in files(config):
        assert told(quickly(config, path)) == told(expected.get(called(config, path), []))


EDITS = {
    "a date": (CASE, "date: 2021-02\n", "date: 2024-06-01\n"),
    "no attestation": (CASE, "    attestation: attestation-monitor\n", ""),
    "other text": (CASE, "en: ", "en: Another "),
    "no source": (CASE, "      - {doc: doc/invented-report, at: paragraph 2}\n", ""),
    "a document of another day": (
        "documents/invented-report.yaml",
        "issued: ",
        "issued: 2019-01-01 # ",
    ),
    "no publisher": ("documents/invented-report.yaml", "publisher: org/invented-monitor\n", ""),
    "a monitor no more": ("organisations/invented-monitor.yaml", "MonitoringOrganisation", "Court"),
    "a person under age": (PERSON, "type: Person\n", "type: Person\nbirthYear: 2010\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_file_changed(home: Path, edit: str) -> None:
    config = config_of(home)
    name, old, new = EDITS[edit]
    path = config.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    compare(config)


def test_lines_taken_out(home: Path) -> None:
    """Whatever line is missing: the same findings, or it is left to a full run."""
    config = config_of(home)
    path = config.data / CASE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    answered = 0
    for number in range(3, len(lines), 4):
        path.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        answered += compare(config, only=path)
    assert answered > 2


def compare(config: Config, only: Path | None = None) -> int:
    """Compare a quick run with a full one for all files; return how many the quick one did."""
    try:
        expected = in_full(config)
    except KgError:
        assert all(recheck(config, [path]) is None for path in files(config)[:1])
        return 0
    paths = [only] if only else files(config)
    for path in paths:
        assert told(quickly(config, path)) == told(expected.get(called(config, path), [])), path
    return len(paths)


def test_a_record_more_and_a_record_less(home: Path) -> None:
    config = config_of(home)
    place = config.data / "places" / "invented-town.yaml"
    text = place.read_text(encoding="utf-8")
    other = place.with_name("invented-village.yaml")
    other.write_text(text.replace("place/invented-town", "place/invented-village"), "utf-8")
    compare(config)
    other.unlink()
    place.unlink()
    compare(config)
    (config.data / PERSON).unlink()
    assert quickly(config, config.data / CASE) is None, "the case refers to the person"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (CASE, "doc/invented-report", "doc/nothing"),
        (CASE, "id: c-mcd2rn0", "id: c-mcd2rn1"),
        (CASE, "date: 2021-02\n", "date: 2021-02-30\n"),
        ("places/invented-town.yaml", "id: place/invented-town", "id: org/invented-monitor"),
        ("law/zz-cc-art-282.1.yaml", "282.1, part 1,", "282.1, first part,"),
    ],
)
def test_left_to_a_full_run(home: Path, name: str, old: str, new: str) -> None:
    config = config_of(home)
    path = config.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert quickly(config, config.data / PERSON) is None


def test_left_to_a_full_run_without_a_cache_of_this_program(home: Path, tmp_path: Path) -> None:
    config = config_of(home)
    assert quickly(replace(config, cache=tmp_path / "empty"), config.data / CASE) is None
    with closing(sqlite3.connect(config.cache / NAME)) as base:
        base.execute("UPDATE about SET inputs = 'of another program'")
        base.commit()
    assert quickly(config, config.data / CASE) is None
    (config.cache / NAME).write_bytes(b"no SQLite file")
    assert quickly(config, config.data / CASE) is None


def test_a_file_outside_the_folder_is_left_to_a_full_run(home: Path, tmp_path: Path) -> None:
    config = config_of(home)
    copy = tmp_path / "c-mcd2rn0.yaml"
    shutil.copy(config.data / CASE, copy)
    assert recheck(config, [copy]) is None
    assert recheck(config, [copy, config.data / CASE]) is None


def test_what_rules_read_is_read_off_their_text() -> None:
    ppo = "https://w3id.org/polpros/ontology#"
    assert {f"{ppo}notAfter", f"{ppo}Death", f"{ppo}setsAside"} <= names()
    assert f"{ppo}claimText" not in names()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule[0])
def test_no_rule_asks_for_a_property_that_is_a_variable(rule: tuple[str, str]) -> None:
    """A predicate follows its subject, or a semicolon; a variable there would be one."""
    tokens = tokenize(re.sub(r"(BIND|FILTER)\s*\([^\n]*", "", rule[1]))
    pairs = zip(tokens, tokens[1:], tokens[2:], strict=False)
    for before, here, after in pairs:
        if here.kind == "variable" and before.text in {";"}:
            pytest.fail(f"{here.text} after a semicolon")
        if (before.kind, here.kind, after.kind) == ("variable", "variable", "variable"):
            pytest.fail(f"{here.text} between two variables")
