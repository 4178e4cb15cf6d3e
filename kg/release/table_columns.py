"""What the tables of a release hold: tables, and their columns with the way to each value.

A path is property names joined by `/`, without the namespace where it is that of the ontology;
`^` turns one round, `@en` takes the texts of one language, and `?nameKind=…,…` goes on only from
what has one of these concepts. The name of a column says whose word it
is: `authority_`, `court_`, `monitor_`, `list_` (the list of one monitor, as of one day),
`derived_` (computed by us from what is stated). What has none of these is said by the documents in
`sources`, told by the editors. There is no column of themes, grounds in belief or rights at issue:
no table lists names by religion or ethnicity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.ns import DCTERMS, PPO, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

STRING: Final = "string"
LINK: Final = "uri"
DATE: Final = "date"
INTEGER: Final = "integer"
NUMBER: Final = "number"
BOOLEAN: Final = "boolean"

SEPARATOR: Final = " | "
"""Stands between several values of one cell, which are sorted."""

_NAMESPACES: Final = {"dcterms": DCTERMS, "schema": SCHEMA, "rdf": RDF, "skos": SKOS}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its values come from, their type, and what they mean."""

    name: str
    path: str
    kind: str
    about: Mapping[str, str]
    unit: str = ""
    with_labels: bool = False
    """Whether a column with the labels of what is linked follows."""

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps of the path: IRIs of properties, `^` before one that is turned."""
        return tuple(_iri(step) for step in self.path.partition("@")[0].split("/"))

    @property
    def language(self) -> str:
        """Return the language of the texts that are taken; empty where all are."""
        return self.path.partition("@")[2]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a row for each record of a class."""

    name: str
    of_class: str
    about: Mapping[str, str]
    columns: tuple[Column, ...]
    has_variants: bool = True


def _iri(step: str) -> str:
    if step.startswith("?"):
        return step
    back = "^" if step.startswith("^") else ""
    prefix, colon, local = step.removeprefix("^").partition(":")
    return back + (_NAMESPACES[prefix] + local if colon else PPO + prefix)


def text(name: str, path: str, en: str, ru: str) -> Column:
    """Return a column of texts."""
    return Column(name, path, STRING, {"en": en, "ru": ru})


def link(name: str, path: str, en: str, ru: str) -> Column:
    """Return a column of addresses, which one of their labels follows."""
    return Column(name, path, LINK, {"en": en, "ru": ru}, with_labels=True)


def iris(name: str, path: str, en: str, ru: str) -> Column:
    """Return a column of addresses alone."""
    return Column(name, path, LINK, {"en": en, "ru": ru})


def day(name: str, path: str, en: str, ru: str) -> Column:
    """Return a column of days."""
    return Column(name, path, DATE, {"en": en, "ru": ru})


def whole(name: str, path: str, unit: str, en: str, ru: str) -> Column:
    """Return a column of whole numbers."""
    return Column(name, path, INTEGER, {"en": en, "ru": ru}, unit)


def number(name: str, path: str, unit: str, en: str, ru: str) -> Column:
    """Return a column of numbers."""
    return Column(name, path, NUMBER, {"en": en, "ru": ru}, unit)


SOURCES: Final = iris(
    "sources", "citation/citedDocument",
    "Documents cited for the record.", "Документы, на которые ссылается запись.",
)  # fmt: skip
DATES: Final = (
    day("not_before", "notBefore", "First day on which it can have been.",
         "Первый возможный день."),
    day("not_after", "notAfter", "Last day on which it can have been; where no source gives one, "
         "derived from the earliest document cited.",
         "Последний возможный день; если источник его не называет, выведен из самого раннего "
         "цитируемого документа."),
    text("date_edtf", "edtf", "The date as EDTF, where it is not a plain day.",
          "Дата в записи EDTF, если это не просто день."),
    text("date_text", "dateText", "The date in the words of the source.",
          "Дата словами источника."),
)  # fmt: skip
TERMS: Final = (
    whole("term_months", "termMonths", "month", "Term in months.", "Срок в месяцах."),
    whole("term_months_at_least", "termMonthsAtLeast", "month",
           "Lower bound where only a range is known.",
           "Нижняя граница, если известен только диапазон."),
    whole("term_months_at_most", "termMonthsAtMost", "month",
           "Upper bound where only a range is known.",
           "Верхняя граница, если известен только диапазон."),
    whole("term_days", "termDays", "day", "Days beside or instead of months.",
           "Дни, кроме месяцев или вместо них."),
    whole("term_hours", "termHours", "hour", "Hours of work.", "Часы работ."),
    whole("probation_months", "probationMonths", "month", "Probation in months.",
           "Испытательный срок в месяцах."),
    number("amount", "amount", "in the column currency", "Amount of money.", "Сумма."),
    number("amount_at_least", "amountAtLeast", "in the column currency",
            "Lower bound of the amount.", "Нижняя граница суммы."),
    number("amount_at_most", "amountAtMost", "in the column currency",
            "Upper bound of the amount.", "Верхняя граница суммы."),
    text("currency", "currency", "Currency (ISO 4217).", "Валюта (ISO 4217)."),
    link("regime", "regime", "Regime of the institution.", "Режим учреждения."),
    text("penalty_text_en", "penaltyText@en", "The penalty in words (English).",
          "Наказание словами (по-английски)."),
    text("penalty_text_ru", "penaltyText@ru", "The penalty in words (Russian).",
          "Наказание словами (по-русски)."),
)  # fmt: skip


def said_by(who: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns whose names begin with whose word they are."""
    return tuple(
        Column(f"{who}_{one.name}", one.path, one.kind, one.about, one.unit, one.with_labels)
        for one in columns
    )
