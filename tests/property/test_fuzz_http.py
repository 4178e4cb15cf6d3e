"""Whatever comes over HTTP, what reads it answers or refuses it: never an unexpected error.

`make fuzz` runs the same tests with other examples each time, for as long as it is told to.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import Config
from kg.engine.guard import examine
from kg.engine.store import Store
from kg.engine.tokens import readings, resolved
from kg.errors import NotAcceptableError, QueryError
from kg.formats import ALL, by_name, negotiate
from kg.model import ns
from kg.web.addresses import canonical, split
from kg.web.app import create_app
from tests.conformance.attacks import HARMLESS, SERVICES
from tests.conformance.victim import listener
from tests.small_release import ARTICLE, CASE, write_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

LONG: Final = int(os.environ.get("POLPROS_TEST_FUZZ", "0"))
"""Examples of each test of a long run; 0 for the short one, the same examples each time."""

WORDS: Final = (
    *("SELECT", "ASK", "CONSTRUCT", "WHERE", "DESCRIBE", "FROM", "NAMED", "GRAPH", "SERVICE"),
    *("SILENT", "OPTIONAL", "FILTER", "EXISTS", "NOT", "MINUS", "BIND", "VALUES", "UNION", "AS"),
    *("BASE", "PREFIX", "VERSION", "LOAD", "INSERT", "TRIPLE", "true", "false", "a", "IN", "ex:"),
    *("ex:a", "?a", "$b", "_:c", "@en", "1", "1.", ".5", "1e5", "<x:x>", "<>", "<#'>", "<a#>"),
)
MARKS: Final = (
    *"*{}()<>'\"#\\.,;:?$@/|^!=&+-~_\n\r\t \0\ud7ff😀ёK",
    *("'''", '"""', "\\u0053", "\\U00000053", "\\u005c", "\\u0027", "<<", ">>", "<<(", ")>>"),
    *("{|", "|}", "^^", "&&", "||", "//", "#\n", "\\'", "\\u"),
)
PIECES: Final = st.lists(st.sampled_from([*WORDS, *MARKS, " "]), max_size=40).map("".join)
SPLICES: Final = st.sampled_from(
    [
        " ",
        "\n",
        "#\n",
        "#'\n",
        "ex:a.b.",
        "?s ?p ex:a.",
        "_:a.",
        "'",
        "'''",
        '"',
        "#>",
        "<",
        ">",
        "<b",
        "\\",
        ".",
        "true",
        "1.",
        "//",
    ]
)


def long_or(short: int) -> settings:
    """Return the settings of a test: so many examples, or those of a long run."""
    return settings(
        max_examples=LONG or short,
        derandomize=not LONG,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def spliced(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Draw one of the texts with things put into it where they may hide what follows."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(SPLICES) + text[at:]
    return text


QUERIES: Final = st.one_of(st.text(), PIECES, spliced(HARMLESS), spliced(SERVICES))


# --- what is parsed -----------------------------------------------------------------------------


@long_or(400)
@given(QUERIES, st.none() | st.text())
def test_any_text_is_a_question_or_refused(text: str, base: str | None) -> None:
    with suppress(QueryError):
        question = examine(text, frozenset({"x:x"}), base=base)
        assert question.text.encode()
        for reading in readings(question.text):
            assert all(question.text[token.start : token.end] == token.text for token in reading)


@long_or(200)
@given(QUERIES)
def test_escapes_written_out_once_stay(text: str) -> None:
    with suppress(QueryError):
        once = resolved(text)
        assert resolved(once) == once


@pytest.fixture(scope="module")
def outside() -> Iterator[tuple[int, list[int]]]:
    with listener() as found:
        yield found


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    terms = [pyoxigraph.NamedNode(f"x:{name}") for name in "spo"]
    found = pyoxigraph.Store()
    found.add(pyoxigraph.Quad(*terms))
    return found


@long_or(600)
@given(text=spliced(SERVICES))
def test_what_passes_asks_no_other_server(
    outside: tuple[int, list[int]], store: pyoxigraph.Store, text: str
) -> None:
    """The engine runs what the guard lets through, and it can reach the listener."""
    port, met = outside
    asked = text.replace("{{", "{").replace("}}", "}").replace("{x}", f"http://127.0.0.1:{port}/")
    try:
        question = examine(asked, frozenset())
    except QueryError:
        return
    with suppress(SyntaxError, ValueError, OSError, RuntimeError):
        found = store.query(question.text, base_iri=f"http://127.0.0.1:{port}/")
        if not isinstance(found, pyoxigraph.QueryBoolean):
            list(found)
    assert met == [], question.text


# --- formats and addresses ----------------------------------------------------------------------

RANGES: Final = st.text(alphabet='*/;,=q.019"\\ \tatextturtle-+json\xe9') | st.text()


@long_or(300)
@given(RANGES, RANGES)
def test_any_accept_and_format_is_one_of_ours_or_refused(accept: str, name: str) -> None:
    with suppress(NotAcceptableError):
        assert negotiate(accept, ALL) in ALL
    with suppress(NotAcceptableError):
        assert by_name(name, ALL) in ALL


PATHS: Final = st.text(alphabet="abz019.-_~/#%\\:@ \0\n\xe9K") | st.text()


@long_or(300)
@given(PATHS)
def test_any_path_is_an_address_of_ours_or_refused(rest: str) -> None:
    name, format_ = split(rest, ALL)
    assert rest == (f"{name}.{format_.extension}" if format_ else name)
    with suppress(QueryError):
        iri = canonical("id", rest)
        assert pyoxigraph.NamedNode(iri).value.startswith(f"{ns.BASE}id/")


# --- the whole application ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = write_release(tmp_path_factory.mktemp("out"))
    app = create_app(Config(out=folder.parent), Store.open(folder), folder)
    app.testing = False  # an unexpected error is to be a 500, as in the server
    return app.test_client()


METHODS: Final = st.sampled_from(
    ["GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "FOO"]
)
KNOWN: Final = st.sampled_from(
    [
        *("/", "/sparql", "/sparql", "/sparql", "/graph-store", "/search", "/limits", "/health"),
        *("/list/cases", "/list/persons", "/download/", "/download/release.json", "/problems"),
        *("/ontology", "/vocab", "/shapes", "/dataset", "/.well-known/void", "/static/site.css"),
        *(f"/id/{CASE[len(ns.ID) :]}", f"/page/id/{CASE[len(ns.ID) :]}"),
        *(f"/data/id/{CASE[len(ns.ID) :]}.ttl", f"/law/{ARTICLE[len(ns.LAW) :]}"),
        *("/graph/ontology", "/graph/record/c-0000000", "/page/law/xx-cc-art-1.2"),
    ]
)
ADDRESSES: Final = st.one_of(
    KNOWN, st.tuples(KNOWN, PATHS).map("".join), PATHS.map(lambda rest: f"/{rest}")
)
NAMES: Final = st.sampled_from(
    [
        *("query", "query", "default-graph-uri", "named-graph-uri", "format", "lang", "edit"),
        *("version", "graph", "default", "q", "page", "update", "release", "limit"),
    ]
)
VALUES: Final = st.one_of(
    st.sampled_from(["ASK {}", "SELECT * { ?s ?p ?o }", "DESCRIBE ?s { ?s ?p ?o }", "json", "html",
                     "csv", "spreadsheet", "turtle", "ru", "en", "1.1", "-1", ns.GRAPH_LAW]),
    QUERIES,
)  # fmt: skip
FIELDS: Final = st.lists(st.tuples(NAMES, VALUES), max_size=4).map(
    lambda fields: urlencode(fields, errors="surrogatepass")
)
HEADER_TEXT: Final = st.text(
    st.characters(min_codepoint=32, max_codepoint=255, blacklist_characters="\x7f"), max_size=60
)
HEADER_NAMES: Final = st.sampled_from(
    [
        *("Accept", "Accept", "Accept-Encoding", "Accept-Language", "Host", "Range", "If-Range"),
        *("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "Origin"),
        *("Cookie", "Authorization", "Content-Encoding", "Transfer-Encoding", "Expect"),
        *("Access-Control-Request-Method", "X-Forwarded-For", "Cache-Control"),
    ]
)
HEADER_VALUES: Final = st.sampled_from(
    [
        *("text/html", "*/*;q=0", "gzip", "gzip;q=0, *", "bytes=0-1", "bytes=5-", 'W/"a", *'),
        *("Mon, 01 Jan 2020 00:00:00 GMT", "Sat, 31 Dec 9999 23:59:59 GMT", "chunked"),
        *("Mon, 01 Jan 0001 00:00:00 +2359", "application/json"),
    ]
)
HEADER: Final = st.tuples(HEADER_NAMES, HEADER_TEXT | HEADER_VALUES)
KINDS: Final = st.sampled_from(
    [
        *("application/x-www-form-urlencoded", "application/sparql-query", "application/json"),
        *("application/sparql-query; charset=utf-8", "application/sparql-query;charset=\xff"),
        *("application/sparql-update", "multipart/form-data; boundary=a", "text/plain", "", "/;="),
    ]
)
BODIES: Final = st.one_of(
    st.binary(max_size=200),
    FIELDS.map(str.encode),
    QUERIES.map(lambda text: text.encode(errors="surrogatepass")),
)


@dataclass(frozen=True)
class Request:
    """A request, as far as Hypothesis draws it."""

    method: str
    path: str
    fields: str
    headers: list[tuple[str, str]]
    kind: str
    body: bytes


REQUESTS: Final = st.builds(
    Request,
    method=METHODS,
    path=ADDRESSES,
    fields=FIELDS | st.text(max_size=60),
    headers=st.lists(HEADER, max_size=4),
    kind=KINDS,
    body=BODIES,
)


@long_or(500)
@given(REQUESTS)
def test_any_request_gets_an_answer_that_is_no_fault_of_ours(
    client: FlaskClient, request: Request
) -> None:
    environ = {
        "PATH_INFO": request.path.encode(errors="surrogatepass").decode("latin-1"),
        "QUERY_STRING": request.fields.encode(errors="surrogatepass").decode("latin-1"),
    }
    has_body = request.method in {"POST", "PUT"}
    answer = client.open(
        "/",
        method=request.method,
        headers=request.headers,
        environ_overrides=environ,
        data=request.body if has_body else None,
        content_type=request.kind if has_body else None,
    )
    told = answer.get_data()
    assert answer.status_code < 500, (answer.status_code, told[:500])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert not any("\n" in f"{name}{value}" for name, value in answer.headers)
    answer.close()
