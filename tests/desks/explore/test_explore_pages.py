"""Types, rank lists, peers and my wijk: what the pages say, refuse and give away."""

import csv
import io
import json
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]
BURGLARY, BIKES = "registered-crime-1.1.1", "registered-crime-1.2.3"


def get(client: Client, address: str, language: str = "nl") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode())


def rows(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(address, headers={"accept-language": "en"}).content.decode()
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_type_says_what_is_counted_and_how_much_there_is_in_the_country(client: Client) -> None:
    text = get(client, f"/soorten/{BURGLARY}/?jaar=2024")
    assert "A20 Gekwal. Diefstal in/uit woning" in text
    assert "Pogingen en voltooide misdrijven zijn samen geteld" in text
    # The delivered file: 22,375 in municipalities, 3 without.
    assert "22.378" in text
    assert "3 registraties horen bij geen gemeente" in text
    assert text.count('class="map-link"') == 342
    assert "Tiel: 336 in 2013 en 164 in 2014" in text


def test_every_type_of_the_list_has_its_page(client: Client) -> None:
    found = re.findall(r'<li><a href="(/soorten/[^"]+)"', get(client, "/soorten/"))
    assert len(found) == 12
    assert client.get("/soorten/registered-crime-9.9.9/").status_code == 404
    assert "not reported or found" in get(client, found[-1], "en")


def test_the_rank_list_never_shows_a_rank_without_its_interval(client: Client) -> None:
    found = rows(client, f"/ranglijst/bestand.csv?soort={BIKES}&jaar=2024")
    assert len(found) == 342
    for row in found:
        rank, best, worst = int(row["Rank"]), int(row["Rank from"]), int(row["Rank to"])
        assert 1 <= best <= rank <= worst <= 342
        together = int(row["Rank from, all together"]), int(row["Rank to, all together"])
        assert together[0] <= rank <= together[1]
    assert {row["Licence"] for row in found} == {"CBS / Politie, CC BY 4.0; CBS, CC BY 4.0"}
    rates = [float(row["Per 1,000 inhabitants"]) for row in found]
    assert rates == sorted(rates, reverse=True)
    text = get(client, f"/ranglijst/?soort={BIKES}&jaar=2024")
    assert text.count("bk-interval-text") == 2 * 342
    assert text.count('class="rank-whisker"') >= 342


def test_the_list_is_searched_ordered_and_narrowed_by_its_address(client: Client) -> None:
    text = get(client, f"/ranglijst/?soort={BURGLARY}&zoek=s-gravenhage&volgorde=naam")
    assert text.count('class="bk-selected"') == 1
    group = "100000-to-250000.dense"
    small = rows(client, f"/ranglijst/bestand.csv?soort={BURGLARY}&jaar=2024&groep={group}")
    assert 8 <= len(small) < 30
    assert max(int(row["Rank to"]) for row in small) <= len(small)
    assert "100.000 tot 250.000 inwoners" in get(client, f"/ranglijst/?groep={group}")
    assert "Geen gemeente in deze lijst" in get(client, "/ranglijst/?zoek=qqq")


def test_peers_say_why_and_leave_room_for_ordinary_differences(client: Client) -> None:
    text = get(client, f"/gemeente/GM0307/vergelijkbaar/?soort={BIKES}&jaar=2024")
    assert "12 gemeenten, Amersfoort meegeteld" in text
    assert "1.500 inwoners per km² of meer" in text
    assert "Amersfoort ligt" in text
    assert "waarbij 1 het hoogste cijfer is" in text
    assert "Plaats 1 heeft het hoogste cijfer" in text
    assert "voorbij deze lijn: duidelijk erbuiten" in text
    assert "Stedelijkheid" in text or "stedelijkheid" in text
    assert len(rows(client, "/gemeente/GM0307/vergelijkbaar/bestand.csv?jaar=2024")) == 12
    assert client.get("/gemeente/GM9999/vergelijkbaar/").status_code == 404


def test_the_four_largest_cities_are_each_others_peers(client: Client) -> None:
    text = get(client, f"/gemeente/GM0344/vergelijkbaar/?soort={BURGLARY}&jaar=2024")
    assert "4 gemeenten" in text
    for city in ("Amsterdam", "Rotterdam", "&#x27;s-Gravenhage"):
        assert city in text


@pytest.mark.parametrize("form", ["reeks-svg", "kaart-svg"])
def test_drawings_leave_with_their_source(client: Client, form: str) -> None:
    text = client.get(f"/soorten/{BURGLARY}/bestand.{form}").content.decode()
    assert "CC BY 4.0" in text
    assert "<a " not in text


def test_areas_leave_as_geojson_with_figures(client: Client) -> None:
    found = json.loads(client.get(f"/soorten/{BURGLARY}/bestand.geojson?jaar=2024").content)
    assert len(found["features"]) == 342
    utrecht = next(f for f in found["features"] if f["properties"]["code"] == "GM0344")
    assert utrecht["properties"]["number"] == 399
    longitude, latitude = utrecht["geometry"]["coordinates"][0][0][0]
    assert 4.9 < longitude < 5.3
    assert 52.0 < latitude < 52.2
    assert len(found["about"]) == 5
    # The areas are in this file; in the table they are not.
    assert "CBS / Kadaster" in str(found["about"])
    table = rows(client, f"/soorten/{BURGLARY}/bestand.csv?jaar=2024")
    assert {row["Verdict on the change"] for row in table} <= {
        *("higher", "lower", "no demonstrable change", "not comparable"),
    }
    assert {row["Licence"] for row in table} == {"CBS / Politie, CC BY 4.0; CBS, CC BY 4.0"}


def post(client: Client, longitude: str, latitude: str):
    return client.post("/mijn-wijk/hier/", {"lengte": longitude, "breedte": latitude})


def test_a_place_leads_to_its_buurt_and_leaves_nothing_behind(client: Client, caplog) -> None:
    # The Dom of Utrecht.
    response = post(client, "5.1213", "52.0907")
    assert response.status_code == 302
    assert response["Location"].startswith("/buurt/BU034406")
    assert "no-store" in response["Cache-Control"]
    assert "5.121" not in caplog.text
    assert not response.cookies
    # Outside the two cities with buurten: the municipality.
    assert post(client, "4.9", "52.37")["Location"] == "/gemeente/GM0363/"


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        (("", ""), 400, "geen plek die te gebruiken is"),
        (("nan", "52"), 400, "geen plek"),
        (("1e400", "52"), 400, "geen plek"),
        (("52", "5"), 400, "geen plek"),
        (("3.2", "53.5"), 200, "buiten de gebieden"),
    ],
)
def test_a_place_that_is_none_is_said(
    client: Client, place: tuple[str, str], status: int, words: str
) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    response = post(client, *place)
    assert response.status_code == status
    assert words in response.content.decode()


def test_my_wijk_works_by_map_without_a_script(client: Client) -> None:
    text = get(client, "/mijn-wijk/?gemeente=GM0344")
    assert text.count('class="map-link"') == 10
    assert 'href="/wijk/WK034406/"' in text
    assert "geen adressenlijst meegeleverd" in text


def test_area_pages_give_workbook_and_drawings(client: Client) -> None:
    for address in ("/gemeente/GM0344/", "/wijk/WK034406/", "/gemeente/GM0363/"):
        assert client.get(f"{address}tabel.xlsx").content[:2] == b"PK"
        assert "CC BY 4.0" in client.get(f"{address}kaart.svg").content.decode()
        assert "chart-line" in client.get(f"{address}grafiek.svg").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"/soorten/{BURGLARY}/",
        f"/ranglijst/?soort={BIKES}",
        "/gemeente/GM0307/vergelijkbaar/",
        "/mijn-wijk/?gemeente=GM0344",
    ],
)
def test_few_questions_per_page(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(10):
        client.get(address)


@pytest.mark.parametrize(
    ("answer", "address"),
    [
        ("types.type_picture", f"/soorten/{BURGLARY}/"),
        ("ranking.placed_list", "/ranglijst/"),
    ],
)
def test_without_any_figures_the_page_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, answer: str, address: str
) -> None:
    monkeypatch.setattr(f"baken.desks.explore.{answer}", lambda *_asked, **_named: None)
    assert "baken demo" in get(client, address)


def test_the_types_are_said_to_be_a_part_of_all_crime(client: Client) -> None:
    assert "in 2024 waren ze 49 % in Utrecht en 47 %" in get(client, "/soorten/")
