"""Any bytes are a record or one clear error; nothing else gets out of the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model.terms import read_terms
from kg.read import Record, read_record

ROOT = Path(__file__).resolve().parents[2]
TERMS = read_terms(ROOT / "data" / "context.jsonld", ROOT / "ontology")
SAMPLE = (ROOT / "tests" / "fixtures" / "data" / "cases" / "c-mcd2rn0.yaml").read_bytes()

keys = st.sampled_from([*TERMS.keys, "id", "type", "date", "since", "article", "nonsense"])
leaves = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2021-02", "charge-1", "c-mcd2rn0", "Arrest", "measure-remand", "org/x"]),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(keys | st.just("en"), inner, max_size=4)
    ),
    max_leaves=12,
)


def _read(content: bytes) -> None:
    """Check that a record names itself, or that one error says where and what."""
    found = _record_or_error(content)
    if isinstance(found, SourceError):
        assert found.where.line >= 1
        assert found.message
    else:
        assert found.document["id"] == found.iri


def _record_or_error(content: bytes) -> Record | SourceError:
    try:
        return read_record(content, "data/cases/x.yaml", TERMS)
    except SourceError as error:
        return error


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    _read(content)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _read(text.encode("utf-8", "surrogatepass"))


@given(trees)
def test_any_tree(tree: object) -> None:
    # JSON is YAML, and its writer quotes what needs it.
    _read(json.dumps({"id": "c-mcd2rn0", "type": "CriminalCase", "events": tree}).encode())


@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=3))
def test_a_good_file_with_a_few_bytes_changed(at: int, noise: bytes) -> None:
    _read(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :])


@pytest.mark.parametrize("cut", range(0, len(SAMPLE), 97))
def test_a_good_file_cut_short(cut: int) -> None:
    _read(SAMPLE[:cut])
