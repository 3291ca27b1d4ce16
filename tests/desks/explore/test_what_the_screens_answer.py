"""Fifteen questions of three readers, and the words on the screen that answer them."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]
PAGES = {
    "vergelijken": "/vergelijken/?gebied=GM0344&gebied=GM0307&gebied=GM0363"
    "&soort=registered-crime-1.1.1&jaar=2024&vanaf=2019",
    "vergelijkbaar": "/gemeente/GM0307/vergelijkbaar/?soort=registered-crime-1.2.3&jaar=2024",
    "ranglijst": "/ranglijst/?soort=registered-crime-1.2.3&jaar=2024&zoek=utrecht",
    "soort": "/soorten/registered-crime-1.1.1/?jaar=2024",
    "mijn wijk": "/mijn-wijk/?gemeente=GM0344",
    "wijk": "/wijk/WK034406/?jaar=2024",
}
COUNCIL_MEMBER = [
    (
        "Wordt er minder ingebroken dan in 2019, of is dat toeval?",
        "vergelijken",
        "Aantoonbaar lager dan in 2019: Utrecht, Amersfoort en Amsterdam",
    ),
    (
        "Is Amsterdam erger dan Utrecht?",
        "vergelijken",
        "Amsterdam is aantoonbaar hoger dan Utrecht",
    ),
    (
        "Valt Amersfoort op naast vergelijkbare gemeenten?",
        "vergelijkbaar",
        "Bij geen enkele soort misdrijf verschilt Amersfoort duidelijk",
    ),
    (
        "Waarom juist die gemeenten?",
        "vergelijkbaar",
        "hebben gemeen: 100.000 tot 250.000 inwoners, 1.500 inwoners per km² of meer",
    ),
    (
        "Mag ik zeggen: wij staan op plaats 8?",
        "ranglijst",
        "Een plaats in de rij is minder zeker dan het lijkt",
    ),
]
RESIDENT = [
    ("Hoe vind ik mijn wijk?", "mijn wijk", "Zoek mijn wijk bij mijn plek"),
    ("Wordt bewaard waar ik ben?", "mijn wijk", "en nergens bewaard"),
    ("Kan ik mijn postcode invullen?", "mijn wijk", "postcode of adres zoeken kan niet"),
    ("Hoeveel is er in de Binnenstad gebeurd?", "wijk", "6.984"),
    ("Tellen mislukte inbraken mee?", "soort", "Pogingen en voltooide misdrijven zijn samen"),
]
ANALYST = [
    ("Welke incidentcodes zitten erin?", "soort", "A20 Gekwal. Diefstal in/uit woning"),
    ("Wat telt in geen gemeente mee?", "soort", "3 registraties horen bij geen gemeente"),
    ("Zijn er aantallen herzien?", "soort", "Geen enkel aangeleverd aantal van deze soort"),
    ("Hoe zijn verschillen getoetst?", "vergelijken", "poisson-conditional-scaled , Holm 1979"),
    ("Waaruit komt de marge van een plaats?", "ranglijst", "Laird & Louis 1989"),
]


@pytest.mark.parametrize(
    ("question", "page", "answer"),
    [*COUNCIL_MEMBER, *RESIDENT, *ANALYST],
    ids=lambda value: value if value.endswith("?") else "",
)
def test_the_screen_answers(client: Client, question: str, page: str, answer: str) -> None:
    response = client.get(PAGES[page], headers={"accept-language": "nl"})
    text = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1])
    plain = re.sub(r"\s+", " ", text).replace("&amp;", "&")
    assert answer in plain, question
