"""The same entailments by owlrl: the reference of the tests, and a choice for small data.

It needs about five seconds for a thousand triples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import owlrl  # type: ignore[import-untyped]  # ships no type information
import pyoxigraph
import rdflib
from rdflib.namespace import OWL

from kg.errors import RefusedError
from kg.reason.closure import is_shown

if TYPE_CHECKING:
    from collections.abc import Collection

# How owlrl marks a contradiction, and how it begins one about a literal, which shapes report here.
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
DATATYPE = "Lexical value of the literal"


def owlrl_entailed(
    triples: Collection[pyoxigraph.Triple], ontology: Collection[pyoxigraph.Triple]
) -> list[pyoxigraph.Triple]:
    """Return what owlrl entails in our own terms: new triples only, sorted.

    Raises `RefusedError` when owlrl finds a contradiction or an identity of two records.
    """
    entailed, problems = owlrl_closure(triples, ontology)
    if problems:
        raise RefusedError("\n".join(problems))
    return entailed


def owlrl_closure(
    triples: Collection[pyoxigraph.Triple], ontology: Collection[pyoxigraph.Triple]
) -> tuple[list[pyoxigraph.Triple], list[str]]:
    """Return what owlrl entails in our own terms, and its contradictions and identities.

    Left out as it is by `kg.reason.closure`: literals as subjects and their datatypes, blank nodes,
    and statements about the schema or in words of others.
    """
    given = {*triples, *ontology}
    graph = rdflib.Graph()
    for triple in given:
        graph.add(
            (_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object))
        )
    before = set(graph)
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)
    new = [statement for statement in graph if statement not in before]
    entailed = {_to_triple(*statement) for statement in new if _is_shown(*statement)}
    problems = [str(o) for _, p, o in new if p == ERROR and not str(o).startswith(DATATYPE)]
    problems += [f"{s} is the same as {o}" for s, p, o in new if p == OWL.sameAs and _merges(s, o)]
    return sorted(entailed - given, key=str), sorted(problems)


def _merges(a: rdflib.term.Node, b: rdflib.term.Node) -> bool:
    return a != b and isinstance(a, rdflib.URIRef) and isinstance(b, rdflib.URIRef)


def _is_shown(s: rdflib.term.Node, p: rdflib.term.Node, o: rdflib.term.Node) -> bool:
    if not isinstance(s, rdflib.URIRef) or isinstance(o, rdflib.BNode):
        return False
    return is_shown(_to_term(p), _to_term(o))


def _to_rdflib(
    term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple,
) -> rdflib.term.Identifier:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal), "triple terms are not used"
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=term.datatype.value, normalize=False)


def _to_term(
    node: rdflib.term.Node,
) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(node, rdflib.URIRef):
        return pyoxigraph.NamedNode(node)
    if isinstance(node, rdflib.BNode):
        return pyoxigraph.BlankNode(node)
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    datatype = node.datatype or rdflib.XSD.string
    return pyoxigraph.Literal(str(node), datatype=pyoxigraph.NamedNode(datatype))


def _to_triple(s: rdflib.term.Node, p: rdflib.term.Node, o: rdflib.term.Node) -> pyoxigraph.Triple:
    subject, predicate = _to_term(s), _to_term(p)
    assert isinstance(subject, pyoxigraph.NamedNode)
    assert isinstance(predicate, pyoxigraph.NamedNode)
    return pyoxigraph.Triple(subject, predicate, _to_term(o))
