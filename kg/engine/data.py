"""A loaded release, and what can be done with it; runs in a worker, or in process for tests."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, Literal

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg import formats
from kg.engine.files import load_files
from kg.engine.guard import WHOLE, Dataset
from kg.errors import DumpError, QueryError, QuerySyntaxError
from kg.model import ns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.formats import Format

DUMP: Final = "polpros.nq"
_FORMATS: Final = {format_.name: format_ for format_ in formats.ALL}
INCOMING: Final = 500
"""Statements that point at a record: at most so many are told."""

_LABELS: Final = (
    NamedNode(f"{ns.SKOS}prefLabel"),
    NamedNode(f"{ns.RDFS}label"),
    NamedNode(f"{ns.DCTERMS}title"),
)


@dataclass(frozen=True, slots=True)
class Data:
    """One release in memory. Nothing writes to it once it is loaded."""

    quads: ox.Store
    graphs: tuple[str, ...]
    """IRIs of the named graphs, sorted."""
    parts: Mapping[str, tuple[str, ...]]
    """For each IRI before a `#`, the subjects that begin with it, sorted."""


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked of a loaded release. Goes over the wire as JSON."""

    what: Literal["query", "about", "fetch", "labels", "contains", "facts"]
    text: str = ""
    dataset: Dataset = WHOLE
    base: str | None = None
    format: str = ""
    iris: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    plan: str = ""
    """A query equal to the text, where the engine answers it sooner."""
    is_stable: bool = True
    """Whether the answer is the same each time, so that it may be kept."""
    without: tuple[str, ...] = ()
    """Properties whose statements `about` and `fetch` leave out."""
    is_packed: bool = False
    """Whether the answer is to be in gzip. A worker is never asked to pack."""

    def to_json(self) -> bytes:
        """Return the call as it is sent, values by place."""
        values = (
            *(self.what, self.text, self.dataset.default, self.dataset.named, self.base),
            *(self.format, self.iris, self.objects, self.plan, self.is_stable, self.without),
        )
        return _written_as_json(values).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Call:
        """Return the call that was sent."""
        what, query, default, named, base, format_, iris, objects, plan, is_stable, without = (
            json.loads(text)
        )
        dataset = WHOLE
        if default is not None or named is not None:
            dataset = Dataset(_tuple(default), _tuple(named))
        asked = tuple(iris), tuple(objects), plan, is_stable, tuple(without)
        return cls(what, query, dataset, base, format_, *asked)


_written_as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def load(sources: Sequence[Path]) -> Data:
    """Return the release in a folder, from its N-Quads, or what other files hold.

    Raises `DumpError` where a file is missing, broken or empty.
    """
    if len(sources) == 1 and sources[0].is_dir():
        return _data(_release(sources[0] / DUMP))
    return _data(load_files(sources))


def _release(path: Path) -> ox.Store:
    quads = ox.Store()
    try:
        # Not the bulk loader: in memory it is slower, and its threads would outlive a fork.
        quads.load(path=str(path), format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        raise DumpError(f"{path}: cannot be loaded: {error}; run `kg build`") from error
    if not len(quads):
        raise DumpError(f"{path}: holds nothing; run `kg build`")
    return quads


def _data(quads: ox.Store) -> Data:
    graphs = (graph.value for graph in quads.named_graphs() if isinstance(graph, NamedNode))
    return Data(quads, tuple(sorted(graphs)), _parts(quads))


def _parts(quads: ox.Store) -> dict[str, tuple[str, ...]]:
    found = quads.query(
        "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } "
        'FILTER(isIRI(?s) && CONTAINS(STR(?s), "#")) }'
    )
    assert isinstance(found, ox.QuerySolutions)
    parts: dict[str, list[str]] = {}
    for iri in sorted(solution[0].value for solution in found):
        parts.setdefault(iri.partition("#")[0], []).append(iri)
    return {whole: tuple(iris) for whole, iris in parts.items()}


def perform(data: Data, call: Call, out: IO[bytes]) -> None:
    """Write the answer of a call to `out`.

    A query is answered in the call's format; `about` in N-Quads; the others in JSON.
    Raises `QueryError` where the query or an IRI cannot be read or evaluated.
    """
    match call.what:
        case "query":
            _query(data, call, out)
        case "about":
            ox.serialize(about(data, call.iris[0], call.without), out, RdfFormat.N_QUADS)
        case "fetch":
            found = fetch(data, call.iris, call.objects, call.without)
            ox.serialize(found, out, RdfFormat.N_QUADS)
        case "labels":
            out.write(json.dumps(labels(data, call.iris), ensure_ascii=False).encode())
        case "contains":
            out.write(json.dumps(contains(data, call.iris[0])).encode())
        case "facts":
            facts = {"graphs": data.graphs, "quads": len(data.quads)}
            out.write(json.dumps(facts, ensure_ascii=False).encode())


def about(data: Data, iri: str, without: Iterable[str] = ()) -> list[Quad]:
    """Return what `fetch` does for an IRI and its parts."""
    subjects = (iri, *data.parts.get(iri, ()))
    return fetch(data, subjects, subjects, without)


def fetch(
    data: Data, subjects: Iterable[str], objects: Iterable[str], without: Iterable[str] = ()
) -> list[Quad]:
    """Return the statements with these subjects, and up to `INCOMING` for each of the objects.

    Sorted, none of the properties `without`. A statement that a named graph holds is told from
    there, not again from the default graph.
    """
    left_out = frozenset(map(_node, without))

    def kept(quads: Iterable[Quad]) -> list[Quad]:
        return [quad for quad in quads if quad.predicate not in left_out]

    found = {quad for iri in subjects for quad in kept(_matching(data, _node(iri), None))}
    for iri in objects:
        pointing = kept(islice(_matching(data, None, _node(iri)), 10 * INCOMING))
        is_much = len(pointing) > INCOMING
        found.update(_by_graph(pointing)[:INCOMING] if is_much else pointing)
    return _by_graph(found)


def _matching(data: Data, subject: NamedNode | None, target: NamedNode | None) -> Iterable[Quad]:
    return data.quads.quads_for_pattern(subject, None, target, None)


def _by_graph(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads sorted, those of the default graph only where no named graph has them."""
    named, others = list[Quad](), list[Quad]()
    for quad in quads:
        (others if isinstance(quad.graph_name, ox.DefaultGraph) else named).append(quad)
    known = {quad.triple for quad in named}
    return sorted((*named, *(quad for quad in others if quad.triple not in known)), key=str)


def labels(data: Data, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the label of each IRI by language tag; IRIs without one are left out.

    The preferred label goes before other labels and titles; a text without language has tag "".
    """
    found: dict[str, dict[str, str]] = {}
    for iri in sorted(set(iris)):
        texts: dict[str, str] = {}
        for predicate in _LABELS:
            quads = data.quads.quads_for_pattern(_node(iri), predicate, None, None)
            terms = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
            for tag, text in sorted((term.language or "", term.value) for term in terms):
                texts.setdefault(tag, text)
        if texts:
            found[iri] = texts
    return found


def contains(data: Data, iri: str) -> bool:
    """Return whether something is said about an IRI or about a part of it."""
    if iri in data.parts:
        return True
    return any(True for _ in data.quads.quads_for_pattern(_node(iri), None, None, None))


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is not an IRI: {error}") from error


def _query(data: Data, call: Call, out: IO[bytes]) -> None:
    wanted = _FORMATS.get(call.format) or formats.by_name(call.format, formats.ALL)
    named: list[NamedNode | ox.BlankNode] | None = None
    default: list[NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
    try:
        if call.dataset.default is not None:
            default = [*_merged(data.quads, [_node(iri) for iri in call.dataset.default])]
        if call.dataset.named is not None:
            named = [_node(iri) for iri in call.dataset.named]
        results = data.quads.query(
            call.plan or call.text,
            base_iri=call.base,
            default_graph=default,
            named_graphs=named,
        )
        _write(results, wanted, out)
    except SyntaxError as error:
        if not call.plan:
            raise _syntax_error(error) from error
        _query(data, replace(call, plan=""), out)  # it says where the caller's own text is wrong
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from error
    finally:
        if len(call.dataset.default or ()) > 1:
            data.quads.remove_graph(_MERGED)


_MERGED: Final = NamedNode("urn:x-polpros:merged")


def _merged(quads: ox.Store, graphs: Sequence[NamedNode]) -> Sequence[NamedNode]:
    """Return a graph with the statements of several, for as long as a query runs.

    Asked for several default graphs, the engine returns a statement once for each graph that
    has it, and counts are wrong. The merged graph is written into this process's own copy of
    the data; the query cannot name it, for its dataset is given.
    """
    if len(graphs) < 2:
        return graphs
    for graph in graphs:
        quads.extend(
            Quad(quad.subject, quad.predicate, quad.object, _MERGED)
            for quad in list(quads.quads_for_pattern(None, None, None, graph))
        )
    return [_MERGED]


def _write(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, wanted: Format, out: IO[bytes]
) -> None:
    if isinstance(results, ox.QueryTriples):
        if not isinstance(wanted.engine, RdfFormat):
            raise QueryError(f"a graph cannot be written as {wanted.name}")
        ox.serialize(results, out, wanted.engine, prefixes=ns.PREFIXES)
        return
    if not isinstance(wanted.engine, ox.QueryResultsFormat):
        raise QueryError(f"query results cannot be written as {wanted.name}")
    results.serialize(out, wanted.engine)


_PLACE: Final = re.compile(r"error at ([0-9]+):([0-9]+): (.*)", re.DOTALL)


def _syntax_error(error: SyntaxError) -> QuerySyntaxError:
    found = _PLACE.match(str(error))
    if found is None:
        return QuerySyntaxError(str(error))
    return QuerySyntaxError(found[3][:400], int(found[1]), int(found[2]))
