"""Sources of a whole record are shared by the parts that have none of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.terms import Terms, read_terms
from kg.read.record import read_record

ROOT = Path(__file__).resolve().parents[2]
WHOLE = """
id: c-mcd2rn0
type: CriminalCase
cite:
  - {doc: doc/a, at: page, citationScope: citescope-whole-record}
  - {doc: doc/b, at: page, citationScope: citescope-whole-record}
  - {doc: doc/c, at: page}
prosecutions:
  - id: prosecution-1
    defendant: defendant-1
    charges:
      - id: charge-1
        article: law/zz-cc-art-1
        cite:
          - {doc: doc/d, at: page}
roleHolders:
  - id: defendant-1
    withholds: withheld-name
caseCharges:
  - id: case-charge-1
    article: law/zz-cc-art-1
"""


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read_terms(ROOT / "data/context.jsonld", ROOT / "ontology")


def test_a_part_without_a_source_shares_those_of_the_whole_record(terms: Terms) -> None:
    document = read_record(WHOLE.encode(), "x.yaml", terms).document
    shared = [f"{document['id']}#cite-1", f"{document['id']}#cite-2"]
    (prosecution,) = document["prosecutions"]
    assert prosecution["cite"] == shared
    assert document["caseCharges"][0]["cite"] == shared
    assert [one["id"] for one in document["cite"]] == [*shared, f"{document['id']}#cite-3"]


def test_a_part_with_a_source_of_its_own_keeps_it(terms: Terms) -> None:
    document = read_record(WHOLE.encode(), "x.yaml", terms).document
    (charge,) = document["prosecutions"][0]["charges"]
    assert [one["doc"] for one in charge["cite"]] == ["https://w3id.org/polpros/id/doc/d"]


def test_a_part_that_needs_no_source_gets_none(terms: Terms) -> None:
    document = read_record(WHOLE.encode(), "x.yaml", terms).document
    assert "cite" not in document["roleHolders"][0]


def test_sources_without_that_scope_are_not_shared(terms: Terms) -> None:
    text = WHOLE.replace(", citationScope: citescope-whole-record", "")
    document = read_record(text.encode(), "x.yaml", terms).document
    assert "cite" not in document["prosecutions"][0]


def test_a_claim_of_another_record_is_tied_to_a_prosecution(terms: Terms) -> None:
    text = WHOLE.replace("defendant: defendant-1", "claimsAbout: p-4sd1q6q#recognition-1", 1)
    record = read_record(text.encode(), "x.yaml", terms)
    claim = "https://w3id.org/polpros/id/p-4sd1q6q#recognition-1"
    assert record.document["prosecutions"][0]["claimsAbout"] == claim
    assert claim in {target for target, _, _ in record.references}
