"""Boundaries keep their versions: any order of files, taken back and put back, ends the same."""

import json
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from baken.desks.deliveries.row_kinds import TABLES
from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.effects import reach_of
from baken.foundation.intake.kind import Options
from baken.foundation.intake.kinds.areas import AREAS
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.withdrawing import put_back_delivery, withdraw_delivery
from baken.foundation.places.models import Area, AreaVersion

pytestmark = pytest.mark.django_db
AT = datetime(2030, 6, 1, tzinfo=UTC)
CODE = "GM9998"  # no real municipality
MIGRATION = import_module("baken.foundation.intake.migrations.0008_areas_keep_versions")


def drawn(folder, name, *, side, day, year=2029):
    """Take in a square of ``side`` metres in RD coordinates."""
    x, y = 155_000, 463_000
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    feature = {
        "type": "Feature",
        "properties": {"gemeentecode": CODE, "gemeentenaam": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    content = {"type": "FeatureCollection", "features": [feature]}
    content["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    path = folder / f"{name}-{day}.geojson"
    path.write_text(json.dumps(content))
    return receive(
        kind=AREAS,
        path=path,
        source="cbs-kadaster-boundaries",
        delivered_on=date(2030, day, 1),
        received_at=AT,
        options=Options(year=year),
    )


def counts(receipt):
    return receipt.accepted, receipt.unchanged, receipt.revised


def now():
    found = Area.objects.filter(code=CODE).order_by("year")
    return [(area.year, area.name, round(area.max_x - area.min_x)) for area in found]


def test_the_newest_delivery_is_drawn_whatever_the_order_of_files(tmp_path):
    later = drawn(tmp_path, "Nieuw", side=200, day=2)
    assert counts(later) == (1, 0, 0)
    drawn(tmp_path, "Oud", side=100, day=1)
    assert now() == [(2029, "Nieuw", 200)]
    again = drawn(tmp_path, "Nieuw", side=200, day=3)
    assert counts(again) == (0, 1, 0)
    changed = drawn(tmp_path, "Nieuwer", side=300, day=4)
    assert counts(changed) == (0, 0, 1)
    assert now() == [(2029, "Nieuwer", 300)]
    assert AreaVersion.objects.filter(code=CODE).count() == 4


def test_boundaries_are_taken_back_and_put_back(tmp_path):
    first = drawn(tmp_path, "Oud", side=100, day=1)
    second = drawn(tmp_path, "Nieuw", side=200, day=2)
    reach = reach_of(TABLES["areas"], second.delivery)
    assert (reach.values, reach.earlier, reach.changed) == (1, 1, 1)
    assert (reach.areas, reach.periods) == ((CODE,), ("2029",))

    def change(what, delivery):
        return what(kind=AREAS, delivery=delivery, corrector=Corrector(at=AT))

    assert change(withdraw_delivery, second.delivery) == 1
    assert now() == [(2029, "Oud", 100)]
    assert change(withdraw_delivery, first.delivery) == 1
    assert now() == []
    assert change(put_back_delivery, second.delivery) == 1
    assert now() == [(2029, "Nieuw", 200)]
    assert change(put_back_delivery, first.delivery) == 1
    assert now() == [(2029, "Nieuw", 200)]


def test_every_area_that_is_drawn_is_the_version_that_holds():
    fields = ("code", "year", "name", "svg_path", "origin_delivery", "origin_row")
    held = AreaVersion.objects.filter(known_until=None)
    assert set(Area.objects.values_list(*fields)) == set(held.values_list(*fields))
    assert Area.objects.count() > 400


def test_the_areas_of_an_older_home_become_their_first_versions():
    before = list(AreaVersion.objects.order_by("code", "year").values_list("code", "name"))
    AreaVersion.objects.all().delete()
    with connection.schema_editor() as editor:
        MIGRATION.keep_versions(apps, editor)
    after = AreaVersion.objects.filter(known_until=None).order_by("code", "year")
    assert list(after.values_list("code", "name")) == before
    one = after.get(code="GM0344", year=2024)
    assert 9_000 < one.drawn_hectares < 11_000
