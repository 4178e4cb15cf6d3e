"""The tables of a release as CSV and Parquet: one row a record, sorted by address."""

from __future__ import annotations

import csv
import datetime
import io
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyarrow  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode

from kg.errors import DumpError
from kg.model.ns import DCTERMS, PPO, PPV, RDFS, SKOS
from kg.release.table_columns import (
    BOOLEAN,
    DATE,
    INTEGER,
    LINK,
    NUMBER,
    SEPARATOR,
    STRING,
    Column,
    Table,
)
from kg.release.table_people import CHARGES, PERSONS, PROSECUTIONS
from kg.release.table_steps import CLAIMS, DOCUMENTS, EVENTS, REQUESTED, SENTENCES
from kg.release.value import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

FOLDER: Final = "tables"
TABLES: Final = (
    PERSONS,
    PROSECUTIONS,
    CHARGES,
    EVENTS,
    SENTENCES,
    REQUESTED,
    CLAIMS,
    DOCUMENTS,
)
VARIANT_OF: Final = Column(
    "variant_of",
    "variantOf",
    LINK,
    {
        "en": "The main version of the same record, where this is another source's version of it. "
        "Both stand; counts take the rows in which this is empty.",
        "ru": "Основная версия той же записи, если это версия другого источника. Верны обе записи; "
        "в подсчётах берут строки, где здесь пусто.",
    },
)
_LABELS: Final = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title", f"{PPO}claimText")
_ORDER: Final = ("en", "ru", "be", "")

Value = str | int | float | bool | datetime.date | None
_ARROW: Final = {
    STRING: pyarrow.string(),
    LINK: pyarrow.string(),
    DATE: pyarrow.date32(),
    INTEGER: pyarrow.int64(),
    NUMBER: pyarrow.float64(),
    BOOLEAN: pyarrow.bool_(),
}

_Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Shown:
    """One column as it stands in the files: name, type, meaning, property, unit."""

    name: str
    kind: str
    english: str
    russian: str
    iri: str
    unit: str = ""


@dataclass(slots=True)
class _Graph:
    """The default graph: subject → property → objects, and what points at each address."""

    forward: dict[str, dict[str, list[_Term]]] = field(default_factory=dict)
    backward: dict[str, dict[str, list[NamedNode]]] = field(default_factory=dict)


def write(triples: Iterable[Triple], folder: Path) -> list[str]:
    """Return the names of the files of all tables, written below `folder`.

    Raises `DumpError` where a record has two values for a column that holds numbers or days.
    """
    graph = _graph(triples)
    (folder / FOLDER).mkdir(exist_ok=True)
    names = []
    for table in TABLES:
        rows = sorted(_rows(graph, table), key=lambda row: str(row[0]))
        for name, content in (
            (f"{FOLDER}/{table.name}.csv", as_csv(columns(table), rows)),
            (f"{FOLDER}/{table.name}.parquet", as_parquet(columns(table), rows)),
        ):
            (folder / name).write_bytes(content)
            names.append(name)
    return names


def columns(table: Table) -> list[Shown]:
    """Return the columns of a table as they stand in its files."""
    found = [
        Shown("iri", LINK, "Address of the record.", "Адрес записи.", ""),
        Shown(
            "label",
            STRING,
            "Label: English where a source or we have one, else Russian, else another.",
            "Название: английское, если есть, иначе русское, иначе другое.",
            f"{SKOS}prefLabel",
        ),
        Shown("label_ru", STRING, "Russian label.", "Русское название.", f"{SKOS}prefLabel"),
    ]
    for one in _of(table):
        iri = one.steps[-1].removeprefix("^")
        found.append(Shown(one.name, one.kind, one.about["en"], one.about["ru"], iri, one.unit))
        if one.with_labels:
            english, russian = f"Label of {one.name}.", f"Название для {one.name}."
            found.append(Shown(f"{one.name}_label", STRING, english, russian, f"{SKOS}prefLabel"))
    return found


def as_csv(shown: Sequence[Shown], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as CSV (RFC 4180 but for line ends, UTF-8); nothing stands for unknown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one.name for one in shown])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode()


def as_parquet(shown: Sequence[Shown], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as Parquet; each column carries what it means."""
    schema = pyarrow.schema(
        [
            pyarrow.field(one.name, _ARROW[one.kind], metadata={"description": one.english})
            for one in shown
        ]
    )
    by_column = [[row[at] for row in rows] for at in range(len(shown))]
    arrays = [
        pyarrow.array(values, type=_ARROW[one.kind])
        for one, values in zip(shown, by_column, strict=True)
    ]
    sink = pyarrow.BufferOutputStream()
    found = pyarrow.Table.from_arrays(arrays, schema=schema)
    pyarrow.parquet.write_table(found, sink, compression="zstd")
    return bytes(sink.getvalue())


def _of(table: Table) -> tuple[Column, ...]:
    return (VARIANT_OF, *table.columns) if table.has_variants else table.columns


def _graph(triples: Iterable[Triple]) -> _Graph:
    graph = _Graph()
    for subject, predicate, value in triples:
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        said = graph.forward.setdefault(subject.value, defaultdict(list))
        said[predicate.value].append(value)
        if isinstance(value, NamedNode):
            pointed = graph.backward.setdefault(value.value, defaultdict(list))
            pointed[predicate.value].append(subject)
    return graph


def _rows(graph: _Graph, table: Table) -> Iterator[list[Value]]:
    """Yield the row of every record of a table."""
    for node in graph.backward.get(PPO + table.of_class, {}).get(TYPE, ()):
        row: list[Value] = [node.value, _label(graph, node.value, _ORDER)]
        row.append(_label(graph, node.value, ("ru",)))
        for column in _of(table):
            row += _cells(graph, node, column)
        yield row


def _cells(graph: _Graph, node: NamedNode, column: Column) -> list[Value]:
    """Return the cell of a column, and that of the labels where it has one."""
    found = _reached(graph, node, column)
    if column.kind not in (STRING, LINK):
        return [_typed(found, column, node)]
    texts = sorted({term.value for term in found})
    cells: list[Value] = [SEPARATOR.join(texts) or None]
    if column.with_labels:
        labels = [_label(graph, text, _ORDER) or "" for text in texts]
        cells.append(SEPARATOR.join(labels) or None)
    return cells


def _reached(graph: _Graph, node: NamedNode, column: Column) -> list[_Term]:
    """Return what the path of a column leads to; of classes, the lowest."""
    reached: list[_Term] = [node]
    for step in column.steps:
        reached = _step(graph, reached, step)
    if column.language:
        return [one for one in reached if getattr(one, "language", None) == column.language]
    return _lowest(graph, reached) if column.steps[-1] == TYPE else reached


def _step(graph: _Graph, reached: list[_Term], step: str) -> list[_Term]:
    """Return what one step of a path leads to."""
    if step.startswith("?"):
        name, _, concepts = step[1:].partition("=")
        wanted = {PPV + concept for concept in concepts.split(",")}
        said = {term: graph.forward.get(term.value, {}).get(PPO + name, ()) for term in reached}
        return [term for term, found in said.items() if wanted & {one.value for one in found}]
    way = graph.backward if step.startswith("^") else graph.forward
    name = step.removeprefix("^")
    return [to for term in reached for to in way.get(term.value, {}).get(name, ())]


def _lowest(graph: _Graph, classes: list[_Term]) -> list[_Term]:
    """Return the classes that none of the others is below of."""
    above: set[str] = set()
    for one in classes:
        upper = {one.value}
        while upper:
            said = [graph.forward.get(iri, {}).get(f"{RDFS}subClassOf", ()) for iri in upper]
            upper = {to.value for found in said for to in found} - above - {one.value}
            above |= upper
    return [one for one in classes if one.value not in above]


def _typed(found: Sequence[_Term], column: Column, node: NamedNode) -> Value:
    """Return the one value of a column of numbers or days."""
    texts = sorted({term.value for term in found})
    if not texts:
        return None
    if len(texts) > 1:
        raise DumpError(f"{node.value} has {len(texts)} values for {column.name}; one is expected")
    match column.kind:
        case "integer":
            return int(texts[0])
        case "number":
            return float(texts[0])
        case _:
            return datetime.date.fromisoformat(texts[0])


def _label(graph: _Graph, iri: str, languages: Sequence[str]) -> str | None:
    """Return the first label in one of these languages; the last resort is any."""
    said = graph.forward.get(iri, {})
    for predicate in _LABELS:
        texts = sorted(
            (one.language or "", one.value)
            for one in said.get(predicate, ())
            if isinstance(one, Literal)
        )
        for language in languages:
            for tag, text in texts:
                if tag == language:
                    return text
        if texts and len(languages) > 1:
            return texts[0][1]
    return None


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
