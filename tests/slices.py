"""Parts of the real data: the ten statements, and a few other records of every kind.

A part holds all records that its records refer to, so that it can stand alone. Which other
records are taken depends on nothing but their ids.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.build import terms_of
from kg.config import Config
from kg.read.cache import opened
from kg.read.folder import records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.read.statements import Known

TEN_STATEMENTS: Final = (
    "c-0a8mwkr", "c-1f3ar1g", "c-36egd2h", "c-64jhyv8", "c-884n1s5", "c-89cfhk4", "c-f26zzm0",
    "c-fzxz7ja", "c-jq0t331", "c-n7tz7pg", "c-n8k5rrn", "c-qs2y574", "c-rm51bk6", "c-xrfab5t",
    "k-h1bj2t6", "e-ak69b9t", "e-c0vzjwf",
)  # fmt: skip
"""Ids of the cases, the cluster and the shared events of the ten statements."""
SOME_STATEMENTS: Final = ("c-36egd2h", "c-64jhyv8", "c-fzxz7ja")
"""Cases of the ten of every kind: criminal, administrative, extradition."""


def write_part(folder: Path, ids: Iterable[str], more: int = 0) -> Config:
    """Return the settings of a data folder with these records and `more` others of every kind."""
    whole = Config()
    with opened(whole.cache) as entries:
        found = records(whole.data, terms_of(whole), (), entries)
    by_stem = {one.path.rsplit("/", 1)[1].removesuffix(".yaml"): one for one in found}
    start = [by_stem[name] for name in ids] + sample(found, more)
    for one in closed(found, start):
        path = whole.data.parent / one.path
        target = folder / "data" / path.relative_to(whole.data)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for name in ("context.jsonld", "release.yaml"):
        shutil.copy(whole.data / name, folder / "data" / name)
    return Config(data=folder / "data", out=folder / "out")


def sample(found: Iterable[Known], number: int) -> list[Known]:
    """Return so many records of every class, the same ones as long as their ids stay."""
    by_kind: defaultdict[str, list[Known]] = defaultdict(list)
    for one in sorted(found, key=lambda one: rank(one.head.iri)):
        by_kind[one.head.kind].append(one)
    return [one for kind in sorted(by_kind) for one in by_kind[kind][:number]]


def rank(iri: str) -> str:
    """Return a text by which addresses are in an order that means nothing and never changes."""
    return hashlib.sha256(iri.encode()).hexdigest()


def closed(found: Iterable[Known], start: Iterable[Known]) -> list[Known]:
    """Return some records and all that these refer to, directly or in steps."""
    of = {iri: one for one in found for iri in one.head.lines}
    kept: dict[str, Known] = {}
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one.path not in kept:
            kept[one.path] = one
            waiting += [of[iri] for iri, _, _ in one.head.references]
    return [kept[path] for path in sorted(kept)]
