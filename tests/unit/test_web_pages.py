"""Pages of the real release: small, whole, without scripts, at addresses that stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.model.ns import BASE, ID
from kg.views.facets import VIEWS
from kg.views.sections import STATEMENTS
from kg.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.engine.store import Store

MOST = 100_000
"""Bytes of a page, before pictures and before it is packed."""
BROWSER = {"Accept": "text/html"}
# The records of each class that have most parts, or most pointing at them.
LARGEST = """PREFIX ppo: <https://w3id.org/polpros/ontology#>
SELECT ?x WHERE {{ ?x a ppo:{0} . {1} FILTER(!CONTAINS(STR(?x), "#")) }}
GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT {2}"""
KINDS = [
    ("Case", "?part ppo:concernsCase|ppo:inCase ?x", 3),
    ("Person", "?x ppo:subjectOfClaim ?part", 2),
    ("SourceDocument", "?part ppo:source ?x", 2),
    ("Article", "?part ppo:citesArticle ?x", 2),
    ("Organisation", "?part ppo:claimedBy ?x", 2),
    ("Place", "?part ppo:atPlace|ppo:prosecutionRegion ?x", 1),
]


@pytest.fixture(scope="module")
def client(real_store: Store, real_release: Path) -> FlaskClient:
    return create_app(Config(), real_store, real_release).test_client()


def html(client: FlaskClient, path: str) -> str:
    """Return a page, which must be there, small and free of scripts within it."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, path
    text = answer.text
    assert len(text.encode()) < MOST, path
    own = r"(?! type=\"module\" src=\"/)"
    assert not re.search(rf"<script{own}|<style|<iframe| on[a-z]+=| style=", text), path
    assert re.search(r"<h1\b", text)
    return text


def largest(store: Store, kind: str, pattern: str, number: int) -> list[str]:
    return [row["x"] for row in store.query(LARGEST.format(kind, pattern, number)).rows()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
def test_the_largest_records_have_small_pages(
    client: FlaskClient, real_store: Store, kind: tuple[str, str, int]
) -> None:
    for iri in largest(real_store, *kind):
        path = f"/page/{iri.removeprefix(BASE)}"
        for lang in ("en", "ru"):
            html(client, f"{path}?lang={lang}")
        html(client, f"{path}?show=incoming")
        html(client, f"{path}?show={STATEMENTS}")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("path", ["/", *(f"/{kind}" for kind in VIEWS)])
def test_ways_in_are_small(client: FlaskClient, path: str, lang: str) -> None:
    html(client, f"{path}?lang={lang}")


def test_all_of_the_largest_case_is_told_in_pages_that_are_small(
    client: FlaskClient, real_store: Store
) -> None:
    (iri,) = largest(real_store, *KINDS[0][:2], 1)
    first = html(client, f"/page/{iri.removeprefix(BASE)}")
    shows = set(re.findall(rf'href="(/page/id/{iri.removeprefix(ID)}\?show=[a-z]+)', first))
    ids: set[str] = set(re.findall(r' id="([^"]+)"', first))
    for address in shows - {f"/page/id/{iri.removeprefix(ID)}?show=incoming"}:
        path: str | None = address
        while path:
            page = html(client, path)
            further = re.search(r'rel="next" href="([^"]+)"', page)
            path = further[1].replace("&amp;", "&") if further else None
    parts = {
        str(getattr(quad.subject, "value", "")).partition("#")[2] for quad in real_store.about(iri)
        if str(getattr(quad.subject, "value", "")).startswith(f"{iri}#")
    }  # fmt: skip
    assert parts
    assert parts - ids == set()


def test_where_a_part_is_told_elsewhere_the_link_leads_to_it(
    client: FlaskClient, real_store: Store
) -> None:
    (iri,) = largest(real_store, *KINDS[0][:2], 1)
    first = html(client, f"/page/{iri.removeprefix(BASE)}")
    places = first[first.index('class="places"') :]
    for href, name in re.findall(r'<a href="([^"#]+)#([^"]+)">', places)[::25]:
        assert f'id="{name}"' in html(client, href.replace("&amp;", "&"))


def test_the_same_rows_as_csv(client: FlaskClient) -> None:
    page = html(client, "/persons?assessed=2025")
    number = re.search(r"Persons named in public: ([\d\u202f]+)", page)
    assert number
    answer = client.get("/persons?assessed=2025&format=csv")
    assert answer.status_code == 303
    table = client.get(answer.location)
    assert table.content_type.startswith("text/csv")
    assert len(table.text.splitlines()) - 1 == int(number[1].replace("\u202f", ""))


def test_old_lists_lead_to_the_views(client: FlaskClient) -> None:
    answer = client.get("/list/persons?lang=ru&page=2")
    assert (answer.status_code, answer.location) == (301, "/persons?lang=ru&page=2")


def test_the_switch_of_languages_keeps_every_chosen_value(client: FlaskClient) -> None:
    page = html(client, "/persons?stage=Conviction&stage=Trial")
    assert '/persons?stage=Conviction&amp;stage=Trial&amp;lang=ru"' in page


def test_views_narrowed_down_are_not_for_search_engines(client: FlaskClient) -> None:
    for path in ("/cases", "/persons", "/prosecutions", "/documents?issued=2021"):
        assert client.get(path).headers["X-Robots-Tag"].startswith("noindex"), path
    assert "X-Robots-Tag" not in client.get("/articles").headers
