"""The description of a release: true counts, no blank nodes, texts of `data/release.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.errors import ConfigError
from kg.model.ns import (
    DATASET,
    DCTERMS,
    GRAPH_DERIVED,
    GRAPH_LAW,
    GRAPH_META,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    ID,
    LAW,
    PPO,
    RDF,
    SKOS,
    VOID,
    XSD,
)
from kg.release.about import about_from
from kg.release.describe import describe, distributions, release_date_triple
from kg.release.value import ReleaseFile, default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS: dict[str, object] = {
    "version": "2026.11.0",
    "date": "2026-11-22",
    "title": {"en": "Invented data", "ru": "Вымышленные данные"},
    "description": {"en": "Cases of invented persons.", "ru": "Дела вымышленных лиц."},
    "coverage": {"en": "Two invented texts;\nnot a sample.", "ru": "Два вымышленных текста."},
    "contact": "mailto:editors@example.org",
    "cadence": {"en": "When needed.", "ru": "По необходимости."},
}
ABOUT = about_from(SETTINGS)
RECORD = f"{GRAPH_RECORD}p-0000001"


def q(subject: str, predicate: str, value: str | Literal, graph: str = RECORD) -> Quad:
    term = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(predicate), term, NamedNode(graph))


def issued(name: str, text: str, kind: str = "date") -> list[Quad]:
    iri = f"{ID}doc/{name}"
    date = Literal(text, datatype=NamedNode(XSD + kind))
    return [
        q(iri, f"{RDF}type", f"{PPO}SourceDocument", f"{GRAPH_RECORD}{name}"),
        q(iri, f"{DCTERMS}issued", date, f"{GRAPH_RECORD}{name}"),
    ]


QUADS = [
    q(f"{ID}p-0000001", f"{RDF}type", f"{PPO}Person"),
    q(f"{ID}p-0000001", f"{SKOS}prefLabel", Literal("Invented person", language="en")),
    q(f"{ID}p-0000001#name-ru", f"{RDF}type", f"{PPO}PersonName"),
    q(f"{ID}p-0000001", f"{RDF}type", f"{PPO}Agent", GRAPH_DERIVED),
    q(f"{ID}p-0000001", f"{RDF}type", f"{PPO}Person", GRAPH_DERIVED),
    q(f"{LAW}ru", f"{RDF}type", "urn:other:Class", GRAPH_LAW),
    q(DATASET, f"{PPO}releaseDate", Literal("x"), GRAPH_META),
    *issued("a", "2026-11-20"),
    *issued("b", "2026-11-12"),
    *issued("c", "2025", "gYear"),
]
FOUND = describe(ABOUT, QUADS)


def values(triples: Iterable[Triple], subject: str, predicate: str) -> list[str]:
    return [
        t.object.value
        for t in triples
        if (t.subject, t.predicate) == (NamedNode(subject), NamedNode(predicate))
        and isinstance(t.object, NamedNode | Literal)
    ]


def counted(query: str) -> int:
    """Return the number that a query over the default graph of `QUADS` gives."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in default_graph(QUADS))
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    value = next(rows)[0]
    assert isinstance(value, Literal)
    return int(value.value)


def test_the_texts_and_the_day_are_said() -> None:
    assert release_date_triple("2026-11-22") in FOUND
    assert values(FOUND, DATASET, f"{SKOS}scopeNote") == [
        "Two invented texts; not a sample.",
        "Два вымышленных текста.",
    ]
    assert values(FOUND, DATASET, f"{DCTERMS}license") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert values(FOUND, f"{DATASET}#contact", "http://www.w3.org/2006/vcard/ns#hasEmail") == [
        "mailto:editors@example.org"
    ]


@pytest.mark.parametrize(
    ("term", "query"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        (
            "entities",
            "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o "
            'FILTER(REGEX(STR(?s), "^https://w3id\\\\.org/polpros/(id|law)/[^#]+$")) }',
        ),
    ],
)
def test_counts_are_those_of_the_default_graph(term: str, query: str) -> None:
    assert values(FOUND, DATASET, VOID + term) == [str(counted(query))]


def test_every_class_and_property_has_a_true_partition() -> None:
    kinds = {part: values(FOUND, part, f"{VOID}class")[0] for part in partitions("class")}
    assert sorted(kinds.values()) == [
        f"{PPO}{name}" for name in ("Agent", "Person", "PersonName", "SourceDocument")
    ] + ["urn:other:Class"]
    assert kinds[f"{DATASET}#class-ppo.Person"] == f"{PPO}Person"
    for part, kind in kinds.items():
        query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{kind}> }}"
        assert values(FOUND, part, f"{VOID}entities") == [str(counted(query))]
    for part in partitions("property"):
        name = values(FOUND, part, f"{VOID}property")[0]
        query = f"SELECT (COUNT(*) AS ?n) {{ ?s <{name}> ?o }}"
        assert values(FOUND, part, f"{VOID}triples") == [str(counted(query))]


def partitions(kind: str) -> list[str]:
    return values(FOUND, DATASET, f"{VOID}{kind}Partition")


def test_named_graphs_have_their_size_but_for_the_metadata() -> None:
    assert values(FOUND, RECORD, f"{VOID}triples") == ["3"]
    assert values(FOUND, GRAPH_DERIVED, f"{VOID}triples") == ["2"]
    assert GRAPH_META not in values(FOUND, DATASET, f"{VOID}subset")


def test_lag_of_the_sources_rests_on_days_only() -> None:
    value = "http://www.w3.org/ns/dqv#value"
    found = {
        name: values(FOUND, f"{DATASET}#{name}", value)
        for name in ("newest-source", "median-source-age", "sources", "dated-sources")
    }
    assert found == {
        "newest-source": ["2026-11-20"],
        "median-source-age": ["6"],
        "sources": ["3"],
        "dated-sources": ["2"],
    }


def test_no_dated_source_gives_no_age() -> None:
    found = describe(ABOUT, QUADS[:6])
    assert values(found, f"{DATASET}#dated-sources", "http://www.w3.org/ns/dqv#value") == ["0"]
    assert not values(found, f"{DATASET}#newest-source", "http://www.w3.org/ns/dqv#value")


def test_a_description_does_not_count_itself_and_has_no_blank_node() -> None:
    again = [Quad(t.subject, t.predicate, t.object, NamedNode(GRAPH_META)) for t in FOUND]
    assert describe(ABOUT, QUADS + again) == FOUND
    assert describe(ABOUT, [*reversed(QUADS), *QUADS]) == FOUND
    assert not any(isinstance(term, BlankNode) for triple in FOUND for term in triple)
    assert sorted(set(FOUND), key=str) == FOUND


def test_blank_nodes_of_the_ontology_are_counted_under_their_addresses() -> None:
    axiom = Quad(
        NamedNode(f"{PPO}Case"),
        NamedNode(f"{RDF}type"),
        BlankNode("a"),
        NamedNode(GRAPH_ONTOLOGY),
    )
    found = describe(ABOUT, [*QUADS, axiom])
    assert values(found, DATASET, f"{VOID}triples") == [str(len(default_graph(QUADS)) + 1)]
    assert not any(isinstance(term, BlankNode) for triple in found for term in triple)


def test_files_are_described_with_size_and_checksum() -> None:
    files = [ReleaseFile("polpros.nq", 12, "ab" * 32), ReleaseFile("law.nt.gz", 3, "cd" * 32)]
    found = distributions("2026.11.0", files)
    url = "https://w3id.org/polpros/download/2026.11.0/polpros.nq"
    dcat = "http://www.w3.org/ns/dcat#"
    packed = "https://w3id.org/polpros/download/2026.11.0/law.nt.gz#distribution"
    assert values(found, DATASET, f"{dcat}distribution") == [packed, f"{url}#distribution"]
    assert values(found, packed, f"{dcat}compressFormat") == [
        "https://www.iana.org/assignments/media-types/application/gzip"
    ]
    assert values(found, f"{url}#distribution", f"{dcat}downloadURL") == [url]
    assert values(found, f"{url}#distribution", f"{dcat}byteSize") == ["12"]
    assert values(found, f"{url}#distribution", f"{dcat}mediaType") == [
        "https://www.iana.org/assignments/media-types/application/n-quads"
    ]
    spdx = "http://spdx.org/rdf/terms#"
    assert values(found, f"{url}#sha256", f"{spdx}checksumValue") == ["ab" * 32]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": None}, "version 'None'"),
        ({"date": "22.11.2026"}, "YYYY-MM-DD"),
        ({"coverage": {}}, "coverage has no text in en and ru"),
        ({"title": {"en": "Only English"}}, "title has no text in ru"),
        ({"title": "bare"}, "title wants a text for each language"),
        ({"title": {"en": "x", "ru": " "}}, "title wants a text for each language"),
        ({"cadence": {"ru": "раз в год"}}, "cadence has no text in en"),
        ({"contact": "javascript:x"}, "contact"),
        ({"previous": "2026.10.0"}, "previous wants version"),
        ({"previous": {"version": "2026.10.0", "manifest": "x"}}, "previous: manifest is the SHA"),
        ({"licence": "MIT", "a": 1}, "a, licence: no such key"),
    ],
)
def test_settings_that_cannot_be_used_are_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        about_from({**SETTINGS, **change})
