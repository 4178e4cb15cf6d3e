"""What every test stands on.

- Hypothesis draws the same examples each time, so that a failure is a failure for everybody.
- No test sees a `KG_` setting of whoever runs it.
- Programs that are not Python packages are fixtures. Where one is missing its tests are skipped,
  with the reason; a name in `POLPROS_TEST_REQUIRE` (`chromium,virtuoso`) makes that a failure.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kg.build import build
from kg.config import Config
from kg.engine.store import Store
from kg.release import folder

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")


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
    """Return the folder of a release built from the real data."""
    out = tmp_path_factory.mktemp("release") / "out"
    built, _ = build(Config(out=out))
    return folder.write(built, out)


@pytest.fixture(scope="session")
def real_store(real_release: Path) -> Store:
    """Return the real release, loaded in this process."""
    return Store.open(real_release)
