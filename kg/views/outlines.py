"""Outlines of regions, read from GeoJSON and projected for a picture of Russia and Belarus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH: Final = 10_000
"""Units of the drawing from its left to its right end."""

Point = tuple[float, float]
Ring = tuple[Point, ...]

# Albers' equal-area conic projection of the sphere: areas compare, north stays up in the middle.
_MERIDIAN, _SOUTH, _NORTH, _ORIGIN = (radians(degrees) for degrees in (96, 50, 68, 56))
_CONE: Final = (sin(_SOUTH) + sin(_NORTH)) / 2
_SQUARE: Final = cos(_SOUTH) ** 2 + 2 * _CONE * sin(_SOUTH)
_RADIUS: Final = sqrt(_SQUARE - 2 * _CONE * sin(_ORIGIN)) / _CONE


@dataclass(frozen=True, slots=True)
class Outline:
    """One region by its code of ISO 3166-2; `rings` are in degrees, longitude first."""

    code: str
    rings: tuple[Ring, ...]
    is_disputed: bool = False
    """Claimed by two states, and here within none."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All outlines as paths of SVG, by code, and the box around them."""

    paths: Mapping[str, str]
    disputed: frozenset[str]
    box: str
    west: str
    """The box around what lies west of the Urals, where regions are small."""
    width: int
    height: int


def read(text: str) -> tuple[Outline, ...]:
    """Return the outlines of a GeoJSON text, in its order."""
    return tuple(_outline(one) for one in json.loads(text)["features"])


def project(point: Point) -> Point:
    """Return where a place (degrees, longitude first) lies, in radii of the Earth, y downwards."""
    longitude, latitude = radians(point[0]), radians(point[1])
    angle = _CONE * (longitude - _MERIDIAN)
    radius = sqrt(_SQUARE - 2 * _CONE * sin(latitude)) / _CONE
    return radius * sin(angle), radius * cos(angle) - _RADIUS


def draw(outlines: Sequence[Outline]) -> Drawing:
    """Return outlines as a drawing that is `WIDTH` wide, in whole units."""
    placed = {one.code: [[project(at) for at in ring] for ring in one.rings] for one in outlines}
    every = [at for rings in placed.values() for ring in rings for at in ring]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    scale = WIDTH / (max(x for x, _ in every) - left)

    def moved(at: Point) -> tuple[int, int]:
        return round((at[0] - left) * scale), round((at[1] - top) * scale)

    found = {code: [[moved(at) for at in ring] for ring in rings] for code, rings in placed.items()}
    height = max(y for rings in found.values() for ring in rings for _, y in ring)
    # Just the corner of the map: most regions, and most prosecutions, are in it.
    west = f"0 {height * 0.3:.0f} {WIDTH * 0.36:.0f} {height * 0.6:.0f}"
    return Drawing(
        paths={code: "".join(map(_path, rings)) for code, rings in found.items()},
        disputed=frozenset(one.code for one in outlines if one.is_disputed),
        box=f"-40 -40 {WIDTH + 80} {height + 80}",
        west=west,
        width=WIDTH + 80,
        height=height + 80,
    )


def feature_collection(
    text: str, places: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return the GeoJSON text as a value, each region with our address and its names.

    `places` are records by code, `labels` texts by record and language. The features have
    `iri`, `label` (by language), `code` and `disputed`.
    """
    shown = json.loads(text)
    for one in shown["features"]:
        code = one["properties"]["code"]
        iri = places.get(code, "")
        one["id"] = code
        one["properties"] = {
            "iri": iri,
            "label": dict(sorted(labels.get(iri, {}).items())),
            "code": code,
            "disputed": bool(one["properties"].get("disputed")),
        }
    return dict(shown)


def _outline(feature: Mapping[str, Any]) -> Outline:
    of, shape = feature["properties"], feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = tuple(tuple((at[0], at[1]) for at in ring) for part in parts for ring in part)
    return Outline(of["code"], rings, bool(of.get("disputed")))


def _path(ring: Iterable[tuple[int, int]]) -> str:
    """Return a ring as a closed path of steps from point to point, as short as SVG reads it."""
    said: list[str] = []
    here: tuple[int, int] | None = None
    for at in ring:
        if here is None:
            said.append(f"M{at[0]} {at[1]}l")
        elif at != here:
            said.append(f"{at[0] - here[0]} {at[1] - here[1]} ")
        here = at
    return "".join(said).rstrip().replace(" -", "-") + "z"
