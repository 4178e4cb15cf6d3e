"""The manifest of a release and its checksums: what was built, with what, from which bytes."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.errors import DumpError
from kg.release.about import told
from kg.release.describe import LICENCE
from kg.release.files import media_type
from kg.release.value import Build, ReleaseFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.release.about import About

MANIFEST: Final = "release.json"
SUMS: Final = "SHA256SUMS"

_TOOLS: Final = ("owlrl", "pyarrow", "pyoxigraph", "pyshacl", "rdflib", "zstandard")
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")


def tool_versions() -> dict[str, str]:
    """Return the versions of the packages that the bytes of a release depend on.

    The lock file fixes them, so that the same checkout writes the same manifest everywhere.
    """
    return {name: importlib.metadata.version(name) for name in _TOOLS}


def manifest(
    build: Build,
    about: About,
    files: Iterable[ReleaseFile],
    makers: Mapping[str, str],
    tools: Mapping[str, str],
) -> bytes:
    """Return `release.json`: sorted keys, one line a value; `makers` says who wrote each file."""
    content = {
        "name": "polpros",
        "version": build.version,
        "date": build.date,
        "previous": told(about).get("previous"),
        "about": told(about),
        "licence": LICENCE,
        "counts": dict(build.counts),
        "rules": {
            "severity": Counter(finding.severity for finding in build.violations),
            "rule": Counter(finding.rule for finding in build.violations),
        },
        "tools": dict(tools),
        "files": {
            file.name: {
                "bytes": file.size,
                "sha256": file.sha256,
                "media_type": media_type(file.name),
                "maker": makers[file.name],
            }
            for file in files
        },
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()


def measured(folder: Path, names: Iterable[str]) -> list[ReleaseFile]:
    """Return size and checksum of the named files of `folder`, sorted by name."""
    return [_measure(folder, name) for name in sorted(names)]


def checksums(files: Sequence[ReleaseFile]) -> bytes:
    """Return `SHA256SUMS`, which `sha256sum --check` reads."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files)).encode()


def read_checksums(folder: Path) -> dict[str, str]:
    """Return the checksums that a release folder states, by file name.

    Raises `DumpError` when the list is missing, unreadable or empty.
    """
    path = folder / SUMS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DumpError(f"{path} cannot be read, so {folder} is no whole release") from error
    matches = [_LINE.fullmatch(line) for line in lines]
    if not matches or not all(matches):
        raise DumpError(f"{path} is damaged: each line is a SHA-256, two spaces and a file name")
    return {match[2]: match[1] for match in matches if match}


def _measure(folder: Path, name: str) -> ReleaseFile:
    """Return size and checksum of one file."""
    path = folder / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ReleaseFile(name, path.stat().st_size, digest)
