"""Canonical IRIs and the paths under which this server answers for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import AddressError
from kg.formats import GRAPHS, Format, by_extension
from kg.model.ns import BASE
from kg.views.address import data_path, page_path

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEGMENT = r"[A-Za-z0-9](?:[A-Za-z0-9_~.-]*[A-Za-z0-9_~-])?"
_LOCAL: Final = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*(?:#{_SEGMENT})?")


def canonical(kind: str, rest: str) -> str:
    """Return the IRI for which `/<kind>/<rest>` stands; `kind` is `id` or `law`.

    An escaped `#` in the path (`%23`) names a part. Raises `AddressError` for a text that no
    identifier of ours could be.
    """
    if not _LOCAL.fullmatch(rest):
        raise AddressError(
            f"{rest[:80]!r} is no identifier; one has letters, digits, dots and hyphens, "
            "such as p-fzxz7ja or org/ru-fsb"
        )
    return f"{BASE}{kind}/{rest}"


def location(iri: str, format_: Format, lang: str) -> str:
    """Return the local path at which a resource is told in a format, a page for HTML."""
    if format_ in GRAPHS:
        return data_path(iri, format_.extension)
    return page_path(iri, lang)


def split(rest: str, offered: Sequence[Format]) -> tuple[str, Format | None]:
    """Return a path without its final extension, and the offered format that it names.

    Identifiers may hold dots: only an extension of an offered format is taken off.
    """
    name, dot, extension = rest.rpartition(".")
    format_ = by_extension(extension, offered) if dot else None
    return (name, format_) if format_ else (rest, None)
