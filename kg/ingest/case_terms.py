"""Terms and fines of case_sentences.csv → the values of penalties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnplacedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ingest.tables import Row

_FINE: Final = re.compile(r"fine of ([0-9,]+) roubles")
_HOURS: Final = re.compile(r"([0-9]+) hours")
_RANGE: Final = re.compile(r"([0-9.]+) (?:to|and) ([0-9.]+) years")
_LEAST: Final = re.compile(r"([0-9]+) years or more")
_MAIN: Final = frozenset({"penalty-imprisonment", "penalty-suspended", "penalty-life"})
_FINES: Final = frozenset({"penalty-fine"})


@dataclass(frozen=True, slots=True)
class Term:
    """One penalty of a row, and the further ones beside it."""

    type: str
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    instance: str = ""
    outcome: str = ""
    count: str = ""
    is_whole: bool = False
    mode: str = ""
    also: tuple[Term, ...] = ()

    @property
    def is_main(self) -> bool:
        """Whether it is a term that a later decision can replace."""
        return self.type in _MAIN and not self.count

    def columns(self) -> dict[str, str]:
        """Return the columns of the table of sentences."""
        return {"type": self.type, **self.values}


def read_term(row: Row, lookups: Mapping[str, Any], country: str) -> Term:
    """Return what a row says of a penalty. Raises `UnplacedError` for words that are unknown."""
    values = row.values
    reading = lookups["regimes"].get(values["kind_or_regime"])
    kind = lookups["outcomes"].get(values["outcome"])
    if reading is None or kind is None:
        raise UnplacedError("the regime or the outcome has no entry in its lookup")
    kind = "penalty-imprisonment" if reading.get("imprisonment") else kind or ""
    currency = lookups["states"][country]["currency"]
    found = _length(values["length"], values["length_months"])
    if reading.get("months_at_least"):
        found = {"at_least": reading["months_at_least"]}
    if reading.get("amount"):
        found |= {"amount": reading["amount"]}
    if "amount" in found:
        found["currency"] = currency
    extra = {name: reading[name] for name in ("regime", "probation") if reading.get(name)}
    return Term(
        type=kind,
        values=found | extra,
        words={name: reading.get(name, "") for name in ("en", "ru")},
        step=reading.get("step", ""),
        instance=reading.get("instance", ""),
        outcome=reading.get("outcome", ""),
        count=reading.get("count", ""),
        is_whole=bool(reading.get("whole")),
        mode=reading.get("mode", ""),
        also=tuple(_further(one, currency) for one in reading.get("also", ())),
    )


def _further(entry: Mapping[str, str], currency: str) -> Term:
    values = {name: entry[name] for name in ("months", "amount") if name in entry}
    if "amount" in values:
        values["currency"] = currency
    return Term(entry["type"], values, {name: entry.get(name, "") for name in ("en", "ru")})


def _length(text: str, months: str) -> dict[str, str]:
    """Return months, bounds, hours or an amount out of the words of a length."""
    if months:
        return {"months": months}
    if not text or text == "life":
        return {}
    if found := _RANGE.fullmatch(text):
        least, most = (str(round(float(number) * 12)) for number in found.groups())
        return {"at_least": least, "at_most": most}
    if found := _LEAST.fullmatch(text):
        return {"at_least": str(int(found[1]) * 12)}
    if found := _HOURS.fullmatch(text):
        return {"hours": found[1]}
    if found := _FINE.fullmatch(text):
        return {"amount": found[1].replace(",", "")}
    raise UnplacedError("the length is none of the forms that are read")
