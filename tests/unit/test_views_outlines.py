"""Outlines: their projection, their drawing, and that no region of the data is without one."""

from __future__ import annotations

import json

import pytest
import yaml

from kg.views.outlines import Outline, draw, feature_collection, project, read
from kg.web.pictures import OUTLINES
from tests.views_store import ROOT

STATES = {"RU", "BY"}
MISSING: dict[str, str] = {}
"""Codes of region places that have no outline, each with the reason."""


def codes() -> dict[str, str]:
    """Return the records of places that have a code of ISO 3166-2."""
    records = (yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "data/places").iterdir())
    return {one["notation"]: one["id"] for one in records if "-" in one.get("notation", "")}


def test_every_region_has_an_outline_or_a_reason_why_not() -> None:
    outlined = {one.code for one in read(OUTLINES.read_text("utf-8"))}
    assert set(codes()) == outlined | set(MISSING)
    assert not outlined & set(MISSING)


def test_regions_within_no_state_are_drawn_as_such_and_no_other() -> None:
    outlines = read(OUTLINES.read_text("utf-8"))
    disputed = {one.code for one in outlines if one.is_disputed}
    assert disputed == {one.code for one in outlines if one.code[:2] not in STATES}
    assert disputed == {"UA-40", "UA-43"}


def test_the_readme_tells_of_every_outline() -> None:
    told = (OUTLINES.parent / "README.md").read_text("utf-8")
    for one in json.loads(OUTLINES.read_text("utf-8"))["features"]:
        of = one["properties"]
        assert f"{of['code']} | {of['naturalEarth']}" in told


def test_outlines_are_small_closed_and_in_one_piece_over_the_date_line() -> None:
    assert OUTLINES.stat().st_size < 250_000
    outlines = read(OUTLINES.read_text("utf-8"))
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for one in outlines for ring in one.rings)
    (far,) = (one for one in outlines if one.code == "RU-CHU")
    mainland = max(far.rings, key=len)
    assert min(x for x, _ in mainland) < 180 < max(x for x, _ in mainland)
    assert all(15 < x < 195 and 40 < y < 83 for one in outlines for ring in one.rings
               for x, y in ring)  # fmt: skip


def test_the_middle_of_the_map_is_upright() -> None:
    assert project((96, 56)) == pytest.approx((0, 0), abs=1e-12)
    west, east = project((86, 60)), project((106, 60))
    assert west[0] == pytest.approx(-east[0])
    assert west[1] == pytest.approx(east[1])
    assert project((96, 70))[1] < project((96, 60))[1] < 0


def test_equal_areas_stay_equal() -> None:
    def area(south: float, north: float) -> float:
        # The sides are curved a little: many corners.
        edge = [(90 + at / 10, south) for at in range(101)]
        edge += [(100 - at / 10, north) for at in range(101)]
        at = [project(one) for one in edge]
        return abs(
            sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(at, [*at[1:], at[0]], strict=True))
        )

    # From the equator to 30° there is as much as from 30° to the pole.
    assert area(0, 30) == pytest.approx(area(30, 90), rel=1e-3)


def test_a_drawing_is_paths_of_whole_steps() -> None:
    square = Outline("XX-A", (((90, 50), (100, 50), (100, 60), (90, 60), (90, 50)),), True)
    drawn = draw([square])
    assert drawn.disputed == {"XX-A"}
    assert drawn.paths["XX-A"].startswith("M")
    assert drawn.paths["XX-A"].endswith("z")
    assert "." not in drawn.paths["XX-A"]


def test_geojson_tells_address_names_and_code() -> None:
    text = OUTLINES.read_text("utf-8")
    places = {code: f"https://example.org/{code}" for code in codes()}
    made = feature_collection(text, places, {"https://example.org/RU-TA": {"ru": "Т", "en": "T"}})
    found = {one["id"]: one["properties"] for one in made["features"]}
    assert found["RU-TA"] == {
        "iri": "https://example.org/RU-TA",
        "label": {"en": "T", "ru": "Т"},
        "code": "RU-TA",
        "disputed": False,
    }
    assert found["UA-43"]["disputed"]
    assert all(one["iri"] for one in found.values())
