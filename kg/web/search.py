"""The search: its page, its JSON, and the description that browsers read (OpenSearch 1.1).

`/search?q=…` takes `kind` (a kind of result), `page` (from 1), `lang` and `format`. With
`format=json`, and `limit` up to 100, the answer is an object: `query`; `address` where the text
is the id or the address of a record; `total` (at most 200) and `more`; `results`, each with
`iri`, `page`, `kind`, `class`, `year` where there is one, `labels` by language, the form that
`matched` with its `text` and `lang`, of a part the labels of its `whole`, and `how` it was found
(`kg.release.search_steps.HOWS`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, redirect, render_template, request

from kg.model.ns import BASE
from kg.release.search import search
from kg.release.search_asked import address, is_mistyped_id
from kg.release.search_index import SEARCH
from kg.release.search_kinds import KINDS
from kg.release.search_matches import MOST
from kg.views.address import page_path, record_of
from kg.views.search import PER_PAGE, Search, search_page
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.pages import asked_language, hide_from_search_engines, page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answered

    from kg.release.search import Hit, Results

blueprint: Final = Blueprint("search", __name__)

MOST_AT_ONCE: Final = 100
"""Results that one answer for programs holds."""

DESCRIPTION: Final = "application/opensearchdescription+xml"
# Of a host that is anything else no address is made.
_OWN_HOST: Final = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}/")


@blueprint.route("/search")
def find() -> Answered:
    """Return what a text finds; an id or an address leads straight to its record (303)."""
    asked = _asked()
    iri = _known(asked.text)
    if request.args.get("format") == "json":
        return _json(asked, iri)
    way = page_path(iri, asked.lang)
    if way:
        return redirect(way, 303)
    found = _search(asked, PER_PAGE, asked.kind)
    every = _search(asked, 1, "") if asked.kind else found
    shown = search_page(
        asked,
        found.hits,
        found.total,
        dict.fromkeys(KINDS[:-1], 0) if every.is_more else every.kinds,
        is_more=found.is_more,
        hint="search_no_id" if address(asked.text) or is_mistyped_id(asked.text) else "",
    )
    title = Text(words(asked.lang)["search"])
    return page("search.html", title=title, is_indexed=False, page=shown)


@blueprint.route("/opensearch.xml")
def description() -> Response:
    """Return the description by which a browser offers this search."""
    here = request.host_url
    base = here if _OWN_HOST.fullmatch(here) else BASE
    lang = asked_language()
    text = render_template("opensearch.xml", base=base, lang=lang, w=words(lang))
    return Response(text, mimetype=DESCRIPTION)


def _asked() -> Search:
    """Return what a request asks for; what makes no sense is passed over."""
    kind = request.args.get("kind", "")
    text = request.args.get("q", "").replace("\0", " ").strip()
    number = request.args.get("page", 1, int)
    last = -(-MOST // PER_PAGE)
    kind = kind if kind in KINDS else ""
    return Search(text, kind, min(max(1, number), last), asked_language())


def _known(text: str) -> str:
    """Return the address that a text is, if this release has something there."""
    iri = address(text)
    return iri if iri and edition().store.contains(record_of(iri)) else ""


def _search(asked: Search, limit: int, kind: str) -> Results:
    offset = (asked.page - 1) * limit
    return search(edition().folder / SEARCH, asked.text, limit, offset, kind)


def _json(asked: Search, iri: str) -> Response:
    """Return what was found for a program."""
    limit = min(max(1, request.args.get("limit", PER_PAGE, int)), MOST_AT_ONCE)
    found = _search(asked, limit, asked.kind)
    told = {"query": asked.text, "total": found.total, "more": found.is_more,
            "results": [_told(hit, asked.lang) for hit in found.hits]}  # fmt: skip
    hide_from_search_engines()
    text = json.dumps(told | ({"address": iri} if iri else {}), ensure_ascii=False)
    return Response(text + "\n", mimetype="application/json")


def _told(hit: Hit, lang: str) -> dict[str, Any]:
    told = {"iri": hit.iri, "page": page_path(hit.iri, lang), "kind": hit.kind,
            "class": hit.class_, "labels": dict(hit.labels), "how": hit.how,
            "matched": {"text": hit.form.text, "lang": hit.form.lang}}  # fmt: skip
    return told | {name: value for name, value in (("year", hit.year), ("whole", dict(hit.whole)))
                   if value}  # fmt: skip
