"""Maps in every format give the same rows; the system is told by content as well as by label."""

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
import shapely

from baken.engines.geometry.outlines import Crs
from baken.foundation.intake.reading.features import CRS, LAYER, OUTLINE
from baken.foundation.intake.reading.maps import read_map
from baken.vocabulary.errors import UnusableInputError

NL = Path(__file__).resolve().parents[3] / "data" / "nl" / "boundaries"
SHAPE = NL / "shp" / "wijk_2022_amersfoort_rd.shp"
DEGREES = [[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.1]]
METRES = [[136000, 455000], [137000, 455000], [137000, 456000], [136000, 455000]]


def collection(ring, *, label=None, properties=({"buurtcode": "BU03440111"},)):
    content = {"type": "FeatureCollection"}
    if label:
        content["crs"] = {"type": "name", "properties": {"name": label}}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    content["features"] = [
        {"type": "Feature", "properties": given, "geometry": geometry} for given in properties
    ]
    return content


def delivered(folder, content, name="kaart.geojson"):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    table = read_map(path)
    return table, list(table.rows)


@pytest.mark.parametrize(
    ("ring", "label", "crs", "says"),
    [
        (DEGREES, None, Crs.WGS84, None),
        (METRES, "urn:ogc:def:crs:EPSG::28992", Crs.RD, None),
        (METRES, None, Crs.RD, "coordinates are RD metres"),
        (DEGREES, "urn:ogc:def:crs:EPSG::28992", Crs.WGS84, "coordinates are degrees"),
        ([p[::-1] for p in DEGREES], "urn:ogc:def:crs:EPSG::4326", Crs.WGS84, "axes were swapped"),
        ([p[::-1] for p in METRES], "urn:ogc:def:crs:EPSG::28992", Crs.RD, "axes were swapped"),
        (DEGREES, "urn:ogc:def:crs:EPSG::3857", Crs.WGS84, "coordinates are degrees"),
    ],
)
def test_the_content_tells_the_system_and_a_note_says_so(tmp_path, ring, label, crs, says):
    table, rows = delivered(tmp_path, collection(ring, label=label))
    assert rows[0].values[CRS] is crs
    straight = DEGREES if crs is Crs.WGS84 else METRES
    assert shapely.get_coordinates(shapely.from_wkb(rows[0].values[OUTLINE])).tolist() == straight
    assert (says in table.notes[0]) if says else table.notes == []


def test_coordinates_of_another_system_are_refused(tmp_path):
    mercator = [[570000, 6820000], [571000, 6820000], [571000, 6830000], [570000, 6820000]]
    with pytest.raises(UnusableInputError, match="not in the Netherlands"):
        delivered(tmp_path, collection(mercator, label="urn:ogc:def:crs:EPSG::3857"))


@pytest.fixture(params=["loose", "zip", "zip with folders"])
def shapefile(request, tmp_path):
    parts = sorted(SHAPE.parent.glob("wijk_2022_amersfoort_rd.*"))
    if request.param == "loose":
        for part in parts:
            shutil.copy(part, tmp_path)
        return tmp_path / SHAPE.name
    with zipfile.ZipFile(tmp_path / "kaart.zip", "w") as archive:
        for part in parts:
            archive.write(part, "../../a/B/" * (request.param != "zip") + part.name.upper())
    return tmp_path / "kaart.zip"


def test_a_shapefile_is_read_loose_and_zipped(shapefile):
    rows = list(read_map(shapefile).rows)
    assert len(rows) == 33
    assert rows[0].values["WK_CODE"].startswith("WK0307")
    assert {row.values[CRS] for row in rows} == {Crs.RD}


def test_every_layer_of_a_zip_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "kaart.zip", "w") as archive:
        for part in SHAPE.parent.glob("wijk_2022_amersfoort_rd.*"):
            archive.write(part, f"wijken{part.suffix}")
            archive.write(part, f"buurten{part.suffix}")
    table = read_map(tmp_path / "kaart.zip")
    rows = list(table.rows)
    assert [row.number for row in rows] == list(range(1, 67))
    assert [row.values[LAYER] for row in rows] == ["buurten"] * 33 + ["wijken"] * 33
    assert any("2 layers" in note for note in table.notes)


def test_a_geopackage_gives_what_its_geojson_gives():
    degrees = list(read_map(NL / "wijken_2022_utrecht.geojson").rows)
    metres = list(read_map(NL / "wijken_2022_utrecht_rd.gpkg").rows)
    codes = [[row.values["wijkcode"] for row in rows] for rows in (degrees, metres)]
    assert codes[0] == codes[1]


def test_a_view_in_a_geopackage_is_not_carried_out(tmp_path):
    path = tmp_path / "kaart.gpkg"
    shutil.copy(NL / "wijken_2022_utrecht_rd.gpkg", path)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIEW endless AS SELECT 1")
        connection.execute("UPDATE gpkg_geometry_columns SET table_name = 'endless'")
    with pytest.raises(UnusableInputError, match="without a layer"):
        read_map(path)


def test_a_feature_without_a_sound_outline_is_a_refused_row(tmp_path):
    content = collection(DEGREES, properties=[{"code": str(n)} for n in range(5)])
    content["features"][1]["geometry"] = None
    content["features"][2]["geometry"] = {"type": "Polygon", "coordinates": "x"}
    content["features"][3] = {"type": "Feature", "properties": {"code": "a\0b"}}
    _, rows = delivered(tmp_path, content)
    assert [row.error is None for row in rows] == [True, False, False, False, True]
    assert rows[3].values["code"] == "a�b"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (json.dumps(collection(DEGREES))[:-40], "cut off"),
        ('{"type": "FeatureCollection", "features": []}', "an empty list"),
        ('{"type": "Topology"}', 'no list "features"'),
        ('{"features": [{"geometry": ' + '{"geometries": [' * 3000, "nested more than 32"),
        ("code;naam\nBU1;x\n", "is CSV, no map"),
    ],
)
def test_a_file_that_is_no_map_is_refused(tmp_path, content, says):
    with pytest.raises(UnusableInputError, match=says):
        delivered(tmp_path, content)


@pytest.mark.parametrize("without", [".shx", ".dbf"])
def test_a_shapefile_without_a_part_says_which(tmp_path, without):
    for part in SHAPE.parent.glob("wijk_2022_amersfoort_rd.*"):
        if part.suffix != without:
            shutil.copy(part, tmp_path)
    with pytest.raises(UnusableInputError, match=f"lacks its {without}"):
        read_map(tmp_path / SHAPE.name)


def test_a_shapefile_that_was_cut_off_is_refused(tmp_path):
    for part in SHAPE.parent.glob("wijk_2022_amersfoort_rd.*"):
        shutil.copy(part, tmp_path)
    cut = tmp_path / SHAPE.name
    cut.write_bytes(cut.read_bytes()[:2000])
    with pytest.raises(UnusableInputError, match="stops in the middle"):
        read_map(cut)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "kaart.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kaart.shp", bytes(40_000_000))
    with pytest.raises(UnusableInputError, match="would unpack to"):
        read_map(path)
