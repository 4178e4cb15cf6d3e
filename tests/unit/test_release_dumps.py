"""The RDF files of a release: order, equality with the quads, blank nodes."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
import zstandard
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from rdflib.compare import isomorphic

from kg.errors import DumpError
from kg.model.ns import (
    GRAPH,
    GRAPH_DERIVED,
    GRAPH_LAW,
    GRAPH_META,
    GRAPH_ONTOLOGY,
    GRAPH_RECORD,
    GRAPH_VOCAB,
    ID,
    LAW,
    OWL,
    PPO,
    PPV,
    RDF,
    RDFS,
    SKOS,
    XSD,
)
from kg.release import dumps
from kg.release.skolem import GENID, skolemise
from kg.release.value import default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

CASE = f"{ID}c-0000001"
RECORD = f"{GRAPH_RECORD}c-0000001"
TYPE = f"{RDF}type"


def q(subject: str, predicate: str, value: NamedNode | Literal | str, graph: str) -> Quad:
    term = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(predicate), term, NamedNode(graph))


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


QUADS = [
    q(CASE, TYPE, f"{PPO}CriminalCase", RECORD),
    q(CASE, f"{SKOS}prefLabel", Literal("Case of an invented post", language="en"), RECORD),
    q(CASE, f"{SKOS}prefLabel", Literal("Дело о вымышленной записи", language="ru"), RECORD),
    q(f"{CASE}#charge-1", TYPE, f"{PPO}Charge", RECORD),
    q(f"{CASE}#charge-1", f"{PPO}citesPart", f"{LAW}ru-cc-art-361.1-part-1", RECORD),
    q(f"{CASE}#charge-1", f"{PPO}dateText", Literal('"a"^^<x> \\ \n\t\u0007\u2028@en'), RECORD),
    q(f"{CASE}#charge-1", f"{PPO}claimText", Literal('b"^^<y>', language="en"), RECORD),
    q(f"{CASE}#charge-1", f"{PPO}notBefore", typed("2021-02-03", "date"), RECORD),
    q(f"{CASE}#charge-1", f"{PPO}inYear", typed("2021", "integer"), GRAPH_DERIVED),
    q(f"{CASE}#charge-1", f"{PPO}x", typed("true", "boolean"), GRAPH_DERIVED),
    q(f"{CASE}#charge-1", f"{PPO}y", typed("1.5", "decimal"), GRAPH_DERIVED),
    q(f"{CASE}#charge-1", f"{PPO}z", Literal("a", datatype=NamedNode("urn:x:y")), GRAPH_DERIVED),
    # The same triple in two graphs is one triple of the default graph.
    q(f"{CASE}#charge-1", TYPE, f"{PPO}Charge", GRAPH_DERIVED),
    q(f"{LAW}ru-cc-art-361.1-part-1", TYPE, f"{PPO}ArticlePart", GRAPH_LAW),
    q(f"{PPV}measure-remand", TYPE, f"{SKOS}Concept", GRAPH_VOCAB),
    q(f"{PPO}Charge", TYPE, f"{OWL}Class", GRAPH_ONTOLOGY),
    q(f"{ID}org/x", "urn:other:predicate", "urn:other:object", GRAPH_META),
    q(f"{ID}org/x", f"{SKOS}closeMatch", "urn:other:object", f"{GRAPH}candidates"),
]


def restriction(*labels: str) -> list[Quad]:
    first, rest, last = map(BlankNode, labels)
    graph = NamedNode(GRAPH_ONTOLOGY)
    return [
        Quad(NamedNode(f"{PPO}Charge"), NamedNode(f"{RDFS}subClassOf"), first, graph),
        Quad(first, NamedNode(f"{RDF}first"), NamedNode(f"{PPO}Entity"), graph),
        Quad(first, NamedNode(f"{RDF}rest"), rest, graph),
        Quad(rest, NamedNode(f"{RDF}first"), last, graph),
        Quad(rest, NamedNode(f"{RDF}rest"), NamedNode(f"{RDF}nil"), graph),
        Quad(last, NamedNode(f"{OWL}onProperty"), NamedNode(f"{PPO}chargeIn"), graph),
    ]


def texts(quads: Iterable[Quad], folder: Path) -> dict[str, str]:
    """Return the text of every dump by its name when unpacked; every packing holds the same."""
    folder.mkdir()
    found: dict[str, set[bytes]] = {}
    for name in dumps.write(quads, folder):
        content = (folder / name).read_bytes()
        match name.rpartition(".")[2]:
            case "gz":
                content = gzip.decompress(content)
            case "zst":
                content = zstandard.ZstdDecompressor().decompressobj().decompress(content)
        found.setdefault(name.removesuffix(".gz").removesuffix(".zst"), set()).add(content)
    assert all(len(contents) == 1 for contents in found.values())
    return {name: contents.pop().decode() for name, contents in found.items()}


def triples(text: str, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(text, format=form)}


def as_rdflib(found: Iterable[Triple]) -> set[tuple[rdflib.term.Node, ...]]:
    def term(value: object) -> rdflib.term.Node:
        if isinstance(value, NamedNode):
            return rdflib.URIRef(value.value)
        assert isinstance(value, Literal)
        kind = None if value.datatype.value == f"{XSD}string" else value.datatype.value
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        return rdflib.Literal(value.value, datatype=kind and rdflib.URIRef(kind))

    return {(term(t.subject), term(t.predicate), term(t.object)) for t in found}


def test_order_and_repetition_of_the_input_do_not_matter(tmp_path: Path) -> None:
    quads = QUADS + restriction("a", "b", "c")
    other = QUADS + restriction("z", "y", "x") + QUADS[:3]
    other.sort(key=lambda quad: str(quad.object), reverse=True)
    assert texts(quads, tmp_path / "1") == texts(other, tmp_path / "2")
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


# rdflib's own parsers use names that rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_nquads_hold_both_default_and_named_graphs_sorted_by_bytes(tmp_path: Path) -> None:
    text = texts(QUADS, tmp_path / "x")["polpros.nq"]
    lines = text.encode().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    store = Store()
    store.bulk_load(input=text, format=RdfFormat.N_QUADS)
    assert {quad for quad in store if isinstance(quad.graph_name, NamedNode)} == set(QUADS)
    count = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(count, QuerySolutions)
    assert [row["n"].value for row in count] == [str(len(default_graph(QUADS)))]
    assert sum(1 for _ in rdflib.Dataset().parse(data=text, format="nquads")) == len(lines)


def test_nquads_are_spelled_as_the_engine_spells_them(tmp_path: Path) -> None:
    store = Store()
    store.extend(QUADS)
    store.extend(Quad(t.subject, t.predicate, t.object) for t in default_graph(QUADS))
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    expected = b"".join(sorted(dumped.splitlines(keepends=True)))
    assert texts(QUADS, tmp_path / "x")["polpros.nq"].encode() == expected


def test_default_graph_leaves_metadata_and_candidates_out() -> None:
    assert all(triple.subject != NamedNode(f"{ID}org/x") for triple in default_graph(QUADS))
    assert len(default_graph(QUADS)) == len(QUADS) - 3


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "form", "foreign"),
    [
        ("polpros.ttl", RdfFormat.TURTLE, "turtle"),
        ("polpros.jsonld", RdfFormat.JSON_LD, "json-ld"),
    ],
)
def test_full_dumps_equal_the_default_graph(
    tmp_path: Path, name: str, form: RdfFormat, foreign: str
) -> None:
    text = texts(QUADS, tmp_path / "x")[name]
    assert triples(text, form) == default_graph(QUADS)
    assert set(rdflib.Graph().parse(data=text, format=foreign)) == as_rdflib(default_graph(QUADS))


def all_quads(text: str, form: RdfFormat) -> set[Quad]:
    return set(parse(text, format=form))


def test_files_of_quads_hold_the_default_graph_and_every_graph(tmp_path: Path) -> None:
    found = texts(QUADS, tmp_path / "x")
    whole = set(QUADS) | {Quad(t.subject, t.predicate, t.object) for t in default_graph(QUADS)}
    assert all_quads(found["polpros.nq"], RdfFormat.N_QUADS) == whole
    assert all_quads(found["polpros.trig"], RdfFormat.TRIG) == whole
    records = {quad for quad in QUADS if quad.graph_name == NamedNode(RECORD)}
    assert all_quads(found["records.nq"], RdfFormat.N_QUADS) == records
    assert all_quads(found["records.trig"], RdfFormat.TRIG) == records


@pytest.mark.parametrize("part", dumps.PARTS, ids=lambda part: part.stem)
def test_every_format_of_a_part_says_the_same(tmp_path: Path, part: dumps.Part) -> None:
    found = texts(QUADS + restriction("a", "b", "c"), tmp_path / "x")
    said = [
        triples(found[f"{part.stem}.{extension}"], form)
        for extension, form in (
            ("nt", RdfFormat.N_TRIPLES),
            ("ttl", RdfFormat.TURTLE),
            ("jsonld", RdfFormat.JSON_LD),
        )
    ]
    assert said[0] == said[1] == said[2]
    for extension in dumps.FORMATS:
        assert "_:" not in found[f"{part.stem}.{extension}"]
    lines = found[f"{part.stem}.nt"].encode().splitlines(keepends=True)
    assert lines == sorted(set(lines))


N3 = Path(dumps.__file__).parents[1] / "web" / "browser" / "node_modules" / "n3"
COUNT = """
const { Parser, Writer } = require(process.argv[1]);
let text = ""; process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => { text += part; });
process.stdin.on("end", () => {
  const writer = new Writer({ format: "N-Quads" });
  writer.addQuads(new Parser({ format: process.argv[2] }).parse(text));
  writer.end((_, out) => process.stdout.write(out));
});
"""


def node() -> str:
    """Return where node is; the test is left out where there is none or no library for it."""
    path = shutil.which("node", path=f"{os.environ['PATH']}:{Path(sys.executable).parent}")
    if path is None or not N3.is_dir():
        pytest.skip("node or its parser N3 is not installed; `make setup` installs both")
    return path


@pytest.mark.parametrize(
    ("extension", "form"),
    [
        ("nt", "application/n-triples"),
        ("nq", "application/n-quads"),
        ("ttl", "text/turtle"),
        ("trig", "application/trig"),
    ],
)
def test_a_foreign_parser_reads_the_same(tmp_path: Path, extension: str, form: str) -> None:
    found = texts(QUADS, tmp_path / "x")[f"polpros.{extension}"]
    done = subprocess.run(
        [node(), "-e", COUNT, str(N3), form], input=found.encode(), capture_output=True, check=True
    )
    read = all_quads(done.stdout.decode(), RdfFormat.N_QUADS)
    own = {"nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
    assert read == all_quads(found, own.get(extension, RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("name", "graph"),
    [
        ("records.ttl", RECORD),
        ("law.ttl", GRAPH_LAW),
        ("vocab.ttl", GRAPH_VOCAB),
        ("ontology.ttl", GRAPH_ONTOLOGY),
    ],
)
def test_a_graph_has_its_file(tmp_path: Path, name: str, graph: str) -> None:
    text = texts(QUADS, tmp_path / "x")[name]
    expected = {quad.triple for quad in QUADS if quad.graph_name == NamedNode(graph)}
    assert triples(text, RdfFormat.TURTLE) == expected


def test_turtle_groups_by_subject_and_writes_parts_in_full(tmp_path: Path) -> None:
    text = texts(QUADS, tmp_path / "x")["records.ttl"]
    assert (
        """
id:c-0000001 a ppo:CriminalCase ;
  skos:prefLabel "Case of an invented post"@en, "Дело о вымышленной записи"@ru .

<https://w3id.org/polpros/id/c-0000001#charge-1> a ppo:Charge ;
  ppo:citesPart law:ru-cc-art-361.1-part-1 ;
"""
        in text
    )
    assert 'ppo:notBefore "2021-02-03"^^xsd:date .' in text
    assert "\\#" not in text


def test_jsonld_has_full_ids_and_a_node_a_line(tmp_path: Path) -> None:
    text = texts(QUADS, tmp_path / "x")["polpros.jsonld"]
    found = json.loads(text)
    ids = [node["@id"] for node in found["@graph"]]
    assert ids == sorted(ids)
    assert all(iri.startswith("https://") for iri in ids)
    assert len(text.splitlines()) == len(ids) + 2 + text.count("\u2028")
    assert found["@graph"][0]["@type"] == ["ppo:CriminalCase"]


def test_blank_nodes_of_the_ontology_get_addresses_and_come_back(tmp_path: Path) -> None:
    axiom = restriction("a", "b", "c")
    found = texts(QUADS + axiom, tmp_path / "x")
    for name in ("polpros.nq", "polpros.ttl", "polpros.jsonld"):
        assert "_:" not in found[name]
        assert found[name].count(GENID) >= 5
    assert GENID not in found["ontology-owl.ttl"]
    expected = rdflib.Graph().parse(
        data="".join(f"{q.triple} .\n" for q in axiom) + f"<{PPO}Charge> <{TYPE}> <{OWL}Class> .\n",
        format="nt",
    )
    assert isomorphic(rdflib.Graph().parse(data=found["ontology-owl.ttl"]), expected)


def test_an_axiom_keeps_its_address_when_another_is_added() -> None:
    graph = NamedNode(GRAPH_ONTOLOGY)
    before = set(skolemise(restriction("a", "b", "c")))
    other = Quad(NamedNode(f"{PPO}Aaa"), NamedNode(f"{RDFS}subClassOf"), BlankNode("d"), graph)
    more = Quad(BlankNode("d"), NamedNode(TYPE), NamedNode(f"{OWL}Class"), graph)
    assert before < set(skolemise([other, more, *restriction("c", "a", "b")]))


def test_skolemising_twice_changes_nothing() -> None:
    once = skolemise(QUADS + restriction("a", "b", "c"))
    assert skolemise(once) == once


NODE = NamedNode(f"{ID}org/x")


@pytest.mark.parametrize(
    ("quad", "message"),
    [
        (Quad(BlankNode("a"), NODE, NODE, NamedNode(RECORD)), "blank node"),
        (Quad(NODE, NODE, BlankNode("a"), NamedNode(GRAPH_DERIVED)), "blank node"),
        (Quad(NODE, NODE, NODE), "no named graph"),
        (Quad(NODE, NODE, NODE, BlankNode("g")), "no named graph"),
        (Quad(NODE, NODE, Triple(NODE, NODE, NODE), NamedNode(RECORD)), "as a term"),
    ],
)
def test_what_cannot_be_published_is_refused(tmp_path: Path, quad: Quad, message: str) -> None:
    with pytest.raises(DumpError, match=message):
        dumps.write([*QUADS, quad], tmp_path)
