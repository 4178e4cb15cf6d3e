"""Strings of the search page; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "search_label": "Name, case, article or id",
    "search_found": "Found: {number}",
    "search_found_more": (
        "More than {number} found; the first {number} can be seen. Another word narrows the search."
    ),
    "search_range": "{first} to {last}",
    "search_none": "Nothing found for",
    "search_none_of_kind": "Nothing of this kind, but among all kinds there is.",
    "search_no_id": (
        "This looks like the id of a record, but no record of this release has it. The last "
        "character guards against typing errors: compare it with where you have the id from."
    ),
    "search_tips": "How to search",
    "search_tip_names": (
        "Names in any spelling, in Latin or Cyrillic letters, in any order; a surname is enough. "
        "Small typing mistakes are forgiven."
    ),
    "search_tip_short": "The beginning of a word is enough, and initials do: P. Ivanov.",
    "search_tip_law": "An article by its number: 205.5, art. 318, 282.2 part 1.",
    "search_tip_phrase": "Words in quotation marks are found as they stand.",
    "search_tip_id": "An id or an address leads straight to its record.",
    "search_absence": (
        "That somebody is not found here says nothing: most repression is not recorded anywhere."
    ),
    "search_shorter": "Try the surname alone, or fewer words.",
    "search_not_kept": "What is searched for is not written down.",
    "search_kinds": "Kinds of results",
    "search_all": "All",
    "search_scripts": "For programs",
    "search_json": "These results as JSON",
    "search_json_note": (
        "q is the text, kind one of the kinds above, limit up to 100, page from 1; format=json "
        "gives address, kind, labels, the form that matched and why."
    ),
    "search_matched": "matched",
    "terms": "Terms",
    "parts": "Parts of records",
    "others": "Other",
    # one of a kind
    "one_persons": "person",
    "one_groups": "group of persons",
    "one_cases": "case",
    "one_clusters": "group of cases",
    "one_law": "law",
    "one_organisations": "organisation",
    "one_places": "place",
    "one_events": "event",
    "one_documents": "source",
    "one_reviews": "review of risk",
    "one_terms": "term",
    "one_parts": "part of a record",
    "one_others": "other",
    # why something was found, beside it
    "how_number": "by its number",
    "how_label": "by its name",
    "how_name": "by a form of the name",
    "how_words": "by its words",
    "how_beginning": "by the beginning of a word",
    "how_sound": "in another spelling",
    "how_without_patronymic": "without the patronymic",
    "how_similar": "similar",
    "how_keyboard": "in the other keyboard layout",
}
