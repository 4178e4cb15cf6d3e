"""What people say of a release: its version, its day and the texts of `data/release.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from kg.errors import ConfigError
from kg.release.value import check_date, check_version

_NEEDED: Final = ("title", "description", "coverage")
_OPTIONAL: Final = ("publisher", "rights", "cadence")
_CONTACT: Final = re.compile(r"(mailto:[^\s<>@]+@[^\s<>@]+|https?://[^\s<>\"{}|\\^`]+)?")


@dataclass(frozen=True, slots=True)
class About:
    """Version, ISO day, and texts by language tag; `contact` is a mailto: or https: address."""

    version: str
    date: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    coverage: Mapping[str, str]
    """How complete the data is, in words."""
    publisher: Mapping[str, str]
    rights: Mapping[str, str]
    """Whose rights the sources are."""
    cadence: Mapping[str, str]
    """How often the data is brought up to date."""
    contact: str
    """Where corrections and withdrawals are asked for; empty where there is none yet."""


def about_from(settings: Mapping[str, object]) -> About:
    """Return the description of a release from the content of `data/release.yaml`.

    Raises `ConfigError` for a key that is missing, unknown or of the wrong kind.
    """
    known = [field.name for field in fields(About)]
    unknown = sorted(set(settings) - set(known))
    if unknown:
        raise ConfigError(
            f"release: {', '.join(unknown)}: no such key; keys are {', '.join(known)}"
        )
    contact = settings.get("contact", "")
    if not isinstance(contact, str) or not _CONTACT.fullmatch(contact):
        raise ConfigError(f"release: contact {contact!r} is no mailto: or https: address")
    return About(
        version=check_version(str(settings.get("version", ""))),
        date=check_date(str(settings.get("date", ""))),
        contact=contact,
        **{key: _texts(settings, key) for key in (*_NEEDED, *_OPTIONAL)},
    )


def _texts(settings: Mapping[str, object], key: str) -> dict[str, str]:
    """Return the texts of one key, by language tag; English and Russian are needed."""
    texts = settings.get(key, {})
    if not isinstance(texts, Mapping) or not all(
        isinstance(text, str) and text.strip() for text in texts.values()
    ):
        raise ConfigError(f"release: {key} wants a text for each language, such as en: …, ru: …")
    missing = {"en", "ru"} - set(texts)
    if missing and (texts or key in _NEEDED):
        raise ConfigError(f"release: {key} has no text in {' and '.join(sorted(missing))}")
    return {str(tag): " ".join(text.split()) for tag, text in sorted(texts.items())}
