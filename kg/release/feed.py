"""The feed of releases (Atom): one entry a release, with counts and never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from kg.model.ns import BASE
from kg.release.changes import CHANGED, GONE, NEW
from kg.release.value import release_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.release.about import About
    from kg.release.changes import Changes

FEED: Final = "changes.atom"
ADDRESS: Final = f"{BASE}changes"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the feed says of one release; without counts where there is nothing to compare with."""

    version: str
    date: str
    previous: str = ""
    added: int = 0
    removed: int = 0
    records_new: int = 0
    records_changed: int = 0
    records_gone: int = 0


def entry(version: str, date: str, changes: Changes | None) -> Entry:
    """Return the entry of a release."""
    if changes is None:
        return Entry(version, date)
    kinds = [one.change for one in changes.records]
    return Entry(
        version, date, changes.old, changes.added, changes.removed,
        kinds.count(NEW), kinds.count(CHANGED), kinds.count(GONE),
    )  # fmt: skip


def feed(about: About, entries: Iterable[Entry]) -> bytes:
    """Return the feed with the entries as they come, the newest first."""
    told = "".join(_entry(one) for one in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{ADDRESS}</id>\n"
        f"<title>{escape(about.title['en'])}</title>\n"
        f"<updated>{_moment(about.date)}</updated>\n"
        f"<author><name>{escape(_author(about.publisher))}</name></author>\n"
        "<rights>CC BY 4.0</rights>\n"
        f'<link rel="self" type="application/atom+xml" href="{ADDRESS}.atom"/>\n'
        f'<link rel="alternate" type="text/html" href="{ADDRESS}"/>\n'
        f"{told}</feed>\n"
    ).encode()


def _entry(one: Entry) -> str:
    address = release_url(one.version)
    return (
        f"<entry>\n<id>{address}</id>\n<title>Polpros {escape(one.version)}</title>\n"
        f"<updated>{_moment(one.date)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f"<summary>{escape(_english(one))}</summary>\n"
        f'<content type="text" xml:lang="ru">{escape(_russian(one))}</content>\n</entry>\n'
    )


def _english(one: Entry) -> str:
    if not one.previous:
        return "No previous release to compare with."
    return (
        f"Since {one.previous}: records new {one.records_new}, changed {one.records_changed}, "
        f"gone {one.records_gone}; triples added {one.added}, removed {one.removed}."
    )


def _russian(one: Entry) -> str:
    if not one.previous:
        return "Прошлого выпуска для сравнения нет."
    return (
        f"С выпуска {one.previous}: новых записей {one.records_new}, изменённых "
        f"{one.records_changed}, ушедших {one.records_gone}; добавлено триплетов {one.added}, "
        f"удалено {one.removed}."
    )


def _author(publisher: Mapping[str, str]) -> str:
    return publisher.get("en", "Polpros")


def _moment(date: str) -> str:
    """Return the beginning of a day, for Atom wants a moment."""
    return f"{date}T00:00:00Z"
