from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
import zstandard
from pyoxigraph import DefaultGraph, NamedNode

from kg.engine.files import load_files
from kg.errors import DumpError

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "a.ttl": "<http://x/a> <http://x/p> _:b . _:b <http://x/p> 'Ё' .",
    "a.nt": "<http://x/a> <http://x/p> _:b .\n_:b <http://x/p> 'Ё' .".replace("'", '"'),
    "a.nq": '<http://x/a> <http://x/p> _:b <http://x/g> .\n_:b <http://x/p> "Ё" .',
    "a.trig": "<http://x/g> { <http://x/a> <http://x/p> _:b } _:b <http://x/p> 'Ё' .",
    "a.rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='http://x/'>"
    "<rdf:Description rdf:about='http://x/a'><x:p><rdf:Description x:p='Ё'/></x:p>"
    "</rdf:Description></rdf:RDF>",
    "a.jsonld": '{"@id": "http://x/a", "http://x/p": {"http://x/p": "Ё"}}',
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("end", ["", ".gz", ".zst"])
def test_every_format_is_read_packed_or_not(tmp_path: Path, name: str, end: str) -> None:
    path = tmp_path / f"{name}{end}"
    text = TEXTS[name].encode()
    packed = {"": text, ".gz": gzip.compress(text), ".zst": zstandard.compress(text)}
    path.write_bytes(packed[end])
    found = list(load_files([path]))
    assert len(found) == 2
    assert {quad.predicate for quad in found} == {NamedNode("http://x/p")}
    is_named = name in {"a.nq", "a.trig"}
    graphs = {quad.graph_name for quad in found}
    assert graphs == ({DefaultGraph(), NamedNode("http://x/g")} if is_named else {DefaultGraph()})


def test_blank_nodes_of_two_files_are_different(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("1.ttl", "2.ttl")]
    for path in paths:
        path.write_text(TEXTS["a.ttl"], encoding="utf-8")
    assert len(load_files(paths)) == 4


def test_relative_addresses_begin_at_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<b> <p> 1 .", encoding="utf-8")
    (quad,) = load_files([path])
    assert quad.subject == NamedNode((tmp_path / "b").as_uri())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.ttl", b"<http://x/a> oops .", r"a\.ttl: cannot be read as Turtle.*line 1"),
        ("a.nt", b"\xff\xfe", r"a\.nt: cannot be read as N-Triples"),
        ("a.nt.gz", b"no", r"a\.nt\.gz: damaged, cannot be unpacked"),
        (
            "b.nt.gz",
            gzip.compress(b"<a:a> <a:b> <a:c> .\n" * 99, mtime=0)[:-20],
            r"b\.nt\.gz: damag",
        ),
        ("a.nt.zst", b"no", r"a\.nt\.zst: damaged, cannot be unpacked"),
        ("a.doc", b"", r"a\.doc: unknown kind of file; known are \.ttl"),
        ("a.ttl", b"", "hold no statement"),
        ("none/a.ttl", None, r"a\.ttl: No such file"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DumpError, match=message):
        load_files([path])


def test_a_zst_file_that_ends_too_soon_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.nt.zst"
    text = "".join(f"<a:{number}> <a:b> <a:c> .\n" for number in range(100_000)).encode()
    path.write_bytes(zstandard.compress(text)[:-5])
    with pytest.raises(DumpError, match=r"a\.nt\.zst: damaged.*ends too soon"):
        load_files([path])
