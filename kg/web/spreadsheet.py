"""Query results as CSV for people who open it in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from kg.errors import QueryError
from kg.formats import RESULTS_JSON
from kg.views.context import best
from kg.web.limits import MAX_SHEET_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import BlankNode, Literal, Triple

    from kg.engine.store import Answer

    Term = NamedNode | BlankNode | Literal | Triple | None
    LabelsOf = Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]]

_MARK: Final = "\ufeff"
_CHUNK: Final = 1000
_IN_MEMORY: Final = 1024 * 1024
# What spreadsheets take for the beginning of a formula, in narrow and in wide letters.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def sheet(answer: Answer, labels: LabelsOf, lang: str) -> IO[bytes]:
    """Return a file of the whole answer as CSV, at its beginning.

    It begins with a byte-order mark, lines end with CR LF, each column that has an IRI gets a
    column of labels in a language beside it, and no cell can be taken for a formula. Raises
    `QueryError` for more rows than a spreadsheet is sent, and as `Answer.spool` does.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - handed on open
    out.write(_MARK.encode())
    with answer.spool(RESULTS_JSON) as file:
        found = parse_query_results(file, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            out.write(_lines([["boolean"], [str(bool(found)).lower()]]))
        else:
            columns = _columns_of_iris(found)
            file.seek(0)
            again = parse_query_results(file, QueryResultsFormat.JSON)
            assert isinstance(again, QuerySolutions)
            for part in _parts(again, columns, labels, lang):
                out.write(part)
    out.seek(0)
    return out


def _columns_of_iris(found: QuerySolutions) -> frozenset[int]:
    """Return the columns in which an IRI stands."""
    columns: set[int] = set()
    count = 0
    for count, row in enumerate(found, 1):  # noqa: B007 - the last number is the count
        columns.update(at for at, term in enumerate(row) if isinstance(term, NamedNode))
    if count > MAX_SHEET_ROWS:
        raise QueryError(
            f"the answer has {count} rows, and a spreadsheet is sent {MAX_SHEET_ROWS} at most; "
            "ask for format=csv, or put LIMIT and OFFSET into the query"
        )
    return frozenset(columns)


def _parts(
    found: QuerySolutions, columns: frozenset[int], labels: LabelsOf, lang: str
) -> Iterator[bytes]:
    """Yield the heading, then the rows, many at a time."""
    names = [variable.value for variable in found.variables]
    yield _lines([_heading(names, columns)])
    rows = iter(found)
    while chunk := [list(row) for row in islice(rows, _CHUNK)]:
        iris = {term.value for row in chunk for term in row if isinstance(term, NamedNode)}
        known = labels(iris) if iris else {}
        yield _lines(_row(row, columns, known, lang) for row in chunk)


def _heading(names: Sequence[str], columns: frozenset[int]) -> list[str]:
    taken = set(names)
    heading: list[str] = []
    for at, name in enumerate(names):
        heading.append(name)
        if at in columns:
            label = f"{name}_label"
            while label in taken:
                label += "_"
            taken.add(label)
            heading.append(label)
    return heading


def _row(
    row: Sequence[Term], columns: frozenset[int], known: Mapping[str, Mapping[str, str]], lang: str
) -> list[str]:
    cells: list[str] = []
    for at, term in enumerate(row):
        text = "" if term is None else str(getattr(term, "value", term))
        cells.append(text)
        if at in columns:
            label = best(known.get(text, {}), lang)
            cells.append(label.text if label else "")
    return cells


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def harmless(cell: str) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
