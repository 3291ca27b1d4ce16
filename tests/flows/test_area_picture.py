"""The picture of an area on the bundled data: its choice, its parts, and what they equal."""

import pytest

from baken.flows.area_picture import ALL_CRIME, AskedPicture, picture_of
from baken.foundation.partners.scope import Scope
from baken.foundation.places.facts import Box
from baken.foundation.places.selectors import (
    areas_of_municipality,
    municipalities_near,
    peers_of,
)
from baken.foundation.places.surroundings import land_of, peers_in_one
from baken.records.indicators.pictures import judged_of_area, judged_of_areas, judged_parts
from baken.records.indicators.selectors import (
    changes_of_area,
    comparisons,
    figures_of_area,
    figures_of_level,
)
from baken.vocabulary.area import AreaCode, AreaLevel
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
UTRECHT, WIJK, BUURT = AreaCode("GM0344"), AreaCode("WK034406"), AreaCode("BU03440612")
CARS = "registered-crime-1.2.1"


def test_the_picture_of_utrecht() -> None:
    picture = picture_of(UTRECHT)
    assert (picture.choice.year, picture.choice.indicator) == (2024, ALL_CRIME)
    assert picture.figure.n == 25124
    assert [row.figure.year for row in picture.series] == [2021, 2022, 2023, 2024]
    assert len(picture.rows) == 13
    assert sum(row.figure.n for row in picture.parts if row.figure) == 25124
    assert all(row.inside for row in picture.parts)
    assert picture.peers == ()
    assert {used.source.id for used in picture.sources} >= {"cbs-47022ned", "cbs-70072ned"}


def test_buurten_of_the_whole_municipality() -> None:
    picture = picture_of(UTRECHT, AskedPicture(parts=AreaLevel.BUURT))
    assert len(picture.parts) == 111
    names = [row.area.name for row in picture.parts]
    assert len(set(names)) == 111


def test_a_wijk_and_a_buurt_show_the_buurten_of_the_wijk() -> None:
    for code in (WIJK, BUURT):
        picture = picture_of(code)
        inside = [row.area for row in picture.parts if row.inside]
        assert {area.wijk_code for area in inside} == {WIJK}
        assert len(inside) == 11
        assert picture.municipality.code == UTRECHT
    assert picture.wijk.code == WIJK
    assert picture.comparison.stands_out


def test_of_one_type_the_municipalities_around_are_shown_and_the_peers() -> None:
    picture = picture_of(UTRECHT, AskedPicture(2015, CARS))
    assert picture.among_municipalities
    assert [row.area.code for row in picture.parts if row.inside] == [UTRECHT]
    assert all(row.figure.indicator == CARS and row.figure.year == 2015 for row in picture.parts)
    assert len(picture.peers) == 10
    assert all(row.figure for row in picture.peers)


@pytest.mark.parametrize(
    ("asked", "year", "indicator"),
    [
        (AskedPicture(1900), 2024, ALL_CRIME),
        (AskedPicture(2015), 2024, ALL_CRIME),
        (AskedPicture(None, "no-such-indicator"), 2024, ALL_CRIME),
        (AskedPicture(1900, CARS), 2024, CARS),
        (AskedPicture(2012, CARS), 2012, CARS),
        (AskedPicture(2022, None, AreaLevel.MUNICIPALITY), 2022, ALL_CRIME),
    ],
)
def test_what_is_not_there_is_answered_by_the_default(asked, year, indicator) -> None:
    choice = picture_of(UTRECHT, asked).choice
    assert (choice.year, choice.indicator) == (year, indicator)


def test_a_municipality_without_totals_starts_with_its_first_type() -> None:
    picture = picture_of(AreaCode("GM0363"))
    assert picture.choice.indicator == "registered-crime-1.1.1"
    assert ALL_CRIME not in {entry.id for entry in picture.indicators}


def test_an_unknown_area_has_no_picture() -> None:
    assert picture_of(AreaCode("GM9999")) is None
    assert picture_of(AreaCode("BU03449999")) is None


def test_remarks_are_read_only_in_the_municipality_of_the_role() -> None:
    manager = Scope(1, frozenset({(UTRECHT, Role.GEBIEDSMANAGER)}))
    assert picture_of(WIJK, by=manager).may_read_remarks
    assert not picture_of(AreaCode("GM0307"), by=manager).may_read_remarks
    assert not picture_of(WIJK).may_read_remarks
    assert not picture_of(WIJK, by=Scope(2, frozenset({(UTRECHT, Role.RESIDENT)}))).may_read_remarks


def test_one_query_gives_the_same_facts_as_the_selectors() -> None:
    own = judged_of_area(UTRECHT, year=2015, indicator=CARS)
    assert {each.figure for each in own} <= set(figures_of_area(UTRECHT))
    assert {each.change for each in own if each.change} <= set(changes_of_area(UTRECHT))
    assert {each.figure.year for each in own if each.figure.indicator == CARS} == set(
        range(2012, 2025)
    )
    of_2015 = [each for each in own if each.figure.year == 2015]
    assert len(of_2015) == 12
    asked = {"municipality_code": UTRECHT, "year": 2024, "indicator": ALL_CRIME}
    parts = judged_parts(level="buurt", **asked)
    whole = [each.figure for each in own if each.figure.year == 2024]
    assert {each.figure for each in parts if each.figure.area_code != UTRECHT} == set(
        figures_of_level(level="buurt", **asked)
    )
    assert [each.figure for each in parts if each.figure.area_code == UTRECHT] == [
        each for each in whole if each.indicator == ALL_CRIME
    ]
    assert {each.comparison for each in parts if each.figure.area_code != UTRECHT} == {
        each
        for each in comparisons(municipality_codes=[UTRECHT], year=2024, indicator=ALL_CRIME)
        if each.area_code.startswith("BU")
    }
    assert judged_of_areas([], year=2024, indicator=ALL_CRIME) == ()


def test_the_land_in_one_query_is_what_the_selectors_give() -> None:
    land = land_of(UTRECHT, year=2024, room=0.2)
    assert land.family == areas_of_municipality(UTRECHT, year=2024)
    box = next(area.box for area in land.family if area.code == UTRECHT)
    room = 0.2 * max(box.max_x - box.min_x, box.max_y - box.min_y)
    near = Box(box.min_x - room, box.min_y - room, box.max_x + room, box.max_y + room)
    assert land.around == municipalities_near(near, year=2024)
    assert len(land.deliveries) == 3


def test_peers_in_one_query_are_what_the_selector_gives() -> None:
    for code in ("GM0344", "GM0363", "GM0088"):
        found = peers_in_one(code, year=2024, number=10)
        assert found == peers_of(code, year=2024, number=10)
    assert peers_in_one("GM9999", year=2024, number=10) == ()
