"""The briefing from hand-made deliveries: what changed, what is usual, what stays out."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from records.registrations.files import UTRECHT, deliver, line

from baken.engines.usual_weeks import Standing
from baken.flows.police_day.briefing import briefing_of, counted_weeks
from baken.flows.police_day.briefing_facts import Briefing
from baken.foundation.partners.scope import Scope, in_tenant
from baken.foundation.partners.services import ensure_person
from baken.records.sightings.facts import SeenPlace
from baken.records.sightings.services import write_sighting
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


@pytest.fixture
def by() -> Scope:
    key = ensure_person(username="morning", full_name="Persoon C", password=None)
    return Scope(key, frozenset({(UTRECHT, Role.COORDINATOR)}))


def morning(by: Scope, *codes: str, day: date = DAY, **more: str) -> Briefing:
    return briefing_of(codes or (UTRECHT,), day=day, by=by, language="nl", **more)


def on(day: str) -> dict[str, str]:
    return {"pleegdatum_van": f"{day} 08:00", "pleegdatum_tot": f"{day} 09:00"}


def test_what_came_in_today_and_what_was_known_before(tmp_path: Path, by: Scope) -> None:
    with in_tenant(UTRECHT):
        deliver(tmp_path, line("1"), line("2"), on=date(2026, 3, 2))
        deliver(tmp_path, line("2", poging_voltooid="poging"), line("3", straat="Neude 12"), on=DAY)
        found = morning(by)
        assert (found.changes.new, found.changes.revised) == (1, 1)
        assert found.changes.by_offence == (("1.1.1", 1),)
        assert found.is_fresh
        earlier = morning(by, day=date(2026, 3, 2))
        assert (earlier.changes.new, earlier.newest) == (2, date(2026, 3, 2))
        later = morning(by, day=date(2026, 3, 4))
        assert (later.changes.new, later.is_fresh) == (0, False)
        # Of a wijk only what lies in it.
        (wijk,) = {each.area.wijk_code for each in found.buurten if each.count} or {""}
        assert morning(by, "WK034403").changes.new == (1 if wijk == "WK034403" else 0)


def test_the_two_whole_weeks_before_the_day_are_counted_against_the_year(
    tmp_path: Path, by: Scope
) -> None:
    assert counted_weeks(DAY) == (date(2026, 2, 16), date(2026, 3, 1))
    many = [line(str(n), straat="Oudegracht 3", **on("2026-02-24")) for n in range(5)]
    with in_tenant(UTRECHT):
        deliver(tmp_path, *many, line("9", **on("2026-03-02")), on=DAY)
        found = morning(by)
        more = [each for each in found.buurten if each.standing is Standing.MORE]
        assert [each.count for each in more] == [5]
        assert found.buurten[0] == more[0]
        (street,) = found.streets
        assert (street.street, street.count) == ("Oudegracht", 5)
        assert not any(each.count for each in morning(by, offence="1.2.3").buurten)


def test_what_is_sensitive_stays_off_the_map(tmp_path: Path, by: Scope) -> None:
    many = [
        line(str(n), incidentcode="F521", buurt="BU03440111", **on("2026-02-24")) for n in range(5)
    ]
    with in_tenant(UTRECHT):
        deliver(tmp_path, *many, on=DAY)
        found = morning(by)
        assert not found.streets
        assert not any(each.count for each in found.buurten)


def test_a_sighting_is_in_it_for_three_days(by: Scope) -> None:
    seen_at = datetime(2026, 3, 2, 20, tzinfo=UTC)
    with in_tenant(UTRECHT):
        write_sighting(
            key=uuid4(), place=SeenPlace("BU03440343"), text="Vuur.", photo=None,
            seen_at=seen_at, by=by, at=seen_at,
        )  # fmt: skip
        assert len(morning(by, "WK034403").seen) == 1
        assert not morning(by, "WK034402").seen
        assert not morning(by, "WK034403", day=date(2026, 3, 7)).seen


def test_an_unknown_area_is_refused(by: Scope) -> None:
    with in_tenant(UTRECHT), pytest.raises(LookupError, match="no such area"):
        morning(by, "WK034499")
