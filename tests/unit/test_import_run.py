"""An import from end to end, on small invented tables: what it writes, keeps, lists and refuses."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import ConfigError, SourceError, SourcesError
from kg.ingest import run
from kg.ingest.ledger import ledger_text, read_ledger

if TYPE_CHECKING:
    from kg.ingest.plan import Plan

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with invented tables and an invented mapping, which the settings name."""
    shutil.copytree(FIXTURES / "tables", tmp_path / "tables")
    shutil.copytree(FIXTURES / "import", tmp_path / "data" / "import")
    monkeypatch.setenv("KG_DATA", str(tmp_path / "data"))
    return tmp_path


def _plan(home: Path, *settled: str) -> Plan:
    choose = random.Random(7).choice  # noqa: S311 — the same ids each time
    (plan,) = run.plans(home / "data", home / "tables", ["people"], choose, settled)
    return plan


def _write(home: Path, *settled: str) -> Plan:
    plan = _plan(home, *settled)
    run.write([plan], home / "data")
    return plan


def _files(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): path.read_text(encoding="utf-8")
        for path in sorted((home / "data").rglob("*.yaml"))
    }


def _states(plan: Plan) -> list[str]:
    return [outcome.state for outcome in plan.outcomes]


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _record(home: Path, plan: Plan, key: str) -> Path:
    return next(home / "data" / one.path for one in plan.outcomes if one.key == key)


def _kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments], catch_exceptions=False)


def test_each_row_ends_in_one_way(home: Path) -> None:
    plan = _write(home)
    assert _states(plan) == ["new", "held", "unplaced", "new"]
    assert [one.reason for one in plan.of("held")] == ["invented reason"]
    assert [(one.line, one.reason) for one in plan.of("unplaced")] == [
        (4, "'West' has no entry in the lookup regions")
    ]
    assert sorted(path.stem for path in (home / "data/people").iterdir()) == sorted(
        one.id for one in plan.of("new")
    )


def test_a_record_has_the_layout_of_a_file_written_by_hand(home: Path) -> None:
    plan = _plan(home)
    assert plan.outcomes[3].text == (
        f"id: {plan.outcomes[3].id}\n"
        "type: Person\n"
        "label:\n"
        "  ru: Четвёртая, Зоя\n"
        "\n"
        "names:\n"
        "  - id: name-ru\n"
        "    form: {ru: 'Четвёртая, Зоя'}\n"
        "    kind: namekind-original-script\n"
        "publicRole: role-activist\n"
        "publicationLevel: level-public\n"
        "publicationBasis: basis-named-by-monitor\n"
        "reviewedIn: review/invented\n"
        "cite:\n"
        "  - {doc: doc/invented-report, at: row 4}\n"
        "\n"
        "claims:\n"
        "  - id: listed\n"
        "    type: Assessment\n"
        "    claimedBy: org/invented-monitor\n"
        f"    about: [{plan.outcomes[3].id}]\n"
        "    listRegion: place/invented-south\n"
        "    note:\n"
        "      en: 'a note; another: with a colon'\n"
        "    dateText:\n"
        "      en: since 2021-03-04\n"
        "\n"
        "events:\n"
        "  - id: event-1\n"
        "    date: 2021-03-04\n"
        f"    affects: {plan.outcomes[3].id}\n"
    )


def test_running_it_twice_changes_nothing(home: Path) -> None:
    _write(home)
    before = _files(home)
    again = _write(home)
    assert _states(again) == ["unchanged", "held", "unplaced", "unchanged"]
    assert _files(home) == before


def test_ids_stay_when_rows_move(home: Path) -> None:
    first = {one.key: one.id for one in _write(home).outcomes}
    table = home / "tables/people.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    second = {one.key: one.id for one in _write(home).outcomes}
    assert first == second


def test_a_change_in_the_table_is_shown_and_then_written(home: Path) -> None:
    plan = _write(home)
    _replace(home / "tables/people.csv", "2021-03-04", "2021-03-05")
    before = _files(home)
    result = _kg(str(home / "tables"))
    assert result.exit_code == 0
    assert "-      en: since 2021-03-04" in result.output
    assert "+      en: since 2021-03-05" in result.output
    assert _files(home) == before
    assert _states(_write(home)) == ["unchanged", "held", "unplaced", "changed"]
    assert "since 2021-03-05" in _record(home, plan, "4").read_text(encoding="utf-8")


def test_a_hand_edit_is_never_overwritten(home: Path) -> None:
    plan = _write(home)
    path = _record(home, plan, "4")
    _replace(path, "role-activist", "role-blogger")
    edited = path.read_text(encoding="utf-8")
    assert _states(_write(home))[3] == "kept"
    _replace(home / "tables/people.csv", "2021-03-04", "2021-03-05")
    assert _states(_write(home))[3] == "edited"
    assert path.read_text(encoding="utf-8") == edited
    result = _kg(str(home / "tables"), "--strict")
    assert result.exit_code == 4
    assert "edited by hand, left alone" in result.output
    assert "since 2021-03-05" in result.output


def test_a_settled_difference_is_not_shown_until_the_table_changes(home: Path) -> None:
    plan = _write(home)
    path = _record(home, plan, "4")
    _replace(path, "role-activist", "role-blogger")
    _replace(home / "tables/people.csv", "2021-03-04", "2021-03-05")
    assert _states(_write(home, plan.outcomes[3].id))[3] == "kept"
    assert _states(_write(home))[3] == "kept"
    _replace(home / "tables/people.csv", "2021-03-05", "2021-03-06")
    assert _states(_write(home))[3] == "edited"


def test_nothing_is_settled_that_does_not_differ(home: Path) -> None:
    plan = _write(home)
    with pytest.raises(ConfigError, match="no difference to settle"):
        _plan(home, plan.outcomes[3].id)


def test_a_removed_record_is_not_written_again(home: Path) -> None:
    plan = _write(home)
    _record(home, plan, "4").unlink()
    again = _write(home)
    assert _states(again)[3] == "removed"
    assert not _record(home, plan, "4").exists()


def test_an_import_that_was_cut_off_keeps_its_ids(home: Path) -> None:
    plan = _write(home)
    ledger = home / "data/import/ledger/people.yaml"
    entry = read_ledger(ledger)["4"]
    _replace(ledger, entry.written, "'-'")
    _record(home, plan, "4").unlink()
    again = _write(home)
    assert (again.outcomes[3].state, again.outcomes[3].id) == ("new", entry.id)


def test_a_row_that_is_gone_or_held_back_now_is_listed_and_nothing_deleted(home: Path) -> None:
    plan = _write(home)
    table = home / "tables/people.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(rows[:-1]).replace("Пробный", "Мнимый") + "\n", encoding="utf-8")
    again = _write(home)
    assert [(one.key, one.reason) for one in again.stranded] == [
        ("1", "the row is now held back"),
        ("4", "the row is gone from the table"),
    ]
    assert _record(home, plan, "4").exists()
    assert _record(home, plan, "1").exists()


def test_rows_held_back_are_counted_and_not_named(home: Path) -> None:
    result = _kg(str(home / "tables"))
    assert "held back, 1: invented reason" in result.output
    assert "Мнимая" not in result.output
    assert "people.csv:3" not in result.output


def test_unplaced_rows_are_listed_with_table_line_and_reason(home: Path) -> None:
    result = _kg(str(home / "tables"))
    assert result.exit_code == 0
    assert "people: 4 rows of people.csv: 2 new, 1 held back, 1 unplaced" in result.output
    assert "unplaced: people.csv:4: 'West' has no entry in the lookup regions" in result.output
    assert _kg(str(home / "tables"), "--strict").exit_code == 4


def test_without_write_nothing_is_written(home: Path) -> None:
    before = _files(home)
    _kg(str(home / "tables"))
    assert _files(home) == before
    assert "2 files written" in _kg(str(home / "tables"), "--write").output


def test_a_joined_row_has_no_record_of_its_own(home: Path) -> None:
    decisions = home / "data/import/decisions/joins-invented.yaml"
    decisions.parent.mkdir(exist_ok=True)
    decisions.write_text(
        "joins:\n"
        "  - {row: people 4, is: people 1, same: yes, why: invented, by: editors, on: 2026-11-23}\n"
        "  - {row: people 1, is: people 3, same: no, why: invented, by: editors, on: 2026-11-23}\n",
        encoding="utf-8",
    )
    plan = _write(home)
    assert _states(plan) == ["new", "held", "unplaced", "joined"]
    assert plan.outcomes[3].id == plan.outcomes[0].id
    _replace(decisions, "is: people 1, same: yes", "is: p-4sd1q6q, same: yes")
    assert _plan(home).outcomes[3].id == "p-4sd1q6q"
    _replace(decisions, "is: p-4sd1q6q, same: yes", "is: people 3, same: yes")
    assert _plan(home).outcomes[3].reason == "it is said to be another row, which has no record"
    _replace(decisions, "same: yes", "same: unsure")
    assert _plan(home).outcomes[3].state == "new"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("same: yes", "same: perhaps", "`same` is one of yes, no, unsure"),
        ("is: people 1", "is: people", "is no row"),
        ("on: 2026-11-23", "on: soon", "is not a date"),
        (", by: editors", "", "a decision has row, is, same, why, by, on"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_an_error_with_its_line(
    home: Path, old: str, new: str, message: str
) -> None:
    decisions = home / "data/import/decisions/joins.yaml"
    decisions.parent.mkdir(exist_ok=True)
    decision = "{row: people 4, is: people 1, same: yes, why: w, by: editors, on: 2026-11-23}"
    text = f"joins:\n  - {decision}\n"
    decisions.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message) as caught:
        _plan(home)
    assert caught.value.where.line == 2


def test_two_rows_with_one_key_are_not_two_records(home: Path) -> None:
    with (home / "tables/people.csv").open("a", encoding="utf-8") as file:
        file.write("1,Другой Человек,,,,,\n")
    plan = _plan(home)
    assert plan.outcomes[4].reason == "the key '1' is that of line 2 too"


def test_a_readable_id_never_changes(home: Path) -> None:
    mapping = home / "data/import/mappings/people.yaml"
    _replace(mapping, "id: {mint: p}", "id: place/row-${stage}-${no}")
    plan = _write(home)
    assert plan.outcomes[3].id == "place/row-convicted-4"
    _replace(home / "tables/people.csv", "convicted,2021-03-04", "charged,2021-03-04")
    assert "ids never change" in _plan(home).outcomes[3].reason


def test_an_id_that_is_none_makes_the_row_unplaced(home: Path) -> None:
    _replace(home / "data/import/mappings/people.yaml", "id: {mint: p}", "id: doc/${name}")
    assert _plan(home).outcomes[0].reason.endswith("is no id")


def test_a_file_that_was_there_before_is_left_alone(home: Path) -> None:
    mapping = home / "data/import/mappings/people.yaml"
    _replace(mapping, "id: {mint: p}", "id: place/row-${no}")
    old = home / "data/people/row-4.yaml"
    old.parent.mkdir()
    old.write_text("id: place/row-4\n", encoding="utf-8")
    assert _states(_write(home))[3] == "edited"
    assert old.read_text(encoding="utf-8") == "id: place/row-4\n"


def test_a_secret_key_stands_nowhere_in_the_ledger(home: Path) -> None:
    mapping = home / "data/import/mappings/people.yaml"
    _replace(mapping, "key: [no]", "key: [name]\nsecret: yes")
    _write(home)
    text = (home / "data/import/ledger/people.yaml").read_text(encoding="utf-8")
    assert "Зоя" not in text
    assert len(read_ledger(home / "data/import/ledger/people.yaml")) == 2


def test_a_ledger_comes_back_as_it_was(home: Path) -> None:
    ledger = _write(home).ledger
    path = home / "data/import/ledger/people.yaml"
    assert read_ledger(path) == ledger
    assert path.read_text(encoding="utf-8") == ledger_text(ledger)
    assert read_ledger(home / "none.yaml") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("'1': {id: p-4sd1q6q}\n", "an entry is"),
        ("'1': {id: p-4sd1q6r, written: '0'}\n", "an entry is"),
        ("'1': {id: p-4sd1q6q, written: a}\n'2': {id: p-4sd1q6q, written: b}\n", "is that of `1`"),
    ],
)
def test_a_broken_ledger_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ledger.yaml"
    path.write_text("# head\n" + text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_ledger(path)


def test_what_is_not_there_is_named(home: Path) -> None:
    assert "there is no mapping 'none'" in _kg(str(home / "tables"), "--mapping", "none").output
    (home / "tables/facts.csv").unlink()
    assert "is this the folder of the tables" in _kg(str(home / "tables")).output
    shutil.rmtree(home / "data/import")
    assert "no mapping there" in _kg(str(home / "tables")).output


def test_mappings_that_wait_for_each_other_are_an_error(home: Path) -> None:
    mapping = home / "data/import/mappings/people.yaml"
    shutil.copy(mapping, mapping.with_stem("others"))
    _replace(mapping, "folder: people", "folder: people\nafter: [others]")
    _replace(mapping.with_stem("others"), "folder: people", "folder: people\nafter: [people]")
    assert "in a circle" in _kg(str(home / "tables")).output


def test_a_mapping_points_to_the_records_of_another(home: Path) -> None:
    mapping = home / "data/import/mappings/people.yaml"
    other = mapping.with_stem("others")
    shutil.copy(mapping, other)
    _replace(other, "folder: people", "folder: people\nafter: [people]")
    _replace(other, "reviewedIn: review/invented", "reviewedIn: ${no | record people}")
    choose = random.Random(7).choice  # noqa: S311
    people, others = run.plans(home / "data", home / "tables", [], choose)
    assert f"reviewedIn: {people.outcomes[3].id}\n" in others.outcomes[3].text
    assert others.outcomes[3].id != people.outcomes[3].id


def test_a_broken_table_is_an_error_with_its_lines(home: Path) -> None:
    with (home / "tables/people.csv").open("a", encoding="utf-8") as file:
        file.write("5,Короткая\n")
    with pytest.raises(SourcesError, match=r"people\.csv:6: 2 values under 7 columns"):
        _plan(home)
