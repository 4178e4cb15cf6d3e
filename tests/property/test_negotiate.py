"""Whatever text comes in, what reads it answers or raises an expected error."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.engine.guard import examine
from kg.engine.tokens import readings, resolved
from kg.errors import NotAcceptableError, QueryError
from kg.formats import ALL, GRAPHS, HTML, Format, negotiate
from kg.web.addresses import canonical, split

ACCEPTS = st.text() | st.text(alphabet='*/;,=q.019"\\ \tatextturle-+')
WORDS = "SELECT SERVICE FROM NAMED GRAPH BASE PREFIX LOAD true ex: ex:a <http://x/#> ?a 1e5 _:b @en"
MARKS = "* { } ( ) < > ' \" ''' # \\ \\u0053 . // \ud7ff \0"
PIECES = [*WORDS.split(" "), *MARKS.split(" "), " ", "\n"]
QUERIES = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@given(ACCEPTS)
def test_any_accept_is_answered_or_not_acceptable(accept: str) -> None:
    with suppress(NotAcceptableError):
        assert negotiate(accept, ALL) in ALL


@given(st.sampled_from(ALL), st.text())
def test_a_type_asked_for_alone_is_given(wanted: Format, other: str) -> None:
    assert negotiate(wanted.media_type, ALL) is wanted
    assert negotiate(f"{wanted.media_type}, image/png;q=0.1", ALL) is wanted
    unknown = f"image/x-{other.encode(errors='replace').hex()}"
    assert negotiate(f"{unknown}, {wanted.media_type};q=0.1", ALL) is wanted


@given(st.permutations([f"{one.media_type};q=0.{number}" for number, one in enumerate(GRAPHS, 1)]))
def test_the_order_of_the_header_does_not_matter(members: list[str]) -> None:
    assert negotiate(", ".join(members), (HTML, *GRAPHS)) is GRAPHS[-1]


@given(QUERIES)
def test_any_query_is_examined_or_refused(text: str) -> None:
    with suppress(QueryError):
        assert examine(text, ()).kind in {"boolean", "solutions", "graph"}


@given(QUERIES)
def test_tokens_lie_in_the_text_one_after_the_other(text: str) -> None:
    with suppress(QueryError):
        written = resolved(text)
        for run in readings(written):
            assert all(token.text == written[token.start : token.end] for token in run)
            assert all(a.end <= b.start for a, b in pairwise(run))


@given(st.text())
def test_any_address_is_one_of_ours_or_refused(rest: str) -> None:
    name, format_ = split(rest, GRAPHS)
    assert rest == (f"{name}.{format_.extension}" if format_ else name)
    with suppress(QueryError):
        assert canonical("id", rest).isascii()
