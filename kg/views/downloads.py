"""The page of the downloads as a value: dumps by part and format, tables, further files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMATS: Final = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
}
TABLE_FORMATS: Final = {"csv": "CSV", "parquet": "Parquet"}
_PARTS: Final = ("polpros", "records", "law", "vocab", "ontology", "ontology-owl", "links")
_TABLES: Final = "tables/"
_UNITS: Final = ((1 << 20, "dl_mb"), (1 << 10, "dl_kb"))


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file that can be downloaded."""

    name: str
    stem: str
    """Name without the extensions, such as `tables/persons`."""
    extension: str
    """Of what it holds when it is unpacked, such as `ttl`."""
    href: str
    text: str
    """How it is packed, or its name."""
    size: str
    media_type: str
    sha256: str
    about: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one part or table is, and its files by format."""

    name: str
    about: str
    cells: tuple[tuple[FileLink, ...], ...]


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """What the page shows; `files` are all of the release."""

    formats: tuple[str, ...]
    parts: tuple[Row, ...]
    table_formats: tuple[str, ...]
    tables: tuple[Row, ...]
    others: tuple[FileLink, ...]
    files: tuple[FileLink, ...]


def downloads_page(files: Iterable[FileLink]) -> DownloadsPage:
    """Return the page of the files of a release."""
    links = sorted(files, key=lambda link: link.name)
    tables = sorted(
        {link.stem for link in links if link.name.startswith(_TABLES) and link.extension == "csv"}
    )
    parts = _rows(links, _PARTS, FORMATS)
    rows = _rows(links, tables, TABLE_FORMATS)
    shown = {link.name for row in (*parts, *rows) for cell in row.cells for link in cell}
    others = tuple(link for link in links if link.name not in shown)
    return DownloadsPage(
        tuple(FORMATS.values()),
        parts,
        tuple(TABLE_FORMATS.values()),
        rows,
        others,
        tuple(links),
    )


def size_words(size: int, words: Mapping[str, str]) -> str:
    """Return a size as people read it, with the strings of the interface."""
    for unit, key in _UNITS:
        if size >= unit:
            number = f"{size / unit:.1f}".replace(".", words["dl_point"])
            return f"{number}\N{NO-BREAK SPACE}{words[key]}"
    return f"{size}\N{NO-BREAK SPACE}{words['dl_b']}"


def _rows(
    links: Sequence[FileLink], stems: Sequence[str], formats: Mapping[str, str]
) -> tuple[Row, ...]:
    """Return a row for each stem of which there is a file."""
    rows = []
    for stem in stems:
        cells = tuple(
            tuple(link for link in links if (link.stem, link.extension) == (stem, extension))
            for extension in formats
        )
        about = next((cell[0].about for cell in cells if cell), None)
        if about is not None:
            rows.append(Row(stem.removeprefix(_TABLES), about, cells))
    return tuple(rows)
