"""Writing an account, and publishing it: followed, frozen, without names, and the alarm ends."""

import io
import re
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pypdf import PdfReader

from baken.desks.accounts.publishing import PUBLISHING
from baken.flows.account_year import account_of_year
from baken.flows.freeze_account import made_again, made_with
from baken.flows.plan_course.alarms import alarms_in_sight, follow_plans
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.work import JobRun
from baken.foundation.partners.scope import enter_scope_of_job, every_municipality
from baken.records.accounts.models import AccountStory
from baken.records.accounts.selectors import published_account
from baken.records.indicators.models import YearlyValue
from baken.vocabulary.alarm import AlarmCheck
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
UTRECHT, AMERSFOORT = "/verantwoording/utr_ivp_2019_2022/2024/", "/verantwoording/amf_2018/2019/"
ADVISER = ("GM0344", Role.POLICY_ADVISER)
BOTH = [("amf_2018", 2019), ("utr_ivp_2019_2022", 2024)]


def test_what_people_wrote_is_never_folded(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}werk/schrijven/", written_entry())
    draft = adviser.get(f"{UTRECHT}concept/").content.decode()
    pieces = re.split(r'<details class="paper-folded">.*?</details>', draft, flags=re.DOTALL)
    assert len(pieces) > 3
    assert any("tien controles" in piece for piece in pieces)


def nodes(tree):
    """Return every node in the tags of a PDF."""
    found, waiting = [], [tree]
    while waiting:
        each = waiting.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, list):
            waiting += each
        elif hasattr(each, "get"):
            found.append(each)
            waiting.append(each.get("/K", []))
    return found


def entry(**changed):
    return {
        "part": "measure:utr_a1_m01", "state": "done", "done": "Tien panden gecontroleerd.",
        "reason": "", "failed": "", "changes": "", "spent": "", "spent_source": "",
    } | changed  # fmt: skip


def first_measure() -> str:
    account = account_of_year("utr_ivp_2019_2022", 2024, today=TODAY)
    return next(m.measure.id for c in account.chapters for line in c.lines for m in line.measures)


def test_what_was_typed_stays_when_something_is_wrong(visit):
    adviser = visit("adviser", ADVISER)
    given = entry(part=f"measure:{first_measure()}", state="stopped", done="Een lange tekst.")
    response = adviser.post(f"{UTRECHT}werk/schrijven/", given, HTTP_ACCEPT_LANGUAGE="nl")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een lange tekst." in page
    assert "Schrijf waarom; zonder reden begrijpt niemand het." in page


def test_what_was_written_stands_in_the_draft_with_a_warning_and_not_in_public(visit):
    adviser = visit("adviser", ADVISER)
    written = adviser.post(
        f"{UTRECHT}werk/schrijven/", written_entry(), follow=True, HTTP_ACCEPT_LANGUAGE="nl"
    )
    assert "“Dankzij”: Dit zegt dat iets door iets anders kwam." in written.content.decode()
    draft = adviser.get(f"{UTRECHT}concept/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "tien controles" in draft
    assert "12.500,50" in draft
    public = visit("resident", ("GM0344", Role.RESIDENT))
    assert "tien controles" not in public.get(UTRECHT).content.decode()


def written_entry() -> dict[str, str]:
    return entry(
        part=f"measure:{first_measure()}",
        done="Dankzij tien controles is het rustiger.",
        spent="12500,50",
        spent_source="Jaarrekening, bladzijde 31",
    )


def publish(client, **given):
    """Publish as on screen, and do as the worker does; return the page that follows the job."""
    asked = client.post(f"{UTRECHT}vaststellen/", {"looked": "on"} | given)
    assert asked.status_code == 302
    address = asked["Location"]
    waiting = client.get(address, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "De publicatie wacht op haar beurt" in waiting
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
    job = Job.objects.get(id=UUID(address.rstrip("/").rsplit("/", 1)[1]))
    scope = enter_scope_of_job(person=job.person_id, tenant=job.tenant_id)
    assert PUBLISHING.may(scope, job.tenant_id)
    told = []
    run = JobRun(job.id, job.tenant_id, scope, job.parameters, lambda *n: told.append(n), AT)
    job.outcome, job.state, job.ended_at = PUBLISHING.do(run), "done", AT
    job.save()
    assert told[-1] == ("files", 8, 8)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return client.get(address, HTTP_ACCEPT_LANGUAGE="nl").content.decode()


def test_publishing_is_followed_and_ends_the_alarm_that_the_plan_waits_for_its_account(visit):
    with every_municipality() as tenants:
        follow_plans(tenants, on=TODAY, at=AT)
        before = alarms_in_sight("utr_ivp_2019_2022", on=TODAY).standing
    assert [each.cause.check for each in before] == [AlarmCheck.PLAN_ENDED]
    adviser = visit("adviser", ADVISER)
    page = publish(adviser)
    assert "Gepubliceerd als nummer 1" in page
    with every_municipality():
        assert alarms_in_sight("utr_ivp_2019_2022", on=TODAY).standing == ()
        # On the day before nobody had accounted for it yet.
        day_before = alarms_in_sight("utr_ivp_2019_2022", on=TODAY - timedelta(days=1))
    assert [each.cause.check for each in day_before.standing] == [AlarmCheck.PLAN_ENDED]
    assert adviser.get(f"{UTRECHT}vaststellen/{uuid4()}/").status_code == 404


def test_a_name_is_refused_in_a_story_and_once_more_before_publishing(visit):
    adviser = visit("adviser", ADVISER)
    given = story() | {"consent_by": "de winkelier", "text": "Mevrouw Jansen helpt iedereen."}
    refused = adviser.post(f"{UTRECHT}werk/verhaal/", given, HTTP_ACCEPT_LANGUAGE="nl")
    assert refused.status_code == 422
    assert "Haal de naam of het huisnummer weg" in refused.content.decode()
    adviser.post(f"{UTRECHT}werk/verhaal/", given | {"text": "Een buurvrouw helpt iedereen."})
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    AccountStory.objects.update(text="Mevrouw Jansen helpt iedereen.")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    asked = adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"}, HTTP_ACCEPT_LANGUAGE="nl")
    assert asked.status_code == 422
    assert "Haal de naam of het huisnummer weg" in asked.content.decode()


def test_what_is_published_is_frozen_and_made_again_byte_for_byte(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}werk/schrijven/", written_entry(), HTTP_ACCEPT_LANGUAGE="nl")
    assert adviser.post(f"{UTRECHT}vaststellen/", {}).status_code == 422
    publish(adviser)
    found = published_account("utr_ivp_2019_2022", 2024, 1)
    assert len(found.files) == 8
    assert all(each.is_same for each in made_again(found))
    assert found.made_with == made_with()
    public = visit("resident", ("GM0344", Role.RESIDENT))
    page = public.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "tien controles" in page
    assert "Mevrouw adviser" not in page
    assert "Geen cijfer of oordeel ervan is sindsdien herzien." in page
    assert public.get(f"{UTRECHT}archief/1/nl.pdf").content.startswith(b"%PDF")
    proof = public.get(f"{UTRECHT}archief/1/?proef=1", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert proof.count("hetzelfde, tot op de byte") == 8


def test_a_later_revision_is_listed_beside_it_and_changes_nothing(visit):
    adviser = visit("adviser", ADVISER)
    publish(adviser)
    before = published_account("utr_ivp_2019_2022", 2024, 1)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    burglaries = YearlyValue.objects.filter(indicator="dwelling-burglaries", area_code="GM0344")
    burglaries.filter(period="2023").update(value=520)
    page = adviser.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "1 cijfer of oordeel is sindsdien herzien." in page
    assert re.search(r'data-label="Naar">\s*520', page)
    after = published_account("utr_ivp_2019_2022", 2024, 1)
    assert (after.content, after.files) == (before.content, before.files)


def test_a_replacing_account_needs_a_reason_and_can_hide_the_earlier_one(visit):
    adviser = visit("adviser", ADVISER)
    publish(adviser)
    again = adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"}, HTTP_ACCEPT_LANGUAGE="nl")
    assert again.status_code == 422
    assert "Schrijf waarom" in again.content.decode()
    given = {"looked": "on", "reason": "Een toestemming liep af.", "hides_replaced": "on"}
    publish(adviser, **given)
    page = adviser.get(f"{UTRECHT}archief/1/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "Vervangen door nummer 2: Een toestemming liep af." in page
    assert adviser.get(f"{UTRECHT}archief/1/nl.pdf").status_code == 404
    assert adviser.get(f"{UTRECHT}archief/2/nl.pdf").status_code == 200


@pytest.mark.parametrize("what", ["werk/", "werk/schrijven/", "werk/verhaal/", "concept/"])
def test_who_works_elsewhere_does_not_find_the_desk(visit, what):
    elsewhere = visit("elsewhere", ("GM0307", Role.POLICY_ADVISER))
    assert elsewhere.get(f"{UTRECHT}{what}").status_code == 404
    assert elsewhere.post(f"{UTRECHT}vaststellen/", {"looked": "on"}).status_code == 404


def story() -> dict[str, str]:
    return {
        "part": "plan:plan", "kind": "quote", "text": "Het plein is weer van ons.",
        "said_by": "een winkelier", "place": "Overvecht", "told_on": "2024-09-03",
        "source": "gesprek op straat", "alternative": "", "consent_by": "",
        "consent_how": "op schrift", "consent_until": "2030-01-01",
    }  # fmt: skip


def test_a_story_needs_consent_and_stands_in_the_draft_without_who_consented(visit):
    adviser, given = visit("adviser", ADVISER), story()
    refused = adviser.post(f"{UTRECHT}werk/verhaal/", given, HTTP_ACCEPT_LANGUAGE="nl")
    assert refused.status_code == 422
    assert "Het plein is weer van ons." in refused.content.decode()
    kept = adviser.post(f"{UTRECHT}werk/verhaal/", given | {"consent_by": "Aisha zelf"})
    assert kept.status_code == 302
    draft = adviser.get(f"{UTRECHT}concept/").content.decode()
    assert "Het plein is weer van ons." in draft
    assert "Aisha" not in draft


def png() -> bytes:
    """Return a picture of four white points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    points = zlib.compress(b"\0\xff\xff" * 2)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_picture_stands_in_every_form_with_its_alternative_text(visit):
    adviser = visit("adviser", ADVISER)
    given = {
        "part": "plan:plan", "kind": "picture", "text": "", "said_by": "", "place": "Overvecht",
        "told_on": "2024-09-03", "source": "bezoek", "alternative": "Een leeg plein met banken.",
        "consent_by": "de fotograaf", "consent_how": "op schrift", "consent_until": "2030-01-01",
        "picture": SimpleUploadedFile("plein.png", png(), content_type="image/png"),
    }  # fmt: skip
    assert adviser.post(f"{UTRECHT}werk/verhaal/", given).status_code == 302
    assert "Een leeg plein met banken." in adviser.get(f"{UTRECHT}concept/").content.decode()
    publish(adviser)
    pdf = PdfReader(io.BytesIO(adviser.get(f"{UTRECHT}archief/1/nl.pdf").content))
    assert "Een leeg plein met banken." in alternatives(pdf.trailer["/Root"]["/StructTreeRoot"])
    word = docx.Document(io.BytesIO(adviser.get(f"{UTRECHT}archief/1/nl.docx").content))
    assert 'descr="Een leeg plein met banken."' in word.element.xml


def alternatives(tree) -> set[str]:
    """Return every alternative text in the tags of a PDF."""
    return {str(each["/Alt"]) for each in nodes(tree) if "/Alt" in each}
