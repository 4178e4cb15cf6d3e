"""Browse views: their rows are those of the query they show, their addresses stay, no names."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.model import ns
from kg.views import facet_index
from kg.views.browse import PER_PAGE, BrowsePage, Ready, browse_page, ready
from kg.views.facets import OPEN_THEMES, VIEWS
from kg.views.selection import Selection, full, is_closed, query, read, short, sorts, with_value
from kg.views.words import FALLBACK, words
from tests.views_store import labels, ontology

if TYPE_CHECKING:
    from kg.engine.store import Store
    from kg.views.facet_index import FacetIndex
    from kg.views.facets import View

KINDS = tuple(VIEWS)
RELIGION = f"{ns.PPV}theme-religion"


_INDEXES: dict[str, FacetIndex] = {}


def _index(store: Store, kind: str) -> FacetIndex:
    """Return the index of a view of the one release that is tested here."""
    if kind not in _INDEXES:
        found = facet_index.build(VIEWS[kind], lambda text: store.query(text).rows(), store.labels)
        _INDEXES[kind] = found
    return _INDEXES[kind]


def made(store: Store, kind: str, lang: str = "en") -> Ready:
    return ready(VIEWS[kind], _index(store, kind), lang)


def shown(store: Store, now: Selection) -> BrowsePage:
    return browse_page(VIEWS[now.kind], made(store, now.kind, now.lang), now)


def rows_of_query(store: Store, view: View, now: Selection) -> list[str]:
    """Return the records that the shown query gives."""
    chosen = full(_index(store, view.kind), now)
    found = store.query(query(view, chosen, now)).rows()
    return sorted(row.get("record") or f"{ns.ID}{row['id']}" for row in found)


def rows_of_page(store: Store, view: View, now: Selection) -> list[str]:
    index = _index(store, view.kind)
    found = facet_index.picked(index, full(index, now), everything=now.everything)
    return facet_index.members(index, found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_facet_gives_the_rows_of_the_query_it_shows(real_store: Store, kind: str) -> None:
    view, index = VIEWS[kind], _index(real_store, kind)
    for everything in {False, bool(view.assessed)}:
        every = Selection(kind, everything=everything)
        assert rows_of_query(real_store, view, every) == rows_of_page(real_store, view, every)
        for facet in view.facets:
            for value in [*index.values[facet.key]][:4] if facet.shown else []:
                now = Selection(kind, ((facet.key, short(value)),), everything)
                assert rows_of_query(real_store, view, now) == rows_of_page(real_store, view, now)


@pytest.mark.parametrize("kind", ["cases", "persons", "prosecutions"])
def test_two_facets_at_once_give_the_rows_of_their_query(real_store: Store, kind: str) -> None:
    view, index = VIEWS[kind], _index(real_store, kind)
    firsts = [
        (facet.key, short(next(iter(index.values[facet.key]))))
        for facet in view.facets if facet.shown and index.values[facet.key]
    ]  # fmt: skip
    for pair in combinations(firsts, 2):
        now = Selection(kind, pair, everything=True)
        assert rows_of_query(real_store, view, now) == rows_of_page(real_store, view, now)


def test_the_query_gives_rows_in_the_order_of_names(real_store: Store) -> None:
    now = Selection("cases")
    text = query(VIEWS["cases"], (), now)
    names = [row["name"] for row in real_store.query(text).rows()]
    assert names == sorted(names)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", FALLBACK)
def test_every_view_has_its_words(real_store: Store, kind: str, lang: str) -> None:
    page = shown(real_store, Selection(kind, lang=lang))
    assert page.heading == words(lang)[kind]
    assert len(page.columns) == len(VIEWS[kind].columns)
    assert [one.label.text for one in page.sorts] == [
        words(lang)[f"sort_{key}"] for key in sorts(VIEWS[kind])
    ]
    assert page.lines
    assert all(one.choices for one in page.facets)


def test_numbers_of_facets_are_those_of_the_views_they_lead_to(real_store: Store) -> None:
    page = shown(real_store, Selection("prosecutions"))
    for facet in page.facets:
        for choice in facet.choices[:3]:
            key, _, value = choice.href.partition("?")[2].partition("=")
            there = shown(real_store, Selection("prosecutions", ((key, value),)))
            assert there.total.endswith(f" {choice.number}")
            assert there.chosen[0].href == "/prosecutions"


def test_only_assessed_cases_are_counted_unless_asked_otherwise(real_store: Store) -> None:
    index = _index(real_store, "cases")
    assert 0 < index.assessed.bit_count() < index.every.bit_count()
    page = shown(real_store, Selection("cases"))
    assert page.switch is not None
    assert page.switch.href == "/cases?scope=all"
    assert page.switch.number == index.every.bit_count()
    assert "assessment" in page.scope


# ---------------------------------------------------------------- belief


def test_no_view_but_the_cases_has_themes() -> None:
    assert [view.kind for view in VIEWS.values() if "theme" in view.columns] == []
    assert [
        view.kind for view in VIEWS.values() if any("ppo:theme" in f.pattern for f in view.facets)
    ] == ["cases"]


def test_themes_are_closed_unless_they_are_known_to_be_open() -> None:
    in_vocabulary = {
        row.subject.value for row in ontology()
        if isinstance(row.subject, ox.NamedNode)
        and row.predicate.value == f"{ns.SKOS}inScheme"
        and row.object == ox.NamedNode(f"{ns.PPV}theme-scheme")
    }  # fmt: skip
    assert RELIGION in in_vocabulary - OPEN_THEMES
    words_of_belief = ("relig", "ethni", "faith", "belief", "muslim", "tatar", "jehovah", "hizb")
    assert [one for one in OPEN_THEMES if any(word in one for word in words_of_belief)] == []
    assert is_closed([("theme", f"{ns.PPV}theme-added-later")])
    assert not is_closed([("theme", f"{ns.PPV}theme-protest"), ("region", RELIGION)])


def test_under_a_theme_of_belief_nobody_is_named(real_store: Store) -> None:
    index = _index(real_store, "cases")
    mask = index.values["theme"][RELIGION]
    hidden = [
        text
        for iri in facet_index.members(index, mask)
        for text in index.labels[iri].values()
    ]  # fmt: skip
    assert hidden
    for lang in FALLBACK:
        now = Selection("cases", (("theme", "theme-religion"),), everything=True, lang=lang)
        page = shown(real_store, now)
        ids = sorted(iri.removeprefix(ns.ID) for iri in facet_index.members(index, mask))
        assert [line.head.text.text for line in page.lines] == ids[:PER_PAGE]
        assert not [text for text in hidden if text in repr(page)]
        assert words(lang)["note_belief"] in page.notes
        assert (page.sheet, page.sorts) == ("", ())
        # Neither does the query: its rows are texts, which no table puts labels to.
        rows = real_store.query(page.query_text).rows()
        assert all(set(row) == {"id"} and not row["id"].startswith("http") for row in rows)


# ---------------------------------------------------------------- addresses


def test_an_address_says_the_same_in_whatever_order_it_is_asked() -> None:
    view = VIEWS["persons"]
    asked = {
        "region": ["place/ru-spe"], "article": ["law/b", "law/a"], "sort": ["prosecutions"],
        "page": ["2"], "lang": ["ru"], "scope": ["all"], "nonsense": ["1"],
    }  # fmt: skip
    now = read(view, asked, "ru")
    assert now.address == (
        "/persons?region=place/ru-spe&article=law/a&article=law/b&scope=all&sort=prosecutions"
        "&page=2&lang=ru"
    )
    assert read(view, dict(reversed(asked.items())), "ru") == now


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000, "٣", ""])
def test_odd_pages_are_the_first_or_the_last(real_store: Store, page: str) -> None:
    now = read(VIEWS["documents"], {"page": [page]}, "en")
    assert shown(real_store, now).lines


def test_choosing_twice_gives_up() -> None:
    now = Selection("cases", page=3, more="year")
    once = with_value(now, "year", "2021")
    assert once.address == "/cases?year=2021"
    assert with_value(once, "year", "2021").address == "/cases"


def test_what_nothing_has_is_no_error(real_store: Store) -> None:
    hostile = '"> } DROP <x>'
    page = shown(real_store, Selection("cases", (("region", hostile), ("year", hostile))))
    assert page.lines == ()
    assert "DROP" not in page.query_text
    assert real_store.query(page.query_text).rows() == []


def test_pages_hold_all_rows_once(real_store: Store) -> None:
    total = _index(real_store, "documents").every.bit_count()
    heads = []
    for number in range(1, -(-total // PER_PAGE) + 1):
        page = shown(real_store, Selection("documents", page=number))
        heads += [line.head.href for line in page.lines]
    assert len(heads) == len(set(heads)) == total


def test_an_empty_release_has_empty_views() -> None:
    view = VIEWS["cases"]
    index = facet_index.build(view, lambda _: [], labels)
    page = browse_page(view, ready(view, index, "en"), Selection("cases"))
    assert (page.lines, page.facets) == ((), ())
