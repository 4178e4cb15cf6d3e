"""D08: the records of the release answer at their addresses, as a page and as Turtle.

Asked are those of the ten statements and twelve others of each class, always the same ones.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.config import Config
from kg.model.ns import BASE, ID
from kg.web.app import create_app
from tests.slices import TEN_STATEMENTS, rank

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.engine.store import Store

RECORDS = """SELECT DISTINCT ?x ?class WHERE { GRAPH ?g { ?x a ?class }
FILTER(STRSTARTS(STR(?class), "https://w3id.org/polpros/ontology#"))
FILTER(STRSTARTS(STR(?x), "https://w3id.org/polpros/id/") ||
       STRSTARTS(STR(?x), "https://w3id.org/polpros/law/"))
FILTER(!CONTAINS(STR(?x), "#")) } ORDER BY ?x"""
ASKED_OF_EACH_KIND = 12


@pytest.fixture(scope="module")
def client(real_store: Store, real_release: Path) -> FlaskClient:
    return create_app(Config(), real_store, real_release).test_client()


def asked(store: Store) -> list[str]:
    """Return the addresses of the ten statements' cases and of some records of each class."""
    by_class: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.query(RECORDS).rows():
        by_class[str(row["class"])].add(str(row["x"]))
    every = set().union(*by_class.values())
    assert len(every) > 300
    chosen = {iri for iri in every if iri.removeprefix(ID) in TEN_STATEMENTS}
    assert len(chosen) == len(TEN_STATEMENTS)
    for iris in by_class.values():
        chosen.update(sorted(iris, key=rank)[:ASKED_OF_EACH_KIND])
    return sorted(chosen)


def test_records_answer(client: FlaskClient, real_store: Store) -> None:
    for iri in asked(real_store):
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
        assert 'href="#_doc-rir-98"' in after[:4000], part
    assert "rightsinrussia.org" in page[page.index('id="_doc-rir-98"') :]
