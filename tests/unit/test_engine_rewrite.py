"""Rewritten queries: which are, which are not, and that their answers are the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.engine.guard import examine
from kg.engine.store import Store as KgStore
from kg.errors import QuerySyntaxError
from kg.formats import RESULTS_JSON
from tests.small_release import write_release

if TYPE_CHECKING:
    from pathlib import Path


def plan(text: str) -> str:
    return " ".join(examine(text, ()).plan.split())


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (
            "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c . ?c <:r> ?d } }",
            "SELECT * { ?a <:p> ?b FILTER(true) MINUS { ?a <:q> ?c . ?c <:r> ?d } }",
        ),
        (
            "SELECT (COUNT(*) AS ?n) WHERE { FILTER NOT EXISTS { ?x <:q>/<:r> ?a } ?a <:p> 1 } "
            "GROUP BY ?a",
            "SELECT (COUNT(*) AS ?n) WHERE { FILTER(true) ?a <:p> 1 MINUS { ?x <:q>/<:r> ?a } } "
            "GROUP BY ?a",
        ),
        (
            "SELECT * { ?a <:p> ?b FILTER(?a = <:x>) OPTIONAL { ?b <:q> ?c } }",
            "SELECT * { VALUES ?a { <:x> } ?a <:p> ?b FILTER(true) OPTIONAL { ?b <:q> ?c } }",
        ),
        (
            "PREFIX x: <http://x/> ASK { ?a a ?b . FILTER(x:y = ?b) ?b x:p 1 }",
            "PREFIX x: <http://x/> ASK { VALUES ?b { x:y } ?a a ?b . FILTER(true) ?b x:p 1 }",
        ),
        (
            "PREFIX x: <http://x/#> ASK { ?a <http://x/#p> ?b FILTER(?a = x:y) }",
            "PREFIX x: <http://x/#> ASK { VALUES ?a { x:y } ?a <http://x/#p> ?b FILTER(true) }",
        ),
        (
            "CONSTRUCT { ?a <:p> 1 } WHERE { ?a <:p> ?b FILTER(?b=<:x>)}",
            "CONSTRUCT { ?a <:p> 1 } WHERE { VALUES ?b { <:x> } ?a <:p> ?b FILTER(true)}",
        ),
    ],
)
def test_two_forms_are_rewritten(text: str, changed: str) -> None:
    assert plan(text) == changed


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c } }",  # the engine does this well
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?x <:q> ?c . ?c <:r> ?d } }",  # nothing shared
        "ASK { ?a <:p> ?b OPTIONAL { ?a <:s> ?x } FILTER NOT EXISTS { ?x <:q> ?c . ?c <:r> 1 } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c . ?c <:r> ?d FILTER(?b = ?d) } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c . OPTIONAL { ?c <:r> ?b } } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q>* ?c . ?c <:r> ?b } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> [ <:r> ?b ] } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c . ?c ?d ?e } }",
        "SELECT * { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c ; ?d ?e } }",
        "SELECT * { ?a <:p> ?b FILTER(NOT EXISTS { ?a <:q> ?c . ?c <:r> ?d } || ?b = 1) }",
        "SELECT * { ?a <:p> ?b FILTER EXISTS { ?a <:q> ?c . ?c <:r> ?d } }",
        "SELECT * { GRAPH ?g { ?a <:p> ?b FILTER NOT EXISTS { ?a <:q> ?c . ?c <:r> ?d } } }",
        "SELECT * { ?a <:p> ?b OPTIONAL { ?b <:p> ?c FILTER(?a = <:x>) } }",
        "ASK { ?a <:p> 1 FILTER EXISTS { ?c <:q> 1 FILTER NOT EXISTS { ?c <:q> ?x . ?x <:r> 1 }}}",
        "ASK { ?a <:p> ?b FILTER(?a = <:x>) FILTER(?a<?b#>0)\n) }",  # a comment, or an IRI
        "SELECT * { { SELECT ?a WHERE { ?a <:p> ?b FILTER(?b = <:x>) } } }",
        "SELECT (EXISTS { ?a <:q> ?b FILTER(?b = <:x>) } AS ?e) { ?a <:p> ?b }",
        "SELECT * { ?a <:p> ?b FILTER(?a = ?b) FILTER(?a = 1) FILTER(?a != <:x>) }",
        "SELECT * { ?a <:p> ?b FILTER(?a = <:x> || ?b = <:x>) }",
        "SELECT * { ?a <:p> ?b OPTIONAL { ?b <:q> ?c } ?c <:r> ?d FILTER(?c = <:x>) }",
        "SELECT * { OPTIONAL { ?b <:q> ?c } FILTER(?c = <:x>) }",
        "SELECT * { BIND(<:x> AS ?c) FILTER(?c = <:x>) }",
        'SELECT * { ?a <:p> "FILTER(?a = <:x>)" }',
        "DESCRIBE ?a { ?a <:p> ?b FILTER(?b = <:x>) }",
    ],
)
def test_what_is_not_proven_equal_is_left(text: str) -> None:
    assert plan(text) == ""


NAMES = [NamedNode(f"http://x/{name}") for name in "abc"]
TERMS = [*NAMES, Literal("a"), Literal("1"), Literal(1)]
QUADS = st.builds(Quad, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(TERMS))
PLACES = st.sampled_from(["?x", "?y", "?z", "x:a", "x:b"])
PREDICATES = st.sampled_from(["x:a", "x:b", "x:c", "x:a/x:b", "^x:a", "x:a|x:c"])
TRIPLES = st.builds("{} {} {}".format, PLACES, PREDICATES, st.one_of(PLACES, st.just('"a"')))
BODIES = st.lists(TRIPLES, min_size=1, max_size=3).map(" . ".join)
PARTS = st.one_of(
    BODIES.map(lambda body: f"FILTER NOT EXISTS {{ {body} }}"),
    st.builds("FILTER({} = {})".format, st.sampled_from(["?x", "?y"]), st.just("x:a")),
    BODIES.map(lambda body: f"OPTIONAL {{ {body} }}"),
    BODIES.map(lambda body: f"MINUS {{ {body} }}"),
    st.builds("{{ {} }} UNION {{ {} }}".format, BODIES, BODIES),
    BODIES.map(lambda body: f". {body} ."),
    st.just("BIND(x:b AS ?v)"),
    st.just("VALUES ?z { x:a x:c UNDEF }"),
    st.just("FILTER(!BOUND(?z) || ?z != x:a)"),
)  # fmt: skip
QUERIES = st.builds(
    "PREFIX x: <http://x/> SELECT * WHERE {{ {} {} }}".format,
    BODIES,
    st.lists(PARTS, min_size=1, max_size=3).map(" ".join),
)


def rows(store: Store, text: str) -> Counter[str] | None:
    try:
        found = store.query(text)
    except SyntaxError:  # a variable bound twice, a dot too many
        return None
    assert isinstance(found, QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return Counter(str([str(row[name]) for name in names]) for row in found)


@settings(max_examples=600)
@given(st.lists(QUADS, max_size=12), QUERIES)
def test_the_answers_are_the_same(quads: list[Quad], text: str) -> None:
    changed = examine(text, ()).plan
    store = Store()
    store.extend(quads)
    asked = rows(store, text)
    if changed and asked is not None:
        assert rows(store, changed) == asked


def test_a_mistake_is_placed_in_the_text_that_was_sent(tmp_path: Path) -> None:
    text = "SELECT * { ?a <:p> ?b FILTER(?a = <:x>) } LIMIT ?x"
    assert plan(text)
    with pytest.raises(SyntaxError) as there:
        Store().query(text, base_iri="http://x/")
    with pytest.raises(QuerySyntaxError) as here:
        KgStore.open(write_release(tmp_path)).query(text, base="http://x/").serialize(RESULTS_JSON)
    assert f"error at {here.value.line}:{here.value.column}: " in str(there.value)
