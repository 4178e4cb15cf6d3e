"""From data files to lines of N-Quads, each step from the cache where the file is as it was.

A record is parsed once for each content of its file, and turned into triples once for each set
of labels that other files lend to its parts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.model.ns import GRAPH
from kg.read import cache
from kg.read.head import Head, head_from, head_of
from kg.read.labels import Labels, labels_in
from kg.read.record import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model.terms import Terms
    from kg.read.cache import Cache

# The context of the data files is long and is read anew for each document, so many records
# share one; each has a graph of its own in it.
_TOGETHER: Final = 100
_PARSED: Final = f"{GRAPH}parsed/"


@dataclass(frozen=True, slots=True)
class Known:
    """The head of one data file, how the file is called, and where its content is kept."""

    path: str
    head: Head
    key: str
    document: dict[str, Any] | None
    """The JSON-LD of the record; None where it lies in the cache."""


def known(content: bytes, path: str, terms: Terms, entries: Cache) -> Known:
    """Return one data file. Raises `SourceError` with the line that is wrong."""
    key = cache.key("record", terms.digest, content)
    head = entries.get(f"{key} head")
    if head is not None and entries.get(f"{key} document") is not None:
        return Known(path, head_from(head), key, None)
    record = read_record(content, path, terms)
    found = Known(path, head_of(record), key, record.document)
    entries.put(
        {
            f"{key} head": found.head.text(),
            f"{key} document": json.dumps(record.document, ensure_ascii=False),
        }
    )
    return found


def as_quads(
    found: Sequence[Known], terms: Terms, entries: Cache, lent: Labels | None = None
) -> dict[str, str]:
    """Return the N-Quads of each file, with the labels that were made for its parts, by key.

    `lent` are labels of provisions in other files.
    """
    labels = dict(lent or {})
    for one in found:
        labels |= one.head.labels
    texts = {statements_key(one, labels): one for one in found}
    kept = {key: entries.get(key) for key in texts}
    missing = [key for key in texts if kept[key] is None]
    made = _made([texts[key] for key in missing], terms, labels, entries)
    new = dict(zip(missing, made, strict=True))
    entries.put(new)
    return {key: text for key in texts if (text := new.get(key, kept[key])) is not None}


def statements_key(one: Known, labels: Labels) -> str:
    """Return the key of the N-Quads of a file; `labels` has those of what it cites."""
    lent = [labels.get(iri) for iri in one.head.cited]
    digest = hashlib.sha256(json.dumps(lent, sort_keys=True).encode()).hexdigest()
    return f"{one.key} statements {digest}"


def _made(found: Sequence[Known], terms: Terms, labels: Labels, entries: Cache) -> Iterator[str]:
    """Yield the N-Quads of each record."""
    for start in range(0, len(found), _TOGETHER):
        some = found[start : start + _TOGETHER]
        documents = [_labelled_document(one, terms, labels, entries) for one in some]
        graphs = [one.head.graph for one in some]
        yield from _parsed(documents, graphs, terms.context)


def _labelled_document(one: Known, terms: Terms, labels: Labels, entries: Cache) -> dict[str, Any]:
    document = one.document or json.loads(entries.get(f"{one.key} document") or "{}")
    return _labelled(document, labels_in(document, terms, labels))


def _parsed(
    documents: list[dict[str, Any]], graphs: list[str], context: dict[str, Any]
) -> list[str]:
    """Return the N-Quads of each document, in the graph that belongs to it."""
    together = {
        "@context": context,
        "@graph": [
            {"@id": f"{_PARSED}{number}", "@graph": [document]}
            for number, document in enumerate(documents)
        ],
    }
    lines: list[list[str]] = [[] for _ in documents]
    text = json.dumps(together, ensure_ascii=False)
    for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD):
        number = int(quad.graph_name.value.removeprefix(_PARSED))
        lines[number].append(f"{quad.triple} <{graphs[number]}> .\n")
    return ["".join(some) for some in lines]


def _labelled(node: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """Return the node and its parts with the labels that were made for them."""
    written = {
        key: [_labelled(item, labels) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in node.items()
    }
    own = labels.get(str(node["id"])) if "id" in node else None
    return {**written, "label": own} if own else written
