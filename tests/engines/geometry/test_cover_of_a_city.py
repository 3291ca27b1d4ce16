import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import box

from baken.engines.geometry.coverage import (
    Overlap,
    check_coverage,
    close_coverage,
    dissolve,
    neighbours,
    simplify_coverage,
)
from baken.engines.geometry.outlines import from_geojson, to_rd

BOUNDARIES = Path(__file__).parents[3] / "data" / "nl" / "boundaries"


@pytest.fixture(scope="module", params=[("utrecht", 10), ("amersfoort", 33)])
def city(request):
    name, wijken = request.param
    path = BOUNDARIES / f"buurten_2024_{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    groups = [feature["properties"]["wijkcode"] for feature in features]
    return [to_rd(from_geojson(feature["geometry"])) for feature in features], groups, wijken


def test_four_squares_cover_their_ground():
    squares = [box(x, y, x + 10, y + 10) for x in (0, 10) for y in (0, 10)]
    report = check_coverage(squares)
    assert (report.gapless, report.covered_m2) == (True, 400.0)


def test_gaps_and_overlaps_have_their_size_and_place():
    frame = box(0, 0, 30, 30).difference(box(10, 10, 20, 20))
    slit = [box(40, 0, 50, 30), box(50.5, 0, 60, 30)]
    report = check_coverage([frame, box(28, 0, 35, 5), *slit])
    hole, open_slit = report.gaps
    assert (
        hole.area_m2,
        hole.width_m,
        box(10, 10, 20, 20).contains(shapely.Point(hole.x, hole.y)),
    ) == (100.0, 5.0, True)
    assert open_slit.area_m2 == pytest.approx(15.0, abs=0.3)
    assert open_slit.width_m == pytest.approx(0.5, abs=0.02)
    assert report.overlaps == (Overlap(0, 1, 10.0),)
    assert not report.gapless


def test_neighbours_include_those_that_meet_in_a_corner():
    squares = [box(0, 0, 1, 1), box(1, 1, 2, 2), box(1, 0, 2, 1), box(5, 5, 6, 6)]
    assert neighbours(squares).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert neighbours([box(0, 0, 1, 1), box(1.5, 0, 2, 1)]).shape == (0, 2)
    assert neighbours([box(0, 0, 1, 1), box(1.5, 0, 2, 1)], tolerance_m=0.5).tolist() == [[0, 1]]


def test_a_slit_inside_a_wijk_closes_but_not_over_another_wijk():
    buurten = [box(0, 0, 10, 10), box(10.5, 0, 20, 10), box(10, 4, 10.5, 6)]
    wijken = dissolve(buurten, ["A", "A", "B"])
    assert [wijken["A"].geom_type, wijken["B"].geom_type] == ["Polygon", "Polygon"]
    assert wijken["A"].area == pytest.approx(200 - 1, abs=0.1)
    assert wijken["A"].intersection(wijken["B"]).area < 0.01


def test_a_wide_hole_in_a_wijk_stays():
    frame = box(0, 0, 30, 30).difference(box(10, 10, 20, 20))
    assert dissolve([frame], ["A"])["A"].equals(frame)


def test_the_real_buurten_become_gapless_with_small_changes(city):
    outlines, _, _ = city
    before = check_coverage(outlines)
    closed = close_coverage(outlines)
    assert not before.gapless
    assert check_coverage(closed).gapless
    assert shapely.coverage_is_valid(np.array(closed))
    moved = [
        one.symmetric_difference(other).area for one, other in zip(outlines, closed, strict=True)
    ]
    largest_fault = sum(gap.area_m2 for gap in before.gaps) + sum(
        o.area_m2 for o in before.overlaps
    )
    assert max(moved) < largest_fault


def test_the_real_wijken_are_whole_and_cover_the_same_ground(city):
    outlines, groups, count = city
    wijken = dissolve(close_coverage(outlines), groups)
    assert list(wijken) == sorted(set(groups))
    assert len(wijken) == count
    assert all(outline.is_valid for outline in wijken.values())
    assert check_coverage(list(wijken.values())).gapless
    whole = shapely.union_all(outlines).area
    assert sum(outline.area for outline in wijken.values()) == pytest.approx(whole, rel=1e-4)


def test_simplified_areas_still_join(city):
    closed = close_coverage(city[0])
    simple = simplify_coverage(closed, tolerance_m=60)
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(closed).sum()
    assert check_coverage(simple).gapless
    assert neighbours(simple).tolist() == neighbours(closed).tolist()


def test_areas_that_do_not_join_are_not_simplified():
    with pytest.raises(ValueError, match=r"2 outlines do not join .*\[0, 1\].*close_coverage"):
        simplify_coverage([box(0, 0, 2, 2), box(1, 0, 3, 2)], tolerance_m=1)


def test_a_group_for_every_outline():
    with pytest.raises(ValueError, match="1 outlines and 2 groups"):
        dissolve([box(0, 0, 1, 1)], ["A", "B"])
