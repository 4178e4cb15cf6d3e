"""The W3C's own tests of SPARQL queries, in process and through our endpoint over HTTP.

Both must pass the same ones: what the engine can do is not lost on the way. One server holds the
files of all tests as named graphs, and each test chooses its dataset as the protocol has it.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.conformance.w3c.manifest import FOLDER, Entry, entries
from tests.conformance.w3c.results import Result, expected
from tests.conformance.w3c.runs import Endpoint, RefusedError, in_process, reads, write_data
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

VALUES = "the engine keeps the value of a number or date, not how it was written"
STRINGS = "since RDF 1.1 a plain literal is an xsd:string; the test is older"
DOTS = "in SPARQL 1.1 a number may not end in a dot; the test is older"
FUNCTION = "the engine refuses a query that calls a function nobody defines"
SHARED = "a file that is both the default and a named graph has the same blank nodes in both"

KNOWN = {
    "aggregates/agg-empty-group": "nothing has no groups (W3C's erratum); the file has one",
    "csv-tsv-res/csv03": VALUES,
    "csv-tsv-res/tsv03": VALUES,
    "functions/bnode01": "BNODE of a text is the same in every solution",
    "functions/strdt03": STRINGS,
    "functions/strlang03": STRINGS,
    "syntax-query/test_4": FUNCTION,
    "r2/basic/term-6": DOTS,
    "r2/basic/term-7": DOTS,
    "r2/dataset/dawg-dataset-09": SHARED,
    "r2/dataset/dawg-dataset-10": SHARED,
    "r2/dataset/dawg-dataset-12": SHARED,
    "r2/distinct/distinct-1": VALUES,
    "r2/distinct/distinct-2": STRINGS,
    "r2/distinct/distinct-9": VALUES,
    "r2/expr-builtin/dawg-datatype-2": STRINGS,
    "r2/expr-builtin/dawg-str-1": VALUES,
    "r2/expr-builtin/dawg-str-2": VALUES,
    "r2/expr-builtin/sameTerm-eq": VALUES,
    "r2/expr-builtin/sameTerm-not-eq": VALUES,
    "r2/expr-builtin/sameTerm-simple": VALUES,
    "r2/expr-equals/eq-graph-1": VALUES,
    "r2/expr-equals/eq-graph-2": VALUES,
    "r2/open-world/date-2": "the engine compares dates with and without a time zone",
    "r2/open-world/date-3": VALUES,
    "r2/open-world/open-eq-01": VALUES,
    "r2/optional-filter/dawg-optional-filter-005-simplified": (
        "in SPARQL 1.1 a filter in a group within OPTIONAL sees only that group"
    ),
    "r2/syntax-sparql1/syntax-expr-05": FUNCTION,
    "r2/syntax-sparql1/syntax-lit-08": DOTS,
    "r2/syntax-sparql1/syntax-order-05": FUNCTION,
    "r2/syntax-sparql1/syntax-order-06": FUNCTION,
    "r2/syntax-sparql2/syntax-function-01": FUNCTION,
    "r2/syntax-sparql2/syntax-function-02": FUNCTION,
    "r2/syntax-sparql2/syntax-function-03": FUNCTION,
    "r2/syntax-sparql2/syntax-function-04": FUNCTION,
    "r2/syntax-sparql3/syn-bad-26": "the engine reads <?a&&?b> as two comparisons, not as an IRI",
}
"""What the engine fails, and so do we: name → reason."""

ESCAPES = "the engine does not know codepoint escapes; our endpoint writes them out before"
KNOWN_IN_PROCESS = KNOWN | {
    "r2/syntax-sparql2/syntax-esc-04": ESCAPES,
    "r2/syntax-sparql2/syntax-esc-05": ESCAPES,
}

REFUSED = {
    "service": "SERVICE is refused: the server asks no other",
    "syntax-fed": "SERVICE is refused: the server asks no other",
}
"""What the endpoint refuses by design: folder → reason. Updates are refused too."""

ELSEWHERE = {
    "entailment": "queries are answered over what is written; a release holds what is entailed",
    "protocol": "no files, only descriptions: test_protocol.py has them as a table",
    "service-description": "no files, only descriptions",
}
"""What is not run here: folder → reason."""

COUNT = 995
"""Entries of both suites."""

ENTRIES = entries()
ASKED = [entry for entry in ENTRIES if entry.folder not in REFUSED | ELSEWHERE]
QUERIES = [entry for entry in ASKED if entry.is_evaluated]
SYNTAX = [entry for entry in ASKED if entry.is_syntax]
UPDATES = [entry for entry in ASKED if entry.is_update]
FEDERATED = [entry for entry in ENTRIES if entry.folder in REFUSED]


def cases(chosen: Iterable[Entry], known: dict[str, str]) -> list[ParameterSet]:
    return [
        pytest.param(
            entry,
            id=entry.name,
            marks=[pytest.mark.xfail(reason=known[entry.name])] if entry.name in known else (),
        )
        for entry in chosen
    ]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder: Path = tmp_path_factory.mktemp("w3c")
    graphs = write_data(QUERIES, folder / "suites.nq")
    with (
        serving(folder / "suites.nq", folder / "out") as address,
        closing(Endpoint.at(address, graphs)) as endpoint,
    ):
        yield endpoint


def same(entry: Entry, found: Result) -> bool:
    wanted = expected(entry.result)
    if entry.is_lax:
        return wanted.distinct().same(found.distinct())
    return wanted.same(found)


def test_the_suites_are_here_and_each_entry_has_its_place() -> None:
    assert len(ENTRIES) == COUNT, f"run `make setup`: it unpacks the W3C suites into {FOLDER}"
    placed = [*QUERIES, *SYNTAX, *UPDATES, *FEDERATED]
    others = [entry for entry in ENTRIES if entry.folder in ELSEWHERE]
    assert sorted(entry.name for entry in [*placed, *others]) == sorted(
        entry.name for entry in ENTRIES
    )
    assert set(KNOWN_IN_PROCESS) <= {entry.name for entry in placed}


@pytest.mark.parametrize("entry", cases(QUERIES, KNOWN_IN_PROCESS))
def test_evaluation_in_process(entry: Entry) -> None:
    assert same(entry, in_process(entry))


@pytest.mark.parametrize("entry", cases(QUERIES, KNOWN))
def test_evaluation_over_http(entry: Entry, endpoint: Endpoint) -> None:
    assert same(entry, endpoint.answer(entry))


@pytest.mark.parametrize("entry", cases(SYNTAX, KNOWN_IN_PROCESS))
def test_syntax_in_process(entry: Entry) -> None:
    assert reads(entry) == entry.kind.startswith("Positive")


@pytest.mark.parametrize("entry", cases(SYNTAX, KNOWN))
def test_syntax_over_http(entry: Entry, endpoint: Endpoint) -> None:
    if entry.kind.startswith("Positive"):
        endpoint.answer(entry)
    else:
        with pytest.raises(RefusedError):
            endpoint.answer(entry)


@pytest.mark.parametrize("entry", cases(FEDERATED, {}))
def test_federation_is_refused(entry: Entry, endpoint: Endpoint) -> None:
    with pytest.raises(RefusedError, match="SERVICE"):
        endpoint.answer(entry)


@pytest.mark.parametrize("entry", cases(UPDATES, {}))
def test_updates_are_refused(entry: Entry, endpoint: Endpoint) -> None:
    with pytest.raises(RefusedError):
        endpoint.change(entry.text)
