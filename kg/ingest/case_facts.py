"""One case of the corpus as its tables tell it: its defendants, and whom an expression means.

The tables name several defendants in one cell: one name, a list of names, or words such as `the
other eight`. Words are looked up (`groups.yaml`); where they do not say whom, nothing is said of
anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from kg.errors import UnplacedError
from kg.ingest.steps import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.ingest.tables import Row, Table

LIST_SOURCE: Final = "memopzk-list-2025-03-30"
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Defendant:
    """One defendant of a case, or the rest of them whom the tables only count."""

    number: int
    kind: Literal["person", "unnamed", "group"]
    size: int = 1
    names: tuple[str, ...] = ()
    list_id: str = ""
    key: str = ""
    """The key of the row of persons.csv."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a cell means: numbers of defendants, the case itself, or words of ours."""

    numbers: tuple[int, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One row of cases.csv with the rows of the other tables, and what was decided about it."""

    id: str
    key: str
    values: Mapping[str, str]
    own: Mapping[str, Any]
    """The entry of `decisions/case-readings.yaml`."""
    defendants: tuple[Defendant, ...]
    articles: tuple[Row, ...]
    events: tuple[Row, ...]
    sentences: tuple[Row, ...]
    assessments: tuple[Row, ...]
    attestation: str
    hidden: frozenset[str]
    """Words of names that must not be shown."""

    @property
    def everyone(self) -> tuple[int, ...]:
        """The numbers of all defendants."""
        return tuple(one.number for one in self.defendants)

    def shows(self, text: str) -> bool:
        """Return whether a text holds no name that is withheld."""
        return not self.hidden.intersection(word.casefold() for word in _WORD.findall(text))


def case_key(row: Row) -> str:
    """Return what names a case in decisions; it tells nothing of its name."""
    return digest(f"{row.values['case_id']} {row.values['label']}")


def person_key(row: Row) -> str:
    """Return the key of a row of persons.csv, as the mapping of persons writes it."""
    return " ".join(row.values[name] for name in ("case_id", "person_no", "name_en"))


def is_of_list(row: Row) -> bool:
    """Return whether a row only repeats the list of 30 March 2025."""
    return row.values["source_ids"] == LIST_SOURCE


def read_case(row: Row, tables: Mapping[str, Table], lookups: Mapping[str, Any]) -> Case:
    """Return one case with everything that the tables say of it."""
    case_id, key = row.values["case_id"], case_key(row)
    own = lookups["case-readings"].get(key, {})
    persons = tables["persons"].where(("case_id",), (case_id,))
    assessments = tables["case_assessments"].where(("case_id",), (case_id,))
    named = set(_named(key, row, persons, assessments, lookups))
    defendants = tuple(_defendants(row, persons, named))
    return Case(
        id=case_id,
        key=key,
        values=row.values,
        own=own,
        defendants=defendants,
        articles=tables["case_articles"].where(("case_id",), (case_id,)),
        events=tables["case_events"].where(("case_id",), (case_id,)),
        sentences=tables["case_sentences"].where(("case_id",), (case_id,)),
        assessments=assessments,
        attestation=attestation(row, tables["sources"], lookups),
        hidden=frozenset(_hidden(defendants)),
    )


def _named(
    key: str,
    row: Row,
    persons: tuple[Row, ...],
    assessments: tuple[Row, ...],
    lookups: Mapping[str, Any],
) -> Iterator[int]:
    """Yield the numbers of the defendants who may be named: listed, assessed, or decided on."""
    decision = lookups["naming"].get(key, {})
    unnamed = set(decision.get("unnamed", ()))
    covered = set(_assessed(row, persons, assessments, lookups))
    for number, person in enumerate(persons, start=1):
        is_named = person.values["list_id"] or number in covered
        if (is_named or str(number) in decision.get("named", ())) and str(number) not in unnamed:
            yield number


def _assessed(
    row: Row, persons: tuple[Row, ...], assessments: tuple[Row, ...], lookups: Mapping[str, Any]
) -> Iterator[int]:
    count = row.values["number_of_persons"]
    for one in assessments:
        if is_of_list(one) or lookups["assessment-kinds"][one.values["kind"]].get("list"):
            continue
        who = one.values["who"]
        group = lookups["groups"].get(who, {})
        if group.get("who") == _ALL and group.get("number", count) == count:
            yield from range(1, len(persons) + 1)
        names = {name.strip() for name in who.split(",")}
        yield from (
            number
            for number, person in enumerate(persons, start=1)
            if person.values["name_en"] in names
        )


def _defendants(row: Row, persons: tuple[Row, ...], named: set[int]) -> Iterator[Defendant]:
    for number, person in enumerate(persons, start=1):
        values = person.values
        names = (values["name_en"], *values["name_variants"].split("|"), values["name_ru"])
        yield Defendant(
            number=number,
            kind="person" if number in named else "unnamed",
            names=tuple(_BRACKETS.sub("", name).strip() for name in names if name),
            list_id=values["list_id"],
            key=person_key(person),
        )
    rest = int(row.values["number_of_persons"]) - len(persons)
    if rest:
        kind: Literal["unnamed", "group"] = "unnamed" if rest == 1 else "group"
        yield Defendant(len(persons) + 1, kind, rest)


def _hidden(defendants: Iterable[Defendant]) -> Iterator[str]:
    shown = {
        word.casefold()
        for one in defendants
        if one.kind == "person"
        for name in one.names
        for word in _WORD.findall(name)
    }
    for one in defendants:
        if one.kind == "unnamed":
            words = (word.casefold() for name in one.names for word in _WORD.findall(name))
            yield from (word for word in words if word not in shown)


def attestation(row: Row, sources: Table, lookups: Mapping[str, Any]) -> str:
    """Return how the sources of a case attest what it says; mixed ones are not told apart."""
    kinds = {
        lookups["source-kinds"][source.values["kind"]]
        for source_id in row.values["source_ids"].split("; ")
        if source_id != LIST_SOURCE
        for source in sources.where(("source_id",), (source_id,))
    }
    return kinds.pop() if len(kinds) == 1 else "attestation-not-told-apart"


def whom(case: Case, row: Row, rows: Iterable[Row], lookups: Mapping[str, Any]) -> Whom:
    """Return whom the cell `who` of a row means; `the other five` looks back on `rows`.

    Raises `UnplacedError` when a name is not one of the case, or a number does not fit.
    """
    values = row.values
    if values["scope"] == "case":
        return Whom(case.everyone if len(case.defendants) == 1 else ())
    if values["scope"] in {"person", "persons"}:
        return Whom(tuple(_number_of(case, name.strip()) for name in values["who"].split(",")))
    group = lookups["groups"].get(values["who"])
    if group is None:
        raise UnplacedError("the words for a group have no entry in the lookup groups")
    if values["who"] in case.own.get("everyone", ()):
        group = {"who": _ALL}
    return _group(case, group, set(_before(case, row, rows, lookups)))


def _before(case: Case, row: Row, rows: Iterable[Row], lookups: Mapping[str, Any]) -> Iterator[int]:
    """Yield the defendants named one by one in earlier rows of the same kind."""
    for other in rows:
        is_same = other.values.get("kind") == row.values.get("kind") and not is_of_list(other)
        if other.line < row.line and is_same:
            found = whom(case, other, (), lookups).numbers
            yield from found if len(found) < len(case.defendants) else ()


def _group(case: Case, group: Mapping[str, Any], before: set[int]) -> Whom:
    number = int(group.get("number", 0))
    if group["who"] == _ALL:
        if number and number != sum(one.size for one in case.defendants):
            raise UnplacedError("the group has another number than the case")
        return Whom(case.everyone)
    if group["who"] == "first":
        return Whom(case.everyone[:number])
    if group["who"] == "rest":
        rest = tuple(one for one in case.everyone if one not in before)
        if len(rest) == number:
            return Whom(rest)
        return Whom((), {"en": group["en"], "ru": group["ru"]})
    if group["who"] == "case":
        return Whom()
    return Whom((), {"en": group["en"], "ru": group["ru"]})


def _number_of(case: Case, name: str) -> int:
    for one in case.defendants:
        if name in one.names:
            return one.number
    raise UnplacedError("a name is not one of the persons of the case")
