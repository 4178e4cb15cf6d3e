"""Counts with bars, maps of regions and networks, on small invented indexes and on the release."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.model import ns
from kg.views import facet_index, regional
from kg.views.browse import Ready, ready
from kg.views.facet_index import FacetIndex
from kg.views.facets import BASES, OPEN_THEMES, VIEWS
from kg.views.figures import LISTS, PENALTIES, by_penalty
from kg.views.measured import By, bars, by_facet, is_enough
from kg.views.network import network_page
from kg.views.outlines import Drawing
from kg.views.regional import COUNTED, THEMES, Ground, map_page, step, with_themes
from kg.views.selection import Selection, short
from kg.views.uses import NEEDED, uses
from kg.views.values import Text, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.engine.store import Store

PLACE = f"{ns.ID}place/"
CASE = f"{ns.ID}c-0000000"
PERSON = f"{ns.ID}p-0000000"
DRAWN = Drawing({"XX-A": "M0 0z", "XX-B": "M1 1z"}, frozenset({"XX-B"}), "0 0 9 9", "0 0 4 4", 9, 9)
GROUND = Ground(
    DRAWN, {f"{PLACE}a": "XX-A", f"{PLACE}b": "XX-B"}, {f"{PLACE}a": Text("Aland")}
)  # fmt: skip


def invented(cells: Mapping[str, Sequence[str]], number: int = 10, **more: int) -> Ready:
    """Return an index of so many prosecutions: facet → value of each in turn, "" for none."""
    records = tuple(f"{CASE}#prosecution-{at}" for at in range(number))
    keys = ("region", "article", "began", "year", "theme", "state", "case", "defendant")
    values: dict[str, dict[str, int]] = {key: {} for key in (*keys, *(one for one, _ in BASES))}
    for key, found in cells.items():
        for at, value in enumerate(found):
            if value:
                values[key][value] = values[key].get(value, 0) | 1 << at
    every = (1 << number) - 1
    index = FacetIndex(records, every, more.get("assessed", every), values, {}, {}, {})
    return Ready(index, {}, {})


@pytest.mark.parametrize(
    ("known", "total", "expected"),
    [(80, 100, True), (79, 100, False), (0, 0, False), (4, 5, True), (3, 4, False), (1, 1, True)],
)
def test_less_than_80_per_cent_is_not_drawn(known: int, total: int, expected: bool) -> None:
    assert is_enough(known, total) is expected


def test_the_longest_bar_is_whole_and_the_least_is_still_seen() -> None:
    rows = [(Value(Text(name)), number) for name, number in (("a", 1000), ("b", 1), ("c", 0))]
    assert [bar.length for bar in bars(rows)] == [100, 1, 0]
    assert bars([]) == ()


def test_years_are_drawn_without_a_gap_and_told_as_they_are() -> None:
    now = Selection("prosecutions")
    enough = by_facet(invented({"began": ["2014"] * 6 + ["2017"] * 3}), now, By("began"))
    assert enough.is_drawn
    assert [(bar.value.text.text, bar.number) for bar in enough.bars] == [
        ("2014", 6), ("2015", 0), ("2016", 0), ("2017", 3),
    ]  # fmt: skip
    few = by_facet(invented({"began": ["2014", "2017"]}), now, By("began"))
    assert not few.is_drawn
    assert few.known == "known for 2 of 10"
    assert [bar.value.text.text for bar in few.bars] == ["2014", "2017"]


def test_shades_are_the_same_on_every_map() -> None:
    assert [step(number) for number in (0, 1, 2, 4, 5, 9, 10, 19, 20, 49, 50, 900)] == [
        0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6,
    ]  # fmt: skip


def test_a_map_has_the_numbers_of_its_table() -> None:
    made = invented({"region": [f"{PLACE}a"] * 6 + [f"{PLACE}b"] * 2 + [f"{PLACE}town"]})
    page = map_page(made, Selection("prosecutions"), GROUND, ())
    assert [(row.bar.number, row.remark) for row in page.rows] == [
        (6, ""), (2, "placed within no state"), (1, "no outline on the map"),
    ]  # fmt: skip
    assert [(shape.step, shape.is_disputed) for shape in page.shapes] == [(3, False), (2, True)]
    assert page.shapes[0].title == "Aland: 6"
    assert page.shapes[0].href == "/prosecutions?region=place/a"
    assert [text for _, text in page.legend] == ["none on record", "1", "2–4", "5–9"]


def test_where_too_little_is_known_there_is_a_sentence_and_the_table() -> None:
    made = invented({"region": [f"{PLACE}a"] * 7})
    page = map_page(made, Selection("prosecutions"), GROUND, ())
    assert page.shapes == ()
    assert "7 of 10 only" in page.too_little
    assert [row.bar.number for row in page.rows] == [7]


def test_by_theme_a_map_leads_to_cases_and_never_to_names() -> None:
    theme = f"{ns.PPV}theme-religion"
    made = invented({"region": [f"{PLACE}a"] * 10, "theme": [theme] * 10})
    page = map_page(made, Selection("prosecutions", (("theme", "theme-religion"),)), GROUND, ())
    assert theme not in OPEN_THEMES
    assert page.shapes[0].href == "/cases?theme=theme-religion&region=place/a"
    assert {row.bar.value.href.partition("?")[0] for row in page.rows} == {"/cases"}
    assert page.note


@pytest.mark.parametrize(
    "asked",
    ["/map", "/map?article=law/ru-cc-art-205.5", "/map?by=list&tag=law/x", "/map?by=list&lang=ru",
     "/map?article=law/x&theme=theme-protest&began=2014&lang=be"],
)  # fmt: skip
def test_an_address_of_a_map_says_the_same(asked: str) -> None:
    fields = parse_qs(urlsplit(asked).query)
    now = regional.read(fields, fields.get("lang", ["en"])[0])
    assert regional.address(now) == asked


def test_a_network_names_whoever_is_named_and_counts_the_others() -> None:
    article = f"{ns.LAW}xx-cc-art-1"
    made = invented(
        {
            "case": [CASE] * 3,
            "defendant": [PERSON, f"{CASE}#co-defendant-1", f"{CASE}#co-defendant-2"],
            "article": [article] * 3,
        },
        3,
    )
    (member,) = network_page(made, "article", article, "en").members
    assert [one.key for one in member.persons] == ["p-0000000"]
    assert member.unnamed == "not named: 2"
    assert [one.key for one in member.articles] == ["law-xx-cc-art-1"]


def test_a_network_of_a_group_of_cases_names_nobody() -> None:
    cluster = f"{ns.ID}k-0000000"
    made = invented({"case": [CASE], "defendant": [PERSON], "article": [f"{ns.LAW}a"]}, 1)
    values = {**made.index.values, "cluster": {cluster: 1}}
    index = FacetIndex(made.index.records, 1, 1, values, {}, {}, {})
    page = network_page(Ready(index, {}, {}), "cluster", cluster, "en")
    (member,) = page.members
    assert member.persons == ()
    assert member.unnamed == "not named: 1"
    assert "p-0000000" not in repr(page)


def test_a_network_of_an_article_has_only_assessed_cases() -> None:
    made = invented({"case": [CASE], "article": [f"{ns.LAW}a"]}, 1, assessed=0)
    assert network_page(made, "article", f"{ns.LAW}a", "en").members == ()
    assert network_page(made, "case", CASE, "en").members


# ------------------------------------------------------------ the real release


_MADE: dict[str, FacetIndex] = {}


def indexed(store: Store, kind: str) -> FacetIndex:
    """Return an index of the one release that is tested here."""
    if kind not in _MADE:
        view = VIEWS.get(kind, THEMES)
        _MADE[kind] = facet_index.build(view, lambda text: store.query(text).rows(), store.labels)
    return _MADE[kind]


def made(store: Store, kind: str) -> Ready:
    return ready(VIEWS[kind], indexed(store, kind), "en")


def counted(store: Store) -> Ready:
    index = with_themes(indexed(store, "prosecutions"), indexed(store, "themes"))
    return ready(COUNTED, index, "en")


def rows_of(store: Store, address: str, number: str) -> dict[str, int]:
    """Return the rows that the address of a CSV gives: value → number."""
    (text,) = parse_qs(urlsplit(address).query)["query"]
    return {row["value"]: int(row[number]) for row in store.query(text).rows() if "value" in row}


def test_prosecutions_and_themes_have_the_same_records(real_store: Store) -> None:
    themes, index = indexed(real_store, "themes"), indexed(real_store, "prosecutions")
    assert themes.records == index.records
    assert themes.assessed == index.assessed


@pytest.mark.parametrize("key", ["began", "article", "region", "state"])
def test_tables_have_the_rows_of_their_query(real_store: Store, key: str) -> None:
    shown = by_facet(made(real_store, "prosecutions"), Selection("prosecutions"), By(key, 500))
    found = rows_of(real_store, shown.csv, "prosecutions")
    assert sorted(found.values()) == sorted(bar.number for bar in shown.bars if bar.number)


@pytest.mark.parametrize("theme", ["", "theme-religion"])
def test_maps_have_the_rows_of_their_query(real_store: Store, theme: str) -> None:
    chosen = (("theme", theme),) if theme else ()
    now = Selection("prosecutions", chosen)
    page = map_page(counted(real_store), now, GROUND, ())
    (text,) = parse_qs(urlsplit(page.csv).query)["query"]
    rows = [
        (int(row["prosecutions"]), tuple(int(row[name]) for _, name in BASES))
        for row in real_store.query(text).rows()
    ]
    assert sorted(rows) == sorted((row.bar.number, row.bases) for row in page.rows)


def test_a_map_of_a_list_has_the_rows_of_its_query(real_store: Store) -> None:
    page = map_page(made(real_store, "persons"), Selection("persons"), GROUND, ())
    found = rows_of(real_store, page.csv, "persons")
    assert sorted(found.values()) == sorted(row.bar.number for row in page.rows)
    assert real_store.query(LISTS).rows()


def test_an_article_is_counted_as_its_views_count_it(real_store: Store) -> None:
    views = {kind: made(real_store, kind) for kind in NEEDED}
    index = views["prosecutions"].index
    iri = max(index.values["article"], key=lambda one: index.values["article"][one].bit_count())
    number = facet_index.picked(index, (("article", iri),), everything=False).bit_count()
    assert views["articles"].index.numbers["prosecutions"][iri] == number
    shown = uses(iri, views, "en")
    assert next(table.key for table in shown.tables) == "began"
    assert all(f": {number}" in table.unit for table in shown.tables)
    assert shown.doors[0].href == f"/map?article={short(iri)}"


def test_what_an_article_is_charged_with_and_where_leaves_other_versions_out(
    real_store: Store,
) -> None:
    """The facets of articles must tell what their counts tell: a version is no second charge."""
    articles, prosecutions = made(real_store, "articles"), made(real_store, "prosecutions").index
    inside = prosecutions.assessed
    for key, other in (("region", "region"), ("with", "article")):
        for value, mask in articles.index.values[key].items():
            there = prosecutions.values[other].get(value, 0) & inside
            for iri in facet_index.members(articles.index, mask):
                assert prosecutions.values["article"].get(iri, 0) & there, (key, iri, value)


def test_penalties_are_known_of_all_of_them(real_store: Store) -> None:
    shown = by_penalty(real_store.query(PENALTIES).rows(), real_store.labels, "en")
    assert shown.bars
    assert shown.unit.endswith(str(sum(bar.number for bar in shown.bars))) or not shown.is_drawn
