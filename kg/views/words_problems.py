"""Strings of the types of errors, by the names of `kg.web.problems`; `words` joins them."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "problems_title": "Errors and what they mean",
    "problems_lead": (
        "Programs get errors as application/problem+json (RFC 9457); its type is an address of "
        "this page, and line, column and limits stand in it where they are known."
    ),
    "problem_query-syntax_title": "The query cannot be read",
    "problem_query-syntax_meaning": (
        "The text is not SPARQL 1.1. Line and column say where reading stopped."
    ),
    "problem_query-syntax_mend": (
        "Look at the line and column given, and just before them: a missing dot, bracket or "
        "PREFIX shows only there."
    ),
    "problem_federation_title": "This server asks no other",
    "problem_federation_meaning": (
        "The query has a SERVICE clause. What another server would answer, and when, is not ours "
        "to promise."
    ),
    "problem_federation_mend": (
        "Let your own engine ask both sides, or take the release from /download/ and join it "
        "with the other data at home."
    ),
    "problem_read-only_title": "Nothing can be changed here",
    "problem_read-only_meaning": (
        "This is an update. The endpoint answers queries only, and a release never changes."
    ),
    "problem_read-only_mend": (
        "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE. To mend the data, edit a file "
        "in data/ and propose the change."
    ),
    "problem_refused_title": "This is not answered here",
    "problem_refused_meaning": (
        "The endpoint knows only the graphs of its release, and only addresses and values that "
        "can be read."
    ),
    "problem_refused_mend": (
        "The detail says what was refused. SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs."
    ),
    "problem_bad-request_title": "The request cannot be read",
    "problem_bad-request_meaning": (
        "A parameter is missing, stands twice, contradicts another or is not UTF-8."
    ),
    "problem_bad-request_mend": (
        "Send one query: as query= in the address, as a form, or as the body with the type "
        "application/sparql-query."
    ),
    "problem_not-found_title": "There is nothing here",
    "problem_not-found_meaning": "This release has no such page, record, graph or file.",
    "problem_not-found_mend": (
        "Search for the name, or look through the lists; a record may have been withdrawn."
    ),
    "problem_method-not-allowed_title": "This method does not work here",
    "problem_method-not-allowed_meaning": (
        "Nothing can be written, replaced or deleted here. The header Allow lists what works."
    ),
    "problem_method-not-allowed_mend": "Use GET; for a long query, POST.",
    "problem_not-acceptable_title": "Not in this format",
    "problem_not-acceptable_meaning": (
        "Nothing that Accept or format= asks for is offered. SELECT and ASK give results, "
        "CONSTRUCT and DESCRIBE give graphs."
    ),
    "problem_not-acceptable_mend": "Choose one of the formats that the detail lists.",
    "problem_too-large_title": "The request is too large",
    "problem_too-large_meaning": (
        "A query, an address or a body may have only so many bytes, a query only so many words, "
        "graphs and brackets in brackets."
    ),
    "problem_too-large_mend": (
        "Send long queries by POST; split long VALUES lists into several queries."
    ),
    "problem_unsupported-media-type_title": "The body is of a kind that is not read",
    "problem_unsupported-media-type_meaning": (
        "A POST is a form (application/x-www-form-urlencoded) or a query "
        "(application/sparql-query), in UTF-8."
    ),
    "problem_unsupported-media-type_mend": "Say in Content-Type what the body is.",
    "problem_limit-reached_title": "A limit was reached",
    "problem_limit-reached_meaning": (
        "The query needed more time, memory or room for its answer than one query may have. It "
        "was stopped, and nothing of its answer is sent: an answer is whole or an error."
    ),
    "problem_limit-reached_mend": (
        "Narrow the query: name a class or a property instead of a variable, join patterns by a "
        "shared variable, add LIMIT; or take the whole release from /download/ and ask it at home."
    ),
    "problem_busy_title": "The query engine is busy",
    "problem_busy_meaning": "Too many queries are waiting, or the engine is starting again.",
    "problem_busy_mend": "Ask again after the seconds that Retry-After gives, one query at a time.",
    "problem_internal_title": "A fault of ours",
    "problem_internal_meaning": "Something here does not work as it should.",
    "problem_internal_mend": "Please report what you asked; the request itself is not logged.",
}
