"""A record page cut to what a page holds; each long section has pages of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from kg.views.address import DEFAULT_LANGUAGE, page_path
from kg.views.values import Block, Claim, Decision, Further, Prosecution, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.views.values import RecordPage, Voice

WHOLE: Final = 85
"""A record that weighs so much is told on one page. Each thing weighs one, each source as well."""
FIRST: Final = 6
"""What of a section the page of a heavier record tells."""
LONG: Final = 85
"""What a page of one section tells."""

_LISTS: Final = (
    "names", "prosecutions", "timeline", "decisions", "sentences", "roles", "others",
)  # fmt: skip
STATEMENTS: Final = "statements"


def sections(page: RecordPage) -> dict[str, tuple[Any, ...]]:
    """Return the sections of a page by their keys, each a row of things or of versions."""
    found: dict[str, tuple[Any, ...]] = {key: getattr(page, key) for key in _LISTS}
    found |= {voice.key: voice.claims for voice in page.voices}
    return found


def shortened(page: RecordPage, show: str = "", number: int = 1) -> RecordPage:
    """Return the page with as much as it holds: of a light record everything.

    Of a heavy one the first of each section; of the section `show` its page `number`, and
    nothing else. An unknown section gives the page of the whole.
    """
    every = sections(page)
    if every.get(show):
        return _alone(page, show, number)
    if sum(map(weight, every.values())) <= WHOLE:
        return page
    cut = {
        key: tuple(map(_trimmed, pages_of(rows, FIRST)[0])) for key, rows in every.items() if rows
    }
    further = {
        key: Further(address(page, key), _number(every[key]))
        for key, rows in cut.items() if weight(rows) < weight(every[key])
    }  # fmt: skip
    return replace(_with(page, cut), further=further)


def _number(rows: Sequence[Any]) -> int:
    """Return how many things are told: decisions with the sentences they impose."""
    return sum(1 + len(row.sentences) if isinstance(row, Decision) else 1 for row in rows)


def _trimmed(row: Any) -> Any:
    """Return a decision with its first sentences only, anything else as it is."""
    return replace(row, sentences=row.sentences[:FIRST]) if isinstance(row, Decision) else row


def address(page: RecordPage, show: str, number: int = 1) -> str:
    """Return the address of a section of a record, by pages."""
    asked = [("show", show)] if show else []
    asked += [("page", str(number))] if number > 1 else []
    asked += [("lang", page.lang)] if page.lang != DEFAULT_LANGUAGE else []
    path = page_path(page.iri, DEFAULT_LANGUAGE)
    return f"{path}?{urlencode(asked)}" if asked else path


def pages_of(rows: Sequence[Any], budget: int) -> list[tuple[Any, ...]]:
    """Return rows in pages that weigh no more than `budget` each, if more than one row fits."""
    pages: list[list[Any]] = [[]]
    held = 0
    for row in rows:
        heavy = weight(row)
        if pages[-1] and held + heavy > budget:
            pages.append([])
            held = 0
        pages[-1].append(row)
        held += heavy
    return [tuple(one) for one in pages]


def weight(rows: object) -> int:
    """Return how many things there are in a value of a page, and sources beside them.

    Those given for a whole record are numbers there, on one line.
    """
    return sum(1 + _sources(block) for block in blocks(rows))


def _sources(block: Block) -> int:
    whole = sum(source.is_whole for source in block.sources)
    return len(block.sources) - whole + bool(whole)


def blocks(rows: object) -> Iterator[Block]:
    """Yield every thing that a value of a page prints."""
    if isinstance(rows, Block):
        yield rows
    elif isinstance(rows, tuple):
        for row in rows:
            yield from blocks(row)
    elif isinstance(rows, Prosecution):
        yield rows.block
        yield from blocks(rows.charges)
    elif isinstance(rows, Decision):
        yield rows.block
        yield from blocks(rows.sentences)
    elif isinstance(rows, Claim):
        yield rows.block


def every_block(page: RecordPage) -> list[Block]:
    """Return the things that the sections of a page print, in order."""
    return [block for rows in sections(page).values() for block in blocks(rows)]


def bibliography(page: RecordPage) -> tuple[Source, ...]:
    """Return the documents cited on a page, each once, in the order of their short names."""
    found = {source.anchor: source for source in page.sources}
    for block in every_block(page):
        found |= {source.anchor: source for source in block.sources}
    bare = (replace(source, passages=()) for source in found.values())
    return tuple(sorted(bare, key=Source.in_order))


def where(page: RecordPage) -> dict[str, str]:
    """Return the address at which each part is told that a section of the record holds."""
    found: dict[str, str] = {}
    for key, rows in sections(page).items():
        for number, held in enumerate(pages_of(rows, LONG), 1):
            told = address(page, key, number)
            for block in blocks(held):
                names = [block.anchor] if block.anchor else []
                names += [one.anchor for s in block.sources for one in s.passages if names]
                found |= {name: told for name in names if name and name not in found}
    return found


def emptied(page: RecordPage) -> RecordPage:
    """Return the head of a page: titles and formats, with a link to the whole."""
    bare = _with(page, dict.fromkeys(sections(page), ()))
    return replace(
        bare, whole_href=address(page, ""),
        chart=None, charged=(), brief=(), counted=(), supports=(), sources=(), facts=(), notes=(),
    )  # fmt: skip


def _alone(page: RecordPage, show: str, number: int) -> RecordPage:
    """Return one page of one section."""
    held = pages_of(sections(page)[show], LONG)
    here = min(max(1, number), len(held))
    return replace(
        _with(emptied(page), {show: held[here - 1]}),
        show=show,
        previous=address(page, show, here - 1) if here > 1 else "",
        next=address(page, show, here + 1) if here < len(held) else "",
    )


def _with(page: RecordPage, rows: dict[str, tuple[Any, ...]]) -> RecordPage:
    """Return a page with other rows in some of its sections."""
    lists: dict[str, Any] = {key: rows[key] for key in _LISTS if key in rows}
    return replace(page, **lists, voices=tuple(_voice(voice, rows) for voice in page.voices))


def _voice(voice: Voice, rows: dict[str, tuple[Any, ...]]) -> Voice:
    return replace(voice, claims=rows[voice.key]) if voice.key in rows else voice
