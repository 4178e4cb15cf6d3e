"""The pages of downloads and of changes, the feed, and the links that programs follow."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.release import making
from kg.web.app import create_app
from tests.small_build import PERSON, build
from tests.small_release import write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

URL = "https://w3id.org/polpros/download/2026.12.0/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    first = making.write(*build(24), out)
    digest = hashlib.sha256((first / "release.json").read_bytes()).hexdigest()
    named = {"version": "2026.11.0", "manifest": digest}
    return making.write(*build(36, version="2026.12.0", previous=named), out)


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Config(), Store.open(folder), folder).test_client()


def links(client: FlaskClient, path: str) -> dict[str, list[str]]:
    """Return the targets of the `Link` headers of a page, by relation."""
    found: dict[str, list[str]] = {}
    for link in client.get(path, buffered=True).headers.getlist("Link"):
        if target := re.match(r'<([^>]*)>; rel="([^"]*)"', link):
            found.setdefault(target[2], []).append(target[1])
    return found


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_offers_every_file(client: FlaskClient, folder: Path, lang: str) -> None:
    text = client.get(f"/download/?lang={lang}", buffered=True).text
    for path in folder.rglob("*"):
        if path.is_file():
            assert f'href="/download/2026.12.0/{path.relative_to(folder)}"' in text


def test_the_page_tells_search_engines_for_data_of_the_dataset_only(client: FlaskClient) -> None:
    text = client.get("/download/", buffered=True).text
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert json.loads(said)["@type"] == "Dataset"
    for path in ("/page/id/p-0000000", "/changes"):
        assert '<script type="application/ld+json"' not in client.get(path, buffered=True).text


@pytest.mark.parametrize("path", ["/download/", "/download/2026.12.0/", "/download/2026.12.0"])
def test_signposts_of_the_release_lead_to_its_files(client: FlaskClient, path: str) -> None:
    found = links(client, path)
    assert found["cite-as"] == [URL]
    assert "https://schema.org/Dataset" in found["type"]
    assert f"{URL}ro-crate-metadata.json" in found["describedby"]
    for target in (*found["item"], *(one for one in found["describedby"] if URL in one)):
        answer = client.get(target.replace("https://w3id.org/polpros", ""), buffered=True)
        assert answer.status_code == 200
    for link in client.get(path, buffered=True).headers.getlist("Link"):
        if told := re.search(r"polpros(/download/[^>]+\.[a-z]+)>; .*; type=\"([^\"]+)\"", link):
            assert client.get(told[1], buffered=True).mimetype == told[2]


def test_signposts_of_a_record_lead_to_its_data(client: FlaskClient) -> None:
    found = links(client, "/page/id/p-0000000")
    assert found["cite-as"] == [PERSON]
    for target in found["describedby"]:
        assert client.get(target, buffered=True).status_code == 200


def test_a_file_points_at_its_release(client: FlaskClient) -> None:
    assert links(client, "/download/2026.12.0/polpros.ttl")["collection"] == [URL]


def test_what_is_sent_has_the_type_that_is_told(client: FlaskClient) -> None:
    for name, kind in (
        ("polpros.nt.gz", "application/gzip"),
        ("polpros.nt.zst", "application/zstd"),
        ("tables/persons.csv", "text/csv; charset=utf-8"),
        ("tables/persons.parquet", "application/vnd.apache.parquet"),
        ("README.txt", "text/plain; charset=utf-8"),
        ("changes.atom", "application/atom+xml"),
    ):
        answer = client.get(f"/download/2026.12.0/{name}", buffered=True)
        assert (answer.content_type, answer.headers.get("Content-Encoding")) == (kind, None), name


@pytest.mark.parametrize(("lang", "words"), [("en", ("before", "now")), ("ru", ("было", "стало"))])
def test_the_page_of_changes_tells_them_by_record(
    client: FlaskClient, lang: str, words: tuple[str, str]
) -> None:
    answer = client.get(f"/changes?lang={lang}", buffered=True)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    for word in (*words, "<del>24</del>", "<ins>36</ins>", "2026.11.0", "/id/c-0000000"):
        assert word in answer.text


def test_the_feed_is_sent_as_atom(client: FlaskClient) -> None:
    answer = client.get("/changes.atom", buffered=True)
    assert answer.content_type == "application/atom+xml"
    assert answer.text.count("<entry>") == 2


def test_what_has_no_changes_says_so(tmp_path: Path) -> None:
    folder = write_release(tmp_path)
    client = create_app(Config(), Store.open(folder), folder).test_client()
    assert client.get("/changes", buffered=True).status_code == 404
    assert client.get("/download/", buffered=True).status_code == 200


def test_the_server_needs_nothing_that_only_writes_releases() -> None:
    command = "import sys, kg.web.app, kg.web.serve; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
