"""All municipalities, all deliveries, and the pages to read."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from baken.desks.front import municipalities
from baken.desks.front.municipalities import matches
from baken.desks.front.origins import source_lines
from baken.foundation.intake.selectors import deliveries

READING = ("/uitleg/", "/privacy/", "/toegankelijkheid/", "/licentie/")


def get(client: Client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "nl"})
    assert response.status_code == 200, address
    return response.content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="/gemeente/GM\d{4}/[^"]*">([^<]+)</a>', text)


@pytest.mark.parametrize(
    ("name", "sought"),
    [
        ("'s-Hertogenbosch", "hertogen"),
        ("'s-Hertogenbosch", "'S-HERTOGENBOSCH"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Utrecht", ""),
        ("IJsselstein", "ijssel"),
    ],
)
def test_a_search_folds_accents_case_and_articles(name: str, sought: str) -> None:
    assert matches(name, sought)
    assert not matches(name, "Amersfoort")


@pytest.mark.django_db
def test_a_municipality_whose_figure_rests_on_invented_rows_is_marked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "bk-badge--synthetic" not in get(client, "/gemeenten/")

    def as_invented(*given: Any) -> Any:
        found = source_lines(*given)
        return tuple(replace(line, synthetic="47018" in line.title) for line in found)

    monkeypatch.setattr(municipalities, "source_lines", as_invented)
    text = get(client, "/gemeenten/?zoek=utrecht")
    row = text[text.index("<tbody>") : text.index("</tbody>")]
    assert row.count('<span class="bk-badge bk-badge--synthetic">synthetisch</span>') == len(
        names(text)
    )


@pytest.mark.django_db
def test_all_municipalities_in_the_order_of_their_names(client: Client) -> None:
    text = get(client, "/gemeenten/")
    shown = names(text)
    assert len(shown) == 342
    assert shown[0] == "Aa en Hunze"
    assert "twaalf" in text
    assert text.count('class="map-link"') == 342


@pytest.mark.django_db
def test_a_search_keeps_the_choice_and_says_when_nothing_is_found(client: Client) -> None:
    text = get(client, "/gemeenten/?zoek=utrecht&soort=registered-crime-1.4.5&jaar=2019")
    assert "Utrecht" in names(text)
    assert len(names(text)) < 10
    assert "Mishandeling, 2019" in text
    assert "Geen gemeente heet ‘xyz&lt;’" in get(client, "/gemeenten/?zoek=xyz<")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?soort=nonsense&jaar=x", "?jaar=0", "?zoek=%00"])
def test_unusable_choices_fall_back(client: Client, query: str) -> None:
    assert "Inbraak in woningen, 2024" in get(client, f"/gemeenten/{query}")


@pytest.mark.django_db
def test_the_download_gives_the_same_choice_unrounded(client: Client) -> None:
    answer = client.get("/gemeenten.csv?soort=registered-crime-1.1.1&jaar=2024")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 342
    (utrecht,) = (row for row in rows if row["municipality-code"] == "GM0344")
    assert utrecht["number"] == "399"
    assert float(utrecht["rate-per-1000"]) == pytest.approx(1000 * 399 / 375_498, rel=1e-15)
    assert utrecht["verdict"] == "lower"
    assert utrecht["status"] == "provisional"


@pytest.mark.django_db
def test_all_deliveries_with_licence_age_and_what_was_mended(client: Client) -> None:
    text = get(client, "/gegevens/")
    for words in ("misdrijven_gemeente_2012_2024.csv", "53.508", "CC BY 4.0", "omtrek hersteld"):
        assert words in text, words
    assert text.count('href="/gegevens/') >= len(deliveries())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "first", "last"),
    [("", 2, 50), ("?page=2", 51, 100), ("?regel=4634", 4601, 4634), ("?page=x", 2, 50)],
)
def test_a_delivery_shows_fifty_row_numbers_a_page(
    client: Client, query: str, first: int, last: int
) -> None:
    (population,) = (each for each in deliveries() if each.kind == "population")
    text = get(client, f"/gegevens/{population.id}/{query}")
    shown = [int(number) for number in re.findall(r'<tr id="regel-(\d+)"', text)]
    assert shown == list(range(first, last + 1))
    assert population.sha256 in text


@pytest.mark.django_db
def test_no_row_of_a_delivery_is_left_out_between_pages(client: Client) -> None:
    for each in deliveries():
        if each.rows > 400:
            continue
        pages = range(1, (each.rows + 1 - 1) // 50 + 2)
        text = "".join(get(client, f"/gegevens/{each.id}/?page={page}") for page in pages)
        assert len(set(re.findall(r'<tr id="regel-(\d+)"', text))) == each.rows, each.file_name


@pytest.mark.django_db
@pytest.mark.parametrize("address", READING)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_to_read_answer_in_both_languages(
    client: Client, address: str, language: str
) -> None:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.django_db
def test_the_style_guide_is_there_on_a_demo_install_only(client: Client, settings: Any) -> None:
    settings.BAKEN_DEMO = True
    assert client.get("/stijlgids/").status_code == 200
    settings.BAKEN_DEMO = False
    assert client.get("/stijlgids/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/gemeenten/", "/gemeenten/?zoek=a&jaar=2013", "/gemeenten.csv", "/gegevens/", *READING],
)
def test_at_most_ten_queries(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_open_api_is_found_from_the_page_of_data_and_every_address_answers(
    client: Client,
) -> None:
    text = get(client, "/gegevens/").partition('id="open-data"')[2].partition("</section>")[0]
    addresses = [each.replace("&amp;", "&") for each in re.findall(r'href="(/api/[^"]*)"', text)]
    assert len(addresses) == 7
    for address in addresses:
        assert client.get(address).status_code == 200, address
