"""Data quality, rules and terms through Flask's client: pages for people, files for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.model import ns
from kg.views.facets import VIEWS
from kg.views.words import FALLBACK
from kg.web.app import create_app
from kg.web.indexes import make_ready
from tests.small_release import CASE, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html"}
FINDING = {
    "severity": "Warning", "rule": "S04", "focus": CASE, "path": f"<{ns.PPO}theme>", "value": "",
    "component": "", "shape": f"{ns.PPS}S04-x", "message": "S04 No theme; add it.",
    "messages": {"en": "S04 No theme; add it.", "ru": "S04 Нет темы; добавьте."},
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_release(tmp_path_factory.mktemp("out"))
    (folder / "report.json").write_text(json.dumps([FINDING]), encoding="utf-8")
    (folder / "report.ttl").write_text(f"<{CASE}> <{ns.SH}conforms> false .\n", encoding="utf-8")
    coverage: dict[str, list[str]] = {"kinds": [], "sources": [], "rules": []}
    (folder / "coverage.json").write_text(json.dumps(coverage), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def app(folder: Path) -> Flask:
    return create_app(Config(), Store.open(folder), folder)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("lang", FALLBACK)
@pytest.mark.parametrize(
    "path",
    ["/report", "/report/findings", "/report/findings?rule=S04&page=x", "/report/sources",
     "/shapes", "/shapes/S04", "/ontology", "/ontology?q=case", "/ontology/Case"],
)  # fmt: skip
def test_pages_are_there_in_every_language(client: FlaskClient, path: str, lang: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}lang={lang}"
    answer = client.get(joined, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{lang}"' in answer.text


def test_the_report_is_a_page_a_table_or_the_report_itself(client: FlaskClient) -> None:
    html = client.get("/report?lang=ru", headers=BROWSER).text
    assert "Нет темы; добавьте." in html
    assert 'href="/report/findings?severity=Warning&amp;rule=S04&amp;lang=ru"' in html
    for asked in ({"Accept": "text/csv"}, None):
        table = client.get("/report", query_string={} if asked else "format=csv", headers=asked)
        assert table.mimetype == "text/csv"
        assert "S04" in table.text
        assert table.headers["X-Robots-Tag"] == "noindex"
    turtle = client.get("/report", headers={"Accept": "text/turtle"})
    assert turtle.mimetype == "text/turtle"
    assert "conforms" in turtle.text


def test_lists_that_name_persons_are_not_for_search_engines(client: FlaskClient) -> None:
    for path in ("/report/findings", "/report/sources"):
        assert client.get(path, headers=BROWSER).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/report", headers=BROWSER).headers


def test_a_release_without_a_report_says_so(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "out")
    client = create_app(Config(), Store.open(folder), folder).test_client()
    assert "published without" in client.get("/report", headers=BROWSER).text
    assert client.get("/report/findings").status_code == 404
    assert client.get("/shapes", headers=BROWSER).status_code == 200


def test_rules_and_terms_that_are_not(client: FlaskClient) -> None:
    for path in ("/shapes/Z99", "/ontology/Nothing", "/vocab/nothing"):
        assert client.get(path, headers=BROWSER).status_code == 404
    turtle = {"Accept": "text/turtle"}
    assert client.get("/shapes", headers=turtle).mimetype == "text/turtle"
    assert client.get("/ontology/Case", headers=turtle).headers["Location"] == "/ontology"
    assert client.get("/ontology/0.2.0", headers=BROWSER).headers["Location"] == "/ontology"


def test_a_term_shows_where_it_is_used(client: FlaskClient) -> None:
    html = client.get("/ontology/Case", headers=BROWSER).text
    assert 'href="/page/id/c-0000000"' in html
    assert "An invented case" in html


def test_everything_can_be_made_before_it_is_asked_for(app: Flask) -> None:
    make_ready(app)
    kept = app.extensions["facets"]
    assert set(kept) == {(kind, lang) for kind in VIEWS for lang in FALLBACK}
    assert {"findings", "checks", "uses"} <= set(app.extensions)
