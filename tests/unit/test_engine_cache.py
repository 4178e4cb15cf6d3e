from __future__ import annotations

import gzip
import io
import os
import tempfile
from contextlib import closing
from typing import IO, TYPE_CHECKING

import pytest

from kg.engine.cache import Cache
from kg.engine.data import Call
from kg.errors import EngineError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

KIB = 1024


class Engine:
    """Answers with as many bytes as the text says; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def ask(self, call: Call) -> IO[bytes]:
        self.asked += 1
        kind, size = call.text.split()[:2]
        if kind == "error":
            raise QueryError("no")
        out: IO[bytes] = io.BytesIO() if kind == "short" else tempfile.TemporaryFile()  # noqa: SIM115  # handed on
        out.write(bytes([self.asked]) * int(size))
        out.seek(0)
        return out


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def cache(engine: Engine) -> Iterator[Cache]:
    with closing(Cache(engine, 250 * KIB)) as made:
        yield made


def ask(cache: Cache, text: str, *, is_stable: bool = True) -> bytes:
    with cache.ask(Call("query", text, is_stable=is_stable)) as file:
        return file.read()


@pytest.mark.parametrize("text", ["short 10", "long 100000"])
def test_the_same_is_asked_once(engine: Engine, cache: Cache, text: str) -> None:
    first = ask(cache, text)
    assert ask(cache, text) == first
    assert engine.asked == 1


def test_another_format_text_or_dataset_is_another_answer(engine: Engine, cache: Cache) -> None:
    for call in (
        Call("query", "short 1"),
        Call("query", "short 1 "),
        Call("query", "short 1", format="csv"),
        Call("query", "short 1", base="http://x/"),
    ):
        cache.ask(call).close()
    assert engine.asked == 4


def test_what_changes_and_what_went_wrong_is_not_kept(engine: Engine, cache: Cache) -> None:
    assert ask(cache, "short 1", is_stable=False) != ask(cache, "short 1", is_stable=False)
    for _ in range(2):
        with pytest.raises(QueryError):
            ask(cache, "error 0")
    assert engine.asked == 4


def test_the_least_used_goes_first(engine: Engine, cache: Cache) -> None:
    ask(cache, "long 100000 a")
    ask(cache, "long 100000 b")
    ask(cache, "long 100000 a")
    ask(cache, "long 100000 c")
    ask(cache, "long 100000 a")
    assert engine.asked == 3
    ask(cache, "long 100000 b")
    assert engine.asked == 4


def test_readers_of_one_answer_do_not_move_each_other(cache: Cache) -> None:
    one, other = (cache.ask(Call("query", "long 100000")) for _ in range(2))
    assert one.read(10) == other.read(10)
    assert one.seek(0, os.SEEK_END) == 100_000
    assert len(other.read()) == 99_990
    one.close()
    other.close()
    other.close()


def test_what_is_being_sent_counts_and_is_never_cut(cache: Cache) -> None:
    sent = [cache.ask(Call("query", f"long 100000 {number}")) for number in range(2)]
    with pytest.raises(EngineError, match="too many large answers"):
        cache.ask(Call("query", "long 100000 more"))
    assert [len(file.read()) for file in sent] == [100_000, 100_000]
    for file in sent:
        file.close()
    assert len(ask(cache, "long 100000 more")) == 100_000


@pytest.mark.parametrize("text", ["short 5000", "long 100000"])
def test_the_packed_form_is_kept_too(engine: Engine, cache: Cache, text: str) -> None:
    plain = ask(cache, text)
    packed = Call("query", text, is_packed=True)
    with cache.ask(packed) as one, cache.ask(packed) as other:
        sent = one.read()
        assert other.read() == sent
    assert gzip.decompress(sent) == plain
    assert engine.asked == 1
