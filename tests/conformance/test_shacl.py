"""The compiled shapes say what pyshacl says, and the shapes of the project are valid SHACL.

`fixtures/shacl/*.ttl` hold small shapes and invented data for every kind of constraint, with
cases on both sides. A first line `# expect: MinCount 1, …` counts the findings by component.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib

from kg.check import compile_shapes, validate
from kg.check.compile import compile_triples, read_turtle
from kg.check.reference import compared, pyshacl_violations

if TYPE_CHECKING:
    from kg.check.report import Violation

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = sorted((ROOT / "tests/fixtures/shacl").glob("*.ttl"))
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))
ONTOLOGY = sorted((ROOT / "ontology").glob("*.ttl"))
BROKEN = sorted((ROOT / "tests/fixtures/shapes").glob("*.ttl"))

needs_shapes = pytest.mark.skipif(not SHAPES, reason="there are no shapes in shapes/ yet")


def counted(violations: list[Violation]) -> str:
    names = (
        violation.component.removeprefix("http://www.w3.org/ns/shacl#").removesuffix(
            "ConstraintComponent"
        )
        for violation in violations
    )
    return ", ".join(f"{name} {number}" for name, number in sorted(Counter(names).items()))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_constraint_finds_what_pyshacl_finds(path: Path) -> None:
    triples = read_turtle([path])
    found = validate(triples, compile_triples(triples))
    expected = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert f"# expect: {counted(found)}" == expected
    assert compared(found) == compared(pyshacl_violations(triples, triples))


def test_what_has_no_set_wise_form_is_left_to_pyshacl_and_named() -> None:
    shapes = compile_shapes([ROOT / "tests/fixtures/shacl/left.ttl"])
    assert [one.shape.name for one in shapes.compiled] == ["https://example.org/S01-compiled"]
    assert [(name.split("/")[-1], why) for name, why in shapes.left] == [
        ("S02-subselect", "a sub-select"),
        ("S03-count", "COUNT and GROUP and HAVING"),
        ("S04-hand", "sh:qualifiedValueShapesDisjoint"),
        ("S05-own", "<https://example.org/mostly> of a constraint component"),
    ]


@needs_shapes
def test_the_rules_find_in_broken_records_what_pyshacl_finds() -> None:
    triples = read_turtle([*ONTOLOGY, *BROKEN])
    found = validate(triples, compile_shapes(SHAPES))
    assert compared(found) == compared(pyshacl_violations(triples, read_turtle(SHAPES)))


@needs_shapes
def test_all_rules_are_compiled() -> None:
    assert compile_shapes(SHAPES).left == ()


def meta_results(shapes: rdflib.Graph) -> list[str]:
    """Return what the shapes of SHACL itself find against shapes, without inference."""
    source = resources.files(pyshacl).joinpath("assets/shacl-shacl.ttl").read_text("utf-8")
    meta = rdflib.Graph().parse(data=source, format="turtle")
    _, report, _ = pyshacl.validate(shapes, shacl_graph=meta, inference="none")
    assert isinstance(report, rdflib.Graph)
    message = rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage")
    return sorted(str(text) for text in report.objects(None, message))


@needs_shapes
def test_shapes_are_valid_shacl() -> None:
    shapes = rdflib.Graph()
    for path in SHAPES:
        shapes.parse(path, format="turtle")
    assert meta_results(shapes) == []


def test_shapes_that_are_no_shacl_are_found() -> None:
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:NodeShape ; sh:minCount 1 ."
    assert meta_results(rdflib.Graph().parse(data=text, format="turtle")) != []


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_no_rule_reads_the_clock_or_draws_lots(path: Path) -> None:
    calls = re.findall(r"(?i)\b(NOW|RAND|UUID|STRUUID)\s*\(", path.read_text(encoding="utf-8"))
    assert calls == []
