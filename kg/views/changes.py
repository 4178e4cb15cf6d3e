"""The page of what changed since the previous release, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.model.ns import BASE
from kg.views.words import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW, CHANGED, GONE = KINDS = ("new", "changed", "gone")
MOST: Final = 200
"""Records of one kind that are shown one by one."""


Told = Mapping[str, Any]
"""What `changes.json` says, or a part of it."""
_Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a record: values before and now."""

    part: str
    property: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record that changed."""

    name: str
    """Address without the base, such as `id/c-fzxz7ja`."""
    href: str
    """Where it can be read; empty for one that is gone."""
    label: str
    added: int
    removed: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The records that are new, changed or gone."""

    kind: str
    number: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What the page shows; `old` is empty where there was no previous release."""

    old: str
    is_compared: bool
    added: int
    removed: int
    groups: tuple[Group, ...]
    releases: tuple[tuple[str, str], ...]
    """Version and day, the newest first."""


def changes_page(told: Told, lang: str) -> ChangesPage:
    """Return the page for what `changes.json` tells."""
    previous = told["previous"]
    old = str(previous["version"]) if previous else ""
    releases = tuple((one["version"], one["date"]) for one in told["history"])
    if told["changes"] is None:
        return ChangesPage(old, False, 0, 0, (), releases)
    found = told["changes"]
    return ChangesPage(old, True, found["added"], found["removed"], groups(found, lang), releases)


def groups(found: Told, lang: str) -> tuple[Group, ...]:
    """Return the records by how they changed."""
    return tuple(_group(kind, found, lang) for kind in KINDS)


def text(found: Told, words: Mapping[str, str], lang: str) -> str:
    """Return a difference as plain text, for the command line."""
    lines = [
        f"{found['old']} -> {found['new']}: {found['added']:,} {words['changes_added']}, "
        f"{found['removed']:,} {words['changes_removed']}"
    ]
    for group in groups(found, lang):
        lines.append(f"{words[f'changes_{group.kind}']}: {group.number}")
        for one in group.records:
            lines.append(f"  {one.name}  {one.label}  (+{one.added} -{one.removed})".rstrip())
            lines += [_plain(line, words) for line in one.lines]
        if group.number > len(group.records):
            lines.append(f"  {words['changes_more']}")
    return "\n".join(lines)


def _plain(line: Line, words: Mapping[str, str]) -> str:
    name = f"{line.part}: {line.property}" if line.part else line.property
    told = [
        f"{words[key]} {value}"
        for key, value in (("changes_before", line.before), ("changes_now", line.now))
        if value
    ]
    return f"    {name}: {'; '.join(told)}"


def _group(kind: str, found: Told, lang: str) -> Group:
    some = [one for one in found["records"] if one["change"] == kind]
    shown = tuple(_record(one, found["labels"], lang) for one in some[:MOST])
    return Group(kind, len(some), shown)


def _record(one: Told, labels: _Labels, lang: str) -> Record:
    name = one["iri"].removeprefix(BASE)
    lines = tuple(
        Line(
            each["part"],
            _named(each["property"], labels, lang),
            _values(each["removed"], labels, lang),
            _values(each["added"], labels, lang),
        )
        for each in one["statements"]
    )
    # A term of the ontology has no page of its own: its address ends in a fragment.
    is_record = one["change"] != GONE and name.startswith(("id/", "law/"))
    label = _label(labels.get(one["iri"], {}), lang)
    return Record(name, f"/{name}" if is_record else "", label, one["added"], one["removed"], lines)


def _values(values: Sequence[str], labels: _Labels, lang: str) -> str:
    return "; ".join(_named(value, labels, lang) for value in values)


def _named(iri: str, labels: _Labels, lang: str) -> str:
    return _label(labels.get(iri, {}), lang) or iri.removeprefix(BASE)


def _label(labels: Mapping[str, str], lang: str) -> str:
    """Return the label in a language, or in the one that comes nearest."""
    order = (*FALLBACK.get(lang, FALLBACK["en"]), *sorted(labels))
    return next((labels[tag] for tag in order if tag in labels), "")
