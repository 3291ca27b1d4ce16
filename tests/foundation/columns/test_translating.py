"""A mapping says what a file's own words mean, and in which coordinates its points are."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.projection.utm import utm_degrees
from baken.foundation.intake.columns.mapping import as_json, from_json
from baken.foundation.intake.columns.translating import Grid, Translation, Translator
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.reading.table import RawRow, block_of
from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.kind import REGISTRATIONS
from baken.records.registrations.selectors import registrations_between
from baken.vocabulary.errors import UnusableInputError

COLUMNS = REGISTRATIONS.columns
MAPPING = {
    "columns": {"number": "id", "offence": "kind", "committed_from": "t", "x": "x", "y": "y"},
    "words": {"offence": {"Break-in": "1.1.1", "bike": "1.2.3"}},
    "coordinates": {"system": "metres", "move": [-350000, -5000000]},
}


@given(
    st.floats(180_000, 820_000), st.floats(100_000, 8_500_000), st.sampled_from([10, 31, 32, 60])
)
def test_utm_agrees_with_proj_to_a_millimetre(x: float, y: float, zone: int) -> None:
    there = pyproj.Transformer.from_crs(32600 + zone, 4326, always_xy=True).transform(x, y)
    here = utm_degrees(x, y, zone=zone)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*there, *here)
    assert metres < 0.002


def test_a_point_of_utm_becomes_rd() -> None:
    to_utm = pyproj.Transformer.from_crs(28992, 25831, always_xy=True)
    x, y = Grid("EPSG:25831").rd(*to_utm.transform(136_000, 455_800))
    assert (x, y) == (pytest.approx(136_000, abs=1.5), pytest.approx(455_800, abs=1.5))


def test_a_mapping_keeps_words_and_coordinates_and_says_what_is_wrong() -> None:
    mapping = from_json(MAPPING, COLUMNS)
    assert from_json(as_json(mapping), COLUMNS) == mapping
    assert "words" not in as_json(from_json({"columns": {"number": "id"}}, COLUMNS))
    for wrong, told in (
        ({"coordinates": {"system": "EPSG:26999"}}, "no zone of UTM"),
        ({"coordinates": {"system": "lambert"}}, "not known"),
        ({"coordinates": {"system": "EPSG:25831", "move": [1, 0]}}, "can be moved"),
        ({"coordinates": {"move": [1]}}, '"coordinates" is'),
        ({"words": {"ofence": {"a": "b"}}}, 'no column "ofence"'),
        ({"words": ["a"]}, '"words" is'),
    ):
        with pytest.raises(UnusableInputError, match=told):
            from_json({"columns": {"number": "id"}} | wrong, COLUMNS)


def test_a_block_is_translated_as_its_rows_are() -> None:
    said = [("Break-in", "491000.5", "5459000"), ("BIKE ", "0", "0"), ("x", "", "1"), ("", "a", "")]
    header = ("kind", "x", "y")
    rows = [RawRow(n, dict(zip(header, cells, strict=True))) for n, cells in enumerate(said, 2)]
    translation = from_json(MAPPING, COLUMNS).translation
    columns = {"offence": ("kind",), "x": ("x",), "y": ("y",)}
    translator = Translator(translation, columns, ".")
    found = list(translator.block(block_of(header, rows)).rows())
    assert [row.values for row in found] == [translator.row(row.values) for row in rows]
    assert found[0].values == {"kind": "1.1.1", "x": "141000.5", "y": "459000.0"}
    assert found[1].values == {"kind": "1.2.3", "x": "0", "y": "0"}
    assert [row.values for row in found[2:]] == [row.values for row in rows[2:]]
    comma = Translator(Translation(grid=Grid("metres", (1, 1))), columns, ",")
    assert comma.row({"x": "1,5", "y": "2"}) == {"x": "2,5", "y": "3,0"}


@pytest.mark.django_db
def test_a_file_of_another_kind_of_city_comes_in_with_a_mapping_only(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.csv"
    path.write_text(
        "id,kind,t,x,y\n1,Break-in,2024-03-01T22:10,486000,5455800\n2,bike,2024-03-02T08:00,0,0\n"
        "3,unheard of,2024-03-02T08:00,486000,5455800\n"
    )
    receipt = receive(
        kind=REGISTRATIONS,
        path=path,
        source="police-registrations",
        delivered_on=date(2024, 4, 1),
        received_at=datetime(2024, 4, 1, tzinfo=UTC),
        options=Options(),
        tenant="GM0344",
        mapping=from_json(MAPPING, COLUMNS),
    )
    assert (receipt.accepted, receipt.quarantined) == (2, 1)
    with in_tenant("GM0344"):
        first, second = registrations_between(
            "GM0344", first=date(2024, 3, 1), last=date(2024, 3, 2)
        )
    assert (first.offence, first.x, first.y) == ("1.1.1", 136_000, 455_800)
    assert first.buurt.startswith("BU0344")
    assert (second.offence, second.x, second.buurt) == ("1.2.3", None, "")
