"""Provisions in short, as lawyers write them in a table: "ст. 205.5 ч. 1 УК РФ"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model.ns import LAW
from kg.views.context import thing

if TYPE_CHECKING:
    from kg.views.context import Context
    from kg.views.values import Value

_DIGITS: Final = re.compile(r"(\d+)")
_PROVISION: Final = re.compile(
    rf"{re.escape(LAW)}(?P<code>[a-z]+-[a-z]+)-art-(?P<article>[0-9.]+)(?:-part-(?P<part>[0-9.]+))?"
)


def in_order(iri: str) -> tuple[tuple[int, str], ...]:
    """Return the key by which provisions are sorted: article 205 before article 205.4."""
    return tuple((int(one), "") if one.isdigit() else (-1, one) for one in _DIGITS.split(iri))


def brief(made: Context, iri: str) -> Value:
    """Return a provision in short, with its label as the title; one with points keeps its label."""
    shown = thing(made, iri)
    found = _PROVISION.fullmatch(iri)
    code = made.words.get(f"code_{found['code']}") if found else None
    if not found or not code:
        return shown
    form = made.words["brief_part" if found["part"] else "brief_article"]
    said = form.format(article=found["article"], part=found["part"], code=code)
    # A number and what it counts stay on one line.
    return replace(
        shown,
        text=replace(shown.text, text=said.replace(" ", "\N{NO-BREAK SPACE}"), lang=""),
        title="" if shown.text.lang else shown.text.text,
    )
