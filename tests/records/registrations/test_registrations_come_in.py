"""Rows of the police become registrations: what, when and where, and nothing finer than may be."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from records.registrations.files import HEADER, UTRECHT, deliver, line
from shapely import Point, to_wkb

from baken.engines.geometry.outlines import from_wkb, to_rd
from baken.foundation.intake.models import DeliveredPack, QuarantinedRow
from baken.foundation.intake.packing import unpacked
from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.facts import (
    DayChangeKind,
    FoundBy,
    Registration,
    Standing,
)
from baken.records.registrations.selectors import (
    attempts,
    day_changes,
    every_registration,
    registrations_between,
    reporting_delays,
    weekly_counts,
)
from baken.vocabulary.area import AreaLevel

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def one(folder: Path, **cells: str) -> Registration:
    with in_tenant(UTRECHT):
        receipt = deliver(folder, line("1", **cells))
        assert receipt.accepted == 1, receipt.reasons
        (found,) = every_registration(UTRECHT)
        return found


def refusal(folder: Path, **cells: str) -> QuarantinedRow:
    with in_tenant(UTRECHT):
        deliver(folder, line("1", **cells))
        return QuarantinedRow.objects.get(delivery__kind="registrations")


def test_a_whole_row(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert (row.source, row.number) == ("police-registrations", "1")
    assert (row.offence, row.incident_code, row.completion) == ("1.1.1", "A20", "completed")
    assert row.committed_from == datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert (row.happened_on, row.precision, row.x, row.y) == (DAY, "point", 136600.0, 455900.0)
    assert row.wijk == f"WK{row.buurt[2:8]}"
    assert (row.found_by, row.status) == (FoundBy.CITIZEN, Standing.STANDS)


@pytest.mark.parametrize(
    ("cells", "offence"),
    [
        ({"misdrijfcode": "1.2.3", "incidentcode": ""}, "1.2.3"),
        ({"misdrijfcode": "Straatroof", "incidentcode": ""}, "1.4.6"),
        ({"incidentcode": "", "omschrijving": "Diefstal fiets"}, "1.2.3"),
        ({"incidentcode": "b24 Gekwal. diefstal"}, "2.5.1"),
        ({"incidentcode": "F614", "omschrijving": "Fraude met betaalproducten"}, "3.9.1"),
    ],
)
def test_offences_go_by_either_code_or_by_name(
    tmp_path: Path, cells: dict[str, str], offence: str
) -> None:
    assert one(tmp_path, **cells).offence == offence


def test_an_unknown_offence_waits_and_the_nearest_is_named(tmp_path: Path) -> None:
    waiting = refusal(tmp_path, incidentcode="A200")
    assert (waiting.reason, waiting.value) == ("unknown-offence", "A200")
    assert "A20 Gekwal. Diefstal in/uit woning" in waiting.remedy_nl


def test_an_incident_code_of_two_types_waits_for_a_person(tmp_path: Path) -> None:
    assert "3.9.1, 3.9.3" in refusal(tmp_path, incidentcode="F614").remedy_en


@pytest.mark.parametrize("point", [("5.1214", "52.0907"), ("52.0907", "5.1214")])
def test_degrees_are_known_by_their_values(tmp_path: Path, point: tuple[str, str]) -> None:
    row = one(tmp_path, x=point[0], y=point[1])
    degrees = from_wkb(to_wkb(Point(5.1214, 52.0907)))
    (geodetic,) = to_rd(degrees).coords
    assert (row.x, row.y) == pytest.approx(geodetic, abs=0.5)


@pytest.mark.parametrize(
    ("cells", "precision"),
    [
        ({"postcode": "3512 ae"}, "postcode"),
        ({"straat": "Neude 11"}, "street"),
        ({"buurt": "BU03440611"}, "buurt"),
        ({"wijk": "WK034406"}, "wijk"),
        ({}, "wider"),
        ({"x": "0", "y": "0"}, "wider"),
    ],
)
def test_a_place_is_as_fine_as_it_was_said(
    tmp_path: Path, cells: dict[str, str], precision: str
) -> None:
    row = one(tmp_path, **{"x": "", "y": ""} | cells)
    assert row.precision == precision
    assert "11" not in row.street


def test_house_numbers_and_unknown_columns_are_kept_nowhere(tmp_path: Path) -> None:
    with in_tenant(UTRECHT):
        deliver(
            tmp_path,
            line("1", straat="Neude 11 bis", huisnummer="11") + ";Neude 11, achterom",
            header=f"{HEADER};toelichting",
        )
        ((_, kept),) = kept_copies()
    assert kept["straat"] == "Neude"
    assert "huisnummer" not in kept
    assert "toelichting" not in kept


def kept_copies() -> list[tuple[int, dict[str, str]]]:
    pack = DeliveredPack.objects.get(delivery__kind="registrations")
    return list(unpacked(bytes(pack.content)))


@pytest.mark.parametrize("incident", ["F521", "F533", "Z99"])
def test_of_a_sensitive_or_unknown_offence_the_buurt_is_all_that_is_kept(
    tmp_path: Path, incident: str
) -> None:
    with in_tenant(UTRECHT):
        deliver(tmp_path, line("1", incidentcode=incident, straat="Neude", postcode="3512AE"))
        ((_, kept),) = kept_copies()
        found = list(every_registration(UTRECHT))
    assert (kept["x"], kept["y"], kept["straat"], kept["postcode"]) == ("", "", "", "")
    assert all((row.precision, row.x, row.street) == ("buurt", None, "") for row in found)
    assert len(found) == (incident != "Z99")


def test_counts_by_week_hold_every_area_and_type(tmp_path: Path) -> None:
    with in_tenant(UTRECHT):
        deliver(
            tmp_path, line("1"), line("2"), line("3", x="", y=""), line("4", status="ingetrokken")
        )
        counts = weekly_counts(UTRECHT, level=AreaLevel.BUURT, first=DAY, last=date(2026, 3, 10))
        (row, *_) = registrations_between(UTRECHT, first=DAY, last=DAY)
        (tried,) = attempts(
            UTRECHT, level=AreaLevel.MUNICIPALITY, offence="1.1.1", first=DAY, last=DAY
        )
        (delay,) = reporting_delays(UTRECHT, first=DAY, last=DAY)
    assert counts.weeks == (DAY, date(2026, 3, 9))
    assert len(counts.areas) == 111
    area, offence = counts.areas.index(row.buurt), counts.offences.index("1.1.1")
    assert list(counts.counts[area][offence]) == [2, 0]
    assert sum(sum(series) for each in counts.counts for series in each) == 2
    assert counts.unplaced == 1
    assert (tried.attempted, tried.completed) == (0, 3)
    assert (delay.happened_on, delay.known_on, delay.number) == (DAY, date(2026, 3, 3), 3)


def test_later_deliveries_correct_and_withdraw_and_nothing_is_forgotten(tmp_path: Path) -> None:
    first, second, third = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (3, 4, 5))
    with in_tenant(UTRECHT):
        deliver(tmp_path, line("1"), line("2"))
        deliver(tmp_path, line("1", incidentcode="A30"), line("3"), on=date(2026, 3, 4))
        deliver(tmp_path, line("2", status="ingetrokken"), on=date(2026, 3, 5))
        codes = [
            {
                row.number: (row.incident_code, row.status)
                for row in every_registration(UTRECHT, as_known_on=day)
            }
            for day in (first, second, third)
        ]
        changes = [
            {each.registration.number: each.kind for each in day_changes(UTRECHT, since, until)}
            for since, until in ((first, second), (second, third), (first, third))
        ]
        now = {row.number: row.status for row in every_registration(UTRECHT)}
    assert codes[0] == {"1": ("A20", "stands"), "2": ("A20", "stands")}
    assert codes[1] == {"1": ("A30", "stands"), "2": ("A20", "stands"), "3": ("A20", "stands")}
    assert codes[2]["2"] == ("A20", "withdrawn")
    assert changes[0] == {"1": DayChangeKind.REVISED, "3": DayChangeKind.NEW}
    assert changes[1] == {"2": DayChangeKind.WITHDRAWN}
    assert len(changes[2]) == 3
    assert now == {"1": "stands", "2": "withdrawn", "3": "stands"}


def test_another_municipality_may_use_the_same_numbers(tmp_path: Path) -> None:
    with in_tenant("GM0307"):
        deliver(tmp_path, line("1", x="155000", y="463000"), tenant="GM0307")
    with in_tenant(UTRECHT):
        receipt = deliver(tmp_path, line("1"))
        assert receipt.accepted == 1
        assert len(list(every_registration(UTRECHT))) == 1
