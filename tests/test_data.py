"""What the real data must say and must not say, asked of a release built from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.release.search import search
from kg.release.search_index import SEARCH

if TYPE_CHECKING:
    from pathlib import Path

    from kg.engine.store import Store

ID = "https://w3id.org/polpros/id/"
TITLES = (
    "Alexander Cherkasov: ‘Сlaims against us have no ground: it is just the Government’s "
    "arbitrary will’",
    "Belarusian citizen Yana Pinchuk, threatened with extradition to her home country, is a "
    "political prisoner",
    "Six Muslims are political prisoners: evidence against them may have been falsified and their "
    "right to a fair trial was violated",
    "Navalny supporter assaulted at a St. Petersburg protest is a political prisoner",
    "Ufa opposition activist Liliya Chanysheva is a political prisoner",
    "The prosecution of Nizhny Novgorod opposition activists Natalia Rezontova and Roman Tregubov "
    "is unlawful and politically motivated",
    "Nine individuals wrongly convicted for involvement in the St. Petersburg metro attack are "
    "political prisoners",
    "The prosecution of Chelyabinsk anarchists Dmitry Tsibukovsky and Anastasia Safonova is "
    "unlawful and politically motivated",
    "Smolensk activist Sergei Komandirov is a political prisoner",
    "Kemerovo bloggers and activists Maksim Lavrentiev and Sergei Kamensky are political prisoners",
)
PREFIXES = """PREFIX ppo: <https://w3id.org/polpros/ontology#>
PREFIX ppv: <https://w3id.org/polpros/vocab#>
PREFIX id: <https://w3id.org/polpros/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def _ask(store: Store, pattern: str) -> list[str]:
    rows = store.query(f"{PREFIXES}SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows()
    return sorted(str(row["x"]) for row in rows)


@pytest.mark.parametrize("title", TITLES)
def test_title_is_kept_exactly(real_store: Store, title: str) -> None:
    quoted = title.replace('"', '\\"')
    assert len(_ask(real_store, f'?x dcterms:title "{quoted}"@en')) == 1


def test_search_finds_the_title_with_the_look_alike_letter(real_release: Path) -> None:
    found = search(real_release / SEARCH, "Claims against us have no ground")
    assert f"{ID}doc/memorial-press-conference" in {hit.iri for hit in found.hits}


@pytest.mark.parametrize("text", ["Чанышева", "chanysheva", "Chanyseva", "пинчук", "Пінчук"])
def test_search_finds_people_in_any_published_spelling(real_release: Path, text: str) -> None:
    assert any(hit.iri.startswith(f"{ID}p-") for hit in search(real_release / SEARCH, text).hits)


def test_unlawful_is_not_political_prisoner(real_store: Store) -> None:
    recognised = _ask(
        real_store,
        "?x ppo:everRecognisedAsPoliticalPrisonerBy ?o ; "
        "ppo:reviewedIn <https://w3id.org/polpros/id/review/2026-11-ten-statements>",
    )
    unlawful = _ask(
        real_store,
        "?m ppo:assessedAs ppv:status-unlawful-politically-motivated ; ppo:about ?q . "
        "?q ppo:defendant ?x",
    )
    assert len(unlawful) == 4
    assert not set(unlawful) & set(recognised)
    assert len(recognised) == 21


def test_chanysheva_has_one_term_that_stands(real_store: Store) -> None:
    months = _ask(
        real_store,
        "?p skos:prefLabel 'Liliya Chanysheva'@en . ?s ppo:sentenceFor/ppo:defendant ?p ; "
        "ppo:standing ppv:standing-not-known-set-aside ; ppo:termMonths ?x . "
        "FILTER NOT EXISTS { ?s ppo:variantOf ?v }",
    )
    assert months == ["114"]


def test_somebody_who_left_before_being_charged_was_not_charged(real_store: Store) -> None:
    assert not _ask(
        real_store,
        "?p skos:prefLabel 'Roman Tregubov'@en . ?p ppo:wasCharged ?x . "
        "?x ppo:chargeIn/ppo:inCase ?c . ?c a ppo:CriminalCase",
    )


def test_nobody_is_put_at_an_event_that_underlies_a_charge(real_store: Store) -> None:
    assert not _ask(
        real_store, "?case ppo:arisesFrom ?e . ?e ppo:participant|ppo:organiser|ppo:speaker ?x"
    )


def test_no_theme_on_a_person(real_store: Store) -> None:
    assert not _ask(real_store, "?x a ppo:Person ; ppo:theme ?t")


def test_role_holders_have_no_names(real_store: Store) -> None:
    assert not _ask(real_store, "?x a ppo:RoleHolder ; ppo:hasName ?n")
    assert len(_ask(real_store, "?x a ppo:RoleHolder ; ppo:withholds ?w")) >= 8


def test_every_claim_names_its_claimant_and_its_source(real_store: Store) -> None:
    assert not _ask(
        real_store,
        "?x a ppo:Claim . OPTIONAL { ?x ppo:claimedBy ?who } OPTIONAL { ?x ppo:source ?doc } "
        "FILTER(!BOUND(?who) || !BOUND(?doc))",
    )


def test_irony_is_no_claim(real_store: Store) -> None:
    assert not _ask(real_store, "?x ppo:claimText ?t . FILTER(CONTAINS(LCASE(?t), 'his own head'))")
