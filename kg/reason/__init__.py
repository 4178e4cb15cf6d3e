"""What data entails under the ontology, and what the closed-world rules derive from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reason import closure
from kg.reason.compile import compile_rules
from kg.reason.conflicts import refuse_contradictions
from kg.reason.derive import derivations
from kg.reason.profile import refuse_schema_in_data

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class Inference:
    """New triples only, sorted: by OWL 2 RL in our own terms, and by the rules in `rules/`."""

    entailed: list[Triple]
    derived: list[Triple]


def infer(triples: Collection[Triple], ontology: Collection[Triple]) -> Inference:
    """Return what data entails and derives; `ontology` holds the vocabulary too.

    What derived triples entail in turn is entailed, so inferring from the result adds nothing.
    Raises `RefusedError` on a contradiction, on the identity of two records, on a statement of the
    data that would change the ontology, and on a construct of OWL that is not compiled.
    """
    rules = compile_rules(ontology)
    refuse_schema_in_data(triples, ontology)
    state = closure.start(rules)
    facts = list({*ontology, *triples})
    entailed = closure.extend(state, facts)
    derived: list[Triple] = []
    while more := derivations([*facts, *entailed, *derived]):
        derived += more
        consequences = closure.extend(state, more)
        if not consequences:
            break
        entailed = sorted([*entailed, *consequences], key=str)
    refuse_contradictions(rules, state, [*facts, *derived])
    return Inference(entailed=entailed, derived=sorted(derived, key=str))
