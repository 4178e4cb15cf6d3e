"""Requests of attackers against a real server: each gets a clean answer, and the service lives."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

import pytest

from tests.conformance.victim import DIRECT, FORM, SCRIPT, SCRIPTED, Victim, victim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.tmpdir import TempPathFactory

pytestmark = pytest.mark.alone

BROWSER: Final = "text/html,application/xhtml+xml,*/*;q=0.8"
MEGABYTES: Final = 10_000_000
END: Final = b"Host: x\r\nConnection: close\r\n\r\n"
ASK: Final = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"
POST: Final = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    b"Content-Type: application/sparql-query\r\n"
)
CHUNKED: Final = POST + b"Transfer-Encoding: chunked\r\n\r\n"
BODY: Final = b"5\r\nASK{}\r\n0\r\n\r\n"
SMUGGLED: Final = b"GET /smuggled HTTP/1.1\r\n" + END
SLOW: Final = 15.0
"""Seconds, fewer than a slow caller has, so that it is not their end that lets others in."""
PACKED: Final = gzip.compress(b" " * MEGABYTES + b"ASK{}")


def get(target: bytes, headers: bytes = b"") -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + headers + END


def post(headers: bytes, body: bytes) -> bytes:
    return POST + headers + b"\r\n" + body


@pytest.fixture(scope="module")
def server(tmp_path_factory: TempPathFactory) -> Iterator[Victim]:
    with victim(tmp_path_factory.mktemp("victim"), 10_000) as running:
        yield running
        running.assert_lean()
        assert "Traceback" not in running.complaints()


# --- HTTP itself ------------------------------------------------------------------------------

REQUESTS: Final[dict[str, tuple[bytes, set[int]]]] = {
    "HTTP/1.0": (b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n", {200}),
    "no version": (b"GET /sparql?query=ASK%7B%7D\r\n\r\n", {200, 400}),
    "no Host": (ASK + b"Connection: close\r\n\r\n", {200, 400}),
    "two Hosts": (ASK + b"Host: y\r\n" + END, {200, 400}),
    "script as Host": (get(b"/sparql", b'X: y\r\nHost: "><script>alert(1)\r\n'), {200, 400}),
    "bytes as Host": (ASK + b"Connection: close\r\nHost: \xff\xfe\r\n\r\n", {200, 400}),
    "broken IPv6 Host": (ASK + b"Connection: close\r\nHost: [::\r\n\r\n", {200, 400}),
    "CR in a header": (ASK + b"X: a\rSet-Cookie: b\r\n" + END, {400}),
    "NUL in a header": (ASK + b"X: a\0b\r\n" + END, {200, 400}),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 404, 405, 505}),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 99 + b"\r\n\r\n", {400}),
    "bytes": (b"\x00\xff\x16\r\n\r\n", {400}),
    "tabs": (b"GET\t/\tHTTP/1.1\r\n" + END, {400}),
    "NUL in the address": (get(b"/\0"), {400, 404}),
    "bytes in the address": (get(b"/\xff\xfe\xe2"), {400, 404}),
    "another's address": (get(b"http://127.0.0.1:1/sparql?query=ASK%7B%7D"), {200, 400}),
    "a broken IPv6 address": (get(b"http://[::1/"), {400}),
    "half an IPv6 address": (get(b"http://a]b/"), {400}),
    "a length of a book": (post(b"Content-Length: " + b"9" * 5_000 + b"\r\n", b"ASK{}"), {400}),
    "a proxy": (b"CONNECT 127.0.0.1:80 HTTP/1.1\r\n" + END, {400, 404, 405}),
    "TRACE": (b"TRACE / HTTP/1.1\r\n" + END, {405}),
    "an unknown method": (b"FOO /sparql HTTP/1.1\r\n" + END, {405}),
    "a method in small letters": (b"get /sparql HTTP/1.1\r\n" + END, {400}),
    "a long method": (b"A" * 100_000 + b" / HTTP/1.1\r\n" + END, {400, 405}),
    "PUT": (b"PUT /graph-store?default HTTP/1.1\r\nContent-Length: 1\r\n" + END + b"a", {405}),
    "DELETE": (b"DELETE /sparql HTTP/1.1\r\n" + END, {405}),
    "PATCH": (b"PATCH / HTTP/1.1\r\n" + END, {405}),
    "GET with a body": (ASK + b"Content-Length: 5\r\n" + END + b"hello", {200}),
    "OPTIONS with a body": (
        b"OPTIONS /sparql HTTP/1.1\r\nContent-Length: 5\r\n" + END + b"hello", {200, 204},
    ),
    "HEAD with a body": (
        b"HEAD /sparql?query=ASK%7B%7D HTTP/1.1\r\nContent-Length: 5\r\n" + END + b"hello",
        {200},
    ),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1\r\n" + END, {200, 204, 404}),
    "two kinds of length": (CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n") + BODY
                            + SMUGGLED, {200, 400}),
    "two encodings": (post(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", BODY), {501}),
    "an unknown encoding": (post(b"Transfer-Encoding: xchunked\r\n", BODY), {501}),
    "a hidden encoding": (post(b"Transfer-Encoding:\x0bchunked\r\n", BODY), {400}),
    "an encoding with a space": (post(b"Transfer-Encoding : chunked\r\n", BODY), {400}),
    "a negative chunk": (CHUNKED + b"-5\r\nASK{}\r\n0\r\n\r\n", {400}),
    "a chunk of 0x5": (CHUNKED + b"0x5\r\nASK{}\r\n0\r\n\r\n", {400}),
    "a chunk of zz": (CHUNKED + b"zz\r\nASK{}\r\n0\r\n\r\n", {400}),
    "a chunk too long": (CHUNKED + b"3\r\nASK{}\r\n0\r\n\r\n", {400}),
    "LF in a chunk's extension": (CHUNKED + b"5;\nxx\r\nASK{}\r\n0\r\n\r\n", {400}),
    "10 MB in chunks": (CHUNKED + b"989680\r\n" + b" " * MEGABYTES + b"\r\n0\r\n\r\n", {413}),
    "two lengths": (post(b"Content-Length: 5\r\nContent-Length: 6\r\n", b"ASK{}x"), {400}),
    "a negative length": (post(b"Content-Length: -5\r\n", b"ASK{}"), {400}),
    "a length of +5": (post(b"Content-Length: +5\r\n", b"ASK{}"), {400}),
    "a length too short": (post(b"Content-Length: 3\r\n", b"ASK{}"), {400}),
    "no length": (post(b"", b"ASK{}"), {400, 411}),
    "an endless length": (post(b"Content-Length: 99999999999999999999\r\n", b"ASK{}"), {413}),
    "10 MB": (post(b"Content-Length: 10000000\r\n", b" " * MEGABYTES), {413}),
    "10 MB in gzip": (
        post(b"Content-Encoding: gzip\r\nContent-Length: %d\r\n" % len(PACKED), PACKED), {400, 415},
    ),
    "an endless header": (b"GET / HTTP/1.1\r\nX: " + b"a" * 3_000_000, {431}),
    "an endless address": (get(b"/" + b"a" * 2_000_000), {414, 431}),
    "30,000 headers": (get(b"/", b"".join(b"X-%d: y\r\n" % n for n in range(30_000))), {200, 431}),
    "a long Accept": (get(b"/sparql", b"Accept: " + b"a/b," * 100_000 + b"\r\n"), {400, 406, 431}),
    "a strange Expect": (post(b"Expect: 200\r\nContent-Length: 5\r\n", b"ASK{}"), {200, 417}),
    "Upgrade": (get(b"/sparql?query=ASK%7B%7D", b"Upgrade: websocket\r\n"), {200}),
    "a date past every calendar": (
        get(b"/", b"If-Modified-Since: Mon, 01 Jan 2020 00:00:00 +99999999999999999999\r\n"), {200},
    ),
    "many ranges": (get(b"/download/release.json", b"Range: bytes=" + b"0-1," * 9_000 + b"\r\n"),
                    {200, 206, 416}),
    "a range backwards": (get(b"/download/release.json", b"Range: bytes=9-1\r\n"), {200, 416}),
    "a range of a book": (
        get(b"/download/release.json", b"Range: bytes=0-" + b"9" * 5_000 + b"\r\n"), {200, 206, 416}
    ),
    "a charset of bytes": (
        POST.replace(b"query\r\n", b'query; charset="\xff"\r\n') + b"Content-Length: 1\r\n\r\na",
        {415},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_it_gets_a_clean_answer(server: Victim, name: str) -> None:
    sent, statuses = REQUESTS[name]
    answer = server.first(sent)
    assert answer.status in statuses, answer
    if answer.status >= 400:
        assert answer.problem["detail"]
    server.assert_well()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (CHUNKED + b"5\r\nAS", "a body cut off"),
        (post(b"Content-Length: 50\r\n", b"ASK{}"), "a length too long"),
        (b"GET / HTTP/1.1\nHost: x\n\n", "bare line feeds"),
        (b"GET / HT", "a request cut off"),
        (b"", "nothing"),
    ],
)
def test_it_gets_400_or_the_connection_is_closed(server: Victim, sent: bytes, why: str) -> None:
    """The caller left, or waitress cannot tell what was asked: it may close without a word."""
    assert {answer.status for answer in server.raw(sent, 1, leave=True)} <= {400, 404}, why
    server.assert_well()


def test_two_kinds_of_length_are_an_error(server: Victim) -> None:
    assert server.raw(REQUESTS["two kinds of length"][0])[0].status == 400


def test_no_request_is_smuggled_in(server: Victim) -> None:
    assert len(server.raw(REQUESTS["two kinds of length"][0])) == 1
    kept = POST.replace(b"Connection: close\r\n", b"")
    sent = kept + b"Content-Length: 5\r\n\r\nASK{}" + ASK + END
    assert server.first(ASK + END).status == 200  # it is known from now on
    assert [answer.status for answer in server.raw(sent)] == [200, 200]
    # A body of a request that is refused is not taken for the next request.
    refused = kept + b"Content-Length: %d\r\nX : y\r\n\r\n" % len(SMUGGLED) + SMUGGLED
    assert [answer.status for answer in server.raw(refused, 1)] == [400]


# --- addresses and parameters -----------------------------------------------------------------

WRONG: Final = (
    *("%00", "%0d%0aSet-Cookie:%20a=b", "%ff%fe", "%", "%zz", "%c0%ae%c0%ae/", "a b", "<script>"),
    *("..%2f..%2fetc%2fpasswd", "../../../etc/passwd", "..;/", "%2e%2e/%2e%2e/", "..%5c..%5c"),
    *("a" * 100_000, "a/" * 2_000, "a." * 2_000, "%41" * 2_000, "{x}", "|", "^", "`", '"', "\\"),
    *("%e2%80%ae", "%ed%a0%80", "%f4%90%80%80", "c-0000000%23", "c-0000000%23%23a", "c-0000000//"),
    *("%E2%84%AA", "c-0000000.ttl.ttl", ".ttl", ".", "..", "c-0000000%00.ttl", "c-0000000%20"),
)
PLACES: Final = (
    *("/", "/id/", "/law/", "/page/id/", "/page/law/", "/data/id/", "/data/law/", "/graph/"),
    *("/download/", "/download/2026.11.0/", "/static/", "/list/", "/.well-known/"),
)


@pytest.mark.parametrize("place", PLACES)
def test_a_wrong_address_is_4xx(server: Victim, place: str) -> None:
    for wrong in WRONG:
        sent = get((place + wrong).replace(" ", "%20").encode())
        answer = server.first(sent)
        assert 300 <= answer.status < 500 or place == "/", (wrong[:40], answer)
        assert "set-cookie" not in answer.headers
        assert b"root:" not in answer.body
        if answer.status >= 400:
            assert answer.problem["detail"]
    server.assert_well()


FIELDS: Final = ("query", "default-graph-uri", "format", "lang", "edit", "version", "q", "page")
VALUES: Final = (
    *("%0d%0aSet-Cookie:%20a=b", "%00", "%ff", "%", "%zz", "%ed%a0%80", "", "9" * 5_000, "-1"),
    *("<script>alert(1)</script>", '"><svg/onload=alert(1)>', "{{7*7}}", "a" * 9_000),
)  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_no_value_of_a_field_breaks_out(server: Victim, name: str) -> None:
    for value in VALUES:
        for target in (f"/sparql?{name}={value}", f"/search?{name}={value}", f"/?{name}={value}",
                       f"/list/cases?{name}={value}", f"/graph-store?default&{name}={value}",
                       f"/sparql?query=ASK%7B%7D&{name}={value}&{name}={value}"):  # fmt: skip
            sent = get(target.encode(), f"Accept: {BROWSER}\r\n".encode())
            answer = server.first(sent)
            assert answer.status < 500, (target[:80], answer.body[:200])
            assert "set-cookie" not in answer.headers
            assert answer.headers["x-content-type-options"] == "nosniff"
            if answer.headers["content-type"].startswith("text/html"):
                assert b"<script>alert" not in answer.body
                assert b"<svg/onload" not in answer.body
    server.assert_well()


def test_headers_of_the_request_do_not_come_back(server: Victim) -> None:
    evil = "https://evil.example"
    headers = {
        "Origin": evil,
        "Referer": evil,
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "javascript",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/evil.example",
        "X-HTTP-Method-Override": "DELETE",
        "Access-Control-Request-Headers": "evil.example",
    }
    for target in ("/", "/id/c-0000000", "/sparql?query=ASK%7B%7D", "/sparql", "/nowhere"):
        for method in ("GET", "OPTIONS", "HEAD"):
            answer = server.send(method, target, headers)
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in answer.headers
            assert "evil" not in str(answer.headers) + answer.body.decode()


@pytest.mark.parametrize(
    "target",
    [
        "/page/id/c-0000000",
        "/search?q=alert",
        f"/search?q={quote(SCRIPT)}",
        f"/sparql?edit={quote(SCRIPT)}",
        f"/sparql?query={quote(SCRIPT)}",
        f"/sparql?query={quote(f'SELECT * {{ <{SCRIPTED}> ?p ?o }} # {SCRIPT}')}",
        f"/sparql?query={quote('SELECT * { BIND(IRI(javascript:alert(1)) AS ?x) }')}",
        f"/sparql?query=ASK%7B%7D&default-graph-uri={quote(SCRIPT)}",
        f"/sparql?query=ASK%7B%7D&format={quote(SCRIPT)}",
        f"/{quote(SCRIPT)}",
        f"/id/{quote(SCRIPT)}",
        f"/graph/{quote(SCRIPT)}",
        f"/list/{quote(SCRIPT)}",
        f"/download/{quote(SCRIPT)}",
    ],
)
def test_a_script_is_shown_as_text(server: Victim, target: str) -> None:
    answer = server.send("GET", target, {"Accept": BROWSER})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"<script>alert" not in answer.body
    assert b'href="javascript:' not in answer.body
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_bytes_that_are_no_utf_8_are_4xx(server: Victim) -> None:
    for body, kind in (
        (b"ASK { ?s ?p '\xff' }", DIRECT),
        (b"ASK { ?s ?p '\xed\xa0\x80' }", DIRECT),
        (b"query=ASK%7B%7D%ff", FORM),
        (b"query=\xff", FORM),
        ("ASK {}".encode("utf-16"), DIRECT),
        (b"ASK { \0 }", DIRECT),
    ):
        answer = server.send("POST", "/sparql", {"Content-Type": kind}, body)
        assert answer.status == 400, (body, answer)
        assert answer.problem["detail"]


def test_a_form_of_a_million_fields_is_4xx(server: Victim) -> None:
    for fields in (b"a=&" * 250_000, urlencode([("query", "ASK{}")] * 3).encode()):
        answer = server.send("POST", "/sparql", {"Content-Type": FORM}, fields)
        assert answer.status in {400, 413}, answer
        assert answer.problem["detail"]


# --- slow callers -----------------------------------------------------------------------------


def test_slow_callers_keep_nobody_waiting(server: Victim) -> None:
    """Half a header, half a body, one byte at a time: none of them has a thread to itself."""
    callers = [server.connect() for _ in range(150)]
    try:
        for number, caller in enumerate(callers):
            caller.sendall(ASK if number % 2 else POST + b"Content-Length: 900\r\n\r\nASK")
        for _ in range(5):
            for caller in callers:
                caller.sendall(b"X")
            server.assert_well()
            time.sleep(0.1)
    finally:
        for caller in callers:
            caller.close()
    server.assert_well()


def test_a_thousand_slow_callers_do_not_shut_others_out(server: Victim) -> None:
    """On a crowded machine a thousand callers alone take their time: one round of three counts."""
    assert any(lets_others_in(server) for _ in range(3))


def lets_others_in(server: Victim) -> bool:
    callers = []
    try:
        for _ in range(1_050):
            caller = server.connect()
            callers.append(caller)
            caller.sendall(ASK)
        with suppress(TimeoutError):
            return server.send("GET", "/health", patience=SLOW).status == 200
        return False
    finally:
        for caller in callers:
            caller.close()


def test_callers_who_leave_in_the_middle_cost_nothing(server: Victim) -> None:
    everything = quote("SELECT * { ?s ?p ?o }")
    begun = set()
    for number in range(60):
        with server.connect() as caller:
            caller.sendall(get(f"/sparql?query={everything}&format=json".encode()))
            if number % 2:
                begun.add(caller.recv(10))
    assert b"HTTP/1.1 2" in begun
    assert begun <= {b"HTTP/1.1 2", b"HTTP/1.1 5"}  # a second may not be enough
    server.assert_well()
    server.assert_lean()
