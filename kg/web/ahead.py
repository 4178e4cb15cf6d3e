"""Pages that take long, printed before anybody asks: those of the largest records.

Whatever is kept is the same as if it were printed when asked for. One page is printed at a time,
with a pause as long as it took, so that whoever asks meanwhile hardly notices.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.views.words import LANGUAGES
from kg.web.edition import edition
from kg.web.indexes import make_ready
from kg.web.records import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

_BEGIN: Final = 1.0
"""Seconds after the start: who asks first is answered first."""

# Those with most parts that cite something, and those that most things point to.
_LARGEST: Final = (
    "PREFIX ppo: <https://w3id.org/polpros/ontology#> SELECT ?r WHERE { ?s ppo:citation ?c "
    'BIND(IRI(STRBEFORE(CONCAT(STR(?s), "#"), "#")) AS ?r) } '
    "GROUP BY ?r ORDER BY DESC(COUNT(*)) ?r LIMIT ",
    'SELECT ?r WHERE { ?s ?p ?r FILTER(STRSTARTS(STR(?r), "https://w3id.org/polpros/id/") '
    '|| STRSTARTS(STR(?r), "https://w3id.org/polpros/law/")) FILTER(!CONTAINS(STR(?r), "#")) } '
    "GROUP BY ?r ORDER BY DESC(COUNT(*)) ?r LIMIT ",
)


def start(app: Flask, few: int, is_over: Callable[[], bool]) -> None:
    """Begin to print the pages of so many records of each sort, until all are or it is over."""
    if few > 0:
        threading.Thread(target=_print, args=(app, few, is_over), daemon=True).start()


def _print(app: Flask, few: int, is_over: Callable[[], bool]) -> None:
    time.sleep(_BEGIN)
    pause = 0.0
    with app.app_context():
        if is_over() or not edition().is_release:
            return
        make_ready(app)
        try:
            for step in _steps(few):
                time.sleep(pause)
                if is_over():
                    return
                begin = time.monotonic()
                step()
                pause = time.monotonic() - begin
        except KgError:
            return  # the engine is gone, or busy: whoever asks for a page has it printed then


def _steps(few: int) -> Iterator[Callable[[], object]]:
    """Yield what is to be done, one page at a time, after what many pages share."""
    found: dict[str, None] = {}
    for text in _LARGEST:
        rows = edition().store.query(f"{text}{few}").rows()
        found |= dict.fromkeys(row["r"] for row in rows if "r" in row)
    for lang, _ in LANGUAGES:
        for iri in found:
            yield lambda iri=iri, lang=lang: printed(iri, lang)  # type: ignore[misc]
