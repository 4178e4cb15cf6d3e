"""Ids of records: which words name a record, and which address each word stands for.

A record is named by an opaque id (`p-fzxz7ja`) or by a readable one (`org/ru-fsb`,
`law/ru-cc-art-318-part-1`); a part of it by a local name (`charge-1`), which is the fragment of
its address. The tables below read ids; which address a record of a class may have stands in the
ontology (`ppo:iriPattern`), and rule S01 checks it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model.ns import BASE, ID

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's 32 characters: no i, l, o, u, which are misread for others."""

LETTERS: Final[dict[str, str]] = {
    "p": "Person",
    "g": "PersonGroup",
    "c": "Case",
    "k": "CaseCluster",
    "e": "Event",
    "w": "Mapping",
    "o": "Organisation",
    "l": "Place",
    "d": "SourceDocument",
}
"""First letter of an opaque id → class. The last three only where a name would tell a person."""

SECTIONS: Final[dict[str, str]] = {
    "org": "Organisation",
    "place": "Place",
    "doc": "SourceDocument",
    "review": "RiskReview",
    "law": "LegalProvision",
}
"""First word of a readable id → class; `law` holds codes, provisions and their wordings."""

BODY_LENGTH: Final = 6

_OPAQUE: Final = re.compile(rf"([a-z])-([{ALPHABET}]{{{BODY_LENGTH}}})([{ALPHABET}])")
_READABLE: Final = re.compile(rf"({'|'.join(SECTIONS)})/[a-z0-9]+([.-][a-z0-9]+)*")
_LOCAL: Final = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")


def check_character(body: str) -> str:
    """Return the character that follows the six characters of `body` in an opaque id.

    Luhn's formula modulo 32 over the six: the last, and from there every other one, counts
    double. The type letter takes no part. It finds every single wrong character and every
    exchange of two neighbours but one pair.
    """
    if not re.fullmatch(f"[{ALPHABET}]{{{BODY_LENGTH}}}", body):
        raise ValueError(
            f"{body!r} must be {BODY_LENGTH} characters of {ALPHABET} (no i, l, o, u, no capitals)"
        )
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (1 if position % 2 else 2)
        total += sum(divmod(value, len(ALPHABET)))
    return ALPHABET[-total % len(ALPHABET)]


def mint(letter: str, choose: Callable[[str], str]) -> str:
    """Return a new opaque id, its characters picked by `choose`, such as `secrets.choice`.

    Raises `ValueError` for a letter that names no class.
    """
    _class_of_letter(letter)
    body = "".join(choose(ALPHABET) for _ in range(BODY_LENGTH))
    return f"{letter}-{body}{check_character(body)}"


def class_of(short: str) -> str:
    """Return the local name of the class whose records have such ids, as in the tables above.

    Raises `ValueError` that says what would be right when `short` is not the id of a record.
    """
    if readable := _READABLE.fullmatch(short):
        return SECTIONS[readable[1]]
    opaque = _OPAQUE.fullmatch(short)
    if not opaque:
        raise ValueError(_no_id(short))
    name = _class_of_letter(opaque[1])
    right = check_character(opaque[2])
    if opaque[3] != right:
        raise ValueError(
            f"{short!r} has a typing error: after {short[:-1]!r} comes the check character "
            f"{right!r}, not {opaque[3]!r}; copy the id from the record, or mint one with `kg new`"
        )
    return name


def is_valid(short: str) -> bool:
    """Return whether `short` is the id of a record, check character included."""
    try:
        class_of(short)
    except ValueError:
        return False
    return True


def record_iri(short: str) -> str:
    """Return the address of the record `short`: `…/id/p-fzxz7ja`, `…/law/ru-cc`.

    Raises `ValueError` when `short` is not an id.
    """
    class_of(short)
    return f"{BASE}{short}" if short.startswith("law/") else f"{ID}{short}"


def part_iri(record: str, local: str) -> str:
    """Return the address of the part `local` of the record at the address `record`.

    Raises `ValueError` for a name that is not local, or could be read as an opaque id.
    """
    if _OPAQUE.fullmatch(local):
        raise ValueError(f"{local!r} reads like the id of a record: choose another local name")
    if not _LOCAL.fullmatch(local):
        raise ValueError(
            f"{local!r} is not a local name: write small Latin letters and digits, a letter "
            "first, joined by single hyphens or dots, such as 'charge-1'"
        )
    return f"{record}#{local}"


def entity_iri(text: str, record: str) -> str:
    """Return the address that `text` stands for inside the file of the record at `record`.

    `charge-1` is a part of that record, `c-fzxz7ja#charge-1` a part of another, anything with
    the form of an id a record. Raises `ValueError` when it is none of these.
    """
    whole, hash_sign, local = text.partition("#")
    if hash_sign:
        return part_iri(record_iri(whole), local)
    if "/" in text or _OPAQUE.fullmatch(text):
        return record_iri(text)
    return part_iri(record, text)


def record_of(iri: str) -> str:
    """Return the address of the record that `iri`, a record or a part, belongs to.

    Raises `ValueError` when `iri` is not such an address.
    """
    record, hash_sign, local = iri.partition("#")
    short_id(record)
    if hash_sign:
        part_iri(record, local)
    return record


def short_id(record: str) -> str:
    """Return the id of the record at the address `record`; undoes `record_iri`."""
    short = record.removeprefix(ID) if record.startswith(ID) else record.removeprefix(BASE)
    if not is_valid(short) or record_iri(short) != record:
        raise ValueError(f"{record!r} is not the address of a record: those begin with {ID}")
    return short


def _class_of_letter(letter: str) -> str:
    """Return the class that `letter` stands for, or raise `ValueError` with those that exist."""
    if letter not in LETTERS:
        known = ", ".join(f"{key} ({name})" for key, name in LETTERS.items())
        raise ValueError(f"{letter!r} begins no id; the letters are {known}")
    return LETTERS[letter]


def _no_id(short: str) -> str:
    """Return the sentence that says what an id looks like."""
    section, slash, _ = short.partition("/")
    if slash and section in SECTIONS:
        return (
            f"{short!r} is not an id: after '{section}/' come small Latin letters and digits, "
            "joined by single hyphens or dots"
        )
    sections = ", ".join(f"{name}/…" for name in SECTIONS)
    return f"{short!r} is not the id of a record: write one like 'p-fzxz7ja', or {sections}"
