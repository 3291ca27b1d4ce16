"""The scan over HTTP: on screen, as PDF and Word; who sees which statements; signing one."""

import io

import docx
import pypdf
import pytest
from desks.conftest import LOOPBACK, Visit
from django.test import Client

from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
PAGE = "/wijk/WK034403/gebiedsscan/"
LIST = "/verklaringen/WK034403/"
AGENT = ("GM0344", Role.WIJKAGENT)
MANAGER = ("GM0344", Role.GEBIEDSMANAGER)
WRITTEN = {
    "pillar": "safe",
    "bearing": "worry",
    "subject": "Scooters op het plein",
    "text": "Op het plein rijden 's avonds scooters.",
    "review_on": "2099-01-01",
    "expires_on": "2100-01-01",
}


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def pdf_of(client: Client, address: str) -> pypdf.PdfReader:
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def test_a_visitor_reads_the_scan_in_plain_sentences_with_what_is_missing(as_application):
    page = words(Client(**LOOPBACK), PAGE)
    for wanted in (
        "<h1>Gebiedsscan Overvecht</h1>",
        "In 2024 registreerde de politie 2.044 misdrijven in Overvecht.",
        "in heel Utrecht 66,9",
        '<h2 id="part-1">',
        "hoe veilig bewoners zich voelen (te zien in: de Veiligheidsmonitor",
        'role="img" aria-label="Kaart van de 10 buurten van Overvecht',
    ):
        assert wanted in page, wanted
    assert "Voor wie hier werkt" not in page
    assert "/verklaringen/" not in page


def test_the_scan_is_there_in_english(as_application):
    page = Client(**LOOPBACK, headers={"accept-language": "en"}).get(PAGE).content.decode()
    assert "In 2024 the police registered 2,044 crimes in Overvecht." in page
    assert "misdrijven" not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_the_pdf_is_pdf_ua_of_at_most_four_pages_with_the_map_in_words(as_application):
    read = pdf_of(Client(**LOOPBACK), "/wijk/WK034403/gebiedsscan.pdf")
    assert 1 < len(read.pages) <= 4
    root = read.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert (root["/Lang"], read.metadata.title) == ("nl-NL", "Gebiedsscan Overvecht")
    text = " ".join(page.extract_text() for page in read.pages)
    assert "Zamenhofdreef en omgeving" in text


def test_word_opens_and_has_the_same_headings(as_application):
    response = Client(**LOOPBACK).get("/buurt/BU03440321/gebiedsscan.docx")
    opened = docx.Document(io.BytesIO(response.content))
    headings = [each.text for each in opened.paragraphs if each.style.name == "Heading 1"]
    assert headings[-1] == "Hoe deze scan is gemaakt"
    assert {"Veilig", "Fysiek", "Sociaal", "Wat bewoners zeiden"} <= set(headings)


@pytest.mark.parametrize(
    "address",
    [
        *("/wijk/BU03440321/gebiedsscan/", "/buurt/WK034403/gebiedsscan/"),
        *("/wijk/WK999999/gebiedsscan/", "/wijk/xx/gebiedsscan.pdf", "/wijk/wk034403/gebiedsscan/"),
    ],
)
def test_what_is_no_such_area_is_not_found(address, as_application):
    assert Client(**LOOPBACK).get(address).status_code == 404


def test_a_statement_goes_from_the_wijkagent_by_the_gebiedsmanager_to_residents(visit: Visit):
    agent, manager, visitor = visit("agent", AGENT), visit("manager", MANAGER), Client(**LOOPBACK)
    response = agent.post(f"{LIST}ondertekenen/", WRITTEN)
    assert response.status_code == 302, response.content.decode()
    for who in (agent, manager):
        page = words(who, PAGE)
        assert "Mevrouw agent, wijkagent" in page
        assert "Voor wie hier werkt" in page
        assert "Zij zeggen niet hetzelfde" in page
        assert "Scooters" not in words(who, f"{PAGE}?versie=openbaar")
    assert "Scooters" not in words(visitor, PAGE)
    identifier = _only(manager)
    asked = words(manager, f"/verklaring/{identifier}/tonen/")
    assert "Op het plein rijden &#x27;s avonds scooters." in asked
    assert "Wijkagent" in asked
    assert "Mevrouw agent" not in asked.split("<main", 1)[1].split("</main", 1)[0]
    assert "Scooters" not in words(visitor, PAGE)
    assert agent.get(f"/verklaring/{identifier}/tonen/").status_code in {403, 404}
    manager.post(f"/verklaring/{identifier}/tonen/", {"public": "yes"})
    page = words(visitor, PAGE)
    assert "Scooters op het plein" in page
    assert "Mevrouw" not in page
    text = " ".join(
        each.extract_text() for each in pdf_of(visitor, "/wijk/WK034403/gebiedsscan.pdf").pages
    )
    assert "Mevrouw" not in text
    agent.post(f"/verklaring/{identifier}/intrekken/")
    assert "Scooters" not in words(visitor, PAGE)
    assert "Nog niemand ondertekende" in words(manager, LIST)


def _only(client: Client) -> str:
    """Return the id of the one statement, as the page of its area links it."""
    page = words(client, LIST)
    return page.split("/verklaring/", 1)[1].split("/", 1)[0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "Bel 06-12345678."}, "een e-mailadres, een telefoonnummer of een kenteken"),
        (
            {"text": "Meneer Jansen van de Zamenhofdreef 12 dealt hier."},
            "In de tekst staat “Meneer Jansen”, “Zamenhofdreef 12”",
        ),
        ({"subject": " "}, "de tekst is leeg"),
        ({"review_on": "2100-02-01"}, "niet na de dag waarop de verklaring verloopt"),
        ({"pillar": "money"}, "field__error"),
    ],
)
def test_what_cannot_be_signed_is_told_and_kept_in_the_form(visit: Visit, changed, said):
    response = visit("agent", AGENT).post(f"{LIST}ondertekenen/", WRITTEN | changed)
    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize("roles", [[("GM0307", Role.GEBIEDSMANAGER)], [("GM0344", Role.RESIDENT)]])
def test_who_does_not_work_there_opens_no_statements(visit: Visit, roles):
    client = visit("away", *roles)
    assert client.get(LIST).status_code in {403, 404}
    assert client.post(f"{LIST}ondertekenen/", WRITTEN).status_code in {403, 404}
