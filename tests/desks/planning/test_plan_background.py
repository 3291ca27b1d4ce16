"""What stands around plans: what does not hold together, wishes, names, and what is counted."""

import re

import pytest
from django.test import Client

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.flows.plan_background import plan_background, wish_pictures
from baken.records.plans.selectors import plans

UTRECHT, AMERSFOORT = "utr_ivp_2019_2022", "amf_2018"


def page(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    return response.content.decode()


# What the software finds by itself, and the number of the gap that a reader wrote down before.
FOUND = {
    UTRECHT: {
        "baseline-without-target": 1,
        "steered-without-threshold": 1,
        "no-indicator-table": 2,
        "study-of-nobody": 12,
        "area-approach-without-goal": 17,
        "no-means-at-all": 19,
        "later-than-the-plan": 20,
        "place-without-name": 10,
        "rounds-in-other-units": 9,
        "sets-nearly-alike": 4,
        "agreement-differs-elsewhere": 37,
    },
    AMERSFOORT: {
        "target-weaker-than-present": 22,
        "target-not-testable": None,
        "goal-outside-the-list": 31,
        "money-without-amount": 34,
        "law-not-used-here": 35,
        "sets-nearly-alike": 5,
        "indicator-by-reading": 25,
        "mandatory-without-target": 30,
        "phases-without-contents": 32,
        "agreement-differs-elsewhere": 37,
    },
}


@pytest.mark.parametrize("name", FOUND)
def test_what_does_not_hold_together_is_found_by_counting(db: None, name: str) -> None:
    found = plan_background(name)
    assert found is not None
    numbers = {each.what: each.number for each in found.findings}
    assert set(FOUND[name]) <= set(numbers), numbers
    for each in found.findings:
        assert not each.rows or len(each.rows) == each.number
    if name == UTRECHT:
        assert numbers["later-than-the-plan"] == 10
    else:
        assert numbers["money-without-amount"] == 4
        assert "no-indicator-table" not in numbers, "Amersfoort has target values"
        checks = {each.check for each in found.notices}
        # Gaps 23 and 24: numbers and rates that do not fit at one population.
        assert {"target-rate-against-target-count", "implied-populations"} <= checks


def test_the_page_around_a_plan_shows_every_table_and_keeps_readings_apart(
    client: Client, db: None
) -> None:
    text = page(client, f"/plannen/{UTRECHT}/rondom/")
    for words in (
        "Uitgangspunten", "Veiligheidsdomeinen", "Participatie", "Sturingsregels", "Risico",
        "Pijlers van programma", "persoon, gezin, straat",
    ):  # fmt: skip
        assert words in text, words
    amersfoort = page(client, f"/plannen/{AMERSFOORT}/rondom/")
    for words in ("Systemen", "Meetkalender", "Genoemde data", "Indicatoren"):
        assert words in amersfoort, words
    assert client.get("/plannen/niets/rondom/").status_code == 404


def test_wishes_stand_beside_lines_and_are_never_policy(client: Client, db: None) -> None:
    text = page(client, "/plannen/wensen/")
    assert "29 voorstellen." in text
    assert "Wensen zonder getal: 29." in text
    assert text.count("eigen lezing, niet de tekst") == 29
    assert all(each.head.kind != "election_programme" for each in plans())
    assert "verkiezingsprogramma" not in page(client, "/plannen/")
    (picture,) = wish_pictures()
    near = [p.line for each in picture.placed.values() for p in each]
    assert len(near) == 29
    assert all(near)


def test_names_lead_to_the_measures_that_name_them(client: Client, db: None) -> None:
    text = page(client, "/plannen/organisaties/")
    assert len(re.findall(r"/plannen/organisaties/\w+/", text)) == len(ORGANISATIONS) == 121
    assert client.get("/plannen/organisaties/niemand/").status_code == 404


def test_a_phenomenon_says_whether_it_is_counted_and_why(client: Client, db: None) -> None:
    text = page(client, "/plannen/verschijnselen/")
    assert len(re.findall(r"/plannen/verschijnselen/\w+/", text)) == len(PHENOMENA) == 97
    assert text.count("niet geteld") == 56
    assert "1.1.1" in page(client, "/plannen/verschijnselen/woninginbraak/")
    without = next(each.id for each in PHENOMENA if not each.is_counted)
    assert "nooit uit misdaadcijfers geteld" in page(client, f"/plannen/verschijnselen/{without}/")
