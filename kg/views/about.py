"""The pages about the project: how records are made, what they cannot tell, reading, removal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.views.address import language_query
from kg.views.values import Text, Value
from kg.views.words import words


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its name in the address, its heading, and its sentences."""

    anchor: str
    heading: str
    points: tuple[str, ...]
    link: Value | None = None


@dataclass(frozen=True, slots=True)
class AboutPage:
    """All that `about.html` prints."""

    heading: str
    lead: str
    sections: tuple[Section, ...]


_Outline = tuple[tuple[str, tuple[str, ...], tuple[str, str] | None], ...]
"""Of each section: the string of its heading, those of its points, and a link: string, path."""


def _numbered(name: str, last: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for number in range(1, last + 1))


_PAGES: Final[dict[str, tuple[str, str, _Outline]]] = {
    "method": (
        "about_method",
        "method_lead",
        (
            ("method_from", _numbered("method_from", 5), None),
            ("method_voices", _numbered("method_voices", 4), None),
            ("method_machine", _numbered("method_machine", 2), None),
            ("method_out", _numbered("method_out", 4), ("method_reviews", "/list/reviews")),
        ),
    ),
    "limits-of-data": (
        "about_limits",
        "limits",
        (
            (
                "data_here",
                ("limits_1", "limits_2", "limits_3", "data_here_1"),
                ("downloads", "/download/"),
            ),
            ("data_count", _numbered("data_count", 5), None),
            ("data_list", _numbered("data_list", 2), None),
            ("data_place", _numbered("data_place", 1), None),
            ("data_languages", _numbered("data_languages", 1), None),
        ),
    ),
    "safety": (
        "about_safety",
        "safety_lead",
        (
            ("safety_site", _numbered("safety_site", 6), None),
            ("safety_seen", _numbered("safety_seen", 3), None),
            ("safety_links", _numbered("safety_links", 2), None),
            ("safety_offline", _numbered("safety_offline", 2), ("downloads", "/download/")),
        ),
    ),
    "reconcile": (
        "about_reconcile",
        "reconcile_lead",
        (
            ("reconcile_how", _numbered("reconcile_how", 4), None),
            ("reconcile_match", _numbered("reconcile_match", 3), None),
            ("reconcile_care", _numbered("reconcile_care", 3), None),
        ),
    ),
    "removal": (
        "about_removal",
        "removal_lead",
        (
            ("removal_how", _numbered("removal_how", 2), None),
            ("removal_then", _numbered("removal_then", 5), None),
        ),
    ),
}
NAMES: Final = tuple(_PAGES)
"""The pages by their last part of the address."""


def about_page(name: str, lang: str, contact: str = "") -> AboutPage:
    """Return one page of `NAMES`; `contact` is the address that a release names for requests."""
    heading, lead, outline = _PAGES[name]
    strings = words(lang)
    sections = tuple(
        Section(
            anchor=key.replace("_", "-"),
            heading=strings[key],
            points=tuple(strings[point] for point in points),
            link=_contact(contact, lang) if key == "removal_how" else _link(link, lang),
        )
        for key, points, link in outline
    )
    return AboutPage(strings[heading], strings[lead], sections)


def _link(link: tuple[str, str] | None, lang: str) -> Value | None:
    """Return where a section leads on to."""
    if not link:
        return None
    key, path = link
    return Value(Text(words(lang)[key]), path + language_query(lang))


def _contact(contact: str, lang: str) -> Value:
    """Return where to write to, or that the operator of a copy must say so."""
    strings = words(lang)
    if not contact:
        return Value(Text(strings["removal_none"]))
    shown = contact.removeprefix("mailto:")
    return Value(Text(f"{strings['removal_contact']}: {shown}"), contact)
