"""Graphs as answers: the description of the release, the documents it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Response
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize

from kg.errors import DumpError
from kg.formats import TURTLE, Format
from kg.model import ns
from kg.release.folder import DESCRIPTION
from kg.web.edition import edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

_PREFIXES: Final = {
    **ns.PREFIXES,
    "dcat": ns.DCAT,
    "limits": f"{ns.BASE}limits#",
    "prov": ns.PROV,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": ns.SH,
    "void": ns.VOID,
}


def graph(triples: Iterable[Triple], format_: Format) -> Response:
    """Return triples as an answer in a format for graphs, each once and in a fixed order."""
    assert isinstance(format_.engine, RdfFormat)
    told = sorted(set(triples), key=str)
    text = serialize(told, format=format_.engine, prefixes=_PREFIXES)
    return Response(text, content_type=format_.content_type)


def dataset(format_: Format) -> Response:
    """Return the description of the release (DCAT, VoID)."""
    return documents([edition().folder / DESCRIPTION], format_)


def documents(paths: Sequence[Path], format_: Format) -> Response:
    """Return Turtle files as one graph: in Turtle as they were written, one after the other.

    In other formats blank nodes are named by RDFC-1.0, so that the answer is always the same.
    Raises `DumpError` where a file cannot be read.
    """
    texts = [_read(path) for path in paths]
    if format_ is TURTLE:
        return Response(b"\n".join(texts), content_type=format_.content_type)
    try:
        found = Dataset(quad for text in texts for quad in parse(text, RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DumpError(f"{', '.join(map(str, paths))}: not Turtle: {error}") from error
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return graph((quad.triple for quad in found), format_)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DumpError(f"{path}: {error.strerror}; run `kg build`") from error
