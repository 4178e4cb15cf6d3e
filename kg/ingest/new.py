"""A new record: an id that is free and a template that says what belongs in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError
from kg.model import ids
from kg.model.scripts import markup, mixed_word, script, unprintable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Kind on the command line → folder of `data/` and the letter or section of its ids.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "case": ("cases", "c"),
    "person": ("people", "p"),
    "organisation": ("organisations", "org"),
    "place": ("places", "place"),
    "document": ("documents", "doc"),
}


def new_record(
    kind: str, name: str, data: Path, choose: Callable[[str], str], slug: str | None = None
) -> tuple[Path, str]:
    """Return the path and the text of a new record of one of `KINDS`; nothing is written.

    `choose` picks one character of a string, as `secrets.choice` does. Raises `ConfigError` for
    a name that no label may hold, an id that is taken, or a name that gives no readable id.
    """
    folder, section = KINDS[kind]
    label = _checked(name)
    short = ids.mint(section, choose) if len(section) == 1 else f"{section}/{_slug(label, slug)}"
    if not ids.is_valid(short):
        raise ConfigError(f"{short!r} is no id; give one with --slug, as --slug ru-fsb")
    path = data / folder / f"{short.rsplit('/', 1)[-1]}.yaml"
    if path.exists():
        raise ConfigError(f"{path} exists; edit it, or give another name")
    template = (data / "templates" / f"{kind}.yaml").read_text(encoding="utf-8")
    language = "ru" if any(script(letter) == "CYRILLIC" for letter in label) else "en"
    text = template.replace("{id}", short).replace("{language}", language)
    return path, text.replace("{name}", _quoted(label))


def _checked(name: str) -> str:
    label = " ".join(name.split())
    wrong = markup(label) or mixed_word(label) or unprintable(label)
    if not label or wrong:
        raise ConfigError(f"{name!r} cannot be a label{f': {wrong}' if wrong else ''}")
    return label


def _slug(label: str, slug: str | None) -> str:
    if slug is not None:
        return slug
    found = "-".join(re.findall(r"[a-z0-9]+", label.lower()))
    if not label.isascii() or not found:
        raise ConfigError(f"{label!r} gives no readable id; add one with --slug, as --slug ru-fsb")
    return found


def _quoted(label: str) -> str:
    return "'" + label.replace("'", "''") + "'"
