"""The page of the ontology and of the vocabulary: every term with all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.model.ns import BASE, DCTERMS, OWL, RDF, RDFS, SKOS
from kg.views import index
from kg.views.address import local_name
from kg.views.context import Context, best, context, facts, label, literals, thing
from kg.views.values import Fact, Text, Value
from kg.views.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.views.index import Said

# Blank nodes, as they are and as a release names them.
_NAMELESS: Final = ("_:", f"{BASE}.well-known/genid/")
_NIL: Final = f"{RDF}nil"
_CHAIN: Final = f"{OWL}propertyChainAxiom"
_GROUPS: Final = (
    ("classes", (f"{OWL}Class",)),
    ("object_properties", (f"{OWL}ObjectProperty",)),
    ("data_properties", (f"{OWL}DatatypeProperty",)),
    ("annotation_properties", (f"{OWL}AnnotationProperty",)),
)
_DEFINITION: Final = f"{SKOS}definition"
_SHOWN_ELSEWHERE: Final = frozenset(
    {_DEFINITION, f"{RDF}type", f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}inScheme"}
)


@dataclass(frozen=True, slots=True)
class TermBlock:
    """One term: its address, its labels in all languages, its definition, the rest."""

    iri: str
    anchor: str
    name: str
    title: Text
    other_titles: tuple[Text, ...]
    definition: Text | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one kind, or the concepts of one scheme."""

    anchor: str
    heading: Text
    explanation: Text | None
    terms: tuple[TermBlock, ...]


@dataclass(frozen=True, slots=True)
class TermsPage:
    """All that `ontology.html` prints."""

    iri: str
    title: Text
    description: Text | None
    version: str
    groups: tuple[TermGroup, ...]


def ontology_page(
    iri: str,
    quads: Sequence[ox.Quad],
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
) -> TermsPage:
    """Return the page of the document `iri` (ontology or vocabulary) from all its quads."""
    made = context(index.build(quads), labels, language(lang), iri)
    groups = (*_term_groups(made), *_schemes(made))
    return TermsPage(
        iri=iri,
        title=best(literals(made, iri, f"{DCTERMS}title"), made.lang) or label(made, iri),
        description=best(literals(made, iri, f"{DCTERMS}description"), made.lang),
        version=index.first_text(made.index, iri, f"{OWL}versionInfo"),
        groups=tuple(group for group in groups if group.terms),
    )


def _term_groups(made: Context) -> tuple[TermGroup, ...]:
    """Return the classes and properties, kind by kind."""
    return tuple(
        TermGroup(
            anchor=f"_{key}",
            heading=Text(made.words[key]),
            explanation=None,
            terms=_blocks(
                made,
                (iri for iri in made.index.said if set(kinds) & set(_types(made, iri))),
            ),
        )
        for key, kinds in _GROUPS
    )


def _schemes(made: Context) -> tuple[TermGroup, ...]:
    """Return the concepts, scheme by scheme."""
    schemes = [iri for iri in made.index.said if f"{SKOS}ConceptScheme" in _types(made, iri)]
    return tuple(
        TermGroup(
            anchor=local_name(scheme),
            heading=label(made, scheme),
            explanation=best(literals(made, scheme, _DEFINITION), made.lang),
            terms=_blocks(
                made, (row.subject for row in index.pointing(made.index, scheme, f"{SKOS}inScheme"))
            ),
        )
        for scheme in schemes
    )


def _types(made: Context, iri: str) -> tuple[str, ...]:
    """Return the classes of a term."""
    return index.iris(made.index, iri, f"{RDF}type")


def _blocks(made: Context, iris: Iterable[str]) -> tuple[TermBlock, ...]:
    """Return terms in the order of their names; nameless class expressions are left out."""
    named = sorted({iri for iri in iris if not iri.startswith(_NAMELESS)})
    return tuple(_block(made, iri) for iri in named)


def _block(made: Context, iri: str) -> TermBlock:
    """Return one term with everything said of it."""
    title = label(made, iri)
    texts = {**literals(made, iri, f"{RDFS}label"), **literals(made, iri, f"{SKOS}prefLabel")}
    rest = [name for name in made.index.said[iri] if name not in _SHOWN_ELSEWHERE]
    return TermBlock(
        iri=iri,
        anchor=local_name(iri),
        name=local_name(iri) or iri,
        title=title,
        other_titles=tuple(
            Text(text, "" if tag == made.lang else tag)
            for tag, text in sorted(texts.items())
            if text != title.text
        ),
        definition=best(literals(made, iri, _DEFINITION), made.lang),
        facts=tuple(_fact(made, iri, name) for name in rest),
    )


def _fact(made: Context, iri: str, name: str) -> Fact:
    """Return one property of a term; lists and unions are written out."""
    rows = index.values(made.index, iri, name)
    joint = " ∘ " if name == _CHAIN else ", "
    if any(_node(row).startswith(_NAMELESS) for row in rows):
        return Fact(thing(made, name), tuple(Value(_expression(made, row, joint)) for row in rows))
    found = facts(made, iri, (name,), machine=True)
    return found[0] if found else Fact(thing(made, name), ())


def _expression(made: Context, row: Said, joint: str = ", ") -> Text:
    """Return a nameless value in words: a chain or list of terms, or an expression of terms."""
    if isinstance(row.term, ox.Literal):
        return Text(row.term.value)
    if not _node(row).startswith(_NAMELESS):
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
