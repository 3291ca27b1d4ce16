"""What can be downloaded from an area page: the table, the map's areas, the drawings."""

import csv
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]
WEST, EAST, SOUTH, NORTH = 3.2, 7.3, 50.7, 53.6


def rows(client: Client, address: str, language: str = "nl") -> list[list[str]]:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";" if language == "nl" else ","))


def test_the_table_as_dutch_csv(client: Client) -> None:
    header, *body = rows(client, "/gemeente/GM0344/tabel.csv?niveau=buurt")
    assert header[:6] == ["Code", "Naam", "Jaar", "Soort", "Aantal", "Per 1.000 inwoners"]
    assert len(body) == 111
    assert {len(row) for row in body} == {len(header)}
    assert sum(int(row[4]) for row in body) == 25124
    binnenstad = next(r for r in rows(client, "/gemeente/GM0344/tabel.csv") if "WK034406" in r)
    assert binnenstad[4:8] == ["6984", "345,91", "329,11", "363,19"]


def test_the_table_as_english_csv(client: Client) -> None:
    binnenstad = next(
        r for r in rows(client, "/gemeente/GM0344/tabel.csv", "en") if "WK034406" in r
    )
    assert binnenstad[4:6] == ["6984", "345.91"]


def test_where_few_live_page_drawing_and_file_say_the_same(client: Client) -> None:
    page = client.get("/gemeente/GM0307/?jaar=2024").content.decode()
    drawn = re.findall(r'class="ranking-row [^>]*><title>([^<]*)</title>', page)
    header, *body = rows(client, "/gemeente/GM0307/tabel.csv?jaar=2024")
    told = [dict(zip(header, row, strict=True)) for row in body]
    few = [row for row in told if "weinig inwoners" in row["Kenmerken"]]
    unknown = [row for row in told if "inwonertal onbekend" in row["Kenmerken"]]
    assert "Isselt" in {_short(row["Naam"]) for row in few}
    assert "Bedrijventerrein Vathorst" in {_short(row["Naam"]) for row in unknown}
    for row in (*few, *unknown):
        titles = {each for each in drawn if each.startswith(_short(row["Naam"]) + ":")}
        count = f"{int(row['Aantal']):,}".replace(",", ".")
        assert titles
        why = "weinig inwoners" if row in few else "inwonertal onbekend"
        assert all(f": {count} geregistreerd, {why}" in each for each in titles)
        assert row["Keer de gemeente"] == row["Valt op"] == ""
    assert not any(": geen gegevens" in each for each in drawn)


def _short(name: str) -> str:
    return re.sub(r"^Wijk \d+ ", "", name)


@pytest.mark.parametrize("name", ["tabel", "jaren"])
def test_every_row_says_its_method_source_and_licence(client: Client, name: str) -> None:
    header, *body = rows(client, f"/gemeente/GM0307/{name}.csv?soort=registered-crime-1.1.1")
    assert header[-5:] == ["Methode", "Bron", "Licentie", "Adres", "Gemaakt op"]
    assert len(header) == len(set(header))
    for row in body:
        assert row[-5] == "quasi-poisson-scaled-gamma"
        assert "CBS / Politie" in row[-4]
        assert "Kadaster" not in row[-4]
        assert row[-3] == "CC BY 4.0"
        assert row[-2].startswith("http://testserver/gemeente/GM0307/")


def test_the_file_has_a_name_that_says_what_it_is(client: Client) -> None:
    response = client.get("/gemeente/GM0344/tabel.csv?jaar=2022")
    assert response["Content-Disposition"] == ('attachment; filename="baken-GM0344-wijk-2022.csv"')


def areas(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/geo+json"
    found = json.loads(response.content)
    assert found["type"] == "FeatureCollection"
    return found["features"]


def turning(ring: list[list[float]]) -> float:
    """Return twice the signed area: positive counterclockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/gemeente/GM0344/kaart.geojson", 10),
        ("/gemeente/GM0344/kaart.geojson?niveau=buurt", 111),
        ("/gemeente/GM0307/kaart.geojson?niveau=buurt", 145),
        ("/wijk/WK034406/kaart.geojson", 11),
        ("/buurt/BU03440612/kaart.geojson", 11),
        ("/gemeente/GM0363/kaart.geojson", None),
    ],
)
def test_areas_are_valid_geojson(client: Client, address: str, number: int | None) -> None:
    found = areas(client, address)
    assert len(found) == number if number else len(found) > 3
    for feature in found:
        assert feature["geometry"]["type"] == "MultiPolygon"
        assert feature["geometry"]["coordinates"], feature["properties"]["name"]
        for outer, *holes in feature["geometry"]["coordinates"]:
            for ring in (outer, *holes):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(WEST < x < EAST and SOUTH < y < NORTH for x, y in ring)
            assert turning(outer) > 0
            assert all(turning(hole) < 0 for hole in holes)


def test_areas_carry_what_the_map_shows(client: Client) -> None:
    found = {
        feature["properties"]["code"]: feature["properties"]
        for feature in areas(client, "/gemeente/GM0344/kaart.geojson?niveau=buurt")
    }
    assert {each["class"] for each in found.values()} == {1, 2, 3, 4, 5, "few-residents"}
    assert found["BU03440612"]["class"] == 5
    assert found["BU03440612"]["url"].startswith("/buurt/BU03440612/?jaar=2024")
    assert "456,2 per 1.000 inwoners" in found["BU03440612"]["value"]
    assert found["BU03440612"]["lower"] < found["BU03440612"]["rate"] < found["BU03440612"]["upper"]


def test_the_years_as_csv(client: Client) -> None:
    header, *body = rows(client, "/gemeente/GM0363/jaren.csv?soort=registered-crime-1.1.1")
    assert {len(row) for row in body} == {len(header)}
    assert [row[2] for row in body] == [str(year) for year in range(2012, 2025)]


@pytest.mark.parametrize(
    ("address", "drawn", "said"),
    [
        ("/gemeente/GM0344/kaart.svg", 10, "Alle geregistreerde misdrijven, Utrecht, 2024"),
        ("/wijk/WK034406/kaart.svg?jaar=2023", 11, "Wijk 06 Binnenstad, 2023"),
        ("/gemeente/GM0344/grafiek.svg", 0, "Alle geregistreerde misdrijven, Utrecht, 2024"),
    ],
)
def test_drawings_stand_alone_with_their_source(
    client: Client, address: str, drawn: int, said: str
) -> None:
    response = client.get(address)
    assert response["Content-Type"] == "image/svg+xml"
    text = response.content.decode()
    root = ET.fromstring(text)
    assert said in "".join(root.itertext())
    assert "CBS / Politie" in text
    assert "CC BY 4.0" in text
    assert ("map-legend" in text.partition("</style>")[2]) is (drawn > 0)
    assert text.count('class="map-link"') == drawn
    assert "<a " not in text
