"""Strings of the query page and its scripts; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    "ask_group_look-ups": "Look-ups",
    "ask_group_law": "Law",
    "ask_group_time": "Time",
    "ask_group_claims": "Who says what",
    "ask_group_networks": "Connections",
    "ask_group_counts": "Counts",
    "ask_group_provenance": "Where it comes from",
    "ask_group_links": "Links to other data",
    "ask_examples": "Example questions",
    "ask_to_examples": "Choose an example question",
    "ask_filter": "Find a question",
    "ask_found": "Questions shown: {number}.",
    "ask_found_none": "No question has these words.",
    "ask_chosen": "Example question",
    "ask_params": "Values you may change",
    "ask_apply": "Put into the query",
    "ask_param_gone": "The value is no longer in the text; choose the question again.",
    "ask_keys": (
        "Ctrl+Enter runs the query, Ctrl+Space completes a name. Escape, then Tab leaves the "
        "editor."
    ),
    "ask_leave": "Tab now leaves the editor.",
    "ask_plain": "Plain text box",
    "ask_rich": "Editor with colours",
    "ask_private": (
        "This page keeps nothing in your browser, neither query nor result, and the server does "
        "not log what you ask. A link with a query in it stays in the history of a browser that "
        "opens it."
    ),
    "ask_prefixes": "Add prefixes",
    "ask_prefixes_none": "Every prefix that is used and known is declared.",
    "ask_cancel": "Cancel",
    "ask_running": "The query is running: {seconds} s of at most {limit} s.",
    "ask_cancelled": "The query was cancelled.",
    "ask_done": "Rows: {rows}. Time: {seconds} s.",
    "ask_done_graph": "Triples: {rows}. Time: {seconds} s.",
    "ask_yes": "The answer is yes.",
    "ask_no": "The answer is no.",
    "ask_empty": (
        "The query ran and found nothing. Look for a name that is written otherwise, another "
        "language tag, or a pattern that belongs into OPTIONAL."
    ),
    "ask_unreached": "The server did not answer. Check the connection and run the query again.",
    "ask_unreadable": "The answer could not be read here. Download it instead.",
    "ask_failed": "There is no answer",
    "ask_place": "Line {line}, column {column}",
    "ask_syntax": "From line {line} on this cannot be read. Expected here: {expected}.",
    "ask_syntax_here": "From line {line} on this cannot be read.",
    "ask_more": "What this means",
    "ask_limits": "Limits of the endpoint",
    "ask_completes": "Names that fit",
    "ask_kind_class": "class",
    "ask_kind_property": "property",
    "ask_kind_concept": "concept",
    "ask_results": "Result",
    "ask_views": "Show as",
    "ask_view_table": "Table",
    "ask_view_chart": "Chart",
    "ask_view_map": "Map",
    "ask_view_timeline": "Timeline",
    "ask_view_graph": "Graph",
    "ask_view_raw": "Response",
    "ask_download": "Download",
    "ask_sheet": "CSV for spreadsheets",
    "ask_downloading": "The file is being made.",
    "ask_downloaded": "The file {name} is ready.",
    "ask_same": "The same as a table",
    "ask_range": "Rows {from} to {to} of {total}",
    "ask_previous": "Previous rows",
    "ask_next": "Next rows",
    "ask_sort": "Sort by {column}",
    "ask_bare": (
        "Nothing in any row of: {columns}. An OPTIONAL that never fits is the usual reason."
    ),
    "ask_iris": "Show addresses too",
    "ask_cut": "The first {shown} of {total} lines are shown; the file has all.",
    "ask_names_from": "Names from",
    "ask_numbers_from": "Numbers from",
    "ask_rows_counted": "rows, counted",
    "ask_chart_no": (
        "This result makes no chart: it has no column of numbers beside a column of names, dates "
        "or years."
    ),
    "ask_chart_alt": (
        "Bar chart: {number} by {name}, {bars} bars. The table below has the same numbers."
    ),
    "ask_first": "Drawn are the first {shown} of {total}.",
    "ask_little": (
        "No picture is drawn: only {known} of {total} are known ({share} %), which is under 80 "
        "%. The table has what is known."
    ),
    "ask_left_out": (
        "Rows left out, as under 80 % of their total is known: {rows}. The table of the result "
        "has them."
    ),
    "ask_unit": "Unit: {unit}.",
    "ask_known": "Known of total: {known} of {total}.",
    "ask_known_range": "Known of total: {least} to {most} % by row.",
    "ask_as_of": "As of {day}.",
    "ask_assessor": "Who assesses: {assessor}.",
    "ask_rule": "Counted: {rule}.",
    "ask_unsaid": "The query does not say how much of the whole is known.",
    "ask_map_no": "This result makes no map: no column holds regions that have an outline here.",
    "ask_map_missing": "There is no map: this server has no outlines of regions.",
    "ask_map_alt": (
        "Map: {number} by region, {regions} regions. The table below has the same numbers."
    ),
    "ask_map_rest": "Not on the map, as there is no outline of them: {names}.",
    "ask_map_borders": "Disputed borders and the outlines",
    "ask_map_dashed": "A dashed outline is a region whose border is disputed.",
    "ask_map_sum": "Rows of one region are added up.",
    "ask_timeline_no": "This result makes no timeline: it has no column of dates or years.",
    "ask_timeline_alt": (
        "Timeline of {bars} rows from {from} to {to}. The table below has the same dates."
    ),
    "ask_timeline_note": (
        "A bar spans all the days that are possible, or the time that something lasted."
    ),
    "ask_graph_no": (
        "This result makes no graph: it needs triples (CONSTRUCT, DESCRIBE) or two columns of "
        "things."
    ),
    "ask_graph_alt": "Graph: {nodes} things and {edges} links. The table below has the same links.",
    "ask_larger": "Larger",
    "ask_smaller": "Smaller",
    "ask_whole": "All of it",
    "ask_graph_from": "From",
    "ask_graph_link": "Link",
    "ask_graph_to": "To",
    "ask_rules": "How a result becomes a picture",
    "ask_rules_chart": (
        "Chart: bars of the first column of numbers by the first column of names, dates or "
        "years; columns called known, total, asOf, assessor and rule are told beneath, and under "
        "80 % known there is no chart."
    ),
    "ask_rules_map": (
        "Map: a column of places, by IRI or by name, and the first column of numbers; without "
        "one, rows are counted. Where another column tells the rows of a place apart, one of its "
        "values is drawn at a time."
    ),
    "ask_rules_timeline": (
        "Timeline: a column of dates or years; with two, from the first to the second."
    ),
    "ask_rules_graph": (
        "Graph: triples of CONSTRUCT and DESCRIBE; columns s, p and o; or the first two columns "
        "of things."
    ),
    "ask_code": "Code for this query",
    "ask_code_language": "Language",
    "ask_code_note_curl": "In a shell such as bash.",
    "ask_code_note_sparqlwrapper": "Needs SPARQLWrapper (pip install SPARQLWrapper).",
    "ask_code_note_pandas": "Needs pandas (pip install pandas).",
    "ask_code_note_python": "Needs nothing but Python.",
    "ask_code_note_r": "Needs R 4.0 or newer and no packages.",
    "ask_code_note_javascript": (
        "In a browser's console, or saved as ask.mjs: node ask.mjs (18 or newer)."
    ),
    "ask_copy": "Copy",
    "ask_copied": "Copied.",
    "ask_copy_by_hand": "The text is selected; copy it with Ctrl+C.",
    "ask_share": "Link to this query",
    "ask_share_edit": "Opens the query",
    "ask_share_run": "Opens and runs it, shown as: {view}",
    "ask_share_table": "Shows the result, without scripts",
    "ask_share_long": (
        "These links have {size} characters, and some programs cut links after 2,000. To be "
        "sure, send the text of the query."
    ),
    "ask_share_too_long": "The query is too long for a link ({size} characters). Send its text.",
    "ask_share_note": "A link holds the whole query: whoever sees the link sees what is asked.",
}
