"""What a release says of itself is so: sizes, sums, media types, in every description it has."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import rdflib
import yaml
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg.engine.store import Store
from kg.formats import N_TRIPLES
from kg.release import files, making
from kg.release.changes import lines
from kg.release.folder import switch
from tests.small_build import build

ROOT = Path(__file__).resolve().parents[2]
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
URL = "https://w3id.org/polpros/download/2026.11.0/"
# Written after the description and the crate, which so cannot hold their sums.
LATER = {"dataset.ttl", "README.txt", "ro-crate-metadata.json", "release.json", "SHA256SUMS"}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.write(*build(), tmp_path_factory.mktemp("out"), {"report.json": b"[]\n"})


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_dcat_tells_every_file_truly(release: Path) -> None:
    graph = rdflib.Graph().parse(release / "dataset.ttl")
    told = {}
    for entry in graph.subjects(rdflib.RDF.type, DCAT.Distribution):
        name = str(graph.value(entry, DCAT.downloadURL)).removeprefix(URL)
        digest = str(graph.value(graph.value(entry, SPDX.checksum), SPDX.checksumValue))
        media = str(graph.value(entry, DCAT.mediaType)).partition("media-types/")[2]
        packed = str(graph.value(entry, DCAT.compressFormat)).partition("media-types/")[2]
        told[name] = (int(str(graph.value(entry, DCAT.byteSize))), digest, media, packed)
    found = content(release)
    assert set(told) == set(found) - LATER
    for name, (size, checksum, media, packed) in told.items():
        assert (size, checksum) == (len(found[name]), sha256(found[name])), name
        assert media == files.content_type(name)
        assert packed == files.PACKINGS.get(name.rpartition(".")[2], "")
    dumps = {str(one).removeprefix(URL) for one in graph.objects(None, VOID.dataDump)}
    assert dumps == {name for name in told if files.is_rdf(name)}


VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def test_the_manifest_tells_every_file_truly(release: Path) -> None:
    told = json.loads((release / "release.json").read_bytes())["files"]
    found = content(release)
    assert set(told) == set(found) - {"release.json", "SHA256SUMS"}
    for name, one in told.items():
        assert (one["bytes"], one["sha256"]) == (len(found[name]), sha256(found[name]))


def test_the_crate_tells_every_file_truly(release: Path) -> None:
    told = json.loads((release / "ro-crate-metadata.json").read_bytes())
    assert told["@context"] == "https://w3id.org/ro/crate/1.2/context"
    by_id = {one["@id"]: one for one in told["@graph"]}
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = [one["@id"] for one in by_id["./"]["hasPart"]]
    found = content(release)
    assert set(parts) == set(found) - {"ro-crate-metadata.json"}
    for name in parts:
        if name not in LATER - {"dataset.ttl", "README.txt"}:
            assert by_id[name]["contentSize"] == str(len(found[name]))
            assert by_id[name]["sha256"] == sha256(found[name])
    for one in told["@graph"]:
        for value in one.values():
            if isinstance(value, dict) and not value["@id"].startswith("https://w3id.org/"):
                assert value["@id"] in by_id


def test_citations_tell_version_day_and_licence(release: Path) -> None:
    cff = yaml.safe_load((release / "CITATION.cff").read_bytes())
    assert (cff["version"], cff["date-released"]) == ("2026.11.0", "2026-11-22")
    told: dict[str, Any] = json.loads((release / "datacite.json").read_bytes())
    needed = {"types", "creators", "titles", "publisher", "publicationYear", "schemaVersion"}
    assert needed <= told.keys()
    assert told["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    schema = json.loads((release / "schema-org.json").read_bytes())
    assert schema["@type"] == "Dataset"
    found = content(release)
    for one in schema["distribution"]:
        name = unquote(one["contentUrl"].removeprefix(URL))
        assert (one["contentSize"], one["sha256"]) == (f"{len(found[name])} B", sha256(found[name]))
        assert one["encodingFormat"] == files.content_type(name)
    assert "</" not in (release / "schema-org.json").read_text("utf-8")


def test_the_citation_of_the_repository_is_that_of_the_release() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_bytes())
    settings = yaml.safe_load((ROOT / "data" / "release.yaml").read_bytes())
    assert told["version"] == settings["version"]
    assert str(told.get("date-released", settings["date"])) == settings["date"]
    assert settings["title"]["en"] in (told["title"], told["title"].replace(": an", ", an"))


def test_the_readme_names_every_file(release: Path) -> None:
    text = (release / "README.txt").read_text("utf-8")
    for name in content(release):
        assert name in text or files.unpacked(name) in text
    assert "sha256sum -c SHA256SUMS" in text
    assert "Вымышленная редакция" in text


def test_the_feed_is_atom(release: Path) -> None:
    feed = ET.parse(release / "changes.atom").getroot()  # noqa: S314  # written by ourselves
    atom = "{http://www.w3.org/2005/Atom}"
    assert [one.text for one in feed.iterfind(f"{atom}entry/{atom}id")] == [URL]
    assert feed.findtext(f"{atom}updated") == "2026-11-22T00:00:00Z"


def test_dump_and_endpoint_are_equal_triple_for_triple(release: Path) -> None:
    switch(release.parent, release.name)
    store = Store.open(release)
    asked = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").serialize(N_TRIPLES)
    text = asked if isinstance(asked, str) else asked.decode()
    assert sorted(set(text.splitlines(keepends=True))) == list(lines(release, "polpros"))
    nquads = parse(path=release / "polpros.nq", format=RdfFormat.N_QUADS)
    default = {str(q.triple) for q in nquads if isinstance(q.graph_name, DefaultGraph)}
    assert default == {line.removesuffix(" .\n") for line in lines(release, "polpros")}


SCRIPT = """
import sys
from pathlib import Path
from kg.release import making
from tests.small_build import build
making.write(*build(), Path(sys.argv[1]), {"report.json": b"[]"})
"""


def test_two_machines_write_the_same_bytes(tmp_path: Path) -> None:
    """Zone, language, hash seed, folder and umask differ; so does the hour, by the zone."""
    found = []
    for at, (zone, language, seed, mask) in enumerate(
        [("Asia/Kamchatka", "C", "1", "022"), ("America/Lima", "ru_RU.UTF-8", "77", "077")]
    ):
        out = tmp_path / ("a" * (at * 20 + 1))
        environ = {**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language}
        environ |= {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = f'umask {mask} && exec "$0" -c "$1" "$2"'
        arguments = ["sh", "-c", command, sys.executable, SCRIPT, str(out)]
        subprocess.run(arguments, env=environ, cwd=tmp_path, check=True)
        found.append(content(out / "2026.11.0"))
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


def test_the_tables_count_what_the_release_counts(release: Path) -> None:
    with (release / "tables" / "persons.csv").open(encoding="utf-8", newline="") as file:
        persons = list(csv.DictReader(file))
    store = Store.open(release)
    asked = "SELECT ?p { ?p a <https://w3id.org/polpros/ontology#Person> } ORDER BY STR(?p)"
    rows = store.query(asked).rows()
    assert [one["iri"] for one in persons] == [row["p"] for row in rows]
