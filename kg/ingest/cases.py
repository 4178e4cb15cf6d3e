"""The tables of the corpus of cases → the tables that the mapping of cases reads.

What a template cannot do is done here: whom `the other eight` means, which sentences are one
judgment, what an appeal changed. Values are looked up in `data/import`; every row that was read
ends as placed, placed with the person (what only repeats the list), held back or unplaced.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kg.ingest.case_charges import write_charges
from kg.ingest.case_claims import Claims
from kg.ingest.case_events import Events
from kg.ingest.case_facts import Case, Defendant, is_of_list, read_case
from kg.ingest.case_judgments import Docket
from kg.ingest.case_labels import labels
from kg.ingest.case_rulings import Rulings
from kg.ingest.case_sheet import Fate, Sheet
from kg.ingest.case_variants import mark_same, write_variants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.ingest.tables import Table

READS: Final = (
    "cases",
    "persons",
    "case_articles",
    "case_events",
    "case_sentences",
    "case_assessments",
    "sources",
)
"""Tables that the mapping gives: the raw ones."""
_ROWS: Final = ("case_articles", "case_events", "case_sentences", "case_assessments")


def prepare(
    tables: Mapping[str, Table], lookups: Mapping[str, Any]
) -> tuple[dict[str, Table], tuple[Fate, ...]]:
    """Return the tables made, and what became of each row of the tables read."""
    sheet = Sheet()
    cases = [read_case(row, tables, lookups) for row in tables["cases"].rows]
    names = Counter(
        one.names[0]
        for case in cases
        for one in case.defendants
        if one.kind == "person" and len(case.defendants) == 1
    )
    for case, row in zip(cases, tables["cases"].rows, strict=True):
        elsewhere = case.own.get("elsewhere")
        if elsewhere:
            _whole(case, sheet, elsewhere)
            if case.own.get("is_list"):
                _list_facts(case, sheet, lookups)
            continue
        _records(case, row.line, sheet, lookups, names)
        charges = write_charges(case, sheet, lookups)
        docket = Docket(case, sheet, lookups, charges)
        docket.read()
        Rulings(case, sheet, lookups, charges, docket.decisions).write()
        Events(case, sheet, lookups, charges).write()
        Claims(case, sheet, lookups).write()
        write_variants(case, sheet, lookups)
        mark_same(case, sheet)
        _courts(case, sheet, lookups)
    sheet.rows["events"].sort(key=lambda row: _day(row.values))
    return sheet.tables(), tuple(sorted(sheet.fates))


def _day(values: Mapping[str, str]) -> str:
    """Return what sorts an event by its day; those without one come last."""
    day = values["date"] or values["since"]
    return day.rpartition("../")[2] or "9999"


def counted(fates: Sequence[Fate]) -> list[str]:
    """Return lines that say how many rows of each table ended how, without naming anybody."""
    states = Counter((fate.table, fate.state, fate.reason) for fate in fates)
    lines = [
        f"  {table}: {number} {state}{f': {reason}' if reason else ''}"
        for (table, state, reason), number in sorted(states.items())
        if state != "unplaced"
    ]
    return lines + [
        f"  unplaced: {fate.table}:{fate.line}: {fate.reason}"
        for fate in fates
        if fate.state == "unplaced"
    ]


def _courts(case: Case, sheet: Sheet, lookups: Mapping[str, Any]) -> None:
    """Say which court decided; one without a name in the source becomes a part of the case."""
    for row in sheet.rows["events"]:
        found = lookups["courts"].get(row.values["court"])
        if row.values["case_id"] != case.id or found is None:
            continue
        if isinstance(found, str):
            row.values["decided"] = found
        else:
            city = re.sub("^court in | court$", "", found["unnamed"])
            place = lookups["place-words"].get(city, {})
            identity = "-".join(["court", *re.findall("[a-z]+", city.lower())])
            row.values["decided"] = identity
            en = f"court in {place.get('en', city)}, not named by the source"
            ru = f"суд ({place.get('ru', city)}), источником не назван"
            sheet.authority(case.id, identity, "Court", en, ru)


def _whole(case: Case, sheet: Sheet, reason: str) -> None:
    rows = (case.articles, case.events, case.sentences, case.assessments)
    for table, found in zip(_ROWS, rows, strict=True):
        for row in found:
            sheet.place(table, row, "placed", reason)


def _records(
    case: Case, line: int, sheet: Sheet, lookups: Mapping[str, Any], names: Counter[str]
) -> None:
    states = lookups["states"]
    is_extradition = case.own.get("type") == "ExtraditionCase"
    first = case.defendants[0].names
    sheet.add(
        "records",
        case.id,
        line,
        type=case.own.get("type", "CriminalCase"),
        requesting=states[case.values["country"]]["state"] if is_extradition else "",
        requested=case.own.get("requested", ""),
        **labels(case, lookups, bool(first) and names[first[0]] > 1),
    )
    in_absentia = {
        row.values["who"] for row in case.sentences if row.values["kind_or_regime"] == "in absentia"
    }
    listed = {row.values["who"] for row in case.assessments if is_of_list(row)}
    for one in case.defendants:
        mode = "mode-in-absentia" if in_absentia.intersection(one.names) else ""
        sheet.add(
            "defendants",
            case.id,
            line,
            mode=mode,
            state=states[case.values["country"]]["state"],
            listed="yes" if listed.intersection(one.names) else "",
            **_defendant(one),
        )


def _defendant(one: Defendant) -> dict[str, str]:
    number = str(one.number)
    found = {"no": number, "kind": one.kind, "id": f"defendant-{number}"}
    if one.kind == "person":
        return found | {"list_id": one.list_id, "person": one.key, "id": ""}
    if one.kind == "unnamed":
        return found | {"label_en": f"defendant {number}", "label_ru": f"обвиняемое лицо {number}"}
    return {
        **found,
        "id": "group-1",
        "size": str(one.size),
        "label_en": f"group of {one.size} defendants without names",
        "label_ru": f"группа из {one.size} обвиняемых без имён",
    }


def _list_facts(case: Case, sheet: Sheet, lookups: Mapping[str, Any]) -> None:
    """Write what a list of those released says of each person: it stands with the person."""
    for one in case.defendants:
        for row in case.assessments:
            body = lookups["bodies"][row.values["body"]]
            kind = lookups["assessment-kinds"][row.values["kind"]]
            names = lookups["body-names"][body]
            sheet.add(
                "person_facts",
                case.id,
                row.line,
                person=one.key,
                body=body,
                status=kind["status"],
                text_en=f"{names['en']} {kind['en']}.",
                text_ru=f"{names['ru']} {kind['ru']}.",
                **_released(case, one, lookups),
            )


def _released(case: Case, one: Defendant, lookups: Mapping[str, Any]) -> dict[str, str]:
    for event in case.events:
        names = event.values["who"].split(", ")
        if event.values["scope"] == "group" or one.names[0] in names:
            reading = lookups["release-notes"][event.values["note"]]
            date = reading.get("date") or case.own["released"]
            return {"released": date, "ground": reading.get("ground", "")}
    return {}
