"""The command line: what each command prints, writes and exits with, on a small invented folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.release import folder

ROOT = Path(__file__).resolve().parents[2]
CASE = "cases/c-mcd2rn0.yaml"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/polpros/ontology#Charge> }"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a copy of the invented data, which the settings point to."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "fixtures" / "data", data)
    for name in ("context.jsonld", "release.yaml"):
        shutil.copy(ROOT / "data" / name, data / name)
    shutil.copytree(ROOT / "data" / "templates", data / "templates")
    monkeypatch.setenv("KG_DATA", str(data))
    monkeypatch.setenv("KG_OUT", str(tmp_path / "out"))
    return tmp_path


def _run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=text, catch_exceptions=False)


def _plant(home: Path, old: str, new: str) -> Path:
    path = home / "data" / CASE
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return path


def test_build_writes_a_release_and_makes_it_current(home: Path) -> None:
    result = _run("build")
    assert result.exit_code == 0, result.output
    assert folder.current(home / "out").name == "2026.11.0"
    folder.verify(folder.current(home / "out"))


def _content(release: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in release.rglob("*") if path.is_file()}


def test_same_input_gives_the_same_bytes(home: Path) -> None:
    _run("build")
    first = _content(folder.current(home / "out"))
    shutil.rmtree(home / "out")
    _run("build")
    second = _content(folder.current(home / "out"))
    assert first == second


def test_violation_stops_the_release_and_the_last_one_stays(home: Path) -> None:
    _run("build")
    before = (folder.current(home / "out") / "SHA256SUMS").read_bytes()
    path = _plant(home, "    attestation: attestation-monitor\n", "")
    result = _run("build")
    assert result.exit_code == 4
    assert "data/cases/c-mcd2rn0.yaml:19: P05" in result.output
    assert path.exists()
    assert (folder.current(home / "out") / "SHA256SUMS").read_bytes() == before


def test_missing_citation_is_refused_with_its_line(home: Path) -> None:
    path = _plant(
        home,
        "    attestation: attestation-monitor\n    cite:\n"
        "      - {doc: doc/invented-report, at: paragraph 2}\n",
        "    attestation: attestation-monitor\n",
    )
    result = _run("validate", str(path))
    assert result.exit_code == 4
    assert "c-mcd2rn0.yaml:19: P01" in result.output


def test_wrong_file_stops_the_release_and_the_last_one_stays(home: Path) -> None:
    _run("build")
    _plant(home, "date: 2021-02\n", "date: 2021-02-30\n")
    result = _run("build")
    assert result.exit_code == 3
    assert "data/cases/c-mcd2rn0.yaml:21: `date`" in result.output
    folder.verify(folder.current(home / "out"))


def test_validate_says_file_line_rule_and_mend(home: Path) -> None:
    path = _plant(home, "    attestation: attestation-monitor\n", "")
    result = _run("validate", str(path))
    assert result.exit_code == 4
    assert "c-mcd2rn0.yaml:19: P05" in result.output


def test_validate_shows_only_what_concerns_the_files(home: Path) -> None:
    _plant(home, "    attestation: attestation-monitor\n", "")
    result = _run("validate", str(home / "data" / "places" / "invented-town.yaml"))
    assert result.exit_code == 0
    assert "c-mcd2rn0" not in result.output


@pytest.mark.usefixtures("home")
def test_validate_of_good_data() -> None:
    result = _run("validate")
    assert result.exit_code == 0, result.output
    assert "0 violations" in result.output


@pytest.mark.usefixtures("home")
def test_query_answers_as_csv_and_json() -> None:
    _run("build")
    assert _run("query", "-", text=COUNT).output.splitlines() == ["n", "1"]
    assert '"value":"1"' in _run("query", "-", "--format", "json", text=COUNT).output


@pytest.mark.usefixtures("home")
def test_query_that_is_wrong_says_where() -> None:
    _run("build")
    result = _run("query", "-", text="SELECT ?s WHERE { ?s a }")
    assert result.exit_code == 6
    assert "1:" in result.output or "line 1" in result.output


@pytest.mark.usefixtures("home")
def test_query_without_a_release() -> None:
    result = _run("query", "-", text=COUNT)
    assert result.exit_code == 5
    assert "`kg build` makes one" in result.output


@pytest.mark.parametrize(
    ("kind", "name", "place"),
    [
        ("case", "Case of nobody", "cases/c-"),
        ("person", "Вымышленный Человек", "people/p-"),
        ("organisation", "Example Court", "organisations/example-court.yaml"),
        ("place", "Example Town", "places/example-town.yaml"),
        ("document", "An example: of a title", "documents/an-example-of-a-title.yaml"),
    ],
)
def test_new_writes_a_template_with_an_id(home: Path, kind: str, name: str, place: str) -> None:
    result = _run("new", kind, name)
    assert result.exit_code == 0, result.output
    path = Path(result.output.strip())
    assert str(path.relative_to(home / "data")).startswith(place)
    text = path.read_text(encoding="utf-8")
    assert name in text
    assert "{id}" not in text


def test_new_does_not_write_over_a_record(home: Path) -> None:
    before = (home / "data" / "places" / "invented-town.yaml").read_bytes()
    result = _run("new", "place", "Invented Town")
    assert result.exit_code == 2
    assert "exists" in result.output
    assert (home / "data" / "places" / "invented-town.yaml").read_bytes() == before


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["Мoscow", "<b>Town</b>", "Ба\u200bд", "  ", "Город"])
def test_new_refuses_a_name_that_is_no_label_or_no_slug(name: str) -> None:
    result = _run("new", "place", name)
    assert result.exit_code == 2


def test_a_new_person_validates_once_it_is_filled_in(home: Path) -> None:
    path = Path(_run("new", "person", "Invented Woman").output.strip())
    text = path.read_text(encoding="utf-8")
    text = text.replace("ID-OF-A-REVIEW", "invented").replace("ID-OF-A-DOCUMENT", "invented-report")
    path.write_text(text, encoding="utf-8")
    result = _run("validate", str(path))
    assert result.exit_code == 0, result.output
    assert home in path.parents


def test_empty_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = home / "empty"
    empty.mkdir()
    for name in ("context.jsonld", "release.yaml"):
        shutil.copy(ROOT / "data" / name, empty / name)
    monkeypatch.setenv("KG_DATA", str(empty))
    result = _run("build")
    assert result.exit_code == 3
    assert "no record in this folder" in result.output


@pytest.mark.usefixtures("home")
def test_unknown_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PROT", "1")
    result = _run("validate")
    assert result.exit_code == 2
    assert "KG_PROT is not a setting" in result.output
