"""A record that the import writes reads back as it was, and stays within the width."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.template import plain
from kg.ingest.writer import WIDTH, scalar, yaml_text
from kg.model.scripts import composed, unprintable
from kg.read.yaml_lines import parse

if TYPE_CHECKING:
    from kg.ingest.values import Value

WORDS = st.sampled_from(
    ["a", "Ёж", "“x”", "- b", "#c", "d:", "x: y", "[e", "{f}", "'g'", '"h"', "*i", "&j", "!k", "~",
     "null",
     "NO", "282.2", "010", "1:30", "2021-02-11", "=", "<<", "?", "|", ">", "%", "@", "`", ",",
     "https://example.org/a?b=c#d", "a\xa0b", "\u2028", "---", "...", "\\n", "b" * 120]
)  # fmt: skip


def cleaned(text: str) -> str:
    """Return a text as records may hold it."""
    return "".join(letter for letter in normalize("NFC", text) if unprintable(letter) is None)


TEXTS = (
    st.one_of(
        st.text(min_size=1, max_size=40), st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
    )
    .map(cleaned)
    .filter(lambda text: bool(text.strip()) and composed(text) and unprintable(text) is None)
)
KEYS = st.from_regex(r"[a-z][A-Za-z]{0,10}", fullmatch=True)
VALUES = st.recursive(
    TEXTS | st.lists(TEXTS, min_size=1, max_size=8).map(tuple),
    lambda inner: st.one_of(
        st.dictionaries(KEYS, inner, min_size=1, max_size=4),
        st.lists(st.dictionaries(KEYS | st.just("id"), inner, min_size=1, max_size=4), min_size=1)
        .map(tuple),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=30)  # each is a whole record
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_a_record_reads_back_as_it_was_written(record: dict[str, Value]) -> None:
    text = yaml_text(record)
    assert plain(parse(text.encode(), "x.yaml")) == record
    assert list(plain(parse(text.encode(), "x.yaml"))) == list(record)  # type: ignore[call-overload]


@given(st.lists(st.from_regex(r"[a-zа-я]{1,12}", fullmatch=True), min_size=1, max_size=80))
def test_a_long_text_is_folded_within_the_width(words: list[str]) -> None:
    text = yaml_text({"note": {"en": " ".join(words)}})
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert plain(parse(text.encode(), "x.yaml")) == {"note": {"en": " ".join(words)}}


@given(TEXTS)
def test_a_text_is_quoted_only_where_it_needs_it(text: str) -> None:
    written = scalar(text)
    if written != text:
        assert written[0] in "'\""
    assert plain(parse(f"a: {written}\n".encode(), "x.yaml")) == {"a": text}
