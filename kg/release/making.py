"""How a release is made: one maker after the other, each of which writes some of its files.

Every file of a release has a maker in `MAKERS`, and the manifest names it. Whoever has to write a
release anew, without a record, makes the same calls with other quads: nothing else is in a file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from kg.errors import DumpError
from kg.model.ns import GRAPH_META
from kg.release import changes, dumps, tables
from kg.release.citation import CFF, DATACITE, SCHEMA_ORG, cff, datacite, schema_org
from kg.release.codebook import NAME as CODEBOOK
from kg.release.codebook import codebook
from kg.release.crate import CRATE, crate
from kg.release.describe import PREFIXES_OF_DESCRIPTION, distributions
from kg.release.feed import FEED, Entry, entry, feed
from kg.release.folder import DESCRIPTION, PUBLISHED, find, put
from kg.release.manifest import MANIFEST, SUMS, checksums, manifest, measured, tool_versions
from kg.release.readme import README, readme
from kg.release.search_index import SEARCH, build_index
from kg.release.sink import PACKED
from kg.release.skolem import skolemise
from kg.release.value import default_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kg.release.about import About
    from kg.release.value import Build, Previous, ReleaseFile


@dataclass(slots=True)
class Making:
    """A release while it is made; `files` are those that stand already."""

    build: Build
    """With skolemised quads."""
    about: About
    folder: Path
    previous: Path | None
    """The release before, where it is at hand."""
    extra: Mapping[str, bytes]
    files: list[ReleaseFile] = field(default_factory=list)
    makers: dict[str, str] = field(default_factory=dict)
    """The maker of each of these."""

    def save(self, name: str, content: bytes) -> list[str]:
        """Return the name of a file that was written; it may lie in a folder inside."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return [name]


def write(build: Build, about: About, out: Path, extra: Mapping[str, bytes] | None = None) -> Path:
    """Return the folder of the release `build`, written below `out` with the files of `extra`.

    What `folder.put` says of releases that exist holds. Raises `DumpError`, also where the
    release before this one is in `out` and is not the one that `about` names.
    """
    quads = skolemise(build.quads)
    if not quads:
        raise DumpError("there is nothing to release; the data folder gave no triples")
    previous = previous_release(about.previous, out)
    whole = type(build)(build.version, build.date, quads, build.violations, build.counts)

    def fill(folder: Path) -> list[str]:
        return make(Making(whole, about, folder, previous, extra or {}))

    return put(out, build.version, fill)


def make(making: Making) -> list[str]:
    """Return the names of all files of a release, written into an empty folder."""
    for name, maker in MAKERS.items():
        written = maker(making)
        making.files += measured(making.folder, written)
        making.makers |= dict.fromkeys(written, name)
    return sorted(making.makers)


def made_by(folder: Path) -> dict[str, str]:
    """Return every file of a release by name, with its maker: what a reissue has to write anew."""
    told = json.loads((folder / MANIFEST).read_bytes())["files"]
    found = {name: str(file["maker"]) for name, file in told.items()}
    return {**found, MANIFEST: "manifest", SUMS: "checksums"}


def previous_release(named: Previous | None, out: Path) -> Path | None:
    """Return the folder of the release before, or None where there is none or it is not in `out`.

    Raises `DumpError` where what stands there is another release than the one that was named.
    """
    if named is None:
        return None
    try:
        folder = find(out, named.version)
    except DumpError:
        return None
    try:
        digest = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError as error:
        raise DumpError(f"{folder} has no {MANIFEST}; copy the release anew") from error
    if digest != named.manifest:
        raise DumpError(
            f"{folder} is not the release that data/release.yaml names as previous: the checksum "
            f"of its {MANIFEST} differs; put the published one there, or take this one away"
        )
    return folder


def _dumps(making: Making) -> list[str]:
    return dumps.write(making.build.quads, making.folder)


def _search(making: Making) -> list[str]:
    build_index(making.build.quads, making.folder / SEARCH)
    return [SEARCH]


def _tables(making: Making) -> list[str]:
    return tables.write(default_graph(making.build.quads), making.folder)


def _codebook(making: Making) -> list[str]:
    return making.save(CODEBOOK, codebook(making.about, making.files))


def _extra(making: Making) -> list[str]:
    """Write what the caller gave: findings of the rules, coverage."""
    names = []
    for name, content in sorted(making.extra.items()):
        _check_extra(making.folder, name)
        names += making.save(name, content)
    return names


def _changes(making: Making) -> list[str]:
    """Write what changed since the release before, and the feed of releases."""
    names, found, history = [], None, []
    if making.previous:
        versions = (changes.version_of(making.previous), making.about.version)
        found = changes.compare(making.previous, making.folder, versions, making.folder)
        names = [f"{name}.{packed}" for name in changes.FILES for packed in PACKED]
        history = _history(making.previous)
    told = [entry(making.about.version, making.about.date, found), *history]
    content = {
        "version": making.about.version,
        "previous": asdict(making.about.previous) if making.about.previous else None,
        "changes": changes.as_json(found) if found else None,
        "history": [asdict(one) for one in told],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    names += making.save(changes.JSON, text.encode())
    return names + making.save(FEED, feed(making.about, told))


def _history(previous: Path) -> list[Entry]:
    """Return the entries of the feed of the release before; none where it had no feed."""
    path = previous / changes.JSON
    if not path.is_file():
        return []
    return [Entry(**one) for one in json.loads(path.read_bytes())["history"]]


def _citation(making: Making) -> list[str]:
    return [
        *making.save(CFF, cff(making.about)),
        *making.save(DATACITE, datacite(making.about, making.files)),
        *making.save(SCHEMA_ORG, schema_org(making.about, making.files)),
    ]


def _description(making: Making) -> list[str]:
    """Write the metadata graph together with the description of the files, as Turtle."""
    meta = NamedNode(GRAPH_META)
    said = [quad for quad in making.build.quads if quad.graph_name == meta]
    files_said = distributions(making.about.version, making.files)
    said += [Quad(t.subject, t.predicate, t.object, meta) for t in files_said]
    return making.save(DESCRIPTION, dumps.turtle_of(said, PREFIXES_OF_DESCRIPTION))


def _readme(making: Making) -> list[str]:
    names = [file.name for file in making.files]
    return making.save(README, readme(making.about, [*names, README, CRATE, MANIFEST, SUMS]))


def _crate(making: Making) -> list[str]:
    return making.save(CRATE, crate(making.about, making.files))


def _manifest(making: Making) -> list[str]:
    told = manifest(making.build, making.about, making.files, making.makers, tool_versions())
    return making.save(MANIFEST, told)


def _checksums(making: Making) -> list[str]:
    return making.save(SUMS, checksums(making.files))


MAKERS: Final[Mapping[str, Callable[[Making], list[str]]]] = {
    "dumps": _dumps,
    "search": _search,
    "tables": _tables,
    "codebook": _codebook,
    "extra": _extra,
    "changes": _changes,
    "citation": _citation,
    "description": _description,
    "readme": _readme,
    "crate": _crate,
    "manifest": _manifest,
    "checksums": _checksums,
}
"""In their order: each may read what those before it wrote."""

_LATER: Final = frozenset(
    {changes.JSON, FEED, CFF, DATACITE, SCHEMA_ORG, DESCRIPTION, README, CRATE, MANIFEST, SUMS}
    | {PUBLISHED}
)


def _check_extra(folder: Path, name: str) -> None:
    """Raise `DumpError` for a name that leaves the folder or is one of the release's own."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name or name == ".":
        raise DumpError(f"{name!r} is no name for a file of a release")
    if (folder / name).exists() or name in _LATER:
        raise DumpError(f"{name} is written by the release itself and cannot be an extra file")
