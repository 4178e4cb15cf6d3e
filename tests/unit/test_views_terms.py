"""The pages of ontology and vocabulary say all that the graphs say, one language at a time."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.model import ns
from kg.model.questions import read_questions
from kg.views.address import local_name, prefixed
from kg.views.facets import OPEN_THEMES
from kg.views.shapes import checks
from kg.views.term import EXAMPLES, TermPage, is_closed, sensitive, term_page
from kg.views.terms import ontology_page, terms_context
from kg.views.words import FALLBACK
from tests.views_store import ROOT, a_frame, labels, quad, render, triples

if TYPE_CHECKING:
    from kg.views.context import Context

FILES = {"ontology": "polpros.ttl", "vocab": "vocab.ttl"}
LABEL = (f"{ns.RDFS}label", f"{ns.SKOS}prefLabel")


@cache
def graph(name: str) -> tuple[ox.Triple, ...]:
    return tuple(triples(ROOT / "ontology" / FILES[name]))


@cache
def made(name: str, lang: str) -> Context:
    quads = [quad(one, f"{ns.GRAPH}{name}") for one in graph(name)]
    return terms_context(f"{ns.BASE}{name}", quads, labels, lang)


@cache
def text_of(name: str, lang: str) -> str:
    """Return the page of a document as its readers see it."""
    page = ontology_page(made(name, lang))
    text = render("ontology.html", a_frame(lang), page=page, documents=(), name=name)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


@cache
def hrefs(name: str, lang: str) -> set[str]:
    page = ontology_page(made(name, lang))
    shown = render("ontology.html", a_frame(lang), page=page, documents=(), name=name)
    return set(re.findall(r'(?:href|id)="([^"]*)"', html.unescape(shown)))


def said_texts(name: str) -> list[ox.Triple]:
    """Return every statement whose value is a text or a date, of terms and of the document."""
    return [
        one
        for one in graph(name)
        if isinstance(one.object, ox.Literal) and isinstance(one.subject, ox.NamedNode)
    ]


def is_shown(value: ox.Literal, text: str) -> bool:
    return " ".join(value.value.split()) in text


@pytest.mark.parametrize("name", FILES)
def test_every_annotation_is_on_the_page_of_its_language(name: str) -> None:
    missing = []
    for one in said_texts(name):
        assert isinstance(one.object, ox.Literal)
        if one.object.datatype.value == f"{ns.XSD}date":
            continue  # told in words
        pages = [one.object.language] if one.object.language in FALLBACK else FALLBACK
        missing += [(lang, str(one)) for lang in pages
                    if not is_shown(one.object, text_of(name, str(lang)))]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", FALLBACK)
def test_a_page_lists_every_label_in_every_language(name: str, lang: str) -> None:
    shown = {
        (term.iri, title.text)
        for group in ontology_page(made(name, lang)).groups
        for term in group.terms
        for title in (term.title, *term.other_titles)
    }
    said = {
        (one.subject.value, one.object.value)
        for one in said_texts(name)
        if one.predicate.value in LABEL
        and not is_scheme(name, one.subject)
        and isinstance(one.object, ox.Literal)
        and isinstance(one.subject, ox.NamedNode)
    }
    assert said <= shown


def is_scheme(name: str, node: object) -> bool:
    kind = ox.NamedNode(f"{ns.SKOS}ConceptScheme")
    return any(one.subject == node and one.object == kind for one in graph(name))


@pytest.mark.parametrize("name", FILES)
def test_every_link_between_terms_is_on_the_page(name: str) -> None:
    found, text = hrefs(name, "en"), text_of(name, "en")
    aside = {f"{ns.RDF}type", f"{ns.SKOS}inScheme", f"{ns.SKOS}hasTopConcept"}
    for one in graph(name):
        if not isinstance(one.object, ox.NamedNode) or not isinstance(one.subject, ox.NamedNode):
            continue
        if one.predicate.value in aside or one.object.value == f"{ns.RDF}nil":
            continue
        value = one.object.value
        own = local_name(value)
        ways = {f"#{own}", f"/ontology#{own}", f"/vocab#{own}", value}
        assert (
            ways & found
            or (prefixed(value) and prefixed(value) in text)
            or any(said in text for said in labels([value]).get(value, {}).values())
            or prefixed(value) in made(name, "en").words
        ), one


@pytest.mark.parametrize("name", FILES)
def test_every_term_has_an_anchor_and_a_page(name: str) -> None:
    found = hrefs(name, "en")
    for one in graph(name):
        iri = getattr(one.subject, "value", "")
        if iri.startswith((ns.PPO, ns.PPV)):
            assert local_name(iri) in found
            if not is_scheme(name, one.subject):
                assert f"/{name}/{local_name(iri)}" in found


def test_a_text_in_two_values_of_one_language_is_told_twice() -> None:
    term, note = ox.NamedNode(f"{ns.PPO}X"), ox.NamedNode(f"{ns.SKOS}note")
    kind = ox.Triple(term, ox.NamedNode(f"{ns.RDF}type"), ox.NamedNode(f"{ns.OWL}Class"))
    said = [ox.Literal(text, language=tag) for text, tag in
            (("one", "en"), ("two", "en"), ("один", "ru"))]  # fmt: skip
    quads = [quad(one, ns.GRAPH_ONTOLOGY)
             for one in (kind, *(ox.Triple(term, note, value) for value in said))]  # fmt: skip

    def notes(lang: str) -> list[tuple[str, str]]:
        page = ontology_page(terms_context(f"{ns.BASE}ontology", quads, labels, lang))
        (fact,) = page.groups[0].terms[0].facts
        return sorted((value.text.text, value.text.lang) for value in fact.values)

    assert notes("en") == [("one", ""), ("two", "")]
    assert notes("ru") == [("один", "")]
    assert notes("be") == [("один", "ru")]


def test_terms_are_found_by_name_label_and_definition_in_any_language() -> None:
    def names(asked: str, lang: str = "en") -> set[str]:
        page = ontology_page(made("ontology", lang), asked=asked)
        return {term.name for group in page.groups for term in group.terms}

    assert "Charge" in names("CHARGE")
    assert "Charge" in names("обвинение")
    assert "Prosecution" in names("unit of counting", "ru")
    assert names("no such words here") == set()
    assert ontology_page(made("ontology", "en"), asked="charge").total == len(names("charge"))


def rows(text: str) -> list[dict[str, str]]:
    """Return a row for whatever is asked."""
    asked.append(text)
    return [{"s": f"{ns.ID}c-fzxz7ja", "p": f"{ns.PPO}theme", "o": "x" * 400}]


asked: list[str] = []


def one(name: str, term: str, lang: str = "en") -> TermPage:
    asked.clear()
    page = term_page(
        f"{ns.BASE}{name}#{term}", made(name, lang), labels, uses={f"{ns.PPO}Charge": 7}, ask=rows,
        checks=checks(row for path in sorted((ROOT / "shapes").glob("*.ttl"))
                      for row in triples(path)),
        questions=read_questions(ROOT / "data" / "queries"),
    )  # fmt: skip
    assert page is not None
    return page


def test_the_page_of_a_term_has_examples_rules_and_questions() -> None:
    page = one("ontology", "Charge")
    assert page.unit.endswith(": 7.")
    assert page.examples[0].subject.href == "/page/id/c-fzxz7ja"
    assert "S05" in [rule.text.text for rule in page.rules]
    assert page.questions
    assert "a+ppo%3ACharge" in page.query
    assert f"LIMIT {EXAMPLES}" in asked[0]
    long = one("ontology", "chargeText").examples[0].value
    assert long is not None
    assert len(long.text.text) < 300


@pytest.mark.parametrize("kind", ["Charge", "hasCharge", "theme"])
@pytest.mark.parametrize("lang", FALLBACK)
def test_the_page_of_a_term_is_told_in_every_language(kind: str, lang: str) -> None:
    shown = render("term.html", a_frame(lang), page=one("ontology", kind, lang))
    assert "Undefined" not in shown
    links = set(re.findall(r'href="#([^"]+)"', shown))
    assert links <= set(re.findall(r' id="([^"]+)"', shown))


def test_nothing_is_listed_under_a_theme_of_belief_or_origin() -> None:
    closed = sensitive(made("vocab", "en").index)
    themes = {str(getattr(row.subject, "value", "")) for row in graph("vocab")
              if getattr(row.subject, "value", "").startswith(f"{ns.PPV}theme-")}  # fmt: skip
    for iri in themes - OPEN_THEMES - {f"{ns.PPV}theme-scheme"}:
        assert is_closed(iri, closed)
        page = one("vocab", local_name(iri))
        assert (page.examples, asked) == ((), [])
        assert "COUNT%28DISTINCT" in page.query
        assert "LIMIT" not in page.query
    assert one("vocab", "right-religion").examples == ()
    assert one("vocab", "theme-anti-war").examples


def test_examples_of_a_property_leave_out_values_of_belief_or_origin() -> None:
    store = ox.Store()
    theme = ox.NamedNode(f"{ns.PPO}theme")
    for number, name in enumerate(("theme-religion", "theme-new", "right-religion", "theme-war")):
        value = ox.NamedNode(f"{ns.PPV}{name}")
        case = ox.NamedNode(f"{ns.ID}c-{number}")
        store.add(ox.Quad(case, theme, value))
    one("ontology", "theme")
    found = store.query(asked[0])
    assert isinstance(found, ox.QuerySolutions)
    assert [row["o"] for row in found] == [ox.NamedNode(f"{ns.PPV}theme-war")]
