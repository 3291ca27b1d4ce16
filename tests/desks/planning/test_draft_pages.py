"""A plan changed on screen: forms, people who meet, sessions that end, versions."""

import html
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.records.plans.models import PlanDraft
from baken.records.plans.selectors import plan
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
PLAN, TENANT = "amf_2018", "GM0307"
ADVISER, MANAGER = (TENANT, Role.POLICY_ADVISER), (TENANT, Role.PROGRAMME_MANAGER)


def opened(client: Client, why: str = "Jaarlijkse herziening") -> str:
    """Open a draft and return its address."""
    response = client.post(f"/plannen/{PLAN}/wijzigen/", {"versie": "1", "waarom": why})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def form_of(client: Client, address: str) -> dict[str, list[str]]:
    """Return what a form on a page would send when nothing was typed."""
    page = client.get(address).content.decode()
    return fields_in(page)


def fields_in(page: str) -> dict[str, list[str]]:
    form = re.search(r'(?s)<form method="post" class="planning-form".*?</form>', page).group(0)
    found: dict[str, list[str]] = {}
    for tag in re.finditer(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag.group(0))
        value = re.search(r'value="([^"]*)"', tag.group(0))
        ticked = 'type="checkbox"' not in tag.group(0) or " checked" in tag.group(0)
        radio = 'type="radio"' in tag.group(0)
        if name and ticked and not radio:
            said = html.unescape(value.group(1)) if value else ""
            found.setdefault(name.group(1), []).append(said)
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found.setdefault(name, []).append(html.unescape(body))
    for name, body in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found.setdefault(name, []).append(html.unescape(chosen.group(1)) if chosen else "")
    return found


def test_a_form_that_is_sent_untouched_changes_nothing(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    tables = (
        "goal/amf_g2",
        "effort/amf_e01",
        "measure/amf_e02_m01",
        "area/amf_centrum",
        "plan/amf_2018",
    )
    known = {row["id"] for name in ("area",) for row in plan(PLAN).tables[name]}
    for row in (*tables[:3], *(f"area/{each}" for each in sorted(known)), tables[4]):
        form = form_of(client, f"{address}{row}/")
        answer = client.post(f"{address}{row}/", form, follow=True)
        assert "Er is niets gewijzigd, dus ook niets bewaard." in text_of(answer), row


def test_every_row_of_both_plans_survives_its_form(visit: Visit) -> None:
    """Whatever stands in a plan, opening and saving its form loses nothing of it."""
    client = visit("anna", ADVISER)
    address = opened(client)
    found = plan(PLAN)
    rows = [("measure", each.id) for each in found.measures]
    rows += [("duty", each.id) for each in found.duties]
    for table, row_id in rows[::6]:
        form = form_of(client, f"{address}{table}/{row_id}/")
        client.post(f"{address}{table}/{row_id}/", form)
    enter_scope(Person.objects.get(username="anna"))
    draft = PlanDraft.objects.get(id=address.rstrip("/").rpartition("/")[2])
    assert not draft.changes.exists()


def test_a_policy_adviser_makes_a_goal_measurable_and_sees_when_a_target_says_nothing(
    visit: Visit,
) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}goal/amf_g6/"
    assert "Kies een indicator die telt" in text_of(client.get(row)), "the remedy"
    page = client.get(row).content.decode()
    burglaries = re.search(r'value="([^"]*)"[^>]*>Woninginbraken<', page).group(1)
    form = form_of(client, row) | {
        "indicator_ids": [burglaries],
        "baseline.value": "560", "baseline.date": "2016", "target.value": "559",
        "target.date": "2015", "target.direction": "at_most", "doe": "bekijk",
    }  # fmt: skip
    looked = text_of(client.post(row, form))
    assert "“Streefwaarde: volgens welk besluit” is leeg" in looked, "a new target has its source"
    assert "komt niet na de nulmeting" in looked
    assert re.search(r"</svg>niet meetbaar</span>", looked)
    form |= {"target.date": "2030", "target.source": "Raadsbesluit van 12 maart 2027"}
    looked = text_of(client.post(row, form))
    assert "valt buiten de looptijd van het plan, 2018 tot en met 2018" in looked
    assert "niemand kan later zeggen of ze gehaald is" in looked
    assert "niet bewaard" not in looked
    assert "Onder “Eigen lezing van de tekst” staat" not in looked, "the reading is outgrown"
    form |= {"target.value": "200"}
    form.pop("doe")
    done = client.post(row, form, follow=True)
    assert "Bewaard in het concept." in text_of(done)
    assert "Ongedaan maken" in text_of(done)
    after = text_of(client.get(row))
    assert "niemand kan later zeggen" not in after
    assert re.search(r"</svg>meetbaar</span>", after)


def test_a_source_is_named_by_its_title_and_a_new_one_loses_the_old_paragraph(
    visit: Visit,
) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    new = client.get(f"{address}goal/").headers["Location"]
    assert form_of(client, new)["source"] == [""], "nobody supposes a source"
    row = f"{address}goal/amf_g6/"
    form = form_of(client, row)
    title = "Begroting Amersfoort 2018, sociale veiligheid"
    assert form["source"] == [title]
    client.post(row, form | {"source": "Raadsbesluit van 12 maart 2027"})
    enter_scope(Person.objects.get(username="anna"))
    draft = PlanDraft.objects.get(id=address.rstrip("/").rpartition("/")[2])
    made = draft.changes.get()
    assert made.after == {"source": "Raadsbesluit van 12 maart 2027"}
    assert set(made.before) == {"source", "line"}
    client.post(row, form_of(client, row) | {"source": title})
    enter_scope(Person.objects.get(username="anna"))
    last = draft.changes.order_by("-number")[0]
    assert last.after["source"] == "004_f2860ddaffd589cb.txt"


def test_a_measure_with_its_reasoning_is_added_and_undone(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = client.get(f"{address}measure/?parent=amf_e01").headers["Location"].partition("?")[0]
    form = form_of(client, f"{row}?parent=amf_e01") | {
        "title_nl": "Betere sloten in Kruiskamp", "kind": "prevention",
        "source": "Collegebesluit van 3 mei 2027",
        "logic.input": "2 adviseurs", "logic.activity": "Huisbezoeken",
        "logic.output": "400 adviezen", "logic.outcome": "Minder inbraken",
        "roles-count": "2", "roles-0-organisation": "politie", "roles-0-role": "advises",
        "capacity_by_year-count": "1", "capacity_by_year-0-organisation": "politie",
        "capacity_by_year-0-year": "2027", "capacity_by_year-0-fte": "1,5",
        "money_by_year-count": "1", "money_by_year-0-year": "2027",
        "money_by_year-0-amount": "25.000", "money_by_year-0-source": "begroting",
    }  # fmt: skip
    done = client.post(row, form, follow=True)
    assert "Betere sloten in Kruiskamp" in text_of(done)
    page = text_of(client.get(row))
    assert 'value="1,5"' in page
    assert 'value="25000"' in page
    undo = re.search(r'action="([^"]*ongedaan/\d+/)"', done.content.decode()).group(1)
    client.post(undo)
    assert client.get(row).status_code == 200, "a form of a new row again"
    assert "Betere sloten in Kruiskamp</a>" not in text_of(client.get(address))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title_nl": " "}, "“Titel” is leeg; vul het in."),
        ({"due": "voorjaar"}, "Bij “Klaar vóór” staat “voorjaar”. Dat is geen datum"),
        ({"due": "31-02-2027"}, "Bij “Klaar vóór” staat “2027-02-31”. Dat is geen datum"),
        (
            {"attachments-count": "1", "attachments-0-name": "x", "attachments-0-address": "x"},
            "Bij “Adres” staat “x”. Dat is geen adres; begin met https://",
        ),
        (
            {
                "capacity_by_year-count": "1",
                "capacity_by_year-0-year": "2027",
                "capacity_by_year-0-organisation": "politie",
            },
            "In “Mensen per jaar”, regel 1, vul een van deze in: Fte, Uren.",
        ),
        ({"kind": "onzin"}, "Bij “Soort” staat “onzin”. Dat staat niet in de lijst"),
        ({"logic.input": "Geld"}, "“Wat er gebeurt” ontbreekt bij wat u invulde"),
        (
            {"money_by_year-count": "1", "money_by_year-0-year": "2027"},
            "In “Geld per jaar”, regel 1, is “Bedrag” leeg",
        ),
        (
            {"money_by_year-count": "1", "money_by_year-0-amount": "veel minder"},
            "Bij “Bedrag” staat “veel minder”. Dat is geen getal",
        ),
    ],
)
def test_a_mistake_names_field_value_and_remedy_and_loses_nothing(
    visit: Visit, typed: dict, said: str
) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m01/"
    form = form_of(client, row) | {"note": ["x"], "start": ["2031"]} | typed
    answer = client.post(row, form)
    assert answer.status_code == 422
    if "Wat er gebeurt" not in said:
        assert said in text_of(answer)
    assert 'value="2031"' in answer.content.decode(), "as it was typed"
    assert "Dit tikte u en is nog niet bewaard" in text_of(client.get(address))


def test_two_people_meet_at_one_field_and_the_second_chooses(visit: Visit) -> None:
    anna = visit("anna", ADVISER)
    address = opened(anna)
    row = f"{address}measure/amf_e02_m01/"
    first = form_of(anna, row) | {"title_nl": "Titel van Anna", "due": "2030"}
    bert = visit("bert", ADVISER)
    second = form_of(bert, row) | {"title_nl": "Titel van Bert", "start": "2029"}
    anna.post(row, first)
    met = bert.post(row, second)
    assert met.status_code == 409
    page = text_of(met)
    for words in ("Titel van Anna", "Titel van Bert", "Mevrouw anna", "Iemand was u voor"):
        assert words in page
    assert "Klaar vóór" in page, "what does not collide is told"
    form = re.search(
        r'<form method="post" class="planning-form".*?</form>', met.content.decode(), re.DOTALL
    )
    chosen = fields_in(form.group(0)) | {"keuze-title_nl": "mine"}
    done = bert.post(row, chosen, follow=True)
    assert "Intussen wijzigde Mevrouw anna" in text_of(done)
    now = form_of(bert, row)
    assert (now["title_nl"], now["due"], now["start"]) == (["Titel van Bert"], ["2030"], ["2029"])


def test_an_old_form_after_going_back_asks_instead_of_overwriting(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m01/"
    assert "no-store" in client.get(row).headers["Cache-Control"]
    old = form_of(client, row)
    client.post(row, old | {"title_nl": "Eerst"})
    assert client.post(row, old | {"title_nl": "Later"}).status_code == 409
    assert form_of(client, row)["title_nl"] == ["Eerst"]


def test_a_session_that_ended_keeps_what_was_typed_until_after_logging_in(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m01/"
    form = form_of(client, row) | {"title_nl": "Lang nagedacht"}
    client.logout()
    sent = client.post(row, form)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/inloggen/?next=")
    again = visit("anna", ADVISER)
    page = text_of(again.get(row))
    assert "tikte u hier iets dat niet is bewaard" in page
    assert 'value="Lang nagedacht"' in again.get(f"{row}?verder").content.decode()
    other = visit("bert", ADVISER)
    assert "tikte u hier iets" not in text_of(other.get(row)), "for its author only"


def test_a_token_that_was_made_up_keeps_nothing(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m01/"
    form = form_of(client, row) | {"title_nl": "Vals", "whose": "vals:vals"}
    client.logout()
    assert client.post(row, form).status_code == 302
    assert "tikte u hier" not in text_of(visit("anna", ADVISER).get(row))


def test_a_form_with_an_old_key_is_shown_anew_with_what_was_typed(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m01/"
    form = form_of(client, row) | {"title_nl": "Oude sleutel", "csrfmiddlewaretoken": "x" * 64}
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8344", REMOTE_ADDR="127.0.0.1")
    strict.cookies = client.cookies
    sent = strict.post(row, form)
    assert (sent.status_code, sent.headers["Location"]) == (302, row)
    assert "tikte u hier iets" in text_of(client.get(row))


def test_typing_is_kept_by_the_script_and_thrown_away_when_asked(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}goal/amf_g1/"
    form = form_of(client, row) | {"title_nl": "Half"}
    assert client.post(f"{row}bewaren/", form).status_code == 204
    assert "Dit tikte u en is nog niet bewaard" in text_of(client.get(address))
    assert "<ins>Half</ins>" in text_of(client.get(row)), "with the difference"
    client.post(f"{row}vergeten/")
    assert "tikte u hier" not in text_of(client.get(row))


def test_a_draft_called_ready_stands_first_with_who_adopts_until_something_changes(
    visit: Visit,
) -> None:
    anna = visit("anna", ADVISER)
    address = opened(anna)
    row = f"{address}measure/amf_e02_m01/"
    assert "er is niets vast te stellen" in text_of(anna.post(f"{address}klaar/", follow=True))
    anna.post(row, form_of(anna, row) | {"title_nl": "Nieuwe titel"})
    assert "Gezegd door Mevrouw anna" in text_of(anna.post(f"{address}klaar/", follow=True))
    desk = "/bureau/programme-manager/"
    assert "Klaar om vast te stellen, zegt Mevrouw anna" in text_of(visit("mo", MANAGER).get(desk))
    anna = visit("anna", ADVISER)
    anna.post(row, form_of(anna, row) | {"title_nl": "Toch anders"})
    manager = visit("mo", MANAGER)
    assert "Klaar om vast te stellen" not in text_of(manager.get(desk))
    assert "Vastgesteld in de laatste twee weken" not in text_of(manager.get(desk))
    manager.post(f"{address}vaststellen/", {"waarom": "Raadsbesluit"})
    assert "versie 2, door Mevrouw mo" in text_of(manager.get(desk))


def test_a_manager_adopts_and_everybody_reads_the_version_and_the_difference(visit: Visit) -> None:
    anna = visit("anna", ADVISER)
    address = opened(anna)
    row = f"{address}measure/amf_e02_m01/"
    anna.post(row, form_of(anna, row) | {"title_nl": "Nieuwe titel"})
    assert anna.post(f"{address}vaststellen/", {"waarom": "x"}).status_code == 403
    manager = visit("mo", MANAGER)
    manager.post(f"{address}vaststellen/", {"waarom": "Raadsbesluit 12 maart 2027"})
    visitor = Client(HTTP_HOST="localhost:8344", REMOTE_ADDR="127.0.0.1")
    page = text_of(visitor.get(f"/plannen/{PLAN}/versies/"))
    assert "Raadsbesluit 12 maart 2027" in page
    assert "programmamanager veiligheid" in page
    assert "Mevrouw" not in page, "no name in an open page"
    assert "<ins>Nieuwe titel</ins>" in page
    assert "Mevrouw mo" in text_of(visit("mo", MANAGER).get(f"/plannen/{PLAN}/versies/"))
    assert "Nieuwe titel" in visitor.get(f"/plannen/{PLAN}/versies/2.toml").content.decode()
    assert "Nieuwe titel" not in visitor.get(f"/plannen/{PLAN}/versies/1.toml").content.decode()


@pytest.mark.parametrize(
    "roles",
    [
        [(TENANT, Role.COUNCIL_MEMBER)],
        [("GM0344", Role.POLICY_ADVISER)],
        [("GM0344", Role.PROGRAMME_MANAGER), (TENANT, Role.RESIDENT)],
    ],
)
def test_a_draft_does_not_exist_for_others(visit: Visit, roles: list) -> None:
    address = opened(visit("anna", ADVISER))
    row = f"{address}measure/amf_e02_m01/"
    other = visit("otto", *roles)
    for page in (address, row, f"{row}verwijderen/", f"{address}nieuwere-versie/"):
        assert other.get(page).status_code in {403, 404}, page
    for page in (
        row, f"{row}verwijderen/", f"{row}verplaatsen/", f"{row}vergeten/",
        f"{address}ongedaan/1/", f"{address}weggooien/", f"{address}vaststellen/",
    ):  # fmt: skip
        assert other.post(page, {"waarom": "x", "title_nl": "x"}).status_code in {403, 404}, page
    assert other.post(f"{row}bewaren/", {"title_nl": "x"}).status_code in {403, 404, 422}
    assert "Dit plan wijzigen" not in text_of(other.get(f"/plannen/{PLAN}/"))


def test_a_row_is_moved_and_removed_with_a_way_back(visit: Visit) -> None:
    client = visit("anna", ADVISER)
    address = opened(client)
    row = f"{address}measure/amf_e02_m02/"
    client.post(f"{row}verplaatsen/", {"kant": "op"})
    order = re.findall(r"measure/(amf_e02_m\d+)/", client.get(address).content.decode())
    assert order[:2] == ["amf_e02_m02", "amf_e02_m01"]
    assert "Dit uit het concept halen?" in text_of(client.get(f"{row}verwijderen/"))
    gone = client.post(f"{row}verwijderen/", follow=True)
    assert "Weggehaald" in text_of(gone)
    client.post(re.search(r'action="([^"]*ongedaan/\d+/)"', gone.content.decode()).group(1))
    assert client.get(row).status_code == 200
    line = client.post(f"{address}effort/amf_e02/verwijderen/", follow=True)
    assert "Dit kan nog niet weg" in text_of(line)
