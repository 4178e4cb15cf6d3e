"""What a release knows and what it lacks: by kind of record and field, by source, by rule.

Every number says what it counts: `known` of `total`. A kind is counted as the questions count it:
a record that is another version of one is left out. A field is known when at least one value
stands in the data, written or computed. Nothing is said here of the world outside the data.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.model.ns import DATASET, DCTERMS, ELI, GRAPH_META, PPO, PPV, RDFS, SCHEMA, SKOS
from kg.release.coverage_kinds import KINDS
from kg.release.describe import PREFIXES_OF_DESCRIPTION
from kg.release.dumps import turtle_of
from kg.release.statement import in_languages, is_a, say
from kg.release.value import TYPE, in_default_graph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pyoxigraph import Triple

    from kg.release.coverage_kinds import Field, Kind
    from kg.release.value import Build, Finding

JSON: Final = "coverage.json"
TURTLE: Final = "coverage.ttl"
ENOUGH: Final = 80
"""Percent of the records of a kind that must have a field before a chart of it is drawn."""

_DQV: Final = "http://www.w3.org/ns/dqv#"
_WORDS: Final = {
    "label": f"{SKOS}prefLabel",
    "title": f"{DCTERMS}title",
    "issued": f"{DCTERMS}issued",
    "url": f"{SCHEMA}url",
    "archivedAt": f"{SCHEMA}archivedAt",
    "number": f"{ELI}number",
}
"""Words of a path that are no terms of the ontology."""
_SOURCE: Final = f"{PPO}source"
_ALL: Final = {"en": "all counted", "ru": "всего учтено"}

Term = NamedNode | BlankNode | Literal
Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Facts:
    """The default graph by property: subject → objects, and object → subjects."""

    forward: dict[str, dict[Node, list[Term]]] = field(default_factory=dict)
    backward: dict[str, dict[Term, list[Node]]] = field(default_factory=dict)

    def members(self, kind: Kind) -> list[Node]:
        """Return the records of a kind that count."""
        found = self.backward.get(TYPE, {}).get(NamedNode(f"{PPO}{kind.of_class}"), [])
        variants = self.forward.get(f"{PPO}variantOf", {})
        return [
            node
            for node in found
            if node not in variants and (not kind.where or self.reaches(node, kind.where))
        ]

    def reaches(self, start: Node, path: str) -> bool:
        """Return whether a path leads from a record to at least one value."""
        reached: set[Term] = {start}
        for step in path.split("/"):
            reached = {value for node in reached for value in self._step(node, step)}
        return bool(reached)

    def _step(self, node: Term, step: str) -> Sequence[Term]:
        name, _, language = step.removeprefix("^").partition("@")
        name, _, concept = name.partition("=")
        predicate = _WORDS.get(name, f"{PPO}{name}")
        if step.startswith("^"):
            return self.backward.get(predicate, {}).get(node, [])
        if isinstance(node, Literal):
            return []
        values = self.forward.get(predicate, {}).get(node, [])
        if language:
            return [one for one in values if isinstance(one, Literal) and one.language == language]
        return [one for one in values if one == NamedNode(PPV + concept)] if concept else values


def coverage_files(build: Build) -> dict[str, bytes]:
    """Return the two files of a release that tell what it covers: JSON and Turtle, by name."""
    found = coverage(build.quads, build.violations)
    content = {"version": build.version, "date": build.date, **found}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    quads = [
        Quad(one.subject, one.predicate, one.object, NamedNode(GRAPH_META))
        for one in measurements(found)
    ]
    return {JSON: f"{text}\n".encode(), TURTLE: turtle_of(quads, PREFIXES_OF_DESCRIPTION)}


def coverage(quads: Iterable[Quad], violations: Collection[Finding]) -> dict[str, Any]:
    """Return kinds with their fields, sources with what they support, and findings by rule."""
    facts = _facts(quads)
    return {
        "enough_for_a_chart": ENOUGH,
        "kinds": [_kind(facts, kind) for kind in KINDS],
        "sources": _sources(facts),
        "rules": _rules(violations),
    }


def measurements(found: dict[str, Any]) -> list[Triple]:
    """Return the counts of `coverage` as quality measurements (DQV) of the dataset."""
    triples: list[Triple] = []
    for kind in found["kinds"]:
        name, unit = str(kind["kind"]), kind["unit"]
        triples += _measured(name, DATASET, kind["total"], _words(unit, _ALL))
        for one in kind["fields"]:
            triples += _measured(
                f"{name}-{one['field']}", DATASET, one["known"], _words(unit, one["words"])
            )
    for rule in found["rules"]:
        words = dict.fromkeys(("en", "ru"), f"{rule['severity']} {rule['rule']}")
        triples += _measured(
            f"rule-{rule['rule']}-{rule['severity']}", DATASET, rule["count"], words
        )
    for source in found["sources"]:
        document = str(source["document"])
        triples += _supported(document, int(source["records"]))
    return triples


def _facts(quads: Iterable[Quad]) -> Facts:
    forward: dict[str, dict[Node, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
    for quad in quads:
        name = quad.graph_name
        if not isinstance(name, NamedNode) or not in_default_graph(name.value):
            continue
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode | BlankNode) and isinstance(
            value, NamedNode | BlankNode | Literal
        ):
            forward[quad.predicate.value][subject][value] = None
    facts = Facts()
    for predicate, table in forward.items():
        facts.forward[predicate] = {subject: list(values) for subject, values in table.items()}
        turned = facts.backward.setdefault(predicate, defaultdict(list))
        for subject, values in table.items():
            for value in values:
                turned[value].append(subject)
    return facts


def _kind(facts: Facts, kind: Kind) -> dict[str, Any]:
    members = facts.members(kind)
    return {
        "kind": kind.name,
        "unit": dict(kind.words),
        "total": len(members),
        "fields": [_field(facts, members, one) for one in kind.fields],
    }


def _field(facts: Facts, members: list[Node], one: Field) -> dict[str, Any]:
    known = sum(any(facts.reaches(node, path) for path in one.paths) for node in members)
    return {
        "field": one.name,
        "words": dict(one.words),
        "known": known,
        "total": len(members),
        "is_enough_for_a_chart": bool(members) and known * 100 >= len(members) * ENOUGH,
    }


def _sources(facts: Facts) -> list[dict[str, Any]]:
    """Return each document with what rests on it: records and parts of records that cite it."""
    kinds = {
        kind.name: set(facts.members(kind)) for kind in KINDS if kind.of_class != "SourceDocument"
    }
    documents = facts.backward.get(TYPE, {}).get(NamedNode(f"{PPO}SourceDocument"), [])
    cited = facts.backward.get(_SOURCE, {})
    return [
        {
            "document": document.value,
            "records": len(set(cited.get(document, []))),
            "kinds": {
                name: number
                for name, members in kinds.items()
                if (number := len(members.intersection(cited.get(document, []))))
            },
        }
        for document in sorted(documents, key=str)
    ]


def _rules(violations: Collection[Finding]) -> list[dict[str, Any]]:
    counted = Counter((one.rule, one.severity) for one in violations)
    return [
        {"rule": rule, "severity": severity, "count": count}
        for (rule, severity), count in sorted(counted.items())
    ]


def _words(unit: dict[str, str], what: dict[str, str]) -> dict[str, str]:
    return {tag: f"{unit[tag]}: {what[tag]}" for tag in ("en", "ru")}


def _measured(name: str, subject: str, value: int, words: dict[str, str]) -> list[Triple]:
    node, metric = f"{DATASET}#coverage-{name}", f"{DATASET}#metric-coverage-{name}"
    return [
        is_a(node, f"{_DQV}QualityMeasurement"),
        say(node, f"{_DQV}computedOn", NamedNode(subject)),
        say(node, f"{_DQV}isMeasurementOf", NamedNode(metric)),
        say(node, f"{_DQV}value", value),
        is_a(metric, f"{_DQV}Metric"),
        *in_languages(metric, f"{RDFS}label", words),
    ]


def _supported(document: str, records: int) -> list[Triple]:
    """Return how many records and parts of records cite a document."""
    slug = document.rpartition("/")[2]
    metric = f"{DATASET}#metric-coverage-source"
    node = f"{DATASET}#coverage-source-{slug}"
    return [
        is_a(node, f"{_DQV}QualityMeasurement"),
        say(node, f"{_DQV}computedOn", NamedNode(document)),
        say(node, f"{_DQV}isMeasurementOf", NamedNode(metric)),
        say(node, f"{_DQV}value", records),
        is_a(metric, f"{_DQV}Metric"),
        *in_languages(
            metric,
            f"{RDFS}label",
            {
                "en": "records and parts of records that cite the document",
                "ru": "записи и части записей, которые ссылаются на документ",
            },
        ),
    ]
