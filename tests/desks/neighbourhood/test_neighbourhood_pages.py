"""A plan of a wijk from the screens alone: written, answered, agreed, published, on a card."""

import io
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from baken.vocabulary.role import Role

Visit = Callable[..., Client]
MANAGER = ("GM0344", Role.GEBIEDSMANAGER)
DRAFTS, PUBLIC = "/bureau/wijkplannen/", "/wijkplannen/WK034403/"
HEAD = {
    "introduction": "Wij vroegen u wat er moet gebeuren.",
    "contact": "Gebiedsmanager Overvecht",
    "phone": "14 030",
}
VOICE = {"kind": "proposal", "title": "Meer licht in het park", "origin": "residents"}
DECISION = {
    "answer": "yes",
    "reason": "Het is er donker.",
    "decided_by": "college",
    "decided_on": "2026-11-20",
}
AGREEMENT = {
    "title": "Twintig lampen", "owner": "Gemeente", "when": "2027-03", "state": "planned",
}  # fmt: skip


def begun(client: Client) -> str:
    given = {"area": "WK034403", "first_year": "2027", "last_year": "2030"}
    response = client.post(f"{DRAFTS}beginnen/", given)
    assert response.status_code == 302
    return response["Location"]


def written(client: Client, plan: str, kind: str, given: dict, about: str = "") -> HttpResponse:
    return client.post(f"{plan}nieuw/{kind}/", given | ({"voice": about} if about else {}))


def text_of(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    return response.content.decode()


def voice_of(client: Client, plan: str) -> str:
    found = re.search(r"nieuw/decision/\?bij=([0-9a-f-]{36})", text_of(client, plan))
    assert found
    return found[1]


def whole(client: Client) -> str:
    plan = begun(client)
    assert written(client, plan, "head", HEAD).status_code == 302
    assert written(client, plan, "voice", VOICE).status_code == 302
    voice = voice_of(client, plan)
    assert written(client, plan, "decision", DECISION, voice).status_code == 302
    assert written(client, plan, "agreement", AGREEMENT, voice).status_code == 302
    return plan


def test_a_plan_goes_from_a_question_to_a_card_at_the_door(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = begun(client)
    assert "wie te bellen is" in text_of(client, plan)
    assert client.post(f"{plan}publiceren/", follow=True).status_code == 200
    assert client.get(PUBLIC).status_code == 404, "nothing goes out before it is whole"
    written(client, plan, "head", HEAD)
    written(client, plan, "voice", VOICE)
    assert "Nog niet besloten" in text_of(client, plan)
    voice = voice_of(client, plan)
    written(client, plan, "decision", DECISION, voice)
    assert "niet wat er gebeurt" in text_of(client, plan)
    written(client, plan, "agreement", AGREEMENT, voice)
    assert client.post(f"{plan}publiceren/").status_code == 302
    visitor = Client()
    page = text_of(visitor, PUBLIC)
    for words in ("Meer licht in het park", "Het is er donker.", "Twintig lampen", "maart 2027"):
        assert words in page
    assert "Mevrouw" not in page, "nobody's name"
    assert "Overvecht" in text_of(visitor, "/wijkplannen/")
    card = visitor.get(f"{PUBLIC}deurkaart.pdf")
    assert card["Content-Type"] == "application/pdf"
    said = PdfReader(io.BytesIO(card.content))
    words = "".join(page.extract_text() for page in said.pages)
    assert len(said.pages) == 2
    assert "/StructTreeRoot" in said.trailer["/Root"]
    for part in ("Meer licht in het park", "Ja", "Het is er donker.", "maart 2027", "14 030"):
        assert part in words


def test_a_withdrawn_plan_says_why_and_a_new_one_says_what_changed(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = whole(client)
    client.post(f"{plan}publiceren/")
    client.post(f"{plan}intrekken/", {"reason": "er stond een fout in"})
    page = text_of(Client(), PUBLIC)
    assert "er stond een fout in" in page
    assert "Twintig lampen" not in page
    client.post(f"{plan}publiceren/", {"reason": "de fout is eruit"})
    assert "Twintig lampen" in text_of(Client(), PUBLIC)


def test_what_was_changed_meanwhile_is_shown_beside_what_was_written(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = begun(client)
    written(client, plan, "voice", VOICE)
    part = re.search(rf"{plan}deel/[0-9a-f-]{{36}}/", text_of(client, plan))[0]
    seen = re.search(r'name="seen" value="([0-9a-f-]{36})"', text_of(client, part))[1]
    first = VOICE | {"title": "Van de een", "seen": seen}
    assert client.post(part, first).status_code == 302
    late = client.post(part, VOICE | {"title": "Van de ander", "seen": seen})
    assert late.status_code == 422
    page = late.content.decode()
    assert "Van de een" in page
    assert "Van de ander" in page
    again = re.search(r'name="seen" value="([0-9a-f-]{36})"', page)[1]
    assert client.post(part, VOICE | {"title": "Samen", "seen": again}).status_code == 302
    assert "Samen" in text_of(client, plan)
    assert client.post(f"{part}terug/").status_code == 302
    assert "Van de een" in text_of(client, plan)
    client.post(f"{part}weg/")
    assert "Van de een" not in text_of(client, plan)
    assert "Van de ander" not in text_of(client, f"{part}versies/")
    client.post(f"{part}terug/")
    assert "Van de een" in text_of(client, plan)


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("head", HEAD | {"phone": ""}, "telefoonnummer of een mailadres"),
        ("voice", VOICE | {"text": "bel 06-12345678"}, "deze tekst wordt openbaar"),
        ("agreement", AGREEMENT | {"when": "snel"}, "Schrijf een maand of een dag"),
        ("voice", {}, "dit veld is verplicht"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    visit: Visit, kind: str, given: dict, said: str
) -> None:
    client = visit("manager", MANAGER)
    plan = begun(client)
    response = client.post(f"{plan}nieuw/{kind}/", given, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 422
    page = response.content.decode()
    assert said.casefold() in page.casefold()
    for value in given.values():
        assert value in page


def test_a_draft_is_no_affair_of_others(visit: Visit) -> None:
    plan = whole(visit("manager", MANAGER))
    for number, roles in enumerate(
        ([("GM0307", Role.GEBIEDSMANAGER)], [("GM0344", Role.RESIDENT)], [])
    ):
        client = visit(f"ander{number}", *roles)
        for address in (plan, f"{plan}deurkaart.pdf", f"{plan}nieuw/voice/"):
            assert client.get(address).status_code in {403, 404}
        assert client.post(f"{plan}publiceren/").status_code in {403, 404}
    assert Client().get(plan).status_code in {302, 403, 404}
    assert client.get(f"{DRAFTS}{uuid4()}/").status_code in {403, 404}
    colleague = visit("coordinator", ("GM0344", Role.COORDINATOR))
    assert "Meer licht in het park" in text_of(colleague, plan)
    assert colleague.post(f"{plan}publiceren/").status_code == 403


def test_what_the_area_scan_proposes_is_taken_over_once(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = begun(client)
    title = "Minder misdrijven in Zamenhofdreef en omgeving"
    page = text_of(client, plan)
    assert page.count(f"<h3>{title}</h3>") == 1
    form = page.split(f"<h3>{title}</h3>", 1)[1].split("</form>", 1)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert fields["origin"] == "area-scan"
    assert written(client, plan, "voice", fields).status_code == 302
    page = text_of(client, plan)
    assert page.count(f"<h3>{title}</h3>") == 1
    assert "uit de gebiedsscan" in page
    assert "100,5 tegen 66,9 per 1.000 inwoners" in page
    assert f'value="{title}"' not in page


def card_words(client: Client, address: str, **asked: str) -> list[str]:
    said = PdfReader(io.BytesIO(client.get(address, **asked).content))
    return [" ".join(page.extract_text().split()) for page in said.pages]


def test_a_card_that_is_not_published_says_so_on_both_sides(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = whole(client)
    draft = card_words(client, f"{plan}deurkaart.pdf")
    assert ["nog niet gepubliceerd" in side for side in draft] == [True, True]
    client.post(f"{plan}publiceren/")
    public = card_words(Client(), f"{PUBLIC}deurkaart.pdf")
    assert ["nog niet gepubliceerd" in side for side in public] == [False, False]


def test_what_a_professional_saw_is_not_said_to_be_asked(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    plan = whole(client)
    seen = {"kind": "priority", "title": "Hangplek bij de brug", "origin": "professional"}
    written(client, plan, "voice", seen)
    voices = set(re.findall(r"nieuw/decision/\?bij=([0-9a-f-]{36})", text_of(client, plan)))
    for voice in voices:
        written(client, plan, "decision", DECISION | {"answer": "no"}, voice)
    client.post(f"{plan}publiceren/")
    front = card_words(Client(), f"{PUBLIC}deurkaart.pdf")[0]
    for said in (front, text_of(Client(), PUBLIC)):
        places = [
            said.index(words)
            for words in ("Wat u vroeg", "Meer licht", "Wat wij zagen", "Hangplek bij de brug")
        ]
        assert places == sorted(places)


def test_a_card_names_no_address_that_only_this_machine_opens(
    visit: Visit, settings: LazySettings
) -> None:
    client = visit("manager", MANAGER)
    plan = whole(client)
    own = card_words(client, f"{plan}deurkaart.pdf", HTTP_HOST="127.0.0.1:8000")[1]
    assert "127.0.0.1" not in own
    assert "kies Plannen, dan Wijkplannen, dan Overvecht" in own
    settings.ALLOWED_HOSTS = ["baken.example"]
    known = card_words(client, f"{plan}deurkaart.pdf", HTTP_HOST="baken.example")[1]
    assert "baken.example/wijkplannen/WK034403/" in known


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        ("1-3-2027", "01-03-2027", "1 maart 2027"),
        ("2027-03-31", "31-03-2027", "31 maart 2027"),
        ("03-2027", "03-2027", "maart 2027"),
    ],
)
def test_a_day_may_be_written_as_people_write_it(
    visit: Visit, typed: str, shown: str, said: str
) -> None:
    client = visit("manager", MANAGER)
    plan = begun(client)
    assert written(client, plan, "agreement", AGREEMENT | {"when": typed}).status_code == 302
    page = text_of(client, plan)
    assert said in page
    part = re.search(rf"{plan}deel/[0-9a-f-]{{36}}/", page)[0]
    assert f'value="{shown}"' in text_of(client, part)


def test_the_menu_marks_plans_on_every_page_of_a_plan(visit: Visit) -> None:
    client = visit("manager", MANAGER)
    client.post(f"{whole(client)}publiceren/")
    for address in ("/wijkplannen/", PUBLIC, "/plannen/", "/plannen/wensen/"):
        link = re.search(
            r'<a class="bk-nav__link" href="/plannen/"[^>]*>', text_of(client, address)
        )
        assert link
        assert "aria-current" in link[0], address
    listed = text_of(client, "/wijkplannen/")
    assert re.search(r"<h2[^>]*>Utrecht</h2>.*Overvecht</a></h3>", listed, re.DOTALL)
