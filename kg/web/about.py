"""The pages about the project, for people and search engines: they name nobody."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import Blueprint
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.exceptions import NotFound

from kg.errors import DumpError
from kg.release.folder import DESCRIPTION
from kg.views.about import NAMES, about_page
from kg.views.values import Text
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Response

blueprint: Final = Blueprint("about", __name__)

_VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
_CONTACT: Final = (NamedNode(f"{_VCARD}hasEmail"), NamedNode(f"{_VCARD}hasURL"))


@blueprint.route("/about/<name>")
def about(name: str) -> Response:
    """Return one of the pages."""
    if name not in NAMES:
        raise NotFound(f"/about/{name[:40]} is no page; there are {', '.join(NAMES)}")
    here = edition()
    shown = about_page(name, asked_language(), _contact(here.digest, here.folder / DESCRIPTION))
    return page("about.html", title=Text(shown.heading), page=shown)


@lru_cache(2)
def _contact(_: str, path: Path) -> str:
    """Return the address that the release with this digest names for requests, or nothing."""
    try:
        found = list(parse(path.read_bytes(), RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise DumpError(f"{path} cannot be read: {error}; run `kg build`") from error
    addresses = (quad.object for quad in found if quad.predicate in _CONTACT)
    return next((one.value for one in addresses if isinstance(one, NamedNode)), "")
