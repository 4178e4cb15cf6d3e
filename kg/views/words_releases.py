"""Strings of the pages of downloads and of changes; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "dl_note": "Every file belongs to this release and never changes; check it with its sum.",
    "dl_point": ".",
    "dl_mb": "MB",
    "dl_kb": "kB",
    "dl_b": "bytes",
    "dl_whole": "RDF",
    "dl_whole_note": (
        "Turtle, N-Triples and JSON-LD of the whole hold the graph that queries see; N-Quads and "
        "TriG also say which record or rule each statement comes from. Sorted and without blank "
        "nodes: two releases can be compared line by line."
    ),
    "dl_part": "Part",
    "dl_tables": "Tables",
    "dl_tables_note": (
        "One row a record; the first columns are its address and label. Names of columns say whose "
        "word it is. Leave rows with a value in variant_of out of counts: they are other sources' "
        "versions."
    ),
    "dl_codebook": "What each column means",
    "dl_table": "Table",
    "dl_others": "Description and further files",
    "dl_verify": "How to verify",
    "dl_verify_note": (
        "Download SHA256SUMS into the same folder and run sha256sum -c SHA256SUMS --ignore-missing."
    ),
    "dl_sums": "All files with size and checksum",
    "dl_cite": "How to cite",
    "dl_cite_note": "Give the version and the address of the release; it stays the same.",
    "changes_title": "What has changed",
    "changes_since": "Changes since release",
    "changes_none": "There is no previous release to compare this one with.",
    "changes_not_at_hand": (
        "The previous release was not at hand when this one was built, so it was not compared:"
    ),
    "changes_note": (
        "By record only what is asserted is told; what follows from it follows again. Of a record "
        "that is gone only its address is said."
    ),
    "changes_added": "triples added",
    "changes_removed": "triples removed",
    "changes_new": "New records",
    "changes_changed": "Changed records",
    "changes_gone": "Records that are gone",
    "changes_statements": "Statements",
    "changes_before": "before",
    "changes_now": "now",
    "changes_more": "More than are shown; the files hold them all.",
    "changes_files": "As files",
    "changes_feed": "Feed (Atom)",
    "changes_releases": "Releases",
    "changes_nothing": "Nothing.",
}
