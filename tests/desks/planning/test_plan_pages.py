"""The pages of plans: what they say, what can be chosen, and what can be taken along."""

import io
import tomllib

import pytest
from django.test import Client
from openpyxl import load_workbook
from records.plans.test_structured_plans import AT, WHOLE

from baken.records.plans.selectors import plan
from baken.records.plans.services import take_in_plan

UTRECHT, AMERSFOORT = "utr_ivp_2019_2022", "amf_2018"


def page(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_how_far_each_plan_can_be_held_to_account(client: Client, db: None) -> None:
    text = page(client, "/plannen/")
    assert "Het heeft 7 doelen: 0 meetbaar, 0 deels, 7 niet." in text
    assert (
        "Van de 172 maatregelen zijn er 55 aangekondigd; 35 noemen niemand, 51 geen datum." in text
    )
    assert "Het heeft 7 doelen: 3 meetbaar, 1 deels, 3 niet." in text
    assert "Van de 59 maatregelen zijn er 19 aangekondigd; 12 noemen niemand, 9 geen datum." in text


def test_every_goal_has_a_verdict_a_reason_and_a_remedy(client: Client, db: None) -> None:
    text = page(client, f"/plannen/{UTRECHT}/")
    for goal in plan(UTRECHT).goals:
        assert goal.title_nl in text
    assert text.count("niet meetbaar") >= 7
    assert "Er is geen indicator en geen streefwaarde." in text, "the main goal"
    assert "Het plan liep tot en met 2022; een later plan is niet ingelezen." in text
    assert "Zeg wat het moet worden, of welk niveau behouden blijft en met welke marge." in text


def test_a_goal_leads_to_its_indicators_with_what_became_of_their_targets(
    client: Client, db: None
) -> None:
    text = page(client, f"/plannen/{AMERSFOORT}/")
    assert "/gemeente/GM0307/indicatoren/dwelling-burglaries/" in text
    assert "streefwaarde van 2019" in text


@pytest.mark.parametrize(
    ("choice", "number"),
    [
        ("", 172),
        ("?mist=organisatie", 90),
        ("?mist=datum", 160),
        ("?mist=beide", 86),
        ("?stand=aangekondigd", 59),
        ("?stand=looked_back", 71),
        ("?stand=onzin&soort=onzin&mist=onzin", 172),
    ],
)
def test_measures_can_be_chosen_and_taken_along_as_chosen(
    client: Client, db: None, choice: str, number: int
) -> None:
    if "looked_back" in choice:
        number = sum(m.status == "looked_back" for m in plan(UTRECHT).measures)
    assert f"{number} maatregelen" in page(client, f"/plannen/{UTRECHT}/{choice}")
    packed = client.get(f"/plannen/{UTRECHT}/maatregelen.xlsx{choice}").content
    rows = list(load_workbook(io.BytesIO(packed)).worksheets[0].values)
    ids = {each.id for each in plan(UTRECHT).measures}
    assert sum(row[0] in ids for row in rows) == number


def test_what_is_our_reading_and_what_came_later_are_marked(client: Client, db: None) -> None:
    text = page(client, f"/plannen/{UTRECHT}/")
    assert text.count("later dan het plan") >= 10
    assert text.count("eigen lezing, niet de tekst") > 30


def test_the_whole_plan_goes_along_as_it_came_in(client: Client, db: None) -> None:
    response = client.get(f"/plannen/{AMERSFOORT}/plan.toml")
    assert tomllib.loads(response.content.decode()) == plan(AMERSFOORT).tables


def test_an_unknown_plan_or_form_is_not_found(client: Client, db: None) -> None:
    assert client.get("/plannen/niets/").status_code == 404
    assert client.get(f"/plannen/{UTRECHT}/maatregelen.pdf").status_code == 404


def test_what_a_plan_says_of_roles_money_law_and_areas_is_shown(client: Client, db: None) -> None:
    take_in_plan(WHOLE.encode(), name="plan.toml", at=AT)
    text = page(client, "/plannen/amf_synthetisch/")
    for words in (
        "Nulmeting: 560 in 2026 (politie)",
        "Streefwaarde: hoogstens 500,5 in 2030",
        "Te behouden tot 2030; meer dan 5\N{NO-BREAK SPACE}% slechter is verloren",
        "Hierover wordt in Amersfoort niets gevraagd.",
        "Van 1 doel dat niet helemaal meetbaar is, zegt het plan waarom.",
        "2027, politie: 1,5 fte, 100 uur",
        "2027: € 25.000 (begroting), uitgegeven € 20.000",
        "buurt, web",
        "vertraagd op 30 juni 2027: De leverancier levert later.",
        "Wet aanpak woonoverlast (landelijk van kracht, mag hier nog niet worden gebruikt)",
        "Offertes vragen (politie, vóór maart 2027, klaar)",
        "Centrum: Niet meer dan 20 woninginbraken",
        "wat daarvoor wordt gedaan: Sloten",
    ):
        assert words.casefold() in text.casefold(), words


def test_the_table_of_measures_says_who_when_and_with_what_money(client: Client, db: None) -> None:
    take_in_plan(WHOLE.encode(), name="plan.toml", at=AT)
    packed = client.get(
        "/plannen/amf_synthetisch/maatregelen.xlsx", HTTP_ACCEPT_LANGUAGE="nl"
    ).content
    cells = [
        str(cell) for row in load_workbook(io.BytesIO(packed)).worksheets[0].values for cell in row
    ]
    for words in (
        "Eigenaar",
        "Geld",
        "Capaciteit",
        "2027: € 25.000 (begroting), uitgegeven € 20.000",
    ):
        assert words in cells
    assert "2027, politie: 1,5 fte, 100 uur".casefold() in [cell.casefold() for cell in cells]


def test_the_whole_plan_and_an_empty_one_go_along_as_workbooks(client: Client, db: None) -> None:
    response = client.get(f"/plannen/{UTRECHT}/plan.xlsx", HTTP_ACCEPT_LANGUAGE="nl")
    book = load_workbook(io.BytesIO(response.content))
    assert book["Maatregelen"].max_row == 173
    response = client.get("/plannen/leeg.xlsx", HTTP_ACCEPT_LANGUAGE="en")
    assert load_workbook(io.BytesIO(response.content))["Measures"].max_row == 1
