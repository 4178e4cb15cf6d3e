"""What every test stands on.

- Hypothesis draws the same examples each time, so that a failure is a failure for everybody.
- No test sees a `KG_` setting of whoever runs it.
- Programs that are not Python packages are fixtures. Where one is missing its tests are skipped,
  with the reason; a name in `POLPROS_TEST_REQUIRE` (`chromium,virtuoso`) makes that a failure.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import kg
from kg.build import build, gather, read_about
from kg.check.report_files import report_files
from kg.config import Config
from kg.engine.store import Store
from kg.release import folder, making
from kg.release.coverage import coverage_files
from tests.slices import SOME_STATEMENTS, write_part

if TYPE_CHECKING:
    from kg.build import Sources

settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a crowded machine is
)
settings.load_profile("same")


# Sessions may run side by side, each with the release of its own sources.
RELEASES_KEPT = 3


@pytest.hookimpl(optionalhook=True)  # no such hook without pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    from tests.spread import Spread  # noqa: PLC0415

    return Spread(config, log)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("KG_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def chromium() -> str:
    return _program("chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def virtuoso() -> str:
    return _program("virtuoso", "virtuoso-t")


@pytest.fixture(scope="session")
def rscript() -> str:
    return _program("R", "Rscript")


@pytest.fixture(scope="session")
def node() -> str:
    return _program("node", "node", "nodejs")


def _program(name: str, *commands: str) -> str:
    """Return the path of the first of `commands` that is installed."""
    for command in commands:
        if path := shutil.which(command):
            return path
    reason = f"{name} is not installed (looked for {', '.join(commands)})"
    if name in os.environ.get("POLPROS_TEST_REQUIRE", "").split(","):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release built from the real data.

    It is kept in the cache for the next session, under a digest of all it is made of.
    """
    whole = Config()
    kept = whole.cache / "release-of-tests"
    out = kept / digest_of(whole)
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second finds what the first has built
        if not out.is_dir():
            _build(whole, tmp_path_factory.mktemp("release") / "out", out)
        os.utime(out)
        used = sorted(kept.glob("*/"), key=lambda path: path.stat().st_mtime)
        for path in used[:-RELEASES_KEPT]:
            shutil.rmtree(path, ignore_errors=True)
    return folder.current(out)


def _build(config: Config, building: Path, out: Path) -> None:
    """Build a release, and put it where it is looked for once it is whole."""
    built, found = build(config)
    extra = {**report_files(found), **coverage_files(built)}
    folder.switch(building, making.write(built, read_about(config), building, extra).name)
    copying = out.with_name(f"{out.name}.{os.getpid()}")
    shutil.copytree(building, copying, symlinks=True)
    copying.rename(out)


def digest_of(config: Config) -> str:
    """Return a digest of the program and of all the sources."""
    places = config.data, config.ontology, config.shapes, Path(kg.__file__).parent
    kinds = {".yaml", ".jsonld", ".ttl", ".rq", ".py"}
    files = [file for place in places for file in place.rglob("*") if file.suffix in kinds]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Return cases of the ten statements, with all they refer to."""
    return gather(write_part(tmp_path_factory.mktemp("statements"), SOME_STATEMENTS))


@pytest.fixture(scope="session")
def few_of_each_kind(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Return a record of every class, with all it refers to."""
    return gather(write_part(tmp_path_factory.mktemp("few"), (), 1))


@pytest.fixture(scope="session")
def real_store(real_release: Path) -> Store:
    """Return the real release, loaded in this process."""
    return Store.open(real_release)
