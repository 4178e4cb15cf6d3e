"""Runs every test: most in two processes, then alone those that a busy machine would disturb.

With `--again`, a few tests that fail are run once more, one after the other, and the end says
which of them passed only then. What is not the failure of a test is never run again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSES: Final = (
    # In the order of the folders: those whose tests are few and long come first.
    ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not alone"),
    ("-m", "alone"),
)
AGAIN: Final = ("--last-failed", "--last-failed-no-failures", "none")
PASSED, FAILED = 0, 1
"""Exit codes of pytest; any other is no result at all."""
NOISE: Final = 10
"""Tests that may fail for want of a quiet machine; if more do, that is not why."""

LAST_FAILED: Final = Path(".pytest_cache/v/cache/lastfailed")
"""What pytest keeps in mind as failed."""
UNSTEADY: Final = Path(".pytest_cache/unsteady")
"""Names the tests of the last run that passed only when run again."""


def main(arguments: Sequence[str]) -> int:
    """Return the exit code: 0 where every test has passed, at its second attempt at the latest."""
    for old in (LAST_FAILED, UNSTEADY):
        old.unlink(missing_ok=True)
    again = "--again" in arguments
    chosen = [one for one in arguments if one != "--again"]
    # Chosen tests are few: one process has run them before two have started.
    codes = [_pytest(*chosen)] if chosen else [_pytest(*one) for one in PASSES]
    failed = _failed()
    if again and any(codes) and {*codes} <= {PASSED, FAILED} and 0 < len(failed) <= NOISE:
        return _again(failed)
    return next((code for code in codes if code), PASSED)


def _again(failed: Sequence[str]) -> int:
    _say("Running again what failed:", failed)
    code = _pytest(*AGAIN)
    still = _failed()
    passed = [name for name in failed if name not in still]
    if passed and code in {PASSED, FAILED}:
        UNSTEADY.write_text("".join(f"{name}\n" for name in passed), encoding="utf-8")
        _say("PASSED ONLY WHEN RUN AGAIN:", passed)
    if still:
        _say("Failed twice:", still)
    return code or (FAILED if still else PASSED)


def _pytest(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode


def _failed() -> list[str]:
    """Return what pytest keeps in mind as failed."""
    if not LAST_FAILED.exists():
        return []
    return sorted(json.loads(LAST_FAILED.read_text(encoding="utf-8")))


def _say(title: str, names: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in ("", title, *(f"  {one}" for one in names))))
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # pytest has said so
        sys.exit(2)
