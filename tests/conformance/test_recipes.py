"""The recipes of the README, each run against a real server where its tool is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conformance.endpoint import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.endpoint import Endpoint

PUBLISHED = "http://127.0.0.1:8000"
README = (ROOT / "README.md").read_text(encoding="utf-8")
GARIPOV = "https://w3id.org/polpros/id/c-fzxz7ja"


def recipe(name: str) -> str:
    """Return the code of the recipe under a heading of the README."""
    found = re.search(rf"^### {re.escape(name)}\n.*?^```\w+\n(.*?)^```", README, re.M | re.S)
    if found is None:
        pytest.skip(f"the README has no recipe {name!r} yet")
    return found[1]


def run(endpoint: Endpoint, command: list[str], code: str, folder: Path) -> str:
    """Return what a recipe prints; it is the text of the README but for the address."""
    ended = subprocess.run(
        [*command, code.replace(PUBLISHED, endpoint.url)],
        cwd=folder, capture_output=True, text=True, timeout=180, check=False,
        encoding="utf-8", env=os.environ | {"LC_ALL": "C.UTF-8"},  # R escapes Cyrillic elsewhere
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_curl(real_endpoint: Endpoint, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    (tmp_path / "data").symlink_to(ROOT / "data")
    code = recipe("curl").replace("$ ", "")
    told = run(real_endpoint, ["sh", "-euc"], code, tmp_path)
    assert "charge,part,article" in told
    assert GARIPOV in told
    assert (tmp_path / "charges.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert told.endswith("200\n")
    assert run(real_endpoint, ["sh", "-euc"], code, tmp_path).endswith("304\n")


def test_sparqlwrapper(real_endpoint: Endpoint, tmp_path: Path) -> None:
    pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    told = run(real_endpoint, [sys.executable, "-c"], recipe("Python, SPARQLWrapper"), tmp_path)
    assert GARIPOV in told
    assert "Гарипов" in told


def test_pandas(real_endpoint: Endpoint, tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    told = run(real_endpoint, [sys.executable, "-c"], recipe("Python, pandas"), tmp_path)
    assert re.search(r"^\s*318\s+[0-9]+$", told, re.M)


def test_r(real_endpoint: Endpoint, tmp_path: Path, rscript: str) -> None:
    told = run(real_endpoint, [rscript, "-e"], recipe("R"), tmp_path)
    assert "Гарипов" in told
