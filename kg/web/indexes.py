"""The facets of the release that is served, counted when they are first asked for, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import current_app

from kg.views import facet_index
from kg.views.browse import ready
from kg.views.facets import VIEWS
from kg.views.words import FALLBACK
from kg.web.edition import edition

if TYPE_CHECKING:
    from kg.views.browse import Ready

_KEPT: Final = "facets"


def facets(kind: str, lang: str) -> Ready:
    """Return the index of a browse view with its names in a language.

    A release never changes. Two requests at once may both count: the same, so either is kept.
    """
    kept: dict[tuple[str, str], Ready] = current_app.extensions.setdefault(_KEPT, {})
    if (kind, lang) not in kept:
        others = (kept.get((kind, other)) for other in FALLBACK)
        known = next((made.index for made in others if made), None)
        index = known or facet_index.build(VIEWS[kind], _rows, edition().store.labels)
        kept[kind, lang] = ready(VIEWS[kind], index, lang)
    return kept[kind, lang]


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()
