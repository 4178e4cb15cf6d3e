"""The folder of releases: a release is written whole or not at all, and one is current.

Below `out`: `<version>/` for each release, `current` (a symbolic link to one of them), and,
while a build runs or after it was killed, `.building-<version>/` (not yet whole) and
`.aside-<version>/` (the release that is being replaced, whole). Readers go through `current` and
`find`, which know of the latter; so a kill or a power loss at any moment loses no release.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import DumpError
from kg.release.manifest import MANIFEST, measured, read_checksums
from kg.release.value import VERSION, check_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CURRENT: Final = "current"
DESCRIPTION: Final = "dataset.ttl"
PUBLISHED: Final = "PUBLISHED"
"""A file of this name in a release says that it was published and must never change."""

_REMEDY: Final = "build the release again or copy it anew from a mirror"
_LOCK: Final = ".lock"
_BUILDING: Final = ".building-"
_ASIDE: Final = ".aside-"


def put(out: Path, version: str, fill: Callable[[Path], Iterable[str]]) -> Path:
    """Return the folder of a release below `out`, which `fill` wrote; it returns the file names.

    A release with the same bytes is left alone; one with other bytes is replaced, unless it is
    published. Raises `DumpError` then, when another build is running, and when the disk fails.
    """
    check_version(version)
    with _disk_errors(out), _locked(out):
        _recover(out)
        building = out / f"{_BUILDING}{version}"
        building.mkdir()
        try:
            _lasting(building, fill(building))
            verify(building)
            return _put(building, out / version)
        except (DumpError, OSError):
            _recover(out)
            raise


def switch(out: Path, version: str) -> Path:
    """Return the folder of the release `version` after making it the current one.

    Raises `DumpError` when it is missing or damaged; then the current release stays.
    """
    with _disk_errors(out), _locked(out):
        _recover(out)
        folder = find(out, version)
        verify(folder)
        link = out / f"{_BUILDING}{CURRENT}"
        link.symlink_to(version, target_is_directory=True)
        link.replace(out / CURRENT)
        _sync(out)
        return folder


def current(out: Path) -> Path:
    """Return the folder of the current release; raises `DumpError` when there is none."""
    try:
        version = (out / CURRENT).readlink().name
    except OSError as error:
        raise DumpError(f"no release in {out} yet; `kg build` makes one") from error
    return find(out, version)


def find(out: Path, version: str) -> Path:
    """Return the folder of a release; raises `DumpError` when there is none of that version."""
    check_version(version)
    for folder in (out / version, out / f"{_ASIDE}{version}"):
        if folder.is_dir():
            return folder
    raise DumpError(f"no release {version} in {out}; `kg build` makes one")


def release_at(out: Path, name: str) -> Path:
    """Return the folder of a release that is named by its version or by the path of its folder.

    Raises `DumpError` where there is none.
    """
    if VERSION.fullmatch(name):
        return find(out, name)
    folder = Path(name)
    if (folder / MANIFEST).is_file():
        return folder
    raise DumpError(f"{name} is neither a version in {out} nor the folder of a release")


def verify(folder: Path) -> None:
    """Check every file of a release against its checksum.

    Raises `DumpError` that names the missing or damaged files and says what to do.
    """
    stated = read_checksums(folder)
    missing = [name for name in stated if not (folder / name).is_file()]
    if missing or MANIFEST not in stated:
        names = ", ".join(missing or [MANIFEST])
        raise DumpError(f"{folder} is not whole, missing: {names}; {_REMEDY}")
    found = {file.name: file.sha256 for file in measured(folder, stated)}
    damaged = [str(folder / name) for name in sorted(stated) if found[name] != stated[name]]
    if damaged:
        raise DumpError(f"damaged, checksum differs: {', '.join(damaged)}; {_REMEDY}")


@contextlib.contextmanager
def _disk_errors(out: Path) -> Iterator[None]:
    """Turn an error of the disk into a `DumpError`."""
    try:
        yield
    except OSError as error:
        raise DumpError(f"cannot write a release to {out}: {error}; the last one stays") from error


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Hold the lock of the folder; raises `DumpError` when another process has it."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / _LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DumpError(f"another build is writing to {out}; start again after it") from error
        yield


def _recover(out: Path) -> None:
    """Clear up after a build that was killed: put back what stood aside, remove what is unfinished.

    Called with the lock held, so that nobody is at work on these folders.
    """
    for aside in sorted(out.glob(f"{_ASIDE}*")):
        target = out / aside.name.removeprefix(_ASIDE)
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)
    for building in out.glob(f"{_BUILDING}*"):
        if building.is_symlink():
            building.unlink()
        else:
            shutil.rmtree(building)


def _lasting(folder: Path, names: Iterable[str]) -> None:
    """See the files of a release, and the folders they lie in, safely on the disk."""
    paths = [folder / name for name in names]
    for path in [*paths, *{folder, *(path.parent for path in paths)}]:
        _sync(path)


def _put(building: Path, target: Path) -> Path:
    """Return `target` after putting the finished folder there, in place of an earlier one."""
    if not target.exists():
        building.rename(target)
        _sync(target.parent)
        return target
    if _same(building, target):
        shutil.rmtree(building)
        return target
    if (target / PUBLISHED).exists():
        raise DumpError(
            f"{target} is published and never changes, but the data now give other bytes; "
            "raise the version in data/release.yaml"
        )
    aside = target.with_name(f"{_ASIDE}{target.name}")
    target.rename(aside)
    building.rename(target)
    _sync(target.parent)
    shutil.rmtree(aside)
    return target


def _same(building: Path, target: Path) -> bool:
    """Return whether a release is whole and has the bytes of the one just built."""
    try:
        verify(target)
    except DumpError:
        return False
    return read_checksums(building) == read_checksums(target)


def _sync(path: Path) -> None:
    """See a file, or the entries of a folder, safely on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
