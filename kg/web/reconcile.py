"""Reconciliation: names in somebody's table to our records.

W3C community group's Reconciliation Service API 0.2 at /reconcile (manifest, batches by GET and
POST, suggest, flyout, preview, data extension), and the match of its draft of 1.0 at
/reconcile/match. Nothing that is asked is kept or written down.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from kg.errors import BatchError
from kg.link import reading
from kg.link.candidates import candidates
from kg.link.facts import PROPERTIES, facts_of, properties_of, values_of
from kg.link.service import KINDS, description, manifest, types
from kg.link.told import told, told_in_draft
from kg.model.ns import BASE
from kg.release.search import search
from kg.release.search_index import SEARCH
from kg.release.search_names import named
from kg.views.context import best
from kg.web.edition import edition
from kg.web.headers import PREVIEW
from kg.web.pages import asked_language, hide_from_search_engines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.candidates import Candidate, Wanted

blueprint: Final = Blueprint("reconcile", __name__)

_OWN_HOST: Final = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}/")
_LOOKED_AT: Final = 30
"""Records that are looked at for one name."""
_TOLD: Final = ("article", "region", "birthYear")
"""What tells namesakes apart."""
_SUGGESTED: Final = 20


@blueprint.route("/reconcile", methods=["GET", "POST"])
def service() -> Response:
    """Return the manifest, or the answer to a batch of queries or to a data extension."""
    asked = request.values
    if "queries" in asked:
        wanted = reading.queries(asked["queries"])
        found = _candidates(list(wanted.values()))
        answers = dict(zip(wanted, found, strict=True))
        lang = asked_language()
        return _json({key: {"result": [told(one, lang) for one in some]}
                      for key, some in answers.items()})  # fmt: skip
    if "extend" in asked:
        ids, pids = reading.extension(asked["extend"])
        return _json(_extended(ids, pids))
    if request.method == "POST":
        raise BatchError("a POST has one field: queries or extend, each a JSON object")
    return _json(manifest(_base(), edition().version))


@blueprint.route("/reconcile/match", methods=["POST"])
def match() -> Response:
    """Return the candidates for a batch in the shape of the draft of version 1.0, in its order."""
    wanted = reading.draft_queries(request.get_data(as_text=True))
    lang = asked_language()
    found = _candidates(wanted)
    return _json({"results": [{"candidates": [told_in_draft(one, lang) for one in some]}
                              for some in found]})  # fmt: skip


@blueprint.route("/reconcile/suggest/<any(entity, type, property):what>")
def suggest(what: str) -> Response:
    """Return what begins so: records, types or properties."""
    prefix = request.args.get("prefix", "").strip()[:300]
    lang = asked_language()
    if what == "entity":
        kind = KINDS.get(request.args.get("type", ""), "")
        found = search(edition().folder / SEARCH, prefix, _SUGGESTED, 0, kind)
        return _json({"result": [
            {"id": hit.iri.removeprefix(BASE), "name": _name(hit.labels, hit.form.text, lang),
             "description": description(hit.kind, hit.year, ()), "notable": types(hit.kind)}
            for hit in found.hits if hit.iri.startswith(BASE)
        ]})  # fmt: skip
    listed = (
        [{"id": name, "name": name} for name in KINDS]
        if what == "type"
        else [{"id": one.pid, "name": one.label} for one in PROPERTIES.values()]
    )
    begun = prefix.casefold()
    fits = [one for one in listed if begun in f"{one['id']} {one['name']}".casefold()]
    return _json({"result": fits})


@blueprint.route("/reconcile/flyout/<any(entity, type, property):what>")
def flyout(what: str) -> Response:
    """Return a few lines of HTML about a record, a type or a property."""
    asked = request.args.get("id", "")[:300]
    if what == "entity":
        html = render_template("_preview.html", **_previewed(asked))
    else:
        name = asked if what == "type" else getattr(PROPERTIES.get(asked), "label", asked)
        html = render_template("_preview.html", label=name, about=asked, lines=(), href="")
    return _json({"id": asked, "html": html})


@blueprint.route(PREVIEW)
def preview() -> Response:
    """Return a small page about a record, to be shown in a frame."""
    text = render_template("preview.html", **_previewed(request.args.get("id", "")[:300]))
    hide_from_search_engines()
    return Response(text, mimetype="text/html")


@blueprint.route("/reconcile/properties")
def properties() -> Response:
    """Return the properties by which records of a type can be extended."""
    type_ = request.args.get("type", "")
    listed = properties_of(KINDS.get(type_, "") if type_ else "")
    limit = max(1, min(100, request.args.get("limit", 100, int)))
    return _json({"type": type_, "limit": limit, "properties": [
        {"id": one.pid, "name": one.label} for one in list(listed.values())[:limit]
    ]})  # fmt: skip


def _candidates(wanted: Sequence[Wanted]) -> list[list[Candidate]]:
    """Return the candidates for each name."""
    asked = [(one.text, one.kinds) for one in wanted]
    found = named(edition().folder / SEARCH, asked, _LOOKED_AT)
    records = {known.iri for some in found for known in some if known.kind in {"persons", "cases"}}
    pids = {said.property for one in wanted for said in one.said}
    others = {known.iri for some in found for known in some} - records
    facts = facts_of(records, {*_TOLD, *pids}, _rows) | facts_of(others, pids, _rows)
    return [candidates(one, some, facts, _TOLD) for one, some in zip(wanted, found, strict=True)]


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()


def _extended(ids: Sequence[str], pids: Sequence[str]) -> dict[str, Any]:
    """Return the values of properties for records; what is unknown is an empty cell."""
    rows: dict[str, dict[str, list[dict[str, str]]]] = {
        one: {pid: [] for pid in pids} for one in ids
    }
    lang = asked_language()
    names: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in values_of([BASE + one for one in ids], pids, _rows):
        place = (row["record"].removeprefix(BASE), row["pid"], row["value"])
        names.setdefault(place, {})
        if row.get("label"):
            names[place][row.get("lang", "")] = row["label"]
    for (one, pid, value), labels in names.items():
        rows[one][pid].append(
            {"id": value.removeprefix(BASE), "name": _name(labels, value, lang)}
            if value.startswith(BASE)
            else {"str": value}
        )
    meta = [{"id": pid, "name": PROPERTIES[pid].label} for pid in pids]
    return {"meta": meta, "rows": {one: {pid: cell or [{}] for pid, cell in cells.items()}
                                   for one, cells in rows.items()}}  # fmt: skip


def _previewed(asked: str) -> dict[str, Any]:
    """Return what the preview of a record says. Raises `NotFound` for an unknown one."""
    iri = BASE + asked
    store = edition().store
    if not asked or not re.fullmatch(r"[\w./#-]+", asked) or not store.contains(iri):
        raise NotFound(f"nothing is said here about {asked[:80]!r}")
    lang = asked_language()
    lines = []
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for row in values_of([iri], ("article", "region", "case", "assessor", "within"), _rows):
        one = labels.setdefault((row["pid"], row["value"]), {})
        if row.get("label"):
            one[row.get("lang", "")] = row["label"]
    for (pid, value), names in labels.items():
        lines.append((PROPERTIES[pid].label, _name(names, value, lang)))
    label = _name(store.labels([iri]).get(iri, {}), asked, lang)
    return {"label": label, "about": asked, "lines": lines, "href": iri}


def _name(labels: Any, other: str, lang: str) -> str:
    found = best(labels, lang)
    return found.text if found else other


def _base() -> str:
    here = request.host_url
    return here.rstrip("/") if _OWN_HOST.fullmatch(here) else BASE.rstrip("/")


def _json(told_: object) -> Response:
    hide_from_search_engines()
    text = json.dumps(told_, ensure_ascii=False)
    return Response(text + "\n", mimetype="application/json")
