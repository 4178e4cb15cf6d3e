"""Strings of the frame of every page, of the home page and of records; `words` joins them."""

from __future__ import annotations

from typing import Final

from kg.views.translated import Plural

TABLE: Final[dict[str, str | Plural]] = {
    # the frame of every page
    "site": "Polpros",
    "tagline": "An open knowledge graph of politically motivated prosecutions",
    "skip": "Skip to content",
    "language": "Language",
    "menu": "Main menu",
    "home": "Home",
    "cases": "Cases",
    "persons": "Persons",
    "organisations": "Organisations",
    "documents": "Sources",
    "places": "Places",
    "law": "Law",
    "clusters": "Groups of cases",
    "groups": "Groups of persons",
    "events": "Shared events",
    "reviews": "Reviews of risk",
    "search": "Search",
    "query": "Query",
    "downloads": "Downloads",
    "ontology": "Ontology",
    "licence": "Data and ontology: CC BY 4.0. Quotations belong to their authors.",
    "limits": "Not a sample and not exhaustive: absence here says nothing.",
    "limits_link": "What is here and what is not",
    "release": "Release",
    "as_of": "as of",
    # home
    "home_what": (
        "What human-rights monitors publish about political prosecutions: cases, persons, "
        "articles of criminal codes, and of every record who says so and where."
    ),
    "home_voices": (
        "What authorities allege, what courts found and what monitors assess are kept apart. "
        "A charge says nothing about guilt."
    ),
    "home_counts": "What this release holds",
    # behind a number
    "count_cases_assessed": Plural("case assessed by a monitor", "cases assessed by a monitor"),
    "count_cases_reported": Plural("further case, only reported", "further cases, only reported"),
    "count_persons": Plural("person named in public", "persons named in public"),
    "count_prosecutions": Plural(
        "prosecution (one defendant in one assessed case)",
        "prosecutions (one defendant in one assessed case)",
    ),
    "count_charges": Plural("charge in assessed cases", "charges in assessed cases"),
    "count_assessments": Plural("assessment by a monitor", "assessments by monitors"),
    "count_documents": Plural("source document", "source documents"),
    "home_cases": "Cases in this release",
    "home_cases_note": "Cases that a monitor on record has assessed.",
    "home_reported": "Cases only reported, without an assessment on record, are counted apart.",
    "home_query": "Ask in SPARQL",
    "home_all": "All cases",
    "prosecutions_count": "Prosecutions",
    "provisions": "Provisions charged",
    "first_year": "Earliest possible year",
    # heads of record pages
    "cite": "Address for citing",
    "formats": "This record as data",
    "about_record": "About this record",
    "sources": "Sources",
    "source": "Source",
    "original": "read it at",
    "archived": "archived copy",
    "republishes": "republication of another document",
    "contents": "Contents",
    "untitled": "document whose title is not known",
    "no_source": "no source given here",
    "names": "Names",
    "transliterated": "transliterated by us",
    "withheld": "name withheld",
    "shared": "recorded in",
    "editors_note": "Editors’ note",
    "part_of_record": "in",
    # machine-made triples
    "entailed": "entailed",
    "derived": "derived",
    "asserted": "asserted",
    "linked": "accepted link",
    "unstated": "origin not stated",
    "marks_note": (
        "“Entailed” and “derived” mark what a machine added: entailed follows from the "
        "ontology, derived from a rule over all records. Everything else was written by editors "
        "from the sources shown."
    ),
    # case pages
    "happened": "What happened in the proceedings",
    "happened_person": "What happened, as sources attest",
    "happened_note": (
        "Events and periods that a source attests, in order of the earliest possible day. "
        "What somebody is accused of is not an event and stands under “Authorities allege”."
    ),
    "disagree": "Sources disagree; versions side by side",
    "prosecuted": "Who is prosecuted, under which law",
    "prosecuted_person": "Prosecutions and charges",
    "prosecuted_note": (
        "One prosecution is one defendant in one case. A charge says nothing about guilt."
    ),
    "charges": "Charges",
    "no_charge": "no charge on record",
    "case_charges": "charges of which it is not said against whom they are brought",
    "no_provision": "provision not known",
    "words_charged": "in the words of the source",
    "defendant_unknown": "defendant not on record",
    "roles": "Others in the case, by role",
    "other_parts": "Further parts of this record",
    "none": "Nothing on record here.",
    # voices
    "voices": "Who says what",
    "voice_allege": "Authorities allege",
    "voice_allege_note": (
        "Allegations are not facts: no court has tested them in the source that reports them."
    ),
    "voice_found": "Courts found",
    "voice_found_note": (
        "Decisions and what courts held in them. A finding stays the claim of that court."
    ),
    "voice_assess": "Monitors assess",
    "voice_assess_note": (
        "Evaluations by named organisations under their own criteria. “Unlawful and politically "
        "motivated” is said of proceedings, “political prisoner” of a person."
    ),
    "voice_demand": "Demands",
    "voice_demand_note": "What a claimant asks to be done.",
    "voice_account": "Accounts and denials",
    "voice_account_note": "How a claimant tells the facts, and claims that others reject.",
    "verb_allege": "alleges",
    "verb_found": "finds",
    "verb_assess": "assesses",
    "verb_demand": "demands",
    "verb_account": "says",
    "verb_denial": "denies",
    "alleged_date": "date alleged",
    "claimant_unknown": "claimant not on record",
    "disputes": "disputes",
    "disputed_by": "disputed by",
    "decisions": "Decisions and sentences",
    "sentences": "Sentences",
    "sentence": "Sentence",
    "list_tags": "tags of the list, not charges",
    # counted lists
    "shown_first": "First {shown} of {total} shown.",
    "counted_charges": "Charges that cite this provision",
    "counted_charges_note": (
        "Counted: charges on record in this release. One person may have several; convictions "
        "and tags of lists are not counted here."
    ),
    "counted_tags": "Assessments whose list tags this provision",
    "counted_tags_note": "Tags of a list are not charges.",
    "counted_claims": "Claims by this body",
    "counted_claims_note": "Counted: claims on record in this release, of every kind.",
    "counted_parts": "Parts of this article",
    "counted_articles": "Articles on record",
    "counted_versions": "Wordings on record",
    "counted_cases": "Cases",
    "counted_codes": "Codes on record",
    "counted_within": "Places within",
    "counted_events": "Events and periods here",
    "counted_carried": "Acts carried out by it",
    "counted_decided": "Cases decided or heard by it",
    "counted_documents": "Documents it published",
    "counted_recognised": "Persons it has ever recognised as political prisoners",
    "counted_recognised_note": (
        "Derived from its assessments, at any time; the dated truth is the assessment."
    ),
    "counted_reviewed": "Records covered by this review",
    "counted_other": "Also named here",
    "at_least": "at least",
    "unit_charges": "charges",
    "unit_prosecution": "prosecutions",
    "unit_record": "records",
    "unit_claims": "claims",
    "supports": "What this document supports",
    "supports_amount": "things supported: {number}; records: {records}",
    # what is here and what is not
    "limits_1": (
        "The records follow what monitors and courts published. Most repression is not recorded "
        "anywhere, and most of what is recorded is not here."
    ),
    "limits_2": (
        "Only persons whom a monitor names in public, or who hold public office in that role, or "
        "who consented, are named. Everybody else in a case is shown by role."
    ),
    "limits_3": (
        "What is unknown is left out, never filled in. Sources that disagree stand side by side."
    ),
    # statements
    "statements": "All statements",
    "statements_note": "Every triple about this record and its parts, with its origin.",
    "property": "Property",
    "value": "Value",
    "origin": "Origin",
    # terms of other vocabularies, by their prefixed names
    "rdf:type": "class",
    "rdfs:label": "label",
    "rdfs:subClassOf": "under",
    "rdfs:subPropertyOf": "under",
    "rdfs:domain": "domain",
    "rdfs:range": "range",
    "rdfs:seeAlso": "see also",
    "owl:inverseOf": "inverse of",
    "owl:disjointWith": "disjoint with",
    "owl:equivalentClass": "defined as",
    "owl:propertyChainAxiom": "follows from the chain",
    "skos:prefLabel": "label",
    "skos:altLabel": "other label",
    "skos:definition": "definition",
    "skos:scopeNote": "scope note",
    "skos:example": "example",
    "skos:notation": "code",
    "skos:broader": "broader",
    "skos:narrower": "narrower",
    "skos:inScheme": "in scheme",
    "skos:topConceptOf": "top concept of",
    "skos:exactMatch": "same as",
    "skos:closeMatch": "close to",
    "dcterms:title": "title",
    "dcterms:publisher": "publisher",
    "dcterms:issued": "date of publication",
    "dcterms:type": "kind of document",
    "dcterms:language": "language",
    "dcterms:created": "created",
    "dcterms:modified": "changed",
    "dcterms:license": "licence",
    "schema:url": "address",
    "schema:archivedAt": "archived copy",
    "schema:sameAs": "same in another dataset",
    "eli:number": "number",
    "eli:first_date_entry_in_force": "in force from",
    "eli:date_no_longer_in_force": "in force until",
    # other pages
    "list_empty": "No record of this kind is in this release.",
    "list_count": "Records in this release",
    "previous": "Previous page",
    "next": "Next page",
    "examples": "Examples",
    "query_text": "Query text",
    "format": "Format",
    "run": "Run",
    "query_help": "SPARQL 1.1: SELECT, ASK, CONSTRUCT and DESCRIBE. Queries are not logged.",
    "prefixes": "Prefixes",
    "results": "Results",
    "rows": "rows",
    "rows_amount": Plural("{number} row", "{number} rows"),
    "no_rows": "The query ran and found nothing.",
    "edit_query": "Change the query",
    "error_mend": "What you can do",
    "back_home": "Go to the home page",
    "file": "File",
    "size": "Size",
    "checksum": "SHA-256",
    "downloads_note": "Every file holds this release whole; check it with its sum.",
    "classes": "Classes",
    "object_properties": "Properties between things",
    "data_properties": "Properties with plain values",
    "annotation_properties": "Annotations",
    "schemes": "Concept schemes",
    "terms_count": "terms",
    "kind": "Kind",
    "name": "Name",
}
