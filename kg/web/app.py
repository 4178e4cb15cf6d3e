"""The web application: its parts, the headers of every answer, and how errors are told."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Response, g, request
from flask_babel import Babel  # type: ignore[import-untyped]  # it has no types
from werkzeug.exceptions import HTTPException

from kg.errors import AddressError, KgError, QuerySyntaxError
from kg.formats import PROBLEM
from kg.views.translated import SOURCE
from kg.views.values import Text
from kg.web import (
    about,
    browse,
    changes,
    docs,
    downloads,
    form,
    graph_store,
    guide,
    missing,
    parts,
    pictures,
    problems,
    query_page,
    reconcile,
    records,
    report,
    search,
    sparql,
)
from kg.web.compress import pack_whole
from kg.web.conditional import drop_wrong_dates, tag_whole
from kg.web.edition import KEY, edition, read_edition
from kg.web.headers import set_headers, with_fixed_headers
from kg.web.limits import PAGE as LIMITS
from kg.web.limits import RETRY_AFTER, limit_members
from kg.web.negotiate import wants_page
from kg.web.pages import asked_language, page
from kg.web.protocol import with_protocol
from kg.web.sent import MAX_BODY
from kg.web.signposting import point

if TYPE_CHECKING:
    from pathlib import Path

    from kg.config import Config
    from kg.engine.store import Store
    from kg.web.problems import Problem

MAX_DETAIL: Final = 1000
"""Characters of what an error says: more would only be what the caller sent."""


def create_app(config: Config, store: Store, folder: Path) -> Flask:
    """Return the application that serves the release in `folder` from `store`.

    Raises `DumpError` where the folder is no whole release.
    """
    app = Flask("kg.web")
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    here = app.extensions[KEY] = read_edition(config, store, folder)
    rooms = (
        about,
        sparql,
        query_page,
        reconcile,
        graph_store,
        records,
        browse,
        search,
        downloads,
        changes,
        docs,
        report,
        guide,
        parts,
        pictures,
    )
    for part in rooms:
        app.register_blueprint(part.blueprint)
    # The address chooses the language, for our own strings and for what Babel writes by locale.
    Babel(app, default_locale=SOURCE, locale_selector=asked_language)
    app.register_error_handler(KgError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.before_request(_begun)
    app.after_request(_finished)
    inner = with_protocol(app.wsgi_app, here)
    app.wsgi_app = with_fixed_headers(inner, here)  # type: ignore[assignment, method-assign]
    return app


def _begun() -> Response | None:
    """Return the answer to a browser that asks whether a script may ask; nothing for others.

    Any address may be asked. Were the preflight of an unknown address 404, the script would
    not learn of the 404.
    """
    drop_wrong_dates()
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return Response(status=HTTPStatus.NO_CONTENT)
    return None


def _finished(answer: Response) -> Response:
    set_headers(answer)
    point(answer)
    tag_whole(answer)
    pack_whole(answer)
    return answer


def _expected(error: KgError) -> Response:
    more: dict[str, Any] = {}
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        more = {"line": error.line, "column": error.column}
    if error.limit:
        more["limit"] = error.limit
    return _told(problems.of_error(error), error.status, str(error), more)


def _http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.NOT_FOUND and "\N{REPLACEMENT CHARACTER}" in request.path:
        return _expected(AddressError("the address is not UTF-8 after its escapes are read"))
    detail = error.description or HTTPStatus(status).phrase
    answer = _told(problems.of_status(status), status, detail, {})
    for name, value in error.get_headers():
        if name != "Content-Type":
            answer.headers[name] = value
    return answer


def _told(problem: Problem, status: int, detail: str, more: dict[str, Any]) -> Response:
    """Return an error as a page for a browser, else as problem details (RFC 9457)."""
    detail = detail if len(detail) <= MAX_DETAIL else f"{detail[:MAX_DETAIL]}…"
    answer = (
        _error_page(problem, status, detail)
        if wants_page()
        else _details(problem, status, detail, more)
    )
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _details(problem: Problem, status: int, detail: str, more: dict[str, Any]) -> Response:
    if status == HTTPStatus.GONE:  # that it was withdrawn is all that is said of it
        more = {"type": problem.iri, "title": problem.title(SOURCE), "status": status}
        return Response(json.dumps(more) + "\n", content_type=PROBLEM.content_type)
    told = {
        "type": problem.iri,
        "title": problem.title(SOURCE),
        "status": status,
        "detail": detail,
        **more,
        "mend": problem.mend(SOURCE),
        "help": f"{problems.PAGE}#{problem.name}",
    }
    if problem.is_limit:
        told |= {"limits": limit_members(edition().store.limits), "limits_help": LIMITS}
    text = json.dumps(told, ensure_ascii=False) + "\n"
    return Response(text, content_type=PROBLEM.content_type)


def _error_page(problem: Problem, status: int, detail: str) -> Response:
    """Return the page of an error; one about a query has the form with the query in it."""
    lang = asked_language()
    told = form.Fault(
        problem.title(lang),
        detail,
        problem.mend(lang),
        f"{problems.PAGE}?lang={lang}#{problem.name}",
    )
    asked = g.get("asked")
    if asked is not None and asked.query is not None:
        return form.query_form(asked.query, asked, told)
    is_lost = status in missing.STATUSES and problem.name in {"not-found", "malformed-address"}
    return page(
        "error.html",
        missing=missing.missing() if is_lost else None,
        title=Text(problem.title(lang)),
        is_indexed=False,
        status=status,
        fault=told,
    )
