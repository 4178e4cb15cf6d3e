"""Links to other sites, shown as plain text where the address or the operator asks for it.

In some places it is punished to share a link to certain publishers. No template has to know: every
link that leaves the site has a whole address, and all pages go through here on their way out.
"""

from __future__ import annotations

import re
from typing import Final

from flask import request

from kg.web.edition import edition

PLAIN: Final = "plain"
LINKED: Final = "linked"
PARAMETER: Final = "links"
_LEAVING: Final = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Links of our own, but those that choose for themselves how links are shown.
_OWN: Final = re.compile(r'(<a\b[^>]*?\bhref=")((?:/(?!/)|\?)[^"#]*)')
_FORM: Final = re.compile(r"<form\b[^>]*>")
_HIDDEN: Final = f'<input type="hidden" name="{PARAMETER}" value="{PLAIN}">'
_TAG: Final = re.compile(r"<[^>]+>")


def is_set() -> bool:
    """Return whether the operator has all links to other sites shown as text."""
    return edition().config.links == PLAIN


def is_plain() -> bool:
    """Return whether links to other sites are shown as text, on request or by the operator."""
    return is_set() or request.args.get(PARAMETER) == PLAIN


def plain(html: str, *, is_kept: bool) -> str:
    """Return a page without links to other sites: their text stands, and the address as text.

    With `is_kept`, links and forms of the page lead to pages that are shown the same way.
    """
    html = _LEAVING.sub(_unlinked, html)
    if not is_kept:
        return html
    html = _FORM.sub(lambda found: found[0] + _HIDDEN, html)
    return _OWN.sub(_kept, html)


def _unlinked(found: re.Match[str]) -> str:
    address, shown = found[1], found[2]
    told = "" if address in _TAG.sub("", shown) else f" ({address})"
    return f'<span class="outside">{shown}{told}</span>'


def _kept(found: re.Match[str]) -> str:
    start, address = found[1], found[2]
    if f"{PARAMETER}=" in address:
        return found[0]
    joint = "&amp;" if "?" in address else "?"
    return f"{start}{address}{joint}{PARAMETER}={PLAIN}"
