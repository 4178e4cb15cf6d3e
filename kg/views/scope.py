"""Which things a page tells of, and what else the store must give for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.ns import ID, PPO, RDFS
from kg.views import index
from kg.views.address import cited_part, record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    import pyoxigraph as ox

    from kg.views.index import Index

CAP: Final = 200
"""How many things of other records are told in full on one page."""
LISTED: Final = 50
"""How many are listed with their words, of each kind."""

INCOMING: Final = 500
"""The store tells at most so many triples that point to one thing; then a count is a floor."""

UNTOLD: Final = (
    f"{RDFS}label",
    *(f"{PPO}{name}" for name in (
        "source", "attests", "involves", "involvedIn", "wasCharged", "wasChargedUnder",
        "wasChargedUnderLawOf", "underLawOf", "prosecutedIn", "subjectOfProsecution",
        "hasDefendant", "hasProsecution", "leadsTo", "inSameCaseAs",
    )),
)  # fmt: skip
"""Properties that repeat from the other side what another says: no section of a page needs them.

The table of all statements has every one, and the head of a person's page those of `_IN_HEAD`.
"""
_IN_HEAD: Final = frozenset({f"{PPO}wasChargedUnder", f"{PPO}inSameCaseAs"})

_ROUNDS: Final = 6

# A thing of another record that points here by one of these is told on this page too.
_TELLS: Final = (
    "about", "affects", "defendant", "participant", "organiser", "speaker", "designates",
    "delists", "concernsCase", "concernsProsecution", "concernsCharge", "inCase", "chargeIn",
    "partOfOccurrence", "sentenceFor", "sentenceForCase", "disputes",
)  # fmt: skip
# Occurrences of other records that this one rests on.
_RESTS_ON: Final = ("arisesFrom", "partOfOccurrence", "predicateDecision")
# Lists that need a sentence or a unit of each item, not only its label.
_LISTED: Final = ("claimedBy", "citesProvision", "citesPart", "citesArticle", "citesPoint")


_MOST: Final = {
    **{index.full(name): LISTED for name in _LISTED},
    **{index.full(name): CAP for name in _TELLS},
}
_TO_SOURCES: Final = tuple(map(index.full, ("citation", "citedDocument")))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page still lacks: quads with these subjects, and quads with these objects."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]


def untold(here: str) -> tuple[str, ...]:
    """Return the properties that the page of a record can do without, of it and of its parts."""
    if not here.startswith(f"{ID}p-"):
        return UNTOLD
    return tuple(name for name in UNTOLD if name not in _IN_HEAD)


def members(found: Index, here: str) -> frozenset[str]:
    """Return the parts of a record and the things of other records told on its page."""
    own = {subject for subject in found.said if record_of(subject) == here and subject != here}
    tied = {here, *own, *_prosecutions(found, here)}
    tied |= {charge for one in sorted(tied) for charge in _charges(found, one)}
    told = {
        row.subject for target in tied for name in _TELLS
        for row in index.pointing(found, target, name)
    }  # fmt: skip
    told |= {other for one in {here, *own} for name in _RESTS_ON
             for other in index.iris(found, one, name)
             if index.is_a(found, other, "Occurrence")}  # fmt: skip
    told |= _recognitions(found, own)
    return frozenset(iri for iri in own | told | tied if index.said_types(found, iri)) - {here}


def gather(
    here: str, quads: Iterable[ox.Quad], fetch: Callable[[Wanted], Iterable[ox.Quad]]
) -> list[ox.Quad]:
    """Return `quads` with all that the page of `here` needs of other records.

    `fetch` gives the quads that have one of `subjects` as subject or one of `objects` as
    object. It is asked a few times: for who points here, what they cite, and the documents.
    """
    found = list(quads)
    sketch = index.sketch()
    index.add(sketch, found)
    asked_subjects, asked_objects = set[str](), set[str]()
    for _ in range(_ROUNDS):
        every = _wanted(here, sketch)
        fresh = Wanted(
            tuple(sorted(set(every.subjects) - asked_subjects)),
            tuple(sorted(set(every.objects) - asked_objects)),
        )
        if not fresh.subjects and not fresh.objects:
            break
        more = list(fetch(fresh))
        index.add(sketch, more)
        found.extend(more)
        asked_subjects.update(fresh.subjects)
        asked_objects.update(fresh.objects)
    return found


def wanted(here: str, quads: Iterable[ox.Quad]) -> Wanted:
    """Return what the page of the record `here` needs of other records, as far as it shows."""
    sketch = index.sketch()
    index.add(sketch, quads)
    return _wanted(here, sketch)


def _wanted(here: str, found: Index) -> Wanted:
    """Return what a page still needs, by a sketch of what is known so far."""
    own = {subject for subject in found.said if record_of(subject) == here}
    tied = {here, *own, *_prosecutions(found, here)}
    tied |= {charge for one in sorted(tied) for charge in _charges(found, one)}
    names = tied | _pointing(found, tied) | _of_defendants(found, own) | _supported(found, here)
    names |= {other for one in own for name in _RESTS_ON for other in index.iris(found, one, name)}
    for name in _TO_SOURCES:
        names |= {row.iri for one in names for row in found.said.get(one, {}).get(name, ())}
    return Wanted(tuple(sorted(names - own)), tuple(sorted(tied - own)))


def _pointing(found: Index, tied: Container[str]) -> set[str]:
    """Return what points to one of `tied` and is told or listed, as far as a page holds."""
    return {
        subject
        for (target, name), rows in found.pointed.items()
        if name in _MOST and target in tied
        for subject in _first((row.subject for row in rows), _MOST[name])
    }


def _supported(found: Index, here: str) -> set[str]:
    """Return what a document supports, as far as a page holds."""
    cited = [row.subject for row in index.pointing(found, here, "citedDocument")]
    return {*_first(map(cited_part, cited), LISTED)}


def _first(subjects: Iterable[str], most: int) -> list[str]:
    """Return the first of some IRIs in their order, as many as a page tells."""
    return sorted(set(subjects))[:most]


def _prosecutions(found: Index, here: str) -> tuple[str, ...]:
    """Return the prosecutions of a person or body, which are parts of cases."""
    return tuple(row.subject for row in index.pointing(found, here, "defendant"))


def _charges(found: Index, prosecution: str) -> set[str]:
    """Return the charges of a prosecution, from either side of the link."""
    outward = index.iris(found, prosecution, "hasCharge")
    return {*outward, *(row.subject for row in index.pointing(found, prosecution, "chargeIn"))}


def _of_defendants(found: Index, own: set[str]) -> set[str]:
    """Return the defendants of a case and the claims about them."""
    defendants = {agent for one in own for agent in index.iris(found, one, "defendant")}
    claims = {claim for agent in defendants for claim in index.iris(found, agent, "subjectOfClaim")}
    return defendants | claims


def _recognitions(found: Index, own: set[str]) -> set[str]:
    """Return the assessments of a case's defendants that other records hold."""
    return {
        row.subject
        for one in own
        for agent in index.iris(found, one, "defendant")
        for row in index.pointing(found, agent, "about")
        if index.is_a(found, row.subject, "Assessment")
    }
