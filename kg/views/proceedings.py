"""What happened and who is prosecuted: timeline, prosecutions, charges, decisions, sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.views import index
from kg.views.blocks import block, by_time, sources, together
from kg.views.context import Context, facts, thing, things
from kg.views.penalties import summary
from kg.views.provisions import brief, in_order
from kg.views.values import Block, Charged, Decision, Fact, Prosecution, Text, Value, Versions

if TYPE_CHECKING:
    from collections.abc import Iterable

CITED: Final = ("citesPart", "citesPoint", "citesArticle", "citesVersion", "citesProvision")
"""The properties by which a charge cites law, the most exact first."""
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
    rows.sort(key=lambda row: [value.text.text for value in row.defendants])
    return (*rows, *_of_nobody_named(made))


def _of_nobody_named(made: Context) -> tuple[Prosecution, ...]:
    """Return the charges of a case of which it is not said against whom they are brought."""
    known = sorted(row.subject for row in index.pointing(made.index, made.here, "chargeForCase"))
    if not known:
        return ()
    title = Value(Text(made.words["case_charges"]))
    return (
        Prosecution(
            block=Block("", "", (), title, None, (), (), sources(made, made.here), None),
            defendants=(title,),
            charges=tuple(
                tuple(_charge(made, one) for one in group) for group in together(made, known)
            ),
        ),
    )


def charged(made: Context, told: Iterable[str]) -> tuple[Charged, ...]:
    """Return who is prosecuted, one row each: provisions charged, sentences not since replaced.

    Nothing where it is one prosecution only: then the section itself says as much.
    """
    mine = sorted(iri for iri in told if index.is_a(made.index, iri, "Prosecution"))
    if len(mine) < 2:
        return ()
    rows = [_charged(made, iri) for iri in mine if not index.iris(made.index, iri, "variantOf")]
    return tuple(sorted(rows, key=lambda row: row.prosecution.text.text))


def _charged(made: Context, iri: str) -> Charged:
    cited: dict[str, Value] = {}
    for one in charges_of(made, iri):
        if not index.iris(made.index, one, "variantOf"):
            name, _ = _cited(made, one)
            found = index.iris(made.index, one, name) if name else ()
            cited |= {law: brief(made, law) for law in found}
    imposed = [row.subject for row in index.pointing(made.index, iri, "sentenceFor")
               if index.is_a(made.index, row.subject, "Sentence")
               and not index.iris(made.index, row.subject, "variantOf")
               and not index.pointing(made.index, row.subject, "replacesSentence")]  # fmt: skip
    who = things(made, iri, "defendant")
    shown = thing(made, iri)
    return Charged(
        prosecution=replace(shown, text=who[0].text, note=None) if who else shown,
        provisions=tuple(cited[law] for law in sorted(cited, key=in_order)),
        sentences=tuple(
            replace(thing(made, one), text=_said(made, one), note=None) for one in sorted(imposed)
        ),
    )


def _said(made: Context, sentence: str) -> Text:
    """Return kind and term of a sentence; the kind may be in another language than the page."""
    kind, *rest = [value.text for value in summary(made, sentence)[:2]] or [Text("")]
    if rest and rest[0].lang == kind.lang:
        return Text(f"{kind.text}, {rest[0].text}", kind.lang)
    return Text(kind.text, kind.lang, "".join(f", {one.text}" for one in rest))


def charges_of(made: Context, iri: str) -> list[str]:
    """Return the charges of a prosecution of which something is known."""
    held = {*index.iris(made.index, iri, "hasCharge")}
    held |= {row.subject for row in index.pointing(made.index, iri, "chargeIn")}
    return sorted(one for one in held if one in made.index.said)


def _cited(made: Context, charge: str) -> tuple[str, tuple[Value, ...]]:
    """Return the most exact property by which a charge cites law, and the provisions."""
    for name in CITED:
        if found := things(made, charge, name):
            return name, found
    return "", ()


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
    known = charges_of(made, iri)
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
    name, cited = _cited(made, iri)
    title = cited[0] if cited else Value(Text(made.words["no_provision"]))
    hidden = ("chargeIn", "chargeForCase", *((name,) if len(cited) == 1 else ()))
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
