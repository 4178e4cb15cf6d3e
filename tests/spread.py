"""How tests are spread over processes: file by file, and files that share much together."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has no types

_ROOT: Final = Path(__file__).parents[1]
_REAL: Final = re.compile(r"\breal_(release|store|endpoint)\b")


@cache
def group(file: str) -> str:
    """Return what the tests of a file share a process with: themselves, or other files.

    One process builds the release of the real data and loads it, and the other need not wait.
    """
    if file.startswith("tests/browser/"):
        return "browser"
    return "release" if _REAL.search((_ROOT / file).read_text("utf-8")) else file


class Spread(LoadScopeScheduling):  # type: ignore[misc]  # its base has no types
    """Gives whole groups to processes."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the group of a test."""
        return group(nodeid.split("::", 1)[0])
