"""Pictures: the map of regions and its outlines, the statistics, networks of cases."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from kg.views import facet_index, figures, outlines, regional
from kg.views.browse import ready
from kg.views.context import best
from kg.views.dates import day_words
from kg.views.network import network_page
from kg.views.network import read as read_network
from kg.views.regional import Ground, map_page
from kg.views.values import Text
from kg.views.words import words
from kg.web.edition import edition
from kg.web.indexes import facets
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.views.browse import Ready
    from kg.views.outlines import Drawing

blueprint: Final = Blueprint("pictures", __name__)

OUTLINES: Final = Path(__file__).parent / "outlines" / "regions.geojson"

_PLACES: Final = """\
PREFIX ppo: <https://w3id.org/polpros/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?place ?code WHERE { ?place a ppo:Place ; skos:notation ?code } ORDER BY ?place
"""
_KEPT: Final = "pictures"
_THEMES: Final = "themes"


@blueprint.route("/map")
def region_map() -> Response:
    """Return the map of prosecutions, or of persons on a list, by region."""
    lang = asked_language()
    now = regional.read(request.args.to_dict(False), lang)
    made = facets("persons", lang) if now.kind == "persons" else _prosecutions(lang)
    shown = map_page(made, now, _ground(lang), _lists(lang))
    return page("map.html", title=Text(shown.heading), is_indexed=not now.chosen, page=shown)


@blueprint.route("/map/regions.json")
def regions() -> Response:
    """Return the outlines of regions as GeoJSON, each with our address and its names."""
    places = {code: place for place, code in _codes().items()}
    made = outlines.feature_collection(
        OUTLINES.read_text("utf-8"), places, edition().store.labels(sorted(places.values()))
    )
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
    return Response(text, content_type="application/geo+json; charset=utf-8")


@blueprint.route("/statistics")
def statistics() -> Response:
    """Return the statistics of the release."""
    lang = asked_language()
    found = figures.Sources(
        facets("prosecutions", lang),
        facets("persons", lang),
        _rows(figures.PENALTIES),
        _lists(lang),
    )
    shown = figures.statistics_page(found, edition().store.labels, lang)
    return page("statistics.html", title=Text(words(lang)["statistics"]), page=shown)


@blueprint.route("/network")
def network() -> Response:
    """Return the network around a case, a person, an article or a group of cases."""
    lang = asked_language()
    key, iri = read_network(request.args.to_dict(False))
    if iri and not edition().store.contains(iri):
        raise NotFound(f"nothing is said here about <{iri}>")
    shown = network_page(facets("prosecutions", lang), key, iri, lang)
    return page("network.html", title=Text(shown.heading), is_indexed=False, page=shown)


@cache
def _drawing() -> Drawing:
    """Return the outlines that lie beside this program as a drawing."""
    return outlines.draw(outlines.read(OUTLINES.read_text("utf-8")))


def _prosecutions(lang: str) -> Ready:
    """Return the index of the prosecutions with their themes, which only maps count by."""
    kept: dict[str, Ready] = current_app.extensions.setdefault(_THEMES, {})
    if lang not in kept:
        themes = facet_index.build(regional.THEMES, _rows, edition().store.labels)
        index = regional.with_themes(facets("prosecutions", lang).index, themes)
        kept[lang] = ready(regional.COUNTED, index, lang)
    return kept[lang]


def _codes() -> Mapping[str, str]:
    """Return the code of each place that has one. A release stays as it is: asked once."""
    kept: dict[str, dict[str, str]] = current_app.extensions.setdefault(_KEPT, {})
    if "codes" not in kept:
        kept["codes"] = {row["place"]: row["code"] for row in _rows(_PLACES)}
    return kept["codes"]


def _ground(lang: str) -> Ground:
    """Return what a map is drawn on, with the names of places in a language."""
    codes = _codes()
    texts = edition().store.labels(sorted(codes))
    names = {place: best(texts.get(place, {}), lang) or Text(codes[place]) for place in codes}
    return Ground(_drawing(), codes, names)


def _lists(lang: str) -> list[str]:
    """Return a sentence on each list of which entries are on record."""
    rows = _rows(figures.LISTS)
    texts = edition().store.labels(sorted({row["body"] for row in rows}))
    said = words(lang)["map_list_of"]
    return [
        said.format(
            date=day_words(row["date"], lang),
            body=(best(texts.get(row["body"], {}), lang) or Text(row["body"])).text,
        )
        for row in rows
    ]


def _rows(text: str) -> list[dict[str, str]]:
    return edition().store.query(text).rows()
