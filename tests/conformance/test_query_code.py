"""The code that the query page prints for a query, run as printed against a real server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.model import ns
from tests.conformance.endpoint import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conformance.endpoint import Endpoint

CODE = ROOT / "kg" / "web" / "static" / "query" / "code.js"
PRINT = """\
import { codeOf } from "./code.mjs";
const [language, query, endpoint] = process.argv.slice(2);
process.stdout.write(codeOf(language, query, endpoint));
"""
# All that one of the five languages could take for the end of the query, or for its own.
ODD = r"""b\\c `${d}` 'e' )" )-" $f %20 + & # < > " QUERY"""
QUERIES = {
    "select": f"""\
# SELECT is no ASK: {{
SELECT ?label ?odd WHERE {{
  ?case a <{ns.PPO}Case> ; <{ns.SKOS}prefLabel> ?label . FILTER(LANG(?label) = "ru")
  BIND('''{ODD}''' AS ?odd)
}}
QUERY
# """.replace("QUERY\n# ", '# """ )-" QUERY\n'),
    "ask": f"ASK {{ ?case a <{ns.PPO}Case> }}",
    "graph": f"CONSTRUCT {{ ?case a <{ns.PPO}Case> }} WHERE {{ ?case a <{ns.PPO}Case> }}",
}
SHOWN = {"select": "Выдуманное дело", "ask": "true", "graph": "c-0000000"}
LANGUAGES = ("curl", "sparqlwrapper", "pandas", "python", "r", "javascript")


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory, node: str) -> list[str]:
    """Return the command that prints code."""
    folder = tmp_path_factory.mktemp("code")
    shutil.copy(CODE, folder / "code.mjs")  # as a module, which old versions of node tell by name
    (folder / "print.mjs").write_text(PRINT, encoding="utf-8")
    return [node, str(folder / "print.mjs")]


def run(command: list[str], folder: Path) -> str:
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        encoding="utf-8", env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def command_of(language: str, code: str, folder: Path, request: pytest.FixtureRequest) -> list[str]:
    """Return how a reader would run the code."""
    if language == "curl":
        if not shutil.which("curl"):
            pytest.skip("curl is not installed")
        return ["sh", "-euc", code]
    if language == "r":
        (folder / "ask.R").write_text(code, encoding="utf-8")
        return [request.getfixturevalue("rscript"), "ask.R"]
    if language == "javascript":
        (folder / "ask.mjs").write_text(code, encoding="utf-8")
        return [request.getfixturevalue("node"), "ask.mjs"]
    if language in {"sparqlwrapper", "pandas"}:
        name = {"sparqlwrapper": "SPARQLWrapper", "pandas": "pandas"}[language]
        pytest.importorskip(name, reason=f"{name} is not installed")
    return [sys.executable, "-c", code]


@pytest.fixture
def told(
    endpoint: Endpoint, printer: list[str], tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[str, str], str]:
    """Return what runs the code for a query in a language, and returns what that prints."""

    def printed(language: str, query: str) -> str:
        code = run([*printer, language, query, f"{endpoint.url}/sparql"], tmp_path)
        return run(command_of(language, code, tmp_path, request), tmp_path)

    return printed


@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_code_runs(language: str, kind: str, told: Callable[[str, str], str]) -> None:
    text = told(language, QUERIES[kind])
    assert SHOWN[kind] in text.replace("True", "true")
    if kind == "select":
        assert ")-" in text
        assert "`${d}`" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_query_runs_as_printed(language: str, told: Callable[[str, str], str]) -> None:
    query = QUERIES["ask"] + "\n" + "# a long remark\n" * 1000
    assert "true" in told(language, query).lower()
