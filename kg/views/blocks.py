"""One thing with its facts, its date and, beside it, its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.ns import DCTERMS, RDF, RDFS, SCHEMA, SKOS
from kg.views import address, dates, index
from kg.views.context import (
    Context,
    anchor,
    best,
    facts,
    home,
    label,
    literals,
    mark,
    notes,
    thing,
    things,
)
from kg.views.values import Block, Passage, Source, Text, Value, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EVENT_BOUNDS: Final = ("notBefore", "notAfter")
PERIOD_BOUNDS: Final = (
    "startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter", "lastKnownOngoing",
)  # fmt: skip
COMPUTED_DATES: Final = ("onDate", "inYear", "firstDay", "lastDay")

SHORT_TITLE: Final = 60
"""Characters of a title that stands for a document beside a statement."""

# Shown elsewhere than among the facts of a block: as its title, its date, its sources.
_SHOWN_ELSEWHERE: Final = frozenset(
    [f"{RDF}type", f"{RDFS}label", f"{SKOS}prefLabel"]
    + [index.full(name) for name in ("citation", "editorialNote", "edtf", "dateText")]
    + [index.full(name) for name in (*EVENT_BOUNDS, *PERIOD_BOUNDS, *COMPUTED_DATES)]
)
# Housekeeping: in the table of all statements only.
_HOUSEKEEPING: Final = frozenset(
    index.full(name)
    for name in ("publicationLevel", "publicationBasis", "riskReviewedOn", "reviewedIn")
)
# What a reader looks for first; anything else follows in the order of its IRI.
_FIRST: Final = tuple(
    index.full(name)
    for name in (
        "affects", "carriedOutBy", "decidedBy", "designates", "delists", "designatedAs",
        "participant", "organiser", "speaker", "outcome", "instance", "standing", "measure",
        "imposesMeasure", "brings", "convictsOn", "acquitsOn", "disposesOf", "chargeStatus",
        "imposesSentence", "releaseGround", "setsAside", "modifies", "upholds", "reviews",
        "citesPart", "citesPoint", "citesArticle", "citesModifier", "citesVersion", "chargeText",
        "convictedUnder", "requalifiedAs", "predicateDecision",
        "assessedAs", "ground", "groundText", "rightAtIssue", "demands", "addressee",
        "supportsCharge", "madeIn", "supersedes", "onListOf", "listDate", "listTag",
        "listModifier", "listRegion", "listStage", "listMeasure", "listMeasureNotBefore",
        "listMeasureNotAfter", "listCourt", "listJudgmentDate", "listPenalty", "listTermMonths",
        "listRegime", "listLaterRuling",
        "sentenceFor", "sentenceForCase", "forCharge", "replacesSentence", "aggregates",
        "publicRole", "position", "citizenship", "memberCount", "mode", "scope", "theme",
        "prosecutionRegion", "atPlace", "partOfOccurrence", "consequenceOf", "follows",
        "concernsCharge", "concernsProsecution", "concernsCase", "attestation", "variantOf",
    )
)  # fmt: skip


def block(
    made: Context, iri: str, *, title: Value | None = None, hidden: Iterable[str] = ()
) -> Block:
    """Return a thing with all that editors wrote or rules derived of it, but for `hidden`."""
    return Block(
        iri=iri,
        anchor=anchor(made, iri),
        kinds=kinds(made, iri),
        title=title or Value(label(made, iri)),
        when=when(made, iri),
        facts=facts(made, iri, properties(made, iri, hidden)),
        notes=notes(made, iri),
        sources=sources(made, iri),
        home=home(made, iri),
    )


def kinds(made: Context, iri: str) -> tuple[Value, ...]:
    """Return the classes an editor gave a thing."""
    return tuple(thing(made, row.iri) for row in index.said_types(made.index, iri) if row.iri)


def properties(made: Context, iri: str, hidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the properties of a thing that its facts show, in the order of a reader's interest."""
    left_out = _SHOWN_ELSEWHERE | _HOUSEKEEPING | {index.full(name) for name in hidden}
    has = [name for name in made.index.said.get(iri, {}) if name not in left_out]
    rank = {name: place for place, name in enumerate(_FIRST)}
    return tuple(sorted(has, key=lambda name: (rank.get(name, len(rank)), name)))


def when(made: Context, iri: str) -> When | None:
    """Return the date of an event, claim or period in words; None when it can have none."""
    found = made.index
    if any(index.values(found, iri, name) for name in PERIOD_BOUNDS):
        texts = [index.first_text(found, iri, name) for name in PERIOD_BOUNDS]
        said = dates.period_date((texts[0], texts[1]), (texts[2], texts[3]), texts[4], made.lang)
        return _when(made, iri, said, PERIOD_BOUNDS)
    names = (*EVENT_BOUNDS, "edtf")
    if not any(index.values(found, iri, name) for name in names):
        is_dated = index.is_a(found, iri, "Occurrence") or index.is_a(found, iri, "Claim")
        return When(dates.event_date("", "", "", made.lang).text) if is_dated else None
    first, last, edtf = (index.first_text(found, iri, name) for name in names)
    return _when(made, iri, dates.event_date(first, last, edtf, made.lang), names)


def sources(made: Context, iri: str) -> tuple[Source, ...]:
    """Return the documents that a thing cites, each once, with the places in it."""
    cited: dict[str, list[str]] = {}
    for citation in index.iris(made.index, iri, "citation"):
        for document in index.iris(made.index, citation, "citedDocument"):
            cited.setdefault(document, []).append(citation)
    found = (_source(made, iri, document, cited[document]) for document in sorted(cited))
    return tuple(sorted(found, key=Source.in_order))


def together(made: Context, iris: Sequence[str]) -> list[list[str]]:
    """Return the IRIs in groups: versions of one thing (`ppo:variantOf`) stand together."""
    groups: list[list[str]] = []
    for iri in iris:
        joined = [group for group in groups if any(_differ(made, iri, other) for other in group)]
        if joined:
            joined[0].append(iri)
            for group in joined[1:]:
                joined[0].extend(group)
                groups.remove(group)
        else:
            groups.append([iri])
    return groups


def by_time(made: Context, iris: Iterable[str]) -> list[str]:
    """Return things in the order of their first possible day; the undated come last.

    On one day, what follows another by `ppo:follows` comes after it.
    """
    given = frozenset(iris)

    def key(iri: str) -> tuple[str, str, int, str]:
        days = _days(made, iri)
        return (*days, _depth(made, iri, given), iri)

    return sorted(given, key=key)


def _days(made: Context, iri: str) -> tuple[str, str]:
    """Return first and last possible day of the start, for sorting; a far day for unknown."""
    pairs = (
        ("notBefore", "notAfter"),
        ("startNotBefore", "startNotAfter"),
        ("lastKnownOngoing",) * 2,
    )
    for names in pairs:
        first, last = (index.first_text(made.index, iri, name) for name in names)
        if first or last:
            return first or last, last or first
    return "9999", "9999"


def _depth(made: Context, iri: str, given: frozenset[str]) -> int:
    """Return how many steps of `given` lead up to a thing by `follows`; cycles end the count."""
    depth, seen, now = 0, {iri}, [iri]
    while now:
        steps = {before for one in now for before in _before(made, one)}
        now = sorted((steps & given) - seen)
        seen.update(now)
        depth += bool(now)
    return depth


def _before(made: Context, iri: str) -> set[str]:
    """Return what a thing follows, is part of, or was imposed by."""
    names = ("follows", "consequenceOf", "partOfOccurrence")
    steps = {before for name in names for before in index.iris(made.index, iri, name)}
    return steps | {row.subject for row in index.pointing(made.index, iri, "imposesMeasure")}


def _differ(made: Context, one: str, other: str) -> bool:
    """Return whether two things tell the same from different sources."""
    return other in index.iris(made.index, one, "variantOf") or one in index.iris(
        made.index, other, "variantOf"
    )


def _when(made: Context, iri: str, said: dates.DateWords, names: Iterable[str]) -> When:
    """Return a date with the words of the source and the mark of machine-made bounds."""
    return When(
        text=said.text,
        machine=said.machine,
        words=best(literals(made, iri, "dateText"), made.lang),
        is_exact=said.is_exact,
        mark=mark(made, index.origin_of(made.index, iri, names)),
    )


def _source(made: Context, iri: str, document: str, citations: Iterable[str]) -> Source:
    """Return one document with the places in it that `iri` cites."""
    if document not in made.cited:
        made.cited[document] = _document(made, document)
    passages = tuple(_passage(made, iri, citation) for citation in citations)
    return replace(made.cited[document], passages=passages)


def _passage(made: Context, iri: str, citation: str) -> Passage:
    """Return one place; a citation of a whole record has its anchor at the record only."""
    scope = things(made, citation, "citationScope")
    return Passage(
        index.first_text(made.index, citation, "locator"),
        best(literals(made, citation, "quote"), made.lang),
        "" if scope and iri != made.here else anchor(made, citation),
        scope,
    )


def _document(made: Context, document: str) -> Source:
    """Return one document with what a reader needs to find it."""
    day = index.first_text(made.index, document, f"{DCTERMS}issued")
    issued = dates.day_words(day, made.lang)
    publishers = things(made, document, f"{DCTERMS}publisher")
    shown = thing(made, document)
    return Source(
        document=shown,
        publishers=publishers,
        issued=issued,
        passages=(),
        address=_outside(made, document, f"{SCHEMA}url"),
        archived=_outside(made, document, f"{SCHEMA}archivedAt"),
        republishes=things(made, document, "republicationOf"),
        short=_short(shown.text, publishers, issued),
        anchor=f"_doc-{address.document_name(document)}",
    )


def _short(title: Text, publishers: Sequence[Value], issued: str) -> Text:
    """Return publisher and date of a document; its title, cut, where no publisher is known."""
    if publishers:
        first = publishers[0].text
        return Text(first.text, first.lang, f", {issued}" if issued else "")
    if len(title.text) <= SHORT_TITLE:
        return title
    return Text(f"{title.text[:SHORT_TITLE].rstrip()}…", title.lang)


def _outside(made: Context, document: str, name: str) -> Value | None:
    """Return the address of a document elsewhere, shown by its host; None without a safe one."""
    found = index.values(made.index, document, name)
    urls = [row.iri or getattr(row.term, "value", "") for row in found]
    safe = next((url for url in urls if address.outside(url)), "")
    return Value(Text(address.host(safe)), safe, is_outside=True) if safe else None
