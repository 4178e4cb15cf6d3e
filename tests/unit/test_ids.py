from __future__ import annotations

from itertools import cycle

import pytest

from kg.model.ids import (
    ALPHABET,
    LETTERS,
    SECTIONS,
    check_character,
    class_of,
    entity_iri,
    is_valid,
    mint,
    part_iri,
    record_iri,
    record_of,
    short_id,
)

PERSON = "https://w3id.org/polpros/id/p-fzxz7ja"

# Ids of the drafts, minted before this program; of every type letter that is still in use.
OLD = ["p-fzxz7ja", "g-6g0vn1b", "c-mrp6axm", "k-26r62fe", "e-b34jv0b", "o-e3t6bzw", "l-zzb6cx4"]

READABLE = [
    "org/ru-fsb",
    "place/ru-spe",
    "doc/rir-98",
    "review/2026-11-memorial",
    "law/ru-cc-art-318-part-1",
    "law/by-cc-art-361.1-part-1",
    "law/ru-cc-art-318-part-1-v2011-12-07",
]

NOT_IDS = [
    "",
    "p",
    "p-fzxz7j",
    "p-fzxz7jaa",
    "P-fzxz7ja",
    "p-FZXZ7JA",
    "p_fzxz7ja",
    "p-fzxz7jа",  # the last letter is Cyrillic
    "p-fzxz7ja\n",
    " p-fzxz7ja",
    "x-fzxz7ja",
    "q-fzxz7ja",  # prosecutions are parts now
    "p-fzxz7jb",
    "p-fzzx7ja",
    "p/fzxz7ja",
    "org/",
    "org/Ru-fsb",
    "org/ru--fsb",
    "org/ru-fsb-",
    "org/-ru",
    "org/ru_fsb",
    "org/ru/fsb",
    "org/..",
    "org/фсб",
    "orgs/ru-fsb",
    "law",
    "charge-1",
    "p-fzxz7ja#name-ru",
    "https://w3id.org/polpros/id/p-fzxz7ja",
]


@pytest.mark.parametrize("short", OLD + READABLE)
def test_ids_in_use_are_valid(short: str) -> None:
    assert is_valid(short)


@pytest.mark.parametrize("short", NOT_IDS)
def test_other_words_are_refused(short: str) -> None:
    assert not is_valid(short)
    with pytest.raises(ValueError, match=r"id|begins"):
        record_iri(short)


def test_check_character_follows_luhn_modulo_32() -> None:
    assert check_character("000000") == "0"
    assert check_character("000001") == "y"  # 2 x 1; 32 - 2 = 30
    assert check_character("000010") == "z"  # 1; 32 - 1 = 31
    assert check_character("00000g") == "z"  # 2 x 16 = 32 = "10": 1
    assert check_character("e3t6bz") == "w"


@pytest.mark.parametrize("body", ["", "00000", "0000000", "00000i", "00000O", "00000٠"])
def test_check_character_wants_six_characters_of_the_alphabet(body: str) -> None:
    with pytest.raises(ValueError, match="6 characters"):
        check_character(body)


def test_every_single_wrong_character_is_found() -> None:
    right = "p-fzxz7ja"
    for place in range(2, len(right)):
        changed = [f"{right[:place]}{new}{right[place + 1 :]}" for new in ALPHABET]
        assert [short for short in changed if is_valid(short)] == [right]


def test_every_exchange_of_neighbours_but_one_pair_is_found() -> None:
    missed = {
        first + second
        for first in ALPHABET
        for second in ALPHABET
        if first != second
        and check_character(f"0000{first}{second}") == check_character(f"0000{second}{first}")
    }
    assert missed == {"0z", "z0"}


def test_minted_ids_are_valid_and_use_what_was_chosen() -> None:
    characters = cycle("fzxz7j")
    assert mint("p", lambda _: next(characters)) == "p-fzxz7ja"
    for letter, name in LETTERS.items():
        assert class_of(mint(letter, max)) == name


def test_mint_refuses_an_unknown_letter_and_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"p \(Person\), g \(PersonGroup\), c \(Case\)"):
        mint("x", max)


def test_a_wrong_check_character_is_named_with_the_right_one() -> None:
    with pytest.raises(ValueError, match="after 'p-fzxz7j' comes the check character 'a', not 'b'"):
        class_of("p-fzxz7jb")


def test_a_readable_id_with_a_wrong_end_says_what_may_follow() -> None:
    with pytest.raises(ValueError, match="after 'org/' come small Latin letters and digits"):
        class_of("org/ФСБ")


def test_every_section_has_addresses() -> None:
    assert {class_of(f"{section}/x-1") for section in SECTIONS} == set(SECTIONS.values())


@pytest.mark.parametrize(
    ("short", "iri"),
    [
        ("p-fzxz7ja", PERSON),
        ("org/ru-fsb", "https://w3id.org/polpros/id/org/ru-fsb"),
        ("doc/rir-98", "https://w3id.org/polpros/id/doc/rir-98"),
        ("review/x", "https://w3id.org/polpros/id/review/x"),
        ("law/ru-cc", "https://w3id.org/polpros/law/ru-cc"),
    ],
)
def test_records_have_addresses_and_back(short: str, iri: str) -> None:
    assert record_iri(short) == iri
    assert short_id(iri) == short
    assert record_of(iri) == iri


@pytest.mark.parametrize("local", ["charge-1", "recognition-memorial-2021", "name-ru", "a", "v1.2"])
def test_parts_belong_to_their_record(local: str) -> None:
    assert part_iri(PERSON, local) == f"{PERSON}#{local}"
    assert record_of(f"{PERSON}#{local}") == PERSON


@pytest.mark.parametrize("local", ["", "1", "Charge", "charge--1", "charge-", "charge_1", "обыск"])
def test_other_local_names_are_refused(local: str) -> None:
    with pytest.raises(ValueError, match="is not a local name: write small Latin letters"):
        part_iri(PERSON, local)


def test_a_local_name_may_not_read_like_an_id() -> None:
    with pytest.raises(ValueError, match="choose another local name"):
        part_iri(PERSON, "e-mandate")


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("charge-1", f"{PERSON}#charge-1"),
        ("c-fzxz7ja", "https://w3id.org/polpros/id/c-fzxz7ja"),
        ("c-fzxz7ja#charge-1", "https://w3id.org/polpros/id/c-fzxz7ja#charge-1"),
        ("law/ru-cc-art-318-part-1", "https://w3id.org/polpros/law/ru-cc-art-318-part-1"),
    ],
)
def test_words_of_a_file_stand_for_addresses(text: str, iri: str) -> None:
    assert entity_iri(text, PERSON) == iri


@pytest.mark.parametrize("text", ["", "#charge-1", "c-fzxz7ja#", "c-fzxz7jb", "orgs/x", "a b"])
def test_other_words_of_a_file_stand_for_nothing(text: str) -> None:
    with pytest.raises(ValueError, match=r"id|local name"):
        entity_iri(text, PERSON)


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "p-fzxz7ja",
        "https://w3id.org/polpros/p-fzxz7ja",
        "https://w3id.org/polpros/id/law/ru-cc",
        "https://w3id.org/polpros/org/ru-fsb",
        "https://w3id.org/polpros/vocab#measure-remand",
        "https://example.org/id/p-fzxz7ja",
        f"{PERSON}/",
        f"{PERSON}#",
        f"{PERSON}#a#b",
    ],
)
def test_other_addresses_belong_to_no_record(iri: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        record_of(iri)
