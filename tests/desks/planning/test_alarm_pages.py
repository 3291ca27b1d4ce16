"""The pages of alarms: for whom, as on which day, and what can be done with one from the screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from baken.flows.plan_course.alarms import follow_plans
from baken.foundation.partners.scope import every_municipality
from baken.records.alarms.models import Alarm
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
HERE, PLAN = "GM0344", "utr_ivp_2019_2022"
PAGE = f"/plannen/{PLAN}/alarmen/"


@pytest.fixture
def manager(visit: Visit) -> Client:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with every_municipality() as tenants:
        follow_plans(tenants, on=timezone.localdate(), at=timezone.now())
    return visit("m.bos", (HERE, Role.PROGRAMME_MANAGER))


def text(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    return response.content.decode()


def key() -> str:
    with every_municipality():
        return str(Alarm.objects.get(plan=PLAN, ended_on=None).id)


def test_a_plan_that_ended_gives_one_alarm_and_not_two_hundred(manager: Client) -> None:
    page = text(manager, PAGE)
    assert "staat er 1 alarm" in page
    assert "Het plan is afgelopen en wacht op verantwoording" in page
    assert "1 alarm</a>" in text(manager, f"/plannen/{PLAN}/")


def test_the_page_of_an_alarm_is_headed_by_the_alarm_and_leads_to_the_accounts(
    manager: Client,
) -> None:
    page = text(manager, f"/alarm/{key()}/")
    assert "<h1>Het plan is afgelopen en wacht op verantwoording</h1>" in page
    assert '<p class="bk-eyebrow">Integraal Veiligheidsplan' in page
    trail = page.split("bk-breadcrumb")[1].split("</nav>")[0]
    assert trail.count("Integraal Veiligheidsplan") == 1
    assert '<a href="/verantwoording/">Leg verantwoording af' in page
    card = text(manager, PAGE).split('class="planning-alarms"')[1].split("</ul>")[0]
    assert "Integraal Veiligheidsplan" not in card, "the heading of the page says it"


def test_a_past_day_is_computed_and_cannot_be_handled(manager: Client) -> None:
    page = text(manager, f"{PAGE}?op=2022-06-01")
    assert "Op 1 juni 2022 staan er 19 alarmen." in page
    assert "Bij 14 daarvan noemt het plan geen eigenaar" in page
    assert "Berekend voor deze dag" in page
    assert 'type="checkbox"' not in page
    assert "Er is niets gevonden" not in text(manager, f"{PAGE}?op=2022-06-01&regel=duty-past-date")
    assert "Geen alarmen hier" in text(manager, f"{PAGE}?op=2022-06-01&regel=level-lost")
    assert text(manager, f"{PAGE}?op=2099-01-01&regel=x&stand=x&voor=x"), "means nothing: today"


def test_an_alarm_is_taken_up_from_its_page(manager: Client) -> None:
    address = f"/alarm/{key()}/"
    until = timezone.localdate() + timedelta(days=30)
    given = {"text": "Wij leggen in mei verantwoording af.", "until": until.isoformat()}
    done = manager.post(f"{address}behandelen/", given | {"act": "taken-up"})
    assert done.headers["Location"] == address
    page = text(manager, address)
    assert "opgepakt door Mevrouw m.bos, als programmamanager" in page
    assert "Wij leggen in mei verantwoording af." in page
    assert "opgepakt" in text(manager, "/alarmen/")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "De tekst is leeg"),
        ({"until": ""}, "Vul een dag in"),
        ({"until": "2020-01-01"}, "Kies een dag die nog moet komen."),
        ({"until": "2090-01-01"}, "Kies een eerdere dag"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_lost(
    manager: Client, changed: dict, words: str
) -> None:
    until = timezone.localdate() + timedelta(days=30)
    given = {"text": "Bewaar mij", "until": until.isoformat(), "act": "explained"} | changed
    answer = manager.post(f"/alarm/{key()}/behandelen/", given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert given["text"] in page


def test_several_are_seen_at_once_and_one_comes_back_to_the_same_choice(manager: Client) -> None:
    back = f"{PAGE}?voor=programme-manager"
    assert manager.post("/alarmen/gezien/", {"terug": back}).headers["Location"] == back
    done = manager.post("/alarmen/gezien/", {"alarm": [key()], "terug": back})
    assert done.headers["Location"] == back
    assert "gezien</span>" in text(manager, back)
    away = manager.post("/alarmen/gezien/", {"terug": "https://evil.example/"})
    assert away.headers["Location"] == "/alarmen/"


def test_the_account_is_noted_and_the_alarm_is_gone_until_that_is_withdrawn(
    manager: Client,
) -> None:
    told = {
        "promise": f"plan {PLAN}|2019/2022", "done_on": "2023-05-01", "reference": "Raadsbrief 7",
    }  # fmt: skip
    assert manager.post(f"/plannen/{PLAN}/nagekomen/", told).headers["Location"] == PAGE
    page = text(manager, PAGE)
    assert "staan er 0 alarmen" in page
    assert "Raadsbrief 7" in page
    withdraw = page.split('action="/nagekomen/')[1].split('"')[0]
    manager.post(f"/nagekomen/{withdraw}")
    assert "staat er 1 alarm" in text(manager, PAGE)
    refused = manager.post(f"/plannen/{PLAN}/nagekomen/", told | {"done_on": "2090-01-01"})
    assert refused.status_code == 422


def test_another_municipality_sees_none_of_it(manager: Client, visit: Visit) -> None:
    identifier = key()
    client = visit("a.elders", ("GM0307", Role.PROGRAMME_MANAGER), (HERE, Role.RESIDENT))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"/alarm/{identifier}/").status_code == 404
    given = {"text": "x", "until": "2027-01-01", "act": "explained"}
    assert client.post(f"/alarm/{identifier}/behandelen/", given).status_code == 404
    assert "alarm</a>" not in text(client, f"/plannen/{PLAN}/"), "no badge either"
