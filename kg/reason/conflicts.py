"""Contradictions: what the ontology says can never be, found in a closure and explained."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.errors import RefusedError
from kg.reason import closure
from kg.reason.wording import short, statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import Triple

    from kg.reason.compile import Rules
    from kg.reason.wording import Term

# A contradiction is told with this many of the statements that lead to it.
REASONS = 3


def refuse_contradictions(rules: Rules, state: closure.State, given: Collection[Triple]) -> None:
    """Refuse a closure that contradicts itself; the message names every contradiction."""
    found = contradictions(rules, state, given)
    if found:
        raise RefusedError("\n".join(found))


def contradictions(rules: Rules, state: closure.State, given: Collection[Triple]) -> list[str]:
    """Return one line per contradiction, sorted; `given` are the facts before closure."""
    classes = _in_disjoint_classes(rules, state)
    about = _statements_about({node for node, _, _ in classes}, given)
    found = [
        f"{short(node)} cannot be both {short(a)}{_why(state, about[node], node, a)}"
        f" and {short(b)}{_why(state, about[node], node, b)}"
        for node, a, b in classes
    ]
    return sorted(found + _between_properties(rules, state))


def is_contradicted(rules: Rules, state: closure.Facts, facts: Iterable[closure.Fact]) -> bool:
    """Return whether any of some known facts is part of a contradiction."""
    number, known = state.ids.of, state.known
    apart = defaultdict(set)
    for one, other in rules.disjoint_classes + rules.disjoint_properties:
        apart[number(one)].add(number(other))
        apart[number(other)].add(number(one))
    irreflexive = set(map(number, rules.irreflexive))
    asymmetric = set(map(number, rules.asymmetric))
    for s, p, o in facts:
        if p == 0 and any((s, p, other) in known for other in apart.get(o, ())):
            return True
        if any((s, q, o) in known for q in apart.get(p, ())):
            return True
        if (p in irreflexive and s == o) or (p in asymmetric and (o, p, s) in known):
            return True
    return False


def _in_disjoint_classes(rules: Rules, state: closure.State) -> set[tuple[Term, Term, Term]]:
    number = state.ids.of
    watched = {number(term) for pair in rules.disjoint_classes for term in pair}
    members = defaultdict(set)
    for s, p, o in state.known:
        if p == 0 and o in watched:
            members[o].add(s)
    return {
        (state.ids.terms[s], min(a, b, key=str), max(a, b, key=str))
        for a, b in rules.disjoint_classes
        for s in members[number(a)] & members[number(b)]
    }


def _statements_about(
    nodes: set[Term], given: Collection[Triple]
) -> defaultdict[Term, list[Triple]]:
    about: defaultdict[Term, list[Triple]] = defaultdict(list)
    if nodes:
        for triple in given:
            for node in {triple.subject, triple.object} & nodes:
                about[node].append(triple)
    return about


def _why(state: closure.State, statements: list[Triple], node: Term, of: Term) -> str:
    """Return the single statements that suffice to put a node in a class, in brackets."""
    wanted = (state.ids.of(node), 0, state.ids.of(of))
    reasons = []
    for triple in statements:
        alone = closure.again(state)
        closure.extend(alone, [triple])
        if wanted in alone.known:
            reasons.append(statement(triple))
    return f" ({'; '.join(sorted(reasons)[:REASONS])})" if reasons else ""


def _between_properties(rules: Rules, state: closure.State) -> list[str]:
    number, known = state.ids.of, state.known
    apart = defaultdict(set)
    for one, other in rules.disjoint_properties:
        apart[number(one)].add(number(other))
    irreflexive = set(map(number, rules.irreflexive))
    asymmetric = set(map(number, rules.asymmetric))
    watched = apart.keys() | irreflexive | asymmetric

    def word(n: int) -> str:
        return short(state.ids.terms[n])

    found = []
    for s, p, o in known:
        if p not in watched:
            continue
        found += [
            f"{word(s)} and {word(o)} cannot be related by both {word(p)} and {word(q)}"
            for q in apart.get(p, ())
            if (s, q, o) in known
        ]
        if p in irreflexive and s == o:
            found.append(f"{word(s)} cannot be related to itself by {word(p)}")
        if p in asymmetric and (o, p, s) in known and s <= o:
            found.append(f"{word(s)} and {word(o)} cannot both be related by {word(p)}")
    return found
