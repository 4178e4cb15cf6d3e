"""The one door to the query engine: whoever asks a release something, asks a `Store`."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.engine import data
from kg.engine.data import Call, Data
from kg.engine.guard import WHOLE, Dataset, Kind, examine
from kg.engine.limits import DEFAULT, Limits
from kg.engine.packing import ask_packed
from kg.formats import GRAPHS, RESULTS, RESULTS_JSON, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple


class Asks(Protocol):
    """What performs calls: a host's client, or this process itself."""

    def ask(self, call: Call) -> IO[bytes]:
        """Return the file of the finished answer, at its beginning."""
        ...


@dataclass(frozen=True, slots=True)
class Local:
    """Performs calls in this process, without a deadline: for tests and the command line."""

    data: Data

    def ask(self, call: Call) -> IO[bytes]:
        """Return the finished answer."""
        if call.is_packed:
            return ask_packed(self.ask, call)
        out = io.BytesIO()
        data.perform(self.data, call, out)
        out.seek(0)
        return out


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query. The query runs when the answer is written, each time anew."""

    kind: Kind
    """What the answer is: boolean, solutions or graph."""
    _call: Call
    _engine: Asks

    @property
    def formats(self) -> tuple[Format, ...]:
        """Return the formats this kind of answer can be written in, the usual one first."""
        return GRAPHS if self.kind == "graph" else RESULTS

    def spool(self, format_: Format) -> IO[bytes]:
        """Return an open file of the whole answer, at its beginning.

        Raises `QueryError` for a query that cannot be read, `QueryTimeoutError` past a limit.
        """
        return self._engine.ask(replace(self._call, format=format_.name))

    @property
    def is_stable(self) -> bool:
        """Return whether the answer is the same each time the release is asked."""
        return self._call.is_stable

    def packed(self, format_: Format) -> IO[bytes]:
        """Return what `spool` does, in gzip."""
        return self._engine.ask(replace(self._call, format=format_.name, is_packed=True))

    def serialize(self, format_: Format) -> bytes:
        """Return the whole answer, written in a format. Raises as `spool` does."""
        with self.spool(format_) as file:
            return file.read()

    def table(self) -> tuple[list[str], list[list[Term | bool | None]]]:
        """Return the names of the variables and the solutions, or one cell for yes or no."""
        found = parse_query_results(self.serialize(RESULTS_JSON), QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return ["boolean"], [[bool(found)]]
        return [variable.value for variable in found.variables], [list(row) for row in found]

    def rows(self) -> list[dict[str, str]]:
        """Return the solutions as texts by variable name; unbound variables are left out."""
        names, rows = self.table()
        return [
            {name: str(getattr(term, "value", term)) for name, term in zip(names, row, strict=True)
             if term is not None}
            for row in rows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Store:
    """A loaded release that can be asked; see `open` and `connect`."""

    graphs: frozenset[str]
    """IRIs of the named graphs."""
    size: int
    """Quads in the release, those of the default graph included."""
    limits: Limits
    """What a query may use."""
    _engine: Asks = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the release in a folder, loaded into this process.

        Raises `DumpError` where it cannot be loaded.
        """
        return cls._of(Local(data.load([folder])), DEFAULT)

    @classmethod
    def connect(cls, engine: Asks, limits: Limits) -> Store:
        """Return the release that an engine holds, asked within limits."""
        return cls._of(engine, limits)

    @classmethod
    def _of(cls, engine: Asks, limits: Limits) -> Store:
        facts = _json(engine, Call("facts"))
        return cls(frozenset(facts["graphs"]), facts["quads"], limits, engine)

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> Answer:
        """Return the answer to a SPARQL query, ready to be written.

        The default graph is the release's: every statement it holds, each once, without the
        metadata. `default_graphs` and `named_graphs`, if one has members, are the whole dataset;
        else FROM and FROM NAMED are, if the query has them. Raises `QueryError` for what may
        not be asked (see `guard.examine`).
        """
        examined = _remembered if len(text) <= _REMEMBERED_SIZE else examine
        given = WHOLE
        if default_graphs or named_graphs:
            given = Dataset(tuple(default_graphs or ()), tuple(named_graphs or ()))
        question = examined(text, self.graphs, given, base, self.limits)
        call = Call(
            "query",
            question.text,
            question.dataset,
            base,
            plan=question.plan,
            is_stable=question.is_stable,
        )
        return Answer(question.kind, call, self._engine)

    def about(self, iri: str, without: Iterable[str] = ()) -> list[Quad]:
        """Return the statements of an IRI and of its parts (`<iri>#…`), and some pointing at them.

        Sorted. A statement that a named graph holds comes from there and not once more from
        the default graph. None of the properties `without`. Raises `QueryError` where the IRI is
        malformed.
        """
        with self._engine.ask(Call("about", iris=(iri,), without=tuple(without))) as file:
            return list(parse(file.read(), RdfFormat.N_QUADS))

    def fetch(
        self, subjects: Iterable[str], objects: Iterable[str], without: Iterable[str] = ()
    ) -> list[Quad]:
        """Return the statements with these subjects, and some with each of these objects.

        Sorted, and told once each, as in `about`; none of the properties `without`. Raises
        `QueryError` for a malformed IRI.
        """
        call = Call("fetch", iris=tuple(subjects), objects=tuple(objects), without=tuple(without))
        with self._engine.ask(call) as file:
            return list(parse(file.read(), RdfFormat.N_QUADS))

    def contains(self, iri: str) -> bool:
        """Return whether something is said about an IRI or a part of it."""
        return bool(_json(self._engine, Call("contains", iris=(iri,))))

    def labels(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return the labels of each IRI by language tag; IRIs without one are left out."""
        found: dict[str, dict[str, str]] = _json(
            self._engine, Call("labels", iris=tuple(sorted(set(iris))))
        )
        return found


_REMEMBERED_SIZE: Final = 8192
_remembered: Final = lru_cache(256)(examine)
"""Examines the same text once: many ask the same."""


def _json(engine: Asks, call: Call) -> Any:
    with engine.ask(call) as file:
        return json.load(file)
