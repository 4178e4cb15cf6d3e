"""From an OWL 2 RL ontology to the few kinds of rule that its data needs.

The rules are those of OWL 2 Profiles, section 4.3, as far as `kg.reason.profile` lists them. What
is not listed is refused: an axiom that is silently skipped would be a false promise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import RefusedError
from kg.model.ns import OWL, RDF, RDFS
from kg.reason.profile import TYPE, refuse_unknown
from kg.reason.wording import Term, short

if TYPE_CHECKING:
    from collections.abc import Collection

FIRST: Final = NamedNode(f"{RDF}first")
REST: Final = NamedNode(f"{RDF}rest")
NIL: Final = NamedNode(f"{RDF}nil")
THING: Final = NamedNode(f"{OWL}Thing")

Pair = tuple[Term, Term]


@dataclass(frozen=True, slots=True)
class Rules:
    """What an ontology says about data; every field is sorted and names terms, not ids.

    `chains` are pairs of properties: a longer chain runs over made-up properties, which are blank
    nodes and so never leave the closure.
    """

    superclasses: list[Pair]
    superproperties: list[Pair]
    inverses: list[Pair]
    domains: list[Pair]
    ranges: list[Pair]
    chains: list[tuple[Term, Term, Term]]
    intersections: list[tuple[tuple[Term, ...], Term]]
    values: list[tuple[Term, Term, Term]]
    fillers: list[tuple[Term, Term, Term]]
    disjoint_classes: list[Pair]
    disjoint_properties: list[Pair]
    irreflexive: list[Term]
    asymmetric: list[Term]


@dataclass(frozen=True, slots=True)
class _Axioms:
    """The triples of an ontology by predicate, sorted, and its lists."""

    by_predicate: dict[str, list[Pair]]
    first: dict[Term, Term]
    rest: dict[Term, Term]

    def pairs(self, predicate: str) -> list[Pair]:
        """Return subject and object of every triple with a predicate."""
        return self.by_predicate.get(predicate, [])

    def properties(self, predicate: str) -> list[Pair]:
        """Return the pairs of an axiom between properties; both ends must be usable."""
        pairs = self.pairs(predicate)
        for pair in pairs:
            _usable(*pair)
        return pairs

    def classes(self, predicate: str) -> list[Pair]:
        """Return the pairs of a domain or range axiom."""
        pairs = self.pairs(predicate)
        _usable(*(p for p, _ in pairs))
        return pairs

    def typed(self, name: str) -> list[Term]:
        """Return everything that is declared to be of a class of OWL."""
        return [s for s, o in self.pairs(TYPE.value) if o == NamedNode(f"{OWL}{name}")]

    def members(self, head: Term) -> tuple[Term, ...]:
        """Return the members of an RDF list, which must not be empty."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            if head in seen or head not in self.first or head not in self.rest:
                raise RefusedError(f"ontology: the list at {short(head)} is broken")
            seen.add(head)
            found.append(self.first[head])
            head = self.rest[head]
        if not found:
            raise RefusedError("ontology: a chain, intersection or list of classes is empty")
        return tuple(found)


def compile_rules(ontology: Collection[Triple]) -> Rules:
    """Return the rules of an ontology.

    Raises `RefusedError` on every construct of OWL that `kg.reason.profile` does not list, and on
    an expression in a place where OWL 2 RL gives it no meaning.
    """
    refuse_unknown(ontology)
    axioms = _axioms(ontology)
    values = _restrictions(axioms, "hasValue")
    fillers = _restrictions(axioms, "someValuesFrom")
    _refuse_bare_restrictions(axioms, values, fillers)
    _refuse_fillers_as_heads(axioms, fillers)
    return Rules(
        superclasses=_both(axioms.pairs(f"{OWL}equivalentClass"))
        + axioms.pairs(f"{RDFS}subClassOf"),
        superproperties=_both(axioms.properties(f"{OWL}equivalentProperty"))
        + axioms.properties(f"{RDFS}subPropertyOf"),
        inverses=_both(axioms.properties(f"{OWL}inverseOf"))
        + [(p, p) for p in axioms.typed("SymmetricProperty")],
        domains=axioms.classes(f"{RDFS}domain"),
        ranges=axioms.classes(f"{RDFS}range"),
        chains=_chains(axioms),
        intersections=[(axioms.members(o), s) for s, o in axioms.pairs(f"{OWL}intersectionOf")],
        values=values,
        fillers=fillers,
        disjoint_classes=_disjoint_classes(axioms),
        disjoint_properties=axioms.properties(f"{OWL}propertyDisjointWith"),
        irreflexive=axioms.typed("IrreflexiveProperty"),
        asymmetric=axioms.typed("AsymmetricProperty"),
    )


def _axioms(ontology: Collection[Triple]) -> _Axioms:
    by_predicate: dict[str, list[Pair]] = defaultdict(list)
    for triple in sorted(set(ontology), key=str):
        by_predicate[triple.predicate.value].append((triple.subject, triple.object))
    return _Axioms(
        by_predicate=dict(by_predicate),
        first=dict(by_predicate[FIRST.value]),
        rest=dict(by_predicate[REST.value]),
    )


def _usable(*properties: Term) -> None:
    for term in properties:
        if isinstance(term, BlankNode):
            raise RefusedError("ontology: a property without a name (an inverse?) is not compiled")
        if term == TYPE:
            raise RefusedError("ontology: axioms about rdf:type are not compiled")


def _both(pairs: list[Pair]) -> list[Pair]:
    return pairs + [(b, a) for a, b in pairs]


def _restrictions(axioms: _Axioms, word: str) -> list[tuple[Term, Term, Term]]:
    """Return (property, value or class, restriction)."""
    properties = dict(axioms.pairs(f"{OWL}onProperty"))
    found = []
    for node, filler in axioms.pairs(f"{OWL}{word}"):
        if node not in properties:
            raise RefusedError(f"ontology: owl:{word} {short(filler)} lacks owl:onProperty")
        _usable(properties[node])
        found.append((properties[node], filler, node))
    return found


def _refuse_bare_restrictions(
    axioms: _Axioms, *restrictions: list[tuple[Term, Term, Term]]
) -> None:
    filled = {node for group in restrictions for _, _, node in group}
    for node, on_property in axioms.pairs(f"{OWL}onProperty"):
        if node not in filled:
            raise RefusedError(f"ontology: the restriction on {short(on_property)} says nothing")


def _refuse_fillers_as_heads(axioms: _Axioms, fillers: list[tuple[Term, Term, Term]]) -> None:
    """OWL 2 RL cannot conclude "has some value": no rule could name the value."""
    heads = {o for name in ("subClassOf", "domain", "range") for _, o in axioms.pairs(RDFS + name)}
    heads |= {term for pair in axioms.pairs(f"{OWL}equivalentClass") for term in pair}
    parts = {s: axioms.members(o) for s, o in axioms.pairs(f"{OWL}intersectionOf")}
    waiting = sorted(heads & parts.keys(), key=str)
    while waiting:
        new = set(parts[waiting.pop()]) - heads
        heads |= new
        waiting.extend(sorted(new & parts.keys(), key=str))
    for on_property, filler, node in fillers:
        if node in heads:
            raise RefusedError(
                f"ontology: owl:someValuesFrom ({short(on_property)}, {short(filler)}) can only "
                "be a subclass; write [restriction] rdfs:subClassOf Class"
            )


def _chains(axioms: _Axioms) -> list[tuple[Term, Term, Term]]:
    """Return (first, second, result) for every chain and transitive property."""
    found: list[tuple[Term, Term, Term]] = []
    for p in axioms.typed("TransitiveProperty"):
        _usable(p)
        found.append((p, p, p))
    for number, (result, head) in enumerate(axioms.pairs(f"{OWL}propertyChainAxiom")):
        steps = axioms.members(head)
        _usable(result, *steps)
        if len(steps) == 1:
            raise RefusedError(
                f"ontology: the chain of {short(result)} has one step; use rdfs:subPropertyOf"
            )
        reached = steps[0]
        for position, step in enumerate(steps[1:-1]):
            between = BlankNode(f"chain{number}step{position}")
            found.append((reached, step, between))
            reached = between
        found.append((reached, steps[-1], result))
    return found


def _disjoint_classes(axioms: _Axioms) -> list[Pair]:
    found = list(axioms.pairs(f"{OWL}disjointWith"))
    groups = set(axioms.typed("AllDisjointClasses"))
    for node, head in axioms.pairs(f"{OWL}members"):
        if node not in groups:
            raise RefusedError("ontology: owl:members is only compiled for owl:AllDisjointClasses")
        found.extend(combinations(axioms.members(head), 2))
    return found
