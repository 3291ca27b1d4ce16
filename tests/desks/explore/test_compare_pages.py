"""Areas compared on one page: chosen by search, refused in words, weighed together, downloaded."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client
from django.utils.html import escape

from baken.desks.explore.writing import Writer
from baken.flows.compare_areas import AskedComparison, compare_areas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]
BURGLARY = "registered-crime-1.1.1"
CITIES = f"/vergelijken/?gebied=GM0344&gebied=GM0307&gebied=GM0363&soort={BURGLARY}"
SEVEN = ("GM0363", "GM0599", "GM0518", "GM0344", "GM0307", "GM0758", "GM0772")
FILES = CITIES.replace("/?", "/bestand.{}?")


def get(client: Client, address: str, language: str = "nl") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode())


def test_three_cities_in_words_pairs_and_panels(client: Client) -> None:
    text = get(client, CITIES + "&jaar=2024&vanaf=2019")
    assert "Amsterdam is aantoonbaar hoger dan Utrecht en Amersfoort" in text
    assert "Aantoonbaar lager dan in 2019: Utrecht, Amersfoort en Amsterdam" in text
    assert "6 vergelijkingen tegelijk" in text
    assert text.count('class="multiple"') == 6
    assert text.count("<tbody>") == 3


def test_the_order_of_the_choice_does_not_change_what_can_be_shown(client: Client) -> None:
    turned = CITIES.replace("gebied=GM0344&", "").replace("&soort", "&gebied=GM0344&soort")
    assert "2 van de 3 verschillen" in get(client, CITIES)
    assert "2 van de 3 verschillen" in get(client, turned)


def test_one_wijk_alone_is_called_no_comparison_and_goes_back_to_a_normal_year(client) -> None:
    text = get(client, "/vergelijken/?gebied=WK034403")
    assert "Alleen Wijk 03 Overvecht is gekozen" in text
    assert "Hoe het er ten opzichte van heel Utrecht voor staat" in text
    assert 'href="/wijk/WK034403/' in text
    assert "vergelijking gemaakt" not in text
    assert "Van 2023 naar 2024" in text
    assert "is gekozen: kies" not in get(client, CITIES)


def test_a_default_earlier_year_is_no_corona_year(client) -> None:
    assert "Van 2019 naar 2022" in get(client, CITIES + "&jaar=2022")


def test_a_single_hit_is_added_and_keeps_the_choice(client: Client) -> None:
    response = client.get(CITIES + "&zoek=súdwest-fryslan&jaar=2022")
    assert response.status_code == 302
    assert response["Location"].endswith(
        f"gebied=GM0344&gebied=GM0307&gebied=GM0363&gebied=GM1900&soort={BURGLARY}&jaar=2022"
    )


def test_several_hits_are_offered_as_links(client: Client) -> None:
    text = get(client, "/vergelijken/?gebied=GM0344&zoek=noord")
    assert text.count('<li><a href="/vergelijken/?gebied=GM0344&amp;gebied=') >= 5


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("gebied=GM0344&gebied=WK034406", "liggen in elkaar, dus dezelfde misdrijven"),
        ("gebied=WK034406&gebied=BU03440611", "liggen in elkaar"),
        ("gebied=GM0344&gebied=GM0363&soort=registered-crime-0.0.0", "er geen cijfers over “Alle"),
        ("gebied=GM0344&gebied=GM9999", "geen gebied dat hier bekend is"),
        ("gebied=GM0344&gebied=<b>", "geen gebied dat hier bekend is"),
        ("gebied=BU03440611&gebied=BU03440911", "te weinig mensen voor een cijfer"),
        (
            "gebied=" + "&gebied=".join(SEVEN),
            "hoogstens 6 gebieden",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    client: Client, asked: str, words: str
) -> None:
    text = get(client, f"/vergelijken/?{asked}")
    assert "Niet vergeleken" in text
    assert words in text


def test_a_municipality_leads_to_its_place_among_its_peers(client: Client) -> None:
    text = client.get(f"/vergelijken/?gebied=GM0307&soort={BURGLARY}&jaar=2024").content.decode()
    address = f"/gemeente/GM0307/vergelijkbaar/?soort={BURGLARY}&amp;jaar=2024#soort"
    assert f'href="{address}"' in text
    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_peers_are_added_by_their_inhabitants(client: Client) -> None:
    response = client.get(f"/vergelijken/?gebied=GM0307&soort={BURGLARY}&vergelijkbaar=1")
    assert response.status_code == 302
    assert response["Location"].count("gebied=") == 5
    assert "GM0307" in response["Location"]


def test_without_a_choice_the_page_says_how_to_begin(client: Client) -> None:
    text = get(client, "/vergelijken/")
    assert "nog geen gebied gekozen" in text
    assert "<svg" not in text.split("<main", 1)[1]


def test_the_table_leaves_as_csv_and_workbook_with_its_origin(client: Client) -> None:
    answer = client.get(FILES.format("csv"), headers={"accept-language": "nl"})
    rows = list(csv.reader(io.StringIO(answer.content.decode()[1:]), delimiter=";"))
    assert len(rows) == 1 + 3 * 13
    assert rows[0][-6:] == ["Status", "Methode", "Bron", "Licentie", "Adres", "Gemaakt op"]
    assert {row[-5] for row in rows[1:]} == {"quasi-poisson-scaled-gamma"}
    assert {row[-6] for row in rows[1:]} == {"definitief", "voorlopig"}
    assert {row[-3] for row in rows[1:]} == {"CBS / Politie, CC BY 4.0; CBS, CC BY 4.0"}
    utrecht = next(row for row in rows if row[:3] == ["GM0344", "Utrecht", "2024"])
    assert utrecht[4] == "399"
    book = openpyxl.load_workbook(io.BytesIO(client.get(FILES.format("xlsx")).content))
    assert book.worksheets[0].max_row == len(rows)


def test_the_workbook_has_every_difference_that_was_weighed(client: Client) -> None:
    address = FILES.format("xlsx") + "&jaar=2024&vanaf=2019"
    answer = client.get(address, headers={"accept-language": "nl"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 3
    head, *rows = book["Verschillen"].iter_rows(values_only=True)
    assert len(rows) == 6  # three pairs, three changes
    assert [row[2:6:3] for row in rows] == [(2024, 2024)] * 3 + [(2024, 2019)] * 3
    for row in rows:
        said = dict(zip(head, row, strict=True))
        low, high = said["Ondergrens (95 %)"], said["Bovengrens (95 %)"]
        assert low <= said["Keer de tweede"] <= high
        assert said["p"] <= said["p, alles samen (Holm)"]
        told = said["p, alles samen (Holm)"] < 0.05
        assert (said["Oordeel"] != "niet te onderscheiden") is told
        assert said["Methode"] == "poisson-conditional-scaled, Holm 1979"


def test_the_drawing_leaves_as_a_picture_that_says_its_source(client: Client) -> None:
    answer = client.get(FILES.format("svg"), headers={"accept-language": "nl"})
    assert answer["Content-Type"] == "image/svg+xml"
    text = answer.content.decode()
    assert "47018NED" in text
    assert "CC BY 4.0" in text
    assert client.get(FILES.format("pdf")).status_code == 404


def test_a_comparison_asks_few_questions(
    client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(10):
        client.get(CITIES)


@pytest.mark.parametrize(
    ("language", "words", "column"),
    [
        ("nl", "(Holm 1979); de marge van 95 %", "Bijgestelde p"),
        ("en", "(Holm 1979); the margin of 95 %", "Corrected p"),
    ],
)
def test_the_corrected_p_and_the_spread_stand_beside_an_uncorrected_margin(
    client: Client, language: str, words: str, column: str
) -> None:
    client.cookies["django_language"] = language
    text = get(client, CITIES + "&jaar=2024&vanaf=2019", language)
    assert words in text
    assert text.count(f'class="bk-num">{column}</th>') == 2
    found = compare_areas(AskedComparison(("GM0344", "GM0307", "GM0363"), BURGLARY, 2024, 2019))
    write = Writer(language == "en")
    for answer in (each.answer for each in (*found.pairs, *found.changes)):
        assert answer.p_adjusted >= answer.p
        assert f'data-label="{column}">{escape(write.chance(answer.p_adjusted))}</td>' in text
        assert f'data-label="φ">{write.number(answer.phi, 1)}</td>' in text


def test_a_single_comparison_needs_no_correction(client: Client) -> None:
    address = f"/vergelijken/?gebied=GM0344&gebied=GM0307&soort={BURGLARY}&jaar=2012"
    assert "Holm 1979); de marge" not in get(client, address)
