"""What people say of a release: its version, its day and the texts of `data/release.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from kg.errors import ConfigError
from kg.release.value import Previous, check_date, check_version

_NEEDED: Final = ("title", "description", "coverage")
_OPTIONAL: Final = ("publisher", "rights", "cadence")
_CONTACT: Final = re.compile(r"(mailto:[^\s<>@]+@[^\s<>@]+|https?://[^\s<>\"{}|\\^`]+)?")


_SHA256: Final = re.compile(r"[0-9a-f]{64}")


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
    previous: Previous | None = None
    """The release before this one; none for the first."""


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
        previous=_previous(settings.get("previous")),
        **{key: _texts(settings, key) for key in (*_NEEDED, *_OPTIONAL)},
    )


def _previous(told: object) -> Previous | None:
    """Return version and checksum of the manifest of the release before this one."""
    if told is None:
        return None
    if not isinstance(told, Mapping) or set(told) != {"version", "manifest"}:
        raise ConfigError("release: previous wants version: … and manifest: …, or is left out")
    digest = str(told["manifest"])
    if not _SHA256.fullmatch(digest):
        raise ConfigError(
            "release: previous: manifest is the SHA-256 of that release's release.json, as its "
            "SHA256SUMS states it"
        )
    return Previous(check_version(str(told["version"])), digest)


def told(about: About) -> dict[str, object]:
    """Return the settings from which `about_from` makes the same description."""
    texts = {key: dict(getattr(about, key)) for key in (*_NEEDED, *_OPTIONAL)}
    settings: dict[str, object] = {key: text for key, text in texts.items() if text}
    settings |= {"version": about.version, "date": about.date}
    if about.contact:
        settings["contact"] = about.contact
    if about.previous:
        settings["previous"] = asdict(about.previous)
    return settings


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
