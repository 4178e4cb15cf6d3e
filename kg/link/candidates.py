"""Candidates for a name in somebody's table: found by the search index, scored, weighed.

A candidate is a match only when its name is the same, word by word, nothing that was said
speaks against it, and no other record is nearly as good: of two people with one name neither is
matched unless what was said tells them apart. Where only one side has a father's name, something
else that was said must agree: many people share a name and a surname, and a wrong link harms.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.link.match import WHOLE, Fit, best_person, name, title_fit
from kg.model.names import tokens
from kg.model.ns import BASE
from kg.release.search_asked import read_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.release.search_names import Known

SURE: Final = 95.0
"""The score from which a candidate may be a match."""
APART: Final = 10.0
"""How far behind the next candidate must be."""
AGREES: Final = 1.0
CONTRADICTS: Final = -1.0
_LEAST: Final = 20.0
_FEW: Final = 3
_AGAINST: Final = 30.0
"""What evidence against a candidate costs."""
_PERSONS: Final = frozenset({"persons", "parts"})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the wanted one besides its name: a property, and any of these values."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to find a record for; without `kinds` a record of any kind."""

    text: str
    kinds: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, with the score from 0 to 100 and what it is made of."""

    iri: str
    kind: str
    class_: str
    labels: Mapping[str, str]
    year: str
    score: float
    fit: Fit
    evidence: Mapping[str, float] = field(default_factory=dict)
    """Property → 1 where it agrees, -1 where it contradicts; absent where nothing is known."""
    known: tuple[str, ...] = ()
    """A few words that tell namesakes apart."""
    is_match: bool = False

    @property
    def features(self) -> dict[str, float]:
        """Return what the score is made of, by name."""
        told = {"name": self.fit.score, **self.fit.features()}
        return {**told, **{f"evidence_{key}": value for key, value in self.evidence.items()}}


Facts = dict[str, dict[str, frozenset[str]]]
"""Record → property → its values as texts: labels in each language, and addresses."""


def candidates(
    wanted: Wanted, found: Iterable[Known], facts: Facts, telling: Sequence[str] = ()
) -> list[Candidate]:
    """Return the candidates, best first, of records that were `found` for the name.

    `telling` are the properties whose values describe a candidate.
    """
    words = name(wanted.text)
    scored = []
    for known in found:
        texts = [form.text for form in known.forms]
        if known.kind in _PERSONS:
            fit = best_person(words, map(name, texts))
        else:
            fit = max((title_fit(wanted.text, text) for text in texts), key=lambda one: one.score)
        evidence = weigh(wanted.said, facts.get(known.iri, {}))
        against = sum(value < 0 for value in evidence.values())
        score = round(max(0.0, fit.score - _AGAINST * against), 1)
        if score >= _LEAST:
            scored.append(
                Candidate(known.iri, known.kind, known.class_, known.labels, known.year,
                          score, fit, evidence, _telling(facts.get(known.iri, {}), telling))
            )  # fmt: skip
    scored.sort(key=lambda one: (-one.score, -sum(one.evidence.values()), one.iri))
    return _decided(scored)[: wanted.limit]


def weigh(said: Sequence[Said], facts: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Return, of each property that is known of a record, whether it agrees."""
    weighed: dict[str, float] = {}
    for one in said:
        known = facts.get(one.property)
        if known and one.values:
            agrees = any(_same(value, text) for value in one.values for text in known)
            weighed[one.property] = AGREES if agrees else CONTRADICTS
    return weighed


def _decided(scored: list[Candidate]) -> list[Candidate]:
    """Return the candidates, the first of them as a match where that is certain."""
    if not scored or not _is_certain(scored):
        return scored
    first = scored[0]
    return [replace(first, is_match=True), *scored[1:]]


def _is_certain(scored: Sequence[Candidate]) -> bool:
    first = scored[0]
    weighed = first.evidence.values()
    if first.score < SURE or not first.fit.is_sure or CONTRADICTS in weighed:
        return False
    if first.fit.father == "dropped" and AGREES not in weighed:
        return False
    return len(scored) == 1 or scored[1].score <= min(first.score, WHOLE) - APART


def _telling(facts: Mapping[str, frozenset[str]], properties: Sequence[str]) -> tuple[str, ...]:
    """Return the first few values, addresses by their ends."""
    return tuple(
        text.rpartition("/")[2].replace("-art-", " ")
        for one in properties
        for text in sorted(t for t in facts.get(one, ()) if t.startswith(BASE) or t.isdigit())[
            :_FEW
        ]
    )


def _same(value: str, text: str) -> bool:
    """Return whether a value means a text: the same words, an article, the end of an address."""
    if value == text or text.endswith((f"/{value}", f"#{value}")):
        return True
    article = read_asked(value).provision
    if article:
        part = f"-part-{article.part}" if article.part else ""
        return text.endswith(f"-art-{article.article}{part}")
    return bool(tokens(value)) and sorted(tokens(value)) == sorted(tokens(text))
