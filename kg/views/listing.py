"""The list of the records of one kind, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views.home import record_value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.views.values import Value

PER_PAGE: Final = 200
_NOT_FOR_SEARCH_ENGINES: Final = frozenset({"cases", "persons", "groups", "clusters", "events"})


@dataclass(frozen=True, slots=True)
class ListPage:
    """All that `list.html` prints."""

    heading: str
    total: int
    items: tuple[Value, ...]
    previous: str
    next: str
    is_indexed: bool


def list_page(
    kind: str,
    rows: Sequence[Mapping[str, str]],
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
    number: int = 1,
) -> ListPage:
    """Return page `number` (from 1) of the records of a kind, in the order of their labels.

    `rows` are those of `queries.records_of(kind)`; a number past the end gives the last page.
    """
    iris = [row["record"] for row in rows]
    texts = labels(iris)
    every = sorted(
        (record_value(iri, texts, lang) for iri in iris),
        key=lambda value: (value.text.text.casefold(), value.href),
    )
    last = max(1, -(-len(every) // PER_PAGE))
    here = min(max(1, number), last)
    return ListPage(
        heading=words(lang)[kind],
        total=len(every),
        items=tuple(every[(here - 1) * PER_PAGE : here * PER_PAGE]),
        previous=_address(kind, here - 1, lang) if here > 1 else "",
        next=_address(kind, here + 1, lang) if here < last else "",
        is_indexed=kind not in _NOT_FOR_SEARCH_ENGINES,
    )


def _address(kind: str, number: int, lang: str) -> str:
    """Return the address of another page of the list."""
    return f"/list/{kind}?{urlencode({'page': number, 'lang': lang})}"
