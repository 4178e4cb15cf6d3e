"""Strings of the browse views and of the counts on pages; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "prosecutions": "Prosecutions",
    "articles": "Articles",
    # home
    "home_newest": "Latest assessments on record",
    "home_newest_note": (
        "Cases by the day of the latest assessment that is dated to the day; lists apart."
    ),
    "home_ways": "Ways in",
    "home_ways_note": "Numbers are cases with an assessment by a monitor on record.",
    "home_more": "All of them",
    # how many, in which unit
    "unit_of_cases": "Cases: {number}",
    "unit_of_persons": "Persons named in public: {number}",
    "unit_of_prosecutions": "Prosecutions (one defendant in one case): {number}",
    "unit_of_articles": "Articles on record: {number}",
    "unit_of_organisations": "Organisations: {number}",
    "unit_of_places": "Places: {number}",
    "unit_of_documents": "Source documents: {number}",
    # which are counted
    "scope_assessed_cases": "Counted: cases with an assessment by a monitor on record.",
    "scope_all_cases": "Counted: all cases on record, those only reported included.",
    "scope_assessed_persons": (
        "Counted: persons whom a monitor has assessed, or who are prosecuted in an assessed case."
    ),
    "scope_all_persons": "Counted: all persons on record, those only reported included.",
    "scope_assessed_prosecutions": (
        "Counted: prosecutions in cases with an assessment by a monitor on record."
    ),
    "scope_all_prosecutions": (
        "Counted: prosecutions in all cases on record, those only reported included."
    ),
    "scope_every": "Counted: everything on record.",
    "scope_to_all": "Include what is only reported",
    "scope_to_assessed": "Only what monitors assess",
    "note_persons": (
        "A charge says nothing about guilt. Tags and regions of a list are that body’s claim and "
        "are not added to charges. There is no facet for belief or origin."
    ),
    "note_prosecutions": (
        "One prosecution is one defendant in one case. A charge says nothing about guilt."
    ),
    "note_articles": (
        "Charges, prosecutions and persons are those of assessed cases; tags of lists stand "
        "apart and are never added to them."
    ),
    "note_places": (
        "“Prosecutions” counts the region of a prosecution, on whatever basis; “persons by a "
        "list” the region under which a list has them. Prosecuting state is not territory."
    ),
    "note_belief": (
        "Under this theme cases are counted and shown by their identifiers. A title may hold a "
        "name, and nobody is listed here by belief or origin."
    ),
    "known_of": "known for {known} of {total}",
    "facet_more": "All {number}",
    "and_more": "and {number} more",
    "shown_range": "{first} to {last} of {total}",
    "cite_this": "Cite this",
    "editors_of": "Polpros editors",
    # how a record is used
    "uses": "How much of the release this is in",
    "uses_note": (
        "Only what monitors have assessed is counted. Persons, prosecutions, charges and tags of "
        "lists are different units and are never added up."
    ),
    "by_region": "Prosecutions by region",
    "by_year": "Prosecutions by year of an event",
    "by_article": "Prosecutions by article charged",
    "by_with": "Charged together with, prosecutions",
    "incoming": "Everything that points here",
    "incoming_link": "Everything in the release that points to this record, counted and paged",
    "pointing_thing": "What points here",
    "counted_listed": "Assessments that put a person on this list",
    "counted_listed_note": (
        "Each is a claim of the body that keeps the list; its tags are not charges."
    ),
    "unit_listed": "assessments",
    # long records
    "chart": "Timeline at a glance",
    "chart_note": (
        "Solid marks are known to the day; hollow bars span the days between which something "
        "happened or was said. The sections below tell the same in words."
    ),
    "lane_events": "Events",
    "lane_periods": "Periods",
    "lane_allege": "Authorities allege",
    "lane_found": "Courts found",
    "lane_assess": "Monitors assess",
    "lane_demand": "Demands",
    "lane_account": "Accounts, denials",
    "defendant": "Defendant",
    "further": "All {number}",
    "whole_record": "The whole record",
    "one_section": "One section of the record",
    "bibliography": "Documents cited on this page",
    "statements_link": "All statements about this record and its parts, with their origin",
    "parts_elsewhere": "Parts told on other pages",
    # facets
    "narrow": "Narrow down",
    "narrowed": "Narrowed to",
    "clear_all": "Clear all",
    "pages": "Pages",
    "give_up": "remove",
    "sort_by": "Order",
    "same_rows": "The same rows",
    "as_sheet": "CSV for a spreadsheet",
    "query_this": "Query this",
    "this_view": "Address of this view",
    "none_chosen": "Nothing on record has all of this.",
    "facet_state": "Prosecuting state",
    "facet_region": "Region of the prosecution",
    "facet_article": "Article charged",
    "facet_stage": "Stage (events on record)",
    "facet_year": "Year of an event",
    "facet_theme": "Theme",
    "facet_status": "Assessed as",
    "facet_assessor": "Assessor",
    "facet_assessed": "Year of the assessment",
    "facet_publisher": "Source (publisher)",
    "facet_tag": "Tag of a list (not a charge)",
    "facet_listregion": "Region by a list",
    "facet_code": "Code",
    "facet_with": "Charged together with",
    "facet_role": "Kind",
    "facet_says": "Speaks on record as",
    "facet_designated": "Designated by authorities as",
    "facet_placekind": "Kind of place",
    "facet_within": "Within",
    "facet_doctype": "Kind of document",
    "facet_issued": "Year of publication",
    "facet_notshown": "What it does not show",
    # columns
    "column_article": "Articles charged",
    "column_region": "Region",
    "column_year": "Years of events",
    "column_prosecutions": "Prosecutions",
    "column_tag": "Tags of a list",
    "column_listregion": "Region by a list",
    "column_case": "Case",
    "column_stage": "Stage",
    "column_charges": "Charges",
    "column_code": "Code",
    "column_persons": "Persons",
    "column_tagged": "Persons tagged by a list",
    "column_role": "Kind",
    "column_claims": "Claims",
    "column_decided": "Acts and decisions",
    "column_documents": "Documents published",
    "column_placekind": "Kind",
    "column_within": "Within",
    "column_events": "Events here",
    "column_listed": "Persons by a list",
    "column_publisher": "Publisher",
    "column_doctype": "Kind",
    "column_issued": "Year",
    "column_supports": "Statements it supports",
    # orders
    "sort_name": "name",
    "sort_year": "latest year",
    "sort_issued": "newest",
    "sort_prosecutions": "most prosecutions",
    "sort_charges": "most charges",
    "sort_persons": "most persons",
    "sort_tagged": "most tagged by a list",
    "sort_claims": "most claims",
    "sort_decided": "most acts and decisions",
    "sort_documents": "most documents",
    "sort_events": "most events",
    "sort_listed": "most persons by a list",
    "sort_supports": "most supported",
}
"""Key → English and Russian, as in `words`."""
