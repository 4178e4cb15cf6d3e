"""The form in which people write queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.formats import GRAPHS, HTML, RESULTS, SPREADSHEET
from kg.views.values import Text
from kg.views.words import words
from kg.web import describe
from kg.web.limits import PAGE, TITLE, default_graph
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from flask import Response

    from kg.web.asked import Asked

SHOWN: Final = 20_000
"""Characters of a query that is wrong that the form shows again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a page tells it."""

    title: str
    detail: str
    mend: str
    href: str
    """Where more is said about this type of error."""


def query_form(text: str, asked: Asked | None = None, fault: Fault | None = None) -> Response:
    """Return the form with a query in it, and what is wrong with the query."""
    lang = asked_language()
    at = 1 if lang == "ru" else 0
    offered = (HTML, *RESULTS, SPREADSHEET, *GRAPHS)
    return page(
        "sparql.html",
        title=Text(fault.title if fault else words(lang)["query"]),
        is_indexed=False,
        query=text[:SHOWN],
        formats=[{"value": format_.name, "name": format_.name} for format_ in offered],
        format=(asked.format if asked else None) or HTML.name,
        default_graphs=asked.default_graphs if asked else (),
        named_graphs=asked.named_graphs if asked else (),
        examples=() if fault else describe.examples(lang),
        fault=fault,
        rule=default_graph()[at],
        limits=f"{PAGE}?lang={lang}",
        limits_title=TITLE[at],
    )
