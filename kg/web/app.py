"""The web application: its parts, the headers of every answer, and how errors are told."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from kg.errors import KgError, QuerySyntaxError
from kg.formats import PROBLEM
from kg.views.values import Text
from kg.web import browse, docs, downloads, records, sparql
from kg.web.edition import KEY, read_edition
from kg.web.negotiate import wants_page
from kg.web.pages import page

if TYPE_CHECKING:
    from pathlib import Path

    from kg.config import Config
    from kg.engine.store import Store

MAX_BODY: Final = 1024 * 1024
"""Bytes of a request's body at most."""
RETRY_AFTER: Final = "30"
"""Seconds after which a caller may ask again for what was stopped."""

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def create_app(config: Config, store: Store, folder: Path) -> Flask:
    """Return the application that serves the release in `folder` from `store`.

    Raises `DumpError` where the folder is no whole release.
    """
    app = Flask("kg.web")
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.extensions[KEY] = read_edition(config, store, folder)
    for part in (sparql, records, browse, downloads, docs):
        app.register_blueprint(part.blueprint)
    app.register_error_handler(KgError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.after_request(_with_headers)
    return app


def _with_headers(answer: Response) -> Response:
    answer.headers.extend(_HEADERS)
    if request.method == "OPTIONS":
        answer.headers.extend(_PREFLIGHT)
    if g.get("varies"):
        answer.vary.add("Accept")
    if g.get("is_hidden"):
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _expected(error: KgError) -> Response:
    place = {}
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        place = {"line": error.line, "column": error.column}
    answer = _told(error.status, str(error), place)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = RETRY_AFTER
    return answer


def _http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    answer = _told(status, error.description or HTTPStatus(status).phrase, {})
    for name, value in error.get_headers():
        if name != "Content-Type":
            answer.headers[name] = value
    return answer


def _told(status: int, detail: str, more: dict[str, Any]) -> Response:
    """Return an error as a page for a browser, else as problem details (RFC 9457)."""
    title = HTTPStatus(status).phrase
    if wants_page():
        answer = page(
            "error.html", title=Text(title), is_indexed=False, status=status, what=detail, mend=()
        )
        answer.status_code = status
        return answer
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(
        json.dumps(problem, ensure_ascii=False) + "\n", status, content_type=PROBLEM.content_type
    )
