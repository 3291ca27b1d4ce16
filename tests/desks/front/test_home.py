"""The home page on the bundled data: the verdict, its links, and an empty database."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from baken.desks.front.addresses import addresses
from baken.desks.front.rows import card
from baken.flows.home_verdict import verdicts
from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_person
from baken.records.indicators import selectors

pytestmark = pytest.mark.django_db
CITIES = ("GM0344", "GM0307")


def page(client: Client, address: str = "/", language: str = "nl") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def test_the_verdict_of_both_cities_stands_at_the_top(client: Client) -> None:
    text = page(client)
    assert "Wat veranderde er in 2024?" in text
    top = text.index("Hoe lees ik dit?")
    for words in (
        "niet aantoonbaar veranderd",
        "aarschijnlijk minder woninginbraken",
        "25.124",
        "25.437",
        "Minder geregistreerde misdrijven per inwoner",
        "6.887",
        "7.588",
        "Kleinste verandering die we meestal zouden zien: 5 % minder of 5 % meer.",
    ):
        assert words in text[:top], words


def test_the_page_in_english(client: Client) -> None:
    text = page(client, language="en")
    assert "What changed in 2024?" in text
    assert "did not demonstrably change" in text


def test_every_type_stands_in_one_group_with_its_numbers() -> None:
    with translation.override("nl"):
        utrecht, amersfoort = (card(v, addresses()) for v in verdicts(CITIES, year=2024))
    for shown in (utrecht, amersfoort):
        labels = [row.label for group in shown.groups for row in group.rows]
        assert len(labels) == len(set(labels)) == 12
    (burglary,) = (g.rows[0] for g in utrecht.groups if g.verdict == "lower")
    assert (burglary.label, burglary.before, burglary.now) == ("Inbraak in woningen", "513", "399")
    assert burglary.sureness == "waarschijnlijk"
    assert burglary.unseen == ""
    certain = {row.sureness for g in amersfoort.groups if g.verdict == "lower" for row in g.rows}
    assert certain == {"zeker"}
    unchanged = next(g for g in utrecht.groups if g.verdict == "no-demonstrable-change")
    assert all("zouden we vaak missen" in row.unseen for row in unchanged.rows)
    assert not any(row.sureness for row in unchanged.rows)


def test_more_drug_trafficking_is_not_called_worse() -> None:
    with translation.override("nl"):
        utrecht = card(verdicts(CITIES, year=2024)[0], addresses())
    marked = {row.label for group in utrecht.groups for row in group.rows if row.by_police_work}
    assert marked == {"Drugshandel", "Wapenhandel"}


def test_wijken_with_many_visitors_come_after_the_others(client: Client) -> None:
    groups = card(verdicts(CITIES, year=2024)[0], addresses()).wijken
    assert len(groups) == 2
    assert [row.name for row in groups[-1].rows] == ["Wijk 06 Binnenstad"]
    assert groups[-1].rows[0].many_visitors
    assert not any(row.many_visitors for row in groups[0].rows)
    text = page(client)
    assert "Het cijfer per inwoner zegt hier weinig" in text
    assert "door bezoekers" not in text


@pytest.mark.parametrize("year", range(2012, 2025))
def test_every_year_has_its_page(client: Client, year: int) -> None:
    assert f"Wat veranderde er in {year}?" in page(client, f"/?jaar={year}")


def test_a_corona_year_is_marked_also_as_the_year_before(client: Client) -> None:
    assert "coronamaatregelen" in page(client, "/?jaar=2021")
    assert "coronamaatregelen" in page(client, "/?jaar=2022")
    assert "coronamaatregelen" not in page(client, "/?jaar=2024")


@pytest.mark.parametrize("wrong", ["1999", "abc", "", "²024", "99999999999", "-1"])
def test_a_year_without_figures_falls_back_to_the_newest(client: Client, wrong: str) -> None:
    assert "Wat veranderde er in 2024?" in page(client, f"/?jaar={wrong}")


def test_without_figures_the_page_says_what_to_do(client: Client, settings: Any) -> None:
    settings.BAKEN_MUNICIPALITIES = ("GM9999",)
    text = page(client)
    assert "Er zijn nog geen cijfers" in text
    assert "baken demo" in text


def test_the_map_has_a_link_per_wijk_and_a_way_past_it(client: Client) -> None:
    text = page(client)
    assert len(set(re.findall(r'href="(/wijk/WK0344\d+/)\?jaar=2024"', text))) == 10
    assert text.count("Sla de kaart over") == 2


def test_at_most_ten_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        client.get("/")


def test_at_most_ten_questions_for_somebody_who_logged_in(client: Client) -> None:
    key = ensure_person(username="x", full_name="Mevrouw X", password="een-lang-wachtwoord")
    client.force_login(Person.objects.get(pk=key))
    # Once in some minutes a session notes that it was used; that is no question of this page.
    client.get("/inloggen/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    # The request's own transaction is a savepoint inside that of the test.
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= 10


def test_an_unchanged_year_before_the_totals_has_no_wijken() -> None:
    shown = verdicts(CITIES, year=2016)[0]
    assert shown.total is None
    assert shown.total_figure is None
    assert shown.types == 12
    assert shown.wijken == ()


def test_years_come_from_the_figures() -> None:
    assert selectors.years_of_areas(CITIES) == tuple(range(2024, 2011, -1))
    assert selectors.years_of_areas(["GM9999"]) == ()
