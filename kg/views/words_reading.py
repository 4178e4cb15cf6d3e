"""Strings of the head of a long record, of its sources and of pages that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.views.translated import Plural

TABLE: Final[dict[str, str | Plural]] = {
    # provisions in short
    "code_ru-cc": "CC of Russia",
    "code_ru-cao": "CAO of Russia",
    "code_by-cc": "CC of Belarus",
    "brief_article": "art. {article} {code}",
    "brief_part": "art. {article} part {part} {code}",
    # who says what, in a few lines
    "brief": "In brief: who says what",
    "brief_note": (
        "A charge says nothing about guilt. Each line is told below with its date and its source."
    ),
    "brief_allege": "Charged under",
    "brief_found": "Courts decided",
    "brief_assess": "Monitors assess",
    "brief_none": "nothing on record",
    # sources given for a whole record
    "sources_whole": "Sources of the whole record",
    "sources_whole_note": (
        "They are given for the record as a whole, not for one statement; the numbers beside "
        "statements lead to them."
    ),
    # what is newest, and what changed
    "home_changes": "What changed since the last release",
    # pages that are not there
    "missing_check": (
        "The identifier {id} has a typing error: its last character does not fit the others. "
        "Perhaps this is meant:"
    ),
    "missing_near": "Records with a similar identifier",
    "missing_found": "What a search for the words of the address finds",
    "missing_kinds": "All that is here, by kind",
    "gone_text": "What was at this address has been withdrawn.",
    "problem_withdrawn_title": "Withdrawn",
    "problem_withdrawn_meaning": "What was at this address has been withdrawn.",
    "problem_withdrawn_mend": "Take it out of copies of your own.",
    "problem_malformed-address_title": "There can be no such address",
    "problem_malformed-address_meaning": (
        "The address is not one that anything here could have: it is cut off, badly escaped, or "
        "has signs that no identifier has."
    ),
    "problem_malformed-address_mend": (
        "An address of ours has letters, digits, dots and hyphens, such as /id/p-fzxz7ja or "
        "/id/org/ru-fsb. Perhaps a sign was lost or added when it was copied."
    ),
    "as_told": "What was asked, in the words of the server",
}
"""Key → English, as in `words`."""
