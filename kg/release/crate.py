"""The whole release as a Research Object Crate (RO-Crate 1.2): every file, with what it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.model.ns import BASE, PPO
from kg.release.citation import KEYWORDS, publisher
from kg.release.describe import LICENCE
from kg.release.files import content_type, media_type, packing, words
from kg.release.manifest import MANIFEST, SUMS
from kg.release.value import release_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.release.about import About
    from kg.release.value import ReleaseFile

CRATE: Final = "ro-crate-metadata.json"
_SPEC: Final = "https://w3id.org/ro/crate/1.2"
_PUBLISHER: Final = f"{BASE}#publisher"


def crate(about: About, files: Iterable[ReleaseFile]) -> bytes:
    """Return `ro-crate-metadata.json`; manifest and checksums, written later, have no size here."""
    found = sorted(files)
    names = [file.name for file in found] + [MANIFEST, SUMS]
    entities = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _SPEC},
            "about": {"@id": "./"},
        },
        _root(about, names),
        *(_file(file) for file in found),
        *(_named(name) for name in (MANIFEST, SUMS)),
        {
            "@id": LICENCE,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "identifier": "CC-BY-4.0",
        },
        {"@id": _PUBLISHER, "@type": "Organization", "name": publisher(about), "url": BASE},
    ]
    told = {"@context": f"{_SPEC}/context", "@graph": entities}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _root(about: About, names: Iterable[str]) -> dict[str, Any]:
    """Return what is said of the release as a whole."""
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title["en"],
        "alternateName": about.title["ru"],
        "description": f"{about.description['en']} {about.coverage['en']}",
        "datePublished": about.date,
        "version": about.version,
        "identifier": release_url(about.version),
        "url": release_url(about.version),
        "license": {"@id": LICENCE},
        "publisher": {"@id": _PUBLISHER},
        "keywords": ", ".join(KEYWORDS),
        "conformsTo": {"@id": PPO.removesuffix("#")},
        "hasPart": [{"@id": name} for name in names],
    }


def _file(file: ReleaseFile) -> dict[str, Any]:
    return {**_named(file.name), "contentSize": str(file.size), "sha256": file.sha256}


def _named(name: str) -> dict[str, Any]:
    """Return a file without its size; a packed one says both what it is and what it holds."""
    bare = media_type(name).partition(";")[0]
    formats = [bare, content_type(name)] if packing(name) else bare
    said = words(name)
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "description": f"{said['en']} / {said['ru']}",
        "encodingFormat": formats,
        "license": {"@id": LICENCE},
    }
