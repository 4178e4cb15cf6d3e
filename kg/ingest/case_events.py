"""Rows of case_events.csv that tell of no judgment → events and periods of the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnplacedError
from kg.ingest.case_facts import Case, is_of_list, whom
from kg.ingest.case_sheet import Sheet, join, texts
from kg.ingest.case_texts import note_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.ingest.case_charges import Charge
    from kg.ingest.tables import Row

TABLE: Final = "case_events"
JUDGMENTS: Final = frozenset({"judgment", "guilt", "appeal", "returned", "execution"})
_SAID: Final = {
    "en": "The prosecuting authorities say that the act they charge was done on this date: {}.",
    "ru": "Органы преследования утверждают, что вменяемое деяние совершено в эту дату: {}.",
}
_YEARS: Final = re.compile(r"(?:(\d+) to )?(\d+)(?:\.(5))? years")


@dataclass(slots=True)
class Events:
    """Writes the events of one case, row by row."""

    case: Case
    sheet: Sheet
    lookups: Mapping[str, Any]
    charges: Sequence[Charge]

    def write(self) -> None:
        """Write every event that is not told with the judgments."""
        for row in self.case.events:
            if is_of_list(row):
                self.sheet.place(TABLE, row, "placed with the person", "what the list says")
                continue
            kind = self.lookups["event-kinds"].get(row.values["kind"])
            try:
                if kind is None:
                    raise UnplacedError("the kind has no entry in the lookup event-kinds")
                who = whom(self.case, row, self.case.events, self.lookups)
                if kind["form"] not in JUDGMENTS:
                    self._event(row, kind, who.numbers, who.words)
                    self.sheet.place(TABLE, row)
            except (UnplacedError, ValueError) as wrong:
                self.sheet.place(TABLE, row, "unplaced", str(wrong))

    def _event(
        self, row: Row, kind: Mapping[str, Any], numbers: tuple[int, ...], words: Mapping[str, str]
    ) -> None:
        form = kind["form"]
        lookup = "release-notes" if form == "release" else "event-notes"
        reading = {} if form == "request" else note_of(row, lookup, self.lookups, self.case)
        note = {
            name: " ".join(filter(None, (_sentence(words.get(name, "")), reading.get(name, ""))))
            for name in ("en", "ru")
        }
        if form == "issue":
            self._issue(row, reading, note)
        elif form == "request":
            self._request(row, numbers)
        elif form == "change":
            self._change(row, numbers, note)
        else:
            identity = self._plain(row, kind, numbers, reading, note)
            self._also(row, kind, numbers, reading, identity)

    def _base(self, kind: str, form: str) -> str:
        entry = self.lookups["event-kinds"][kind]
        if form == "remand":
            return "remand-decision"
        type_name = entry.get("as", {}).get("type", "Event")
        if type_name in {"Event", "DeprivationOfLiberty", "RestrictionOfLiberty", "CourtDecision"}:
            return "-".join(re.findall("[a-z]+", kind.lower())[:4])
        return "-".join(re.findall("[A-Z][a-z]*", type_name)).lower()

    def _add(self, row: Row, identity: str, kind: str, numbers: Sequence[int], **more: str) -> None:
        prosecutions = join(f"prosecution-{number}" for number in numbers)
        self.sheet.add(
            "events",
            self.case.id,
            row.line,
            id=identity,
            kind=kind,
            prosecutions=prosecutions,
            attestation=self.case.attestation,
            **more,
        )

    def _plain(
        self,
        row: Row,
        kind: Mapping[str, Any],
        numbers: tuple[int, ...],
        reading: Mapping[str, Any],
        note: Mapping[str, str],
    ) -> str:
        form, values = kind["form"], row.values
        identity = self.sheet.id(self.case.id, self._base(values["kind"], form))
        begins = self.sheet.id(self.case.id, "remand") if form == "remand" and numbers else ""
        affected = join(str(number) for number in numbers) if kind.get("affects") else ""
        day = "since" if form == "period" else "date"
        more = {
            day: reading.get("date") or values["date"],
            "affected": affected,
            "court": reading.get("court", ""),
            "place": reading.get("place", ""),
            "ground": reading.get("ground", ""),
            "begins": begins,
            "designates": affected if form == "listing" else "",
            **texts(note, "note"),
        }
        if form == "charging":
            more["brings"] = join(self._only_charges(numbers))
        if form == "acquittal":
            more["acquits"] = join(self._of(numbers))
        self._add(row, identity, values["kind"], numbers, **more)
        if begins:
            self._add(
                row, begins, values["kind"], numbers,
                part="period", since=values["date"], affected=affected,
            )  # fmt: skip
        return identity

    def _also(
        self,
        row: Row,
        kind: Mapping[str, Any],
        numbers: tuple[int, ...],
        reading: Mapping[str, Any],
        identity: str,
    ) -> None:
        """Write what a note tells of a second event: a release, or the order of a house arrest."""
        if released := reading.get("released"):
            date = row.values["date"] if released == "same" else released
            ground = "release-ground-pardon" if released == "same" else ""
            people = join(str(number) for number in numbers)
            self._add(
                row, self.sheet.id(self.case.id, "release"), "released", numbers,
                date=date, affected=people, ground=ground,
            )  # fmt: skip
        if kind["form"] == "period" and reading.get("court") and kind.get("affects"):
            self._add(
                row, self.sheet.id(self.case.id, "restraint-decision"),
                "measure of restraint in the criminal case", numbers,
                date=row.values["date"], court=reading["court"], begins=identity,
                affected=join(str(number) for number in numbers),
            )  # fmt: skip

    def _of(self, numbers: Sequence[int]) -> Iterator[str]:
        yield from (one.id for one in self.charges if one.defendant in numbers)

    def _only_charges(self, numbers: Sequence[int]) -> Iterator[str]:
        """Yield the charge of each defendant who has one only: that is the one brought."""
        for number in numbers:
            found = list(self._of([number]))
            if len(found) == 1:
                yield from found

    def _change(self, row: Row, numbers: tuple[int, ...], note: Mapping[str, str]) -> None:
        replaced = [
            one.id
            for one in self.charges
            if one.defendant in numbers and (one.reading.get("is_first") or self._gave_way(one))
        ]
        kind = row.values["kind"] if replaced else "charge added"
        identity = self.sheet.id(self.case.id, "charge-change" if replaced else "charging")
        more = {"date": row.values["date"], "disposes": join(replaced), **texts(note, "note")}
        self._add(row, identity, kind, numbers, **more)

    def _gave_way(self, charge: Charge) -> bool:
        return any(
            other.reading.get("replaces_article") == charge.article
            and other.defendant == charge.defendant
            for other in self.charges
        )

    def _issue(self, row: Row, reading: Mapping[str, Any], note: Mapping[str, str]) -> None:
        """Write the event at issue: a protest, never with a person; or an act that is alleged."""
        values = row.values
        if reading.get("protest"):
            shared = self.lookups["shared-events"].get(
                f"{values['date']} {self.case.values['city']}"
            )
            identity = shared or self.sheet.id(self.case.id, "protest")
            if not shared:
                self._add(row, identity, "protest", (), date=values["date"], **texts(note, "note"))
            for record in self.sheet.rows["records"]:
                if record.values["case_id"] == self.case.id:
                    record.values["arises"] = identity
            return
        act = self.sheet.id(self.case.id, "alleged-act")
        persons = [
            str(one.number) for one in self.case.defendants if len(self.case.defendants) == 1
        ]
        self.sheet.add(
            "acts", self.case.id, row.line, id=act, date=values["date"], person=join(persons)
        )
        self.sheet.add(
            "claims",
            self.case.id,
            row.line,
            id=self.sheet.id(self.case.id, "allegation"),
            type="Allegation",
            body="prosecuting-authorities",
            about=join(f"prosecution-{number}" for number in self.case.everyone),
            act=act,
            text_en=_SAID["en"].format(values["date"]),
            text_ru=_SAID["ru"].format(values["date"]),
        )
        self.sheet.authority(
            self.case.id,
            "prosecuting-authorities",
            "PublicAuthority",
            "prosecuting authorities, body not named by the source",
            "органы преследования, источником не названные",
        )

    def _request(self, row: Row, numbers: tuple[int, ...]) -> None:
        note = row.values["note"]
        reading = self.lookups["event-notes"].get(note, {})
        event = self.sheet.id(self.case.id, "penalty-request")
        more = {"date": row.values["date"], **texts(reading, "note")}
        if not self.case.shows(note):
            more |= texts(note_of(row, "event-notes", self.lookups, self.case), "note")
        self._add(row, event, row.values["kind"], numbers or self.case.everyone, **more)
        for values in _requested(note, reading):
            for number in numbers or (0,):
                self.sheet.add(
                    "requests",
                    self.case.id,
                    row.line,
                    event=event,
                    id=self.sheet.numbered(self.case.id, "requested"),
                    prosecution=f"prosecution-{number}" if number else "",
                    **values,
                )


def _requested(note: str, reading: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the terms that were asked for; raises `UnplacedError` when none can be read."""
    if "terms" in reading:
        yield from ({"months": months} for months in reading["terms"])
        return
    found = _YEARS.match(note)
    if not found:
        raise UnplacedError("the term asked for cannot be read")
    months = int(found[2]) * 12 + (6 if found[3] else 0)
    if found[1]:
        yield {"at_least": str(int(found[1]) * 12), "at_most": str(months)}
    else:
        yield {"months": str(months)}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
