"""Addresses at which nothing is, or nothing any more, and those that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.web.app import create_app
from kg.web.missing import WITHDRAWN
from tests.small_release import write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html"}
MACHINE = {"Accept": "text/turtle"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = write_release(tmp_path_factory.mktemp("out"))
    (folder / WITHDRAWN).write_text("id/p-0000017\n\n", encoding="utf-8")
    return create_app(Config(), Store.open(folder), folder).test_client()


@pytest.mark.parametrize("lang", ["en", "ru", "be"])
def test_an_unknown_address_leads_on(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"/id/c-0000001?lang={lang}", headers=BROWSER)
    assert answer.status_code == 404
    assert f'<html lang="{lang}"' in answer.text
    assert "/page/id/c-0000000" in answer.text
    assert 'action="/search"' in answer.text
    for kind in ("cases", "persons", "articles", "documents"):
        assert f'href="/{kind}' in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_machines_are_told_in_problem_details(client: FlaskClient) -> None:
    answer = client.get("/id/c-0000001", headers=MACHINE)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json
    assert answer.json["type"].endswith("#not-found")


@pytest.mark.parametrize("path", ["/id/p-0000017", "/page/id/p-0000017", "/data/id/p-0000017.ttl"])
def test_of_what_was_withdrawn_nothing_else_is_told(client: FlaskClient, path: str) -> None:
    told = client.get(path, headers=MACHINE)
    assert (told.status_code, told.mimetype) == (410, "application/problem+json")
    assert told.json
    assert told.json.keys() == {"type", "title", "status"}
    shown = client.get(path, headers=BROWSER)
    assert shown.status_code == 410
    assert "p-0000017" not in shown.text.replace(f"{path}?", "")
    assert "<h2" not in shown.text


@pytest.mark.parametrize("path", ["/id/%FF", "/id/%zz", "/id/a%20b", "/law/x%3E", "/%FFx", "/id/-"])
def test_a_malformed_address_is_a_bad_request(client: FlaskClient, path: str) -> None:
    told = client.get(path, headers=MACHINE)
    assert told.status_code == 400
    assert told.json
    assert told.json["type"].endswith("#malformed-address")
    shown = client.get(f"{path}?lang=ru", headers=BROWSER)
    assert shown.status_code == 400
    assert "адреса" in shown.text
