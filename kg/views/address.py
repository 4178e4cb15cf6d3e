"""Where a link leads: own addresses to this server's pages, others out into the web."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from kg.model.ns import BASE, ID, LAW, PPO, PPS, PPV, PREFIXES

DEFAULT_LANGUAGE: Final = "en"
_SAFE: Final = "/:.~-_+,;=@"
_CITE: Final = re.compile(r"(?:^|-)cite-\d+$")

FORMATS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Turtle", "ttl", "text/turtle"),
    ("N-Triples", "nt", "application/n-triples"),
    ("JSON-LD", "jsonld", "application/ld+json"),
    ("RDF/XML", "rdf", "application/rdf+xml"),
)
"""Name, extension and media type of each form in which the data of a record is given."""


def record_of(iri: str) -> str:
    """Return the record that an IRI is, or is a part of."""
    return iri.partition("#")[0]


def local_name(iri: str) -> str:
    """Return what follows the `#` of a part, or an empty text for a record."""
    return iri.partition("#")[2]


def document_name(iri: str) -> str:
    """Return the name of a record without its kind, for an anchor: `doc/rir-98` is `rir-98`."""
    return iri.rpartition("/")[2].replace("#", "-")


def cited_part(citation: str) -> str:
    """Return what a citation supports, which its name tells: `…#charge-1-cite-1` a charge."""
    record, _, name = citation.partition("#")
    part = _CITE.sub("", name)
    return f"{record}#{part}" if part else record


def page_path(iri: str, lang: str) -> str:
    """Return the path of the page that shows `iri`, or an empty text when none here does."""
    document, _, fragment = iri.partition("#")
    anchor = f"#{quote(fragment, safe=_SAFE)}" if fragment else ""
    if document.startswith((ID, LAW)):
        return f"/page/{_tail(document)}{language_query(lang)}{anchor}"
    if iri.startswith((PPO, PPV, PPS)) or document in _DOCUMENTS:
        return f"/{_tail(document)}{language_query(lang)}{anchor}"
    return ""


def link(iri: str, here: str, lang: str) -> str:
    """Return the link from the page of the record `here` to `iri`; empty when there is none."""
    if here and record_of(iri) == here:
        return f"#{quote(local_name(iri) or '_main', safe=_SAFE)}"
    return page_path(iri, lang) or outside(iri)


def outside(url: str) -> str:
    """Return `url` when it is an ordinary web address, else an empty text.

    `javascript:` and the like never become a link.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def host(url: str) -> str:
    """Return the host of a web address, by which readers know where a link leads."""
    return (urlsplit(url).hostname or "") if outside(url) else ""


def prefixed(iri: str) -> str:
    """Return a term of a vocabulary that is not ours as a prefixed name, else an empty text."""
    if iri.startswith(BASE):
        return ""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return ""


def data_path(iri: str, extension: str) -> str:
    """Return the path of the data of a record in one format."""
    return f"/data/{_tail(record_of(iri))}.{extension}"


def language_query(lang: str) -> str:
    """Return the query that keeps a language from page to page; none for the default."""
    return "" if lang == DEFAULT_LANGUAGE else f"?lang={lang}"


def _tail(document: str) -> str:
    """Return the path of an own IRI below the base, safe to print in a link."""
    return quote(document.removeprefix(BASE), safe=_SAFE)


_DOCUMENTS: Final = frozenset(iri.rstrip("#") for iri in (PPO, PPV, PPS))
