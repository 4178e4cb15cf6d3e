"""What happened and who is prosecuted: timeline, prosecutions, charges, decisions, sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.views import index
from kg.views.blocks import block, by_time, together
from kg.views.context import Context, facts, thing, things
from kg.views.penalties import summary
from kg.views.values import Block, Decision, Fact, Prosecution, Text, Value, Versions

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROVISIONS: Final = ("citesPart", "citesPoint", "citesArticle", "citesVersion", "citesProvision")
_PENALTY: Final = (
    "penaltyType", "termMonths", "termDays", "termMonthsAtLeast", "termMonthsAtMost", "amount",
    "amountAtLeast", "amountAtMost", "currency", "regime", "penaltyText",
)  # fmt: skip
_CONCERNS: Final = ("concernsProsecution", "concernsCase")
_DECISION: Final = (
    "decidedBy", "outcome", "instance", "standing", "convictsOn", "acquitsOn", "disposesOf",
    "setsAside", "modifies", "upholds",
)  # fmt: skip


def timeline(made: Context, told: Iterable[str]) -> tuple[Versions, ...]:
    """Return the events and periods in the order of their first possible day."""
    given = sorted(told)
    mine = [iri for iri in given if index.is_a(made.index, iri, "Occurrence")]
    prosecuted = [iri for iri in given if index.is_a(made.index, iri, "Prosecution")]
    # Where there is one prosecution, saying of each event that it concerns it tells nothing.
    hidden = ("requestsPenalty", *(_CONCERNS if len(prosecuted) == 1 else ()))
    return tuple(
        tuple(_occurrence(made, iri, hidden) for iri in group)
        for group in together(made, by_time(made, mine))
    )


def prosecutions(made: Context, told: Iterable[str]) -> tuple[Prosecution, ...]:
    """Return who is prosecuted and under which law, in the order of the defendants' names."""
    mine = [iri for iri in told if index.is_a(made.index, iri, "Prosecution")]
    rows = [_prosecution(made, iri) for iri in sorted(mine)]
    return tuple(sorted(rows, key=lambda row: [value.text.text for value in row.defendants]))


def decisions(made: Context, told: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions of courts with the sentences they impose, each sentence once."""
    rows, used = [], set[str]()
    for iri in by_time(made, (one for one in told if index.is_a(made.index, one, "CourtDecision"))):
        mine = [one for one in index.iris(made.index, iri, "imposesSentence") if one not in used]
        used.update(mine)
        short = replace(
            block(made, iri, title=thing(made, iri)), anchor="", facts=facts(made, iri, _DECISION)
        )
        rows.append(Decision(short, _versions(made, mine)))
    return tuple(rows)


def loose_sentences(made: Context, told: Iterable[str]) -> tuple[Versions, ...]:
    """Return the sentences whose decision is not told on this page."""
    given = frozenset(told)
    imposed = {
        one for iri in given if index.is_a(made.index, iri, "CourtDecision")
        for one in index.iris(made.index, iri, "imposesSentence")
    }  # fmt: skip
    mine = [iri for iri in given - imposed if index.is_a(made.index, iri, "Sentence")]
    return _versions(made, sorted(mine))


def roles(made: Context, told: Iterable[str]) -> tuple[Block, ...]:
    """Return the people of a case who are known here only by their role."""
    mine = sorted(iri for iri in told if index.is_a(made.index, iri, "RoleHolder"))
    return tuple(block(made, iri, title=thing(made, iri), hidden=("withholds",)) for iri in mine)


def _occurrence(made: Context, iri: str, hidden: Iterable[str]) -> Block:
    """Return one event or period; what a prosecutor asks for is said in words."""
    is_of_here = index.iris(made.index, iri, "concernsCase") == (made.here,)
    shown = block(made, iri, hidden=(*hidden, "concernsCase") if is_of_here else hidden)
    asked = index.iris(made.index, iri, "requestsPenalty")
    if not asked:
        return shown
    name = thing(made, index.full("requestsPenalty"))
    more = tuple(Fact(name, summary(made, penalty) or (thing(made, penalty),)) for penalty in asked)
    return replace(shown, facts=(*more, *shown.facts))


def _prosecution(made: Context, iri: str) -> Prosecution:
    """Return one prosecution; on a person's page its title leads to the case."""
    cases = things(made, iri, "inCase")
    is_own = index.iris(made.index, iri, "inCase") == (made.here,)
    title = None if is_own or not cases else cases[0]
    held = {*index.iris(made.index, iri, "hasCharge")}
    held |= {row.subject for row in index.pointing(made.index, iri, "chargeIn")}
    known = sorted(one for one in held if one in made.index.said)
    return Prosecution(
        block=_with_recognitions(
            made, iri, block(made, iri, title=title, hidden=("defendant", "inCase", "hasCharge"))
        ),
        defendants=things(made, iri, "defendant"),
        charges=tuple(
            tuple(_charge(made, one) for one in group) for group in together(made, known)
        ),
    )


def _with_recognitions(made: Context, iri: str, shown: Block) -> Block:
    """Return a prosecution with the derived recognitions of its defendants."""
    if made.here in index.iris(made.index, iri, "defendant"):
        return shown
    more = tuple(
        fact for agent in index.iris(made.index, iri, "defendant")
        for fact in facts(made, agent, ("everRecognisedAsPoliticalPrisonerBy",))
    )  # fmt: skip
    return replace(shown, facts=(*more, *shown.facts))


def _charge(made: Context, iri: str) -> Block:
    """Return one charge under the title of its provisions, the most exact that is on record."""
    cited = next((rows for name in _PROVISIONS if (rows := things(made, iri, name))), ())
    title = cited[0] if cited else Value(Text(made.words["no_provision"]))
    name = next((name for name in _PROVISIONS if things(made, iri, name)), "")
    hidden = ("chargeIn", name) if len(cited) == 1 else ("chargeIn",)
    return block(made, iri, title=title, hidden=hidden)


def _versions(made: Context, iris: list[str]) -> tuple[Versions, ...]:
    """Return sentences, versions of one together."""
    return tuple(
        tuple(_sentence(made, iri) for iri in group) for group in together(made, sorted(iris))
    )


def _sentence(made: Context, iri: str) -> Block:
    """Return one sentence: kind, term and regime in words first."""
    shown = block(made, iri, hidden=_PENALTY)
    said = summary(made, iri)
    first = (Fact(Value(Text(made.words["sentence"])), said),) if said else ()
    return replace(shown, facts=(*first, *shown.facts))
