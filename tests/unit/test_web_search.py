"""The search through Flask's client: pages, straight ways to records, JSON, OpenSearch."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.model.ns import BASE, ID
from kg.web.app import create_app
from tests.small_release import ARTICLE, CASE, PERSON, write_release

if TYPE_CHECKING:
    from flask.testing import FlaskClient

OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = write_release(tmp_path_factory.mktemp("out"))
    return create_app(Config(), Store.open(folder), folder).test_client()


def page(client: FlaskClient, **asked: str) -> str:
    answer = client.get("/search", query_string=asked)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    return answer.text


@pytest.mark.parametrize(
    "text", ["INVENTED", "Invented Person", "invent pers", "Inwented", "Ивентед"]
)
def test_spellings(client: FlaskClient, text: str) -> None:
    assert 'href="/page/id/p-0000000"' in page(client, q=text)


def test_the_page_in_russian(client: FlaskClient) -> None:
    html = page(client, q="invented", lang="ru")
    assert "Выдуманное дело" in html
    assert 'href="/page/id/c-0000000?lang=ru"' in html
    assert 'href="/opensearch.xml?lang=ru"' in html


def test_nothing_asked_and_nothing_found_help(client: FlaskClient) -> None:
    assert "How to search" in page(client)
    html = page(client, q="<b>qqqq</b>")
    assert "Nothing found for" in html
    assert "&lt;b&gt;qqqq" in html
    assert "most repression is not recorded" in html
    assert "looks like the id" in page(client, q="p-fzxz7jb")
    assert "among all kinds" in page(client, q="invented", kind="places")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("c-0000000", "/page/id/c-0000000"),
        (" C-OOOOOOO ", "/page/id/c-0000000"),
        (CASE, "/page/id/c-0000000"),
        (PERSON.replace("https://w3id.org/polpros", "http://localhost:8000/page"),
         "/page/id/p-0000000"),
        ("law/xx-cc-art-1.2", "/page/law/xx-cc-art-1.2"),
        (f"{CASE}#charge-1", "/page/id/c-0000000#charge-1"),
    ],
)  # fmt: skip
def test_ids_and_addresses_lead_straight_to_the_record(
    client: FlaskClient, text: str, way: str
) -> None:
    answer = client.get("/search", query_string={"q": text})
    assert (answer.status_code, answer.location) == (303, way)


def test_an_id_that_nothing_has_is_no_way(client: FlaskClient) -> None:
    assert "looks like the id" in page(client, q="p-fzxz7ja")
    assert "looks like the id" in page(client, q=f"{ID}org/nobody")


def test_json(client: FlaskClient) -> None:
    answer = client.get("/search?q=invented+person&format=json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.json == {
        "query": "invented person",
        "total": 1,
        "more": False,
        "results": [
            {
                "iri": PERSON,
                "page": "/page/id/p-0000000",
                "kind": "persons",
                "class": "Person",
                "labels": {"en": "Invented Person"},
                "how": "label",
                "matched": {"text": "Invented Person", "lang": "en"},
            }
        ],
    }


def test_json_of_an_article_an_address_and_a_limit(client: FlaskClient) -> None:
    told = client.get("/search?q=art.+1.2&format=json").json
    assert told is not None
    assert [(one["iri"], one["how"]) for one in told["results"]] == [(ARTICLE, "number")]
    told = client.get("/search?q=c-0000000&format=json").json
    assert told is not None
    assert told["address"] == CASE
    told = client.get("/search?q=invented&format=json&limit=1&page=2").json
    assert told is not None
    assert (told["total"], [one["kind"] for one in told["results"]]) == (2, ["cases"])


@pytest.mark.parametrize(
    "query",
    [
        *("q=%00", "q=%ff", "q=%ed%a0%80", "q=%22", "q=*", "q=NEAR(", "q=" + "(" * 900, "q"),
        *("q=a&page=0", "q=a&page=-9", "q=a&page=99999999999999999999", "q=a&page=x", "q=a&kind=x"),
        *("q=a&limit=0&format=json", "q=a&limit=-5&format=json", "q=a&limit=9e9&format=json"),
        *(
            "q=a&format=nothing",
            "q=//",
            "q=id/",
            "q=http://",
            "q=%2561",
            "q=a&q=b",
            "q=https://[x/id/y",
        ),
        *("q=p-0000000%23", "q=p-0000000%23%0a", "q=law/", "q=w-0000000", "q=" + "щ" * 3000),
    ],
)
def test_no_request_breaks_the_search(client: FlaskClient, query: str) -> None:
    assert client.get(f"/search?{query}").status_code in {200, 303}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_open_search(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"/opensearch.xml?lang={lang}", base_url="http://kg.example:8000")
    assert answer.content_type == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)  # noqa: S314 - our own
    assert root.tag == f"{OPEN_SEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{OPEN_SEARCH}ShortName") or "") <= 16
    templates = [one.attrib["template"] for one in root.iter(f"{OPEN_SEARCH}Url")]
    assert templates[0] == f"http://kg.example:8000/search?lang={lang}&q={{searchTerms}}"


def test_open_search_does_not_repeat_a_host_that_is_none(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml", headers={"Host": 'a"><b>'})
    assert answer.status_code in {200, 400}
    assert "<b>" not in answer.text
    if answer.status_code == 200:
        assert f"{BASE}search" in answer.text
