"""README and data/README agree with the program: settings, commands, keys, types, the example."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml

from kg.cli import main
from kg.config import Config
from kg.formats import RESULTS_CSV
from kg.model.terms import KEYWORDS, SHORT_FORMS, read_terms

if TYPE_CHECKING:
    from kg.engine.store import Store

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA_README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
TERMS = read_terms(ROOT / "data" / "context.jsonld", ROOT / "ontology")
# Classes that only gather others; no record is typed with one of them.
ABSTRACT = frozenset(
    [
        "Entity",
        "Agent",
        "Datable",
        "Occurrence",
        "Period",
        "Claim",
        "LegalProvision",
        "Case",
        "Penalty",
        "ProceduralAct",
    ]
)


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    for field in fields(Config):
        default = field.default
        shown = default.name if isinstance(default, Path) else str(default)
        assert f"| `KG_{field.name.upper()}` | `{shown}` |" in README


def test_every_command_is_in_the_readme() -> None:
    assert isinstance(main, click.Group)
    for name in main.commands:
        assert f"kg {name}" in README, name


def test_commands_of_the_readme_exist() -> None:
    assert isinstance(main, click.Group)
    for name in re.findall(r"\.venv/bin/kg ([a-z]+)", README + DATA_README):
        assert name in main.commands


@pytest.mark.parametrize("key", [*TERMS.keys, *KEYWORDS, *SHORT_FORMS])
def test_every_key_is_explained(key: str) -> None:
    assert f"`{key}`" in DATA_README or f"`{key}:" in DATA_README


@pytest.mark.parametrize("name", sorted(set(TERMS.classes) - ABSTRACT))
def test_every_type_is_explained(name: str) -> None:
    assert f"| `{name}` |" in DATA_README


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README + DATA_README))
def test_links_lead_to_files(path: str) -> None:
    assert (ROOT / path).exists() or (ROOT / "data" / path).exists()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"data/queries/[\w.-]+\.rq", README))))
def test_queries_of_the_readme_exist(path: str) -> None:
    assert (ROOT / path).is_file()


def test_versions_agree() -> None:
    version = yaml.safe_load((ROOT / "data" / "release.yaml").read_bytes())["version"]
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert yaml.safe_load((ROOT / "CITATION.cff").read_bytes())["version"] == version


def test_first_screen_is_a_screen() -> None:
    head = README.split("## Use", 1)[0]
    assert len(head.splitlines()) <= 60


def test_example_query_gives_the_answer_shown(real_store: Store) -> None:
    text = (ROOT / "data" / "queries" / "q02-charges-of-one-person.rq").read_text(encoding="utf-8")
    block = README.split("```csv\n", 1)[1].split("```", 1)[0]
    found = real_store.query(text).serialize(RESULTS_CSV).decode()
    assert list(csv.reader(io.StringIO(found))) == list(csv.reader(io.StringIO(block)))
