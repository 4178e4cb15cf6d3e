"""What every test stands on.

- Hypothesis draws the same examples each time, so that a failure is a failure for everybody.
- No test sees a `KG_` setting of whoever runs it.
- Programs that are not Python packages are fixtures. Where one is missing its tests are skipped,
  with the reason; a name in `POLPROS_TEST_REQUIRE` (`chromium,virtuoso`) makes that a failure.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import kg
from kg.build import build, gather
from kg.config import Config
from kg.engine.store import Store
from kg.release import folder
from tests.slices import SOME_STATEMENTS, write_part

if TYPE_CHECKING:
    from kg.build import Sources

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")


# Sessions may run side by side, each with the release of its own sources.
RELEASES_KEPT = 3


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
    if not (out / folder.CURRENT).is_symlink():
        building = tmp_path_factory.mktemp("release") / "out"
        built, _ = build(whole)
        folder.switch(building, folder.write(built, building).name)
        kept.mkdir(parents=True, exist_ok=True)
        older = sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime)[:-RELEASES_KEPT]
        for path in older:
            shutil.rmtree(path, ignore_errors=True)
        whole_copy = kept / f"{out.name}.{os.getpid()}"
        shutil.copytree(building, whole_copy, symlinks=True)
        if out.is_dir():
            return folder.current(building)
        whole_copy.rename(out)
    return folder.current(out)


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
