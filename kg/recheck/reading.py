"""What the closed-world rules read: a change of anything else leaves what they derive as it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.sparql import tokenize
from kg.model.ns import PREFIXES
from kg.reason.derive import rules
from kg.reason.profile import TYPE
from kg.reason.standing import MEMBERS, READ

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_by_rules(triples: Iterable[ox.Triple]) -> bool:
    """Return whether any of the triples has a property or a class that a rule names."""
    named = names()
    for triple in triples:
        term = triple.object if triple.predicate == TYPE else triple.predicate
        if isinstance(term, ox.NamedNode) and term.value in named:
            return True
    return False


@cache
def names() -> frozenset[str]:
    """Return every IRI in the text of a rule; no rule asks for a property that is a variable."""
    found = {term.value for term in (*READ, *MEMBERS)}
    for _, text in rules():
        for token in tokenize(text):
            if token.kind == "iri":
                found.add(token.text[1:-1])
            elif token.kind == "name":
                prefix, _, local = token.text.partition(":")
                found.add(PREFIXES.get(prefix, "") + local)
    return frozenset(found)
