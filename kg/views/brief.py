"""Who says what of a case or a person, in a few lines: the head of a page that is long."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.views import index, provisions
from kg.views.blocks import by_time
from kg.views.context import label, thing, things
from kg.views.proceedings import CITED, charges_of
from kg.views.values import Brief, Text, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.views.context import Context

MOST: Final = 6
"""Lines of one voice."""


def briefs(made: Context, told: Iterable[str]) -> tuple[Brief, ...]:
    """Return what authorities charge, courts decided and monitors assess, each in a few lines.

    Where nothing is on record, that is said too. Nothing at all where nobody is prosecuted.
    """
    given = frozenset(told)
    if not any(index.is_a(made.index, iri, "Prosecution") for iri in given):
        return ()
    return tuple(
        _brief(made, key, lines(made, given))
        for key, lines in _VOICES
    )  # fmt: skip


def _brief(made: Context, key: str, lines: list[Value]) -> Brief:
    more = len(lines) - MOST
    cut = lines[:MOST]
    if more > 0:
        cut.append(Value(Text(made.words["and_more"].format(number=more))))
    return Brief(key, made.words[f"voice_{key}"], tuple(cut), f"#_voice-{key}")


def _charged(made: Context, told: frozenset[str]) -> list[Value]:
    """Return the provisions charged, each with the number of prosecutions where it is not one."""
    mine = [iri for iri in sorted(told) if index.is_a(made.index, iri, "Prosecution")
            and not index.iris(made.index, iri, "variantOf")]  # fmt: skip
    counts: Counter[str] = Counter()
    for one in mine:
        counts.update({law for charge in charges_of(made, one) for law in _cited(made, charge)})
    found = sorted(counts.items(), key=lambda row: provisions.in_order(row[0]))
    rows = ((provisions.brief(made, law), number) for law, number in found)
    return [
        shown if number == len(mine) else _counted(shown, number) for shown, number in rows
    ]  # fmt: skip


def _counted(shown: Value, number: int) -> Value:
    return Value(shown.text, shown.href, title=shown.title, note=Text(f"× {number}"))


def _cited(made: Context, charge: str) -> tuple[str, ...]:
    """Return the provisions that a charge cites, the most exact on record."""
    if index.iris(made.index, charge, "variantOf"):
        return ()
    return next(
        (found for name in CITED if (found := index.iris(made.index, charge, name))), ()
    )  # fmt: skip


def _decided(made: Context, told: frozenset[str]) -> list[Value]:
    """Return the decisions of courts, the latest first; another source's version is left out."""
    mine = [iri for iri in told if index.is_a(made.index, iri, "CourtDecision")
            and not index.iris(made.index, iri, "variantOf")]  # fmt: skip
    return [thing(made, iri) for iri in reversed(by_time(made, mine))]


def _by_name(counted: tuple[tuple[Text, Text], int]) -> tuple[str, str]:
    (body, status), _ = counted
    return body.text, status.text


def _assessed(made: Context, told: frozenset[str]) -> list[Value]:
    """Return who assesses as what, with how often where it is more than once."""
    counts: Counter[tuple[Text, Text]] = Counter()
    for iri in sorted(told):
        if not index.is_a(made.index, iri, "Assessment"):
            continue
        whose = things(made, iri, "claimedBy")
        for status in index.iris(made.index, iri, "assessedAs"):
            for body in whose:
                counts[body.text, label(made, status)] += 1
    return [
        Value(
            replace(body, rest=replace(status, before=": ")),
            note=Text(f"× {number}") if number > 1 else None,
        )
        for (body, status), number in sorted(counts.items(), key=_by_name)
    ]


_VOICES: Final[tuple[tuple[str, Callable[[Context, frozenset[str]], list[Value]]], ...]] = (
    ("allege", _charged),
    ("found", _decided),
    ("assess", _assessed),
)
