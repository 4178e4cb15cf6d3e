"""Properties of a release: nothing is lost, order does not matter, folding ends."""

from __future__ import annotations

import gzip
import tempfile
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model.names import fold, words
from kg.model.ns import GRAPH_DERIVED, GRAPH_META, GRAPH_RECORD, ID, PPO, RDF, SKOS, XSD
from kg.release import dumps
from kg.release.search import search
from kg.release.search_index import build_index
from kg.release.value import default_graph

IRIS = st.sampled_from(
    [f"{ID}c-1", f"{ID}c-1#a", f"{ID}c-1#a.b-2", f"{ID}c-10", f"{ID}org/x", f"{PPO}Case", "urn:x:я"]
).map(NamedNode)
PREDICATES = st.sampled_from([f"{RDF}type", f"{SKOS}prefLabel", f"{PPO}x", "urn:p"]).map(NamedNode)
GRAPHS = st.sampled_from([f"{GRAPH_RECORD}c-1", GRAPH_DERIVED, GRAPH_META]).map(NamedNode)
TEXTS = st.text(max_size=12)
TYPED = st.one_of(
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(f"{XSD}integer"))),
    st.booleans().map(lambda b: Literal(str(b).lower(), datatype=NamedNode(f"{XSD}boolean"))),
    TEXTS.map(lambda text: Literal(text, datatype=NamedNode("urn:x:type"))),
)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda t, tag: Literal(t, language=tag), TEXTS, st.sampled_from(["en", "ru-latn"])),
    TYPED,
)
QUADS = st.lists(st.builds(Quad, IRIS, PREDICATES, st.one_of(IRIS, LITERALS), GRAPHS), max_size=12)


def written(quads: list[Quad]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        names = dumps.write(quads, Path(folder))
        files = {name: (Path(folder) / name).read_bytes() for name in names}
    files["polpros.jsonld"] = gzip.decompress(files["polpros.jsonld.gz"])
    files["polpros.trig"] = gzip.decompress(files["polpros.trig.gz"])
    return files


@settings(max_examples=60, deadline=None)
@given(QUADS, st.randoms(use_true_random=False))
def test_dumps_lose_nothing_and_do_not_depend_on_order(quads: list[Quad], random: object) -> None:
    files = written(quads)
    default = default_graph(quads)
    named = {Quad(t.subject, t.predicate, t.object) for t in default} | set(quads)
    assert set(parse(files["polpros.nq"], format=RdfFormat.N_QUADS)) == named
    assert set(parse(files["polpros.trig"], format=RdfFormat.TRIG)) == named
    for name, form in (("polpros.ttl", RdfFormat.TURTLE), ("polpros.jsonld", RdfFormat.JSON_LD)):
        assert {quad.triple for quad in parse(files[name], format=form)} == default
    again = [*quads, *quads]
    random.shuffle(again)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert written(again) == files


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(fold(text)) == words(text)


ALPHABET = "АВСЕОРабсеорхйёЖABCEOPabceopxZz ́̈"


@given(st.text(alphabet=ALPHABET))
def test_folding_ends_for_mixed_scripts_too(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not any(unicodedata.combining(letter) for letter in fold(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(words), st.text(max_size=30))
def test_a_label_is_found_by_itself_and_no_text_breaks_search(label: str, other: str) -> None:
    node, graph = NamedNode(f"{ID}c-1"), NamedNode(f"{GRAPH_RECORD}c-1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        build_index([Quad(node, NamedNode(f"{SKOS}prefLabel"), Literal(label), graph)], path)
        assert [hit.iri for hit in search(path, label).hits] == [node.value]
        search(path, other)
