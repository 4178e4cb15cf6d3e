"""Candidates as a reconciliation client reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.link.service import description, types
from kg.model.ns import BASE
from kg.views.context import best

if TYPE_CHECKING:
    from kg.link.candidates import Candidate


def told(one: Candidate, lang: str) -> dict[str, Any]:
    """Return a candidate as version 0.2 has it."""
    return {
        **_named(one, lang),
        "score": one.score,
        "match": one.is_match,
        "type": types(one.kind),
        "features": [{"id": key, "value": value} for key, value in one.features.items()],
    }


def told_in_draft(one: Candidate, lang: str) -> dict[str, Any]:
    """Return a candidate as the draft of version 1.0 has it."""
    features = [{"id": key, "name": key.replace("_", " "), "value": value}
                for key, value in one.features.items()]  # fmt: skip
    return told(one, lang) | {"features": features}


def _named(one: Candidate, lang: str) -> dict[str, str]:
    label = best(one.labels, lang)
    return {
        "id": one.iri.removeprefix(BASE),
        "name": label.text if label else one.iri.removeprefix(BASE),
        "description": description(one.kind, one.year, one.known),
    }
