"""The page of one record: all that `record.html` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.ns import DCTERMS, ID, LAW, PPV, SKOS
from kg.views import address, index, proceedings, scope
from kg.views.blocks import block, kinds, properties, sources, when
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
from kg.views.statements import statements
from kg.views.values import Block, Download, Fact, RecordPage, Text, Value
from kg.views.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pyoxigraph as ox

KINDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("person", ("Person",)),
    ("group", ("PersonGroup",)),
    ("organisation", ("Organisation",)),
    ("place", ("Place",)),
    ("case", ("Case",)),
    ("cluster", ("CaseCluster",)),
    ("event", ("Occurrence",)),
    ("law", ("LegalProvision", "ProvisionVersion", "LegalCode", "Jurisdiction")),
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
# Told inside other things, so they make no block of their own.
_INSIDE: Final = (
    "Citation", "PersonName", "AllegedAct", "RequestedPenalty", "Occurrence", "Claim",
    "Prosecution", "Charge", "Sentence", "RoleHolder",
)  # fmt: skip


def record_page(
    iri: str,
    quads: Sequence[ox.Quad],
    labels: Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]],
    lang: str,
) -> RecordPage:
    """Return the page of the record `iri` (a part gives the page of its whole).

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
    )
    return replace(page, statements=statements(made, _anchored(page)))


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
    """Return the parts that have a place of their own on the page, above the statements."""
    versions = [*page.timeline, *page.sentences]
    versions += [charge for one in page.prosecutions for charge in one.charges]
    versions += [sentence for one in page.decisions for sentence in one.sentences]
    blocks = [*page.names, *page.roles, *page.others, *(one.block for one in page.prosecutions)]
    blocks += [one for group in versions for one in group]
    blocks += [claim.block for voice in page.voices for group in voice.claims for claim in group]
    return frozenset(one.iri for one in blocks if one.anchor)
