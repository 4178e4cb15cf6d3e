"""How a release is cited: CITATION.cff, DataCite JSON, schema.org; each from the same texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import yaml

from kg.model.ns import BASE, DATASET
from kg.release.describe import LICENCE
from kg.release.files import content_type
from kg.release.value import download_url, release_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.release.about import About
    from kg.release.value import ReleaseFile

CFF: Final = "CITATION.cff"
DATACITE: Final = "datacite.json"
SCHEMA_ORG: Final = "schema-org.json"
KEYWORDS: Final = (
    "political prisoners", "human rights", "criminal law", "Russia", "Belarus", "knowledge graph",
    "RDF",
)  # fmt: skip
_LICENCE_NAME: Final = "Creative Commons Attribution 4.0 International"
_FORMATS: Final = ("polpros.ttl", "polpros.nt.gz", "polpros.nq.gz", "polpros.trig.gz",
                   "polpros.jsonld.gz", "tables/datapackage.json")  # fmt: skip


def publisher(about: About, language: str = "en") -> str:
    """Return who publishes the release."""
    return about.publisher.get(language, "Polpros")


def cff(about: About) -> bytes:
    """Return `CITATION.cff` of the release."""
    told = {
        "cff-version": "1.2.0",
        "message": "Please cite the release you used, with its version.",
        "type": "dataset",
        "title": about.title["en"],
        "abstract": about.description["en"],
        "authors": [{"name": publisher(about)}],
        "version": about.version,
        "date-released": about.date,
        "url": release_url(about.version),
        "license": "CC-BY-4.0",
        "keywords": list(KEYWORDS),
    }
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


def datacite(about: About, files: Iterable[ReleaseFile]) -> bytes:
    """Return the metadata of the release in DataCite's JSON (schema 4), ready for a deposit."""
    found = sorted(files)
    related = [_related(DATASET, "IsVersionOf")]
    if about.previous:
        related.append(_related(release_url(about.previous.version), "IsNewVersionOf"))
    told: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "creators": [{"name": publisher(about), "nameType": "Organizational"}],
        "titles": [{"title": about.title[tag], "lang": tag} for tag in ("en", "ru")],
        "publisher": {"name": publisher(about)},
        "publicationYear": about.date[:4],
        "dates": [{"date": about.date, "dateType": "Issued"}],
        "language": "en",
        "version": about.version,
        "url": release_url(about.version),
        "alternateIdentifiers": [
            {
                "alternateIdentifier": release_url(about.version),
                "alternateIdentifierType": "URL",
            }
        ],
        "relatedIdentifiers": related,
        "subjects": [{"subject": one, "lang": "en"} for one in KEYWORDS],
        "descriptions": [
            {"description": text[tag], "descriptionType": kind, "lang": tag}
            for text, kind in ((about.description, "Abstract"), (about.coverage, "Methods"))
            for tag in ("en", "ru")
        ],
        "rightsList": [
            {
                "rights": _LICENCE_NAME,
                "rightsUri": LICENCE,
                "rightsIdentifier": "cc-by-4.0",
                "rightsIdentifierScheme": "SPDX",
                "lang": "en",
            }
        ],
        "formats": sorted({content_type(file.name) for file in found}),
        "sizes": [f"{len(found)} files", f"{sum(file.size for file in found)} bytes"],
    }
    return _json(told)


def schema_org(about: About, files: Iterable[ReleaseFile]) -> bytes:
    """Return the dataset as search engines for data read it; of records it says nothing."""
    offered = {file.name: file for file in files}
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": DATASET,
        "name": about.title["en"],
        "alternateName": about.title["ru"],
        "description": about.description["en"],
        "version": about.version,
        "datePublished": about.date,
        "url": release_url(about.version),
        "identifier": release_url(about.version),
        "sameAs": BASE,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": ["en", "ru"],
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "name": publisher(about), "url": BASE},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": download_url(about.version, name),
                "encodingFormat": content_type(name),
                "contentSize": f"{offered[name].size} B",
                "sha256": offered[name].sha256,
            }
            for name in _FORMATS
            if name in offered
        ],
    }
    return _json(told)


def _related(address: str, kind: str) -> dict[str, str]:
    return {
        "relatedIdentifier": address,
        "relatedIdentifierType": "URL",
        "relationType": kind,
        "resourceTypeGeneral": "Dataset",
    }


def _json(told: dict[str, Any]) -> bytes:
    # No `</` may stand in it: the page of the downloads holds this text in its head.
    return (json.dumps(told, ensure_ascii=False, indent=1).replace("</", "<\\/") + "\n").encode()
