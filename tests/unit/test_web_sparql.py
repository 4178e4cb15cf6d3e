"""The web side through Flask's client; `conformance/test_protocol.py` asks a real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pyoxigraph import RdfFormat, parse

from kg.config import Config
from kg.engine.store import Store
from kg.errors import DumpError
from kg.formats import GRAPHS, RESULTS, Format
from kg.model import ns
from kg.web.app import create_app
from kg.web.sent import MAX_BODY
from tests.small_release import CASE, VERSION, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"
ASK = "/sparql?query=ASK%7B%7D"
LABELS = quote(f"SELECT ?l {{ ?s <{ns.SKOS}prefLabel> ?l }} ORDER BY ?l")
TYPES = quote("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Config(), Store.open(folder), folder).test_client()


def get(client: FlaskClient, path: str, accept: str | None = None) -> TestResponse:
    return client.get(path, headers={"Accept": accept} if accept else {}, buffered=True)


# --- the endpoint ---------------------------------------------------------------------------


@pytest.mark.parametrize("format_", RESULTS, ids=lambda format_: format_.name)
def test_results_come_in_the_format_asked_for(client: FlaskClient, format_: Format) -> None:
    for answer in (
        get(client, f"/sparql?query={LABELS}", format_.media_type),
        get(client, f"/sparql?query={LABELS}&format={format_.name}", BROWSER),
    ):
        assert (answer.status_code, answer.content_type) == (200, format_.content_type)
        assert "Выдуманное дело" in answer.data.decode()
        assert "Accept" in answer.vary


@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.name)
def test_graphs_come_in_the_format_asked_for(client: FlaskClient, format_: Format) -> None:
    answer = get(client, f"/sparql?query={TYPES}", format_.media_type)
    assert (answer.status_code, answer.content_type) == (200, format_.content_type)
    assert isinstance(format_.engine, RdfFormat)
    assert len(list(parse(answer.data, format_.engine))) == 6


def test_a_browser_gets_a_table(client: FlaskClient) -> None:
    answer = get(client, f"/sparql?query={LABELS}", BROWSER)
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Выдуманное дело" in answer.text
    assert "/sparql?edit=SELECT" in answer.text


def test_what_a_query_finds_or_says_is_no_markup(client: FlaskClient) -> None:
    text = f"SELECT ?l {{ ?s <{ns.RDFS}label> ?l }} # <script>alert(2)</script>"
    shown = get(client, f"/sparql?query={quote(text)}", BROWSER).text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown
    assert "<script>" not in get(client, f"/sparql?edit={quote('<script>')}", BROWSER).text


def test_without_a_query_people_get_the_form_and_machines_the_description(
    client: FlaskClient,
) -> None:
    assert "<textarea" in get(client, "/sparql", BROWSER).text
    assert "?edited" in get(client, "/sparql?edit=?edited").text
    answer = get(client, "/sparql", "text/turtle, */*;q=0.1")
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert "sd:Service" in answer.text
    assert get(client, "/sparql").content_type.startswith("text/turtle")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sparql?query=ASK%7B", 400),
        ("/sparql?query=", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("/sparql?update=DROP+ALL", 400),
        ("/sparql?query=DROP+ALL", 400),
        ("/sparql?query=%ff", 400),
        ("/sparql?query=ASK%7B%00%7D", 400),
        ("/sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1/> {} }"), 400),
        ("/sparql?query=" + quote("ASK FROM <file:///etc/passwd> {}"), 400),
        (f"{ASK}&default-graph-uri=http://127.0.0.1/", 400),
        (f"{ASK}&named-graph-uri=%20", 400),
        (f"{ASK}&format=docx", 406),
        (f"/sparql?query={TYPES}&format=csv", 406),
    ],
)
def test_a_fault_of_the_caller_is_4xx_and_says_what(
    client: FlaskClient, path: str, status: int
) -> None:
    answer = get(client, path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    told = json.loads(answer.data)
    assert told["status"] == status
    assert told["detail"]
    page = get(client, path, BROWSER)
    assert (page.status_code, page.content_type) == (status, "text/html; charset=utf-8")


def test_a_syntax_error_is_placed(client: FlaskClient) -> None:
    told = json.loads(get(client, "/sparql?query=ASK%7B%0A%0A+%26").data)
    assert (told["line"], told["column"]) == (3, 2)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (FORM, "query=ASK%7B%7D", 200),
        (f"{FORM}; charset=UTF-8", "query=ASK+%7B+%3Chttp://ex/a%2520b%3E+%3Fp+%3Fo+%7D", 200),
        ("application/sparql-query", "ASK {}", 200),
        ('application/sparql-query; charset="utf-8"', "ASK { ?s ?p 'ё' }", 200),
        (FORM, "", 400),
        (FORM, "update=DROP+ALL", 400),
        (FORM, "query=%ff", 400),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-query", "", 400),
        ("application/sparql-update", "DROP ALL", 400),
        ("application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        ("text/plain", "ASK {}", 415),
        ("multipart/form-data; boundary=x", "", 415),
        (None, "ASK {}", 415),
        (FORM, "query=" + "x" * MAX_BODY, 413),
    ],
)
def test_a_body_is_read_by_its_type(
    client: FlaskClient, content_type: str | None, body: str | bytes, status: int
) -> None:
    answer = client.post("/sparql", data=body, content_type=content_type, buffered=True)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_query_in_address_and_body_is_two(client: FlaskClient) -> None:
    answer = client.post(ASK, data="ASK {}", content_type="application/sparql-query")
    assert answer.status_code == 400


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    got, headed = get(client, ASK), client.head(ASK, buffered=True)
    assert (headed.status_code, headed.data) == (200, b"")
    assert headed.content_length == got.content_length == len(got.data)
    assert headed.content_type == got.content_type


@pytest.mark.parametrize(
    "path", [ASK, "/", "/nope", "/sparql?query=x", "/id/%00", "/static/style.css"]
)
def test_every_answer_has_the_headers(client: FlaskClient, path: str) -> None:
    headers = get(client, path).headers
    assert headers.getlist("Access-Control-Allow-Origin") == ["*"]
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]


# --- records --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "extension"),
    [("text/turtle", "ttl"), ("application/n-triples", "nt"), ("application/ld+json", "jsonld"),
     ("application/rdf+xml", "rdf")],
)  # fmt: skip
def test_an_identifier_leads_to_its_data(client: FlaskClient, accept: str, extension: str) -> None:
    answer = get(client, "/law/xx-cc-art-1.2", accept)
    assert (answer.status_code, answer.location) == (303, f"/data/law/xx-cc-art-1.2.{extension}")
    assert "Accept" in answer.vary
    data = get(client, answer.location)
    assert (data.status_code, data.mimetype) == (200, accept)
    assert "Article 1.2" in data.text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id/c-0000000", "/page/id/c-0000000"),
        ("/id/c-0000000?lang=ru", "/page/id/c-0000000?lang=ru"),
        ("/id/c-0000000%23charge-1", "/page/id/c-0000000#charge-1"),
        ("/law/xx-cc-art-1.2", "/page/law/xx-cc-art-1.2"),
    ],
)
def test_an_identifier_leads_to_its_page(client: FlaskClient, path: str, location: str) -> None:
    for accept in (BROWSER, None):
        answer = get(client, path, accept)
        assert (answer.status_code, answer.location) == (303, location)


def test_a_page_shows_the_record(client: FlaskClient) -> None:
    answer = get(client, "/page/id/c-0000000", BROWSER)
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")
    assert "An invented case" in answer.text
    assert "<script" not in answer.text


def test_data_are_the_record_with_its_parts_and_nothing_else(client: FlaskClient) -> None:
    answer = get(client, "/data/id/c-0000000.nt")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    triples = list(parse(answer.data, RdfFormat.N_TRIPLES))
    assert {triple.subject.value for triple in triples} == {CASE, f"{CASE}#charge-1"}
    assert len(triples) == len(set(triples)) == 7


@pytest.mark.parametrize(
    "before", ["/id", "/law", "/page/id", "/page/law", "/data/id", "/data/law"]
)
@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("c-1111111", 404), ("org/nobody", 404), ("c-0000000.docx", 404), ("x.ttl", 404),
        ("%00", 400), ("a%20b", 400), ("%ff", 400), ("a%0d%0aSet-Cookie:x", 404), ("a/../b", 400),
        ("a//b", 400), ("%3Cscript%3E", 400), ("a%23b%23c", 400), ("http:%2F%2Fx", 400),
        ("x" * 5000, 404),
    ],
)  # fmt: skip
def test_what_is_no_record_is_4xx(client: FlaskClient, before: str, rest: str, status: int) -> None:
    answer = get(client, f"{before}/{rest}")
    assert answer.status_code == status
    assert "Set-Cookie" not in answer.headers


# --- documents, downloads, ways in ----------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/ontology", "/vocab", "/shapes", "/dataset", "/.well-known/void"]
)
@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.name)
def test_documents_come_as_graphs(client: FlaskClient, path: str, format_: Format) -> None:
    answer = get(client, path, format_.media_type)
    assert (answer.status_code, answer.content_type) == (200, format_.content_type)
    assert answer.data == get(client, f"{path}?format={format_.name}").data
    assert "Accept" in answer.vary


def test_people_get_pages(client: FlaskClient) -> None:
    for path in (
        "/",
        "/ontology",
        "/cases",
        "/list/groups",
        "/search?q=invented",
        "/download/",
        "/download",
    ):
        answer = get(client, path, BROWSER)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "An invented case" in get(client, "/search?q=INVENTED", BROWSER).text
    assert get(client, "/search", BROWSER).headers["X-Robots-Tag"] == "noindex"
    assert get(client, "/list/nothing", BROWSER).status_code == 404
    assert get(client, "/dataset", BROWSER).location == "/download/"


def test_health_names_the_release(client: FlaskClient) -> None:
    assert get(client, "/health").json == {"status": "ok", "release": VERSION}


def test_a_file_is_sent_as_it_was_published(client: FlaskClient, folder: Path) -> None:
    answer = get(client, f"/download/{VERSION}/polpros.nq")
    assert answer.data == (folder / "polpros.nq").read_bytes()
    assert answer.content_type == "application/n-quads"
    tag = answer.headers["ETag"]
    assert tag.strip('"') in (folder / "SHA256SUMS").read_text(encoding="utf-8")
    again = client.get("/download/polpros.nq", headers={"If-None-Match": tag}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    assert get(client, "/download/SHA256SUMS").mimetype == "text/plain"


@pytest.mark.parametrize(
    "name",
    ["nothing", "../current", "..%2f..%2fetc/passwd", "%2e%2e/x", "/etc/passwd", "%00", "a%0ab",
     f"{VERSION}/../SHA256SUMS", "2025.1.0/polpros.nq", "."],
)  # fmt: skip
def test_no_path_leads_out_of_the_release(client: FlaskClient, name: str) -> None:
    assert get(client, f"/download/{name}").status_code == 404


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(DumpError, match=r"release\.json"):
        create_app(Config(), Store.open(folder), tmp_path)
