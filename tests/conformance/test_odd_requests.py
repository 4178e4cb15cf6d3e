"""Whatever comes over the socket is answered with less than 500, and the service lives."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.conformance.endpoint import BROWSER, DIRECT

if TYPE_CHECKING:
    from tests.conformance.endpoint import Endpoint


def sparql(text: str) -> str:
    return f"/sparql?query={quote(text)}"


ODD = [
    ("accept_latin", {"Accept": "text/\xe9;q=\xff"}),
    ("accept_quotes", {"Accept": '"' * 500}),
    ("accept_nested", {"Accept": "((((;;;;,,,,==="}),
    ("accept_q", {"Accept": "text/csv;q=1e9, */*;q=nan, a/b;q=-1"}),
    ("encoding", {"Accept-Encoding": "\xff;q=\xfe,,;;=gzip"}),
    ("language", {"Accept-Language": "\xff" * 100}),
    ("none_match", {"If-None-Match": 'W/"\xff", """, *, \\'}),
    ("modified", {"If-Modified-Since": "yesterday"}),
    ("modified_overflow", {"If-Modified-Since": "Mon, 01 Jan 2020 00:00:00 +99999999999999999999"}),
    (
        "if_range_overflow",
        {"Range": "bytes=0-1", "If-Range": "Mon, 01 Jan 2020 00:00:00 +99999999999999999999"},
    ),
    ("range", {"Range": "bytes=9-1,-,x"}),
    ("if_range", {"If-Range": "\xff", "Range": "bytes=0-1"}),
    ("type_of_get", {"Content-Type": "\xff/\xff; charset=\xff"}),
    ("host", {"Host": "<script>\xff"}),
    ("forwarded", {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}),
    ("cookie", {"Cookie": "a=\xff; b;;;=\x01"}),
    ("authorization", {"Authorization": "Basic \xff"}),
    ("origin", {"Origin": "null"}),
]


@pytest.mark.parametrize(("name", "headers"), ODD, ids=[row[0] for row in ODD])
@pytest.mark.parametrize(
    "path", [sparql("ASK {}"), "/sparql", "/", "/id/c-0000000", "/download/polpros.nq", "/nothing",
             "/graph-store?default"],
)  # fmt: skip
def test_no_header_breaks_anything(
    endpoint: Endpoint, path: str, name: str, headers: dict[str, str]
) -> None:
    assert name
    answer = endpoint.ask(path, headers=headers)
    assert answer.status < 500
    assert "evil.example" not in str(answer.headers) + answer.body.decode(errors="replace")


TYPES = ["", ";", "a", "/", "a/b;;;", "\xff/\xfe", "text/turtle;charset", f'{DIRECT}; charset="',
         f"{DIRECT}; charset*=utf-8''x"]  # fmt: skip


@pytest.mark.parametrize("type_", TYPES)
def test_no_content_type_breaks_anything(endpoint: Endpoint, type_: str) -> None:
    answer = endpoint.ask("/sparql", method="POST", body=b"ASK {}", headers={"Content-Type": type_})
    assert answer.status in {200, 400, 415}


ADDRESSES = [
    "/sparql?%", "/sparql?query", "/sparql?=&=&", "/sparql?query=%C3", "/sparql?" + "&" * 5000,
    "/sparql?" + "a=b&" * 12000, "/sparql?query=%00", "/sparql?edit=%ff", "/sparql?lang=%ff",
    "/sparql?format=%ff&query=ASK{}", "/search?q=%ff%00", "/search?q=" + "(" * 500,
    "/search?q=%22%20OR%20*", "/list/cases?page=-1", "/list/cases?page=9e9", "/list/cases?page=%00",
    "/list/%ff", "/list/cases?page=" + "9" * 5000, "/?lang=" + "x" * 5000,
    "/id/" + "a/" * 3000, "/page/id/%E0%80%80", "/data/id/.ttl",
    "/graph-store?graph=%ff", "/graph-store?graph=%00", "/graph-store?graph=http://[",
    "/graph-store?graph=" + quote("http://x/ <>"), "/graph/%00", "/graph/%ff", "/download/%ff",
    "//", "/;", "/%2e%2e/%2e%2e/etc/passwd", "/static/../app.py", "/static/%2e%2e/app.py",
    "/%ff", "/sparql%00", "/ontology?format=%00", "/problems?lang=%00",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["", BROWSER], ids=["machine", "browser"])
@pytest.mark.parametrize("path", ADDRESSES, ids=lambda path: path[:40])
def test_no_address_breaks_anything(endpoint: Endpoint, path: str, accept: str) -> None:
    answer = endpoint.ask(path, headers={"Accept": accept} if accept else {})
    assert answer.status < 500
    assert b"root:" not in answer.body


RAW = [
    ("length_text", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\nASK {}"),
    ("length_negative", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
    ("length_two", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                   b"Content-Length: 2\r\n\r\nab"),
    ("line", b"\xff\xfe\r\n\r\n"),
    ("method", b"G\x00T / HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("version", b"GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n"),
    ("header", b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n"),
    ("long", b"GET /sparql?query=" + b"x" * 600_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("address", b"GET http://[::1/ HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("length_long", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000
                    + b"\r\n\r\n"),
    ("chunks", b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
]  # fmt: skip


@pytest.mark.parametrize("sent", [row[1] for row in RAW if row[0] in {"length_text", "address"}])
def test_what_is_no_request_is_refused_like_any_other(endpoint: Endpoint, sent: bytes) -> None:
    with socket.create_connection((endpoint.host, endpoint.port), timeout=60) as raw:
        raw.sendall(sent)
        told = b"".join(iter(lambda: raw.recv(65536), b""))
    assert told.startswith((b"HTTP/1.0 400 ", b"HTTP/1.1 400 "))
    head, _, body = told.partition(b"\r\n\r\n")
    assert b"Access-Control-Allow-Origin: *" in head
    assert json.loads(body)["status"] == 400


@pytest.mark.parametrize(("name", "sent"), RAW, ids=[row[0] for row in RAW])
def test_no_bytes_break_anything(endpoint: Endpoint, name: str, sent: bytes) -> None:
    assert name
    with socket.create_connection((endpoint.host, endpoint.port), timeout=60) as raw:
        told = b""
        with suppress(ConnectionError):  # it may refuse before it has read all
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
            told = b"".join(iter(lambda: raw.recv(65536), b""))
    found = re.match(rb"HTTP/1\.[01] ([0-9]{3}) ", told)
    assert found is None or found[1] < b"500"
    assert endpoint.query("ASK {}").json["boolean"] is True
