"""Rows of case_sentences.csv, and the events that tell of judgments → decisions and sentences.

Sentences of one day and court are one judgment, unless a reading says that they were several. A
decision on appeal, or on how a sentence is served, is joined with the sentence it imposed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnplacedError
from kg.ingest.case_facts import Case, Whom, is_of_list, whom
from kg.ingest.case_rulings import Decision, judgments
from kg.ingest.case_sheet import Sheet, join, texts
from kg.ingest.case_terms import Term, read_term
from kg.ingest.case_texts import note_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.ingest.case_charges import Charge
    from kg.ingest.tables import Row

TABLE: Final = "case_sentences"
EVENTS: Final = "case_events"


@dataclass(slots=True)
class Docket:
    """Gathers the decisions and sentences of one case."""

    case: Case
    sheet: Sheet
    lookups: Mapping[str, Any]
    charges: Sequence[Charge]
    decisions: list[Decision] = field(default_factory=list)
    main: dict[int, str] = field(default_factory=dict)
    """Defendant → the sentence to prison, or suspended, that is the last so far."""

    def read(self) -> None:
        """Read the sentences, then the events on judgments, then what only charges tell."""
        for row in self.case.sentences:
            self._try(TABLE, row, self._sentence)
        for row in self.case.events:
            if self._form(row) in {"judgment", "guilt", "appeal", "returned", "execution"}:
                self._try(EVENTS, row, self._event)
        self._from_charges()
        self._by_charge()

    def _form(self, row: Row) -> str:
        return str(self.lookups["event-kinds"].get(row.values["kind"], {}).get("form", ""))

    def _try(self, table: str, row: Row, work: Any) -> None:
        if is_of_list(row):
            self.sheet.place(table, row, "placed with the person", "what the list says")
            return
        try:
            work(row)
            self.sheet.place(table, row)
        except (UnplacedError, ValueError) as wrong:
            self.sheet.place(table, row, "unplaced", str(wrong))

    def judgments(self) -> list[Decision]:
        """Return the judgments of first instance, as `case_rulings.judgments` has them."""
        return judgments(self.decisions)

    # ------------------------------------------------------------------ sentences

    def _sentence(self, row: Row) -> None:
        term = read_term(row, self.lookups, self.case.values["country"])
        if row.values["date"] in self.case.own.get("appeals", ()):
            term = replace(term, step="appeal", instance="instance-appeal")
        who = whom(self.case, row, self.case.sentences, self.lookups)
        # A range of terms without a day is that of all judgments on record.
        known = self.judgments() if who.words and not row.values["date"] else []
        decisions = known or [self._decision_of(row, term, who)]
        for number in (who.numbers or (0,)) if term.type else ():
            written = list(self._written(row, term, number, who))
            for decision in decisions:
                decision.imposes += written

    def _decision_of(self, row: Row, term: Term, who: Whom) -> Decision:
        values = row.values
        # Where it is not said who got which term, the judgment is still that of the case.
        numbers = set(who.numbers or self.case.everyone)
        form = {"appeal": "appeal", "replacement": "execution"}.get(term.step, "judgment")
        group = row.line if self.case.own.get("judgments") == "separate" else 0
        for one in self.decisions:
            same = (one.form, one.date, one.court, one.group)
            if same == (form, values["date"], values["court"], group):
                one.numbers |= numbers
                return one
        kind = {
            "appeal": "sentence changed",
            "execution": "suspended term replaced by imprisonment",
        }
        reading = {"instance": term.instance, "outcome": term.outcome}
        found = Decision(
            form, values["date"], values["court"], numbers, [], kind.get(form, ""), reading,
            row.line, group,
        )  # fmt: skip
        self.decisions.append(found)
        return found

    def _written(self, row: Row, term: Term, number: int, who: Whom) -> Iterator[str]:
        first = ""
        for part in (term, *term.also):
            identity = self.sheet.numbered(self.case.id, "sentence")
            words = {
                name: ", ".join(filter(None, (who.words.get(name, ""), part.words.get(name, ""))))
                for name in ("en", "ru")
            }
            values = self.sheet.add(
                "sentences",
                self.case.id,
                row.line,
                id=identity,
                prosecution=f"prosecution-{number}" if number else "",
                **part.columns(),
                **texts(words, "text"),
            ).values
            if part is term:
                first = identity
                self._place_in_line(values, term, number)
            yield identity
        if number and term.is_main and first:
            self.main[number] = first

    def _place_in_line(self, values: dict[str, str], term: Term, number: int) -> None:
        if term.count:
            charge = next(
                one.id
                for one in self.charges
                if one.defendant == number and one.article == term.count
            )
            values["charge"] = charge
            self._aggregate(number, values["id"])
        elif term.step and number in self.main:
            values["replaces"] = self.main[number]
        elif term.is_whole and number in self.main:
            values["aggregates"] = self.main[number]

    def _aggregate(self, number: int, identity: str) -> None:
        for row in self.sheet.rows["sentences"]:
            if row.values["case_id"] == self.case.id and row.values["id"] == self.main.get(number):
                row.values["aggregates"] = join((*row.values["aggregates"].split(";"), identity))

    # ------------------------------------------------------------------ events on decisions

    def _event(self, row: Row) -> None:
        reading = note_of(row, "event-notes", self.lookups, self.case)
        numbers = set(whom(self.case, row, self.case.events, self.lookups).numbers)
        form = self._form(row)
        if form == "judgment":
            self._date_judgment(row, numbers, reading)
        elif form == "guilt":
            self._guilt(row, numbers, reading)
        else:
            self._review(row, numbers, form, reading)
        if reading.get("months"):
            self._new_term(row, numbers, reading)

    def _date_judgment(self, row: Row, numbers: set[int], reading: dict[str, Any]) -> None:
        date = row.values["date"]
        for one in self.judgments():
            if one.covers(numbers) and one.date in {"", date}:
                one.date = date
                one.reading |= reading
                return
        self.decisions.append(Decision("judgment", date, "", numbers, [], "", reading, row.line))

    def _guilt(self, row: Row, numbers: set[int], reading: dict[str, Any]) -> None:
        date = row.values["date"]
        if any(one.covers(numbers) and one.date >= date for one in self.judgments()):
            form, kind = "guilt", row.values["kind"]
        else:
            form, kind = "judgment", ""
        self.decisions.append(Decision(form, date, "", numbers, [], kind, reading, row.line))

    def _review(self, row: Row, numbers: set[int], form: str, reading: dict[str, Any]) -> None:
        numbers = numbers or set(self.case.everyone)
        date, kind = row.values["date"], row.values["kind"]
        for one in self.decisions:
            if one.form == form and one.date == date and one.covers(numbers) and one.imposes:
                known = {key: value for key, value in one.reading.items() if value}
                one.kind, one.reading = kind, reading | known
                one.court = one.court or reading.get("court", "")
                return
        found = Decision(form, date, reading.get("court", ""), numbers, [], kind, reading, row.line)
        self.decisions.append(found)

    def _new_term(self, row: Row, numbers: set[int], reading: dict[str, Any]) -> None:
        decision = self.decisions[-1]
        for number in sorted(numbers):
            identity = self.sheet.numbered(self.case.id, "sentence")
            self.sheet.add(
                "sentences",
                self.case.id,
                row.line,
                id=identity,
                prosecution=f"prosecution-{number}",
                type=reading["type"],
                months=reading["months"],
                replaces=self.main.get(number, ""),
            )
            decision.imposes.append(identity)
            self.main[number] = identity

    # ------------------------------------------------------------------ what charges tell

    def _from_charges(self) -> None:
        """Add a judgment without a date for those who were convicted and have none."""
        convicted = {one.defendant for one in self.charges if one.is_convicted}
        missing = {
            number
            for number in convicted | self._reviewed()
            if number and not any(one.covers({number}) for one in self.judgments())
        }
        if missing or (0 in convicted and not self.judgments()):
            self.decisions.append(Decision("judgment", numbers=missing))

    def _by_charge(self) -> None:
        """Write the terms that are given beside the articles, for each count."""
        for charge in self.charges:
            decision = next(
                (one for one in self.judgments() if charge.defendant in one.numbers), None
            )
            if "term" in charge.reading and decision:
                identity = self.sheet.numbered(self.case.id, "sentence")
                self.sheet.add(
                    "sentences",
                    self.case.id,
                    0,
                    id=identity,
                    prosecution=f"prosecution-{charge.defendant}",
                    type="penalty-imprisonment",
                    months=charge.reading["term"],
                    charge=charge.id,
                    text_en=charge.reading.get("text_en", ""),
                    text_ru=charge.reading.get("text_ru", ""),
                )
                self._aggregate(charge.defendant, identity)
                decision.imposes.append(identity)

    def _reviewed(self) -> set[int]:
        return {number for one in self.decisions if one.form == "appeal" for number in one.numbers}
