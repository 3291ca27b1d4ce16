"""The bundled files stand in the database whole, every value tied to its delivery and row."""

import csv
from pathlib import Path

import pytest

from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.intake.selectors import rows_of
from baken.foundation.places.models import Area
from baken.records.indicators.models import Observation

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "data" / "nl"


def test_no_bundled_row_is_refused():
    assert QuarantinedRow.objects.count() == 0
    assert Delivery.objects.count() == 11


def test_every_crime_row_is_an_observation_tied_to_its_row():
    rows = list(csv.DictReader((DATA / "crime/misdrijven_gemeente_2012_2024.csv").open()))
    delivery = Delivery.objects.get(file_name="misdrijven_gemeente_2012_2024.csv")
    held = {
        (o.area_code, o.indicator, o.period): (o.value, o.row)
        for o in Observation.objects.filter(delivery=delivery)
    }
    assert len(rows) == len(held) == 53_508
    for number, row in enumerate(rows, start=2):
        key = (row["gemeentecode"], f"registered-crime-{row['soort_misdrijf']}", row["jaar"])
        assert held[key] == (int(row["geregistreerde_misdrijven"]), number)


def test_a_delivered_row_is_kept_as_it_stood_in_the_file():
    line = (DATA / "crime/misdrijven_buurt_totaal_2021_2024.csv").read_text().splitlines()[6]
    delivery = Delivery.objects.get(file_name="misdrijven_buurt_totaal_2021_2024.csv")
    (row,) = rows_of(delivery.id, first=7, number=1)
    as_delivered = [row.values[name] for name in delivery.header]
    assert as_delivered == next(csv.reader([line]))


@pytest.mark.parametrize(
    ("municipality", "wijken", "buurten"), [("GM0344", 10, 111), ("GM0307", 33, 145)]
)
def test_areas_nest(municipality, wijken, buurten):
    of = Area.objects.filter(municipality_code=municipality)
    assert of.filter(level="wijk").count() == wijken
    assert of.filter(level="buurt").count() == buurten
    codes = set(of.filter(level="wijk").values_list("code", flat=True))
    assert set(of.filter(level="buurt").values_list("wijk_code", flat=True)) <= codes


def test_342_municipalities_have_an_outline():
    assert Area.objects.filter(level="municipality", year=2024).count() == 342
    assert not Area.objects.filter(svg_path="").exists()
