"""The page of the ontology and of the vocabulary: every term with all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.model.names import fold
from kg.model.ns import DCTERMS, OWL, PPV, RDF, SKOS
from kg.views import index
from kg.views.address import local_name
from kg.views.context import Context, best, context, label, literals
from kg.views.term_blocks import DEFINITION, NAMELESS, TermBlock, blocks, facts
from kg.views.values import Fact, Text
from kg.views.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyoxigraph as ox

    from kg.views.context import LabelsOf

_GROUPS: Final = (
    ("classes", (f"{OWL}Class",)),
    ("object_properties", (f"{OWL}ObjectProperty",)),
    ("data_properties", (f"{OWL}DatatypeProperty",)),
    ("annotation_properties", (f"{OWL}AnnotationProperty",)),
)
_SCHEME: Final = f"{SKOS}ConceptScheme"
_CONCEPT: Final = f"{SKOS}Concept"
_HEADER: Final = frozenset(
    {f"{DCTERMS}title", f"{DCTERMS}description", f"{OWL}versionInfo", f"{RDF}type"}
)


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one kind, or the concepts of one scheme with what is said of the scheme."""

    anchor: str
    heading: Text
    explanation: Text | None
    terms: tuple[TermBlock, ...]
    facts: tuple[Fact, ...] = ()
    other_titles: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsPage:
    """All that `ontology.html` prints; `asked` are the words that every term shown has."""

    iri: str
    title: Text
    description: Text | None
    version: str
    groups: tuple[TermGroup, ...]
    facts: tuple[Fact, ...] = ()
    asked: str = ""
    total: int = 0


def terms_context(iri: str, quads: Sequence[ox.Quad], labels: LabelsOf, lang: str) -> Context:
    """Return what all pages of the document `iri` (ontology or vocabulary) are made with."""
    return context(index.build(quads), labels, language(lang), iri)


def ontology_page(
    made: Context, *, uses: Mapping[str, int] | None = None, asked: str = ""
) -> TermsPage:
    """Return the page of a whole document.

    `uses` counts each term in the release; `asked` leaves the terms that have all its words.
    """
    iri = made.here
    counted = uses or {}
    groups = [
        _asked(made, group, asked) for group in (*_kinds(made, counted), *_schemes(made, counted))
    ]
    return TermsPage(
        iri=iri,
        title=best(literals(made, iri, f"{DCTERMS}title"), made.lang) or _untitled(made),
        description=best(literals(made, iri, f"{DCTERMS}description"), made.lang),
        version=index.first_text(made.index, iri, f"{OWL}versionInfo"),
        groups=tuple(group for group in groups if group.terms),
        facts=facts(made, iri, _HEADER),
        asked=asked,
        total=sum(len(group.terms) for group in groups),
    )


def _untitled(made: Context) -> Text:
    """Return the name of a document that says none of itself."""
    is_vocabulary = PPV.startswith(made.here) and made.here != PPV
    return Text(made.words["term_vocabulary"]) if is_vocabulary else label(made, made.here)


def _kinds(made: Context, uses: Mapping[str, int]) -> Iterable[TermGroup]:
    """Yield the classes and properties, kind by kind."""
    for key, kinds in _GROUPS:
        named = (iri for iri in made.index.said if set(kinds) & set(_types(made, iri)))
        yield TermGroup(f"_{key}", Text(made.words[key]), None, blocks(made, named, uses))
    kinds_told = {kind for _, kinds in _GROUPS for kind in kinds}
    others = (
        iri for iri in made.index.said
        if iri != made.here and not {*kinds_told, _SCHEME, _CONCEPT} & set(_types(made, iri))
    )  # fmt: skip
    heading = Text(made.words["term_of_others"])
    yield TermGroup("_others", heading, None, blocks(made, others, uses))


def _schemes(made: Context, uses: Mapping[str, int]) -> Iterable[TermGroup]:
    """Yield the concepts, scheme by scheme."""
    for scheme in made.index.said:
        if _SCHEME not in _types(made, scheme):
            continue
        heading = label(made, scheme)
        members = (row.subject for row in index.pointing(made.index, scheme, f"{SKOS}inScheme"))
        labels = literals(made, scheme, f"{SKOS}prefLabel")
        yield TermGroup(
            anchor=local_name(scheme),
            heading=heading,
            explanation=best(literals(made, scheme, DEFINITION), made.lang),
            terms=blocks(made, members, uses),
            facts=facts(
                made, scheme, {DEFINITION, f"{SKOS}prefLabel", f"{RDF}type", f"{SKOS}hasTopConcept"}
            ),
            other_titles=tuple(
                Text(said, tag) for tag, said in sorted(labels.items()) if said != heading.text
            ),
        )


def _asked(made: Context, group: TermGroup, asked: str) -> TermGroup:
    """Return a group with the terms that have all the words asked for."""
    words = fold(asked).split()
    if not words:
        return group
    kept = [term for term in group.terms if all(word in _said(made, term) for word in words)]
    return replace(group, terms=tuple(kept))


def _said(made: Context, term: TermBlock) -> str:
    """Return the name, the labels and the definitions of a term, folded, in every language."""
    told = literals(made, term.iri, DEFINITION).values()
    return fold(" ".join([term.name, term.title.text, *(t.text for t in term.other_titles), *told]))


def _types(made: Context, iri: str) -> tuple[str, ...]:
    """Return the classes of a term; none of a nameless one."""
    return () if iri.startswith(NAMELESS) else index.iris(made.index, iri, f"{RDF}type")
