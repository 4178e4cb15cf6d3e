"""What changed since the previous release: a page, and a feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from kg.release.files import media_type
from kg.views.changes import changes_page
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from pathlib import Path

blueprint: Final = Blueprint("changes", __name__)

_JSON: Final = "changes.json"
_FEED: Final = "changes.atom"
_FILES: Final = (_JSON, "changes-added.nt.gz", "changes-removed.nt.gz")


@blueprint.route("/changes")
def changes() -> Response:
    """Return what changed, by record. Names stand here, so search engines shall not list it."""
    here = edition()
    told = json.loads(_file(_JSON).read_bytes())
    lang = asked_language()
    return page(
        "changes.html",
        title=Text(words(lang)["changes_title"]),
        is_indexed=False,
        page=changes_page(told, lang),
        files=[(name, f"/download/{here.version}/{name}") for name in _FILES
               if name in here.checksums],
    )  # fmt: skip


@blueprint.route("/changes.atom")
def feed() -> Response:
    """Return the feed of releases, which holds counts only."""
    return Response(_file(_FEED).read_bytes(), content_type=media_type(_FEED))


def _file(name: str) -> Path:
    """Return a file of the release. Raises `NotFound` where what is served has none."""
    here = edition()
    path = here.folder / name
    if name not in here.checksums or not path.is_file():
        raise NotFound(f"{name}: what is served here ({here.version}) says nothing of changes")
    return path
