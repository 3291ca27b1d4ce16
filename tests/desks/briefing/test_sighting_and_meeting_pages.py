"""The morning over HTTP: choosing once, writing what was seen, holding the meeting."""

from uuid import uuid4

import pytest
from desks.conftest import Visit
from django.core.files.uploadedfile import SimpleUploadedFile

from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
COORDINATOR = ("GM0344", Role.COORDINATOR)
SEEN = "/ochtend/WK034403/gezien/"
WRITE = SEEN + "schrijven/"
PHOTO = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    b"\xff\xe1\x00\x0bGPS 52.09\xff\xda\x00\x02pixels\xff\xd9"
)


def note(**changes: object) -> dict[str, object]:
    given = {"key": str(uuid4()), "text": "Vuur in een prullenbak.", "area": "BU03440343"}
    return given | changes


def test_a_wijk_is_chosen_once_and_stands_in_the_address(visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    page = client.get("/ochtend/").content.decode()
    assert "Overvecht" in page
    assert "Amersfoort" not in page
    chosen = client.get("/ochtend/", {"gebied": ["WK034403", "WK034402"]})
    assert chosen["Location"] == "/ochtend/WK034402-WK034403/"
    assert client.get("/ochtend/")["Location"] == "/ochtend/WK034402-WK034403/"
    assert client.get("/ochtend/?kies").status_code == 200
    for other in ("WK030701", "BU03440343", "GM0344-WK034403", "onzin", "WK034499"):
        assert client.get(f"/ochtend/{other}/").status_code == 404, other


def test_a_note_with_a_photo_is_kept_once_and_shown(visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    sent = note(lengte="5.119", breedte="52.118", street="Zamenhofdreef 12")
    for _twice in range(2):
        file = SimpleUploadedFile("p.jpg", PHOTO, "image/jpeg")
        assert client.post(WRITE, sent | {"photo": file})["Location"] == SEEN
    page = client.get(SEEN).content.decode()
    assert page.count("Vuur in een prullenbak.") == 1
    assert "Zamenhofdreef" in page
    assert "Zamenhofdreef 12" not in page
    address = page.split('src="/straatfoto/')[1].split('"')[0]
    photo = client.get("/straatfoto/" + address)
    assert photo["Content-Type"] == "image/jpeg"
    assert photo["Cache-Control"] == "private, no-store"
    assert b"GPS" not in photo.content
    assert "Vuur in een prullenbak." in client.get("/ochtend/GM0344/").content.decode()


def test_the_script_is_answered_in_words_it_can_show(visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    by_script = {"headers": {"accept": "application/json"}}
    assert client.post(WRITE, note(), **by_script).json() == {"kept": True}
    refused = client.post(WRITE, note(text="Meneer Jansen dealt hier."), **by_script)
    assert refused.status_code == 422
    assert "Meneer Jansen" in refused.json()["said"][0]


def test_what_is_wrong_stands_beside_the_field(visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    for wrong, said in (
        ({"text": ""}, "Dit is nodig"),
        ({"text": "Bel 06-12345678"}, "telefoonnummer"),
        ({"photo": SimpleUploadedFile("p.jpg", b"no picture")}, "geen JPEG- of PNG-foto"),
    ):
        response = client.post(WRITE, note(**wrong))
        assert response.status_code == 422, wrong
        assert said in response.content.decode(), wrong


def test_only_the_author_takes_a_note_away(visit: Visit) -> None:
    writer = visit("coordinator", COORDINATOR)
    writer.post(WRITE, note())
    away = writer.get(SEEN).content.decode().split(f'action="{SEEN}')[2].split('"')[0]
    other = visit("agent", ("GM0344", Role.WIJKAGENT))
    other.post(SEEN + away)
    assert "Vuur" in other.get(SEEN).content.decode()
    writer.post(SEEN + away)
    assert "Vuur" not in writer.get(SEEN).content.decode()


def test_a_meeting_from_the_table_to_the_promise(visit: Visit) -> None:
    client = visit("manager", ("GM0344", Role.GEBIEDSMANAGER))
    client.post(WRITE, note())
    begun = client.post("/ochtend/WK034403/overleg/beginnen/", {"gebied": "WK034403"})
    meeting = begun["Location"]
    assert "Vuur in een prullenbak." in client.get(meeting).content.decode()
    put = {"source": "own", "title": "Inbraken aan de Zamenhofdreef"}
    assert client.post(meeting + "punt/", put)["Location"] == meeting
    page = client.get(meeting).content.decode()
    item = page.split('id="punt-')[1].split('"')[0]
    client.post(meeting + "sluiten/")
    assert "nog geen besluit: “Inbraken" in client.get(meeting).content.decode()
    decide = f"/overleg/punt/{item}/besluit/"
    half = client.post(decide, {f"{item}-text": "Lopen", f"{item}-owner": ""})
    assert half.status_code == 422
    whole = {f"{item}-text": "Lopen", f"{item}-owner": "handhaving"}
    day = page.split(f'name="{item}-due" value="')[1].split('"')[0]
    assert client.post(decide, whole | {f"{item}-due": day})["Location"] == meeting
    client.post(meeting + "sluiten/")
    for address in ("/ochtend/WK034403/overleg/", "/ochtend/WK034403/", "/ochtend/GM0344/"):
        assert "handhaving" in client.get(address).content.decode(), address
    told = client.post(f"/overleg/punt/{item}/uitkomst/", {f"{item}-outcome": "kept"})
    assert told.status_code == 302
    assert "handhaving" not in client.get("/ochtend/WK034403/overleg/").content.decode()


def test_another_municipality_sees_no_meeting(visit: Visit) -> None:
    client = visit("manager", ("GM0344", Role.GEBIEDSMANAGER))
    meeting = client.post("/ochtend/WK034403/overleg/beginnen/", {"gebied": "WK034403"})["Location"]
    other = visit("elsewhere", ("GM0307", Role.GEBIEDSMANAGER))
    assert other.get(meeting).status_code == 404
    assert other.post(meeting + "sluiten/")["Location"] == meeting
