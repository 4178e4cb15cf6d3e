from __future__ import annotations

import pytest

from kg.errors import NotAcceptableError
from kg.formats import ALL, GRAPHS, HTML, JSON_LD, RESULTS, Format, by_extension, by_name, negotiate

GRAPH_CASES = [
    (None, "turtle"),
    ("", "turtle"),
    ("*/*", "turtle"),
    ("text/*", "turtle"),
    ("application/*", "ntriples"),
    ("text/turtle", "turtle"),
    ("TEXT/Turtle; Q=1.000", "turtle"),
    ("application/rdf+xml, text/turtle;q=0.5", "rdfxml"),
    ("text/turtle;q=0.5, application/rdf+xml", "rdfxml"),
    ("application/rdf+xml, */*", "rdfxml"),
    ("text/turtle;q=0, */*", "ntriples"),
    ("*/*;q=0.1, text/turtle;q=0", "ntriples"),
    ("application/*;q=0.9, application/ld+json;q=0.95, text/turtle;q=0.5", "jsonld"),
    ("text/turtle;charset=utf-8, application/rdf+xml;q=0.9", "turtle"),
    ("text/turtle;charset=utf-16, application/rdf+xml;q=0.9", "rdfxml"),
    ('application/ld+json;profile="a,b;c=\\"d"', "jsonld"),
    ("application/json", "jsonld"),
    ("text/plain", "ntriples"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "turtle"),
    ("no media range", "turtle"),
    ("text/turtle;q=2, application/rdf+xml", "rdfxml"),
    ("text/turtle;q=, application/rdf+xml;q=0.1", "rdfxml"),
    (",, ,application/ld+json,", "jsonld"),
]


@pytest.mark.parametrize(("accept", "name"), GRAPH_CASES)
def test_a_graph_is_negotiated(accept: str | None, name: str) -> None:
    assert negotiate(accept, GRAPHS).name == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("application/xml", "xml"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/html;q=0.4, application/sparql-results+json;q=0.5", "json"),
    ],
)
def test_results_are_negotiated(accept: str | None, name: str) -> None:
    assert negotiate(accept, (*RESULTS, HTML)).name == name


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/html, application/xml;q=0"])
def test_nothing_that_fits_is_an_error_that_lists_what_is_offered(accept: str) -> None:
    with pytest.raises(NotAcceptableError, match="text/turtle, application/n-triples") as error:
        negotiate(accept, GRAPHS)
    assert error.value.status == 406


def test_a_format_has_a_name_an_extension_and_a_type() -> None:
    assert by_name("jsonld", GRAPHS) is JSON_LD
    assert by_name(" JSONLD ", GRAPHS) is JSON_LD
    assert by_name("application/ld+json", GRAPHS) is JSON_LD
    assert by_extension("jsonld", ALL) is JSON_LD
    assert by_extension("docx", ALL) is None


def test_a_name_that_is_not_offered_is_not_acceptable() -> None:
    with pytest.raises(NotAcceptableError, match="turtle, ntriples, jsonld, rdfxml"):
        by_name("csv", GRAPHS)


@pytest.mark.parametrize("format_", ALL, ids=lambda format_: format_.name)
def test_text_says_its_charset(format_: Format) -> None:
    is_text = format_.media_type.startswith("text/")
    assert not is_text or format_.content_type.endswith("; charset=utf-8")


def test_names_and_extensions_are_unique() -> None:
    assert len({format_.name for format_ in ALL}) == len(ALL)
    assert len({format_.extension for format_ in ALL}) == len(ALL)
