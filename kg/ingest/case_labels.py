"""Labels of cases, made of how many are prosecuted, where, when and under what; never of a belief.

The name of a person stands in the label of a case only where that person alone is prosecuted, is
named in this dataset, and the case is assessed by a monitor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.ingest.case_facts import Case, is_of_list
from kg.model.dates import bounds
from kg.model.datewords import span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EN: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_BEFORE_THE_CASE: Final = frozenset({"event at issue", "organisation banned"})
_ARTICLE: Final = {"en": "Article", "ru": "статья"}
_RU: Final = [
    "одного",
    "двоих",
    "троих",
    "четверых",
    "пятерых",
    "шестерых",
    "семерых",
    "восьмерых",
    "девятерых",
    "десятерых",
]


def labels(case: Case, lookups: Mapping[str, Any], has_more_cases: bool) -> dict[str, str]:
    """Return the columns `label_en` and `label_ru` of a case.

    `has_more_cases`: the only defendant is prosecuted in other cases too, so more must be said.
    """
    if "label" in case.own:
        return {f"label_{tag}": case.own["label"][tag] for tag in ("en", "ru")}
    name, russian_name = _name(case, lookups)
    en, ru = _count(sum(one.size for one in case.defendants))
    russian = f"Дело: {russian_name}" if russian_name else f"Дело {ru}"
    if name and not has_more_cases:
        short = russian if russian_name else _long("ru", russian, case, lookups)
        return {"label_en": f"Case of {name}", "label_ru": short}
    return {
        "label_en": _long("en", f"Case of {name or en}", case, lookups),
        "label_ru": _long("ru", russian, case, lookups),
    }


def _long(tag: str, start: str, case: Case, lookups: Mapping[str, Any]) -> str:
    place = lookups["place-words"].get(_place(case), {}).get(tag, "")
    article, day = _article(case), _day(case)
    numbered = f"{_ARTICLE[tag]} {article}" if article else ""
    return ", ".join(filter(None, (start, place, day and span(*_days(day), tag), numbered)))


def is_assessed(case: Case, lookups: Mapping[str, Any]) -> bool:
    """Return whether an assessment of the case, or of a defendant in it, is on record."""
    kinds = lookups["assessment-kinds"]
    rows = (kinds.get(row.values["kind"], {}) for row in case.assessments)
    return bool(case.own.get("assessments")) or any(
        kind.get("list") or kind.get("type") == "Assessment" for kind in rows
    )


def _name(case: Case, lookups: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name for the label in English and Russian; empty where there is to be none."""
    only = case.defendants[0]
    if len(case.defendants) > 1 or only.kind != "person" or not is_assessed(case, lookups):
        return "", ""
    return only.names[0], next((one for one in only.names if re.search("[а-яё]", one)), "")


def _count(count: int) -> tuple[str, str]:
    if count == 1:
        return "one defendant", "одного подсудимого"
    en = _EN[count - 1] if count <= len(_EN) else str(count)
    ru = _RU[count - 1] if count <= len(_RU) else str(count)
    return f"{en} defendants", f"{ru} подсудимых"


def _place(case: Case) -> str:
    first = case.values["city"] or case.values["region"]
    return re.sub(r"\s*\([^)]*\)", "", first.split(";")[0]).strip() or case.values["country"]


def _article(case: Case) -> str:
    for row in case.articles:
        if not is_of_list(row):
            return str(row.values["article"])
    return ""


def _day(case: Case) -> str:
    """Return the earliest judgment, or else the earliest event, as precisely as it is known."""
    dates = sorted(_dates(case))
    return dates[0][1] if dates else ""


def _dates(case: Case) -> Iterator[tuple[int, str]]:
    for row in case.sentences:
        if row.values["date"] and not is_of_list(row):
            yield 0, row.values["date"]
    for row in case.events:
        is_before = row.values["kind"] in _BEFORE_THE_CASE
        if row.values["date"] and not is_of_list(row) and not is_before:
            yield 1, row.values["date"]


def _days(day: str) -> tuple[str | None, str | None]:
    found = bounds(day)
    return found.not_before, found.not_after
