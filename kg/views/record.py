"""The page of one record: all that `record.html` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.ns import DCTERMS, ID, LAW, PPV, SKOS
from kg.views import address, index, lanes, proceedings, scope, sections
from kg.views.blocks import block, kinds, properties, sources, when
from kg.views.brief import briefs
from kg.views.claims import voices
from kg.views.context import (
    PREF_LABEL,
    Context,
    best,
    context,
    facts,
    label,
    literals,
    notes,
    thing,
)
from kg.views.counted import counted, supports
from kg.views.statements import PER_PAGE, own_subjects, statements
from kg.views.values import Block, Download, Fact, Place, RecordPage, Text, Value
from kg.views.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    import pyoxigraph as ox

    from kg.views.values import Brief

KINDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("person", ("Person",)),
    ("group", ("PersonGroup",)),
    ("organisation", ("Organisation",)),
    ("place", ("Place",)),
    ("case", ("Case",)),
    ("cluster", ("CaseCluster",)),
    ("event", ("Occurrence",)),
    (
        "law",
        (
            "LegalProvision",
            "ProvisionVersion",
            "LegalCode",
            "CodeSection",
            "CodeChapter",
            "LegalAct",
            "Jurisdiction",
        ),
    ),
    ("document", ("SourceDocument",)),
    ("review", ("RiskReview",)),
    ("concept", (f"{SKOS}Concept",)),
)
_NOT_FOR_SEARCH_ENGINES: Final = frozenset({"person", "group", "case", "cluster", "event"})
_TRANSLITERATED: Final = f"{PPV}namekind-transliterated-by-us"
# What follows from the records and is worth a line in the head of the page, marked as such.
_MACHINE: Final = ("everRecognisedAsPoliticalPrisonerBy", "wasChargedUnder", "inSameCaseAs")
# Themes are said of cases and prosecutions, never of anybody.
_THEMED: Final = frozenset({"case", "cluster"})
_NOT_IN_HEAD: Final = (*_MACHINE, "hasName", f"{DCTERMS}title", f"{SKOS}altLabel")
_CHARTED: Final = frozenset({"case", "cluster", "person", "group"})
# Told inside other things, so they make no block of their own.
_INSIDE: Final = (
    "Citation", "PersonName", "AllegedAct", "RequestedPenalty", "Occurrence", "Claim",
    "Prosecution", "Charge", "Sentence", "RoleHolder", "StatutoryPenalty",
)  # fmt: skip


def record_page(  # noqa: PLR0913 - what is told, and which part of it
    iri: str,
    quads: Sequence[ox.Quad],
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
    *,
    show: str = "",
    number: int = 1,
) -> RecordPage:
    """Return the page of the record `iri` (a part gives the page of its whole).

    `show` asks for one section alone, by its pages (`sections.shortened`), or for the table of
    all statements. Without it the page tells as much of each section as it holds.
    `quads` are those of the record and its parts and those that point to them, completed by
    `scope.gather`; with fewer the page says less, but nothing wrong. `labels` is asked once.
    """
    here = address.record_of(iri)
    made = context(index.build(quads), labels, language(lang), here)
    told = scope.members(made.index, here)
    kind = _kind(made)
    name_forms = _names(made)
    supported, supported_amount = supports(made)
    page = RecordPage(
        iri=here,
        kind=kind,
        lang=made.lang,
        title=label(made, here),
        other_titles=_other_titles(made, name_forms),
        kinds=kinds(made, here),
        is_indexed=kind not in _NOT_FOR_SEARCH_ENGINES,
        when=when(made, here),
        formats=_formats(here),
        facts=_head(made, kind),
        notes=notes(made, here),
        sources=sources(made, here),
        names=tuple(name_forms.values()),
        prosecutions=proceedings.prosecutions(made, told),
        timeline=proceedings.timeline(made, told),
        decisions=proceedings.decisions(made, told),
        sentences=proceedings.loose_sentences(made, told),
        voices=voices(made, told),
        roles=proceedings.roles(made, told),
        others=_others(made, told),
        counted=counted(made, told),
        supports=supported,
        supports_amount=supported_amount,
        statements=(),
        chart=lanes.chart(made, told) if kind in _CHARTED else None,
        charged=proceedings.charged(made, told) if kind == "case" else (),
        brief=briefs(made, told) if kind in _CHARTED else (),
    )
    page = replace(page, brief=tuple(_linked(page, one) for one in page.brief))
    return _arranged(made, page, show, number)


def _linked(page: RecordPage, told: Brief) -> Brief:
    """Return the few lines of a voice with where the page tells them; a case tells every voice."""
    if told.key == "allege":
        return replace(told, href="#_prosecutions")
    claims = next(voice.claims for voice in page.voices if voice.key == told.key)
    decided = told.key == "found" and (page.decisions or page.sentences)
    return told if claims or decided or page.kind == "case" else replace(told, href="")


def _arranged(made: Context, page: RecordPage, show: str, number: int) -> RecordPage:
    """Return the page as asked for: whole, a section of it, or the table of all statements."""
    subjects = own_subjects(made)
    elsewhere = sections.where(page)
    if show == sections.STATEMENTS:
        return _statements_page(made, page, subjects, elsewhere, number)
    shown = sections.shortened(page, show, number)
    here = _anchored(shown)
    cited = sections.bibliography(shown)
    return replace(
        shown,
        bibliography=cited,
        numbers={one.anchor: place for place, one in enumerate(cited, 1)},
        places=_places(page, subjects, here, elsewhere),
        statements_href=sections.address(page, sections.STATEMENTS),
    )


def _places(
    page: RecordPage, subjects: Sequence[str], here: Container[str], elsewhere: Mapping[str, str]
) -> tuple[Place, ...]:
    """Return the parts that the sections of a page do not tell, each with where it is told.

    Citations stand with the part they support, so that their addresses lead there too.
    """
    held: dict[str, list[str]] = {}
    at = {iri: number for number, iri in enumerate(subjects)}
    for iri in subjects:
        if "#" in iri and address.local_name(iri) not in here:
            part = address.cited_part(iri)
            whole = part if part in at and part != page.iri else iri
            held.setdefault(whole, [])
            if whole != iri:
                held[whole].append(address.local_name(iri))
    found = []
    for iri, citations in held.items():
        name = address.local_name(iri)
        table = sections.address(page, sections.STATEMENTS, at[iri] // PER_PAGE + 1)
        shown = "" if name in here else name
        found.append(Place(shown, f"{elsewhere.get(name, table)}#{name}", tuple(citations)))
    return tuple(found)


def _statements_page(
    made: Context, page: RecordPage, subjects: Sequence[str], elsewhere: Mapping[str, str],
    number: int,
) -> RecordPage:  # fmt: skip
    """Return one page of the table of all statements, without the sections."""
    last = max(1, -(-len(subjects) // PER_PAGE))
    at = min(max(1, number), last)
    here = subjects[(at - 1) * PER_PAGE : at * PER_PAGE]
    names = frozenset(map(address.local_name, here))
    told = elsewhere if at == 1 else {}
    bare = replace(sections.emptied(page), show=sections.STATEMENTS)
    return replace(
        bare,
        statements=statements(made, here),
        places=_places(page, subjects, names, told),
        previous=sections.address(page, sections.STATEMENTS, at - 1) if at > 1 else "",
        next=sections.address(page, sections.STATEMENTS, at + 1) if at < last else "",
    )


def _kind(made: Context) -> str:
    """Return the kind of a record, which says how its page is told."""
    found = (
        kind for kind, names in KINDS if any(index.is_a(made.index, made.here, n) for n in names)
    )
    return next(found, "other")


def _head(made: Context, kind: str) -> tuple[Fact, ...]:
    """Return the facts in the head of the page; what a machine added comes last."""
    hidden = _NOT_IN_HEAD if kind in _THEMED else (*_NOT_IN_HEAD, "theme")
    said = facts(made, made.here, properties(made, made.here, hidden))
    return (*said, *facts(made, made.here, _MACHINE, machine=True))


def _formats(here: str) -> tuple[Download, ...]:
    """Return the forms in which the data of the record is given; none outside our records."""
    if not here.startswith((ID, LAW)):
        return ()
    return tuple(
        Download(name, address.data_path(here, extension), media_type)
        for name, extension, media_type in address.FORMATS
    )


def _names(made: Context) -> dict[str, Block]:
    """Return the name forms of a person or body; one made by us says so."""
    forms = {}
    for iri in index.iris(made.index, made.here, "hasName"):
        texts = literals(made, iri, "nameForm")
        form = best(texts, made.lang)
        if form:
            title = Value(form, note=_name_note(made, iri))
            forms[iri] = block(made, iri, title=title, hidden=("nameForm", "nameKind"))
    return forms


def _name_note(made: Context, iri: str) -> Text | None:
    """Return what kind of name form it is; one that the editors transliterated says so."""
    kinds_of = index.iris(made.index, iri, "nameKind")
    if _TRANSLITERATED in kinds_of:
        return Text(made.words["transliterated"])
    return label(made, kinds_of[0]) if kinds_of else None


def _other_titles(made: Context, forms: Mapping[str, Block]) -> tuple[Value, ...]:
    """Return the labels in other languages, then our transliterations, which are no labels.

    The latter only where no label is in the language of the page.
    """
    title = label(made, made.here)
    texts = [
        (tag, text)
        for name in (PREF_LABEL, f"{DCTERMS}title")
        for tag, text in sorted(literals(made, made.here, name).items())
    ]
    others = [
        Value(Text(text, "" if tag == made.lang else tag))
        for tag, text in dict.fromkeys(texts)
        if text != title.text
    ]
    ours = [
        form.title
        for iri, form in forms.items()
        if title.lang and _TRANSLITERATED in index.iris(made.index, iri, "nameKind")
    ]
    return (*others, *ours)


def _others(made: Context, told: Iterable[str]) -> tuple[Block, ...]:
    """Return the parts of the record that no other section tells."""
    left = [
        iri for iri in sorted(told)
        if address.record_of(iri) == made.here
        and not any(index.is_a(made.index, iri, name) for name in _INSIDE)
    ]  # fmt: skip
    return tuple(block(made, iri, title=thing(made, iri)) for iri in left)


def _anchored(page: RecordPage) -> frozenset[str]:
    """Return the names of the parts that have a place of their own in the sections of a page."""
    found = {one.anchor for one in sections.every_block(page)}
    cited = [block.sources for block in sections.every_block(page) if block.anchor]
    for sources_of in (page.sources, *cited):
        found.update(passage.anchor for one in sources_of for passage in one.passages)
    return frozenset(found)
