r"""Turtle as a stream: sorted, grouped by subject, byte-stable.

The library writes `id:c-x\#charge-1`, which readers take for a prefixed name of SPARQL although
it is none there; here the address of a part stands in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from kg.model.ns import XSD
from kg.release.nodes import RDF_TYPE, Node, shortener
from kg.release.skolem import GENID

# Numbers and truth values that Turtle abbreviates, where the short form is their one spelling.
_INTEGER: Final = re.compile(r'"(0|-?[1-9][0-9]*)')
_BOOLEAN: Final = re.compile(r'"(true|false)')
_NATIVE: Final = {f"{XSD}integer": _INTEGER, f"{XSD}boolean": _BOOLEAN}

_Writer = Callable[[str], str]


def turtle(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of a Turtle file with the triples of `nodes`."""
    yield head(prefixes)
    yield from map(writer(prefixes), nodes)


def turtle_with_blank_nodes(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of a Turtle file in which genid addresses are blank nodes again."""
    term = _term_writer(prefixes)

    def blank(form: str) -> str:
        return f"_:{form[len(GENID) + 1 : -1]}" if form.startswith(f"<{GENID}") else term(form)

    yield head(prefixes)
    yield from (_paragraph(node, blank) for node in nodes)


def head(prefixes: Mapping[str, str]) -> str:
    """Return what a Turtle file begins with."""
    return "".join(f"@prefix {one}: <{prefixes[one]}> .\n" for one in sorted(prefixes))


def writer(prefixes: Mapping[str, str]) -> Callable[[Node], str]:
    """Return a function from a node to its paragraph."""
    term = _term_writer(prefixes)
    return lambda node: _paragraph(node, term)


def _paragraph(node: Node, term: _Writer) -> str:
    """Return what is said of one subject."""
    lines = " ;\n  ".join(
        f"{'a' if predicate == RDF_TYPE else term(predicate)} {', '.join(map(term, objects))}"
        for predicate, objects in node.properties.items()
    )
    return f"\n{term(node.subject)} {lines} .\n"


def _term_writer(prefixes: Mapping[str, str]) -> _Writer:
    """Return a function from the N-Triples form of a term to its Turtle form."""
    short = shortener(prefixes)

    def term(form: str) -> str:
        if form.startswith("<"):
            return short(form[1:-1]) or form
        if not form.endswith(">"):
            return form
        # The last `"^^<` is the real one: no quotation mark may stand in a datatype's IRI.
        text, _, datatype = form[:-1].rpartition('"^^<')
        native = datatype in _NATIVE and _NATIVE[datatype].fullmatch(text)
        return native[1] if native else f'{text}"^^{short(datatype) or f"<{datatype}>"}'

    return term
