"""What the reconciliation service is: its manifest, its types, how it describes a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.model.ns import BASE, PPO

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_AT_ONCE: Final = 50
"""Queries in one batch."""

KINDS: Final = {
    "Person": "persons",
    "Case": "cases",
    "CaseCluster": "clusters",
    "Organisation": "organisations",
    "Place": "places",
    "LegalResource": "law",
    "SourceDocument": "documents",
    "Concept": "terms",
}
"""Type of the service → kind of what the search finds."""
_TYPES: Final = {kind: name for name, kind in KINDS.items()}


def types(kind: str) -> list[dict[str, str]]:
    """Return the type of records of a kind, as a list of objects with id and name."""
    name = _TYPES.get(kind)
    return [{"id": name, "name": name}] if name else []


def description(kind: str, year: str, known: Sequence[str]) -> str:
    """Return what tells namesakes apart: a year, articles, regions."""
    return "; ".join([_TYPES.get(kind, kind), *([year] if year else []), *known])


def manifest(base: str, version: str) -> dict[str, Any]:
    """Return the manifest of the service at `base` (Reconciliation Service API 0.2, section 3)."""
    own = f"{base}/reconcile"

    def paths(what: str) -> dict[str, str]:
        return {
            "service_url": base,
            "service_path": f"/reconcile/suggest/{what}",
            "flyout_service_url": base,
            "flyout_service_path": f"/reconcile/flyout/{what}?id=${{id}}",
        }

    return {
        "versions": ["0.2"],
        "name": "Polpros: politically motivated prosecutions (Russia, Belarus)",
        "identifierSpace": BASE,
        "schemaSpace": PPO,
        "documentation": f"{base}/about/reconcile",
        "serviceVersion": version,
        "defaultTypes": [{"id": name, "name": name} for name in KINDS],
        "view": {"url": f"{BASE}{{{{id}}}}"},
        "suggest": {what: paths(what) for what in ("entity", "type", "property")},
        "preview": {"url": f"{own}/preview?id={{{{id}}}}", "width": 400, "height": 220},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_AT_ONCE,
    }
