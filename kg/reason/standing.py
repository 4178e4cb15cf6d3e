"""R4: which court decisions and sentences are set aside, as far as the record goes.

Only a decision that itself stands sets another aside, so a quashing that is quashed restores what
it had set aside. Such a rule refers to its own negation; it has one answer as long as nothing sets
itself aside on a detour, which is why a circle is refused.
"""

from __future__ import annotations

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from kg.errors import RefusedError
from kg.model.ns import PPO, PPV
from kg.reason.profile import TYPE
from kg.reason.wording import Term, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

DECISION: Final = NamedNode(f"{PPO}CourtDecision")
SENTENCE: Final = NamedNode(f"{PPO}Sentence")
SETS_ASIDE: Final = NamedNode(f"{PPO}setsAside")
IMPOSES: Final = NamedNode(f"{PPO}imposesSentence")
REPLACES: Final = NamedNode(f"{PPO}replacesSentence")
STANDING: Final = NamedNode(f"{PPO}standing")
SET_ASIDE: Final = NamedNode(f"{PPV}standing-set-aside")
NOT_KNOWN: Final = NamedNode(f"{PPV}standing-not-known-set-aside")

READ: Final = (SETS_ASIDE, IMPOSES, REPLACES)
"""The properties that R4 reads, and the classes whose members it judges."""
MEMBERS: Final = (DECISION, SENTENCE)

Attacks = dict[Term, set[Term]]


def standings(triples: Collection[Triple]) -> list[Triple]:
    """Return `ppo:standing` of every court decision and sentence, given the closure.

    A sentence falls with the last decision that imposes it, and with a standing sentence that
    replaces it. A sentence without any imposing decision on record is not known to have fallen:
    a gap of the record is no quashing.
    Raises `RefusedError` when decisions set each other aside, or sentences replace each other.
    """
    fallen_decisions = fallen(_sources(triples, SETS_ASIDE), frozenset())
    imposed = _sources(triples, IMPOSES)
    lost = {sentence for sentence, by in imposed.items() if by <= fallen_decisions}
    fallen_sentences = fallen(_sources(triples, REPLACES), lost)
    return _standing(_members(triples, DECISION), fallen_decisions) + _standing(
        _members(triples, SENTENCE), fallen_sentences
    )


def fallen(attacks: Mapping[Term, set[Term]], lost: Iterable[Term]) -> set[Term]:
    """Return what does not stand: what is lost anyway, and what something that stands attacks."""
    down = set(lost)
    order = TopologicalSorter(
        {target: sorted(attacks[target], key=str) for target in sorted(attacks, key=str)}
    )
    try:
        for node in order.static_order():
            if attacks.get(node, set()) - down:
                down.add(node)
    except CycleError as error:
        circle = " ← ".join(short(node) for node in error.args[1])
        raise RefusedError(f"nothing can set itself aside, even on a detour: {circle}") from error
    return down


def _sources(triples: Iterable[Triple], predicate: NamedNode) -> Attacks:
    found: Attacks = defaultdict(set)
    for triple in triples:
        if triple.predicate == predicate:
            found[triple.object].add(triple.subject)
    return found


def _members(triples: Iterable[Triple], of: NamedNode) -> set[NamedNode]:
    return {
        triple.subject
        for triple in triples
        if triple.predicate == TYPE
        and triple.object == of
        and isinstance(triple.subject, NamedNode)
    }


def _standing(nodes: Iterable[NamedNode], down: set[Term]) -> list[Triple]:
    return [Triple(node, STANDING, SET_ASIDE if node in down else NOT_KNOWN) for node in nodes]
