from __future__ import annotations

import pytest

from kg.model.ns import ID, LAW, PPO, PPV
from kg.views import address

CASE = f"{ID}c-fzxz7ja"


@pytest.mark.parametrize(
    ("iri", "lang", "path"),
    [
        (CASE, "en", "/page/id/c-fzxz7ja"),
        (f"{CASE}#charge-1", "ru", "/page/id/c-fzxz7ja?lang=ru#charge-1"),
        (f"{LAW}by-cc-art-361.1-part-1", "en", "/page/law/by-cc-art-361.1-part-1"),
        (f"{PPO}Charge", "en", "/ontology#Charge"),
        (f"{PPV}measure-remand", "ru", "/vocab?lang=ru#measure-remand"),
        ("https://w3id.org/polpros/ontology", "en", "/ontology"),
        ("https://example.org/", "en", ""),
    ],
)
def test_page_path(iri: str, lang: str, path: str) -> None:
    assert address.page_path(iri, lang) == path


def test_links_of_a_page_to_itself_are_short() -> None:
    assert address.link(f"{CASE}#charge-1", CASE, "ru") == "#charge-1"
    assert address.link(CASE, CASE, "ru") == "#_main"
    assert address.link("https://example.org/a", CASE, "en") == "https://example.org/a"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://", "http://[", ""]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert address.outside(url) == ""
    assert address.host(url) == ""


def test_nothing_of_an_address_leaves_its_quotes() -> None:
    assert address.page_path(f'{ID}x"><script>', "en") == "/page/id/x%22%3E%3Cscript%3E"


def test_data_path_is_that_of_the_whole() -> None:
    assert address.data_path(f"{CASE}#charge-1", "ttl") == "/data/id/c-fzxz7ja.ttl"


def test_a_citation_names_what_it_supports() -> None:
    assert address.cited_part(f"{CASE}#charge-1-cite-1") == f"{CASE}#charge-1"
    assert address.cited_part(f"{CASE}#cite-12") == CASE


def test_terms_of_other_vocabularies_have_short_names() -> None:
    assert address.prefixed("http://purl.org/dc/terms/title") == "dcterms:title"
    assert address.prefixed(f"{PPO}Charge") == ""
