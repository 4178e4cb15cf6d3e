from __future__ import annotations

import pytest

from kg.engine.guard import Dataset, examine
from kg.engine.limits import DEFAULT, QUERY_PARTS
from kg.engine.tokens import readings, resolved, tokens
from kg.errors import QueryError, QuerySyntaxError

GRAPHS = {"http://g/1", "http://g/2"}

# Each of these the engine reads as a SERVICE clause (pyoxigraph 0.5.13), but for the escapes.
SERVICES = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { } }",
    "SELECT*{SERVICE<http://x/>{}}",
    "SELECT * {SERVICESILENT<http://x/>{}}",
    "PREFIX ex: <http://x/> SELECT * {SERVICEex:a{}}",
    "PREFIX ex: <http://x/> SELECT * {SERVICESILENTex:a # {\n {}}",
    "PREFIX ex: <http://x/> SELECT * {?s ?p trueSERVICEex:a{}}",
    "SELECT * {?s ?p 1.SERVICE<http://x/>{}}",
    "SELECT * { SERVICE#comment\n<http://x/> {} }",
    "SELECT * { SERVICE\t\r\n<http://x/> {} }",
    "ASK { FILTER EXISTS { SERVICE <http://x/> { } } }",
    "SELECT * { { SELECT * { SERVICE <http://x/> { } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { OPTIONAL { SERVICE <http://x/> { ?s ?p ?o } } }",
    "DESCRIBE ?s { SERVICE <http://x/> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://x/> {} }",
    r"SELECT * { S\U00000045RVICE <http://x/> {} }",
    r"SELECT * { '\\' . \u0053ERVICE <http://x/> {} }",
    "SELECT * {?a ?p ?b FILTER(?a<?b)SERVICE#>\n<http://x/>{}}",
    "SELECT * {?a ?p ?b FILTER(?a<?b#>'''\n)SERVICE<http://x/>{}#'''\n}",
    "SELECT * {?a ?p ?b FILTER(?a<'>'&&'x'='''\n)SERVICE<http://x/>{}#'''\n)}",
]


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused_however_it_is_hidden(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="SERVICE is not answered"):
        examine(text, GRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> { }" }',
        "SELECT * { ?s ?p 'it\\'s SERVICE' , '''SERVICE ' SERVICE''' }",
        "SELECT * { ?s ?p <http://x/SERVICE/#SERVICE> }",
        "SELECT * { ?s <http://x/service#a> ?o }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service }",
        "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE service:LOAD }",
        "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT ?service $SERVICE { ?service ?load $SERVICE }",
        "SELECT * { ?s ?p _:service }  # SERVICE <http://x/> { }",
        'SELECT * { ?s ?p "x"@service }',
        'SELECT * { ?s ?p "LOAD <file:///etc/passwd>", "DROP ALL" }',
        r'SELECT * { ?s ?p "\u0022 SERVICE \u0022" }',
        "SELECT * { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
        "SELECT * { ?s<http://x/a#b>?o . ?o<http://x/c'd>?s }",
    ],
)
def test_the_words_are_allowed_where_they_are_no_keywords(text: str) -> None:
    assert examine(text, GRAPHS).kind in {"solutions", "boolean"}


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a> <http://b> <http://c> }",
        "PREFIX x: <http://x/> delete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        r"\u004cOAD <http://x/>",
        "WITH <http://g/1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://x/> DROP ALL",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        examine(text, GRAPHS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT*{}", "solutions"),
        ("PREFIX : <http://x/>\n# ASK\nBASE <http://x/> aSk {}", "boolean"),
        ("CONSTRUCTWHERE{?s ?p ?o}", "graph"),
        ("describe <http://x/>", "graph"),
        (r"\u0053ELECT * {}", "solutions"),
        ('VERSION "1.2" SELECT * {}', "solutions"),
    ],
)
def test_the_kind_is_known_before_the_query_runs(text: str, kind: str) -> None:
    assert examine(text, GRAPHS).kind == kind


@pytest.mark.parametrize(
    ("clauses", "default", "named"),
    [
        ("", None, None),
        ("FROM <http://g/1>", ("http://g/1",), ()),
        ("FROM NAMED <http://g/1>", (), ("http://g/1",)),
        ("FROM<http://g/1>FROM NAMED<2>", ("http://g/1",), ("http://g/2",)),
        ("FROM g:1 FROM <2> #FROM <3>\n", ("http://g/1", "http://g/2"), ()),
    ],
)
def test_from_names_the_dataset(
    clauses: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None
) -> None:
    text = f"BASE <http://g/> PREFIX g: <> SELECT * {clauses} {{ ?s ?p <http://g/3> }}"
    dataset = examine(text, GRAPHS).dataset
    assert (dataset.default, dataset.named) == (default, named)


def test_the_protocols_dataset_goes_before_from() -> None:
    dataset = examine("ASK FROM <http://g/1> {}", GRAPHS, Dataset(("http://g/2",), ())).dataset
    assert (dataset.default, dataset.named) == (("http://g/2",), ())


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1/", "http://g/3"])
def test_an_unknown_graph_is_refused_by_name(graph: str) -> None:
    with pytest.raises(QueryError, match=f"no graph <{graph}>"):
        examine(f"ASK FROM <{graph}> {{ ?s ?p ?o }}", GRAPHS)
    with pytest.raises(QueryError, match=f"no graph <{graph}>"):
        examine(f"ASK FROM NAMED <{graph}> {{ ?s ?p ?o }}", GRAPHS)
    with pytest.raises(QueryError, match=f"no graph <{graph}>"):
        examine("ASK {}", GRAPHS, Dataset((), (graph,)))


def test_length_and_nesting_are_bounded() -> None:
    deep = DEFAULT.nesting + 1
    with pytest.raises(QueryError, match="bytes"):
        examine("ASK {}" + " " * DEFAULT.query_size, GRAPHS)
    with pytest.raises(QuerySyntaxError, match="nested") as error:
        examine("ASK " + "{" * deep + "}" * deep, GRAPHS)
    assert (error.value.line, error.value.column) == (1, 4 + deep)
    with pytest.raises(QueryError, match="words and marks"):
        examine("ASK {" + "1 " * QUERY_PARTS["tokens"] + "}", GRAPHS)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("# nothing", 1, 10),
        ("SELECT *\n{ ?s ?p 'x }", 2, 9),
        ("ASK { & }", 1, 7),
        ("ASK {\n\n  \0 }", 3, 3),
        ("ASK { ?s ?p '\\q' }", 1, 13),
        (r"ASK { ?s ?p '\uD800' }", 1, 14),
        ("FIND ME", 1, 1),
    ],
)
def test_what_cannot_be_read_is_placed(text: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        examine(text, GRAPHS)
    assert (error.value.line, error.value.column) == (line, column)
    assert str(error.value).startswith(f"line {line}, column {column}: ")


def test_a_text_is_cut_into_terminals() -> None:
    text = "?x a ex:b.c,\"d\",'''e'f''',1.5e3,ex:a\\#b,ex:%2f,_:g.h,@en-GB.[]"
    assert [token.text for token in tokens(text) if token.text != ","] == [
        *("?x", "a", "ex:b.c", '"d"', "'''e'f'''", "1.5e3", r"ex:a\#b", "ex:%2f", "_:g.h"),
        *("@en-GB", ".", "[", "]"),
    ]


def test_a_comparison_that_looks_like_an_iri_is_read_both_ways() -> None:
    assert [[token.text for token in run] for run in readings("?a<?b#>c\n) d")] == [
        ["?a", "<?b#>", "c", ")", "d"],
        ["?b", ")"],
    ]


def test_escapes_are_written_out_but_for_those_that_would_end_a_string() -> None:
    assert (
        resolved(r"\u0041 \U0001F600 '\u0027' '\\u0041' \n")
        == "A \U0001f600 '\\u0027' '\\\\u0041' \\n"
    )
