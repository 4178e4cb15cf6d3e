"""Rows of case_articles.csv → charges of defendants, or of the case where it is not said whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnplacedError
from kg.ingest.case_facts import Case, is_of_list, whom
from kg.ingest.case_sheet import Sheet, join, texts
from kg.ingest.case_texts import note_of
from kg.ingest.provisions import provision_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.ingest.tables import Row

TABLE: Final = "case_articles"
CASE: Final = 0
"""Stands for the number of a defendant where a charge belongs to the case."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge as written, and what the judgments need to know of it."""

    id: str
    defendant: int
    article: str
    is_convicted: bool
    reading: Mapping[str, Any] = field(default_factory=dict)


def write_charges(case: Case, sheet: Sheet, lookups: Mapping[str, Any]) -> list[Charge]:
    """Write the charges of a case and return them in order."""
    written: list[Charge] = []
    for row in case.articles:
        if is_of_list(row):
            sheet.place(TABLE, row, "placed with the person", "tag of the list")
            continue
        try:
            written += _written(case, row, sheet, lookups)
            sheet.place(TABLE, row)
        except (UnplacedError, ValueError) as wrong:
            sheet.place(TABLE, row, "unplaced", str(wrong))
    written += _in_words(case, sheet, lookups)
    return _linked(case, sheet, written)


def _written(case: Case, row: Row, sheet: Sheet, lookups: Mapping[str, Any]) -> Iterator[Charge]:
    values = row.values
    reading = note_of(row, "article-notes", lookups, case)
    who = whom(case, row, case.articles, lookups)
    article = provision_id(values["code"], values["article"], values["part"])
    columns = _columns(values["code"], article, reading)
    note = {name: reading.get(name, "") for name in ("en", "ru")}
    if who.words:
        note = {
            name: " ".join(filter(None, (_sentence(who.words[name]), note[name]))) for name in note
        }
    for number in who.numbers or (CASE,):
        identity = sheet.numbered(case.id, "charge" if number else "case-charge")
        sheet.add(
            "charges",
            case.id,
            row.line,
            defendant=str(number or "case"),
            id=identity,
            **columns,
            **texts(note, "note"),
        )
        is_convicted = bool(lookups["stages"][values["stage"]])
        yield Charge(identity, number, values["article"], is_convicted, reading)


def _columns(code: str, article: str, reading: Mapping[str, Any]) -> dict[str, str]:
    points = [f"{article}-point-{letter}" for letter in reading.get("points", ())]
    modifiers = [
        provision_id(code, *re.split(" part ", one)) for one in reading.get("modifiers", ())
    ]
    return {
        "article": "" if points else article,
        "points": join(points),
        "modifiers": join(modifiers),
        "counts": reading.get("counts", ""),
    }


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _in_words(case: Case, sheet: Sheet, lookups: Mapping[str, Any]) -> Iterator[Charge]:
    """Write the charges that the notes name in words, without a number."""
    for entry in lookups["case-charges"].get(case.key, {}).get("charges", ()):
        wanted = entry.get("defendants", "all")
        for number in case.everyone:
            if wanted == "all" or str(number) in wanted:
                identity = sheet.numbered(case.id, "charge")
                sheet.add(
                    "charges",
                    case.id,
                    0,
                    defendant=str(number),
                    id=identity,
                    code=lookups["states"][case.values["country"]]["code"],
                    **texts(entry, "text"),
                )
                yield Charge(identity, number, "", entry.get("stage") == "convicted")


def _linked(case: Case, sheet: Sheet, written: list[Charge]) -> list[Charge]:
    """Say of the charges that were replaced what took their place."""
    targets: dict[str, list[str]] = {}
    for old in written:
        if old.reading.get("is_first") and old.defendant:
            targets[old.id] = [
                new.id
                for new in written
                if new.reading.get("replaces") and new.defendant == old.defendant
            ]
    for new in written:
        article = new.reading.get("replaces_article")
        for old in written:
            if article and old.article == article and old.defendant == new.defendant:
                targets.setdefault(old.id, []).append(new.id)
    for row in sheet.rows["charges"]:
        if row.values["case_id"] == case.id and row.values["id"] in targets:
            row.values["requalified"] = join(targets[row.values["id"]])
    return written
