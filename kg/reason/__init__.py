"""What data entails under the ontology, and what the closed-world rules derive from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reason import closure
from kg.reason.compile import Rules, compile_rules
from kg.reason.conflicts import refuse_contradictions
from kg.reason.derive import derive, ground
from kg.reason.profile import refuse_schema_in_data

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class Inference:
    """New triples only, sorted: by OWL 2 RL in our own terms, and by the rules in `rules/`."""

    entailed: list[Triple]
    derived: list[Triple]


@dataclass(frozen=True, slots=True)
class Closed:
    """Data and ontology closed under the ontology, before the closed-world rules."""

    rules: Rules
    state: closure.State
    facts: list[Triple]
    entailed: list[Triple]
    hidden: list[Triple]
    """What is entailed and not shown (`closure.is_shown`); rules need it all the same."""


def infer(triples: Collection[Triple], ontology: Collection[Triple]) -> Inference:
    """Return what data entails and derives; `ontology` holds the vocabulary too.

    What derived triples entail in turn is entailed, so inferring from the result adds nothing.
    Raises `RefusedError` on a contradiction, on the identity of two records, on a statement of the
    data that would change the ontology, and on a construct of OWL that is not compiled.
    """
    return conclude(close(triples, ontology))


def close(triples: Collection[Triple], ontology: Collection[Triple]) -> Closed:
    """Return the closure of data and ontology; raises `RefusedError` as `infer` says."""
    rules = compile_rules(ontology)
    refuse_schema_in_data(triples, ontology)
    state = closure.start(rules)
    facts = list({*ontology, *triples})
    entailed, hidden = closure.extend_all(state, facts)
    return Closed(rules, state, facts, entailed, hidden)


def conclude(closed: Closed) -> Inference:
    """Return what follows in all, closed-world rules included; raises `RefusedError`."""
    state, facts, entailed = closed.state, closed.facts, closed.entailed
    base = ground([*facts, *entailed])
    derived: list[Triple] = []
    while more := derive(base):
        derived += more
        consequences = base.put(closure.extend(state, more))
        if not consequences:
            break
        entailed = sorted([*entailed, *consequences], key=str)
    refuse_contradictions(closed.rules, state, [*facts, *derived])
    return Inference(entailed=entailed, derived=sorted(derived, key=str))
