"""Browse views of the real release through Flask's client: rows, tables, and names left out."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.model.ns import BASE, PPO
from kg.views.facets import OPEN_THEMES, VIEWS
from kg.views.words import FALLBACK
from kg.web.app import create_app
from kg.web.indexes import facets, make_ready

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.engine.store import Store

BROWSER = {"Accept": "text/html"}
ASKED_FOR = {
    "cases": {"state", "region", "article", "theme", "status", "assessed", "assessor", "stage",
              "year", "publisher"},
    "persons": {"state", "region", "article", "status", "assessed", "assessor", "stage", "year",
                "publisher"},
    "prosecutions": {"state", "region", "article", "status", "assessed", "assessor", "stage",
                     "year", "publisher"},
}  # fmt: skip
NAMES = (
    "PREFIX ppo: <{0}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?name WHERE "
    "{{ ?person a ppo:Person ; skos:prefLabel ?name }}"
)


@pytest.fixture(scope="module")
def client(real_store: Store, real_release: Path) -> FlaskClient:
    app = create_app(Config(), real_store, real_release)
    make_ready(app)
    return app.test_client()


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200, address
    return answer.text


def facet_links(text: str, key: str) -> list[str]:
    """Return where the choices of a facet lead."""
    part = text.partition(f'id="_facet-{key}"')[2].partition("</details>")[0]
    return [html.unescape(href) for href in re.findall(r'<li><a href="([^"]+)"', part)]


def rows_of_view(client: FlaskClient, address: str) -> list[str]:
    """Return the paths of the records on all pages of a view."""
    found, here = list[str](), address
    while here:
        text = shown(client, here)
        found += re.findall(r'<th scope="row"><a href="/page/([^"?]+)', text)
        following = re.search(r'<a rel="next" href="([^"]+)"', text)
        here = html.unescape(following[1]) if following else ""
    return found


def table(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """Return the rows of the CSV to which a view leads."""
    text = shown(client, address)
    link = re.search(r'<a href="([^"]+)"[^>]*>CSV</a>', text)
    assert link
    answer = client.get(html.unescape(link[1]))
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return [*csv.DictReader(io.StringIO(answer.text))]


def selections(client: FlaskClient, kind: str) -> list[str]:
    """Return addresses of a view: whole, of both scopes, and with the first choice of facets."""
    first = shown(client, f"/{kind}")
    keys = [facet.key for facet in VIEWS[kind].facets if facet.shown and facet.key != "theme"]
    chosen = [links[0] for key in keys if (links := facet_links(first, key))]
    scope = [f"/{kind}?scope=all"] if VIEWS[kind].assessed else []
    return [f"/{kind}", *scope, *chosen[:3], chosen[-1]]


@pytest.mark.parametrize("kind", VIEWS)
def test_the_table_has_the_rows_of_the_view(client: FlaskClient, kind: str) -> None:
    for address in selections(client, kind):
        rows = table(client, address)
        assert rows, address
        paths = [row["record"].removeprefix(BASE) for row in rows]
        assert sorted(paths) == sorted(rows_of_view(client, address)), address


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_every_facet_that_is_asked_for_is_there(client: FlaskClient, kind: str) -> None:
    text = shown(client, f"/{kind}")
    assert {key for key in ASKED_FOR[kind] if facet_links(text, key)} == ASKED_FOR[kind]


def test_prosecutions_under_an_article_in_a_year_are_two_choices_away(client: FlaskClient) -> None:
    articles = facet_links(shown(client, "/prosecutions"), "article")
    years = facet_links(shown(client, articles[0]), "year")
    assert "article=" in years[0]
    assert "year=" in years[0]
    rows = table(client, years[0])
    assert rows
    assert set(rows[0]) == {"record", "defendant", "case", "name"}


def test_numbers_of_choices_are_those_of_sparql(client: FlaskClient) -> None:
    for kind, keys in ASKED_FOR.items():
        text = shown(client, f"/{kind}?scope=all")
        for key in sorted(keys - {"theme"}):
            link = facet_links(text, key)[0]
            part = text.partition(f'id="_facet-{key}"')[2]
            number = re.search(r'class="count">(\d+)<', part)
            assert number
            asked = re.search(r'href="/sparql\?edit=([^"]+)"', shown(client, link))
            assert asked
            query = client.get(f"/sparql?query={html.unescape(asked[1])}&format=csv").text
            assert len([*csv.DictReader(io.StringIO(query))]) == int(number[1]), link


def test_only_cases_can_be_chosen_by_theme() -> None:
    with_theme = {kind for kind, view in VIEWS.items()
                  if any("theme" in facet.pattern for facet in view.facets)}  # fmt: skip
    assert with_theme == {"cases"}
    assert not any("theme" in view.records + view.assessed for view in VIEWS.values())


def test_nobody_is_named_under_a_theme_of_belief_or_origin(
    client: FlaskClient, real_store: Store
) -> None:
    names = {row["name"] for row in real_store.query(NAMES.format(PPO)).rows()}
    with client.application.app_context():
        themes = facets("cases", "en").index.values["theme"]
    closed = [theme for theme in themes if theme not in OPEN_THEMES]
    assert closed
    for theme in closed:
        name = theme.rpartition("#")[2]
        for lang in FALLBACK:
            address = f"/cases?theme={name}&scope=all&lang={lang}"
            text = re.sub(r"<[^>]*>", " ", shown(client, address))
            main = html.unescape(text)
            assert not [one for one in names if len(one) > 5 and one in main], address
        rows = table(client, f"/cases?theme={name}&scope=all")
        assert rows
        assert set(rows[0]) == {"id"}
        spreadsheet = client.get(f"/cases?theme={name}&format=spreadsheet", headers=BROWSER)
        assert spreadsheet.status_code == 200  # the page: there is no such table
        as_json = client.get(f"/cases?theme={name}&scope=all&format=json", follow_redirects=True)
        assert as_json.json is not None
        assert as_json.json["head"]["vars"] == ["id"]
    everybody = rows_of_view(client, "/persons?theme=theme-religion")
    assert len(everybody) == len(rows_of_view(client, "/persons"))  # the field is passed over
