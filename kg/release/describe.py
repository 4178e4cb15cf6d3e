"""The description of a release: DCAT 3 for catalogues, VoID for query editors, no blank nodes."""

from __future__ import annotations

import datetime
import statistics
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.model.ns import (
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    FOAF,
    GRAPH_META,
    PPO,
    PREFIXES,
    RDFS,
    SKOS,
    VOID,
    XSD,
)
from kg.release.files import PACKINGS, content_type, is_rdf, packing, words
from kg.release.skolem import skolemise
from kg.release.statement import Value, day, in_languages, is_a, say
from kg.release.value import TYPE, ReleaseFile, default_graph, download_url, release_url
from kg.release.void import graph_triples, linksets, void_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from kg.release.about import About

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
ENDPOINT: Final = f"{BASE}sparql"

_DQV: Final = "http://www.w3.org/ns/dqv#"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_LANGUAGE: Final = "http://publications.europa.eu/resource/authority/language/"

_DATE: Final = NamedNode(f"{XSD}date")
_ENDPOINT_TITLE: Final = {"en": "SPARQL endpoint of Polpros", "ru": "Точка доступа SPARQL Polpros"}

PREFIXES_OF_DESCRIPTION: Final = {
    **PREFIXES,
    "dcat": DCAT,
    "dqv": _DQV,
    "foaf": FOAF,
    "spdx": _SPDX,
    "vcard": _VCARD,
    "void": VOID,
}

# Name, labels and datatype of each measurement: update cadence and lag (AMENDMENTS.md, 19),
# each with the number of sources it rests on (16).
_METRICS: Final = {
    "newest-source": ("Date of the newest source", "Дата самого нового источника", "date"),
    "median-source-age": (
        "Median age of the dated sources at the release, in days",
        "Медианный возраст датированных источников на день выпуска, в днях",
        "decimal",
    ),
    "sources": ("Number of sources", "Число источников", "integer"),
    "dated-sources": (
        "Number of sources whose day is known",
        "Число источников, день которых известен",
        "integer",
    ),
}


def release_date_triple(date: str) -> Triple:
    """Return the triple from which rules read the day of the release; they never ask a clock."""
    return say(DATASET, f"{PPO}releaseDate", day(date))


def describe(about: About, quads: Iterable[Quad]) -> list[Triple]:
    """Return what `graph/meta` says of the dataset, sorted: the catalogue entry, counts, lag.

    `quads` are all named graphs; what already stands in `graph/meta` is not counted.
    The files are not among it: `polpros.nq` holds this graph and cannot hold its own checksum.
    """
    data = [quad for quad in skolemise(quads) if quad.graph_name != NamedNode(GRAPH_META)]
    triples = default_graph(data)
    return _sorted(
        [
            release_date_triple(about.date),
            *_catalogue_entry(about),
            *_endpoint(),
            *void_triples(triples),
            *linksets(triples),
            *graph_triples(data),
            *_source_lag(triples, about.date),
        ]
    )


def distributions(version: str, files: Sequence[ReleaseFile]) -> list[Triple]:
    """Return the files of a release with address, media type, size and checksum, sorted."""
    return _sorted([triple for file in files for triple in _distribution(version, file)])


def _sorted(triples: list[Triple]) -> list[Triple]:
    """Return the triples once each, in the order of N-Triples."""
    return sorted(set(triples), key=str)


def _catalogue_entry(about: About) -> list[Triple]:
    """Return title, coverage, licence, version, publisher and contact of the dataset."""
    return [
        is_a(DATASET, f"{DCAT}Dataset"),
        *in_languages(DATASET, f"{DCTERMS}title", about.title),
        *in_languages(DATASET, f"{DCTERMS}description", about.description),
        *in_languages(DATASET, f"{SKOS}scopeNote", about.coverage),
        say(DATASET, f"{DCTERMS}license", NamedNode(LICENCE)),
        say(DATASET, f"{DCTERMS}issued", day(about.date)),
        say(DATASET, f"{DCAT}version", Literal(about.version)),
        say(DATASET, f"{DCAT}landingPage", NamedNode(BASE)),
        say(DATASET, f"{VOID}vocabulary", NamedNode(PPO)),
        say(DATASET, f"{DCTERMS}language", NamedNode(f"{_LANGUAGE}ENG")),
        say(DATASET, f"{DCTERMS}language", NamedNode(f"{_LANGUAGE}RUS")),
        *_version(about),
        *_described("publisher", f"{FOAF}Organization", about.publisher),
        *_described("rights", f"{DCTERMS}RightsStatement", about.rights),
        *_described("accrualPeriodicity", f"{DCTERMS}Frequency", about.cadence),
        *_contact(about.contact),
    ]


def _version(about: About) -> list[Triple]:
    """Return the release as a version of the dataset, and the one before it."""
    release = release_url(about.version)
    found = [
        say(DATASET, f"{DCAT}hasVersion", NamedNode(release)),
        is_a(release, f"{DCAT}Dataset"),
        say(release, f"{DCAT}isVersionOf", NamedNode(DATASET)),
        say(release, f"{DCAT}version", Literal(about.version)),
        say(release, f"{DCTERMS}issued", day(about.date)),
        say(release, f"{DCTERMS}license", NamedNode(LICENCE)),
        *in_languages(release, f"{DCTERMS}title", about.title),
    ]
    if about.previous:
        before = NamedNode(release_url(about.previous.version))
        found.append(say(release, f"{DCAT}previousVersion", before))
    return found


def _described(term: str, kind: str, texts: Mapping[str, str]) -> list[Triple]:
    """Return a thing that is known by its label only, as value of one dcterms property."""
    if not texts:
        return []
    thing = f"{DATASET}#{term}"
    return [
        say(DATASET, f"{DCTERMS}{term}", NamedNode(thing)),
        is_a(thing, kind),
        *in_languages(thing, f"{RDFS}label", texts),
    ]


def _contact(address: str) -> list[Triple]:
    """Return where to ask for a correction or a withdrawal."""
    if not address:
        return []
    contact = f"{DATASET}#contact"
    term = "hasEmail" if address.startswith("mailto:") else "hasURL"
    return [
        say(DATASET, f"{DCAT}contactPoint", NamedNode(contact)),
        is_a(contact, f"{_VCARD}Kind"),
        say(contact, f"{_VCARD}{term}", NamedNode(address)),
    ]


def _endpoint() -> list[Triple]:
    """Return the SPARQL endpoint as a service that serves the dataset."""
    return [
        say(DATASET, f"{VOID}sparqlEndpoint", NamedNode(ENDPOINT)),
        is_a(ENDPOINT, f"{DCAT}DataService"),
        say(ENDPOINT, f"{DCAT}endpointURL", NamedNode(ENDPOINT)),
        say(ENDPOINT, f"{DCAT}servesDataset", NamedNode(DATASET)),
        *in_languages(ENDPOINT, f"{DCTERMS}title", _ENDPOINT_TITLE),
    ]


def _distribution(version: str, file: ReleaseFile) -> list[Triple]:
    """Return the description of one file; its address in a release names one content for good."""
    url = download_url(version, file.name)
    entry, checksum = f"{url}#distribution", f"{url}#sha256"
    packed, media = packing(file.name), content_type(file.name)
    found = [
        say(DATASET, f"{DCAT}distribution", NamedNode(entry)),
        is_a(entry, f"{DCAT}Distribution"),
        say(entry, f"{DCTERMS}title", Literal(file.name)),
        *in_languages(entry, f"{DCTERMS}description", words(file.name)),
        say(entry, f"{DCTERMS}license", NamedNode(LICENCE)),
        say(entry, f"{DCAT}downloadURL", NamedNode(url)),
        say(entry, f"{DCAT}mediaType", NamedNode(_MEDIA + media)),
        say(entry, f"{DCAT}byteSize", _typed(str(file.size), "nonNegativeInteger")),
        say(entry, f"{_SPDX}checksum", NamedNode(checksum)),
        is_a(checksum, f"{_SPDX}Checksum"),
        say(checksum, f"{_SPDX}algorithm", NamedNode(f"{_SPDX}checksumAlgorithm_sha256")),
        say(checksum, f"{_SPDX}checksumValue", _typed(file.sha256, "hexBinary")),
    ]
    if packed:
        found.append(say(entry, f"{DCAT}compressFormat", NamedNode(_MEDIA + PACKINGS[packed])))
    if is_rdf(file.name):
        found.append(say(DATASET, f"{VOID}dataDump", NamedNode(url)))
    return found


def _source_lag(triples: Set[Triple], date: str) -> list[Triple]:
    """Return how many sources there are, how many are dated, the newest day and the median age."""
    kind, issued = NamedNode(f"{PPO}SourceDocument"), NamedNode(f"{DCTERMS}issued")
    sources = {t.subject for t in triples if t.predicate.value == TYPE and t.object == kind}
    days: dict[object, str] = {}
    for triple in sorted((t for t in triples if t.predicate == issued), key=str):
        value = triple.object
        if triple.subject in sources and isinstance(value, Literal) and value.datatype == _DATE:
            days.setdefault(triple.subject, value.value)
    found = _measurement("sources", len(sources)) + _measurement("dated-sources", len(days))
    if days:
        release = datetime.date.fromisoformat(date)
        ages = [(release - datetime.date.fromisoformat(text)).days for text in days.values()]
        found += _measurement("newest-source", day(max(days.values())))
        found += _measurement("median-source-age", Decimal(statistics.median(ages)))
    return found


def _measurement(name: str, value: Value) -> list[Triple]:
    """Return one number of the dataset and what it measures."""
    node, metric = f"{DATASET}#{name}", f"{DATASET}#metric-{name}"
    english, russian, kind = _METRICS[name]
    return [
        say(DATASET, f"{_DQV}hasQualityMeasurement", NamedNode(node)),
        is_a(node, f"{_DQV}QualityMeasurement"),
        say(node, f"{_DQV}computedOn", NamedNode(DATASET)),
        say(node, f"{_DQV}isMeasurementOf", NamedNode(metric)),
        say(node, f"{_DQV}value", value),
        is_a(metric, f"{_DQV}Metric"),
        say(metric, f"{_DQV}expectedDataType", NamedNode(XSD + kind)),
        *in_languages(metric, f"{RDFS}label", {"en": english, "ru": russian}),
    ]


def _typed(text: str, kind: str) -> Literal:
    """Return a literal of an XSD type."""
    return Literal(text, datatype=NamedNode(XSD + kind))
