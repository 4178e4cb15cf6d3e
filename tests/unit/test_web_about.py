"""The pages about the project, links as plain text, and the language that a browser prefers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.views.about import NAMES, about_page
from kg.views.frame import GUIDES
from kg.views.words import FALLBACK, words
from kg.web.app import create_app
from kg.web.outside import plain
from tests.small_release import write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("about"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store.open(folder)


@pytest.fixture(scope="module")
def client(folder: Path, store: Store) -> FlaskClient:
    return create_app(Config(), store, folder).test_client()


def own_links(text: str) -> list[str]:
    return re.findall(r'<a\b[^>]*? href="(/[^"]*)"', text)


@pytest.mark.parametrize("lang", FALLBACK)
@pytest.mark.parametrize("name", NAMES)
def test_pages_are_there_in_every_language(client: FlaskClient, name: str, lang: str) -> None:
    answer = client.get(f"/about/{name}?lang={lang}", headers=BROWSER)
    assert answer.status_code == 200
    assert "X-Robots-Tag" not in answer.headers
    shown = about_page(name, lang)
    for section in shown.sections:
        assert str(section.heading) in answer.text
    assert "{" not in answer.text
    assert (words(lang)["translation_note"] in answer.text) == (lang == "be")


def test_every_page_leads_to_them(client: FlaskClient) -> None:
    assert {f"/about/{name}" for name in NAMES} <= {href for _, href in GUIDES}
    shown = client.get("/?lang=be", headers=BROWSER).text
    assert all(f'href="{href}?lang=be"' in shown for _, href in GUIDES)


def test_an_unknown_page_is_not_found(client: FlaskClient) -> None:
    assert client.get("/about/nothing", headers=BROWSER).status_code == 404


def test_where_to_write_is_told_or_that_nobody_said() -> None:
    how = about_page("removal", "en", "mailto:a@example.org").sections[0]
    assert how.link
    assert (how.link.text.text, how.link.href) == (
        "Write to: a@example.org",
        "mailto:a@example.org",
    )
    how = about_page("removal", "en").sections[0]
    assert how.link
    assert (how.link.text.text, how.link.href) == (words("en")["removal_none"], "")


def test_plain_links_are_kept_from_page_to_page(client: FlaskClient) -> None:
    shown = client.get("/?lang=ru&links=plain", headers=BROWSER).text
    links = own_links(shown)
    assert links
    assert [href for href in links if "links=" not in href] == []
    assert '<input type="hidden" name="links" value="plain">' in shown
    assert '<html lang="ru" data-links="plain">' in shown
    assert words("ru")["links_linked"] in shown


def test_an_operator_sets_it_for_everybody(folder: Path, store: Store) -> None:
    client = create_app(Config(links="plain"), store, folder).test_client()
    shown = client.get("/", headers=BROWSER).text
    assert 'data-links="plain"' in shown
    assert "links=" not in shown.replace("data-links=", "")


def test_a_link_to_another_site_becomes_text() -> None:
    page = (
        '<p><a class="outside" href="https://example.org/a?b=1&amp;c" rel="x"><b>Name</b></a>, '
        '<a href="http://example.org/">http://example.org/</a>, <a href="/cases">Cases</a>, '
        '<a href="#_main">here</a>, <a href="//example.org">no</a></p>'
    )
    assert plain(page, is_kept=False) == (
        '<p><span class="outside"><b>Name</b> (https://example.org/a?b=1&amp;c)</span>, '
        '<span class="outside">http://example.org/</span>, <a href="/cases">Cases</a>, '
        '<a href="#_main">here</a>, <a href="//example.org">no</a></p>'
    )


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/cases", "/cases?links=plain"),
        ("/cases?lang=be#x", "/cases?lang=be&amp;links=plain#x"),
        ("?page=2", "?page=2&amp;links=plain"),
        ("/?links=linked", "/?links=linked"),
        ("#x", "#x"),
    ],
)
def test_own_links_carry_the_choice(href: str, kept: str) -> None:
    assert (
        plain(f'<a rel="a" href="{href}">x</a>', is_kept=True) == f'<a rel="a" href="{kept}">x</a>'
    )


def test_the_preferred_language_is_offered_and_not_forced(client: FlaskClient) -> None:
    asked = {**BROWSER, "Accept-Language": "be-BY, be;q=0.9, ru;q=0.8, en;q=0.7"}
    answer = client.get("/about/method", headers=asked)
    assert '<html lang="en"' in answer.text
    assert (
        f'href="/about/method?lang=be" lang="be" hreflang="be">{words("be")["language_hint"]}'
        in answer.text
    )
    assert "Accept-Language" in answer.headers["Vary"]
    for path, accepted in (
        ("/cases?lang=ru", "be"),
        ("/cases", "en-GB,ru;q=0.5"),
        ("/cases", "de"),
    ):
        shown = client.get(path, headers={**BROWSER, "Accept-Language": accepted})
        assert 'class="hint"' not in shown.text
