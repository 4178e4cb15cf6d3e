"""What pages of the whole release are made of: its facets, its findings, its rules.

Each is made once, when it is first asked for or, behind a server, as soon as a release is served.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from flask import current_app
from pyoxigraph import RdfFormat, parse

from kg.errors import DumpError, KgError
from kg.views import facet_index
from kg.views.browse import ready
from kg.views.facets import VIEWS
from kg.views.findings import read_findings
from kg.views.shapes import checks
from kg.views.term import COUNTS
from kg.views.words import FALLBACK
from kg.web.edition import edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from kg.views.browse import Ready
    from kg.views.findings import Finding
    from kg.views.shapes import Check

REPORT: Final = "report.json"
_KEPT: Final = "facets"
_FINDINGS: Final = "findings"
_CHECKS: Final = "checks"
_USES: Final = "uses"
_MAKING: Final = "making"


def facets(kind: str, lang: str) -> Ready:
    """Return the index of a browse view with its names in a language."""
    kept: dict[tuple[str, str], Ready] = current_app.extensions.setdefault(_KEPT, {})
    if (kind, lang) not in kept:
        # Held while an index is made, so that nobody makes the same one beside.
        locks = current_app.extensions.setdefault(_MAKING, {})
        with locks.setdefault(kind, threading.Lock()):
            if (kind, lang) not in kept:
                kept[kind, lang] = _facets(kept, kind, lang)
    return kept[kind, lang]


def _facets(kept: dict[tuple[str, str], Ready], kind: str, lang: str) -> Ready:
    others = (kept.get((kind, other)) for other in FALLBACK)
    known = next((made.index for made in others if made), None)
    index = known or facet_index.build(VIEWS[kind], _rows, edition().store.labels)
    return ready(VIEWS[kind], index, lang)


def findings() -> tuple[Finding, ...]:
    """Return what validation found in the release; nothing where it has no report."""
    kept = current_app.extensions
    if _FINDINGS not in kept:
        path = edition().folder / REPORT
        kept[_FINDINGS] = read_findings(path.read_bytes()) if path.is_file() else ()
    found: tuple[Finding, ...] = kept[_FINDINGS]
    return found


def rules() -> tuple[Check, ...]:
    """Return the checks of the shapes. Raises `DumpError` where they cannot be read."""
    kept = current_app.extensions
    if _CHECKS not in kept:
        paths = sorted(edition().config.shapes.glob("*.ttl"))
        try:
            quads = [quad for path in paths for quad in parse(path.read_bytes(), RdfFormat.TURTLE)]
        except (OSError, SyntaxError) as error:
            raise DumpError(f"the shapes cannot be read: {error}") from error
        kept[_CHECKS] = checks(quad.triple for quad in quads)
    found: tuple[Check, ...] = kept[_CHECKS]
    return found


def uses() -> Mapping[str, int]:
    """Return how often the release uses each term: property, class or concept."""
    kept = current_app.extensions
    if _USES not in kept:
        rows = [row for text in COUNTS for row in _rows(text)]
        kept[_USES] = {row["term"]: int(row["n"]) for row in rows if "term" in row}
    found: Mapping[str, int] = kept[_USES]
    return found


def make_ready(app: Flask) -> None:
    """Make everything that pages need, in the order in which it will be asked for.

    A release that ends meanwhile ends this too.
    """
    with app.app_context(), contextlib.suppress(KgError):
        for lang in FALLBACK:
            for kind in VIEWS:
                facets(kind, lang)
        findings()
        rules()
        uses()


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()
