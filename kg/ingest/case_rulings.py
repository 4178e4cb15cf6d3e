"""Decisions of courts on one case, once they are gathered → rows of the table of events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.ingest.case_facts import Case, is_of_list
from kg.ingest.case_sheet import Sheet, join, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.ingest.case_charges import Charge

_LATE: Final = "9999"
_OTHER_COURT: Final = re.compile(r"\((appeal|remand|house arrest)\)| of Appeal")
"""What the table writes behind a court that did not give the judgment."""
_BASES: Final = {
    "appeal": "appeal",
    "returned": "returned",
    "execution": "execution",
    "guilt": "finding-of-guilt",
}


@dataclass(slots=True)
class Decision:
    """A judgment, a decision on appeal or on the serving of a sentence, while it is gathered."""

    form: str
    date: str = ""
    court: str = ""
    numbers: set[int] = field(default_factory=set)
    imposes: list[str] = field(default_factory=list)
    kind: str = ""
    """The kind of event whose fragment it takes; empty for a judgment."""
    reading: dict[str, Any] = field(default_factory=dict)
    line: int = 0
    group: int = 0
    """Keeps judgments of one day apart where a reading says so."""
    id: str = ""

    def covers(self, numbers: Iterable[int]) -> bool:
        """Return whether the decision is on one of these defendants."""
        return bool(self.numbers.intersection(numbers))


def judgments(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the judgments of first instance, the earliest first, undated ones before."""
    found = [one for one in decisions if one.form == "judgment"]
    return sorted(found, key=lambda one: (one.date, one.line))


@dataclass(slots=True)
class Rulings:
    """Writes the decisions of one case, and says which of them changed which."""

    case: Case
    sheet: Sheet
    lookups: Mapping[str, Any]
    charges: Sequence[Charge]
    decisions: Sequence[Decision]

    def write(self) -> None:
        """Write the decisions, judgments first."""
        found = judgments(self.decisions)
        for one in found:
            one.id = self.sheet.id(self.case.id, "conviction")
        for one in found:
            self._write_judgment(one)
        rest = [one for one in self.decisions if one.form != "judgment"]
        for one in sorted(rest, key=lambda one: (one.date or _LATE, one.line)):
            self._write_other(one)

    def _write_judgment(self, one: Decision) -> None:
        is_medical = one.reading.get("outcome") == "outcome-medical-measures"
        self._row(
            one,
            kind="medical measures" if is_medical else "conviction",
            part="" if is_medical else "yes",
            convicts=join(self._convicted(one)),
        )

    def _convicted(self, one: Decision) -> Iterator[str]:
        """Yield the charges that a judgment convicts on.

        A charge of a second case belongs to the last judgment only; a last judgment that stands
        apart is on nothing else.
        """
        found = judgments(self.decisions)
        for charge in self.charges:
            mine = [other for other in found if charge.defendant in other.numbers]
            if not charge.is_convicted:
                continue
            if not charge.defendant:
                yield from (charge.id,) * (one is found[-1] or len(one.numbers) > 1)
            elif one in mine and self._fits(
                charge, is_last=one is mine[-1], is_only=len(mine) == 1
            ):
                yield charge.id

    def _fits(self, charge: Charge, *, is_last: bool, is_only: bool) -> bool:
        if charge.reading.get("second"):
            return is_last
        stands_apart = any(
            other.reading.get("apart") and other.defendant == charge.defendant
            for other in self.charges
        )
        return is_only or not (is_last and stands_apart)

    def _write_other(self, one: Decision) -> None:
        target = self._target(one)
        one.id = self.sheet.id(self.case.id, _BASES[one.form])
        does = self.lookups["event-kinds"][one.kind].get("does", "")
        links = {"upholds": "upholds", "modifies": "modifies", "setsAside": "sets_aside"}
        columns: dict[str, str] = {}
        if one.form == "appeal" and target:
            columns[links[does]] = target.id
        kind = one.kind
        if one.form == "returned":
            kind = "returned on appeal" if target and one.date else "returned"
            columns = {"sets_aside": target.id} if target and one.date else {}
        self._row(one, kind=kind, part="yes", **columns)

    def _target(self, one: Decision) -> Decision | None:
        """Return the judgment that a decision reviews: the last before it, of the same people."""
        found = [other for other in judgments(self.decisions) if other.covers(one.numbers)]
        if one.date:
            found = [other for other in found if other.date[: len(one.date)] <= one.date]
            return found[-1] if found else None
        return found[0] if found else None

    def _row(self, one: Decision, **columns: str) -> None:
        reading = one.reading
        numbers = sorted(one.numbers)
        self.sheet.add(
            "events",
            self.case.id,
            one.line,
            id=one.id,
            date=self._date(one),
            court=one.court or reading.get("court", "") or self._only_court(one),
            prosecutions=join(f"prosecution-{number}" for number in numbers),
            instance=reading.get("instance", ""),
            outcome=reading.get("outcome", ""),
            imposes=join(one.imposes),
            attestation=self.case.attestation,
            **columns,
            **texts(reading, "note"),
        )

    def _date(self, one: Decision) -> str:
        is_of_report = self.case.own.get("judgment_date") == "not after" and one.form == "judgment"
        return f"../{one.date}" if is_of_report and one.date else one.date

    def _only_court(self, one: Decision) -> str:
        """Return the court of the case for a judgment, where no row of the case names one."""
        court = self.case.values["court"]
        if one.form != "judgment" or self.case.own.get("judgments") or _OTHER_COURT.search(court):
            return ""
        has_own = any(row.values["court"] for row in self.case.sentences if not is_of_list(row))
        return "" if has_own else court
