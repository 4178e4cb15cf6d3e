"""Everything that points to a record: counted by property, listed page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views.address import DEFAULT_LANGUAGE, page_path, prefixed, record_of
from kg.views.context import best
from kg.views.selection import short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Row = Mapping[str, str]
    Labels = Mapping[str, Mapping[str, str]]

INCOMING: Final = "incoming"
PER_PAGE: Final = 100

# A release holds each statement once, so nothing has to be made distinct.
# The place of the record; it is an address of ours, which holds no character that ends an IRI.
_HERE: Final = "urn:x-polpros:here"
_COUNTS: Final = (
    "SELECT ?property (COUNT(*) AS ?n) WHERE { ?thing ?property <urn:x-polpros:here> "
    "} GROUP BY ?property ORDER BY DESC(?n) ?property"
)
_ROWS: Final = (
    "SELECT ?property ?thing WHERE { ?thing ?property <urn:x-polpros:here> } "
    "ORDER BY ?property ?thing"
)


@dataclass(frozen=True, slots=True)
class IncomingPage:
    """All that `incoming.html` prints."""

    record: Value
    counts: tuple[tuple[Text, int], ...]
    rows: tuple[tuple[Text, Value], ...]
    shown: str
    csv: str
    previous: str
    next: str


def incoming_page(
    iri: str,
    ask: Callable[[str], Sequence[Row]],
    labels: Callable[[Iterable[str]], Labels],
    lang: str,
    number: int = 1,
) -> IncomingPage:
    """Return page `number` of the statements that point to a record, in the order of properties.

    `ask` answers queries with rows. Entailed statements are there too: they are in the release.
    """
    counts = ask(_COUNTS.replace(_HERE, iri))
    total = sum(int(row["n"]) for row in counts if "property" in row)
    last = max(1, -(-total // PER_PAGE))
    here = min(max(1, number), last)
    first = (here - 1) * PER_PAGE
    text = _ROWS.replace(_HERE, iri)
    rows = ask(f"{text} LIMIT {PER_PAGE} OFFSET {first}")
    names = {iri, *(row[key] for row in (*counts, *rows) for key in row if key != "n")}
    texts = labels(sorted(names | {record_of(name) for name in names}))
    return IncomingPage(
        record=Value(_name(iri, texts, lang), page_path(iri, lang)),
        counts=tuple(
            (_name(row["property"], texts, lang), int(row["n"])) for row in counts
            if "property" in row
        ),
        rows=tuple(
            (_name(row["property"], texts, lang), _thing(row["thing"], texts, lang))
            for row in rows
        ),
        shown=words(lang)["shown_range"].format(
            first=first + 1 if rows else 0, last=first + len(rows), total=total
        ),
        csv=f"/sparql?{urlencode([('query', text), ('format', 'csv')])}",
        previous=address(iri, here - 1, lang) if here > 1 else "",
        next=address(iri, here + 1, lang) if here < last else "",
    )  # fmt: skip


def _name(iri: str, texts: Labels, lang: str) -> Text:
    """Return a label, or a short form where there is none."""
    known = words(lang)
    brief = prefixed(iri) or short(iri)
    return best(texts.get(iri, {}), lang) or Text(known.get(brief, brief))


def _thing(iri: str, texts: Labels, lang: str) -> Value:
    """Return what points here, with the record that it is a part of."""
    record = record_of(iri)
    note = None if record == iri else _name(record, texts, lang)
    return Value(_name(iri, texts, lang), page_path(iri, lang), note=note)


def address(iri: str, number: int, lang: str) -> str:
    """Return the address of one page of what points to a record."""
    asked = [("show", INCOMING)] + ([("page", str(number))] if number > 1 else [])
    asked += [("lang", lang)] if lang != DEFAULT_LANGUAGE else []
    return f"{page_path(iri, DEFAULT_LANGUAGE)}?{urlencode(asked)}"
