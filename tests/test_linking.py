"""Names of the real records, written as strangers write them, through the reconciliation service.

Every spelling of the labelled table is made by rule from a name on record: schemes of romanisation
that the service does not know by name, another order, capitals, no father's name, ё as е, one
letter left out, an initial. What is right is the record that the spelling was made from.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import iuliia  # type: ignore[import-untyped]  # it has no types
import pytest

from kg.config import Config
from kg.model.ns import BASE, ID
from kg.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flask.testing import FlaskClient

    from kg.engine.store import Store

ROWS = 200
SCHEMES = (
    iuliia.GOST_779, iuliia.ICAO_DOC_9303, iuliia.WIKIPEDIA, iuliia.BGN_PCGN, iuliia.ALA_LC,
    iuliia.MVD_782, iuliia.SCIENTIFIC, iuliia.ISO_9_1968, iuliia.YANDEX_MAPS, iuliia.UNGEGN_1987,
)  # fmt: skip
NAMES = f"""
SELECT ?person (MIN(?form) AS ?name) WHERE {{
  ?person a <https://w3id.org/polpros/ontology#Person> ;
    <http://www.w3.org/2004/02/skos/core#prefLabel> ?form .
  FILTER(LANG(?form) = "ru" && STRSTARTS(STR(?person), "{ID}p-"))
}} GROUP BY ?person ORDER BY ?person
"""


def spelled(number: int, name: str) -> str:
    """Return a name as somebody else may write it; the number chooses how."""
    first, *rest = name.split()
    scheme = SCHEMES[number // 6 % len(SCHEMES)]
    short = " ".join([first, *rest[:1]])
    ways = (
        name,
        scheme.translate(name),
        " ".join([*rest[:1], first]).replace("ё", "е"),
        scheme.translate(short).upper(),
        " ".join([first[: len(first) // 2] + first[len(first) // 2 + 1 :], *rest[:1]]),
        f"{rest[0][0]}. {first}" if rest else first,
    )
    return ways[number % len(ways)]


@pytest.fixture(scope="module")
def client(real_store: Store, real_release: Path) -> FlaskClient:
    return create_app(Config(), real_store, real_release).test_client()


@pytest.fixture(scope="module")
def people(real_store: Store) -> list[tuple[str, str]]:
    rows = real_store.query(NAMES).rows()
    return [(row["person"].removeprefix(BASE), row["name"]) for row in rows]


def reconciled(client: FlaskClient, names: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield the candidates for each name, asked ten at a time as OpenRefine does."""
    for some in batch(names):
        queries = {f"q{at}": {"query": name, "type": "Person"} for at, name in enumerate(some)}
        answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
        assert answer.status_code == 200
        told = answer.get_json()
        yield from (told[key]["result"] for key in queries)


def batch(names: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (names[at : at + 10] for at in range(0, len(names), 10))


def test_a_table_of_200_rows(client: FlaskClient, people: list[tuple[str, str]]) -> None:
    step = len(people) // ROWS
    wanted = [one for one, _ in people[::step][:ROWS]]
    names = [spelled(at, name) for at, (_, name) in enumerate(people[::step][:ROWS])]
    assert len(names) == ROWS
    matched = right = among_three = 0
    for is_, candidates in zip(wanted, reconciled(client, names), strict=True):
        found = [one["id"] for one in candidates]
        among_three += is_ in found[:3]
        if candidates and candidates[0]["match"]:
            matched += 1
            right += found[0] == is_
    assert matched > ROWS / 4
    assert right / matched >= 0.99
    assert among_three / ROWS >= 0.95


@pytest.mark.parametrize("name", ["Халилов Ленур", "Lenur Khalilov"])
def test_people_of_one_name_are_never_matched_by_it(client: FlaskClient, name: str) -> None:
    (found,) = reconciled(client, [name])
    assert len([one for one in found if one["score"] >= 95]) == 2
    assert not any(one["match"] for one in found)


def test_without_the_father_s_name_nobody_is_matched(
    client: FlaskClient, people: list[tuple[str, str]]
) -> None:
    short = [" ".join(name.split()[:2]) for _, name in people if len(name.split()) == 3][:20]
    for found in reconciled(client, short):
        assert found[0]["score"] >= 95
        assert not any(one["match"] for one in found)


def test_a_father_s_name_that_differs_is_no_match(client: FlaskClient) -> None:
    (found,) = reconciled(client, ["Сафронов Иван Вымышленович"])
    assert not any(one["match"] for one in found)


def test_places_bodies_and_law_are_found(client: FlaskClient) -> None:
    queries = {
        "place": {"query": "Ростовская область", "type": "Place"},
        "law": {"query": "Article 318 part 1 RF", "type": "LegalResource"},
    }
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)}).get_json()
    assert answer["place"]["result"][0] == answer["place"]["result"][0] | {
        "id": "id/place/ru-ros", "match": True,
    }  # fmt: skip
    assert answer["law"]["result"][0]["id"] == "law/ru-cc-art-318-part-1"


def test_a_table_is_extended(client: FlaskClient) -> None:
    asked = {"ids": ["id/p-2tem5eh"], "properties": [{"id": "article"}, {"id": "region"}]}
    told = client.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()
    cells = told["rows"]["id/p-2tem5eh"]
    assert {"id/place/ru-spe"} <= {one["id"] for one in cells["region"]}
    assert {"law/ru-cc-art-205-part-3"} <= {one["id"] for one in cells["article"]}
