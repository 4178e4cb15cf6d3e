"""Terms as the messages of this room write them."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.model.ns import PREFIXES

Term = NamedNode | BlankNode | Literal | Triple


def short(term: Term) -> str:
    """Return a term as people read it: `ppo:Charge` for terms, `<IRI>` for records."""
    if not isinstance(term, NamedNode):
        return str(term)
    for prefix, namespace in PREFIXES.items():
        local = term.value.removeprefix(namespace)
        if local != term.value and local.isidentifier():
            return f"{prefix}:{local}"
    return str(term)


def statement(triple: Triple) -> str:
    """Return one triple as people read it, without the full stop."""
    return " ".join(short(term) for term in (triple.subject, triple.predicate, triple.object))
