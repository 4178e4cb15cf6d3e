"""What a request accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from kg.errors import NotAcceptableError
from kg.formats import GRAPHS, HTML, PROBLEM, Format, by_name, negotiate

if TYPE_CHECKING:
    from collections.abc import Sequence


def wanted(offered: Sequence[Format], name: str | None = None) -> Format:
    """Return the offered format that `?format=` names, else the one that Accept likes best.

    The answer will say `Vary: Accept`. Raises `NotAcceptableError`.
    """
    g.varies = True
    name = name or request.args.get("format")
    return by_name(name, offered) if name else negotiate(_accept(), offered)


def wanted_graph(name: str | None = None) -> Format:
    """Return the format for a graph as `wanted` does; Turtle where a page would be liked best.

    A browser names XML before anything, and would show RDF/XML as a tree of tags.
    """
    format_ = wanted((*GRAPHS, HTML), name)
    return GRAPHS[0] if format_ is HTML else format_


def wants_page() -> bool:
    """Return whether an error is better told on a page than to a machine."""
    g.varies = True
    try:
        return negotiate(_accept(), (PROBLEM, HTML)) is HTML
    except NotAcceptableError:
        return False


def _accept() -> str:
    # A header sent twice is one list (RFC 9110, section 5.3).
    return ",".join(request.headers.getlist("Accept"))
