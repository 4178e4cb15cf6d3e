"""Coverage as pages: what is known of what total, kind by kind and field by field, and by source.

The numbers are those of `coverage.json` of the release (`kg.release.coverage`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.views.address import DEFAULT_LANGUAGE, page_path
from kg.views.context import best
from kg.views.quality import PER_PAGE
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.views.context import LabelsOf

SOURCES: Final = "/report/sources"


@dataclass(frozen=True, slots=True)
class FieldKnown:
    """One field: of how many of all it is known."""

    name: Text
    known: int
    total: int
    percent: str
    is_enough: bool


@dataclass(frozen=True, slots=True)
class KindKnown:
    """One kind of record with its fields."""

    key: str
    unit: Text
    total: int
    fields: tuple[FieldKnown, ...]


@dataclass(frozen=True, slots=True)
class SourceKnown:
    """One document, and what cites it."""

    document: Value
    records: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All that `report_sources.html` prints."""

    heading: str
    shown: str
    lines: tuple[SourceKnown, ...]
    previous: str
    next: str


def kinds_known(coverage: Mapping[str, Any], lang: str) -> tuple[KindKnown, ...]:
    """Return each kind of record with what is known of it."""
    return tuple(
        KindKnown(
            key=kind["kind"],
            unit=_said(kind["unit"], lang),
            total=kind["total"],
            fields=tuple(_field(one, lang) for one in kind["fields"]),
        )
        for kind in coverage["kinds"]
    )


def sources_page(
    coverage: Mapping[str, Any], number: int, labels: LabelsOf, lang: str
) -> SourcesPage:
    """Return one page of the documents, those that are cited most first."""
    strings = words(lang)
    ranked = sorted(coverage["sources"], key=lambda one: (-one["records"], one["document"]))
    last = max(1, -(-len(ranked) // PER_PAGE))
    number = min(max(1, number), last)
    here = ranked[(number - 1) * PER_PAGE : number * PER_PAGE]
    named = labels([one["document"] for one in here])
    units = {kind["kind"]: _said(kind["unit"], lang).text for kind in coverage["kinds"]}
    first = (number - 1) * PER_PAGE + 1
    return SourcesPage(
        heading=strings["quality_sources"],
        shown=strings["shown_range"].format(
            first=first if here else 0, last=first + len(here) - 1 if here else 0,
            total=len(ranked),
        ),
        lines=tuple(
            SourceKnown(
                document=Value(
                    best(named.get(one["document"], {}), lang) or Text(strings["untitled"]),
                    page_path(one["document"], lang),
                ),
                records=one["records"],
                kinds=tuple(f"{units[kind]}: {n}" for kind, n in sorted(one["kinds"].items())),
            )
            for one in here
        ),
        previous=_address(number - 1, lang) if number > 1 else "",
        next=_address(number + 1, lang) if number < last else "",
    )  # fmt: skip


def _field(one: Mapping[str, Any], lang: str) -> FieldKnown:
    known, total = one["known"], one["total"]
    # Never rounded up to all: 999 of 1,000 are not 100 %.
    percent = f"{known * 100 // total}" if total else "–"
    return FieldKnown(
        _said(one["words"], lang), known, total, percent, one["is_enough_for_a_chart"]
    )


def _said(texts: Mapping[str, str], lang: str) -> Text:
    return best(texts, lang) or Text("")


def _address(number: int, lang: str) -> str:
    fields = [f"page={number}"] if number > 1 else []
    fields += [f"lang={lang}"] if lang != DEFAULT_LANGUAGE else []
    return f"{SOURCES}?{'&'.join(fields)}" if fields else SOURCES
