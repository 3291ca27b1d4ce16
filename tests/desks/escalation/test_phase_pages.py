"""Phases over HTTP: who sees and decides what, and what comes back when it cannot be."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from desks.conftest import LOOPBACK, Visit
from django.db import connection
from django.test import Client
from django.utils import timezone

from baken.catalogue.escalation import escalation_model
from baken.engines.phases import PhaseEvidence
from baken.foundation.jobs.models import Job
from baken.foundation.partners.scope import every_municipality
from baken.records.escalations.rounds import keep_reviews
from baken.records.escalations.selectors import phases_on, tasks_on
from baken.records.escalations.trying import keep_trial
from baken.vocabulary.phase import Phase
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
HERE, AREA = "GM0344", "WK034403"
PAGE = f"/fases/burglary-example/{AREA}/"
COORDINATOR = (HERE, Role.COORDINATOR)
MANAGER = (HERE, Role.PROGRAMME_MANAGER)
AGENT = (HERE, Role.WIJKAGENT)


def monday(number: int):
    today = timezone.localdate()
    return today - timedelta(days=today.weekday(), weeks=6 - number)


@pytest.fixture(autouse=True)
def reviewed(db: None) -> None:
    """Three weeks of one wijk: an alert, then two quiet ones; a step down is proposed."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with every_municipality():
        for number, p in enumerate([0.001, 0.4, 0.4]):
            seen = PhaseEvidence(monday(number), 14, 16, 5.0, 1.0, 10.0, p)
            day = monday(number + 1)
            keep_reviews(
                tenant=HERE,
                model=escalation_model("burglary_example"),
                evidences={AREA: [seen]},
                on=day,
                at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
            )


def page(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def now() -> Phase:
    return phases_on(HERE, timezone.localdate())[0].phase


def test_every_wijk_with_its_phase_why_and_what_waits(visit: Visit):
    shown = page(visit("coordinator", COORDINATOR), "/fases/?gemeente=GM0344")
    for words in (
        "Fases van Utrecht", "Overvecht", "alert", "Wacht op een besluit", "Voorbeeldbeleid",
        "14 woninginbraken in 2 weken; verwacht 5 (95 %: 1-10); dat is niet ongewoon.",
    ):  # fmt: skip
        assert words in shown, words
    english = visit("other", COORDINATOR).get(
        "/fases/?fase=escalatie", headers={"accept-language": "en"}
    )
    assert "No wijk is in this phase" in english.content.decode()


def test_the_page_of_a_wijk_says_what_each_move_rests_on_and_the_driehoek_has_one_screen(visit):
    client = visit("manager", MANAGER)
    shown = page(client)
    for words in (
        "Gestegen volgens de regels: van rust naar alert", "SHA-256", "0,001000",
        "Witte buurttent in de getroffen buurt", 'role="img"', "Afschalen?",
    ):  # fmt: skip
        assert words in shown, words
    screen = page(client, PAGE + "driehoek/")
    for words in ("Waarom", "Welk pakket", "Wie doet wat", "Onbekend is niet 0"):
        assert words in screen, words


def test_only_who_may_decides_and_a_reason_is_asked_for(visit: Visit):
    agent = visit("agent", AGENT)
    assert "Afschalen?" not in page(agent)
    assert agent.post(PAGE + "besluit/", {"reason": "x"}).status_code == 403
    client = visit("coordinator", COORDINATOR)
    refused = client.post(PAGE + "besluit/", {"reason": " ", "ruling": "step-down"})
    assert refused.status_code == 422
    assert "zonder reden wordt er niets besloten" in refused.content.decode()
    done = client.post(PAGE + "besluit/", {"reason": "Rustig", "ruling": "step-down"})
    assert done.status_code == 302
    assert now() is Phase.RUST
    shown = page(client)
    assert "Afgeschaald door een besluit: van alert naar rust" in shown
    assert "Mevrouw coordinator, coördinator handhaving" in shown
    assert visit("elsewhere", ("GM0307", Role.COORDINATOR)).get(PAGE).status_code == 404


def test_a_phase_by_hand_is_set_and_ended(visit: Visit):
    client = visit("manager", MANAGER)
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    given = {"phase": "escalatie", "until": until, "reason": "Signaal uit de wijk"}
    assert client.post(PAGE + "met-de-hand/", given | {"until": ""}).status_code == 422
    assert client.post(PAGE + "met-de-hand/", given).status_code == 302
    assert now() is Phase.ESCALATIE
    assert "volgens de regels: alert" in page(client)
    client.post(PAGE + "met-de-hand/einde/", {"reason": "Loos"})
    assert now() is Phase.ALERT


def test_steps_are_put_to_work_and_noted_as_done(visit: Visit):
    client, day = visit("coordinator", COORDINATOR), timezone.localdate().isoformat()
    assert client.post(PAGE + "pakket/", {"step": "esc_08"}).status_code == 422
    assert client.post(PAGE + "pakket/", {}).status_code == 422
    given = {"step": "esc_08", "day-esc_08": day}
    assert client.post(PAGE + "pakket/", given).status_code == 302
    (task,) = tasks_on(HERE, timezone.localdate())
    address = f"/fases/taak/{task.id}/"
    agent = visit("agent", AGENT)
    refused = agent.post(address, {"text": "Nog niet", "act": "explained"})
    assert refused.status_code == 422
    assert "tot wanneer de uitleg geldt" in refused.content.decode()
    assert agent.post(address, {"text": "Tent stond er", "act": "done"}).status_code == 302
    assert "Tent stond er" in page(agent)


def test_phases_can_be_taken_along(visit: Visit):
    client = visit("coordinator", COORDINATOR)
    listed = json.loads(client.get("/fases/alle.json?gemeente=GM0344").content)
    (row,) = listed["rows"]
    assert (row["area"], row["phase"], row["proposed"]) == (AREA, "alert", "rust")
    weeks = client.get(PAGE + "weken.csv").content.decode("utf-8-sig")
    assert "sha256" in weeks
    assert client.get(PAGE + "weken.pdf").status_code == 404


def test_a_model_is_tried_on_the_past_and_its_thresholds_can_hold(visit: Visit):
    client = visit("manager", MANAGER)
    shown = page(client, "/fases/proef/?gemeente=GM0344")
    assert 'value="0,03"' in shown
    given = {
        "gemeente": HERE, "first": "2024-01-01", "last": "2024-12-30", "alert_p": "0,05",
        "hold_p": "0,2", "lasting_p": "0,02", "escalate_p": "0,0001", "confirm_reviews": "3",
        "quiet_reviews": "2", "min_count": "3", "near_repeats": "2", "near_repeats_p": "0,02",
    }  # fmt: skip
    contradicting = client.post("/fases/proef/", given | {"hold_p": "0,01"})
    assert contradicting.status_code == 422
    assert "spreken elkaar tegen" in contradicting.content.decode()
    asked = client.post("/fases/proef/", given)
    assert asked.status_code == 302, asked.content.decode()[:3000]
    assert "De taak heeft nog niet geantwoord" in page(client, asked.url)
    job = Job.objects.get(work="try-phases")
    own = {"alerts": 1, "escalations": 0, "phases": ["rust", "alert"]}
    areas = [{"area": AREA, "count": 9, "tried": own | {"alerts": 2}, "own": own}]
    keep_trial(
        tenant=HERE,
        identifier=job.parameters["trial"],
        result={"weeks": ["2024-01-01", "2024-01-08"], "years": 2.0, "areas": areas},
    )
    assert "2 keer alert, 0 keer escalatie" in page(client, asked.url)
    held = client.post(asked.url + "gelden/", {"reason": "Beviel"})
    assert held.status_code == 302
    assert 'value="0,05"' in page(client, "/fases/proef/?gemeente=GM0344")


def test_a_visitor_sees_no_phases(db: None):
    assert Client(**LOOPBACK).get("/fases/").status_code == 302
