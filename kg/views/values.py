"""The values a page is made of. Templates print them and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUTSIDE: Final = ' class="outside" rel="noopener noreferrer nofollow"'


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `lang` only where it differs from the language of the page."""

    text: str
    lang: str = ""
    rest: str | Text = ""
    """What follows it, in the language of the page or one of its own: a date, a status."""
    before: str = ""
    """What stands before it in the language of the page: the name of a facet."""

    def __html__(self) -> str:
        """Return the text as HTML, with its language where that is another one."""
        if not self.lang and not isinstance(self.rest, Text):
            return escape(self.whole)
        told = '{}<span lang="{}">{}</span>{}' if self.lang else "{}{}{}{}"
        return Markup(told).format(self.before, self.lang, self.text, self.rest)  # noqa: S704 - constant

    @property
    def whole(self) -> str:
        """Return the text with what stands before it and follows it."""
        rest = self.rest.whole if isinstance(self.rest, Text) else self.rest
        return f"{self.before}{self.text}{rest}"


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
    title: str = ""
    """The whole of what the text tells in short."""

    def __html__(self) -> str:
        """Return the value as HTML: the link, then the note and the mark.

        Pages print thousands of values; a macro for each takes several times as long.
        """
        shown = self.text.__html__()
        if self.href:
            more = _OUTSIDE if self.is_outside else ""
            more += f' title="{escape(self.title)}"' if self.title else ""
            shown = f'<a href="{escape(self.href)}"{more}>{shown}</a>'
        if self.note:
            shown = f'{shown} <span class="note">({self.note.__html__()})</span>'
        if self.mark:
            shown = f'{shown} <span class="mark">{escape(self.mark)}</span>'
        return Markup(shown)  # noqa: S704 - every part is escaped above


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
    anchor: str = ""
    """Its place on the page of the record that cites; empty in other records."""
    scope: tuple[Value, ...] = ()
    """For how much the source is given, where it is not for one statement."""


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
    short: Text = Text("")
    """What is printed beside a statement: publisher and date, or the title."""
    anchor: str = ""
    """Where the page tells the document in full."""

    def in_order(self) -> tuple[str, str]:
        """Return the key by which documents stand on a page."""
        return self.short.whole.casefold(), self.anchor

    @property
    def is_whole(self) -> bool:
        """Return whether it is given for a whole record only, not for a statement."""
        return bool(self.passages) and all(passage.scope for passage in self.passages)


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
class Further:
    """Where the rest of a section is told, with how many there are in all; or a page of it."""

    href: str
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A part that is told elsewhere: where, with the names of the citations it has there."""

    name: str
    href: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charged:
    """One prosecution in one row: who, under which provisions, with which sentence."""

    prosecution: Value
    provisions: tuple[Value, ...]
    sentences: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What one voice says, in a few lines; `href` leads to where it is told."""

    key: str
    heading: str
    lines: tuple[Value, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a lane of time: where it begins and how long it lasts, in thousandths."""

    start: int
    length: int
    is_exact: bool
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one voice, or the events, have over time."""

    key: str
    heading: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lanes over the years of a record; `ticks` are years with their place in thousandths."""

    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]


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
    chart: Chart | None = None
    charged: tuple[Charged, ...] = ()
    brief: tuple[Brief, ...] = ()
    bibliography: tuple[Source, ...] = ()
    """Every document cited on the page, told in full once."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Anchor of a cited document → its number among them."""
    show: str = ""
    """The section that this page tells alone; empty for the page of the whole record."""
    further: Mapping[str, Further] = field(default_factory=dict)
    """Section → where it is told whole, for those told here in part."""
    places: tuple[Place, ...] = ()
    """Parts that have no place in the sections of this page."""
    statements_href: str = ""
    whole_href: str = ""
    previous: str = ""
    next: str = ""
