"""RD to longitude and latitude against PROJ, and outlines turned back into GeoJSON."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from baken.engines.geometry.frame import Frame
from baken.engines.geometry.svg import svg_path
from baken.engines.projection.outlines import contains, multipolygon, rings_of
from baken.engines.projection.rd_approximation import longitude_latitude
from baken.foundation.places.map_frame import EAST, METRES_PER_UNIT, NORTH, SOUTH, WEST
from baken.foundation.places.models import Area

PROJ = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)
EARTH = pyproj.Geod(ellps="WGS84")
FRAME = Frame(
    WEST,
    SOUTH,
    EAST,
    NORTH,
    (EAST - WEST) / METRES_PER_UNIT,
    (NORTH - SOUTH) / METRES_PER_UNIT,
)


def in_metres(x: float, y: float) -> tuple[float, float]:
    return WEST + x * METRES_PER_UNIT, NORTH - y * METRES_PER_UNIT


def test_the_centre_of_the_projection_is_the_tower_of_amersfoort() -> None:
    longitude, latitude = longitude_latitude(155_000, 463_000)
    assert longitude == pytest.approx(5.38720621, abs=1e-8)
    assert latitude == pytest.approx(52.15517440, abs=1e-8)


@pytest.mark.django_db
def test_every_corner_of_the_bundled_outlines_lies_within_a_metre_and_a_half() -> None:
    outlines = [
        shapely.from_wkb(bytes(row)) for row in Area.objects.values_list("outline", flat=True)
    ]
    corners = np.vstack([shapely.get_coordinates(outline) for outline in outlines])
    assert len(corners) > 10_000
    ours = np.array([longitude_latitude(x, y) for x, y in corners.tolist()])
    theirs = np.column_stack(PROJ.transform(corners[:, 0], corners[:, 1]))
    apart = EARTH.inv(ours[:, 0], ours[:, 1], theirs[:, 0], theirs[:, 1])[2]
    assert apart.max() < 1.5


@pytest.mark.parametrize("point", [(52.1, 5.1), (463_000.0, 155_000.0), (float("nan"), 463_000.0)])
def test_what_is_no_place_in_the_country_is_refused(point) -> None:
    with pytest.raises(ValueError, match="outside the Netherlands"):
        longitude_latitude(*point)


@given(st.floats(50_000, 270_000), st.floats(320_000, 610_000))
def test_north_is_up_and_east_is_right(x: float, y: float) -> None:
    here, there = longitude_latitude(x, y), longitude_latitude(x + 1000, y + 1000)
    assert there[0] > here[0]
    assert there[1] > here[1]


def test_holes_and_islands_in_holes() -> None:
    # Drawn in an order and directions that say nothing about what is a hole.
    path = "m20 20v10h10v-10zm-18-18h60v60h-60zm8 8v40h40v-40z"
    found = multipolygon(path, lambda x, y: in_metres(x + 14_000, y + 18_000))
    assert [len(polygon) for polygon in found["coordinates"]] == [2, 1]
    area = shape(found)
    assert area.is_valid
    inside = longitude_latitude(*in_metres(14_025, 18_025))
    hole = longitude_latitude(*in_metres(14_015, 18_015))
    assert area.contains(shapely.Point(inside))
    assert not area.contains(shapely.Point(hole))


def test_other_commands_are_refused() -> None:
    with pytest.raises(ValueError, match='"c" with 2 numbers'):
        rings_of("m0 0c1 1z")


@pytest.mark.django_db
def test_what_the_map_draws_comes_back_as_what_was_delivered() -> None:
    rows = Area.objects.filter(municipality_code="GM0344").values_list("outline", "svg_path")
    assert len(rows) > 100
    for outline, path in rows:
        delivered = shapely.transform(
            shapely.from_wkb(bytes(outline)),
            lambda xy: np.column_stack(PROJ.transform(xy[:, 0], xy[:, 1])),
        )
        found = shape(multipolygon(path, in_metres))
        assert found.is_valid
        assert found.symmetric_difference(delivered).area < 0.02 * delivered.area


def test_a_path_of_the_geometry_engine_is_read_back_to_the_metre() -> None:
    ring = np.array([[136_000.0, 455_000.0], [137_000.0, 455_010.0], [136_500.0, 456_000.0]])
    (found,) = rings_of(svg_path((ring,), frame=FRAME))
    assert np.array([in_metres(*point) for point in found]) == pytest.approx(ring, abs=0.51)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_contains_is_what_shapely_says_away_from_the_border(x: float, y: float) -> None:
    ring = [(-1.0, -1.0), (1.0, -1.0), (0.2, 0.1), (1.0, 1.0), (-1.0, 1.0)]
    polygon = shapely.Polygon(ring)
    if polygon.exterior.distance(shapely.Point(x, y)) > 1e-9:
        assert contains(ring, (x, y)) == polygon.contains(shapely.Point(x, y))
