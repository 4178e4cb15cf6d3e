"""Strings of the page that says how to match a table with the records."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "about_reconcile": "Match your table with these records",
    "reconcile_lead": (
        "OpenRefine and other programs can match the names in your table with our records. What "
        "you send is neither kept nor written down."
    ),
    "reconcile_how": "In OpenRefine, step by step",
    "reconcile_how_1": (
        "On the column of names choose Reconcile, Start reconciling, Add standard service, and "
        "give the address of this site with /reconcile at its end."
    ),
    "reconcile_how_2": (
        "Choose a type: Person, Case, Organisation, Place or LegalResource, which are articles and "
        "codes."
    ),
    "reconcile_how_3": (
        "Add the columns that tell namesakes apart: birthYear, region, year, or article, written "
        "as 205.5 part 2."
    ),
    "reconcile_how_4": (
        "When it is done, add columns from reconciled values: article, region, case, assessor. "
        "Each value leads to a record with its sources."
    ),
    "reconcile_match": "When a name counts as matched",
    "reconcile_match_1": (
        "Only when it is the same word by word, in whatever alphabet and order, nothing else in "
        "the row speaks against it, and no other record comes near."
    ),
    "reconcile_match_2": (
        "Where only one side has a father's name, a year, a region or an article must agree too."
    ),
    "reconcile_match_3": (
        "Of people who bear one name none is matched by the name alone. They are listed, and the "
        "choice is yours."
    ),
    "reconcile_care": "What a match does not say",
    "reconcile_care_1": (
        "It says that a name fits, not that your person is the one on record. Compare the sources "
        "before you publish a link: a wrong one can harm."
    ),
    "reconcile_care_2": "Themes, belief and origin cannot be asked for.",
    "reconcile_care_3": "A request may hold up to 50 names; OpenRefine sends fewer at a time.",
}
