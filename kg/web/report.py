"""Data quality: the validation report and the coverage of the release, for people and programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from kg.errors import DumpError
from kg.formats import GRAPHS, HTML, RESULTS_CSV
from kg.views.findings import Chosen, csv_of
from kg.views.known import kinds_known, sources_page
from kg.views.quality import KEYS, findings_page, quality_page
from kg.views.values import Download, Text
from kg.web import describe
from kg.web.edition import edition
from kg.web.indexes import REPORT, findings
from kg.web.negotiate import wanted
from kg.web.pages import asked_language, download, hide_from_search_engines, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.views.findings import Finding

blueprint: Final = Blueprint("report", __name__)

_FILES: Final = ("report.csv", "report.ttl", "report.json", "coverage.json", "coverage.ttl")


@blueprint.route("/report")
def report() -> Response:
    """Return the page of data quality, or the validation report itself."""
    format_ = wanted((*GRAPHS, RESULTS_CSV, HTML))
    _path(REPORT)
    if format_ is RESULTS_CSV:
        return _table(findings())
    if format_ is not HTML:
        return describe.documents([_path("report.ttl")], format_)
    lang = asked_language()
    shown = quality_page(findings(), lang)
    return page(
        "report.html",
        title=Text(shown.heading),
        alternates=tuple(download("/report", one) for one in (*GRAPHS, RESULTS_CSV)),
        page=shown,
        kinds=kinds_known(_coverage(), lang),
        files=_downloads(),
    )


@blueprint.route("/report/findings")
def listing() -> Response:
    """Return one page of the findings of a severity, a rule or a kind of record; or all as CSV."""
    _path(REPORT)
    asked = {key: request.args.get(key, "") for key in KEYS}
    chosen = Chosen(**asked)
    if wanted((HTML, RESULTS_CSV)) is RESULTS_CSV:
        return _table([one for one in findings() if chosen.holds(one)])
    labels = edition().store.labels
    shown = findings_page(
        findings(), chosen, request.args.get("page", 1, int), labels, asked_language()
    )
    return page("findings.html", title=Text(shown.heading), is_indexed=False, page=shown)


@blueprint.route("/report/sources")
def sources() -> Response:
    """Return one page of the documents with what cites them."""
    number = request.args.get("page", 1, int)
    shown = sources_page(_coverage(), number, edition().store.labels, asked_language())
    return page("report_sources.html", title=Text(shown.heading), is_indexed=False, page=shown)


def _coverage() -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(_path("coverage.json").read_bytes())
    except ValueError as error:
        raise DumpError(f"coverage.json of the release cannot be read: {error}") from error
    return found


def _path(name: str) -> Path:
    here = edition()
    path = here.folder / name
    if not path.is_file():
        raise NotFound(f"release {here.version} was published without {name}")
    return path


def _table(found: Sequence[Finding]) -> Response:
    hide_from_search_engines()
    answer = Response(csv_of(found), content_type=RESULTS_CSV.content_type)
    answer.headers["Content-Disposition"] = 'attachment; filename="report.csv"'
    return answer


def _downloads() -> tuple[Download, ...]:
    here = edition()
    return tuple(
        Download(name, f"/download/{here.version}/{name}", "")
        for name in _FILES
        if (here.folder / name).is_file()
    )
