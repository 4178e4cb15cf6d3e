"""The form in which people write queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.formats import GRAPHS, HTML, RESULTS, SPREADSHEET
from kg.model.ns import PPO
from kg.views.examples import example_groups
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.example_questions import questions
from kg.web.limits import PAGE, default_graph
from kg.web.pages import asked_language, page
from kg.web.query_words import for_script

if TYPE_CHECKING:
    from flask import Response

    from kg.web.asked import Asked

SHOWN: Final = 20_000
"""Characters of a query that is wrong that the form shows again."""
START: Final = f"""\
PREFIX ppo: <{PPO}>
SELECT ?person ?case WHERE {{
  ?prosecution a ppo:Prosecution ;
    ppo:defendant ?person ;
    ppo:inCase ?case .
}}
LIMIT 20
"""
"""What the form begins with, so that there is something to run and to change."""
_START_OF_FILES: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 20\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a page tells it."""

    title: str
    detail: str
    mend: str
    href: str
    """Where more is said about this type of error."""


def start() -> str:
    """Return the query that the form begins with."""
    return START if edition().is_release else _START_OF_FILES


def query_form(text: str, asked: Asked | None = None, fault: Fault | None = None) -> Response:
    """Return the form with a query in it, and what is wrong with the query."""
    lang = asked_language()
    offered = (HTML, *RESULTS, SPREADSHEET, *GRAPHS)
    return page(
        "sparql.html",
        title=Text(fault.title if fault else words(lang)["query"]),
        is_indexed=False,
        query=text[:SHOWN] if fault else text or start(),
        formats=[{"value": format_.name, "name": format_.name} for format_ in offered],
        format=(asked.format if asked else None) or HTML.name,
        default_graphs=asked.default_graphs if asked else (),
        named_graphs=asked.named_graphs if asked else (),
        examples=() if fault else example_groups(questions(), lang),
        for_script=for_script(lang),
        fault=fault,
        rule=default_graph(lang),
        limits=f"{PAGE}?lang={lang}",
    )
