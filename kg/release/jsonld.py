"""JSON-LD as a stream: one flat list of nodes, one node a line, byte-stable.

Terms of vocabularies are prefixed names, which the context explains; `@id` is always a full IRI
and every value stands in a list, so that the file can also be read as plain JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.release.nodes import RDF_TYPE, Node, shortener

_Namer = Callable[[str], str]


TAIL: Final = "\n]}\n"
"""What a file ends with; the nodes are separated by a comma and a line break."""


def head(prefixes: Mapping[str, str]) -> str:
    """Return what a JSON-LD file begins with."""
    context = ",".join(f'"{prefix}":"{prefixes[prefix]}"' for prefix in sorted(prefixes))
    return f'{{"@context":{{{context}}},"@graph":['


def writer(prefixes: Mapping[str, str]) -> Callable[[Node], str]:
    """Return a function from a node to its object."""
    name = _namer(prefixes)

    def written(node: Node) -> str:
        members = [f'"@id":{_quoted(node.subject)}']
        for predicate, objects in node.properties.items():
            members += _members(predicate, objects, name)
        return f"{{{','.join(members)}}}"

    return written


def _members(predicate: str, objects: list[str], name: _Namer) -> list[str]:
    """Return the members of a node object that state one predicate."""
    if predicate == RDF_TYPE and all(value.startswith("<") for value in objects):
        return [f'"@type":[{",".join(map(name, objects))}]']
    return [f"{name(predicate)}:[{','.join(_value(value, name) for value in objects)}]"]


def _value(form: str, name: _Namer) -> str:
    """Return the JSON-LD object of one value; numbers stay texts and lose no digit.

    Canonical N-Triples and JSON escape a text in the same way, so that it is copied.
    """
    if form.startswith("<"):
        return f'{{"@id":{_quoted(form)}}}'
    if form.endswith('"'):
        return f'{{"@value":{form}}}'
    if form.endswith(">"):
        # The last `"^^<` is the real one: no quotation mark may stand in a datatype's IRI.
        text, _, datatype = form.rpartition('"^^')
        return f'{{"@type":{name(datatype)},"@value":{text}"}}'
    text, _, language = form.rpartition('"@')
    return f'{{"@language":"{language}","@value":{text}"}}'


def _namer(prefixes: Mapping[str, str]) -> _Namer:
    """Return a function from the N-Triples form of an IRI to its quoted name in JSON-LD."""
    short = shortener(prefixes)

    def name(form: str) -> str:
        prefixed = short(form[1:-1])
        return f'"{prefixed}"' if prefixed else _quoted(form)

    return name


def _quoted(form: str) -> str:
    """Return the N-Triples form of an IRI as a JSON text; it holds nothing to escape."""
    return f'"{form[1:-1]}"'
