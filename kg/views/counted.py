"""Who points to a record: counted with the unit named, listed as far as a page holds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.ns import DCTERMS
from kg.views import index
from kg.views.address import cited_part, record_of
from kg.views.claims import sentence
from kg.views.context import Context, label, mark, thing
from kg.views.scope import INCOMING
from kg.views.values import Counted, Support, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.index import Incoming

SHOWN: Final = 50
"""How many items of one list a page shows."""

_CITES: Final = ("citesProvision", "citesPart", "citesPoint", "citesArticle", "citesVersion")
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "charges": _CITES,
    "tags": ("listTag",),
    "listed": ("onListOf",),
    "claims": ("claimedBy",),
    "parts": ("partOfArticle", "pointOfPart"),
    "articles": ("articleOf",),
    "versions": ("versionOf",),
    "codes": ("lawOf",),
    "cases": ("partOfCluster", "arisesFrom"),
    "within": ("withinPlace",),
    "events": ("atPlace",),
    "decided": ("decidedBy",),
    "carried": ("carriedOutBy",),
    "documents": (f"{DCTERMS}publisher",),
    "recognised": ("everRecognisedAsPoliticalPrisonerBy",),
    "reviewed": ("reviewedIn",),
}
"""Words of the heading → the properties by which the counted point here."""

# The other side of links that a page shows already, or that only repeat a more exact one.
_LEFT_OUT: Final = frozenset(
    index.full(name)
    for name in (
        "involves", "involvedIn", "wasCharged", "wasChargedUnder", "wasChargedUnderLawOf",
        "citesCode", "underLawOf", "hasProsecution", "hasDefendant", "prosecutedIn", "attests",
        "subjectOfClaim", "subjectOfProsecution", "source", "inSameCaseAs", "leadsTo", "citation",
        "citedDocument", "hasCharge", "disputedBy", "hasName",
    )
)  # fmt: skip
# Charges of one case, or entries of one list, read alike: their record is named, with the number.
_ALIKE: Final = frozenset({"charges", "tags", "listed"})
_NUMBER: Final = re.compile(r"(\d+)")


def counted(made: Context, told: Iterable[str]) -> tuple[Counted, ...]:
    """Return the counts of what points to the record and is not told on its page."""
    left_out = frozenset(told)
    rows = [
        row for row in _direct(made)
        if row.predicate not in _LEFT_OUT and row.subject not in left_out
        and record_of(row.subject) != made.here
    ]  # fmt: skip
    groups: dict[str, list[Incoming]] = defaultdict(list)
    for row in rows:
        groups[_key(row.predicate)].append(row)
    order = [*_KEYS, *sorted(key for key in groups if key not in _KEYS)]
    return tuple(_counted(made, key, groups[key]) for key in order if groups.get(key))


def supports(made: Context) -> tuple[tuple[Support, ...], str]:
    """Return what a document supports, record by record, and how much that is, in words."""
    supported = set[str]()
    for row in index.pointing(made.index, made.here, "citedDocument"):
        known = index.pointing(made.index, row.subject, "citation")
        supported.update(one.subject for one in known)
        if not known:
            supported.add(cited_part(row.subject))
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(supported):
        groups[record_of(iri)].append(iri)
    rows = (
        Support(
            thing(made, record),
            tuple(replace(_item(made, iri), note=None) for iri in iris if iri != record),
        )
        for record, iris in groups.items()
    )
    amount = made.words["supports_amount"].format(
        number=_number(made, len(supported)), records=len(groups)
    )
    return tuple(sorted(rows, key=lambda row: _natural(row.record))), amount


def _direct(made: Context) -> list[Incoming]:
    """Return the incoming triples, without entailed ones where the subject says it itself."""
    rows = made.index.incoming.get(made.here, ())
    said = {row.subject for row in rows if row.origin != "entailed"}
    return [row for row in rows if row.origin != "entailed" or row.subject not in said]


def _key(predicate: str) -> str:
    """Return the words of the heading for a property; the property itself where none are set."""
    found = (key for key, names in _KEYS.items() if predicate in {index.full(n) for n in names})
    return next(found, predicate)


def _counted(made: Context, key: str, rows: list[Incoming]) -> Counted:
    """Return one count with its unit and its first items."""
    subjects = {row.subject for row in rows}
    # Of more claims than a page tells, it has seen the words of the first.
    told = sorted(subjects)[:SHOWN] if key == "claims" else sorted(subjects)
    items = _by_record(made, told) if key in _ALIKE else [_item(made, iri) for iri in told]
    total = len(items) if key in _ALIKE else len(subjects)
    items = sorted(items, key=_natural)
    more = made.words["shown_first"].format(shown=SHOWN, total=total)
    origins = {row.origin for row in rows}
    return Counted(
        heading=made.words[f"counted_{key}"] if key in _KEYS else _other_heading(made, key),
        amount=_amount(made, key, subjects),
        mark=mark(made, origins.pop()) if len(origins) == 1 else "",
        items=tuple(items[:SHOWN]),
        note=made.words.get(f"counted_{key}_note", ""),
        more=more if total > SHOWN else "",
    )


def _by_record(made: Context, subjects: Iterable[str]) -> list[Value]:
    """Return the records of things that read alike, each once, with how many it has."""
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in subjects:
        groups[record_of(iri)].append(iri)
    return [
        replace(
            thing(made, iris[0]),
            text=label(made, record),
            note=Text(f"× {len(iris)}") if len(iris) > 1 else None,
        )
        for record, iris in groups.items()
    ]


def _amount(made: Context, key: str, subjects: set[str]) -> str:
    """Return a count with its unit, and the further counts that keep it honest."""
    unit = made.words.get(f"unit_{key}", made.words["unit_record"])
    more = ""
    if any(iri not in made.index.said for iri in subjects):
        pass  # the page has seen some of them only, and counts no parts of the whole
    elif key == "charges":
        found = {one for iri in subjects for one in index.iris(made.index, iri, "chargeIn")}
        more = f" ({made.words['unit_prosecution']}: {len(found)})" if found else ""
    elif key == "claims":
        kinds = Counter(
            label(made, row.iri).text
            for iri in subjects
            for row in index.said_types(made.index, iri)
        )
        kinds_said = "; ".join(f"{name}: {number}" for name, number in sorted(kinds.items()))
        more = f" ({kinds_said})" if kinds_said else ""
    return f"{unit}: {_number(made, len(subjects))}{more}"


def _number(made: Context, number: int) -> str:
    """Return a count; "at least" where the store tells no more of what points here."""
    told = len(made.index.incoming.get(made.here, ()))
    return f"{made.words['at_least']} {number}" if told >= INCOMING else str(number)


def _other_heading(made: Context, predicate: str) -> str:
    """Return the heading for a property that has none of its own."""
    return f"{made.words['counted_other']}: {label(made, predicate).text}"


def _item(made: Context, iri: str) -> Value:
    """Return one counted thing: the words of a claim, else its label, and its record."""
    shown = replace(thing(made, iri), text=sentence(made, iri))
    record = record_of(iri)
    return shown if record in {iri, made.here} else replace(shown, note=label(made, record))


def _natural(value: Value) -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts article 9 before article 10."""
    parts = _NUMBER.split(value.text.text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
