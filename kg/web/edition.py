"""What every part of the web side needs: the settings, the store and the release it serves."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from kg.errors import DumpError
from kg.release.manifest import MANIFEST, SUMS, read_checksums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.config import Config
    from kg.engine.store import Store

KEY: Final = "polpros"
FILES: Final = "files"
"""Version of what is no release: files of any RDF."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One release as it is served."""

    config: Config
    store: Store
    folder: Path
    version: str
    date: str
    """ISO day for which the release speaks."""
    checksums: Mapping[str, str]
    """SHA-256 of each file that may be downloaded, by name; the list itself has none."""
    digest: str
    """SHA-256 over all of these: two releases with the same answer alike."""

    @property
    def is_release(self) -> bool:
        """Return whether this is a release of ours, not files of any RDF."""
        return self.version != FILES


def read_edition(config: Config, store: Store, folder: Path) -> Edition:
    """Return the release in a folder as it is served.

    Raises `DumpError` where the folder is no whole release.
    """
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_bytes())
        version, date = str(told["version"]), str(told["date"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DumpError(f"{path} does not say which release this is; run `kg build`") from error
    sums = {**read_checksums(folder), SUMS: ""}
    whole = repr((version, store.size, sorted(sums.items())))
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Edition(config, store, folder, version, date, sums, digest)


def edition() -> Edition:
    """Return the release that this application serves."""
    return cast("Edition", current_app.extensions[KEY])
