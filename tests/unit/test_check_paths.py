from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check.graph import Index
from kg.check.paths import read_path, walk
from kg.check.reader import sh
from tests.unit.test_check import triples

A = ox.NamedNode("https://example.org/a")
DATA = "ex:a ex:p ex:b . ex:b ex:p ex:a, ex:c . ex:c ex:q 'x' ; rdfs:subClassOf ex:a ."


@pytest.mark.parametrize(
    ("path", "text", "ends"),
    [
        ("ex:p", "<ex:p>", "b"),
        ("[ sh:inversePath ex:p ]", "^<ex:p>", "b"),
        ("( ex:p ex:p )", "<ex:p>/<ex:p>", "a c"),
        ("[ sh:inversePath ( ex:p ex:q ) ]", "^<ex:q>/^<ex:p>", ""),
        ("[ sh:inversePath [ sh:inversePath ex:p ] ]", "<ex:p>", "b"),
        ("[ sh:alternativePath ( ex:q ( ex:p ex:p ) ) ]", "<ex:q>|(<ex:p>/<ex:p>)", "a c"),
        ("[ sh:zeroOrMorePath ex:p ]", "<ex:p>*", "a b c"),
        ("[ sh:oneOrMorePath ex:p ]", "<ex:p>+", "a b c"),
        ("[ sh:zeroOrOnePath ex:p ]", "<ex:p>?", "a b"),
        ("( [ sh:zeroOrMorePath ex:p ] ex:q )", "(<ex:p>*)/<ex:q>", "x"),
    ],
)
def test_a_path_is_written_and_walked(path: str, text: str, ends: str) -> None:
    index = Index(triples(f"{DATA} ex:s sh:path {path} ."))
    (node,) = index.all_objects(sh("path"))
    read = read_path(index, node)
    assert str(read) == text.replace("ex:", "https://example.org/")
    found = sorted(end.value.split("/")[-1] for end in walk(read, index, A))
    assert found == ends.split()
