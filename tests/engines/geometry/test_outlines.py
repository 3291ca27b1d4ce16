import numpy as np
import pytest
import shapely

from baken.engines.geometry.outlines import (
    CoordinateError,
    Crs,
    area_m2,
    from_geojson,
    from_wkb,
    label_point,
    repair,
    require_crs,
    rings_of,
    to_rd,
    to_wgs84,
    transformation,
)

DOM_RD = shapely.Point(136_600, 455_700).buffer(500)


def test_the_church_tower_of_amersfoort_lies_at_the_origin_of_rd():
    """Kadaster: OLV-toren, RD 155000, 463000 = 52.15517440 N, 5.38720621 E (ETRS89)."""
    tower = to_rd(shapely.Point(5.38720621, 52.15517440))
    away = tower.distance(shapely.Point(155_000, 463_000))
    assert away < transformation().accuracy_m == 1.0


def test_there_and_back_again_to_a_millimetre():
    assert shapely.hausdorff_distance(to_rd(to_wgs84(DOM_RD)), DOM_RD) < 1e-3


@pytest.mark.parametrize(
    ("coordinates", "declared", "message"),
    [
        ((52.09, 5.12), Crs.WGS84, "degrees with the axes swapped; put longitude first"),
        ((455_700, 136_600), Crs.RD, "RD metres with the axes swapped; put x first"),
        ((136_600, 455_700), Crs.WGS84, "these are RD metres; declare EPSG:28992"),
        ((5.12, 52.09), Crs.RD, "these are degrees; declare EPSG:4326"),
        ((455_700, 136_600), Crs.WGS84, "RD metres with the axes swapped"),
        ((13.4, 52.5), Crs.WGS84, "outside the Netherlands"),
        ((570_000, 6_800_000), Crs.RD, "outside the Netherlands"),
    ],
)
def test_wrong_coordinates_are_named_for_what_they_are(coordinates, declared, message):
    with pytest.raises(CoordinateError, match=message):
        require_crs(shapely.Point(coordinates), declared)


def test_right_coordinates_pass():
    require_crs(DOM_RD, Crs.RD)
    require_crs(to_wgs84(DOM_RD), Crs.WGS84)


def test_a_valid_outline_is_left_alone():
    mended = repair(DOM_RD)
    assert (mended.outline, mended.changed, mended.dropped) == (DOM_RD, False, ())


def test_a_bow_tie_becomes_its_two_wings():
    mended = repair(shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]))
    assert mended.outline.is_valid
    assert mended.outline.equals(
        shapely.from_wkt("MULTIPOLYGON(((0 0,1 1,0 2,0 0)),((2 0,2 2,1 1,2 0)))")
    )
    assert mended.reason is not None
    assert "Self-intersection" in mended.reason
    assert (mended.area_before, mended.area_after) == (0.0, 2.0)


def test_parts_that_overlap_count_once():
    twice = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)])
    assert repair(twice).area_after == 6.0


def test_lines_beside_the_polygons_are_dropped_and_named():
    mixed = shapely.GeometryCollection(
        [shapely.box(0, 0, 1, 1), shapely.LineString([(5, 5), (6, 6)])]
    )
    mended = repair(mixed)
    assert mended.outline.equals(shapely.box(0, 0, 1, 1))
    assert (mended.dropped, mended.changed) == (("LineString",), True)


def test_an_outline_without_area_is_refused():
    with pytest.raises(ValueError, match="no area"):
        repair(shapely.Polygon([(0, 0), (1, 1), (2, 2)]))
    with pytest.raises(ValueError, match="it is a Point"):
        repair(shapely.Point(1, 1))


def test_files_are_read_without_heights_and_refused_with_a_reason():
    solid = shapely.Polygon([(0, 0, 9), (1, 0, 9), (0, 1, 9)])
    assert not from_wkb(shapely.to_wkb(solid, output_dimension=3)).has_z
    assert from_geojson(shapely.geometry.mapping(solid)).equals(shapely.force_2d(solid))
    with pytest.raises(ValueError, match="no well-known binary"):
        from_wkb(b"\x01\x02")
    with pytest.raises(ValueError, match='give its "geometry" member'):
        from_geojson({"type": "Feature", "geometry": None})
    with pytest.raises(ValueError, match="no GeoJSON geometry"):
        from_geojson({"type": "Polygoon", "coordinates": []})
    with pytest.raises(ValueError, match="is empty"):
        from_wkb(shapely.to_wkb(shapely.Polygon()))


def test_rings_area_and_label():
    ring_road = DOM_RD.difference(DOM_RD.centroid.buffer(400))
    assert len(rings_of(ring_road)) == 2
    assert area_m2(ring_road) == pytest.approx(np.pi * (500**2 - 400**2), rel=0.01)
    assert ring_road.contains(shapely.Point(label_point(ring_road)))
    with pytest.raises(CoordinateError, match="these are degrees"):
        area_m2(to_wgs84(DOM_RD))
    with pytest.raises(ValueError, match="LineString has no rings"):
        rings_of(ring_road.exterior.difference(DOM_RD.centroid))
