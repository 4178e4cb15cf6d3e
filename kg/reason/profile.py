"""The part of OWL 2 RL that is compiled, and the statements that are refused because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from kg.errors import RefusedError
from kg.model.ns import OWL, RDF, RDFS
from kg.reason.wording import Term, statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

TYPE: Final = NamedNode(f"{RDF}type")
SAME_AS: Final = NamedNode(f"{OWL}sameAs")

# Words of OWL that `kg.reason.compile` compiles.
COMPILED: Final = frozenset(
    {
        "equivalentClass",
        "equivalentProperty",
        "disjointWith",
        "propertyDisjointWith",
        "inverseOf",
        "propertyChainAxiom",
        "intersectionOf",
        "onProperty",
        "hasValue",
        "someValuesFrom",
        "members",
        "AllDisjointClasses",
        "SymmetricProperty",
        "TransitiveProperty",
        "IrreflexiveProperty",
        "AsymmetricProperty",
        "Restriction",
        "Thing",
    }
)
# Words of OWL that name or annotate, and from which OWL 2 RL draws nothing about data.
SILENT: Final = frozenset(
    {
        "Class",
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
        "NamedIndividual",
        "Ontology",
        "Axiom",
        "annotatedSource",
        "annotatedProperty",
        "annotatedTarget",
        "versionIRI",
        "versionInfo",
        "priorVersion",
        "backwardCompatibleWith",
        "incompatibleWith",
        "deprecated",
        "DeprecatedClass",
        "DeprecatedProperty",
    }
)
SCHEMA: Final = frozenset(
    f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")
)


def refuse_schema_in_data(triples: Iterable[Triple], ontology: Collection[Triple]) -> None:
    """Refuse statements of data that would change the ontology or merge two records.

    No rule that is compiled here entails an identity, so an identity can only be asserted.
    """
    stated = frozenset(ontology)
    found = sorted(_schema_message(t) for t in set(triples) if _is_schema(t) and t not in stated)
    if found:
        raise RefusedError("\n".join(found))


def _schema_message(triple: Triple) -> str:
    if triple.predicate == SAME_AS:
        return f"identity of two records: {statement(triple)}; use a mapping instead"
    return f"data must not change the ontology: {statement(triple)}"


def _is_schema(triple: Triple) -> bool:
    if triple.predicate == TYPE:
        return _owl_word(triple.object) not in SILENT | {""}
    if triple.predicate == SAME_AS:
        return triple.subject != triple.object
    word = _owl_word(triple.predicate)
    return triple.predicate.value in SCHEMA or word not in SILENT | {""}


def _owl_word(term: Term) -> str:
    if isinstance(term, NamedNode) and term.value.startswith(OWL):
        return term.value.removeprefix(OWL)
    return ""


def refuse_unknown(ontology: Collection[Triple]) -> None:
    """Refuse an ontology that uses a word of OWL which is neither compiled nor silent."""
    known = COMPILED | SILENT | {""}
    unknown = sorted(
        {
            f"ontology: owl:{word} is not compiled ({statement(triple)})"
            for triple in ontology
            for word in map(_owl_word, (triple.subject, triple.predicate, triple.object))
            if word not in known
        }
    )
    if unknown:
        raise RefusedError("\n".join(unknown))
