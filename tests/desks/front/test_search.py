"""Finding a gemeente, wijk or buurt by what people write."""

import re
from typing import Any

import pytest
from django.test import Client

from baken.foundation.places.finding import areas_called, names_alike, words_of


def found_in(client: Client, sought: str) -> list[str]:
    text = client.get("/zoeken/", {"zoek": sought}).content.decode()
    return re.findall(r'front-found__name" href="[^"]+">([^<]+)</a>', text)


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        ("  Súdwest-Fryslân ", ("sudwest", "fryslan")),
        ("'s-Hertogenbosch", ("hertogenbosch",)),
        ("Wijk 6, Utrecht", ("wyk", "0006", "utrecht")),
        ("\x00", ()),
        ("", ()),
    ],
)
def test_words_are_written_as_sort_keys_are(sought: str, words: tuple[str, ...]) -> None:
    assert words_of(sought) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("utrecht", "Utrecht"),
        ("SUDWEST fryslan", "Súdwest-Fryslân"),
        ("bosch hertogen", "'s-Hertogenbosch"),
        ("binnenstad", "Binnenstad"),
        ("ijsselst", "IJsselstein"),
        ("bu03440133", "Bedrijventerrein Lageweide"),
        ("lageweide utrecht", "Bedrijventerrein Lageweide"),
    ],
)
def test_the_best_fit_comes_first(sought: str, first: str) -> None:
    found, total = areas_called(sought, number=5)
    assert first in found[0].name
    assert total >= len(found) >= 1


@pytest.mark.django_db
def test_a_place_beside_a_name_narrows_and_alone_finds_no_parts() -> None:
    everywhere, total = areas_called("noord", number=500)
    in_utrecht, fewer = areas_called("noord utrecht", number=500)
    assert len(everywhere) == total > fewer > 0
    assert {each.municipality for each in in_utrecht if each.level == "buurt"} == {"Utrecht"}
    assert areas_called("utrecht", number=500)[1] < 20


@pytest.mark.django_db
def test_one_answer_is_opened_many_are_listed_none_says_what_to_do(client: Client) -> None:
    one = client.get("/zoeken/?zoek=lageweide")
    assert (one.status_code, one.headers["Location"]) == (302, "/buurt/BU03440133/")
    assert len(found_in(client, "noord")) > 5
    none = client.get("/zoeken/?zoek=zuilem<", headers={"accept-language": "nl"}).content.decode()
    assert "Niets heet ‘zuilem&lt;’" in none
    assert "Zuilen" in none
    assert found_in(client, "") == []


@pytest.mark.django_db
def test_a_mistyped_name_is_recognised() -> None:
    assert "Amersfoort" in names_alike("amersfort", number=4)
    assert names_alike("qqqqqq", number=4) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("sought", ["", "noord", "e", "zuilem", "%", "_", "\\", "%00"])
def test_any_search_takes_at_most_ten_queries(
    client: Client, django_assert_max_num_queries: Any, sought: str
) -> None:
    with django_assert_max_num_queries(10):
        assert client.get("/zoeken/", {"zoek": sought}).status_code in {200, 302}


@pytest.mark.django_db
@pytest.mark.parametrize("sought", ["Den Haag", "den haag", "s-gravenhage", "\u2019s-Gravenhage"])
def test_a_municipality_is_found_by_what_people_call_it(sought: str) -> None:
    found, _total = areas_called(sought, number=5)
    assert found[0].name == "'s-Gravenhage"


@pytest.mark.django_db
def test_a_slip_of_the_finger_is_met_with_the_names_that_look_like_it(client: Client) -> None:
    text = client.get("/zoeken/", {"zoek": "zoetemeer"}).content.decode()
    assert "?zoek=Zoetermeer" in text
