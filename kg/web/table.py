"""Query results as a page: a table with labels, as many rows as a page can show, and links."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, parse_query_results

from kg.formats import RESULTS, RESULTS_JSON, SPREADSHEET, Format
from kg.views.address import link, page_path
from kg.views.context import best
from kg.views.values import Download, Text, Value
from kg.views.words import counted, words
from kg.web.edition import edition
from kg.web.limits import MAX_ROWS
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response
    from pyoxigraph import BlankNode, Literal, Triple

    from kg.engine.store import Answer
    from kg.web.asked import Asked

    Term = NamedNode | BlankNode | Literal | Triple | bool | None


def table(answer: Answer, asked: Asked) -> Response:
    """Return the first solutions as an HTML table that says how many there are in all.

    Yes or no is a table of one cell.
    """
    lang = asked_language()
    columns, rows, total = _read(answer)
    iris = {term.value for row in rows for term in row if isinstance(term, NamedNode)}
    labels = edition().store.labels(iris) if iris else {}
    strings = words(lang)
    return page(
        "results.html",
        title=Text(strings["results"]),
        is_indexed=False,
        columns=columns,
        rows=[[_cell(term, labels, lang) for term in row] for row in rows],
        shown=strings["shown_first"].format(shown=len(rows), total=total),
        amount=counted("rows_amount", total, lang),
        is_whole=total == len(rows),
        query=asked.query,
        edit=f"/sparql?{urlencode([('edit', asked.query or ''), ('lang', lang)])}",
        downloads=[_link(asked, format_) for format_ in (*RESULTS, SPREADSHEET)],
    )


def _read(answer: Answer) -> tuple[list[str], list[Sequence[Term]], int]:
    """Return the names of the columns, the rows to be shown, and the number of all rows."""
    with answer.spool(RESULTS_JSON) as file:
        found = parse_query_results(file, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return ["boolean"], [[bool(found)]], 1
        rows: list[Sequence[Term]] = [list(row) for row in islice(found, MAX_ROWS)]
        return (
            [variable.value for variable in found.variables],
            rows,
            len(rows) + sum(1 for _ in found),
        )


def _cell(term: Term, labels: Mapping[str, Mapping[str, str]], lang: str) -> Value | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return _thing(term.value, labels, lang)
    if isinstance(term, bool):
        return Value(Text(str(term).lower()))
    return Value(Text(getattr(term, "value", str(term)), getattr(term, "language", None) or ""))


def _thing(iri: str, labels: Mapping[str, Mapping[str, str]], lang: str) -> Value:
    """Return an IRI, behind its label where it has one."""
    label = best(labels.get(iri, {}), lang)
    outside = not page_path(iri, lang)
    href = link(iri, "", lang)
    if label is None:
        return Value(Text(iri), href, is_outside=outside)
    return Value(label, href, is_outside=outside, note=Text(iri))


def _link(asked: Asked, format_: Format) -> Download:
    fields = [("query", asked.query or ""), ("format", format_.name)]
    fields += [("default-graph-uri", iri) for iri in asked.default_graphs]
    fields += [("named-graph-uri", iri) for iri in asked.named_graphs]
    if format_ is SPREADSHEET:
        fields.append(("lang", asked_language()))
    return Download(format_.name, f"/sparql?{urlencode(fields)}", format_.media_type)
