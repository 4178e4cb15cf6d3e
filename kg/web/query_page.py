"""What the query page asks for behind the scenes: terms to complete, and the example questions."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from flask import Blueprint, Response

from kg.model.ns import PREFIXES
from kg.views.completions import DEFINED, USED, completions
from kg.views.examples import listed
from kg.web.edition import edition
from kg.web.example_questions import questions

blueprint: Final = Blueprint("query_page", __name__)

_JSON: Final = "application/json; charset=utf-8"


@blueprint.route("/sparql/terms.json")
def terms() -> Response:
    """Return prefixes, classes, properties and concepts of the release, for completion."""
    return Response(_terms(edition().digest), content_type=_JSON)


@blueprint.route("/sparql/examples.json")
def examples() -> Response:
    """Return the example questions with their queries."""
    return Response(_text({"examples": listed(questions())}), content_type=_JSON)


@lru_cache(4)
def _terms(_: str) -> bytes:
    """Return the terms of the release with this digest: they are the same as long as it is."""
    here = edition()
    found = completions(
        here.store.query(DEFINED).rows(), here.store.query(USED).rows(), here.store.labels
    )
    return _text({"release": here.version, "prefixes": PREFIXES, "terms": found})


def _text(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
