"""Kinds of what is found: their order, and which kind an address is of."""

from __future__ import annotations

from typing import Final

from kg.model.ids import LETTERS
from kg.model.ns import BASE, ID, LAW, PPV

KINDS: Final = (
    *("persons", "groups", "cases", "clusters", "law", "organisations", "places", "events"),
    *("documents", "reviews", "terms", "parts", "others"),
)
"""Every kind, in the order in which results are shown. They are keys of `kg.views.words`."""

MAIN: Final = 8
"""How many of these are records that people look for; what only mentions them follows."""

_CLASSES: Final[dict[str, str]] = {
    "Person": "persons",
    "PersonGroup": "groups",
    "Case": "cases",
    "CaseCluster": "clusters",
    "Event": "events",
    "Organisation": "organisations",
    "Place": "places",
    "SourceDocument": "documents",
}
_OPAQUE: Final = {f"{letter}-": _CLASSES[name] for letter, name in LETTERS.items()
                  if name in _CLASSES}  # fmt: skip
_SECTIONS: Final = {
    "org/": "organisations", "place/": "places", "doc/": "documents", "review/": "reviews",
}  # fmt: skip


def kind_of(iri: str) -> str:
    """Return the kind (`KINDS`) of what has such an address."""
    if iri.startswith(PPV):
        return "terms"
    if "#" in iri:
        return "parts" if iri.startswith(BASE) else "others"
    if iri.startswith(LAW):
        return "law"
    short = iri.removeprefix(ID)
    if short == iri:
        return "others"
    section = short[: short.find("/") + 1]
    return _SECTIONS.get(section) or _OPAQUE.get(short[:2], "others")
