"""Signposting (FAIR, level 1): what a page is about, as `Link` headers that programs follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from flask import request

from kg.formats import GRAPHS
from kg.model.ns import BASE
from kg.release.describe import LICENCE
from kg.release.files import media_type
from kg.release.value import download_url, release_url
from kg.web.edition import edition

if TYPE_CHECKING:
    from flask import Response

    from kg.web.edition import Edition

_ABOUT_PAGE: Final = "https://schema.org/AboutPage"
_DATASET: Final = "https://schema.org/Dataset"
_ITEMS: Final = (
    *("polpros.ttl", "polpros.nt.gz", "polpros.nq.gz", "polpros.trig.gz", "polpros.jsonld.gz"),
    *("tables/datapackage.json",),
)
_METADATA: Final = ("dataset.ttl", "ro-crate-metadata.json", "datacite.json", "CITATION.cff")
_RECORD: Final = re.compile(r"/page/((?:id|law)/[A-Za-z0-9_./~-]+)")


def point(answer: Response) -> None:
    """Give the answer its links, where it is one of the pages that have any."""
    here = edition()
    if answer.status_code != 200 or not here.is_release:
        return
    path = request.path
    if path in ("/", "/download/", f"/download/{here.version}", f"/download/{here.version}/"):
        links = _landing(here)
    elif found := _RECORD.fullmatch(path):
        links = _record(found[1])
    elif path.startswith("/download/"):
        links = _file()
    else:
        return
    for link in links:
        answer.headers.add("Link", link)


def _landing(here: Edition) -> list[str]:
    """Return what the page of a release points at: its address, its files, its descriptions."""
    return [
        _link(release_url(here.version), "cite-as"),
        _link(_ABOUT_PAGE, "type"),
        _link(_DATASET, "type"),
        _link(LICENCE, "license"),
        *(_of_release(here, name, "item") for name in _ITEMS if name in here.checksums),
        *(_of_release(here, name, "describedby") for name in _METADATA if name in here.checksums),
    ]


def _record(name: str) -> list[str]:
    """Return what the page of a record points at: its address, and its data in every format."""
    return [
        _link(BASE + name, "cite-as"),
        _link(_ABOUT_PAGE, "type"),
        _link(LICENCE, "license"),
        *(_link(f"/data/{name}.{one.extension}", "describedby", one.media_type) for one in GRAPHS),
    ]


def _file() -> list[str]:
    """Return what a file points at: the page of the release it belongs to."""
    return [
        _link(release_url(edition().version), "collection", "text/html"),
        _link(LICENCE, "license"),
    ]


def _of_release(here: Edition, name: str, relation: str) -> str:
    return _link(download_url(here.version, name), relation, media_type(name).partition(";")[0])


def _link(target: str, relation: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{target}>; rel="{relation}"{kind}'
