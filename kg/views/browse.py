"""A browse view as a page: its facets with counts, its rows, its addresses, its query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model.ns import ID
from kg.views import facet_index
from kg.views.address import page_path
from kg.views.context import best
from kg.views.selection import Selection, full, is_closed, query, short, sorts, with_value
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.views.facet_index import FacetIndex
    from kg.views.facets import Facet, View

PER_PAGE: Final = 50
CHOICES: Final = 8
"""How many values of a facet a page shows at first."""
MOST: Final = 500
"""How many it shows when all are asked for."""
_IN_CELL: Final = 3
_OPEN: Final = 3
_YEARS: Final = frozenset({"year", "began", "assessed", "issued"})


@dataclass(frozen=True, slots=True)
class Ready:
    """The index of a view with its names in one language."""

    index: FacetIndex
    names: Mapping[str, Text]
    rank: Mapping[str, int]
    """The place of each record when they are ordered by name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: choosing it, or giving it up, leads to `href`."""

    label: Text
    href: str
    number: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet with the values that the selected records have."""

    key: str
    heading: str
    known: str
    choices: tuple[Choice, ...]
    more: str
    more_text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    head: Value
    cells: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """All that `browse.html` prints."""

    kind: str
    heading: str
    total: str
    scope: str
    switch: Choice | None
    notes: tuple[str, ...]
    chosen: tuple[Choice, ...]
    clear: str
    facets: tuple[FacetShown, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    shown: str
    sorts: tuple[Choice, ...]
    previous: str
    next: str
    csv: str
    sheet: str
    json: str
    query: str
    query_text: str
    is_indexed: bool


def ready(view: View, index: FacetIndex, lang: str) -> Ready:
    """Return an index with the names in a language, worked out once."""
    names = {iri: best(texts, lang) or Text(short(iri)) for iri, texts in index.labels.items()}
    keyed = sorted(
        index.records, key=lambda iri: (_sort_name(view, index, names, iri).casefold(), iri)
    )
    return Ready(index, names, {iri: at for at, iri in enumerate(keyed)})


def browse_page(view: View, made: Ready, now: Selection) -> BrowsePage:
    """Return the page of a selection; a page past the end gives the last one."""
    index, strings = made.index, words(now.lang)
    chosen = full(index, now)
    is_anonymous = is_closed(chosen)
    found = facet_index.picked(index, chosen, everything=now.everything)
    total = found.bit_count()
    last = max(1, -(-total // PER_PAGE))
    now = replace(now, page=min(max(1, now.page), last))
    rows = _ordered(made, now, facet_index.members(index, found), is_anonymous)
    here = rows[(now.page - 1) * PER_PAGE : now.page * PER_PAGE]
    text = query(view, chosen, now)
    first = (now.page - 1) * PER_PAGE + 1
    return BrowsePage(
        kind=view.kind,
        heading=strings[view.kind],
        total=strings[f"unit_of_{view.kind}"].format(number=f"{total:,}".replace(",", "\u202f")),
        scope=_scope(view, now, strings),
        switch=_switch(view, made, now, chosen, strings),
        notes=_notes(view, strings, is_anonymous),
        chosen=_chips(made, now, chosen, strings),
        clear=replace(now, chosen=(), page=1, more="").address if now.chosen else "",
        facets=tuple(_facets(view, made, now, found)),
        columns=tuple(strings[f"column_{key}"] for key in view.columns),
        lines=tuple(_line(view, made, iri, now.lang, is_anonymous) for iri in here),
        shown=strings["shown_range"].format(
            first=first if total else 0, last=first + len(here) - 1 if total else 0, total=total
        ),
        sorts=() if is_anonymous else _sorts(view, now, strings),
        previous=replace(now, page=now.page - 1).address if now.page > 1 else "",
        next=replace(now, page=now.page + 1).address if now.page < last else "",
        csv=_sparql(text, "csv", now.lang),
        sheet="" if is_anonymous else _sparql(text, "spreadsheet", now.lang),
        json=_sparql(text, "json", now.lang),
        query=f"/sparql?{urlencode([('edit', text), ('lang', now.lang)])}",
        query_text=text,
        is_indexed=view.is_indexed and not now.chosen,
    )


def choices(made: Ready, key: str, found: int) -> list[tuple[str, int]]:
    """Return the values of a facet with the number of records of a set, the most frequent first.

    Years come in their order, the last first.
    """
    counts = [(value, (mask & found).bit_count()) for value, mask in made.index.values[key].items()]
    present = [one for one in counts if one[1]]
    if key in _YEARS:
        return sorted(present, reverse=True)
    return sorted(present, key=lambda one: (-one[1], name(made, one[0]).text.casefold()))


def name(made: Ready, value: str) -> Text:
    """Return the name of a record or a value."""
    return made.names.get(value) or Text(short(value))


def _facets(view: View, made: Ready, now: Selection, found: int) -> Iterable[FacetShown]:
    """Yield the facets that still tell records apart, or are chosen."""
    for facet in view.facets:
        counted = choices(made, facet.key, found) if facet.shown else []
        if counted:
            yield _facet(facet, made, now, found, counted)


def _facet(
    facet: Facet, made: Ready, now: Selection, found: int, counted: Sequence[tuple[str, int]]
) -> FacetShown:
    strings = words(now.lang)
    is_whole = now.more == facet.key
    shown = counted[: MOST if is_whole else CHOICES]
    mine = {value for key, value in now.chosen if key == facet.key}
    known = 0
    for mask in made.index.values[facet.key].values():
        known |= mask
    has_more = len(counted) > len(shown) and not is_whole
    return FacetShown(
        key=facet.key,
        heading=strings[f"facet_{facet.key}"],
        known=strings["known_of"].format(
            known=(known & found).bit_count(), total=found.bit_count()
        ),
        choices=tuple(
            Choice(name(made, value), with_value(now, facet.key, short(value)).address, number,
                   short(value) in mine)
            for value, number in shown
        ),
        more=replace(now, more=facet.key, page=1).address + f"#_facet-{facet.key}"
        if has_more else "",
        more_text=strings["facet_more"].format(number=len(counted)),
        is_open=bool(mine) or is_whole,
    )  # fmt: skip


def _line(view: View, made: Ready, iri: str, lang: str, is_anonymous: bool) -> Line:
    """Return one row; without a name where nobody may be listed by name."""
    return Line(
        head=_anonymous(iri, lang) if is_anonymous else _head(view, made, iri, lang),
        cells=tuple(_cell(made, iri, key, lang) for key in view.columns),
    )


def _anonymous(iri: str, lang: str) -> Value:
    return Value(Text(iri.removeprefix(ID)), page_path(iri, lang))


def _head(view: View, made: Ready, iri: str, lang: str) -> Value:
    """Return the name of a row with its link; one transliterated by us stands beside it."""
    latin = made.index.cells.get("latin", {}).get(iri, ())
    shown = name(made, _named(view, made.index, iri))
    # Only beside a name in another script.
    note = None
    if latin and shown.lang:
        note = Text(f"{latin[0]}, {words(lang)['transliterated']}")
    return Value(shown, page_path(iri, lang), note=note)


def _named(view: View, index: FacetIndex, iri: str) -> str:
    """Return whose label heads a row: the record's own, or its defendant's."""
    if view.named == "?record":
        return iri
    return next(iter(index.cells[view.named[1:]].get(iri, ())), iri)


def _sort_name(view: View, index: FacetIndex, names: Mapping[str, Text], iri: str) -> str:
    shown = names.get(_named(view, index, iri)) or Text(iri)
    latin = index.cells.get("latin", {}).get(iri, ())
    return latin[0] if latin and shown.lang else shown.text


def _cell(made: Ready, iri: str, key: str, lang: str) -> tuple[Value, ...]:
    """Return what a column says of a record: a number, or its values as far as a row holds."""
    if key in made.index.numbers:
        number = made.index.numbers[key].get(iri, 0)
        return (Value(Text(str(number))),) if number else ()
    values = made.index.cells.get(key, {}).get(iri, ())
    if key in _YEARS:
        return (Value(Text(_span(values))),) if values else ()
    shown = [Value(name(made, one), page_path(one, lang)) for one in values[:_IN_CELL]]
    if len(values) > _IN_CELL:
        shown.append(Value(Text(words(lang)["and_more"].format(number=len(values) - _IN_CELL))))
    return tuple(shown)


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _ordered(made: Ready, now: Selection, rows: list[str], is_anonymous: bool) -> list[str]:
    """Return records in the order asked for; those without a number or year come last."""
    if is_anonymous:
        return rows  # by identifier: an order by name would tell of names
    rows.sort(key=lambda iri: made.rank[iri])
    if now.sort in made.index.numbers:
        numbers = made.index.numbers[now.sort]
        rows.sort(key=lambda iri: -numbers.get(iri, 0))
    elif now.sort in _YEARS:
        years = made.index.cells[now.sort]
        rows.sort(key=lambda iri: years.get(iri, ("",))[-1], reverse=True)
    return rows


def _scope(view: View, now: Selection, strings: Mapping[str, str]) -> str:
    if not view.assessed:
        return strings["scope_every"]
    return strings[f"scope_{'all' if now.everything else 'assessed'}_{view.kind}"]


def _switch(
    view: View, made: Ready, now: Selection, chosen: Sequence[tuple[str, str]],
    strings: Mapping[str, str],
) -> Choice | None:  # fmt: skip
    """Return the way to the other scope, with how many records it would show."""
    if not view.assessed:
        return None
    other = replace(now, everything=not now.everything, page=1, more="")
    number = facet_index.picked(made.index, chosen, everything=other.everything).bit_count()
    text = strings["scope_to_assessed" if now.everything else "scope_to_all"]
    return Choice(Text(text), other.address, number)


def _notes(view: View, strings: Mapping[str, str], is_anonymous: bool) -> tuple[str, ...]:
    keys = [f"note_{view.kind}"]
    keys += ["note_belief"] if is_anonymous else []
    return tuple(strings[key] for key in keys if key in strings)


def _chips(
    made: Ready, now: Selection, chosen: Sequence[tuple[str, str]], strings: Mapping[str, str]
) -> tuple[Choice, ...]:
    """Return what is chosen, each with the way to give it up."""
    return tuple(
        Choice(
            replace(
                name(made, value) if value else Text(said), before=f"{strings[f'facet_{key}']}: "
            ),
            with_value(now, key, said).address,
            0,
            is_chosen=True,
        )
        for (key, said), (_, value) in zip(now.chosen, chosen, strict=True)
    )


def _sorts(view: View, now: Selection, strings: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(Text(strings[f"sort_{key}"]), replace(now, sort=key, page=1, more="").address, 0,
               key == now.sort)
        for key in sorts(view)
    )  # fmt: skip


def _sparql(text: str, format_: str, lang: str) -> str:
    fields = [("query", text), ("format", format_)]
    fields += [("lang", lang)] if format_ == "spreadsheet" else []
    return f"/sparql?{urlencode(fields)}"
