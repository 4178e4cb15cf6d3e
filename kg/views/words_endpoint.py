"""Strings of the pages about the endpoint and its limits; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

from kg.views.translated import Plural

TABLE: Final[dict[str, str | Plural]] = {
    "count_seconds": Plural("{number} second", "{number} seconds"),
    "count_bytes": Plural("{number} byte", "{number} bytes"),
    "limits_title": "Limits of the endpoint",
    "default_graph": (
        "A query without FROM sees every record, the law, the ontology, the vocabulary and all "
        "that follows from them, each triple once, and none of the metadata."
    ),
    "default_graph_files": (
        "A query without FROM sees what the files put into no named graph, and none of their "
        "named graphs."
    ),
    "limit_stopped": "The query is stopped; 503 with Retry-After, and nothing of the answer.",
    "limit_refused": "The query is refused: 400.",
    "limit_timeout": "Time of a query, waiting included",
    "limit_memory": "Memory that all queries at work share",
    "limit_answer-size": "Size of an answer",
    "limit_query-size": "Size of a query's text",
    "limit_nesting": "Depth of nested brackets in a query",
    "limit_tokens": "Words and marks of a query",
    "limit_graphs": "Graphs that FROM may name",
    "limit_triple-terms": "Triple terms of a query (SPARQL 1.2)",
    "limit_bases": "BASE declarations of a query with FROM",
    "limit_iri-length": "Characters of an IRI that FROM depends on",
    "limit_dotted-names": "Characters of prefixed names with two dots, all together",
    "limit_workers": "Long queries at work at once",
    "limit_workers_past": "Further ones wait.",
    "limit_queue": "Queries that may wait",
    "limit_queue_past": "Further ones get 503 with Retry-After.",
    "limit_spool": "Answers that are being sent, all together",
    "limit_spool_past": "Further ones get 503 with Retry-After.",
    "limit_address-size": "Size of an address with all headers",
    "limit_address-size_past": "It is refused: 431; POST takes as long a query.",
    "limit_body-size": "Size of the body of a request",
    "limit_body-size_past": "It is refused: 413.",
    "limit_page-rows": "Rows of a table on a page",
    "limit_page-rows_past": "The page shows the first ones and says so; the files have all.",
    "limit_spreadsheet-rows": "Rows of CSV for spreadsheets",
    "limit_spreadsheet-rows_past": "It is refused: 400; strict CSV has all rows.",
    "size_GiB": "GiB",
    "size_MiB": "MiB",
    "size_KiB": "KiB",
    "guide_whole": (
        "An answer is whole or an error. Nothing is cut short in silence: not by time, not by "
        "size, not by a number of rows."
    ),
    "guide_limit": "Limit",
    "guide_past": "Past it",
    "guide_header": "Header",
    "guide_narrow": "How to narrow a query",
    "guide_fair": "Fair use",
    "guide_fair_use": (
        "Ask one query at a time and wait after a 503 as long as Retry-After says. Whoever needs "
        "the whole takes the release from /download/: it is faster, and it can be cited. Queries "
        "are not logged, nobody is counted."
    ),
    "guide_default": "The default graph",
    "guide_protocol": "The protocol",
    "guide_parameters": (
        "SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of "
        "application/sparql-query. Parameters are query, default-graph-uri, named-graph-uri, "
        "version (1.0, 1.1, 1.2 or 1.2-basic, of which the engine reads what it knows; any other "
        "is refused), format and lang; what else a client adds is passed over. Updates are "
        "refused. One graph at a time: /graph-store?default or ?graph= and its IRI."
    ),
    "guide_problems": "What each error means",
    "guide_spreadsheet": (
        "format=csv is the CSV of the specification, for programs. format=spreadsheet is CSV for "
        "people: it begins with a mark that says UTF-8, each column of addresses has a column of "
        "labels beside it, and a cell that a spreadsheet would take for a formula begins with an "
        "apostrophe."
    ),
    "guide_narrow_1": (
        "Begin with the pattern that finds least: a class, a fixed IRI, a fixed property."
    ),
    "guide_narrow_2": (
        "Join every pattern to the others by a variable; two patterns without one multiply."
    ),
    "guide_narrow_3": "Write the IRI into the pattern, not into FILTER(?x = <…>).",
    "guide_narrow_4": (
        "Use MINUS or OPTIONAL with !BOUND where FILTER NOT EXISTS has two patterns or more."
    ),
    "guide_narrow_5": "Ask for pages with ORDER BY, LIMIT and OFFSET.",
    "guide_narrow_6": (
        "For everything at once take the files in /download/, or one graph from /graph-store."
    ),
    "service_about": (
        "Read-only: no update, no SERVICE, no LOAD; graphs are never fetched from elsewhere."
    ),
    "service_entailment": (
        "Entailed and derived statements are written out, in graphs of their own and in the "
        "default graph; queries are answered by simple entailment over that."
    ),
    "files_title": "Files that can be queried",
    "files_amount": "Statements: {quads}. Named graphs: {graphs}.",
    "files_graphs": (
        "The graphs are as the files say; the default graph holds what they put into no named "
        "graph."
    ),
    "files_write": "Write a query",
    "files_endpoint": "The SPARQL 1.1 endpoint",
}
