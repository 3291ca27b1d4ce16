"""The pages of a municipality, a wijk and a buurt on the bundled data, as the web's own role."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.catalogue.sources import Source, source
from baken.flows import area_picture
from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.places.selectors import municipalities
from baken.records.indicators.selectors import figures_of_level
from baken.vocabulary.role import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]
MOST_QUERIES = 10
CARS = "registered-crime-1.2.1"
ADDRESSES = (
    "/gemeente/GM0344/",
    "/gemeente/GM0344/?niveau=buurt",
    f"/gemeente/GM0344/?soort={CARS}&jaar=2015",
    "/gemeente/GM0363/",
    "/wijk/WK034406/",
    "/buurt/BU03440612/?jaar=2021",
)


def page(client: Client, address: str, language: str = "nl") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def queries_of(client: Client, address: str) -> int:
    """Count the queries of a page; the savepoint is the test's own."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len([q for q in queries if "SAVEPOINT" not in q["sql"]])


@pytest.fixture
def log_in(db: None) -> Callable[[str, Role], Client]:
    """Return what logs somebody in with a role in a municipality."""

    def with_role(tenant: str, role: Role) -> Client:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        key = ensure_person(username=f"{role}-{tenant}", full_name="Mevrouw Vos", password="x" * 20)
        grant_role(person=key, tenant=tenant, role=role)
        client = Client()
        client.force_login(Person.objects.get(pk=key))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE baken_app")
        return client

    return with_role


def test_utrecht_says_what_was_registered_and_that_no_change_was_shown(client: Client) -> None:
    text = page(client, "/gemeente/GM0344/")
    assert "<h1>Utrecht in 2024</h1>" in text
    assert "registreerde de politie in Utrecht 25.124 misdrijven, 66,9 per 1.000 inwoners" in text
    assert "niet aantoonbaar anders dan in 2023" in text
    assert "De wijken van Utrecht" in text
    assert "hoger, 5,2 keer; zeer zeker" in text


def test_the_verdict_stands_first_in_one_sentence(client: Client) -> None:
    text = page(client, "/wijk/WK034406/")
    said = "6.984 geregistreerde misdrijven, niet aantoonbaar anders dan in 2023 (7.263)."
    assert text.index("<h1>") < text.index(said, text.index("<h1>")) < text.index("data-map=")
    types = page(client, "/gemeente/GM0344/?soort=registered-crime-1.1.1")
    assert "399 keer inbraak in woningen geregistreerd, per inwoner waarschijnlijk minder" in types
    assert "Deze 12 soorten samen zijn" in types


def test_where_few_people_live_the_number_leads_and_not_the_rate(client: Client) -> None:
    text = page(client, "/buurt/BU03440133/")
    first = text[text.index("<h1>") : text.index("<details", text.index("<h1>"))]
    assert "357 geregistreerde misdrijven, aantoonbaar meer dan in 2023 (215)." in first
    assert "Hier wonen 150 mensen." in first
    assert "2.380" not in first


def test_the_same_in_english(client: Client) -> None:
    text = page(client, "/gemeente/GM0344/", "en")
    assert "25,124 crimes in Utrecht, 66.9 per 1,000 inhabitants" in text
    assert "The wijken of Utrecht" in text


def test_every_buurt_of_utrecht_is_a_row_with_its_trail(client: Client) -> None:
    text = page(client, "/gemeente/GM0344/?niveau=buurt")
    codes = set(re.findall(r'href="/buurt/(BU0344\d{4})/\?', text))
    assert len(codes) == 111
    for code in codes:
        assert f'href="/cijfer/registered-crime-0.0.0/{code}/2024/"' in text


def test_an_invented_figure_is_marked_and_the_figures_around_it_do_not_mark_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = {"cbs-47022ned"}

    def as_invented(name: str) -> Source:
        return replace(source(name), synthetic=name in invented)

    assert "bk-badge--synthetic" not in page(client, "/wijk/WK034406/")
    monkeypatch.setattr(area_picture, "source", as_invented)
    text = page(client, "/wijk/WK034406/")
    first = text[(head := text.index("<h1>")) : text.index("<details", head)]
    assert '<span class="bk-badge bk-badge--synthetic">synthetisch</span>' in first
    assert "Dit cijfer is verzonnen, om mee te oefenen." in text
    invented = {"cbs-kadaster-boundaries"}
    text = page(client, "/wijk/WK034406/")
    assert "Dit cijfer is verzonnen" not in text
    assert text.count("bk-badge--synthetic") == 1


class Rows(HTMLParser):
    """Collects the rows of tables, each as (text, addresses)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[list[str], list[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(([], []))
        self.inside = self.inside or tag == "td"
        if tag == "a" and self.rows:
            self.rows[-1][1].append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][0].append(data)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_figure_in_a_table_leads_to_its_trail(client: Client, address: str) -> None:
    parser = Rows()
    parser.feed(page(client, address))
    with_figures = [row for row in parser.rows if any(re.match(r"[\d.,]+$", t) for t in row[0])]
    assert len(with_figures) > 4
    for words, links in with_figures:
        assert any(link.startswith("/cijfer/registered-crime-") for link in links), words


@pytest.mark.parametrize("address", ADDRESSES)
def test_at_most_ten_queries_for_a_visitor(client: Client, address: str) -> None:
    assert queries_of(client, address) <= MOST_QUERIES


@pytest.mark.parametrize("address", ADDRESSES)
def test_at_most_ten_queries_for_who_is_logged_in(log_in, address: str) -> None:
    assert queries_of(log_in("GM0344", Role.GEBIEDSMANAGER), address) <= MOST_QUERIES


def test_a_municipality_without_wijken_is_shown_among_its_neighbours(client: Client) -> None:
    text = page(client, "/gemeente/GM0363/")
    assert "Inbraak in woningen" in text
    assert "Amsterdam en de gemeenten eromheen" in text
    assert "/gemeente/GM0384/?jaar=2024&amp;soort=registered-crime-1.1.1" in text
    assert 'name="niveau"' not in text
    assert "De tien gemeenten waarvan het aantal inwoners" in text


def test_of_one_type_utrecht_is_shown_among_its_neighbours(client: Client) -> None:
    text = page(client, f"/gemeente/GM0344/?soort={CARS}")
    assert "3.368 keer diefstal uit of van auto&#x27;s" in text
    assert "Van één soort misdrijf zijn er geen cijfers per wijk of buurt" in text


def test_every_municipality_answers(client: Client) -> None:
    codes = [area.code for area in municipalities()]
    assert len(codes) == 342
    for code in codes[::17]:
        assert "<h1>" in page(client, f"/gemeente/{code}/")


@pytest.mark.parametrize(
    "address",
    [
        "/gemeente/GM9999/",
        "/gemeente/GM03/",
        "/gemeente/WK034406/",
        "/wijk/GM0344/",
        "/buurt/BU99999999/",
        "/gemeente/gm0344/",
        "/gemeente/GM9999/tabel.csv",
        "/wijk/WK999999/kaart.geojson",
    ],
)
def test_an_unknown_area_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "jaar=1900",
        "jaar=tweeduizend",
        "jaar=%00",
        "soort=registered-crime-9.9.9",
        "soort=%00",
        "soort=';--",
        "niveau=straat",
        f"jaar=1900&soort={CARS}x&niveau=%20",
    ],
)
def test_what_cannot_be_answered_falls_back_to_the_default(client: Client, query: str) -> None:
    assert "<h1>Utrecht in 2024</h1>" in page(client, f"/gemeente/GM0344/?{query}")


def test_a_type_that_only_the_municipality_has_falls_back_for_a_wijk(client: Client) -> None:
    assert "6.984 misdrijven" in page(client, f"/wijk/WK034406/?soort={CARS}")


def test_a_year_that_the_type_does_not_have_gives_its_newest(client: Client) -> None:
    text = page(client, "/gemeente/GM0344/?jaar=2015&soort=registered-crime-0.0.0")
    assert "<h1>Utrecht in 2024</h1>" in text
    assert "<h1>Utrecht in 2015</h1>" in page(client, f"/gemeente/GM0344/?jaar=2015&soort={CARS}")


def test_the_breadcrumb_leads_up(client: Client) -> None:
    text = page(client, "/buurt/BU03440612/")
    assert 'href="/gemeenten/"' in text
    assert 'href="/gemeente/GM0344/?jaar=2024' in text
    assert 'href="/wijk/WK034406/?jaar=2024' in text


def test_marks_are_explained(client: Client) -> None:
    text = page(client, "/wijk/WK034406/?jaar=2021")
    assert "zegt per inwoner weinig" in text
    assert "Bezoekers zijn niet gemeten" in text
    assert "2021: coronajaar." in text
    text = page(client, "/gemeente/GM0363/")
    assert "De politie en het CBS kunnen de cijfers van dit jaar nog aanpassen." in text


def test_few_residents_have_no_rate_but_their_number(client: Client) -> None:
    figures = figures_of_level(level="buurt", year=2024, indicator="registered-crime-0.0.0")
    without = next(figure for figure in figures if figure.rate is None)
    text = page(client, f"/buurt/{without.area_code}/")
    assert "Er wonen hier te weinig mensen voor een cijfer per 1.000 inwoners." in text


def test_remarks_are_for_who_works_in_the_municipality(client: Client, log_in: Any) -> None:
    heading = "Toelichtingen van professionals"
    assert heading not in page(client, "/wijk/WK034406/")
    manager = log_in("GM0344", Role.GEBIEDSMANAGER)
    text = page(manager, "/wijk/WK034406/")
    assert heading in text
    assert 'href="/toelichtingen/WK034406/"' in text
    assert heading not in page(manager, "/gemeente/GM0307/")
    assert heading not in page(log_in("GM0344", Role.RESIDENT), "/wijk/WK034406/")


def test_sources_stand_with_their_day(client: Client) -> None:
    text = page(client, "/gemeente/GM0344/")
    for words in ("47022NED", "70072ned", "CBS / Kadaster, CC BY 4.0", "ingelezen op"):
        assert words in text
