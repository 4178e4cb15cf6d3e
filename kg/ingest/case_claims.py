"""Rows of case_assessments.csv → claims, one for each defendant and body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnplacedError
from kg.ingest.case_facts import Case, whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ingest.case_sheet import Sheet
    from kg.ingest.tables import Row

TABLE: Final = "case_assessments"


@dataclass(slots=True)
class Claims:
    """Writes what bodies say of the defendants, of their prosecutions or of the case."""

    case: Case
    sheet: Sheet
    lookups: Mapping[str, Any]

    def write(self) -> None:
        """Write the claims of the table, and those that only a reading of its notes has."""
        for row in self.case.assessments:
            try:
                self._row(row)
            except (UnplacedError, ValueError) as wrong:
                self.sheet.place(TABLE, row, "unplaced", str(wrong))
        for entry in self.case.own.get("assessments", ()):
            for number in self.case.everyone:
                self._claim(entry["kind"], entry["body"], number, "")

    def _row(self, row: Row) -> None:
        values = row.values
        kind = self.lookups["assessment-kinds"].get(values["kind"])
        if kind is None:
            raise UnplacedError("the kind has no entry in the lookup assessment-kinds")
        if kind.get("list"):
            self.sheet.place(TABLE, row, "placed with the person", "entry in the list")
            return
        who = whom(self.case, row, (), self.lookups)
        if who.words:
            raise UnplacedError("it is not said whom the assessment is about")
        date = values["date"]
        if date and self.case.own.get("assessment_date") == "not after":
            date = f"../{date}"
        for number in who.numbers if kind["of"] != "case" else (0,):
            self._claim(values["kind"], values["body"], number, date)
        self.sheet.place(TABLE, row)

    def _claim(self, kind_name: str, printed: str, number: int, date: str) -> None:
        """Write one claim; number 0 is the case as a whole."""
        kind = self.lookups["assessment-kinds"][kind_name]
        body = self._body(printed)
        said = self.lookups["body-names"].get(printed, {})
        name = self.lookups["body-names"].get(body, said)
        group = any(one.number == number and one.kind == "group" for one in self.case.defendants)
        prefix = "group_" if group and "group_en" in kind else ""
        base = "assessment" if kind["type"] == "Assessment" else "account"
        self.sheet.add(
            "claims",
            self.case.id,
            0,
            id=self.sheet.numbered(self.case.id, base),
            type=kind["type"],
            body=body,
            status=kind.get("status", ""),
            about=f"prosecution-{number}" if number else "",
            person=str(number) if number and kind["of"] == "person" else "",
            date=date,
            text_en=f"{name['en']} {kind[f'{prefix}en']}.",
            text_ru=f"{name['ru']} {kind[f'{prefix}ru']}.",
            note_en=said.get("note_en", ""),
            note_ru=said.get("note_ru", ""),
        )

    def _body(self, printed: str) -> str:
        """Return the id of a body; one without a name of its own becomes a part of the case."""
        found = printed if printed.startswith("org/") else self.lookups["bodies"].get(printed)
        if found is None:
            raise UnplacedError("the body has no entry in the lookup bodies")
        if isinstance(found, str):
            return found
        name = self.lookups["body-names"][printed]
        identity, kind = "unnamed-body", "MonitoringOrganisation"
        self.sheet.authority(self.case.id, identity, kind, name["en"], name["ru"].rstrip(","))
        return identity
