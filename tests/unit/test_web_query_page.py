"""The query page without a browser: what it offers, by itself and to its scripts."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.model.ns import PPO, PREFIXES
from kg.web.app import create_app
from tests.small_release import VERSION, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = write_release(tmp_path_factory.mktemp("query"))
    return create_app(Config(), Store.open(folder), folder).test_client()


def query_in(text: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.S)
    assert found is not None
    return html.unescape(found[1])


def test_the_form_begins_with_a_query_that_runs(client: FlaskClient) -> None:
    text = query_in(client.get("/sparql", headers=BROWSER).text)
    assert "SELECT ?person ?case" in text
    assert client.post("/sparql", data={"query": text}).status_code == 200


@pytest.mark.parametrize("name", ["q07-demands", "q07"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_example_has_an_address(client: FlaskClient, name: str, lang: str) -> None:
    answer = client.get(f"/sparql?example={name}&lang={lang}", headers=BROWSER)
    assert "ppo:Demand" in query_in(answer.text)
    assert f'<html lang="{lang}">' in answer.text


def test_an_example_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/sparql?example=q99-nothing", headers=BROWSER).status_code == 404
    assert client.get("/sparql?example=q39", headers=BROWSER).status_code == 404  # federated


def test_a_long_draft_is_shown_whole(client: FlaskClient) -> None:
    draft = "ASK {}\n" + "# remark\n" * 4000
    assert query_in(client.get(f"/sparql?edit={quote(draft)}", headers=BROWSER).text) == draft


@pytest.mark.parametrize("lang", ["en", "ru", "be"])
def test_scripts_are_told_strings_errors_and_limits(client: FlaskClient, lang: str) -> None:
    text = client.get(f"/sparql?lang={lang}", headers=BROWSER).text
    found = re.search(r'data-settings="([^"]*)"', text)
    assert found is not None
    told = json.loads(html.unescape(found[1]))
    assert (told["lang"], told["release"], told["timeout"]) == (lang, VERSION, 30)
    assert told["problems"]["limit-reached"]["mend"]
    assert "{rows}" in told["words"]["done"]


def test_terms_come_with_labels_prefixes_and_a_tag(client: FlaskClient) -> None:
    answer = client.get("/sparql/terms.json")
    assert answer.json is not None
    assert answer.json["prefixes"] == PREFIXES
    (case,) = (term for term in answer.json["terms"] if term["iri"] == f"{PPO}Case")
    assert case == {"iri": f"{PPO}Case", "kind": "class", "used": 1, "label": {"en": "case"}}
    again = client.get("/sparql/terms.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_examples_come_with_their_queries(client: FlaskClient) -> None:
    answer = client.get("/sparql/examples.json")
    assert answer.json is not None
    assert {"name", "title", "group", "note", "params", "query"} == set(answer.json["examples"][0])
    assert "ETag" in answer.headers
