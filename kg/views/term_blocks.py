"""One term of ontology or vocabulary with everything that is said of it, in one language.

A text stands in the language of the page; where there is none, in the next of the order of
fallback, with its language told. Labels stand in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.model.ns import BASE, OWL, PPO, PPV, RDF, RDFS, SKOS
from kg.views import index
from kg.views.address import language_query, local_name, prefixed
from kg.views.context import Context, best, label, literals, text, thing, value
from kg.views.values import Fact, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.views.index import Said

# Blank nodes, as they are and as a release names them.
NAMELESS: Final = ("_:", f"{BASE}.well-known/genid/")
DEFINITION: Final = f"{SKOS}definition"
LABELS: Final = (f"{RDFS}label", f"{SKOS}prefLabel")
_NIL: Final = f"{RDF}nil"
_CHAIN: Final = f"{OWL}propertyChainAxiom"
_ELSEWHERE: Final = frozenset({DEFINITION, *LABELS, f"{RDF}type"})
_POINTING: Final = (
    (f"{RDFS}subClassOf", "term_subclasses"),
    (f"{RDFS}subPropertyOf", "term_subproperties"),
    (f"{RDFS}domain", "term_domain_of"),
    (f"{RDFS}range", "term_range_of"),
    (f"{OWL}inverseOf", "owl:inverseOf"),
    (f"{OWL}disjointWith", "owl:disjointWith"),
    (f"{SKOS}broader", "skos:narrower"),
)
"""Property → what the term is called that another one points to with it (a key of `words`)."""


@dataclass(frozen=True, slots=True)
class TermBlock:
    """One term: its address and page, its labels in all languages, its definition, the rest.

    `facts` has what other terms say of it too, `number` is how often the release uses it.
    """

    iri: str
    anchor: str
    name: str
    href: str
    title: Text
    other_titles: tuple[Text, ...]
    definitions: tuple[Text, ...]
    kinds: tuple[Value, ...]
    facts: tuple[Fact, ...]
    number: int


def blocks(made: Context, iris: Iterable[str], uses: Mapping[str, int]) -> tuple[TermBlock, ...]:
    """Return terms in the order of their names; nameless class expressions are left out."""
    named = sorted({iri for iri in iris if not iri.startswith(NAMELESS)})
    return tuple(block(made, iri, uses) for iri in named)


def block(made: Context, iri: str, uses: Mapping[str, int]) -> TermBlock:
    """Return one term with everything said of it."""
    title = label(made, iri)
    labels = {tag: said for name in LABELS for tag, said in literals(made, iri, name).items()}
    return TermBlock(
        iri=iri,
        anchor=local_name(iri) if iri.startswith((PPO, PPV)) else "",
        name=local_name(iri) if iri.startswith((PPO, PPV)) else prefixed(iri) or iri,
        href=page_of(iri, made.lang),
        title=title,
        other_titles=tuple(
            Text(said, "" if tag == made.lang else tag)
            for tag, said in sorted(labels.items()) if said != title.text
        ),
        definitions=texts(made, iri, DEFINITION),
        kinds=tuple(thing(made, kind) for kind in index.iris(made.index, iri, f"{RDF}type")),
        facts=_merged((*facts(made, iri, _ELSEWHERE), *_related(made, iri))),
        number=uses.get(iri, 0),
    )  # fmt: skip


def page_of(iri: str, lang: str) -> str:
    """Return the address of the page of one term; empty for terms of others."""
    for base, path in ((PPO, "/ontology/"), (PPV, "/vocab/")):
        if iri.startswith(base):
            return f"{path}{iri.removeprefix(base)}{language_query(lang)}"
    return ""


def facts(made: Context, iri: str, without: Iterable[str]) -> tuple[Fact, ...]:
    """Return every property of a thing but some."""
    names = (name for name in made.index.said.get(iri, ()) if name not in without)
    return tuple(_fact(made, iri, name) for name in names)


def texts(made: Context, iri: str, name: str) -> tuple[Text, ...]:
    """Return all texts of a property in the language of the page, or in the next best."""
    rows = [row.term for row in index.values(made.index, iri, name)
            if isinstance(row.term, ox.Literal)]  # fmt: skip
    chosen = best({row.language or "": row.language or "" for row in rows}, made.lang)
    found = [row for row in rows if chosen is not None and (row.language or "") == chosen.text]
    return tuple(text(made, row) for row in found)


def _fact(made: Context, iri: str, name: str) -> Fact:
    """Return one property of a term; lists and unions are written out."""
    rows = index.values(made.index, iri, name)
    joint = " ∘ " if name == _CHAIN else ", "
    shown: list[Value] = []
    if any(isinstance(row.term, ox.Literal) and row.term.language for row in rows):
        shown += [Value(one) for one in texts(made, iri, name)]
        rows = tuple(row for row in rows if not getattr(row.term, "language", None))
    for row in rows:
        is_nameless = _node(row).startswith(NAMELESS)
        shown.append(Value(_expression(made, row, joint)) if is_nameless else value(made, row))
    return Fact(thing(made, name), tuple(shown))


def _merged(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts, those with one name in one: a term is disjoint whichever of two says so."""
    told: dict[str, Fact] = {}
    for one in found:
        before = told.get(one.label.text.text)
        told[one.label.text.text] = (
            Fact(before.label, before.values + one.values) if before else one
        )
    return tuple(told.values())


def _related(made: Context, iri: str) -> Iterable[Fact]:
    """Yield what other terms say of this one."""
    for name, key in _POINTING:
        own = set(index.iris(made.index, iri, name))
        found = [row.subject for row in index.pointing(made.index, iri, name)]
        shown = [one for one in found if not one.startswith(NAMELESS) and one not in own]
        if shown:
            yield Fact(Value(Text(made.words[key])), tuple(thing(made, one) for one in shown))


def _expression(made: Context, row: Said, joint: str = ", ") -> Text:
    """Return a nameless value in words: a chain or list of terms, or an expression of terms."""
    if isinstance(row.term, ox.Literal):
        return Text(row.term.value)
    if not _node(row).startswith(NAMELESS):
        return label(made, row.iri)
    node, parts, seen = _node(row), list[str](), set[str]()
    while node in made.index.said and node not in seen:
        seen.add(node)
        rest = index.values(made.index, node, f"{RDF}rest")
        parts += [_expression(made, first).text
                  for first in index.values(made.index, node, f"{RDF}first")]  # fmt: skip
        if not rest:
            parts += _inner(made, node)
        node = _node(rest[0]) if rest and rest[0].iri != _NIL else ""
    return Text(joint.join(parts))


def _inner(made: Context, node: str) -> list[str]:
    """Return the parts of a class expression: property and value, pair by pair."""
    return [
        f"{local_name(name)} {_expression(made, row).text}"
        for name, rows in made.index.said[node].items()
        for row in rows
        if name != f"{RDF}type"
    ]


def _node(row: Said) -> str:
    """Return the name of a value as a subject."""
    return row.iri or str(row.term)
