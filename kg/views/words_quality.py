"""Strings of the pages of data quality and of the rules; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "quality": "Data quality",
    "quality_lead": (
        "What is missing or doubtful in this release, record by record, and how to mend it."
    ),
    "quality_limits": (
        "Every record is checked against written rules before a release is made. The rules see "
        "only what is in the records: they cannot tell whether a source is right, nor what "
        "nobody has recorded."
    ),
    "quality_found": "What the rules found",
    "quality_Violation": "Error",
    "quality_Violation_note": (
        "Breaks a rule that has no exception. A release with an error is not published."
    ),
    "quality_Warning": "Warning",
    "quality_Warning_note": (
        "Something one would expect is missing, or looks wrong. It is published, and somebody "
        "who knows the source should look at it."
    ),
    "quality_Info": "Note",
    "quality_Info_note": (
        "Work that is still open: nothing is wrong, but more could be recorded if a source says it."
    ),
    "quality_in_records": "records concerned",
    "quality_by_severity": "Weight",
    "quality_by_kind": "By kind of record",
    "quality_by_rule": "By rule",
    "quality_by_rule_heading": "Findings by rule",
    "quality_rules_note": (
        "Each rule has a page that says what it checks, and a list of what it found."
    ),
    "quality_all_rules": "All rules",
    "quality_rule": "Rule",
    "quality_what": "What is missing, and how to mend it",
    "quality_findings": "Findings",
    "quality_findings_note": (
        "Each row is one finding. To mend it, change the named file of the record, with a source "
        "for what you add. What no source says stays out."
    ),
    "quality_by_record": "Record",
    "quality_of_record": "All findings about this record",
    "quality_none": "The rules found nothing.",
    "quality_record": "Record",
    "quality_field": "Field",
    "quality_csv": "These findings as CSV",
    "quality_coverage": "What is known of what total",
    "quality_coverage_note": (
        "A field counts as known when at least one value is on record, written or derived. Other "
        "versions of the same record are not counted again. Fields in italics are known for less "
        "than 80 %, and no chart is drawn of them. Nothing here speaks of the world outside the "
        "records."
    ),
    "quality_known": "Known",
    "quality_of": "Of",
    "quality_few": "less than 80 %",
    "quality_sources": "What rests on which source",
    "quality_sources_link": "By source: what rests on which document",
    "quality_sources_note": "Documents by how many records and parts of records cite them.",
    "quality_cited": "Records and parts that cite it",
    "quality_cited_kinds": "Of these, by kind",
    "quality_files": "The report as files",
    "quality_files_note": (
        "Published with each release. The Turtle file is a SHACL validation report; the numbers "
        "of findings are the same in all files."
    ),
    "quality_kind_persons": "persons",
    "quality_kind_groups": "groups of persons",
    "quality_kind_cases": "cases",
    "quality_kind_clusters": "groups of cases",
    "quality_kind_events": "shared events",
    "quality_kind_organisations": "organisations",
    "quality_kind_places": "places",
    "quality_kind_documents": "documents",
    "quality_kind_reviews": "reviews of risk",
    "quality_kind_law": "law",
    "quality_kind_ontology": "terms of ontology and vocabulary",
    "quality_kind_other": "other",
    "rules": "Rules that records are checked by",
    "rules_lead": (
        "Every rule, what it says to an editor, and how often it found something in this release."
    ),
    "rules_total": "Rules: {rules}; checks: {checks}.",
    "rules_says": "What it says where it is broken",
    "rule": "Rule {code}",
    "rule_kept": "In this release the rule found nothing.",
    "rule_about": "Checked are",
    "rule_field": "Field",
    "rule_asks": "It asks for",
    "rule_shape": "Shape",
    "rule_query": "The check in SPARQL: each row of the answer is a finding",
    "rule_targetClass": "every “{name}”",
    "rule_targetSubjectsOf": "everything with “{name}”",
    "rule_targetObjectsOf": "every value of “{name}”",
    "rule_targetNode": "“{name}” itself",
    "sh_minCount": "at least {value}",
    "sh_maxCount": "at most {value}",
    "sh_class": "a thing of the class “{value}”",
    "sh_datatype": "a value of the type {value}",
    "sh_nodeKind": "an address of its own ({value})",
    "sh_pattern": "text of the form {value}",
    "sh_in": "one of: {value}",
    "sh_hasValue": "the value {value}",
    "sh_uniqueLang": "one text in each language at most",
    "sh_minLength": "at least {value} characters",
    "sh_maxLength": "at most {value} characters",
    "sh_minInclusive": "{value} or more",
    "sh_maxInclusive": "{value} or less",
    "sh_minExclusive": "more than {value}",
    "sh_lessThanOrEquals": "not later or greater than “{value}”",
    "sh_disjoint": "no value shared with “{value}”",
    "sh_or": "at least one of: {value}",
    "sh_xone": "exactly one of: {value}",
    "sh_not": "not: {value}",
    "sh_anything": "anything",
}
"""Key → English, as in `words`."""
