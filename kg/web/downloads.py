"""The files of the release, as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound

from kg.release import files
from kg.views.downloads import FileLink, downloads_page, size_words
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from kg.web.edition import Edition

blueprint: Final = Blueprint("downloads", __name__)

_DESCRIBED: Final = "schema-org.json"


@blueprint.route("/download/")
def listing() -> Response:
    """Return the page that lists the files."""
    here, lang = edition(), asked_language()
    links = [_link(here, name, lang) for name in here.checksums if (here.folder / name).is_file()]
    return page(
        "downloads.html",
        title=Text(words(lang)["downloads"]),
        page=downloads_page(links),
        described=described(),
    )


@blueprint.route("/download/<path:name>")
def file(name: str) -> Response:
    """Return one file, also under the version of its release: `/download/2026.11.0/polpros.ttl`.

    The version alone is the permanent address of the release: the page of its files. Only what
    the release's own list of checksums names is sent, so no path leads out of it.
    """
    here = edition()
    if name.rstrip("/") == here.version:
        return listing()
    name = name.removeprefix(f"{here.version}/")
    path = here.folder / name
    if name not in here.checksums or not path.is_file():
        raise NotFound(f"release {here.version} has no file {name!r}; /download/ lists its files")
    type_ = files.media_type(name)
    sent = send_file(path.resolve(), mimetype=type_, etag=here.checksums[name] or True, max_age=0)
    sent.headers["Content-Type"] = type_
    return sent


def described() -> str:
    """Return what schema.org has for the dataset, for the head of a page; empty without it."""
    path = edition().folder / _DESCRIBED
    return path.read_text(encoding="utf-8") if _DESCRIBED in edition().checksums else ""


def _link(here: Edition, name: str, lang: str) -> FileLink:
    said, plain = files.words(name), files.unpacked(name)
    stem, _, extension = plain.partition(".")
    return FileLink(
        name=name,
        stem=stem,
        extension=extension,
        href=f"/download/{quote(here.version)}/{quote(name)}",
        text=files.packing(name) or extension,
        size=size_words((here.folder / name).stat().st_size, words(lang)),
        media_type=files.content_type(name),
        sha256=here.checksums[name],
        about=said.get(lang, said["en"]),
    )
