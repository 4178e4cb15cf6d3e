"""The words a data file may use, read once from `data/context.jsonld` and the ontology."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.errors import ConfigError
from kg.model import ns

if TYPE_CHECKING:
    from pathlib import Path

KEYWORDS: Final = ("id", "type")
# Written by editors, turned into terms of the ontology before JSON-LD sees them.
SHORT_FORMS: Final = ("date", "since", "until", "ongoing", "article")


@dataclass(frozen=True, slots=True)
class Key:
    """What one key of a data file stands for.

    `iri` is the property ('' for a list that only groups parts), `value` how its values are
    written: 'id', 'concept', 'language', 'text', a datatype IRI, or 'parts'.
    """

    name: str
    iri: str
    value: str
    is_reverse: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """The context of the data files, and the labels and hierarchy of our classes."""

    context: dict[str, Any]
    keys: dict[str, Key]
    classes: dict[str, str]
    """Class name in a data file → class IRI."""
    labels: dict[str, dict[str, str]]
    """IRI of a class or concept → language → label."""
    ancestors: dict[str, frozenset[str]]
    """Class IRI → itself and all its superclasses."""
    patterns: dict[str, str]
    """Class IRI → the pattern its records' IRIs match (`ppo:iriPattern`)."""
    digest: str
    """SHA-256 of the files that all this was read from."""

    def is_a(self, class_name: str, ancestor: str) -> bool:
        """Return whether a class of the data format is, or is under, another."""
        return f"{ns.PPO}{ancestor}" in self.ancestors.get(f"{ns.PPO}{class_name}", frozenset())


def read_terms(context_file: Path, ontology_folder: Path) -> Terms:
    """Return the terms of the data format.

    Raises `ConfigError` when a file is missing or is not what it should be.
    """
    try:
        texts = [context_file.read_bytes()]
        texts += [file.read_bytes() for file in sorted(ontology_folder.glob("*.ttl"))]
        context = json.loads(texts[0].decode("utf-8"))["@context"]
        triples = [
            triple for text in texts[1:] for triple in ox.parse(text, format=ox.RdfFormat.TURTLE)
        ]
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        raise ConfigError(f"the words of the data format cannot be read: {error}") from error
    return Terms(
        context=context,
        keys=_keys(context),
        classes=_classes(context),
        labels=_labels(triples),
        ancestors=_ancestors(triples),
        patterns=_literals(triples, f"{ns.PPO}iriPattern"),
        digest=hashlib.sha256(b"\0".join(texts)).hexdigest(),
    )


def _expand(curie: str, context: dict[str, Any]) -> str:
    prefix, colon, local = curie.partition(":")
    base = context.get(prefix)
    return f"{base}{local}" if colon and isinstance(base, str) else curie


def _keys(context: dict[str, Any]) -> dict[str, Key]:
    keys = {}
    for name, entry in context.items():
        if entry == "@included":
            keys[name] = Key(name, "", "parts")
        elif isinstance(entry, dict):
            keys[name] = _key(name, entry, context)
    return keys


def _key(name: str, entry: dict[str, str], context: dict[str, Any]) -> Key:
    if "@reverse" in entry:
        return Key(name, _expand(entry["@reverse"], context), "parts", is_reverse=True)
    coercion = entry.get("@type", "")
    if entry.get("@container") == "@language":
        value = "language"
    elif coercion == "@id":
        value = "id"
    elif coercion == "@vocab":
        value = "concept"
    else:
        value = _expand(coercion, context) if coercion else "text"
    return Key(name, _expand(entry["@id"], context), value)


def _classes(context: dict[str, Any]) -> dict[str, str]:
    return {
        name: _expand(entry, context)
        for name, entry in context.items()
        if isinstance(entry, str) and entry.startswith("ppo:")
    }


def _labels(triples: list[ox.Triple]) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for triple in triples:
        if triple.predicate.value in {f"{ns.RDFS}label", f"{ns.SKOS}prefLabel"} and isinstance(
            triple.object, ox.Literal
        ):
            known = labels.setdefault(_value(triple.subject), {})
            known[triple.object.language or ""] = triple.object.value
    return labels


def _literals(triples: list[ox.Triple], predicate: str) -> dict[str, str]:
    return {
        _value(triple.subject): _value(triple.object)
        for triple in triples
        if triple.predicate.value == predicate
    }


def _ancestors(triples: list[ox.Triple]) -> dict[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate.value == f"{ns.RDFS}subClassOf":
            parents.setdefault(_value(triple.subject), set()).add(_value(triple.object))
        elif triple.predicate.value == f"{ns.RDF}type" and _value(triple.object).endswith("#Class"):
            parents.setdefault(_value(triple.subject), set())
    return {name: frozenset(_closure(name, parents)) for name in parents}


def _closure(name: str, parents: dict[str, set[str]]) -> set[str]:
    found, todo = {name}, [name]
    while todo:
        for parent in parents.get(todo.pop(), set()) - found:
            found.add(parent)
            todo.append(parent)
    return found


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
