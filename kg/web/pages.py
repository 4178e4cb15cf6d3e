"""Pages: a template with the frame that every page has around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g, make_response, render_template, request

from kg.formats import HTML
from kg.views.frame import frame
from kg.views.values import Download, Text
from kg.views.words import FALLBACK, language
from kg.web import outside
from kg.web.edition import edition

if TYPE_CHECKING:
    from flask import Response

    from kg.formats import Format


def asked_language() -> str:
    """Return the language of the interface that the request asks for."""
    # Not `request.values`: it would read the body, which may be what is wrong.
    return language(g.get("lang") or request.args.get("lang", ""))


def page(  # what differs between the frames of two pages
    template: str,
    *,
    title: Text | None = None,
    is_indexed: bool = True,
    alternates: tuple[Download, ...] = (),
    **values: Any,
) -> Response:
    """Return a template as an HTML answer; one that is not indexed also says so in a header."""
    here = edition()
    is_plain = outside.is_plain()
    around = frame(
        asked_language(),
        path=request.path,
        release=here.version,
        date=here.date,
        query={} if request.method == "POST" else request.args.to_dict(flat=False),
        title=title,
        is_indexed=is_indexed,
        alternates=alternates,
        links=outside.PLAIN if is_plain else outside.LINKED,
        is_free=not outside.is_set(),
        preferred=_preferred_language(),
    )
    html = render_template(template, frame=around, **values)
    if is_plain:
        html = outside.plain(html, is_kept=not outside.is_set())
    answer = make_response(html)
    answer.headers["Content-Type"] = HTML.content_type
    if "lang" not in request.args:
        answer.vary.add("Accept-Language")
    if not is_indexed:
        hide_from_search_engines()
    return answer


def _preferred_language() -> str:
    """Return the language that a browser prefers of ours, where the address asks for none."""
    if g.get("lang") or "lang" in request.args:
        return ""
    accepted = (tag.lower().partition("-")[0] for tag in request.accept_languages.values())
    return next((tag for tag in accepted if tag in FALLBACK), "")


def hide_from_search_engines() -> None:
    """Have the answer say that search engines shall not list it."""
    g.is_hidden = True


def download(path: str, format_: Format) -> Download:
    """Return the link to what a path gives in another format."""
    return Download(format_.name, f"{path}?format={format_.name}", format_.media_type)
