"""The files of the release, as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound

from kg.formats import ALL, by_extension
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from kg.web.edition import Edition

blueprint: Final = Blueprint("downloads", __name__)

_TYPES: Final = {
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "gz": "application/gzip",
    "zst": "application/zstd",
    "md": "text/markdown; charset=utf-8",
}
_OTHERWISE: Final = "application/octet-stream"


@blueprint.route("/download/")
def listing() -> Response:
    """Return the page that lists the files."""
    here = edition()
    return page(
        "downloads.html",
        title=Text(words(asked_language())["downloads"]),
        files=[_listed(here, name) for name in sorted(here.checksums)],
    )


@blueprint.route("/download/<path:name>")
def file(name: str) -> Response:
    """Return one file, also under the version of its release: `/download/2026.11.0/polpros.ttl`.

    Only what the release's own list of checksums names is sent, so no path leads out of it.
    """
    here = edition()
    name = name.removeprefix(f"{here.version}/")
    path = here.folder / name
    if name not in here.checksums or not path.is_file():
        raise NotFound(f"release {here.version} has no file {name!r}; /download/ lists its files")
    sent = send_file(
        path.resolve(), mimetype=_media_type(name), etag=here.checksums[name] or True, max_age=0
    )
    sent.headers["Content-Type"] = _media_type(name)
    return sent


def _listed(here: Edition, name: str) -> dict[str, str]:
    path = here.folder / name
    return {
        "name": name,
        "href": f"/download/{quote(here.version)}/{quote(name)}",
        "media_type": _media_type(name).partition(";")[0],
        "size": f"{path.stat().st_size:,}" if path.is_file() else "",
        "sha256": here.checksums[name],
    }


def _media_type(name: str) -> str:
    """Return the Content-Type of a file, by its last extension."""
    if "." not in name:
        return "text/plain; charset=utf-8"
    extension = name.rpartition(".")[2]
    format_ = by_extension(extension, ALL)
    return format_.content_type if format_ else _TYPES.get(extension, _OTHERWISE)
