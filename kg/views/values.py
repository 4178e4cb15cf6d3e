"""The values a page is made of. Templates print them and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `lang` only where it differs from the language of the page."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A text that may be a link.

    `mark` says in words that a machine added it, `note` what a reader must know beside it
    ("name withheld", "transliterated by us", the record it belongs to); most have neither.
    """

    text: Text
    href: str = ""
    is_outside: bool = False
    mark: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values."""

    label: Value
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class When:
    """A date in words; `words` are those of the source, `machine` is for a `time` element."""

    text: str
    machine: str = ""
    words: Text | None = None
    is_exact: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a document, and its words."""

    locator: str
    quote: Text | None


@dataclass(frozen=True, slots=True)
class Source:
    """One document that is cited: which, whose, of when, and the places in it."""

    document: Value
    publishers: tuple[Value, ...]
    issued: str
    passages: tuple[Passage, ...]
    address: Value | None
    archived: Value | None
    republishes: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing shown with its facts and, beside it, its sources: an event, a charge, a name.

    `anchor` is its place on the page, empty when it belongs to another record; then `home`
    leads to that record.
    """

    iri: str
    anchor: str
    kinds: tuple[Value, ...]
    title: Value
    when: When | None
    facts: tuple[Fact, ...]
    notes: tuple[Text, ...]
    sources: tuple[Source, ...]
    home: Value | None


Versions = tuple[Block, ...]
"""One thing as its sources tell it: one version mostly, several where they disagree."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says: `block` holds what it is, the rest who says it and against what."""

    block: Block
    claimants: tuple[Value, ...]
    verb: str
    texts: tuple[Text, ...]
    disputes: tuple[Value, ...]
    disputed_by: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """The claims of one kind, kept apart from all others."""

    key: str
    heading: str
    explanation: str
    claims: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a court and the sentences it imposes."""

    block: Block
    sentences: tuple[Versions, ...]


@dataclass(frozen=True, slots=True)
class Prosecution:
    """One defendant in one case, and the charges against that defendant."""

    block: Block
    defendants: tuple[Value, ...]
    charges: tuple[Versions, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its unit in words, and as many of the counted as fit on a page."""

    heading: str
    amount: str
    mark: str
    items: tuple[Value, ...]
    note: str
    more: str


@dataclass(frozen=True, slots=True)
class Support:
    """What a document supports in one record."""

    record: Value
    parts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """All triples about one thing, as they are: nothing is left out but hidden name forms."""

    anchor: str
    subject: Value
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """One form in which the data of a page is given."""

    name: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """All that the page of one record prints."""

    iri: str
    kind: str
    lang: str
    title: Text
    other_titles: tuple[Value, ...]
    kinds: tuple[Value, ...]
    is_indexed: bool
    when: When | None
    formats: tuple[Download, ...]
    facts: tuple[Fact, ...]
    notes: tuple[Text, ...]
    sources: tuple[Source, ...]
    names: tuple[Block, ...]
    prosecutions: tuple[Prosecution, ...]
    timeline: tuple[Versions, ...]
    decisions: tuple[Decision, ...]
    sentences: tuple[Versions, ...]
    voices: tuple[Voice, ...]
    roles: tuple[Block, ...]
    others: tuple[Block, ...]
    counted: tuple[Counted, ...]
    supports: tuple[Support, ...]
    supports_amount: str
    statements: tuple[Statements, ...]
