"""Timeline, board, money and capacity: what is drawn, what is counted, who enters what."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import tomli_w
from django.db import connection
from django.test import Client

from baken.flows.plan_course.alarms import alarms_in_sight, follow_plans
from baken.foundation.partners.scope import every_municipality
from baken.records.plans.services import take_in_plan
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
HERE, PLAN = "GM0344", "synthetisch"
AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
STATED = {"source": "t", "status": "new", "kind": "care", "parent": "e1"}


def measure(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "title_nl": f"Maatregel {name}"} | STATED | more


@pytest.fixture
def planted(db: None) -> None:
    """Take in a synthetic plan of 2026-2027 with a chain, money, and more asked than there is."""
    police = {"organisation": "politie", "year": 2027}
    content = {
        "plan": {
            "id": PLAN, "kind": "plan", "title_nl": "Synthetisch plan", "title_en": "Synthetic",
            "municipality": "Utrecht", "municipality_code": HERE, "period_start": 2026,
            "period_end": 2027, "sources": ["t"],
        },
        "effort": [{"id": "e1", "title_nl": "Lijn een", "source": "t"}],
        "measure": [
            measure("a", due="2026-06", capacity_by_year=[police | {"fte": 2.0}]),
            measure(
                "b", depends_on=["a"], due="2026-10",
                capacity_by_year=[police | {"fte": 1.5, "hours": 100.0}],
            ),
            measure("c", depends_on=["b"], start="2026-03", owner="politie"),
            measure(
                "d", execution={"state": "stopped", "date": "2026-05-01", "reason_nl": "Geen geld"},
                money_by_year=[{"year": 2026, "amount": 5000.0, "source": "Begroting"}],
            ),
            measure("e", money_by_year=[
                {"year": 2027, "amount": 1000.0, "source": "Begroting", "spent": 250.0}
            ]),
        ],
        "area": [{"id": "w", "name_nl": "W", "kind": "wijk", "source": "t", "code_fit": "exact",
                  "codes": ["WK034402"]}],
        "area_goal": [{
            "id": "g1", "area": "w", "title_nl": "Rustig plein", "source": "t",
            "scale_down_when_met": True, "scale_down_measures": ["c", "d"], "met_on": "2026-09",
        }],
    }  # fmt: skip
    take_in_plan(tomli_w.dumps(content).encode(), name="s.toml", at=AT)


def text(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_the_timeline_draws_what_is_dated_and_counts_the_rest(
    client: Client, planted: None
) -> None:
    page = text(client, f"/plannen/{PLAN}/tijdlijn/?op=2026-08-01")
    assert "3 maatregelen noemen een dag; 2 noemen er geen" in page
    assert "timeline-row--late" not in page, "the plan does not say that it did not happen"
    assert page.count('class="timeline-row timeline-row--untold"') == 2, "one, wide and narrow"
    assert page.count('class="timeline-row timeline-row--meant"') == 2, "one, wide and narrow"
    assert "zou nu moeten lopen, niet bekend of het zo is" in page
    assert "dag voorbij, niet bekend of het gebeurde" in page
    assert "bk-search--wide" not in page, "the search in the header stays as on other pages"
    assert "Maatregel d" in page.split("Zonder dag")[1]
    one = text(client, f"/plannen/{PLAN}/tijdlijn/?jaar=2027")
    assert "2e kw. 2027" in one
    assert text(client, f"/plannen/{PLAN}/tijdlijn/?jaar=1999&op=onzin")


def test_the_numbers_of_the_course_add_up_to_those_of_the_plan(
    client: Client, planted: None
) -> None:
    for part in ("tijdlijn", "bord", "geld"):
        page = text(client, f"/plannen/{PLAN}/{part}/")
        assert "Hier geteld: 5 van de 5 maatregelen van het plan" in page
        real = text(client, f"/plannen/utr_ivp_2019_2022/{part}/")
        found = re.search(r"Hier geteld: (\d+) van de (\d+) .*?\.", real)
        rest = re.search(r"Niet geteld: .*?\.", real)
        assert found
        assert rest
        counted, everything = int(found[1]), int(found[2])
        parts = [int(n) for n in re.findall(r"\d+", found[0])[2:]]
        assert sum(parts) == counted
        assert counted + sum(int(n) for n in re.findall(r"\d+", rest[0])) == everything


def test_the_board_tells_the_late_chain_in_words(client: Client, planted: None) -> None:
    page = text(client, f"/plannen/{PLAN}/bord/?op=2026-11-27")
    assert "zegt het plan bij 4 niet hoever ze zijn" in page
    assert "Geen geld" in page
    waiting = page.split('id="waiting-heading"')[1]
    assert (
        "wacht op “Maatregel b”, over de datum sinds 31 oktober 2026, en dat weer op "
        "“Maatregel a”, over de datum sinds 30 juni 2026" in waiting
    )
    assert "Niets, voor zover het plan het zegt." in text(
        client, f"/plannen/{PLAN}/bord/?op=2026-02-01"
    )


def test_money_never_takes_an_unknown_amount_for_nothing(client: Client, planted: None) -> None:
    page = text(client, f"/plannen/{PLAN}/geld/")
    assert "Van 5 beloofde maatregelen noemen 3 geen bedrag." in page
    assert "Genoemd: € 6.000; uitgegeven, voor zover bekend: € 250." in page
    row = page.split("2026</th>")[1].split("</tr>")[0]
    assert "onbekend" in row, "of 2026 no spending is known"
    assert "onbekend" in text(client, "/plannen/utr_ivp_2019_2022/geld/")


def test_capacity_is_entered_with_a_source_and_a_conflict_is_seen(
    visit: Visit, planted: None
) -> None:
    client = visit("m.bos", (HERE, Role.PROGRAMME_MANAGER))
    address = f"/plannen/{PLAN}/capaciteit/"
    before = text(client, address)
    assert "niet te zeggen: er is iets onbekend" in before
    assert "3 maatregelen" not in before
    given = {
        "organisation": "politie",
        "year": "2027",
        "fte": "2,5",
        "hours": "",
        "source": "Brief",
    }
    headers = {"HTTP_ACCEPT_LANGUAGE": "nl"}
    assert client.post(address, given | {"source": ""}, **headers).status_code == 422
    assert client.post(address, given | {"fte": "-1"}, **headers).status_code == 422
    assert client.post(address, given | {"fte": "NaN"}, **headers).status_code == 422
    assert client.post(address, given | {"year": "1"}, **headers).status_code == 422
    assert client.post(address, given, **headers).headers["Location"] == address
    page = text(client, address)
    assert "1 fte te weinig" in page
    assert "Maatregel a: 2 fte" in page
    client.post(address, given | {"fte": "", "source": ""}, **headers)
    assert "te weinig" not in text(client, address), "unknown again, and not 0"


def test_who_may_not_enter_and_who_may_not_see(visit: Visit, planted: None) -> None:
    address = f"/plannen/{PLAN}/capaciteit/"
    given = {"organisation": "politie", "year": "2027", "fte": "2", "source": "Brief"}
    manager = visit("g.bos", (HERE, Role.EXECUTIVE))
    assert "Voer in wat er beschikbaar is" not in text(manager, address)
    assert manager.post(address, given).status_code == 422
    assert "beschikbaar is" not in text(manager, address)
    elsewhere = visit("e.bos", ("GM0307", Role.PROGRAMME_MANAGER))
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.post(address, given).status_code == 404


def test_dependencies_capacity_and_scaling_down_give_alarms(visit: Visit, planted: None) -> None:
    client = visit("m.bos", (HERE, Role.PROGRAMME_MANAGER))
    given = {"organisation": "politie", "year": "2027", "fte": "2.5", "source": "Brief"}
    client.post(f"/plannen/{PLAN}/capaciteit/", given, HTTP_ACCEPT_LANGUAGE="en")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with every_municipality() as tenants:
        follow_plans(tenants, on=AT.date(), at=AT)
        found = alarms_in_sight(PLAN, on=AT.date())
    said = {(each.cause.check, each.cause.subject) for each in found.standing}
    assert said == {
        ("measure-past-date", "measure a"),
        ("measure-past-date", "measure b"),
        ("dependency-blocks", "measure b"),
        ("dependency-blocks", "measure c"),
        ("scale-down", "area-goal g1"),
        ("capacity-short", "organisation politie"),
    }
    by = {each.cause.subject: dict(each.cause.inputs) for each in found.standing}
    assert by["area-goal g1"]["still-runs"] == "c", "what was stopped is not scaled down"
    assert by["organisation politie"]["asked-fte"] == "3.5"
    page = text(client, f"/plannen/{PLAN}/alarmen/")
    assert "Wacht op “Maatregel b”: over de datum. Dat wacht weer op “Maatregel a”." in page
    assert "3,5 voltijdbanen gevraagd, 2,5 beschikbaar" in page


def test_a_measure_moves_on_the_board_of_a_draft_and_on_that_of_the_plan_when_adopted(
    visit: Visit, planted: None
) -> None:
    client = visit("m.bos", (HERE, Role.PROGRAMME_MANAGER))
    opened = client.post(f"/plannen/{PLAN}/wijzigen/", {"versie": "1", "waarom": "Bijwerken"})
    address = f"{opened.headers['Location'].split('?')[0]}bord/"
    assert address in text(client, f"/plannen/{PLAN}/bord/")
    move = {"maatregel": "a", "stand": "done", "reden": "Opgeleverd op tijd"}
    assert client.post(address, move).headers["Location"] == address
    page = text(client, address)
    assert "“Maatregel a” verplaatst naar: Gedaan." in page
    assert "Opgeleverd op tijd" in page
    client.post(address, move | {"reden": " "})
    assert "waarom het verhuist" in text(client, address)
    assert client.post(address, move | {"maatregel": "onbekend"}).status_code == 404
    assert client.post(address, move | {"stand": "onzin"}).status_code == 404
    assert "Opgeleverd" not in text(client, f"/plannen/{PLAN}/bord/"), "not before it is adopted"
    elsewhere = visit("e.bos", ("GM0307", Role.PROGRAMME_MANAGER))
    assert elsewhere.post(address, move).status_code == 404
    assert address not in text(elsewhere, f"/plannen/{PLAN}/bord/")
