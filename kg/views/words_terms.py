"""Strings of the pages of ontology and vocabulary; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "term_find": "Find a term",
    "term_find_label": "Words of its name or definition",
    "term_found": "Terms with these words: {number}.",
    "owl:Class": "class",
    "owl:ObjectProperty": "property between things",
    "owl:DatatypeProperty": "property with a plain value",
    "owl:AnnotationProperty": "annotation",
    "owl:FunctionalProperty": "at most one value",
    "owl:TransitiveProperty": "carries over from link to link",
    "owl:SymmetricProperty": "holds both ways",
    "owl:AsymmetricProperty": "holds one way only",
    "owl:IrreflexiveProperty": "never leads to itself",
    "skos:Concept": "concept",
    "skos:hasTopConcept": "top concepts",
    "skos:note": "note",
    "skos:related": "related",
    "skos:editorialNote": "editors’ note",
    "skos:changeNote": "change",
    "dcterms:source": "source",
    "term_vocabulary": "Vocabulary: schemes of concepts",
    "term_all": "All terms",
    "term_page": "Examples and use",
    "term_used": "in this release",
    "term_subclasses": "classes under it",
    "term_subproperties": "properties under it",
    "term_domain_of": "properties of such things",
    "term_range_of": "properties with such values",
    "term_address": "Address",
    "term_examples": "Examples from this release",
    "term_examples_note": (
        "The first statements in the order of their addresses; not a selection by weight."
    ),
    "term_no_examples": "This release does not use the term.",
    "term_closed": (
        "The term says something of belief or origin. Its uses are counted, and no record is "
        "listed under it."
    ),
    "term_use": "Where it is used",
    "term_uses_property": "Statements with this property, entailed ones included: {number}.",
    "term_uses_class": "Things of this class, entailed ones included: {number}.",
    "term_uses_concept": "Statements that name this concept, entailed ones included: {number}.",
    "term_uses_other": "Uses: {number}.",
    "term_query": "All of them as a query",
    "term_rules": "Rules that check it",
    "term_questions": "Example questions that ask for it",
    "term_is_a": "is",
    "term_of_others": "Terms of other vocabularies",
}
"""Key → English, as in `words`."""
