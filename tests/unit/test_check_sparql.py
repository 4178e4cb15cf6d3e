from __future__ import annotations

import pytest

from kg.check.graph import FOCUS
from kg.check.sparql import NotCompiledError, set_wise, tokenize

THIS = f" GRAPH {FOCUS} {{ {FOCUS} {FOCUS} ?this }} "


def marked(text: str, path: str | None = None) -> str:
    """Return the set-wise query with `#` for the pattern that binds the focus nodes."""
    return set_wise(text, path).replace(THIS, "#")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT $this { $this ?p ?o }", "SELECT $this {# $this ?p ?o }"),
        ("SELECT $this { ?s ?p ?o }", "SELECT $this {# ?s ?p ?o }"),
        (
            "SELECT $this WHERE { { $this ?p ?o } UNION { ?s ?p ?o } }",
            "SELECT $this WHERE {# {# $this ?p ?o } UNION { ?s ?p ?o } }",
        ),
        (
            "SELECT $this WHERE { OPTIONAL { ?a ?b ?c FILTER(?a = $this) } }",
            "SELECT $this WHERE {# OPTIONAL {# ?a ?b ?c FILTER(?a = $this) } }",
        ),
        (
            "SELECT $this WHERE { FILTER NOT EXISTS { { $this ?p ?o } UNION { ?o ?p $this } } }",
            "SELECT $this WHERE {# FILTER NOT EXISTS { { $this ?p ?o } UNION { ?o ?p $this } } }",
        ),
        (
            "SELECT $this { { { ?a ?b ?c FILTER EXISTS { $this ?b ?c } } } }",
            "SELECT $this {# {# {# ?a ?b ?c FILTER EXISTS { $this ?b ?c } } } }",
        ),
        ("SELECT ?value { ?value ?p $this }", "SELECT ?this  ?value {# ?value ?p $this }"),
        (
            "SELECT DISTINCT (STR($this) AS ?value) { $this ?p ?o }",
            "SELECT DISTINCT ?this  (STR($this) AS ?value) {# $this ?p ?o }",
        ),
        (
            'SELECT $this { $this ?p "{ $this }" # { $this\n }',
            'SELECT $this {# $this ?p "{ $this }" # { $this\n }',
        ),
    ],
)
def test_focus_nodes_are_bound_where_a_group_is_evaluated_alone(text: str, expected: str) -> None:
    assert marked(text) == expected


def test_the_path_of_a_property_shape_is_put_in() -> None:
    text = marked("SELECT $this { $this $PATH/<b> ?value }", "^<a>")
    assert text == "SELECT $this {# $this ^<a>/<b> ?value }"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { { SELECT $this { $this ?p ?o } } }",
        "SELECT $this (COUNT(?o) AS ?n) { $this ?p ?o } GROUP BY $this",
        "SELECT $this { $this ?p ?o } LIMIT 1",
        "SELECT $this { GRAPH ?g { $this ?p ?o } }",
        "SELECT $this ?message { $this ?p ?message }",
        "SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }",
        "SELECT * { $this ?p ?o }",
        "ASK { $this ?p ?o }",
    ],
)
def test_what_depends_on_all_rows_of_a_node_is_not_compiled(text: str) -> None:
    with pytest.raises(NotCompiledError):
        set_wise(text)


def test_words_inside_names_texts_iris_and_comments_are_no_keywords() -> None:
    text = 'ex:values <minus> \'service\' """group " by""" ?limit # having\n ex:a.b-min'
    assert [(token.kind, token.text) for token in tokenize(text)] == [
        ("name", "ex:values"),
        ("iri", "<minus>"),
        ("string", "'service'"),
        ("string", '"""group " by"""'),
        ("variable", "limit"),
        ("name", "ex:a.b-min"),
    ]


def test_less_than_is_no_iri() -> None:
    kinds = [token.kind for token in tokenize("?a < ?b && ?c > ?d")]
    assert "iri" not in kinds
