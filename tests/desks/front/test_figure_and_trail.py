"""From every figure on home to its delivered rows in two clicks; the figure as published."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.site.commands import figure as figure_command
from baken.site.commands.reporting import to_json

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[3] / "data" / "nl" / "crime"
CITIES = {"GM0344", "GM0307"}
TOTAL = "registered-crime-0.0.0"


def get(client: Client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "nl"})
    assert response.status_code == 200, address
    return response.content.decode()


def address_of(indicator: str, area: str, year: object) -> str:
    return reverse("figure", args=[indicator, area, year])


def published() -> list[tuple[str, str, str, str]]:
    """Return (indicator, area, year, count) of both cities and all their buurten."""
    with (DATA / "misdrijven_gemeente_2012_2024.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gemeentecode"] in CITIES]
    with (DATA / "misdrijven_buurt_totaal_2021_2024.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows += [row | {"gemeentecode": row["buurtcode"]} for row in csv.DictReader(file)]
    return [
        (
            f"registered-crime-{row['soort_misdrijf']}",
            row["gemeentecode"],
            row["jaar"],
            row["geregistreerde_misdrijven"],
        )
        for row in rows
    ]


def test_every_figure_link_on_home_leads_to_its_rows_in_two_clicks(client: Client) -> None:
    links = sorted(set(re.findall(r'href="(/cijfer/[^"]+)"', get(client, "/"))))
    assert len(links) > 50
    for link in links:
        row_links = re.findall(
            r'href="(/gegevens/[^"#]+\?regel=(\d+))#regel-(\d+)"', get(client, link)
        )
        assert row_links, link
        address, asked, anchor = row_links[-1]
        assert asked == anchor
        selected = re.search(r'<tr id="regel-(\d+)" class="bk-selected"', get(client, address))
        assert selected is not None, address
        assert selected[1] == asked


def test_the_second_click_shows_the_published_number(client: Client) -> None:
    text = get(client, address_of("registered-crime-1.1.1", "GM0344", 2024))
    links = re.findall(r'href="(/gegevens/[^"#]+\?regel=\d+)#', text)
    pages = [get(client, link) for link in links]
    rows = [re.search(r'class="bk-selected".*?</tr>', page, re.DOTALL) for page in pages]
    assert any(row and "<td>399</td>" in row[0] and "<td>GM0344</td>" in row[0] for row in rows)


def test_every_published_count_is_the_figure(client: Client) -> None:
    rows = published()
    assert len(rows) == 2 * 12 * 13 + 256 * 4
    for indicator, area, year, count in rows:
        answer = client.get(address_of(indicator, area, year), {"format": "json"})
        assert answer.json()["value"] == int(count), (indicator, area, year)


@pytest.mark.parametrize(
    ("indicator", "area"), [("registered-crime-1.1.1", "GM0344"), (TOTAL, "WK034406")]
)
def test_json_equals_the_command(
    client: Client, capsys: pytest.CaptureFixture[str], indicator: str, area: str
) -> None:
    words = type("Words", (), {})()
    words.indicator, words.area, words.period = indicator, area, "2024"
    words.as_known_on, words.json = None, True
    assert figure_command.run(words) == 0
    told = json.loads(capsys.readouterr().out)
    answer = client.get(address_of(indicator, area, 2024), {"format": "json"})
    assert answer["Content-Type"].startswith("application/json")
    assert answer.json() == told == json.loads(to_json(told))


def test_a_city_total_rests_on_all_its_buurten_page_by_page(client: Client) -> None:
    first = address_of(TOTAL, "GM0344", 2024)
    found = [
        re.findall(r"\?regel=(\d+)#regel", get(client, f"{first}?page={page}"))
        for page in (1, 2, 3)
    ]
    assert [len(rows) for rows in found] == [50, 50, 12]
    assert len({row for rows in found for row in rows}) == 112
    assert "112 rijen" in get(client, first)


def test_the_row_of_inhabitants_stands_on_the_first_page(client: Client) -> None:
    assert "gemiddeld_inwoners" in get(client, address_of(TOTAL, "GM0344", 2024))


def test_the_page_explains_itself(client: Client) -> None:
    text = get(client, address_of("registered-crime-1.1.1", "GM0344", 2024))
    for words in (
        "Inbraak in woningen: 399",
        "de marge loopt van 335 tot 469",
        "375.498",
        "quasi-poisson-scaled-gamma",
        "poisson-conditional-scaled",
        "Garwood 1936",
        "2,9 keer zo sterk",
        "De bron noemt dit cijfer voorlopig",
        "tussen 4",
        "niet herzien",
        'class="front-cell--value">399<',
    ):
        assert words in text, words


def test_what_is_to_be_known_of_a_wijk_is_said(client: Client) -> None:
    text = get(client, address_of(TOTAL, "WK034406", 2023))
    for words in ("som van de buurten", "Van één jaar is het aantal inwoners bekend", "bezoekers"):
        assert words in text, words
    assert "In 2021 golden coronamaatregelen" in get(client, address_of(TOTAL, "WK034406", 2021))
    assert "Er is geen cijfer van het jaar ervoor" in get(
        client, address_of(TOTAL, "WK034406", 2021)
    )


@pytest.mark.parametrize(
    "address",
    [
        "/cijfer/registered-crime-9.9.9/GM0344/2024/",
        "/cijfer/registered-crime-1.1.1/GM9999/2024/",
        "/cijfer/registered-crime-1.1.1/nonsense/2024/",
        "/cijfer/registered-crime-1.1.1/GM0344/1900/",
        "/cijfer/registered-crime-1.1.1/GM0344/99999999999999/",
        "/gegevens/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/cijfer/registered-crime-1.1.1/GM0344/2024/",
        "/cijfer/registered-crime-0.0.0/GM0344/2024/?page=2",
        "/cijfer/registered-crime-0.0.0/BU03440111/2024/?format=json",
    ],
)
def test_at_most_ten_queries(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200
