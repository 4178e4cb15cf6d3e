"""Invented data shaped like ours, of any size: the same bytes each time, written as it is made."""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Final

from kg.model import ns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHAPE: Final = 1
"""Goes into the name of the file: to be raised when other data is made."""
SIZES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
"""Triples, to within one prosecution."""

ARTICLES: Final = 180
COURTS: Final = 60
PLACES: Final = 85
MONITORS: Final = 12

_TYPE: Final = f"<{ns.RDF}type>"
_LABEL: Final = f"<{ns.SKOS}prefLabel>"
_EVENTS: Final = ("CaseOpening", "Arrest", "Charging", "RestraintDecision", "Conviction", "Search")
_SYLLABLES: Final = (
    *(("ba", "ба"), ("ve", "ве"), ("go", "го"), ("da", "да"), ("zhi", "жи"), ("ki", "ки")),
    *(("lo", "ло"), ("ma", "ма"), ("ne", "не"), ("po", "по"), ("ru", "ру"), ("ta", "та")),
)


def dataset(size: str, folder: Path) -> Path:
    """Return the file of N-Triples (so N-Quads too) of a size, made if it is not there yet."""
    path = folder / f"{size}-{SHAPE}.nq"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(triples(SIZES[size]))
        unfinished.replace(path)
    return path


def triples(least: int) -> Iterator[str]:
    """Yield lines until there are at least so many; the last prosecution is whole."""
    chance = Random(20261122)  # noqa: S311  # invented data, the same each time
    count = 0
    for line in _fixed():
        count += 1
        yield line
    # Zipf: the second article is charged half as often as the first, the third a third as often.
    weights = [*accumulate(1 / rank for rank in range(1, ARTICLES + 1))]
    number = 0
    while count < least:
        articles = chance.choices(range(ARTICLES), cum_weights=weights, k=2)
        for line in _prosecution(number, articles, chance):
            count += 1
            yield line
        number += 1


def person(number: int) -> str:
    """Return the IRI of a person."""
    return f"{ns.ID}p-{number:06d}"


def article(number: int) -> str:
    """Return the IRI of an article; number 0 is charged most often."""
    return f"{ns.LAW}xx-cc-art-{number + 100}"


def _court(number: int) -> str:
    return f"{ns.ID}org/court-{number}"


def _monitor(number: int) -> str:
    return f"{ns.ID}org/monitor-{number}"


def _place(number: int) -> str:
    return f"{ns.ID}place/xx-{number}"


def _document(number: int) -> str:
    return f"{ns.ID}doc/report-{number}"


def _is_a(subject: str, kind: str) -> str:
    return f"<{subject}> {_TYPE} <{ns.PPO}{kind}> .\n"


def _link(subject: str, name: str, target: str) -> str:
    return f"<{subject}> <{ns.PPO}{name}> <{target}> .\n"


def _text(subject: str, predicate: str, text: str, tag: str) -> str:
    return f'<{subject}> {predicate} "{text}"@{tag} .\n'


def _day(subject: str, predicate: str, year: int, day: int) -> str:
    date = f"{year}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}"
    return f'<{subject}> {predicate} "{date}"^^<{ns.XSD}date> .\n'


def _labels(subject: str, kind: str, english: str, russian: str) -> Iterator[str]:
    yield _is_a(subject, kind)
    yield _text(subject, _LABEL, english, "en")
    yield _text(subject, _LABEL, russian, "ru")


def _fixed() -> Iterator[str]:
    """Yield what all cases share: law, courts, monitors, places."""
    for number in range(ARTICLES):
        iri = article(number)
        yield from _labels(iri, "Article", f"Article {number + 100}", f"Статья {number + 100}")
        chapter = f"{ns.LAW}xx-cc-chapter-{number // 15}"
        yield f"<{iri}> <{ns.DCTERMS}isPartOf> <{chapter}> .\n"
    for number in range(COURTS):
        yield from _labels(_court(number), "Court", f"Court {number}", f"Суд {number}")
    for number in range(MONITORS):
        yield from _labels(
            _monitor(number), "MonitoringOrganisation", f"Monitor {number}", f"Наблюдатель {number}"
        )
    for number in range(PLACES):
        yield from _labels(_place(number), "Place", f"Place {number}", f"Место {number}")


def _prosecution(number: int, articles: list[int], chance: Random) -> Iterator[str]:
    """Yield one person, the prosecution, one or two charges, an event or two, a claim."""
    case = f"{ns.ID}c-{number - number % 3 if number % 5 else number:06d}"
    prosecution = f"{case}#prosecution-{number}"
    latin, cyrillic = _name(chance)
    yield from _labels(person(number), "Person", latin, cyrillic)
    if case.endswith(f"{number:06d}"):
        yield from _labels(case, "CriminalCase", f"Case of {latin}", f"Дело: {cyrillic}")
    yield _is_a(prosecution, "Prosecution")
    yield _link(prosecution, "inCase", case)
    yield _link(prosecution, "defendant", person(number))
    for charge in range(1 + number % 2):
        yield from _charge(f"{case}#charge-{number}-{charge}", prosecution, articles[charge])
    for event in range(1 + number % 3 // 2):
        yield from _event(f"{case}#event-{number}-{event}", prosecution, number, chance)
    yield from _claim(f"{case}#claim-{number}", prosecution, number, chance)


def _name(chance: Random) -> tuple[str, str]:
    syllables = chance.choices(_SYLLABLES, k=5)
    given, family = syllables[:2], syllables[2:]
    latin, cyrillic = (
        " ".join("".join(syllable[script] for syllable in part).title() for part in (given, family))
        for script in (0, 1)
    )
    return latin, cyrillic


def _charge(charge: str, prosecution: str, number: int) -> Iterator[str]:
    yield _is_a(charge, "Charge")
    yield _link(charge, "chargeIn", prosecution)
    yield _link(prosecution, "hasCharge", charge)
    yield _link(charge, "citesArticle", article(number))


def _event(event: str, prosecution: str, number: int, chance: Random) -> Iterator[str]:
    yield _is_a(event, chance.choice(_EVENTS))
    yield _link(event, "concernsProsecution", prosecution)
    yield _link(event, "atPlace", _place(chance.randrange(PLACES)))
    yield _link(event, "decidedBy", _court(min(int(chance.expovariate(0.1)), COURTS - 1)))
    year = 2012 + number % 13
    for bound in ("notBefore", "notAfter"):
        yield _day(event, f"<{ns.PPO}{bound}>", year, number % 336)


def _claim(claim: str, prosecution: str, number: int, chance: Random) -> Iterator[str]:
    document = _document(number // 8)
    cite = f"{claim}-cite-1"
    yield _is_a(claim, "Assessment")
    yield _link(claim, "about", prosecution)
    yield _link(claim, "claimedBy", _monitor(min(int(chance.expovariate(0.5)), MONITORS - 1)))
    yield _link(claim, "assessedAs", f"{ns.PPV}status-political-prisoner")
    yield _link(claim, "citation", cite)
    yield _is_a(cite, "Citation")
    yield _link(cite, "citedDocument", document)
    yield f'<{cite}> <{ns.PPO}locator> "paragraph {number % 40}" .\n'
    if number % 8 == 0:
        yield _is_a(document, "SourceDocument")
        yield _text(document, f"<{ns.DCTERMS}title>", f"Report {number // 8}", "en")
        yield _day(document, f"<{ns.DCTERMS}issued>", 2012 + number % 13, number % 336)
