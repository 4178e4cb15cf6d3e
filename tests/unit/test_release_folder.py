"""Writing, replacing, switching and checking a release folder, and what a kill leaves behind."""

from __future__ import annotations

import errno
import fcntl
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ConfigError, DumpError
from kg.model.ns import GRAPH_META, GRAPH_RECORD, ID, PPO, RDF, SKOS
from kg.release import folder, making
from kg.release.about import about_from
from kg.release.describe import release_date_triple
from kg.release.manifest import checksums, measured
from kg.release.value import Build

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "2026.11.0"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    severity: str


def build(label: str = "Invented person", version: str = VERSION) -> Build:
    graph = NamedNode(f"{GRAPH_RECORD}p-0000001")
    person = NamedNode(f"{ID}p-0000001")
    date = release_date_triple("2026-11-22")
    quads = [
        Quad(person, NamedNode(f"{RDF}type"), NamedNode(f"{PPO}Person"), graph),
        Quad(person, NamedNode(f"{SKOS}prefLabel"), Literal(label, language="en"), graph),
        Quad(date.subject, date.predicate, date.object, NamedNode(GRAPH_META)),
    ]
    findings = [Finding("S04", "Warning"), Finding("S04", "Warning"), Finding("P04", "Info")]
    return Build(version, "2026-11-22", quads, findings, {"records": 1})


ABOUT = about_from(
    {
        "version": VERSION,
        "date": "2026-11-22",
        "title": {"en": "Invented data", "ru": "Вымышленные данные"},
        "description": {"en": "Cases of invented persons.", "ru": "Дела вымышленных лиц."},
        "coverage": {"en": "Two texts.", "ru": "Два текста."},
    }
)


def content(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()
    }


def test_a_release_holds_its_files_and_checks(tmp_path: Path) -> None:
    extra = {"report.json": b"{}", "more/a.txt": b"a\n"}
    written = making.write(build(), ABOUT, tmp_path, extra)
    assert written == tmp_path / VERSION
    names = set(content(written))
    assert {"polpros.nq", "polpros.nt.zst", "records.ttl", "links.trig.gz", "search.sqlite"} < names
    assert {"tables/persons.csv", "tables/claims.parquet", "tables/datapackage.json"} < names
    assert {"changes.json", "changes.atom", "README.txt", "CITATION.cff"} < names
    assert {"dataset.ttl", "ro-crate-metadata.json", "datacite.json", *extra} < names
    folder.verify(written)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=written, check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", VERSION]


def test_every_file_has_a_maker(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path, {"report.json": b"{}"})
    found = making.made_by(written)
    assert set(found) == set(content(written))
    assert set(found.values()) == set(making.MAKERS)
    assert found["report.json"] == "extra"


def test_the_manifest_says_what_was_built(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    found = json.loads((written / "release.json").read_bytes())
    assert found["version"] == VERSION
    assert found["date"] == "2026-11-22"
    assert found["counts"] == {"records": 1}
    assert found["rules"] == {"rule": {"P04": 1, "S04": 2}, "severity": {"Info": 1, "Warning": 2}}
    assert found["previous"] is None
    assert about_from(found["about"]) == ABOUT
    assert sorted(found["tools"]) == [
        *("owlrl", "pyarrow", "pyoxigraph", "pyshacl", "rdflib", "zstandard")
    ]
    size = (written / "polpros.nq").stat().st_size
    assert found["files"]["polpros.nq"]["bytes"] == size
    assert "release.json" not in found["files"]


def test_same_build_gives_same_bytes_in_another_folder(tmp_path: Path) -> None:
    first, other = build(), build()
    other = replace(other, quads=[*reversed(other.quads), *other.quads])
    one, two = (
        making.write(first, ABOUT, tmp_path / "1"),
        making.write(other, ABOUT, tmp_path / "2"),
    )
    assert content(one) == content(two)


def test_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    before = written.stat().st_ino
    (written / folder.PUBLISHED).touch()
    assert making.write(build(), ABOUT, tmp_path).stat().st_ino == before


def test_other_bytes_replace_a_release_of_the_same_version(tmp_path: Path) -> None:
    making.write(build("Old name"), ABOUT, tmp_path)
    written = making.write(build("New name"), ABOUT, tmp_path)
    assert b"New name" in (written / "polpros.nq").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", VERSION]


def test_a_published_release_never_changes(tmp_path: Path) -> None:
    written = making.write(build("Old name"), ABOUT, tmp_path)
    (written / folder.PUBLISHED).touch()
    before = content(written)
    with pytest.raises(DumpError, match=r"never changes.*raise the version"):
        making.write(build("New name"), ABOUT, tmp_path)
    assert content(written) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", VERSION]


def test_a_damaged_release_is_built_again(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    before = content(written)
    (written / "law.ttl").write_bytes(b"damaged")
    assert content(making.write(build(), ABOUT, tmp_path)) == before


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    path = written / "records.ttl"
    path.write_bytes(path.read_bytes().replace(b"Invented", b"Inverted"))
    with pytest.raises(DumpError, match=r"checksum differs: .*records\.ttl; build the release"):
        folder.verify(written)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    (written / "vocab.ttl").unlink()
    with pytest.raises(DumpError, match=r"missing: vocab\.ttl"):
        folder.verify(written)


@pytest.mark.parametrize("sums", ["", "no sums\n", None])
def test_damaged_checksums_are_an_error(tmp_path: Path, sums: str | None) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    (written / "SHA256SUMS").unlink()
    if sums is not None:
        (written / "SHA256SUMS").write_text(sums)
    with pytest.raises(DumpError, match="SHA256SUMS"):
        folder.verify(written)


def test_checksums_cut_short_are_an_error(tmp_path: Path) -> None:
    written = making.write(build(), ABOUT, tmp_path)
    path = written / "SHA256SUMS"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(DumpError, match=r"missing: release\.json"):
        folder.verify(written)


def test_switch_names_the_current_release(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="kg build"):
        folder.current(tmp_path)
    for version in (VERSION, "2026.12.0"):
        making.write(build(version=version), ABOUT, tmp_path)
        folder.switch(tmp_path, version)
        assert folder.current(tmp_path) == tmp_path / version
    assert (tmp_path / "current").resolve() == (tmp_path / "2026.12.0").resolve()


def test_switch_to_a_damaged_or_missing_release_leaves_the_current_one(tmp_path: Path) -> None:
    making.write(build(), ABOUT, tmp_path)
    folder.switch(tmp_path, VERSION)
    (making.write(build(version="2026.12.0"), ABOUT, tmp_path) / "law.ttl").unlink()
    for version in ("2026.12.0", "2026.12.1"):
        with pytest.raises(DumpError):
            folder.switch(tmp_path, version)
        assert folder.current(tmp_path) == tmp_path / VERSION


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(DumpError, match="another build"):
            making.write(build(), ABOUT, tmp_path)
        with pytest.raises(DumpError, match="another build"):
            folder.switch(tmp_path, VERSION)
    making.write(build(), ABOUT, tmp_path)


@pytest.mark.parametrize(
    "name",
    ["polpros.nq", "release.json", "PUBLISHED", "search.sqlite", "README.txt", "changes.json"],
)
def test_an_extra_file_cannot_take_the_place_of_an_own_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(DumpError, match="cannot be an extra file"):
        making.write(build(), ABOUT, tmp_path, {name: b""})


@pytest.mark.parametrize("name", ["../x", "/x/y", "a/../../x", "./x", ""])
def test_an_extra_file_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(DumpError, match="no name for a file"):
        making.write(build(), ABOUT, tmp_path / "out", {name: b""})
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".lock"]


@pytest.mark.parametrize("version", ["", "../x", "2026.13.0", "2026.11", "2026.11.0+x", "v1"])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(ConfigError, match="version"):
        build(version=version)
    with pytest.raises(ConfigError, match="version"):
        folder.switch(tmp_path, version)


def test_a_date_that_is_none_is_refused() -> None:
    for date in ("", "2026-02-30", "20261122", "22.11.2026"):
        with pytest.raises(ConfigError, match="YYYY-MM-DD"):
            replace(build(), date=date)


def test_an_empty_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="nothing to release"):
        making.write(replace(build(), quads=[]), ABOUT, tmp_path)


LASTING = ("rename", "replace", "fsync", "symlink", "unlink", "rmdir")
Step = Callable[[], None]


def before_steps(patch: pytest.MonkeyPatch, act: Step, *names: str) -> None:
    """Call `act` before every step that changes the disk or makes a change last."""

    def wrapped(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **named: object) -> object:
            act()
            return real(*args, **named)

        return step

    for name in names:
        patch.setattr(os, name, wrapped(getattr(os, name)))


def at_step(number: int, act: Step) -> Step:
    """Return a function that calls `act` when it is itself called for that time, from 0."""
    calls = itertools.count()

    def step() -> None:
        if next(calls) == number:
            act()

    return step


def few(text: str) -> Callable[[Path], list[str]]:
    """Return what fills a release with few files: the makers are tried elsewhere."""

    def fill(target: Path) -> list[str]:
        for name in ("a.txt", "more/b.txt", "release.json"):
            path = target / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        sums = checksums(measured(target, ["a.txt", "more/b.txt", "release.json"]))
        (target / "SHA256SUMS").write_bytes(sums)
        return ["a.txt", "more/b.txt", "release.json", "SHA256SUMS"]

    return fill


def rebuild(out: Path) -> None:
    folder.put(out, VERSION, few("new"))
    folder.switch(out, VERSION)


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Return a folder with one release, which is the current one."""
    folder.put(tmp_path / "released", VERSION, few("old"))
    folder.switch(tmp_path / "released", VERSION)
    return tmp_path / "released"


def count_steps(released: Path, *names: str) -> int:
    copy = shutil.copytree(released, released.with_name("counted"), symlinks=True)
    seen: list[None] = []
    with pytest.MonkeyPatch.context() as patch:
        before_steps(patch, lambda: seen.append(None), *names)
        rebuild(copy)
    return len(seen)


def kill_at(out: Path, number: int) -> int:
    """Return the exit code of a child process that is gone, without clean-up, at one step."""
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            before_steps(patch, at_step(number, lambda: os._exit(9)), "mkdir", *LASTING)
            rebuild(out)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.alone  # Python objects to a fork of a process with threads, as those side by side are
def test_a_kill_at_any_step_leaves_a_whole_release(released: Path, tmp_path: Path) -> None:
    old = content(folder.current(released))
    new = content(folder.put(tmp_path / "new", VERSION, few("new")))
    total = count_steps(released, "mkdir", *LASTING)
    assert total > 15
    for number in range(total):
        out = shutil.copytree(released, tmp_path / str(number), symlinks=True)
        assert kill_at(out, number) == 9
        folder.verify(folder.current(out))
        assert content(folder.current(out)) in (old, new)
        rebuild(out)
        assert content(folder.current(out)) == new
        assert sorted(path.name for path in out.iterdir()) == [".lock", VERSION, "current"]


def no_space() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_at_any_step_leaves_a_whole_release(released: Path, tmp_path: Path) -> None:
    for number in range(count_steps(released, *LASTING)):
        out = shutil.copytree(released, tmp_path / str(number), symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            before_steps(patch, at_step(number, no_space), *LASTING)
            with pytest.raises(DumpError, match="No space left"):
                rebuild(out)
        folder.verify(folder.current(out))


def test_an_unwritable_place_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DumpError, match="cannot write a release"):
        making.write(build(), ABOUT, tmp_path / "file" / "out")
