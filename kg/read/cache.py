"""Triples of records that were parsed before, keyed by content. A cold cache is rebuilt."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from pathlib import Path


def parsed(document: str, cache: Path | None) -> list[ox.Triple]:
    """Return the triples of a JSON-LD document, from the cache when it holds them whole.

    A cache that cannot be written or that was damaged costs time and nothing else.
    """
    if cache is None:
        return _parse(document)
    key = hashlib.sha256(f"{ox.__version__}\n{document}".encode()).hexdigest()
    path = cache / key[:2] / f"{key}.nt"
    found = _read(path)
    if found is None:
        found = _parse(document)
        _write(path, found)
    return found


def _parse(document: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD)]


def _read(path: Path) -> list[ox.Triple] | None:
    """Return the triples of a file whose first line is the checksum of the rest, or None."""
    try:
        seal, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != _seal(content):
        return None
    return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)]


def _write(path: Path, triples: list[ox.Triple]) -> None:
    content = "".join(f"{triple} .\n" for triple in triples).encode()
    building = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        building.write_bytes(_seal(content) + b"\n" + content)
        building.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            building.unlink()


def _seal(content: bytes) -> bytes:
    return b"# " + hashlib.sha256(content).hexdigest().encode()
