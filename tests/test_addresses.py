"""D08: every record of the release answers at its address, as a page and as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.config import Config
from kg.model.ns import BASE
from kg.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.engine.store import Store

RECORDS = """SELECT DISTINCT ?x WHERE { GRAPH ?g { ?x a ?class }
FILTER(STRSTARTS(STR(?class), "https://w3id.org/polpros/ontology#"))
FILTER(STRSTARTS(STR(?x), "https://w3id.org/polpros/id/") ||
       STRSTARTS(STR(?x), "https://w3id.org/polpros/law/"))
FILTER(!CONTAINS(STR(?x), "#")) } ORDER BY ?x"""


@pytest.fixture(scope="module")
def client(real_store: Store, real_release: Path) -> FlaskClient:
    return create_app(Config(), real_store, real_release).test_client()


def test_every_record_answers(client: FlaskClient, real_store: Store) -> None:
    iris = [row["x"] for row in real_store.query(RECORDS).rows()]
    assert len(iris) > 300
    for iri in iris:
        path = f"/{iri.removeprefix(BASE)}"
        turtle = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert turtle.status_code == 200, iri
        subjects = {str(quad.subject) for quad in ox.parse(turtle.data, ox.RdfFormat.TURTLE)}
        assert f"<{iri}>" in subjects
        page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert page.status_code == 200, iri
        assert iri in page.text


def test_garipov_page_keeps_the_voices_apart(client: FlaskClient) -> None:
    page = client.get("/page/id/c-fzxz7ja").text
    order = [
        page.index("Authorities allege"),
        page.index("tore an officer"),
        page.index("Monitors assess"),
        page.index("considers Garipov a political prisoner"),
        page.index("Demands"),
        page.index("that all charges be dropped"),
        page.index("video in the case file"),
    ]
    assert all(place > 0 for place in order)
    for part in ("allegation", "assessment-memorial", "demand-release", "account-arrest"):
        assert f'id="{part}"' in page
        after = page[page.index(f'id="{part}"') :]
        assert "rightsinrussia.org" in after[:4000], part
