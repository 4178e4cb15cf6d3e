"""Names of tables against names of records: what fits, what is only like, what never matches."""

from __future__ import annotations

import pytest

from kg.link.candidates import Candidate, Said, Wanted, candidates
from kg.link.match import best_person, name, title_fit
from kg.release.search_names import Known
from kg.release.search_rows import Form

# All invented.
FORMS = ("Выдуманов Пётр Ильич", "Pyotr Vydumanov")


def known(iri: str, *forms: str, kind: str = "persons") -> Known:
    texts = tuple(Form(text, "ru", True) for text in forms)
    return Known(iri, kind, "Person", "", texts, {"ru": forms[0]})


def found(wanted: Wanted, *records: Known, **facts: dict[str, frozenset[str]]) -> list[Candidate]:
    return candidates(wanted, records, facts)


@pytest.mark.parametrize(
    "asked",
    [
        "Выдуманов Пётр", "Петр Выдуманов", "Pyotr Vydumanov", "VYDUMANOV Petr Il'ich",
        "Petr Wydumanow", "Выдуманов Пётр Ильич", "Vydumanov, Pyotr",
    ],
)  # fmt: skip
def test_the_same_name_in_any_spelling_is_sure(asked: str) -> None:
    fit = best_person(name(asked), map(name, FORMS))
    assert fit.is_sure
    assert fit.score >= 99
    assert fit.father in {"same", "dropped"}


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("П. Выдуманов", 90, 96),
        ("Выдуманов", 40, 60),
        ("Pyotr Vydumnov", 85, 96),
        ("Выдуманов Пётр Сергеевич", 40, 70),
        ("Павел Выдуманов", 0, 60),
        ("Пётр Сергеев", 0, 60),
    ],
)
def test_what_is_only_like_it_is_not_sure(asked: str, least: float, most: float) -> None:
    fit = best_person(name(asked), map(name, FORMS))
    assert not fit.is_sure
    assert least <= fit.score <= most


def test_a_name_without_letters_fits_nothing() -> None:
    assert best_person(name("—"), map(name, FORMS)).score == 0
    assert best_person(name("Пётр"), []).score == 0
    assert title_fit("", "Суд").score == 0


def test_without_a_father_s_name_something_else_must_agree() -> None:
    facts = {"p-1": {"birthYear": frozenset({"1980"})}}
    said = (Said("birthYear", ("1980",)),)
    for text, evidence, is_match in (
        ("Пётр Выдуманов", (), False),
        ("Pyotr Vydumanov", (), False),
        ("Пётр Выдуманов", said, True),
        ("Пётр Ильич Выдуманов", (), True),
    ):
        (one,) = candidates(Wanted(text, said=evidence), [known("p-1", *FORMS)], facts)
        assert one.is_match is is_match, text
        assert one.score >= 99


def test_of_two_of_one_name_neither_matches() -> None:
    both = known("p-1", "Пётр Выдуманов"), known("p-2", "Выдуманов Пётр Ильич")
    listed = found(Wanted("Выдуманов Пётр"), *both)
    assert [one.iri for one in listed] == ["p-1", "p-2"]
    assert not any(one.is_match for one in listed)


def test_what_is_said_tells_two_of_one_name_apart() -> None:
    both = known("p-1", "Пётр Выдуманов"), known("p-2", "Пётр Выдуманов")
    facts = {
        "p-1": {"birthYear": frozenset({"1980"})},
        "p-2": {"birthYear": frozenset({"1991"})},
    }
    wanted = Wanted("Выдуманов Пётр", said=(Said("birthYear", ("1991",)),))
    first, second = candidates(wanted, both, facts)
    assert (first.iri, first.is_match, first.evidence) == ("p-2", True, {"birthYear": 1.0})
    assert (second.iri, second.is_match, second.evidence) == ("p-1", False, {"birthYear": -1.0})


def test_evidence_against_the_only_one_prevents_a_match() -> None:
    facts = {"p-1": {"article": frozenset({"https://w3id.org/polpros/law/ru-cc-art-318-part-1"})}}
    for said, is_match in (("318 part 1", True), ("ст. 318 ч. 1", True), ("318 part 2", False)):
        wanted = Wanted("Пётр Выдуманов", said=(Said("article", (said,)),))
        (one,) = candidates(wanted, [known("p-1", *FORMS)], facts)
        assert one.is_match is is_match, said


def test_what_is_unknown_of_a_record_speaks_neither_for_nor_against() -> None:
    wanted = Wanted("Пётр Ильич Выдуманов", said=(Said("region", ("Москва",)),))
    (one,) = found(wanted, known("p-1", *FORMS))
    assert one.is_match
    assert one.evidence == {}


def test_a_title_matches_only_word_by_word() -> None:
    court = known("org/x", "Выдуманный районный суд", kind="organisations")
    (same,) = found(Wanted("районный суд Выдуманный"), court)
    (like,) = found(Wanted("Выдуманный городской суд"), court)
    assert same.is_match
    assert not like.is_match
