"""The values a release is made of: what was built, and the files it was written to."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import ConfigError
from kg.model.ns import BASE, GRAPH, GRAPH_META, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VERSION: Final = re.compile(r"[0-9]{4}\.(0[1-9]|1[0-2])\.(0|[1-9][0-9]*)(\+w[1-9][0-9]*)?")
TYPE: Final = f"{RDF}type"
DOWNLOAD: Final = f"{BASE}download/"

# Named graphs that do not speak in the default graph (ARCHITECTURE.md, Graphs).
_APART: Final = frozenset({GRAPH_META, f"{GRAPH}align", f"{GRAPH}candidates"})


class Finding(Protocol):
    """What a release needs to know of a violation; `kg.check.Violation` is one."""

    @property
    def rule(self) -> str:
        """Return the rule, such as `S03`."""

    @property
    def severity(self) -> str:
        """Return `Violation`, `Warning` or `Info`."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The release before one: its version, and the SHA-256 of its manifest."""

    version: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Build:
    """What one build made; `quads` are all named graphs, with the metadata among them."""

    version: str
    date: str
    quads: Sequence[Quad]
    violations: Sequence[Finding]
    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        """Refuse a version or a date that could not name a release."""
        check_version(self.version)
        check_date(self.date)


@dataclass(frozen=True, slots=True, order=True)
class ReleaseFile:
    """One file of a release: its path inside the folder, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def check_version(version: str) -> str:
    """Return `version`; raises `ConfigError` unless it is like `2026.11.0` or `2026.11.0+w1`."""
    if not VERSION.fullmatch(version):
        raise ConfigError(f"version {version!r} is not year.month.number, such as 2026.11.0")
    return version


def check_date(date: str) -> str:
    """Return `date`; raises `ConfigError` unless it is a day like `2026-11-22`."""
    try:
        if datetime.date.fromisoformat(date).isoformat() == date:
            return date
    except ValueError:
        pass
    raise ConfigError(f"release date {date!r} is not a day written as YYYY-MM-DD")


def download_url(version: str, name: str) -> str:
    """Return the public address of one file of a release."""
    return f"{DOWNLOAD}{version}/{name}"


def release_url(version: str) -> str:
    """Return the permanent address of a release: the page that lists its files."""
    return f"{DOWNLOAD}{version}/"


def in_default_graph(graph: str) -> bool:
    """Return whether the triples of the named graph `graph` belong to the default graph."""
    return graph not in _APART


def default_graph(quads: Iterable[Quad]) -> set[Triple]:
    """Return the default graph of a release: the union of its graphs, each triple once."""
    speaks: dict[str, bool] = {}
    triples: set[Triple] = set()
    for quad in quads:
        name = quad.graph_name
        if not isinstance(name, NamedNode):
            continue
        if speaks.setdefault(name.value, in_default_graph(name.value)):
            triples.add(quad.triple)
    return triples
