"""The page of what is unusual: its lines with chart and map, filters, files, faults, empty days."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from baken.foundation.partners.scope import in_tenant
from baken.records.watches.facts import (
    WatchedCourseFact,
    WatchedWeekFact,
    WatchRoundFact,
    WatchSide,
)
from baken.records.watches.services import keep_round
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
UTRECHT, BUURT, DAY = "GM0344", "BU03440611", date(2025, 3, 13)
AT = datetime(2025, 3, 13, 5, tzinfo=UTC)
LINE = WatchedWeekFact(
    area=BUURT, level=AreaLevel.BUURT, offence="1.1.1", weeks=1, count=9, nowcast=11.5,
    nowcast_lower=9, nowcast_upper=15, expected=1.2, lower=0, upper=4, p=0.00001, q=0.01,
    side=WatchSide.HIGH, line=0, heads=True,
)  # fmt: skip
STOPPED = replace(
    LINE, area=UTRECHT, level=AreaLevel.MUNICIPALITY, offence="1.2.3", count=0, nowcast=0.0,
    expected=80.0, weeks=2, p=1.0, p_low=1e-9, side=WatchSide.LOW, fell_away=True,
)  # fmt: skip


@pytest.fixture
def a_round() -> None:
    weeks = 30
    course = WatchedCourseFact(
        area=BUURT, offence="1.1.1", first=date(2024, 8, 12), counts=(*[1] * 29, 9),
        expected=(1.2,) * weeks, lower=(0.0,) * weeks, upper=(4.0,) * weeks,
        p=(*[0.5] * 29, 0.00001), nowcast=(*[None] * 29, 11.5),
        nowcast_lower=(*[None] * 29, 9.0), nowcast_upper=(*[None] * 29, 15.0),
    )  # fmt: skip
    wijken = [
        replace(LINE, area=code, level=AreaLevel.WIJK, count=2, line=None, heads=False, side=None)
        for code in ("WK034401", "WK034402", "WK034406")
    ]
    round_ = WatchRoundFact(
        id=uuid4(), tenant=UTRECHT, day=DAY, week=date(2025, 3, 3), known_on=AT, made_at=AT,
        superseded_at=None, method="m", settings={"promise": 0.2, "hindsight": False},
        inputs_sha256="1" * 64, registrations=1000, unplaced=3, series=50, tested=40, short=0,
        share_known=0.8, delay={"measured": True}, sources=(),
    )  # fmt: skip
    with in_tenant(UTRECHT):
        keep_round(round_=round_, weeks=[LINE, STOPPED, *wijken], courses=[course], actor=None)


def test_a_line_has_its_sentence_chart_and_map(visit, a_round):
    client = visit("iemand", (UTRECHT, Role.COORDINATOR))
    page = client.get(f"/ongewoon/?gemeente={UTRECHT}").content.decode()
    assert (
        "9 in de week van 3 maart 2025, waarschijnlijk nog 2 te registreren; verwacht 1,2" in page
    )
    assert page.count("chart--weeks") == 2
    assert "week-bar--to-come" in page
    assert "De wijken: kaart en tabel" in page
    assert "Registratie viel weg: kijk eerst naar de levering" in page
    assert page.count("watch-line--high") == 1


def test_filters_stand_in_the_address_and_hold_for_the_files(visit, a_round):
    client = visit("iemand", (UTRECHT, Role.GEBIEDSMANAGER))
    other = client.get("/ongewoon/?wijk=WK034401&soort=1.1.1").content.decode()
    assert "Niets ongewoons met deze keuze" in other
    assert BUURT not in client.get("/ongewoon/lijst.csv?wijk=WK034401").content.decode()
    told = json.loads(client.get("/ongewoon/lijst.json?soort=1.1.1").content)
    assert [each["area"] for each in told["unusual"]] == [BUURT]
    assert told["round"]["inputs_sha256"] == "1" * 64


def test_a_day_without_a_round_says_so_and_names_those_that_have_one(visit, a_round):
    client = visit("iemand", (UTRECHT, Role.WIJKAGENT))
    page = client.get("/ongewoon/?dag=2025-01-01").content.decode()
    assert "Voor deze dag is geen politiedag gedaan" in page
    assert "dag=2025-03-13" in page


def test_by_hand_the_police_day_becomes_a_job(visit):
    client = visit("iemand", (UTRECHT, Role.COORDINATOR))
    answer = client.post("/ongewoon/doen/", {"gemeente": UTRECHT, "dag": "2025-03-13"}, follow=True)
    assert "Politiedag 2025-03-13" in answer.content.decode()
    client.post("/ongewoon/ijking/doen/", {"gemeente": UTRECHT, "dag": "2025-03-13"})
    assert "Controle van de wacht" in client.get("/ongewoon/ijking/").content.decode()
