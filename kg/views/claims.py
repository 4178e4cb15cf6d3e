"""The voices of a case, kept apart: who alleges, finds, assesses, demands, tells, denies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.views import dates, index
from kg.views.blocks import block, by_time, together
from kg.views.context import Context, best, label, literals, thing, things
from kg.views.values import Block, Claim, Fact, Text, Value, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

VOICES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("allege", ("Allegation",)),
    ("found", ("JudicialFinding",)),
    ("assess", ("Assessment",)),
    ("demand", ("Demand",)),
    ("account", ("Account", "Denial")),
)
_VERBS: Final = {
    "Allegation": "verb_allege",
    "JudicialFinding": "verb_found",
    "Assessment": "verb_assess",
    "Demand": "verb_demand",
    "Account": "verb_account",
    "Denial": "verb_denial",
}
_LENGTH: Final = 120
# Printed with the claim itself, or from the other side.
_SAID: Final = ("claimedBy", "claimText", "disputes", "disputedBy", "allegesAct", "listTag")


def voices(made: Context, told: Iterable[str]) -> tuple[Voice, ...]:
    """Return every voice, with its claims in the order of time; a silent one has none."""
    given = frozenset(told)
    return tuple(_voice(made, key, kinds, given) for key, kinds in VOICES)


def sentence(made: Context, iri: str) -> Text:
    """Return the sentence of a claim, or the label of anything else."""
    return best(literals(made, iri, "claimText"), made.lang) or label(made, iri)


def _voice(made: Context, key: str, kinds: tuple[str, ...], told: frozenset[str]) -> Voice:
    """Return one voice; versions of one claim stand together."""
    mine = [iri for iri in told if any(index.is_a(made.index, iri, kind) for kind in kinds)]
    groups = together(made, by_time(made, mine))
    return Voice(
        key=key,
        heading=made.words[f"voice_{key}"],
        explanation=made.words[f"voice_{key}_note"],
        claims=tuple(tuple(_claim(made, iri) for iri in group) for group in groups),
    )


def _claim(made: Context, iri: str) -> Claim:
    """Return one claim with its claimant, its words and what it speaks against."""
    kind = next((kind for kind in _VERBS if index.is_a(made.index, iri, kind)), "Account")
    made_block = block(made, iri, hidden=_SAID)
    text = best(literals(made, iri, "claimText"), made.lang)
    return Claim(
        block=_with(made_block, (*_tags(made, iri), *_alleged(made, iri))),
        claimants=things(made, iri, "claimedBy"),
        verb=made.words[_VERBS[kind]],
        texts=(text,) if text else (),
        disputes=_others(made, index.iris(made.index, iri, "disputes")),
        disputed_by=_others(made, _against(made, iri)),
    )


def _with(made_block: Block, more: tuple[Fact, ...]) -> Block:
    """Return a block with further facts."""
    return replace(made_block, facts=(*made_block.facts, *more))


def _against(made: Context, iri: str) -> list[str]:
    """Return the claims that dispute this one, from either side of the link."""
    inward = [row.subject for row in index.pointing(made.index, iri, "disputes")]
    return sorted({*inward, *index.iris(made.index, iri, "disputedBy")})


def _others(made: Context, iris: Iterable[str]) -> tuple[Value, ...]:
    """Return links to other claims, each with the beginning of its words."""
    found = []
    for iri in iris:
        said = sentence(made, iri)
        words = said.text if len(said.text) <= _LENGTH else f"{said.text[:_LENGTH].rstrip()}…"
        found.append(replace(thing(made, iri), text=Text(words, said.lang)))
    return tuple(found)


def _tags(made: Context, iri: str) -> tuple[Fact, ...]:
    """Return the articles by which a list tags an assessment, with the words "not charges"."""
    tags = things(made, iri, "listTag")
    name = thing(made, index.full("listTag"))
    note = Text(made.words["list_tags"])
    return (Fact(replace(name, note=note), tags),) if tags else ()


def _alleged(made: Context, iri: str) -> tuple[Fact, ...]:
    """Return what an allegation says was done, so that it stands nowhere but in that voice."""
    found: list[Fact] = []
    for act in index.iris(made.index, iri, "allegesAct"):
        actors = things(made, act, "allegedActor")
        if actors:
            found.append(Fact(thing(made, index.full("allegedActor")), actors))
        edtf = index.first_text(made.index, act, "edtf")
        if edtf:
            said = dates.event_date("", "", edtf, made.lang)
            found.append(Fact(Value(Text(made.words["alleged_date"])), (Value(Text(said.text)),)))
    return tuple(found)
