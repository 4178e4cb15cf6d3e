"""What changed between two releases: the triples, the records, the feed, and where none is."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import DumpError
from kg.model.ns import ID, PPO, SKOS
from kg.release import making
from kg.release.changes import compare, lines, merge
from kg.release.value import TYPE
from kg.views.changes import changes_page
from tests.small_build import CASE, build, quad, said

if TYPE_CHECKING:
    from pathlib import Path

NEW = f"{ID}p-1111111"
MORE = [
    quad(NEW, TYPE, f"{PPO}Person"),
    quad(NEW, f"{SKOS}prefLabel", said("New Invented", "en")),
]
GONE = [
    quad(f"{ID}p-2222222", TYPE, f"{PPO}Person"),
    quad(f"{ID}p-2222222", f"{SKOS}prefLabel", said("Taken out", "en")),
]


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "release.json").read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two releases, of which the second names the first."""
    found = tmp_path_factory.mktemp("out")
    first = making.write(*build(24, GONE), found)
    named = {"version": "2026.11.0", "manifest": digest(first)}
    making.write(*build(36, MORE, version="2026.12.0", previous=named), found)
    return found


def test_the_triples_make_the_new_dump_of_the_old_one(out: Path) -> None:
    old, new = out / "2026.11.0", out / "2026.12.0"

    def of(name: str) -> set[str]:
        text = gzip.decompress((new / f"{name}.nt.gz").read_bytes()).decode()
        return set(text.splitlines(keepends=True))

    before, after = set(lines(old, "polpros")), set(lines(new, "polpros"))
    assert (before - of("changes-removed")) | of("changes-added") == after
    assert of("changes-added") == after - before
    assert of("changes-removed") == before - after


def test_records_are_told_as_people_read_them(out: Path) -> None:
    told = json.loads((out / "2026.12.0" / "changes.json").read_bytes())
    page = changes_page(told, "en")
    new, changed, gone = page.groups
    assert [(one.label, one.href) for one in new.records] == [("New Invented", "/id/p-1111111")]
    assert [one.name for one in changed.records] == ["id/c-0000000"]
    (line,) = changed.records[0].lines
    assert (line.part, line.property, line.before, line.now) == ("sentence-1", "term", "24", "36")
    assert [(one.name, one.label, one.href) for one in gone.records] == [("id/p-2222222", "", "")]
    assert page.releases == (("2026.12.0", "2026-11-22"), ("2026.11.0", "2026-11-22"))


def test_a_record_that_is_gone_is_not_named(out: Path) -> None:
    new = out / "2026.12.0"
    for name in ("changes.json", "changes.atom", "README.txt", "dataset.ttl"):
        assert "Taken out" not in (new / name).read_text("utf-8")


def test_the_feed_has_an_entry_a_release_and_no_names(out: Path) -> None:
    text = (out / "2026.12.0" / "changes.atom").read_text("utf-8")
    assert text.count("<entry>") == 2
    assert "Since 2026.11.0: records new 1, changed 1, gone 1" in text
    assert "Invented Person" not in text
    assert CASE not in text


def test_the_manifest_and_the_description_name_the_release_before(out: Path) -> None:
    told = json.loads((out / "2026.12.0" / "release.json").read_bytes())
    assert told["previous"] == {"version": "2026.11.0", "manifest": digest(out / "2026.11.0")}
    assert "previousVersion" in (out / "2026.12.0" / "dataset.ttl").read_text("utf-8")
    related = json.loads((out / "2026.12.0" / "datacite.json").read_bytes())["relatedIdentifiers"]
    assert "IsNewVersionOf" in {one["relationType"] for one in related}


def test_a_first_release_says_so(out: Path) -> None:
    told = json.loads((out / "2026.11.0" / "changes.json").read_bytes())
    assert told["previous"] is told["changes"] is None
    assert not changes_page(told, "ru").old


def test_without_the_release_before_nothing_is_compared(tmp_path: Path) -> None:
    named = {"version": "2026.10.0", "manifest": "a" * 64}
    written = making.write(*build(previous=named), tmp_path)
    told = json.loads((written / "changes.json").read_bytes())
    assert (told["previous"], told["changes"]) == (named, None)
    page = changes_page(told, "en")
    assert (page.old, page.is_compared) == ("2026.10.0", False)


def test_another_release_in_its_place_is_refused(out: Path) -> None:
    named = {"version": "2026.11.0", "manifest": "a" * 64}
    with pytest.raises(DumpError, match="is not the release that"):
        making.write(*build(version="2027.01.0", previous=named), out)


def test_a_folder_without_dumps_is_refused(out: Path, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="cannot be compared"):
        compare(tmp_path, out / "2026.11.0", ("a", "b"))


def test_the_command_says_it_in_two_languages(out: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["diff", *arguments], env={"KG_OUT": str(out)})
        assert done.exit_code == 0, done.output
        return done.output

    text = run("2026.11.0", str(out / "2026.12.0"), "--to", str(tmp_path / "new"))
    assert "New records: 1\n  id/p-1111111  New Invented  (+2 -0)" in text
    assert "    sentence-1: term: before 24; now 36" in text
    assert (tmp_path / "new" / "changes-added.nt.zst").is_file()
    assert "Новые записи: 1" in run("2026.11.0", "2026.12.0", "--lang", "ru")
    assert json.loads(run("2026.11.0", "2026.12.0", "--json"))["new"] == "2026.12.0"
    missing = CliRunner().invoke(main, ["diff", "2020.01.0", "x"], env={"KG_OUT": str(out)})
    assert missing.exit_code == DumpError.exit_code


SORTED = st.lists(st.text(max_size=3), max_size=12, unique=True).map(sorted)


@given(SORTED, SORTED)
def test_a_merge_tells_every_line_once(old: list[str], new: list[str]) -> None:
    found = list(merge(old, new))
    assert [line for sign, line in found if sign in "-="] == old
    assert [line for sign, line in found if sign in "+="] == new
    assert {line for sign, line in found if sign == "="} == set(old) & set(new)
