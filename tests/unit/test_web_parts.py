"""The small parts of the web side that need no server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config
from kg.engine.limits import QUERY_PARTS, Limits
from kg.engine.store import Store
from kg.errors import (
    DumpError,
    EngineError,
    FederationError,
    NotAcceptableError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    UpdateError,
)
from kg.views.words import words
from kg.web import problems
from kg.web.app import create_app
from kg.web.compress import accepts_gzip
from kg.web.limits import limit_headers, limits_in
from kg.web.listener import refusal
from kg.web.spreadsheet import harmless
from tests.small_release import write_release

if TYPE_CHECKING:
    from pathlib import Path

    from kg.errors import KgError


@given(st.text() | st.text(alphabet="gzip;q=01.,* -identy"))
def test_any_accept_encoding_is_read(text: str) -> None:
    assert accepts_gzip(text) in {True, False}
    assert not accepts_gzip("gzip;q=0")


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    shown = harmless(cell)
    assert shown in {cell, f"'{cell}"}
    assert not shown.startswith(("=", "@", "\t", "\r"))
    if shown.startswith(("+", "-")):
        assert shown[1:].isascii()
        assert shown[1:2].isdigit()


@pytest.mark.parametrize("cell", ["-2+3", "+1cmd", "-", "＝1", "-1,5x", "\n=1", "=", "@x"])
def test_what_could_be_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+7.5", "-1e5", "-1,5", "a=b", "", "2021-12-06", "'=1"])
def test_what_could_not_stays(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_limits_are_told_in_units_people_read(lang: str) -> None:
    told = {one.name: one.value for one in limits_in(lang, Limits(timeout=0.5, memory=1 << 30))}
    assert told["timeout"].startswith("0.5 ")
    assert told["memory"] == {"en": "1 GiB", "ru": "1 ГиБ"}[lang]
    assert told["page-rows"] == "1 000"


def test_the_page_tells_what_the_guard_holds() -> None:
    told = {one.name: one.number for one in limits_in("en", Limits())}
    assert {name: told[name] for name in QUERY_PARTS} == QUERY_PARTS


def test_headers_tell_plain_numbers() -> None:
    headers = limit_headers(Limits(timeout=30.0, answer_size=67108864))
    assert headers["Polpros-Timeout"] == "30"
    assert headers["Polpros-Answer-Limit"] == "67108864"


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (QuerySyntaxError("x", 1, 2), "query-syntax"),
        (NotAcceptableError("x"), "not-acceptable"),
        (FederationError("x", 1, 2), "federation"),
        (UpdateError("x"), "read-only"),
        (QueryError("x"), "refused"),
        (QueryError("x", limit="graphs"), "too-large"),
        (QuerySyntaxError("x", 1, 2, limit="nesting"), "too-large"),
        (QueryTimeoutError("x"), "limit-reached"),
        (EngineError("x"), "busy"),
        (DumpError("x"), "internal"),
    ],
)
def test_every_expected_error_has_a_type(error: KgError, name: str) -> None:
    assert problems.of_error(error).name == name


@pytest.mark.parametrize(
    ("status", "name"), [(404, "not-found"), (418, "bad-request"), (500, "internal"), (503, "busy")]
)
def test_every_status_has_a_type(status: int, name: str) -> None:
    assert problems.of_status(status).name == name


def test_names_of_types_are_unique() -> None:
    assert len({one.name for one in problems.ALL}) == len(problems.ALL)


def test_a_fault_of_ours_is_not_told_in_detail() -> None:
    status, body = refusal(500, "Internal Server Error", "Traceback: secret")
    assert status == "500 Internal Server Error"
    assert "secret" not in body.decode()


def test_files_of_any_rdf_have_a_rule_of_their_own(tmp_path: Path) -> None:
    folder = write_release(tmp_path)
    told = {"version": "files", "date": "2026-01-02"}
    (folder / "release.json").write_text(json.dumps(told), encoding="utf-8")
    client = create_app(Config(), Store.open(folder), folder).test_client()
    for path in ("/limits", "/sparql", "/sparql?format=html"):
        shown = client.get(path).text
        assert words("en")["default_graph"] not in shown
        assert "no named graph" in shown
