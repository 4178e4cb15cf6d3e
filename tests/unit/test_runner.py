"""Running the tests: what fails once is told, and what fails twice has failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import __main__ as runner
from tests.spread import group

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNNER = Path(runner.__file__)
FILES = {
    "steady": "def test_steady():\n    assert True\n",
    "alone": "import pytest\n@pytest.mark.alone\ndef test_alone():\n    assert True\n",
    "broken": "def test_broken():\n    assert False\n",
    "unsteady": """
from pathlib import Path
def test_unsteady():
    tried = Path(__file__).with_suffix(".tried")
    is_second = tried.exists()
    tried.touch()
    assert is_second
""",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner.LAST_FAILED.parent.mkdir(parents=True)


class Runs:
    """Stands for pytest: ends each time as it is told, with these tests in mind as failed."""

    def __init__(self, *ends: tuple[int, Sequence[str]]) -> None:
        self.ends = list(ends)
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *arguments: str) -> int:
        self.asked.append(arguments)
        code, failed = self.ends.pop(0)
        runner.LAST_FAILED.write_text(json.dumps(dict.fromkeys(failed, True)), "utf-8")
        return code


def run(
    monkeypatch: pytest.MonkeyPatch, *ends: tuple[int, Sequence[str]], again: bool = True
) -> tuple[int, Runs]:
    runs = Runs(*ends)
    monkeypatch.setattr(runner, "_pytest", runs)
    return runner.main(["--again"] if again else []), runs


def unsteady() -> list[str]:
    return runner.UNSTEADY.read_text("utf-8").splitlines() if runner.UNSTEADY.exists() else []


def test_two_runs_and_no_more_where_all_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    runner.UNSTEADY.write_text("of the run before\n", "utf-8")
    code, runs = run(monkeypatch, (0, []), (0, []))
    assert (code, runs.asked, unsteady()) == (0, [*runner.PASSES], [])


def test_what_passes_only_when_run_again_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, runs = run(monkeypatch, (1, ["a::x"]), (1, ["a::x", "b::y"]), (0, []))
    assert (code, runs.asked[2], unsteady()) == (0, runner.AGAIN, ["a::x", "b::y"])
    assert "PASSED ONLY WHEN RUN AGAIN:\n  a::x\n  b::y\n" in capsys.readouterr().out


def test_what_fails_twice_has_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(monkeypatch, (1, ["a::x", "b::y"]), (0, ["a::x", "b::y"]), (1, ["b::y"]))
    assert (code, unsteady()) == (1, ["a::x"])
    assert "Failed twice:\n  b::y\n" in capsys.readouterr().out


def test_what_was_not_found_again_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, (1, ["a::x"]), (0, ["a::x"]), (0, ["a::x"]))[0] == 1
    assert run(monkeypatch, (1, ["a::x"]), (0, ["a::x"]), (5, []))[0] == 5


def test_nothing_is_run_again_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    code, runs = run(monkeypatch, (1, ["a::x"]), (0, ["a::x"]), again=False)
    assert (code, len(runs.asked), unsteady()) == (1, 2, [])


@pytest.mark.parametrize(
    ("first", "second", "failed"),
    [
        (2, 0, ["a"]),  # a file that cannot be read
        (1, -9, ["a::x"]),  # killed
        (0, 5, []),  # nothing to run
        (3, 1, ["a::x"]),  # pytest broke down
        (1, 0, []),  # nobody knows what failed
        (1, 0, [f"a::{number}" for number in range(11)]),  # too many for noise
    ],
)
def test_what_is_no_noise_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch, first: int, second: int, failed: Sequence[str]
) -> None:
    code, runs = run(monkeypatch, (first, failed), (second, failed))
    assert code == (first or second)
    assert len(runs.asked) == 2


def test_pytest_keeps_in_mind_what_is_run_again(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = alone\naddopts = -q\n", "utf-8")
    for name, text in FILES.items():
        (tmp_path / f"test_{name}.py").write_text(text, "utf-8")
    environ = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
    ended = subprocess.run(
        [sys.executable, str(RUNNER), "--again"],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended
    assert "PASSED ONLY WHEN RUN AGAIN:\n  test_unsteady.py::test_unsteady\n" in ended.stdout
    assert "Failed twice:\n  test_broken.py::test_broken\n" in ended.stdout
    assert unsteady() == ["test_unsteady.py::test_unsteady"]


def test_files_that_share_a_release_or_a_browser_stay_together() -> None:
    assert group("tests/browser/test_watched.py") == "browser"
    assert group("tests/test_data.py") == "release"
    assert group("tests/unit/test_ids.py") == "tests/unit/test_ids.py"
