"""The reconciliation service through Flask's client: its shapes, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import jsonschema  # type: ignore[import-untyped]
import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.link.facts import PROPERTIES
from kg.link.service import KINDS, MOST_AT_ONCE
from kg.web.app import create_app
from tests.small_release import ARTICLE, CASE, PERSON, write_release

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PERSON_ID, CASE_ID, ARTICLE_ID = (iri.removeprefix("https://w3id.org/polpros/")
                                  for iri in (PERSON, CASE, ARTICLE))  # fmt: skip


# The shapes of the API's version 0.2, in our own words.
def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT: Final = {"type": "string"}
NAMED: Final = _object(["id", "name"], id=TEXT, name=TEXT)
PATHS: Final = _object([], service_url=TEXT, service_path=TEXT, flyout_service_url=TEXT,
                       flyout_service_path={"type": "string", "pattern": r"\$\{id\}"})  # fmt: skip
TEMPLATE: Final = {"type": "string", "pattern": r"\{\{id\}\}"}
MANIFEST: Final = _object(
    ["versions", "name", "identifierSpace", "schemaSpace", "view"],
    versions={"type": "array", "contains": {"enum": ["0.2"]}},
    name=TEXT, identifierSpace=TEXT, schemaSpace=TEXT, documentation=TEXT,
    defaultTypes=_list(NAMED), view=_object(["url"], url=TEMPLATE),
    suggest=_object([], entity=PATHS, property=PATHS, type=PATHS),
    preview=_object(["url", "width", "height"], url=TEMPLATE, width={"type": "integer"}),
    extend=_object([], propose_properties=_object(["service_url", "service_path"])),
)  # fmt: skip
CANDIDATE: Final = _object(
    ["id", "name", "score"], id=TEXT, name=TEXT, description=TEXT, score={"type": "number"},
    match={"type": "boolean"}, type=_list(NAMED),
    features=_list(_object(["id", "value"], id=TEXT, value={"type": ["number", "boolean"]})),
)  # fmt: skip
RESULTS: Final = {"type": "object", "additionalProperties":
                  _object(["result"], result=_list(CANDIDATE))}  # fmt: skip
DRAFT_RESULTS: Final = _object(["results"], results=_list(
    _object(["candidates"], candidates=_list(_object(["id", "name"], features=_list(
        _object(["id", "name", "value"])))))
))  # fmt: skip
CELL: Final = {"oneOf": [
    {"type": "object", "additionalProperties": False},
    {**NAMED, "additionalProperties": False},
    {**_object(["str"], str=TEXT), "additionalProperties": False},
]}  # fmt: skip
EXTENSION: Final = _object(
    ["meta", "rows"], meta=_list(NAMED),
    rows={"type": "object", "additionalProperties":
          {"type": "object", "additionalProperties": _list(CELL)}},
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = write_release(tmp_path_factory.mktemp("out"))
    return create_app(Config(), Store.open(folder), folder).test_client()


def told(answer: TestResponse, shape: dict[str, Any]) -> Any:
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    found = answer.get_json()
    jsonschema.validate(found, shape)
    return found


def batch(client: FlaskClient, **queries: Any) -> Any:
    return told(client.post("/reconcile", data={"queries": json.dumps(queries)}), RESULTS)


def test_the_manifest(client: FlaskClient) -> None:
    found = told(client.get("/reconcile"), MANIFEST)
    assert found["identifierSpace"] == "https://w3id.org/polpros/"
    assert [one["id"] for one in found["defaultTypes"]] == list(KINDS)


def test_a_batch_by_post_and_by_get(client: FlaskClient) -> None:
    queries = {"b": {"query": "Person Invented", "type": "Person"}, "a": {"query": "Invented case"}}
    posted = batch(client, **queries)
    got = told(client.get("/reconcile", query_string={"queries": json.dumps(queries)}), RESULTS)
    assert posted == got
    assert list(posted) == ["b", "a"]
    assert posted["b"]["result"][0]["id"] == PERSON_ID
    assert posted["b"]["result"][0]["match"] is True
    assert posted["a"]["result"][0]["id"] == CASE_ID


def test_a_type_keeps_others_out(client: FlaskClient) -> None:
    found = batch(client, q={"query": "Invented", "type": ["Place"]})
    assert found["q"]["result"] == []


def test_a_limit_and_a_name_nobody_has(client: FlaskClient) -> None:
    found = batch(client, one={"query": "Invented", "limit": 1}, none={"query": "Qqqqq Zzzzz"},
                  bare={"properties": [{"pid": "birthYear", "v": 1980}]})  # fmt: skip
    assert len(found["one"]["result"]) == 1
    assert found["none"]["result"] == found["bare"]["result"] == []


def test_the_match_of_the_draft(client: FlaskClient) -> None:
    name = {"matchType": "name", "propertyValue": "Invented Person"}
    asked = {"queries": [{"type": "Person", "conditions": [name]}, {"conditions": [name]}]}
    found = told(client.post("/reconcile/match", json=asked), DRAFT_RESULTS)
    first, _ = found["results"]
    assert first["candidates"][0]["id"] == PERSON_ID


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("queries", "{"), ("queries", "[]"), ("queries", '{"q": 1}'), ("queries", '{"q": {}}'),
        ("queries", '{"q": {"query": ""}}'), ("queries", '{"q": {"query": 5}}'),
        ("queries", '{"q": {"query": "a", "nonsense": 1}}'),
        ("queries", '{"q": {"query": "a", "type": "Nonsense"}}'),
        ("queries", '{"q": {"query": "a", "limit": "many"}}'),
        ("queries", '{"q": {"query": "a", "properties": [{"p": "birthYear", "v": 1}]}}'),
        ("queries", '{"q": {"query": "a", "properties": [{"pid": "theme", "v": "x"}]}}'),
        ("queries", '{"q": {"query": "a", "properties": [{"pid": "article", "v": null}]}}'),
        ("queries", "[" * 100_000), ("extend", "{}"), ("extend", '{"ids": 1, "properties": []}'),
        ("extend", '{"ids": [], "properties": [{"id": "theme"}]}'), ("other", "x"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused_in_words(client: FlaskClient, field: str, text: str) -> None:
    answer = client.post("/reconcile", data={field: text})
    if (field, text) == ("extend", "{}"):
        assert told(answer, EXTENSION) == {"meta": [], "rows": {}}
        return
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", '{"queries": {}}', '{"queries": [{}]}',
        '{"queries": [{"conditions": [{"matchType": "id", "propertyValue": "x"}]}]}',
    ],
)  # fmt: skip
def test_what_is_malformed_in_the_draft(client: FlaskClient, body: str) -> None:
    assert client.post("/reconcile/match", data=body).status_code == 400


def test_too_many_at_once(client: FlaskClient) -> None:
    queries = {f"q{number}": {"query": "x"} for number in range(MOST_AT_ONCE + 1)}
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 413
    assert "smaller batches" in answer.get_json()["detail"]


def test_suggestions_and_their_flyouts(client: FlaskClient) -> None:
    shape = _object(["result"], result=_list(NAMED))
    for what, prefix, first in (("entity", "Inven", None), ("type", "pers", "Person"),
                                ("property", "birth", "birthYear")):  # fmt: skip
        path = f"/reconcile/suggest/{what}"
        found = told(client.get(path, query_string={"prefix": prefix}), shape)["result"]
        assert found
        assert first in (None, found[0]["id"])
        flyout = client.get(f"/reconcile/flyout/{what}", query_string={"id": found[0]["id"]})
        assert told(flyout, _object(["id", "html"]))["id"] == found[0]["id"]
    asked = {"prefix": "Inven", "type": "Case"}
    only = told(client.get("/reconcile/suggest/entity", query_string=asked), shape)["result"]
    assert [one["id"] for one in only] == [CASE_ID]


def test_the_preview_may_be_framed_and_nothing_else_may(client: FlaskClient) -> None:
    answer = client.get("/reconcile/preview", query_string={"id": PERSON_ID})
    assert answer.status_code == 200
    assert "Invented Person" in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]
    for wrong in ("id/p-1111111", "<script>", ""):
        assert client.get("/reconcile/preview", query_string={"id": wrong}).status_code == 404


def test_extension(client: FlaskClient) -> None:
    asked = {"ids": [PERSON_ID, "id/p-1111111"], "properties": [{"id": pid} for pid in PROPERTIES]}
    found = told(client.post("/reconcile", data={"extend": json.dumps(asked)}), EXTENSION)
    assert [one["id"] for one in found["meta"]] == list(PROPERTIES)
    assert set(found["rows"]) == {PERSON_ID, "id/p-1111111"}
    assert all(cell == [{}] for cell in found["rows"]["id/p-1111111"].values())


def test_properties_to_extend_by(client: FlaskClient) -> None:
    shape = _object(["properties"], properties=_list(NAMED))
    found = told(client.get("/reconcile/properties", query_string={"type": "Person"}), shape)
    assert {one["id"] for one in found["properties"]} >= {"birthYear", "article", "region"}
    assert "theme" not in PROPERTIES
