from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.check.compile import compile_shapes
from kg.errors import ConfigError
from tests.unit.test_check import shapes

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = "ex:S01-s a sh:NodeShape ; sh:targetClass ex:C ; "


def query(text: str) -> str:
    return f'{SHAPE} sh:sparql [ sh:select "{text}" ] .'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ex:a a ex:B .", "no target"),
        ("[] sh:targetClass ex:C .", "needs an IRI"),
        (f"{SHAPE} sh:target [ sh:select 'x' ] .", "sh:target is not supported"),
        (f"{SHAPE} sh:js [] .", "sh:js is not supported"),
        (f"{SHAPE} sh:node ex:S01-s .", "leads back to itself"),
        (f"{SHAPE} sh:property [ sh:path [ ex:not ex:a ] ] .", "is no property path"),
        (f"{SHAPE} sh:property [ sh:path ex:a ; sh:minCount 'one' ] .", "no whole number"),
        (f"{SHAPE} sh:pattern '(' .", "is no pattern"),
        (f"{SHAPE} sh:pattern 'a' ; sh:flags 'q' .", "is no pattern"),
        (f"{SHAPE} sh:or () .", "need a list of shapes"),
        (f"{SHAPE} sh:equals 'a' .", "is no property"),
        (f"{SHAPE} sh:minInclusive ex:a .", "is no literal"),
        (f"{SHAPE} sh:sparql [] .", "has no sh:select"),
        (query("SELECT $this WHERE { $this ex:a ?x }"), "is no SPARQL query"),
        (query("SELECT $this WHERE { VALUES ?x { 1 } }"), "forbids VALUES"),
        (query("SELECT $this { ?s ?p ?o MINUS { $this ?p ?o } }"), "forbids MINUS"),
        (query("SELECT $this { SERVICE <https://e.org> { ?s ?p ?o } }"), "forbids SERVICE"),
        (query("SELECT $this { ?s ?p ?o BIND(?s AS $this) }"), r"assign to \$this"),
        (query("SELECT $this { $this $PATH ?o }"), "which has no path"),
    ],
)
def test_shapes_that_cannot_be_used_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        shapes(text)


def test_an_error_names_the_shape() -> None:
    with pytest.raises(ConfigError, match=r"<https://example\.org/S01-s>: SHACL forbids VALUES"):
        shapes(query("SELECT $this WHERE { VALUES ?x { 1 } }"))


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"broken\.ttl cannot be read as Turtle"):
        compile_shapes([file])
    with pytest.raises(ConfigError, match=r"missing\.ttl cannot be read"):
        compile_shapes([tmp_path / "missing.ttl"])


def test_a_shape_knows_the_rules_it_can_report_on() -> None:
    text = f"""{SHAPE} sh:property [ sh:path ex:a ; sh:minCount 1 ; sh:message "L12 a"@en ] ;
      sh:class ex:D ; sh:or ( [ sh:class ex:E ; sh:message "S99 never reported"@en ] ) ."""
    (targeted,) = shapes(text).compiled
    assert targeted.rules == {"L12", "S01"}
