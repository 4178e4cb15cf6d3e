"""What people must know about the endpoint: its limits, and what its errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint

from kg.views.values import Text
from kg.views.words import words
from kg.web import limits, problems
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from flask import Response


blueprint: Final = Blueprint("guide", __name__)

_NARROW: Final = tuple(f"guide_narrow_{number}" for number in range(1, 7))


@blueprint.route(limits.PAGE)
def limits_page() -> Response:
    """Return the page of the limits."""
    lang = asked_language()
    strings = words(lang)
    return page(
        "limits.html",
        title=Text(strings["limits_title"]),
        limits=limits.limits_in(lang, edition().store.limits),
        rule=limits.default_graph(lang),
        narrow=[strings[key] for key in _NARROW],
        problems=f"{problems.PAGE}?lang={lang}",
    )


@blueprint.route(problems.PAGE)
def problems_page() -> Response:
    """Return the page of the types of errors."""
    lang = asked_language()
    told = [
        {
            "name": one.name,
            "title": one.title(lang),
            "meaning": one.meaning(lang),
            "mend": one.mend(lang),
        }
        for one in problems.ALL
    ]
    return page(
        "problems.html",
        title=Text(words(lang)["problems_title"]),
        problems=told,
        limits=f"{limits.PAGE}?lang={lang}",
    )
