"""What is indexed for the search: of every record its kind and all the texts it is known by.

Only what records, law and vocabulary say themselves; and never a former name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.names import tokens
from kg.model.ns import DCTERMS, GRAPH_LAW, GRAPH_RECORD, GRAPH_VOCAB, PPO, PPV, SKOS
from kg.release.search_kinds import KINDS, kind_of
from kg.release.value import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HAS_NAME: Final = f"{PPO}hasName"
_NAME_FORM: Final = f"{PPO}nameForm"
_ISSUED: Final = f"{DCTERMS}issued"
_CASE: Final = f"{PPO}concernsCase"
_DAYS: Final = frozenset({f"{PPO}notBefore", f"{PPO}startNotBefore"})
_LEVELS: Final = {f"{SKOS}prefLabel": 0, f"{DCTERMS}title": 1, f"{SKOS}altLabel": 2}
"""A label comes before a title, which is a label where there is no other, and both before the
other names."""
_NAME: Final = 2
_FORMER: Final = NamedNode(f"{PPV}namekind-former")
_READ: Final = (
    _LEVELS.keys() | _DAYS | {TYPE, _HAS_NAME, _NAME_FORM, f"{PPO}nameKind", _ISSUED, _CASE}
)
_GRAPHS: Final = frozenset({GRAPH_LAW, GRAPH_VOCAB})
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*")


class Form(NamedTuple):
    """One text by which a record is known."""

    text: str
    lang: str
    is_label: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it is indexed: its address, its class, a year, and all its forms."""

    iri: str
    kind: str
    class_: str
    year: str
    forms: tuple[Form, ...]


@dataclass(slots=True)
class _Found:
    """What the quads say of one subject."""

    kinds: set[str] = field(default_factory=set)
    texts: dict[tuple[str, str], int] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    name_forms: set[tuple[str, str]] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    former: bool = False


def rows(quads: Iterable[Quad]) -> list[Row]:
    """Return what is indexed of the quads, in the order in which results are shown."""
    subjects = _subjects(quads)
    for iri in sorted(subjects):
        for case in subjects[iri].cases & subjects.keys():
            subjects[case].years |= subjects[iri].years
    found = [row for iri, one in subjects.items() if (row := _row(iri, one, subjects)).forms]
    return sorted(found, key=place)


def place(row: Row) -> tuple[int, list[tuple[str, list[int]]], str]:
    """Return what a row is sorted by: kind, label with its numbers as numbers, address."""
    label = [
        ("", [int(part) for part in word.split(".")]) if _NUMBER.fullmatch(word) else (word, [])
        for word in tokens(row.forms[0].text)
    ]
    return KINDS.index(row.kind), label, row.iri


def _row(iri: str, found: _Found, subjects: Mapping[str, _Found]) -> Row:
    """Return one subject as it is indexed."""
    levels = dict(found.texts)
    for name in sorted(found.names & subjects.keys()):
        if not subjects[name].former:
            levels = dict.fromkeys(subjects[name].name_forms, _NAME) | levels
    rank = {"ru": 0, "en": 1}
    ordered = sorted(levels, key=lambda one: (levels[one], rank.get(one[0], 2), one))
    forms = tuple(Form(text, tag, levels[tag, text] < _NAME) for tag, text in ordered)
    kind = kind_of(iri)
    year = min(found.years, default="") if kind in {"cases", "documents"} else ""
    return Row(iri, kind, min(found.kinds, default=""), year, forms)


def _subjects(quads: Iterable[Quad]) -> dict[str, _Found]:
    """Return what records, law and vocabulary say of each subject; nothing that was inferred."""
    subjects: defaultdict[str, _Found] = defaultdict(_Found)
    for quad in quads:
        if quad.predicate.value in _READ and _is_asserted(quad):
            assert isinstance(quad.subject, NamedNode), "skolemise first"
            _take(subjects[quad.subject.value], quad)
    return subjects


def _is_asserted(quad: Quad) -> bool:
    """Return whether a quad stands in a graph that is searched."""
    graph = quad.graph_name
    if not isinstance(graph, NamedNode):
        return False
    return graph.value in _GRAPHS or graph.value.startswith(GRAPH_RECORD)


def _take(found: _Found, quad: Quad) -> None:
    """Add to `found` what one quad says."""
    predicate, value = quad.predicate.value, quad.object
    if isinstance(value, Literal):
        _take_text(found, predicate, value)
    elif isinstance(value, NamedNode):
        if predicate == TYPE:
            found.kinds.add(value.value.rpartition("#")[2])
        elif predicate == _HAS_NAME:
            found.names.add(value.value)
        elif predicate == _CASE:
            found.cases.add(value.value)
        elif value == _FORMER:
            found.former = True


def _take_text(found: _Found, predicate: str, text: Literal) -> None:
    """Add one text to `found`."""
    tagged = (text.language or "", text.value)
    if predicate == _NAME_FORM:
        found.name_forms.add(tagged)
    elif predicate in _LEVELS:
        found.texts[tagged] = min(_LEVELS[predicate], found.texts.get(tagged, _NAME))
    elif predicate == _ISSUED or predicate in _DAYS:
        found.years.add(text.value[:4])
