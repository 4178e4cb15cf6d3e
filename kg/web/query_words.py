"""What the scripts of the query page are told by the server: strings, errors, limits, languages."""

from __future__ import annotations

from typing import Any, Final

from kg.model.ns import BASE
from kg.views.words import FALLBACK, words
from kg.web import limits, problems
from kg.web.edition import edition

OUTLINES: Final = "/map/regions.json"
"""Where the outlines of regions lie (GeoJSON; each has the IRI of its place as `iri`)."""
_OURS: Final = "ask_"


def for_script(lang: str) -> dict[str, Any]:
    """Return the settings of the query page in a language, ready for JSON."""
    strings = words(lang)
    here = edition()
    return {
        "lang": lang,
        "order": FALLBACK[lang],
        "base": BASE,
        "release": here.version,
        "date": here.date,
        "outlines": OUTLINES,
        "limits": f"{limits.PAGE}?lang={lang}",
        "longest": here.store.limits.query_size,
        "timeout": here.store.limits.timeout,
        "problems": {
            problem.name: {
                "title": strings[f"problem_{problem.name}_title"],
                "mend": strings[f"problem_{problem.name}_mend"],
                "href": f"{problems.PAGE}?lang={lang}#{problem.name}",
            }
            for problem in problems.ALL
        },
        "words": {
            key.removeprefix(_OURS): text for key, text in strings.items() if key.startswith(_OURS)
        },
    }
