"""The desk of each role: open to that role only, honest about what is not there."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from baken.desks.people.roles import DESKS
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
UTRECHT, AMERSFOORT = "GM0344", "GM0307"


def test_every_role_has_a_desk() -> None:
    assert {desk.role for desk in DESKS} == set(Role)
    assert all(desk.today and desk.not_yet for desk in DESKS)


@pytest.mark.parametrize("held", list(Role))
def test_a_desk_is_open_to_its_own_role_only(visit: Visit, held: Role) -> None:
    client = visit("k.smit", (UTRECHT, held))
    assert client.get("/bureau/").headers["Location"] == f"/bureau/{held}/"
    statuses = {role: client.get(f"/bureau/{role}/").status_code for role in Role}
    assert statuses == {role: 200 if role is held else 403 for role in Role}


def test_who_works_and_lives_somewhere_goes_to_work_first(visit: Visit) -> None:
    client = visit("k.smit", (AMERSFOORT, Role.RESIDENT), (UTRECHT, Role.COORDINATOR))
    assert client.get("/bureau/").headers["Location"] == "/bureau/coordinator/"
    assert 'href="/bureau/resident/"' in client.get("/bureau/coordinator/").content.decode()


def test_who_holds_no_role_is_told_so(visit: Visit) -> None:
    response = visit("k.smit").get("/bureau/")
    assert response.status_code == 200
    assert "nog geen rol" in response.content.decode()


def test_a_visitor_is_sent_to_log_in(client: Client, db: None) -> None:
    assert client.get("/bureau/").headers["Location"] == "/inloggen/?next=/bureau/"


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        ("GM0344", "/gemeente/GM0344/"),
        ("WK034402", "/wijk/WK034402/"),
        ("BU03440111", "/buurt/BU03440111/"),
        ("", "/gemeenten/"),
    ],
)
def test_a_chosen_area_leads_to_its_page(
    client: Client, db: None, chosen: str, address: str
) -> None:
    assert client.get("/naar-gebied/", {"area": chosen}).headers["Location"] == address


@pytest.mark.parametrize("chosen", ["https://evil.example/", "//evil.example", "GM", "../../x"])
def test_what_is_no_area_leads_nowhere(client: Client, db: None, chosen: str) -> None:
    assert client.get("/naar-gebied/", {"area": chosen}).status_code == 404


def test_a_resident_can_choose_every_wijk_and_buurt_of_both_municipalities(visit: Visit) -> None:
    page = visit("k.smit", (UTRECHT, Role.RESIDENT)).get("/bureau/resident/").content.decode()
    assert page.count('value="BU0344') == 111
    assert page.count('value="WK0344') == 10
    assert page.count('value="WK0307') == 33


def test_the_adviser_sees_the_published_counts_with_their_verdict(visit: Visit) -> None:
    client = visit("k.smit", (UTRECHT, Role.POLICY_ADVISER))
    page = client.get("/bureau/policy-adviser/").content.decode()
    for text in ("25.124", "25.437", "6.887", "/cijfer/registered-crime-0.0.0/GM0344/2024/"):
        assert text in page
    assert page.count("<tr>") == 2 * 14
    older = client.get("/bureau/policy-adviser/", {"year": "2019"}).content.decode()
    assert "Indicatoren in 2019" in older
    assert "25.124" not in older


def test_a_change_that_does_not_hold_among_many_is_called_probable(visit: Visit) -> None:
    page = visit("k.smit", (UTRECHT, Role.POLICY_ADVISER)).get("/bureau/policy-adviser/")
    rows = re.findall(r"<tr>.*?</tr>", page.content.decode(), re.DOTALL)
    assert any("0,086" in row and "(waarschijnlijk)" in row for row in rows)
    assert all("(zeker)" not in row for row in rows if "0,086" in row)
    assert any("0,010" in row and "(zeker)" in row for row in rows)


@pytest.mark.parametrize("year", ["", "abc", "1066", "99999999999", "²"])
def test_a_year_that_is_not_offered_shows_the_newest(visit: Visit, year: str) -> None:
    client = visit("k.smit", (UTRECHT, Role.POLICY_ADVISER))
    page = client.get("/bureau/policy-adviser/", {"year": year}).content.decode()
    assert "Indicatoren in 2024" in page


def test_the_council_member_reads_the_verdict_in_sentences(visit: Visit) -> None:
    page = visit("k.smit", (UTRECHT, Role.COUNCIL_MEMBER)).get("/bureau/council-member/")
    text = page.content.decode()
    assert "registreerde de politie 25.124 misdrijven in Utrecht, tegenover 25.437 in 2023" in text
    assert "per inwoner zijn dat er minder" in text
    assert " p " not in text.partition("<main")[2].partition("Hoe u dit leest")[0]


def test_the_coordinator_opens_the_briefing_from_the_desk(visit: Visit) -> None:
    page = visit("k.smit", (UTRECHT, Role.COORDINATOR)).get("/bureau/coordinator/")
    assert 'href="/ochtend/"' in page.content.decode()


@pytest.mark.parametrize("held", [Role.COUNCIL_MEMBER, Role.POLICY_ADVISER, Role.GEBIEDSMANAGER])
def test_who_weighs_policy_is_led_to_plans_indicators_and_peers(visit: Visit, held: Role) -> None:
    client = visit("k.smit", (UTRECHT, held))
    page = client.get(f"/bureau/{held}/").content.decode()
    for code in (UTRECHT, AMERSFOORT):
        for part in ("indicatoren", "vergelijkbaar"):
            assert f'href="/gemeente/{code}/{part}/"' in page
    assert page.count('href="/plannen/"') > 1
    assert "Plan en verantwoording" not in page
