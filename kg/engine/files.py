"""Any RDF files as a store, with the graphs that the files name."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox
import zstandard
from pyoxigraph import RdfFormat

from kg.errors import DumpError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
"""Format of a file by the end of its name."""
PACKED: Final = (".gz", ".zst")


def load_files(paths: Iterable[Path]) -> ox.Store:
    """Return the statements of all files; relative IRIs are resolved against the file's own.

    Blank nodes of different files are different. Raises `DumpError`, which names the file, for
    one that is missing, of an unknown kind or damaged.
    """
    quads = ox.Store()
    for path in paths:
        kind = _kind(path)
        try:
            with _opened(path) as file:
                quads.load(file, format=kind, base_iri=path.resolve().as_uri())
        except SyntaxError as error:
            raise DumpError(f"{path}: cannot be read as {kind.name}: {error}") from error
        except (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile) as error:
            raise DumpError(f"{path}: damaged, cannot be unpacked: {error}") from error
        except OSError as error:
            raise DumpError(f"{path}: {error.strerror or error}") from error
    if not len(quads):
        raise DumpError("the files hold no statement")
    return quads


def _kind(path: Path) -> RdfFormat:
    name = path.with_suffix("") if path.suffix.lower() in PACKED else path
    kind = FORMATS.get(name.suffix.lower())
    if kind is None:
        raise DumpError(
            f"{path}: unknown kind of file; known are {', '.join(FORMATS)}, "
            f"each also with {' or '.join(PACKED)}"
        )
    return kind


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file for reading, unpacked on the way."""
    with path.open("rb") as file:
        match path.suffix.lower():
            case ".gz":
                with gzip.open(file) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            case ".zst":
                yield cast("IO[bytes]", io.BufferedReader(_Zst(file)))
            case _:
                yield file


class _Zst(io.RawIOBase):
    """Reads what is packed in a file. A file that ends too soon is an error, not an end."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._rest = b""
        self._frame = zstandard.ZstdDecompressor().decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            packed = self._frame.unused_data or self._packed.read(1 << 17)
            if not packed and not self._frame.eof:
                raise EOFError("the file ends too soon")
            if not packed:
                return 0
            if self._frame.eof:  # frames may follow each other
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._rest = self._frame.decompress(packed)
        count = min(len(into), len(self._rest))
        into[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
