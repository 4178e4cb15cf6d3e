"""Semi-naive closure over integer ids: every fact meets every rule once.

Literals have negative ids, because a literal is never a subject, not even on the way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.model.ns import GRAPH, PPO, RDFS
from kg.reason.compile import THING, Rules
from kg.reason.profile import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.reason.wording import Term

LABEL: Final = f"{RDFS}label"
_BLANK: Final = f"{GRAPH}blank/"

Fact = tuple[int, int, int]
Table = defaultdict[int, list[tuple[int, int]]]


def _table() -> Table:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Ids:
    """Numbers for terms: 0 is `rdf:type`, 1 is `owl:Thing`, literals are negative."""

    numbers: dict[Term, int] = field(default_factory=lambda: {TYPE: 0, THING: 1})
    terms: dict[int, Term] = field(default_factory=lambda: {0: TYPE, 1: THING})

    def of(self, term: Term) -> int:
        """Return the number of a term, a new one at first sight."""
        number = self.numbers.get(term)
        if number is None:
            number = len(self.numbers)
            if isinstance(term, Literal):
                number = -number
            self.numbers[term] = number
            self.terms[number] = term
        return number


@dataclass(slots=True)
class Steps:
    """What one property gives by itself."""

    copies: list[int] = field(default_factory=list)  # superproperties
    flips: list[int] = field(default_factory=list)  # inverses, and itself when symmetric
    domains: list[int] = field(default_factory=list)
    ranges: list[int] = field(default_factory=list)
    joined: bool = False  # its facts must be found again by one end


@dataclass(frozen=True, slots=True)
class Tables:
    """Rules as look-ups; a property or class without an entry gives nothing."""

    # every property that a rule reads or writes
    steps: dict[int, Steps] = field(default_factory=dict)
    # chains: first -> (second, result), second -> (first, result)
    onward: Table = field(default_factory=_table)
    backward: Table = field(default_factory=_table)
    # restrictions: property -> (value or class, restriction)
    values: Table = field(default_factory=_table)
    fillers: Table = field(default_factory=_table)
    # class -> superclasses, (property, value), (property, restriction), (members, whole)
    superclasses: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    class_values: Table = field(default_factory=_table)
    class_fillers: Table = field(default_factory=_table)
    wholes: defaultdict[int, list[tuple[tuple[int, ...], int]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Lists(Protocol):
    """What stands at the other end of a property: (property, node) → nodes."""

    def __getitem__(self, key: tuple[int, int], /) -> list[int]:
        """Return the list, which may grow."""

    def get(self, key: tuple[int, int], default: tuple[()], /) -> Sequence[int]:
        """Return the list, or the default."""


class Known(Protocol):
    """The facts of a closure."""

    def __contains__(self, fact: object, /) -> bool:
        """Return whether a fact is known."""

    def add(self, fact: Fact, /) -> None:
        """Let a fact be known from now on."""


class Facts(Protocol):
    """A closure as the rules see it: numbers, rules, and what is known."""

    @property
    def ids(self) -> Ids:
        """Return the numbers of terms."""

    @property
    def tables(self) -> Tables:
        """Return the rules."""

    @property
    def known(self) -> Known:
        """Return the facts."""

    @property
    def objects(self) -> Lists:
        """Return the objects by (property, subject)."""

    @property
    def subjects(self) -> Lists:
        """Return the subjects by (property, object)."""


@dataclass(frozen=True, slots=True)
class State:
    """A closure that can be extended; `known` is closed under the rules between two calls."""

    ids: Ids
    tables: Tables
    known: set[Fact] = field(default_factory=set)
    objects: defaultdict[tuple[int, int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    subjects: defaultdict[tuple[int, int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )


def start(rules: Rules) -> State:
    """Return an empty closure under some rules."""
    ids = Ids()
    tables = Tables()
    _fill_class_tables(ids, tables, rules)
    _fill_property_tables(ids, tables, rules)
    return State(ids, tables)


def again(state: State) -> State:
    """Return an empty closure under the same rules."""
    return State(state.ids, state.tables)


def extend(state: State, triples: Iterable[Triple]) -> list[Triple]:
    """Return what new facts entail, sorted, without what was known; see `is_shown`."""
    return _triples(state.ids, grown(state, _load(state, triples)))


def extend_all(state: State, triples: Iterable[Triple]) -> tuple[list[Triple], list[Triple]]:
    """Return what `extend` does, and what is entailed but not shown, in any order."""
    facts = grown(state, _load(state, triples))
    shown = _shown(state.ids, facts)
    seen = set(shown)
    hidden = [named_triple(state.ids, fact) for fact in facts if fact not in seen]
    return [_triple(state.ids, fact) for fact in shown], hidden


def grown(state: Facts, waiting: list[Fact]) -> list[Fact]:
    """Return what known facts entail that was not known, and is from then on."""
    entailed: list[Fact] = []
    while waiting:
        fact = waiting.pop()
        note(state, fact)
        for head in heads(state, fact):
            if head not in state.known:
                state.known.add(head)
                entailed.append(head)
                waiting.append(head)
    return entailed


def note(state: Facts, fact: Fact) -> None:
    """Let a fact be found again by either end, if a rule joins facts of its property."""
    s, p, o = fact
    if p != 0 and state.tables.steps[p].joined:
        state.objects[p, s].append(o)
        state.subjects[p, o].append(s)


def heads(state: Facts, fact: Fact) -> list[Fact]:
    """Return what a fact gives in one step together with all that is known and noted."""
    s, p, o = fact
    found = _class_heads(state, s, o) if p == 0 else _property_heads(state, s, p, o)
    return [head for head in found if head[0] >= 0]


def named_triple(ids: Ids, fact: Fact) -> Triple:
    """Return a fact as a triple in which a blank node, even as predicate, has an IRI."""
    s, p, o = (ids.terms[number] for number in fact)
    return Triple(named(s), named(p), named(o))  # type: ignore[arg-type]  # p is no literal


def named(term: Term) -> Term:
    """Return an IRI for a blank node, and any other term as it is."""
    return NamedNode(f"{_BLANK}{term.value}") if isinstance(term, BlankNode) else term


def unnamed(term: Term) -> Term:
    """Return the term that `named` was given."""
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(term.value.removeprefix(_BLANK))
    return term


def _load(state: State, triples: Iterable[Triple]) -> list[Fact]:
    waiting: list[Fact] = []
    for triple in triples:
        fact = fact_of(state, triple)
        if fact is not None and fact not in state.known:
            state.known.add(fact)
            waiting.append(fact)
    return waiting


def fact_of(state: Facts, triple: Triple) -> Fact | None:
    """Return the numbers of a triple; None where no rule reads or writes its property."""
    subject, predicate, value = triple
    p = state.ids.numbers.get(predicate, -1)
    if p not in state.tables.steps:
        return None
    return state.ids.of(subject), p, state.ids.of(value)


def _property_heads(state: Facts, s: int, p: int, o: int) -> list[Fact]:
    """Return what a fact about a property gives together with all facts before it."""
    steps = state.tables.steps[p]
    found = [(s, q, o) for q in steps.copies]
    found += [(o, q, s) for q in steps.flips]
    found += [(s, 0, c) for c in steps.domains]
    found += [(o, 0, c) for c in steps.ranges]
    if steps.joined:
        found += _joined_heads(state, s, p, o)
    return found


def _joined_heads(state: Facts, s: int, p: int, o: int) -> list[Fact]:
    tables = state.tables
    found = [(s, r, z) for q, r in tables.onward.get(p, ()) for z in state.objects.get((q, o), ())]
    found += [
        (z, r, o) for q, r in tables.backward.get(p, ()) for z in state.subjects.get((q, s), ())
    ]
    found += [(s, 0, c) for value, c in tables.values.get(p, ()) if value == o]
    found += [
        (s, 0, c)
        for filler, c in tables.fillers.get(p, ())
        if filler == 1 or (o, 0, filler) in state.known
    ]
    return found


def _class_heads(state: Facts, s: int, c: int) -> list[Fact]:
    """Return what the class of a node gives together with all facts before it."""
    tables = state.tables
    found = [(s, 0, d) for d in tables.superclasses.get(c, ())]
    found += [(s, p, v) for p, v in tables.class_values.get(c, ())]
    found += [
        (x, 0, d)
        for p, d in tables.class_fillers.get(c, ())
        for x in state.subjects.get((p, s), ())
    ]
    found += [
        (s, 0, whole)
        for members, whole in tables.wholes.get(c, ())
        if all((s, 0, member) in state.known for member in members)
    ]
    return found


def _triples(ids: Ids, facts: Iterable[Fact]) -> list[Triple]:
    """Return the facts that are shown, without blank nodes, sorted as N-Triples lines are."""
    return [_triple(ids, fact) for fact in _shown(ids, facts)]


def _triple(ids: Ids, fact: Fact) -> Triple:
    s, p, o = (ids.terms[number] for number in fact)
    return Triple(s, p, o)  # type: ignore[arg-type]  # literals are never subjects


def _shown(ids: Ids, facts: Iterable[Fact]) -> list[Fact]:
    terms = ids.terms
    shown = {n: is_shown(term, None) for n, term in terms.items() if n >= 0}
    classes = {n for n, term in terms.items() if is_shown(TYPE, term)}
    kept = [(s, p, o) for s, p, o in facts if (o in classes if p == 0 else shown[p])]
    ends = {n for s, _, o in kept for n in (s, o) if not isinstance(terms[n], BlankNode)}
    words = {n: str(terms[n]) for n in ends | {p for _, p, _ in kept}}
    rank = {n: i for i, n in enumerate(sorted(words, key=words.__getitem__))}
    kept.sort(key=lambda fact: (rank.get(fact[0], 0), rank[fact[1]], rank.get(fact[2], 0)))
    return [(s, p, o) for s, p, o in kept if s in ends and o in ends]


def is_shown(predicate: Term, value: Term | None) -> bool:
    """Return whether an entailed statement is in our own terms: `ppo:`, its classes, labels.

    What only says something in words of others (`eli:is_part_of`, `skos:Concept`, OWL itself) is
    used on the way and not shown: a release states other people's terms only where an editor did.
    """
    if not isinstance(predicate, NamedNode):
        return False
    if predicate == TYPE:
        return isinstance(value, NamedNode) and value.value.startswith(PPO)
    return predicate.value.startswith(PPO) or predicate.value == LABEL


def _fill_property_tables(ids: Ids, tables: Tables, rules: Rules) -> None:
    steps: defaultdict[Term, Steps] = defaultdict(Steps)
    for p, q in rules.superproperties:
        steps[p].copies.append(ids.of(q))
    for p, q in rules.inverses:
        steps[p].flips.append(ids.of(q))
    for p, c in rules.domains:
        steps[p].domains.append(ids.of(c))
    for p, c in rules.ranges:
        steps[p].ranges.append(ids.of(c))
    for first, second, result in rules.chains:
        steps[first].joined = steps[second].joined = True
        tables.onward[ids.of(first)].append((ids.of(second), ids.of(result)))
        tables.backward[ids.of(second)].append((ids.of(first), ids.of(result)))
    for p, _, _ in rules.values + rules.fillers:
        steps[p].joined = True
    tables.steps.update({ids.of(p): steps[p] for p in steps.keys() | _passive(rules)})


def _passive(rules: Rules) -> set[Term]:
    """Return the properties that a rule writes or a contradiction reads."""
    pairs = rules.superproperties + rules.inverses + rules.disjoint_properties
    return {TYPE, *rules.irreflexive, *rules.asymmetric, *chain(*pairs)} | {
        result for _, _, result in rules.chains
    }


def _fill_class_tables(ids: Ids, tables: Tables, rules: Rules) -> None:
    for term, head in rules.superclasses:
        tables.superclasses[ids.of(term)].append(ids.of(head))
    for members, whole in rules.intersections:
        for member in members:
            tables.wholes[ids.of(member)].append((tuple(map(ids.of, members)), ids.of(whole)))
            tables.superclasses[ids.of(whole)].append(ids.of(member))
    for p, value, restriction in rules.values:
        tables.values[ids.of(p)].append((ids.of(value), ids.of(restriction)))
        tables.class_values[ids.of(restriction)].append((ids.of(p), ids.of(value)))
    for p, filler, restriction in rules.fillers:
        tables.fillers[ids.of(p)].append((ids.of(filler), ids.of(restriction)))
        tables.class_fillers[ids.of(filler)].append((ids.of(p), ids.of(restriction)))
