"""Results as values that can be compared: equal up to the names of blank nodes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.model import ns
from tests.conformance.w3c.manifest import path

Term = NamedNode | BlankNode | Literal | Triple
Row = Mapping[str, Term]

_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TABLES: Final = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
    ".csv": QueryResultsFormat.CSV,
}
_NUMBERS: Final = {f"{ns.XSD}{name}" for name in ("integer", "decimal", "float", "double")}


@dataclass(frozen=True, slots=True)
class Result:
    """Yes or no, solutions, or a graph."""

    boolean: bool | None = None
    variables: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()
    triples: frozenset[Triple] = frozenset()
    is_ordered: bool = False
    """Whether the suite says in which order the solutions come."""

    def distinct(self) -> Result:
        """Return the result with each solution once."""
        rows = {str(_sorted(row)): row for row in self.rows}
        return replace(self, rows=tuple(rows.values()))

    def same(self, other: Result) -> bool:
        """Return whether another result is this one, which says whether order matters."""
        return (self.boolean, self.variables) == (other.boolean, other.variables) and (
            _renamed(_quads(self, self.is_ordered)) == _renamed(_quads(other, self.is_ordered))
        )


def expected(iri: str) -> Result:
    """Return what a result file of the suite holds."""
    file = path(iri)
    if file.suffix in _TABLES:
        return read(file.read_bytes(), _TABLES[file.suffix])
    triples = frozenset(quad.triple for quad in parse(path=file, base_iri=iri))
    said = _Said(triples)
    for subject in said.result_sets():
        return _result_set(said, subject)
    return Result(triples=triples)


def read(body: bytes, format_: QueryResultsFormat | RdfFormat) -> Result:
    """Return what a server sent."""
    if isinstance(format_, RdfFormat):
        return Result(triples=frozenset(quad.triple for quad in parse(body, format_)))
    if format_ == QueryResultsFormat.CSV:
        return _comma_separated(body)
    return result(parse_query_results(body, format_))


def result(found: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """Return what the engine answered."""
    if isinstance(found, QueryBoolean):
        return Result(boolean=bool(found))
    if isinstance(found, QueryTriples):
        return Result(triples=frozenset(found))
    names = [variable.value for variable in found.variables]
    rows = [{name: term for name in names if (term := row[name]) is not None} for row in found]
    return Result(variables=frozenset(names), rows=tuple(rows))


def _comma_separated(body: bytes) -> Result:
    """Return a CSV file, which knows only texts and blank nodes."""
    names, *lines = csv.reader(body.decode().splitlines())
    rows = [
        {
            name: BlankNode(cell[2:]) if cell.startswith("_:") else Literal(cell)
            for name, cell in zip(names, line, strict=True)
        }
        for line in lines
    ]
    return Result(variables=frozenset(names), rows=tuple(rows))


def _quads(result: Result, is_ordered: bool) -> Iterator[Quad]:
    """Yield a graph that is the same for results that are the same up to names of blank nodes."""
    for triple in result.triples:
        yield Quad(triple.subject, triple.predicate, _plain(triple.object))
    seen: Counter[str] = Counter()
    for number, row in enumerate(result.rows):
        terms = _sorted(row)
        # A row without blank nodes is named by its text and how often it came before: a great
        # many nameless rows would take the renaming long.
        text = str(terms)
        seen[text] += 1
        is_named = "BlankNode" not in text
        node = NamedNode(f"urn:row:{seen[text]}:{quote(text)}") if is_named else BlankNode()
        yield Quad(node, NamedNode("urn:place"), Literal(number if is_ordered else 0))
        for name, term in terms:
            yield Quad(node, NamedNode(f"urn:variable:{name}"), term)


def _sorted(row: Row) -> list[tuple[str, Term]]:
    return [(name, _plain(row[name])) for name in sorted(row)]


def _plain(term: Term) -> Term:
    """Return a number in one way of writing it: the engine does not keep `1.0` and `1.0e0`.

    The type stays, so `1` and `1.0` differ.
    """
    if not isinstance(term, Literal) or term.datatype.value not in _NUMBERS:
        return term
    try:
        number = float(term.value)
    except ValueError:
        return term
    return Literal(repr(number), datatype=term.datatype)


def _renamed(quads: Iterable[Quad]) -> Dataset:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


class _Said:
    """Triples by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[str, str], list[Term]] = {}
        for triple in triples:
            key = (str(triple.subject), triple.predicate.value)
            self._objects.setdefault(key, []).append(triple.object)

    def result_sets(self) -> list[str]:
        """Return the result sets; one at most."""
        kind = NamedNode(f"{_RS}ResultSet")
        return [subject for (subject, _), objects in self._objects.items() if kind in objects]

    def objects(self, subject: str, name: str) -> list[Term]:
        """Return the objects of a predicate of the result-set vocabulary."""
        return self._objects.get((subject, _RS + name), [])


def _result_set(said: _Said, subject: str) -> Result:
    """Return a result that is written in RDF (the DAWG result-set vocabulary)."""
    boolean = said.objects(subject, "boolean")
    if boolean:
        return Result(boolean=str(boolean[0]).startswith('"true'))
    solutions = [str(solution) for solution in said.objects(subject, "solution")]
    places = {solution: said.objects(solution, "index") for solution in solutions}
    is_ordered = bool(solutions) and all(places.values())
    if is_ordered:
        solutions.sort(key=lambda solution: int(_value(places[solution][0])))
    return Result(
        variables=frozenset(_value(name) for name in said.objects(subject, "resultVariable")),
        rows=tuple(_row(said, solution) for solution in solutions),
        is_ordered=is_ordered,
    )


def _row(said: _Said, solution: str) -> Row:
    bindings = [str(binding) for binding in said.objects(solution, "binding")]
    return {
        _value(said.objects(binding, "variable")[0]): said.objects(binding, "value")[0]
        for binding in bindings
    }


def _value(term: Term) -> str:
    assert isinstance(term, Literal)
    return term.value
