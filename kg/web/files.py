"""Files of any RDF served instead of a release, and what stands in for the release's folder."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.errors import DumpError
from kg.model.ns import DCTERMS
from kg.release.folder import DESCRIPTION
from kg.release.manifest import MANIFEST, SUMS
from kg.release.search_index import SEARCH, build_index
from kg.web.edition import edition
from kg.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flask import Response

VERSION: Final = "files"
_EXAMPLE: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 20"


def write_stand_in(files: Sequence[Path], folder: Path) -> None:
    """Write a folder that says of files what a release's says of the release.

    Raises `DumpError` for a file that is not there.
    """
    try:
        states = [(path.name, state.st_size, state.st_mtime_ns)
                  for path in files for state in [path.stat()]]  # fmt: skip
    except OSError as error:
        raise DumpError(f"{error.filename}: {error.strerror}") from error
    newest = max(changed for _, _, changed in states) // 10**9
    told = {
        "version": VERSION,
        "date": datetime.fromtimestamp(newest, UTC).date().isoformat(),
        "files": states,
    }
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    (folder / DESCRIPTION).write_text(
        "".join(f"[] <{DCTERMS}title> {json.dumps(name)} .\n" for name, _, _ in states),
        encoding="utf-8",
    )
    build_index([], folder / SEARCH)
    sums = "".join(f"{_sum(folder / name)}  {name}\n" for name in (MANIFEST, DESCRIPTION))
    (folder / SUMS).write_text(sums, encoding="utf-8")


def home() -> Response:
    """Return the home page: what is served, and how to query it."""
    here = edition()
    told = json.loads((here.folder / MANIFEST).read_bytes())
    return page(
        "files.html",
        files=[name for name, _, _ in told["files"]],
        quads=here.store.size,
        graphs=len(here.store.graphs),
        example=f"/sparql?{urlencode({'edit': _EXAMPLE})}",
    )


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
