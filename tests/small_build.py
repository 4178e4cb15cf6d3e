"""A small invented build with every kind of record that the tables hold, for tests of releases."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.ns import (
    DCTERMS,
    GRAPH_DERIVED,
    GRAPH_META,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    ID,
    LAW,
    PPO,
    PPV,
    SKOS,
    XSD,
)
from kg.release.about import About, about_from
from kg.release.describe import describe
from kg.release.value import TYPE, Build

SETTINGS: Final[dict[str, object]] = {
    "version": "2026.11.0",
    "date": "2026-11-22",
    "title": {"en": "Invented data", "ru": "Вымышленные данные"},
    "description": {"en": "Cases of invented persons.", "ru": "Дела вымышленных лиц."},
    "coverage": {"en": "Two invented texts.", "ru": "Два вымышленных текста."},
    "publisher": {"en": "Invented editors", "ru": "Вымышленная редакция"},
}
CASE: Final = f"{ID}c-0000000"
PERSON: Final = f"{ID}p-0000000"
MONITOR: Final = f"{ID}org/monitor"


def quad(subject: str, predicate: str, value: str | Literal, graph: str = "") -> Quad:
    """Return a quad; a text that begins with `http` is an address."""
    term = NamedNode(value) if isinstance(value, str) else value
    record = subject.partition("#")[0].removeprefix(ID).rpartition("/")[2]
    name = NamedNode(graph or f"{GRAPH_RECORD}{record}")
    return Quad(NamedNode(subject), NamedNode(predicate), term, name)


def said(text: str, language: str) -> Literal:
    """Return a text in a language."""
    return Literal(text, language=language)


def typed(text: str, kind: str) -> Literal:
    """Return a literal of a type of XML Schema."""
    return Literal(text, datatype=NamedNode(XSD + kind))


def quads(term: int = 24) -> list[Quad]:
    """Return the records; `term` is the months of the one sentence."""
    charge, sentence, claim = f"{CASE}#charge-1", f"{CASE}#sentence-1", f"{PERSON}#claim-1"
    doc, prosecution = f"{ID}doc/report-1", f"{CASE}#prosecution-1"
    return [
        quad(PERSON, TYPE, f"{PPO}Person"),
        quad(PERSON, f"{SKOS}prefLabel", said("Вымышленная Особа", "ru")),
        quad(PERSON, f"{PPO}hasName", f"{PERSON}#name-1"),
        quad(f"{PERSON}#name-1", f"{PPO}nameForm", said("Vymyshlennaya, Osoba", "ru-latn")),
        quad(f"{PERSON}#name-1", f"{PPO}nameKind", f"{PPV}namekind-transliterated-by-us"),
        quad(PERSON, f"{PPO}hasName", f"{PERSON}#name-2"),
        quad(f"{PERSON}#name-2", f"{PPO}nameForm", said("Прежняя Особа", "ru")),
        quad(f"{PERSON}#name-2", f"{PPO}nameKind", f"{PPV}namekind-former"),
        quad(PERSON, f"{PPO}citation", f"{PERSON}#cite-1"),
        quad(f"{PERSON}#cite-1", f"{PPO}citedDocument", doc),
        quad(CASE, TYPE, f"{PPO}CriminalCase"),
        quad(CASE, f"{SKOS}prefLabel", said("An invented case", "en")),
        quad(CASE, f"{PPO}theme", f"{PPV}theme-invented"),
        quad(prosecution, TYPE, f"{PPO}Prosecution"),
        quad(prosecution, f"{PPO}defendant", PERSON),
        quad(prosecution, f"{PPO}inCase", CASE),
        quad(charge, TYPE, f"{PPO}Charge"),
        quad(charge, f"{PPO}chargeIn", prosecution),
        quad(charge, f"{PPO}citesArticle", f"{LAW}xx-cc-art-1"),
        quad(f"{charge}-b", TYPE, f"{PPO}Charge"),
        quad(f"{charge}-b", f"{PPO}variantOf", charge),
        quad(f"{CASE}#conviction", TYPE, f"{PPO}Event"),
        quad(f"{CASE}#conviction", f"{PPO}imposesSentence", sentence),
        quad(f"{CASE}#conviction", f"{PPO}notAfter", typed("2021-03-04", "date")),
        quad(sentence, TYPE, f"{PPO}Sentence"),
        quad(sentence, f"{PPO}sentenceFor", prosecution),
        quad(sentence, f"{PPO}termMonths", typed(str(term), "integer")),
        quad(sentence, f"{PPO}amount", typed("150000.5", "decimal")),
        quad(claim, TYPE, f"{PPO}Claim"),
        quad(claim, f"{PPO}claimedBy", MONITOR),
        quad(claim, f"{PPO}about", PERSON),
        quad(claim, f"{PPO}claimText", said("The monitor says, with a comma, so.", "en")),
        quad(MONITOR, f"{SKOS}prefLabel", said("Invented monitor", "en")),
        quad(doc, TYPE, f"{PPO}SourceDocument"),
        quad(doc, f"{DCTERMS}title", said('A "report"', "en")),
        quad(doc, f"{DCTERMS}issued", typed("2021-02", "gYearMonth")),
        quad(PERSON, f"{PPO}everRecognisedAsPoliticalPrisonerBy", MONITOR, GRAPH_DERIVED),
        quad(f"{PPO}termMonths", f"{SKOS}prefLabel", said("term", "en"), GRAPH_ONTOLOGY),
    ]


def build(term: int = 24, more: list[Quad] | None = None, **changes: object) -> tuple[Build, About]:
    """Return a build and what is said of it; `changes` are settings of the release."""
    about = about_from({**SETTINGS, **changes})
    found = [*quads(term), *(more or [])]
    meta = NamedNode(GRAPH_META)
    told = [Quad(t.subject, t.predicate, t.object, meta) for t in describe(about, found)]
    return Build(about.version, about.date, [*found, *told], [], {"records": 4}), about
