"""A map of regions and the table of the same numbers: of how many, and on what basis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.views import facet_index, tally
from kg.views.address import language_query
from kg.views.browse import choices, name
from kg.views.facets import BASES, VIEWS, Facet
from kg.views.measured import Bar, bars, having, is_enough
from kg.views.selection import Selection, full, is_closed, short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.browse import Ready
    from kg.views.facet_index import FacetIndex
    from kg.views.outlines import Drawing

STEPS: Final = (1, 2, 5, 10, 20, 50)
"""The least number of each shade; the same on every map, so that maps can be compared."""

THEMES: Final = replace(
    VIEWS["prosecutions"],
    facets=(
        Facet(
            "theme",
            "{ ?record ppo:theme ?value } UNION { ?record ppo:inCase/ppo:theme ?value }",
            shown=False,
        ),
    ),
    numbers=(),
)
"""Prosecutions by theme. It is for counting only, and no view that lists names has it."""
COUNTED: Final = replace(
    VIEWS["prosecutions"], facets=(*VIEWS["prosecutions"].facets, *THEMES.facets)
)
"""The prosecutions with all that a map counts by."""

LIST: Final = "list"
_OF_LIST: Final = ("tag",)
_OF_PROSECUTIONS: Final = ("article", "theme", "state", "began", "year")
_COMMON: Final = 60
"""How many values of a facet can be chosen by the form."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One region as drawn: a link where something is counted there."""

    path: str
    step: int
    title: str
    href: str
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map is drawn on: the outlines, and the places that have them."""

    drawing: Drawing
    codes: Mapping[str, str]
    """Code of each place that has one."""
    names: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Row:
    """One region as told: the number, and how many of it on each basis."""

    bar: Bar
    bases: tuple[int, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """One field of the form: its name, its words and the values, of which one may be chosen."""

    key: str
    label: str
    options: tuple[tuple[str, Text, bool], ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """All that `map.html` prints; `shapes` is empty where too little is known for a map."""

    heading: str
    unit: str
    known: str
    rule: str
    as_of: str
    basis: str
    too_little: str
    shapes: tuple[Shape, ...]
    drawing: Drawing
    legend: tuple[tuple[int, str], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    by: tuple[Value, ...]
    pickers: tuple[Picker, ...]
    fields: tuple[tuple[str, str], ...]
    chosen: tuple[Value, ...]
    note: str
    csv: str
    query: str
    is_list: bool


def with_themes(index: FacetIndex, themes: FacetIndex) -> FacetIndex:
    """Return the index of the prosecutions with that of `THEMES`, which has the same records."""
    return replace(
        index,
        values={**index.values, **themes.values},
        labels={**index.labels, **themes.labels},
    )


def read(asked: Mapping[str, Sequence[str]], lang: str) -> Selection:
    """Return the selection that the fields of a request ask for; other fields are passed over."""
    is_list = asked.get("by", ("",))[-1:] == [LIST] or "tag" in asked
    keys = _OF_LIST if is_list else _OF_PROSECUTIONS
    chosen = tuple((key, one) for key in keys for one in sorted(set(asked.get(key, ()))) if one)
    return Selection("persons" if is_list else "prosecutions", chosen, lang=lang)


def address(now: Selection) -> str:
    """Return the address of the map of a selection."""
    fields = [("by", LIST)] if now.kind == "persons" else []
    fields += [*now.chosen]
    fields += [("lang", now.lang)] if language_query(now.lang) else []
    return f"/map?{urlencode(fields, safe='/')}" if fields else "/map"


def map_page(made: Ready, now: Selection, ground: Ground, lists: Sequence[str]) -> MapPage:
    """Return the map of a selection; `lists` are sentences on the lists that are counted.

    Persons are those of a list, by the region that the list gives; they are no prosecutions.
    """
    is_list = now.kind == "persons"
    strings, facet = words(now.lang), "listregion" if is_list else "region"
    chosen = full(made.index, now)
    found = facet_index.picked(made.index, chosen, everything=now.everything)
    found &= having(made, "list") if is_list else found
    total, known = found.bit_count(), (having(made, facet) & found).bit_count()
    counted = choices(made, facet, found)
    rows = _rows(made, now, counted, found, ground)
    text = tally.regions(VIEWS["persons"] if is_list else COUNTED, chosen, now, bases=not is_list)
    enough = is_enough(known, total)
    unit = "map_unit_list" if is_list else "unit_of_prosecutions"
    said = {"known": known, "total": total}
    return MapPage(
        heading=_heading(made, now, chosen),
        unit=strings[unit].format(number=total),
        known=strings["map_known"].format(**said),
        rule=strings["map_rule_list" if is_list else "measured_rule_prosecutions"],
        as_of=" ".join(lists) if is_list else "",
        basis=strings["map_basis_list" if is_list else "map_basis"],
        too_little="" if enough else strings["map_too_little"].format(**said),
        shapes=_shapes(now, dict(counted), ground) if enough else (),
        drawing=ground.drawing,
        legend=_legend(max((number for _, number in counted), default=0), strings),
        columns=() if is_list else tuple(strings[key] for key, _ in BASES),
        rows=rows,
        by=_by(now, strings),
        pickers=tuple(_picker(made, now, key) for key in _keys(now)),
        fields=tuple(([("by", LIST)] if is_list else [])
                     + ([("lang", now.lang)] if language_query(now.lang) else [])),
        chosen=_chips(made, now, chosen, strings),
        note=strings["map_theme_note"] if is_closed(chosen) else "",
        csv=tally.csv(text),
        query=tally.form(text, now.lang),
        is_list=is_list,
    )  # fmt: skip


def step(number: int) -> int:
    """Return the shade of a number: 0 for none, then by `STEPS`."""
    return sum(number >= least for least in STEPS)


def _keys(now: Selection) -> tuple[str, ...]:
    return _OF_LIST if now.kind == "persons" else _OF_PROSECUTIONS


def _heading(made: Ready, now: Selection, chosen: Sequence[tuple[str, str]]) -> str:
    """Return the heading, with the name of what was chosen where that is one thing."""
    strings = words(now.lang)
    plain = strings["map_list" if now.kind == "persons" else "map"]
    if len(now.chosen) != 1:
        return plain
    shown = name(made, chosen[0][1]).text if chosen[0][1] else now.chosen[0][1]
    return f"{plain}: {shown}"


def _rows(
    made: Ready, now: Selection, counted: Sequence[tuple[str, int]], found: int, ground: Ground
) -> tuple[Row, ...]:
    strings = words(now.lang)
    every = bars([(Value(name(made, one), _list(now, one)), number) for one, number in counted])
    bases = () if now.kind == "persons" else tuple(key for key, _ in BASES)
    told = []
    for (place, _), bar in zip(counted, every, strict=True):
        code = ground.codes.get(place, "")
        remark = strings["map_disputed_row"] if code in ground.drawing.disputed else ""
        told.append(Row(
            bar,
            tuple((made.index.values[key].get(place, 0) & found).bit_count() for key in bases),
            remark if code in ground.drawing.paths else strings["map_no_outline"],
        ))  # fmt: skip
    return tuple(told)


def _shapes(now: Selection, counted: Mapping[str, int], ground: Ground) -> tuple[Shape, ...]:
    """Return the regions as drawn; those within no state last, for their border is on top."""
    places = {code: place for place, code in ground.codes.items()}
    drawn = ground.drawing
    order = sorted(drawn.paths, key=lambda code: (code in drawn.disputed, code))
    return tuple(_shape(now, code, places.get(code, ""), counted, ground) for code in order)


def _shape(
    now: Selection, code: str, place: str, counted: Mapping[str, int], ground: Ground
) -> Shape:
    number = counted.get(place, 0)
    region = ground.names.get(place, Text(code)).text
    return Shape(
        path=ground.drawing.paths[code],
        step=step(number),
        title=words(now.lang)["map_region"].format(region=region, number=number),
        href=_list(now, place) if number else "",
        is_disputed=code in ground.drawing.disputed,
    )


def _list(now: Selection, place: str) -> str:
    """Return the view of what is counted in a region; by theme cases are listed, never names."""
    key = "listregion" if now.kind == "persons" else "region"
    kind = now.kind
    chosen = now.chosen
    if any(one == "theme" for one, _ in chosen):
        kind, chosen = "cases", tuple(one for one in chosen if one[0] != "began")
    return replace(now, kind=kind, chosen=(*chosen, (key, short(place)))).address


def _legend(most: int, strings: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    """Return the shades that a map has, with the numbers they stand for."""
    said = [(0, strings["map_none"])]
    for at, least in enumerate(STEPS, 1):
        if least > most:
            break
        last = STEPS[at] - 1 if at < len(STEPS) else 0
        upto = f"–{last}" if last > least else "" if last else "+"
        said.append((at, f"{least}{upto}"))
    return tuple(said)


def _by(now: Selection, strings: Mapping[str, str]) -> tuple[Value, ...]:
    """Return the two units with the way to the other one, of the same article if there is one."""
    articles = [one for key, one in now.chosen if key in {"article", "tag"}]
    is_list = now.kind == "persons"
    prosecutions = Selection("prosecutions", tuple(("article", x) for x in articles), lang=now.lang)
    listed = Selection("persons", tuple(("tag", x) for x in articles), lang=now.lang)
    return (
        Value(Text(strings["map_by_prosecutions"]), address(prosecutions) if is_list else ""),
        Value(Text(strings["map_by_list"]), "" if is_list else address(listed)),
    )


def _picker(made: Ready, now: Selection, key: str) -> Picker:
    """Return one field of the form, its values in the order of their numbers."""
    every = facet_index.picked(made.index, (), everything=False)
    every &= having(made, "list") if now.kind == "persons" else every
    picked = {one for at, one in now.chosen if at == key}
    options = [
        (short(value), replace(name(made, value), rest=f" ({number})"), short(value) in picked)
        for value, number in choices(made, key, every)[:_COMMON]
    ]
    shown = {value for value, _, _ in options}
    options += [(one, Text(one), True) for one in sorted(picked - shown)]
    return Picker(key, words(now.lang)[f"facet_{key}"], tuple(options))


def _chips(
    made: Ready, now: Selection, chosen: Sequence[tuple[str, str]], strings: Mapping[str, str]
) -> tuple[Value, ...]:
    """Return what is chosen, each with the way to give it up."""
    return tuple(
        Value(
            replace(
                name(made, value) if value else Text(said), before=f"{strings[f'facet_{key}']}: "
            ),
            address(replace(now, chosen=tuple(x for x in now.chosen if x != (key, said)))),
        )
        for (key, said), (_, value) in zip(now.chosen, chosen, strict=True)
    )
