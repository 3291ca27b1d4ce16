"""The desk over HTTP: words wait sealed, a check shows marks, themes say why, outside is little."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from baken.flows.search_themes import SEARCH
from baken.flows.take_in_conversations import PUBLISH, TAKE_IN
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.work import JobRun, Work
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.records.participation import waiting
from baken.records.participation.models import Conversation, Quote
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HEADER = (
    "gesprek;vorm;gebied;datum;deelnemers;citaat;toestemming;toestemming_hoe;toestemming_datum;"
    "toestemming_aan;bron"
)
TENANT = "GM0307"


def line(number: int, quote: str, *, consent: str = "ja") -> str:
    return (
        f"g{number};straatgesprek;{TENANT};2026-02-01;8;{quote};{consent};mondeling;2026-02-01;"
        "gespreksleider;Luisterpaal"
    )


def file_of(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("gesprekken.csv", "\n".join([HEADER, *lines]).encode())


@pytest.fixture
def sealed(settings: object, tmp_path: Path) -> Path:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True)
    return tmp_path / "uploads" / "conversations"


@pytest.fixture
def adviser(visit: Visit, sealed: Path) -> tuple[Client, Person]:
    return somebody(visit, "adviser", Role.POLICY_ADVISER)


def somebody(visit: Visit, name: str, role: Role) -> tuple[Client, Person]:
    client = visit(name, (TENANT, role))
    return client, Person.objects.get(username=name)


def become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}" if role else "RESET ROLE")


def work_off(work: Work, person: Person) -> dict:
    """Do the newest job of a work, as the worker does."""
    become("")
    scope = enter_scope(person)
    job = Job.objects.filter(work=work.name).order_by("-asked_at").first()
    assert job is not None
    assert work.may(scope, job.tenant_id)
    run = JobRun(job.id, job.tenant_id, scope, job.parameters, lambda *_: None, MOMENT)
    outcome = work.do(run)
    become("baken_app")
    return outcome


def bring(client: Client, person: Person, *lines: str) -> dict:
    answer = client.post("/gesprekken/aanleveren/", {"gemeente": TENANT, "file": file_of(*lines)})
    assert answer.status_code == 302
    return work_off(TAKE_IN, person)


def test_raw_words_wait_sealed_and_are_gone_after(
    adviser: tuple[Client, Person], sealed: Path
) -> None:
    client, person = adviser
    client.post(
        "/gesprekken/aanleveren/",
        {"gemeente": TENANT, "file": file_of(line(1, "Jan de Vries rijdt te hard"))},
    )
    (kept,) = sealed.iterdir()
    assert b"Vries" not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    assert "Vries" not in str(list(Job.objects.values_list("parameters", "subject")))
    outcome = work_off(TAKE_IN, person)
    assert (outcome["accepted"], outcome["refused"]) == (1, [])
    assert list(sealed.iterdir()) == []
    assert Quote.objects.get(tenant=TENANT).text == "[NAAM] rijdt te hard"


def test_what_waits_longer_than_a_day_is_destroyed(sealed: Path) -> None:
    waiting.keep_waiting(b"woorden", tenant=TENANT)
    assert waiting.sweep_waiting(at=datetime.now(UTC)) == 0
    assert waiting.sweep_waiting(at=datetime.now(UTC) + waiting.LONGEST_WAIT * 2) == 1


def test_words_of_one_municipality_open_for_no_other(sealed: Path) -> None:
    kept = waiting.keep_waiting(b"woorden", tenant=TENANT)
    assert waiting.open_waiting(kept, tenant=TENANT) == b"woorden"
    with pytest.raises(ValueError, match="cannot be opened"):
        waiting.open_waiting(kept, tenant="GM0344")
    assert waiting.open_waiting(UUID(int=1), tenant=TENANT) is None


def test_a_typed_conversation_goes_the_same_way(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    typed = {
        "gemeente": TENANT, "code": "t1", "form": "city-talk", "area": TENANT,
        "held_on": "2026-02-01", "participants": "4", "source": "Stadsgesprek",
        "quote": "Bel mij op 06-12345678.",
    }  # fmt: skip
    assert client.post("/gesprekken/nieuw/", typed | {"consent": "on"}).status_code == 422
    assert client.post("/gesprekken/nieuw/", typed).status_code == 302
    work_off(TAKE_IN, person)
    assert Quote.objects.get(tenant=TENANT).text == "Bel mij op [TELEFOON]."


def test_refused_rows_are_told_without_their_words(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    wrong = line(2, "Geheim van Jan").replace(f";{TENANT};", ";Nergens;")
    outcome = bring(client, person, line(1, "Het is donker"), wrong)
    assert outcome["refused"] == [[3, "gebied", "unknown-area"]]
    assert "Geheim" not in str(outcome)
    again = bring(client, person, line(1, "Het is donker"), wrong)
    assert (again["accepted"], again["unchanged"]) == (0, 1)


def test_a_check_takes_out_more_and_approves(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    bring(client, person, line(1, "Bij Bakkerij Sjef om de hoek is het druk"))
    page = client.get("/gesprekken/nakijken/").content.decode()
    assert "[NAAM]" in page or "Sjef" in page
    quote = Quote.objects.get(tenant=TENANT)
    client.post(f"/citaat/{quote.id}/weghalen/", {"piece": "om de hoek", "kind": "address"})
    client.post(f"/citaat/{quote.id}/stap/", {"to": "approved"})
    quote.refresh_from_db()
    assert ("[ADRES]" in quote.text, quote.state) == (True, "approved")


def test_from_file_to_themes_to_what_everybody_reads(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    lines = []
    for n in range(18):
        quote = (
            "auto rijdt hard over drempel",
            "afval ligt naast container",
            "lamp kapot en donker",
        )[n % 3]
        lines.append(line(n, quote, consent="nee" if n == 0 else "ja"))
    bring(client, person, *lines)
    for quote in Quote.objects.filter(tenant=TENANT):
        client.post(f"/citaat/{quote.id}/stap/", {"to": "approved"})
    client.post("/gesprekken/themas/zoeken/", {"gemeente": TENANT, "number": "3"})
    assert work_off(SEARCH, person)["themes"] == 3
    page = client.get("/gesprekken/themas/").content.decode()
    assert "participation-reason" in page
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    given = {"gemeente": TENANT, "key": key, "name": "Te hard rijden"}
    client.post("/gesprekken/themas/wijzigen/naam/", given)
    client.post(
        "/gesprekken/themas/besluit/",
        {"gemeente": TENANT, "key": key, "outcome": "not-done", "reason": "Geen geld dit jaar."},
    )
    client.post("/gesprekken/themas/openbaar/", {"gemeente": TENANT, "what": "themes"})
    assert work_off(PUBLISH, person) == {"themes": 3, "voices": 17}
    outside = (
        Client(HTTP_HOST="localhost:8344").get(f"/u-vroeg-wij-deden/{TENANT}/").content.decode()
    )
    assert "Te hard rijden" in outside
    assert "Geen geld dit jaar." in outside
    one = Quote.objects.filter(tenant=TENANT, consent=True).first()
    assert client.get(f"/citaat/{one.id}/").status_code == 200
    client.post(f"/citaat/{one.id}/toestemming-intrekken/")
    assert work_off(PUBLISH, person)["voices"] == 16


def test_what_was_done_leads_to_the_measure_of_the_plan(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    bring(client, person, line(1, "te hard rijden op de dreef"))
    one = Quote.objects.get(tenant=TENANT)
    address = f"/citaat/{one.id}/besluit/"
    page = client.get(f"/citaat/{one.id}/").content.decode()
    chosen = re.search(r'<option value="(amf_2018\|[a-z0-9_]+)"', page)[1]
    plan, measure = chosen.split("|")
    client.post(address, {"outcome": "taken-over", "in_plan": chosen})
    page = client.get(f"/citaat/{one.id}/").content.decode()
    assert f'href="/plannen/{plan}/#{measure}"' in page
    assert f'<li id="{measure}">' in client.get(f"/plannen/{plan}/").content.decode()
    refused = client.post(address, {"outcome": "taken-over", "in_plan": "amf_2018|none"})
    assert refused.status_code == 422
    client.post(address, {"outcome": "taken-over", "plan": "Omgevingsvisie"})
    assert "Omgevingsvisie" in client.get(f"/citaat/{one.id}/").content.decode()


def test_who_handles_but_may_not_publish_takes_away_only(
    adviser: tuple[Client, Person], visit: Visit
) -> None:
    client, person = adviser
    bring(client, person, line(1, "Het is donker"))
    other, manager = somebody(visit, "manager", Role.GEBIEDSMANAGER)
    quote = Quote.objects.get(tenant=TENANT)
    other.post(f"/citaat/{quote.id}/stap/", {"to": "approved"})
    other.post(f"/citaat/{quote.id}/stap/", {"to": "to-check"})
    other.post(f"/citaat/{quote.id}/stap/", {"to": "approved"})
    assert work_off(PUBLISH, manager)["voices"] == 0
    assert other.post("/gesprekken/themas/openbaar/", {"what": "quotes"}).status_code == 403


def test_who_only_reads_sees_no_unchecked_words(
    adviser: tuple[Client, Person], visit: Visit
) -> None:
    client, person = adviser
    bring(client, person, line(1, "Onnagekeken woorden"))
    reader, _ = somebody(visit, "boa", Role.COORDINATOR)
    quote = Quote.objects.get(tenant=TENANT)
    talk = Conversation.objects.get(tenant=TENANT)
    assert reader.get(f"/citaat/{quote.id}/").status_code == 404
    assert "Onnagekeken" not in reader.get(f"/gesprek/{talk.id}/").content.decode()
    assert reader.get("/gesprekken/nakijken/").status_code == 403


def test_reach_says_who_was_not_heard(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    wijk = line(1, "Het is donker").replace(f";{TENANT};", ";WK030701;")
    bring(client, person, wijk.replace(";8;", ";80;"))
    page = client.get("/gesprekken/bereik/").content.decode()
    assert "Niemand gehoord uit" in page
    assert "80" in page


def test_where_nobody_noted_how_many_came_nobody_is_called_silent(
    adviser: tuple[Client, Person],
) -> None:
    client, person = adviser
    wijk = line(1, "Het is donker").replace(f";{TENANT};", ";WK030701;")
    bring(client, person, wijk.replace(";8;", ";;"))
    page = client.get("/gesprekken/bereik/").content.decode()
    assert "Van geen gesprek is bekend hoeveel mensen meededen." in page
    assert "niet bekend" in page
    assert "Niemand gehoord uit" not in page
    assert "Nog 0" not in page


def test_throwing_away_asks_first_and_says_what_happened(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    bring(client, person, line(1, "Het is donker"), line(2, "Het is druk"))
    page = client.get("/gesprekken/nakijken/").content.decode()
    before, asked = page.split('value="put-aside"', 1)
    assert before.rindex("<details") > before.rfind("</details>")
    assert "Ja, gooi dit citaat weg" in asked
    assert "Te controleren (2)" in page
    first, second = Quote.objects.filter(tenant=TENANT).order_by("conversation__code")
    told = client.post(
        f"/citaat/{first.id}/stap/", {"to": "put-aside", "terug": "queue"}, follow=True
    ).content.decode()
    assert "Citaat weggegooid; de woorden zijn verdwenen." in told
    told = client.post(f"/citaat/{second.id}/stap/", {"to": "approved"}, follow=True)
    assert "Citaat goedgekeurd." in told.content.decode()
    assert (Quote.objects.get(id=first.id).text, Quote.objects.get(id=second.id).state) == (
        "",
        "approved",
    )


@pytest.mark.parametrize("address", ["/gesprekken/", "/gesprekken/nakijken/", "/gesprekken/nieuw/"])
def test_the_menu_says_one_is_at_ones_own_desk(
    address: str, adviser: tuple[Client, Person]
) -> None:
    page = adviser[0].get(address).content.decode()
    (link,) = set(re.findall(r'<a class="bk-nav__link"[^>]* aria-current="true">([^<]+)<', page))
    assert link == "Mijn bureau"


def test_the_example_file_can_be_brought_in_as_it_stands(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    example = client.get("/gesprekken/voorbeeld.csv").content
    given = {"gemeente": TENANT, "file": SimpleUploadedFile("voorbeeld.csv", example)}
    client.post("/gesprekken/aanleveren/", given)
    page = client.get("/gesprekken/").content.decode()
    assert "1 aanlevering wordt verwerkt" in page
    assert "Nog geen gesprekken" not in page
    outcome = work_off(TAKE_IN, person)
    assert (outcome["accepted"], outcome["refused"]) == (2, [])
    assert set(Conversation.objects.values_list("origin", flat=True)) == {"synthetic"}


def test_a_refused_form_says_on_top_what_to_fill_in(adviser: tuple[Client, Person]) -> None:
    client, _ = adviser
    refused = client.post("/gesprekken/nieuw/", {"gemeente": TENANT, "consent": "on"})
    page = refused.content.decode()
    summary = page[page.index('role="alert"') : page.index("<fieldset")]
    assert refused.status_code == 422
    for field in ("code", "held_on", "participants", "source", "quote", "consent_how"):
        assert f'href="#id_{field}"' in summary
        assert f'id="id_{field}"' in page
    assert "Schrijf op wat er is gezegd." in summary
    tick = page[page.index("<fieldset") :]
    assert tick.index('type="checkbox"') < tick.index('for="id_consent"')


def test_too_few_quotes_for_themes_show_what_they_share(adviser: tuple[Client, Person]) -> None:
    client, person = adviser
    said = (
        "voor veiligheid kijk ik naar mijn buren",
        "ik let op mijn buren",
        "ik voel me niet onveilig",
        "daar hangen jongeren op het plein",
        "handhaven op het fietspad",
        "meer bomen graag",
        "het theater mag langer open",
        "een bankje in het park",
        "de brug is glad",
        "minder reclame",
    )
    bring(client, person, *(line(n, words) for n, words in enumerate(said)))
    for each in Quote.objects.filter(tenant=TENANT):
        client.post(f"/citaat/{each.id}/stap/", {"to": "approved"})
    client.post("/gesprekken/themas/zoeken/", {"gemeente": TENANT})
    assert work_off(SEARCH, person)["without"] == 10
    page = client.get("/gesprekken/themas/").content.decode()
    shared = page[page.index('id="shared"') :]
    assert "veiligheid, onveilig" in shared
    assert "buren" in shared
    one = Quote.objects.get(tenant=TENANT, text__startswith="ik let")
    page = client.get(f"/citaat/{one.id}/").content.decode()
    related = page[page.index('id="related"') :]
    assert "veiligheid kijk ik naar mijn" in related
