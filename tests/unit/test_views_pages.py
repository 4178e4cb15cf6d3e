from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.model import ns
from kg.views import facet_index, queries
from kg.views.browse import ready
from kg.views.facets import VIEWS
from kg.views.frame import frame
from kg.views.home import home_page
from kg.views.listing import PER_PAGE, list_page
from kg.views.terms import ontology_page, terms_context
from kg.views.words import words
from tests.views_store import labels, ontology, quad, store

CASE = f"{ns.ID}c-fzxz7ja"
ONTOLOGY = f"{ns.BASE}ontology"


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a query over the fixtures, as the web room hands them over."""
    loaded = ox.Store()
    loaded.extend(store())
    loaded.extend(
        quad(ox.Triple(ox.NamedNode(CASE), ox.NamedNode(f"{ns.PPO}scope"), scope), "")
        for scope in [ox.NamedNode(f"{ns.PPV}scope-assessed")]
    )
    found = loaded.query(text)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: one[name].value for name in names if one[name] is not None} for one in found]


def test_home_counts_with_units_and_leads_in() -> None:
    cases = ready(VIEWS["cases"], facet_index.build(VIEWS["cases"], rows, labels), "en")
    shown = home_page(rows(queries.COUNTS), rows(queries.NEWEST), cases, labels, "en")
    assert [(one.number, one.unit) for one in shown.figures[:2]] == [
        ("1", "case assessed by a monitor"),
        ("2", "persons named in public"),
    ]
    ways = {way.heading: way for way in shown.ways}
    ((article, number),) = ways["Article charged"].values
    assert (article.href, number) == ("/cases?article=law/ru-cc-art-318", 1)


def test_home_names_the_latest_assessments_in_the_language_of_the_page() -> None:
    row = {
        "case": CASE, "day": "2021-12-06", "assessor": f"{ns.ID}org/ru-memorial-hrc",
        "status": f"{ns.PPV}status-political-prisoner",
    }  # fmt: skip
    cases = ready(VIEWS["cases"], facet_index.build(VIEWS["cases"], rows, labels), "ru")
    (newest,) = home_page([], [row], cases, labels, "ru").newest
    assert (newest.case.href, newest.day) == ("/page/id/c-fzxz7ja?lang=ru", "6 декабря 2021 года")
    assert newest.status.text == "политический заключённый"


@pytest.mark.parametrize("kind", queries.LIST_CLASSES)
def test_every_list_can_be_asked_and_has_a_heading(kind: str) -> None:
    shown = list_page(kind, rows(queries.records_of(kind)), labels, "ru")
    assert shown.heading == words("ru")[kind]
    assert all("#" not in value.href for value in shown.items)


def test_a_list_of_another_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        queries.records_of("ppo:Person } DELETE")


def test_lists_have_pages() -> None:
    many = [{"record": f"{ns.ID}c-{n:07}"} for n in range(PER_PAGE + 1)]
    first, last = (list_page("cases", many, lambda _: {}, "en", n) for n in (1, 99))
    assert (len(first.items), len(last.items)) == (PER_PAGE, 1)
    assert (first.previous, first.next) == ("", "/list/cases?page=2&lang=en")
    assert (last.previous, last.next) == ("/list/cases?page=1&lang=en", "")
    assert not first.is_indexed


def test_the_frame_keeps_the_query_when_the_language_changes() -> None:
    made = frame("ru", path="/search", query={"q": "ё&", "lang": "ru"}, release="2026.11.0",
                 date="2026-11-22")  # fmt: skip
    assert [one.href for one in made.languages] == [
        "/search?q=%D1%91%26&lang=en",
        "/search?q=%D1%91%26&lang=ru",
        "/search?q=%D1%91%26&lang=be",
    ]
    assert made.as_of == "22 ноября 2026 года"
    assert made.menu[0].href == "/cases?lang=ru"


def test_every_term_of_the_ontology_is_shown_with_label_and_definition() -> None:
    quads = [quad(row, ns.GRAPH_ONTOLOGY) for row in ontology()]
    shown = ontology_page(terms_context(ONTOLOGY, quads, labels, "en"))
    terms = {term.iri: term for group in shown.groups for term in group.terms}
    declared = {
        row.subject.value
        for row in ontology()
        if row.predicate.value == f"{ns.RDF}type"
        and isinstance(row.subject, ox.NamedNode)
        and row.subject.value.startswith((ns.PPO, ns.PPV))
        and row.object != ox.NamedNode(f"{ns.SKOS}ConceptScheme")
    }
    assert declared <= terms.keys()
    assert [name for name in declared if not terms[name].definitions] == []
    chain = terms[f"{ns.PPO}citesCode"].facts
    assert "cites article ∘ article of" in [
        value.text.text for fact in chain for value in fact.values
    ]
    recognised = terms[f"{ns.PPO}PoliticalPrisonerAssessment"]
    assert recognised.other_titles[0].lang == "ru"
