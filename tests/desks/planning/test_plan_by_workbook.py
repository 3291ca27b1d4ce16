"""A plan as a workbook by screen: looked at first, mended where it is wrong, then taken in."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from baken.flows.check_plan import CHECKING, TAKING_IN
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.work import JobRun
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope_of_job
from baken.foundation.stewardship.models import AuditEntry
from baken.records.plans.selectors import plan
from baken.records.plans.workbook.giving import plan_workbook
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
ADVISER, MANAGER = ("GM0344", Role.POLICY_ADVISER), ("GM0344", Role.PROGRAMME_MANAGER)
UTRECHT = "utr_ivp_2019_2022"
AT = datetime(2026, 11, 27, tzinfo=UTC)
OFFER = "/plannen/opnemen/"


def workbook(*, sheet: str = "", name: str = "", value: str = "") -> bytes:
    """Utrecht's plan as a workbook, with one cell typed over."""
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan(UTRECHT).tables, language="nl")))
    if sheet:
        names = [str(cell.value).rstrip(" *") for cell in book[sheet][1]]
        book[sheet].cell(2, names.index(name) + 1).value = value
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def offered(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("plan.xlsx", content)
    response = client.post(f"{OFFER}werkmap/", {"file": file})
    assert response.status_code == 302
    return response["Location"]


def done(address: str) -> None:
    """Do as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
    job = Job.objects.get(id=UUID(address.rstrip("/").rsplit("/", 1)[1]))
    scope = enter_scope_of_job(person=job.person_id, tenant=job.tenant_id)
    run = JobRun(job.id, job.tenant_id, scope, job.parameters, lambda *_: None, AT)
    work = CHECKING if job.work == CHECKING.name else TAKING_IN
    assert work.may(scope, job.tenant_id)
    job.outcome, job.state, job.ended_at = work.do(run), "done", AT
    job.save()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")


def page(client: Client, address: str) -> str:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    return response.content.decode()


def test_a_workbook_is_looked_at_first_and_taken_in_by_who_may_adopt(visit: Visit) -> None:
    changed = workbook(sheet="Maatregelen", name="Titel", value="Een nieuwe titel")
    adviser = visit("adviseur", ADVISER)
    address = offered(adviser, changed)
    assert "De werkmap wordt bekeken" in page(adviser, address)
    done(address)
    text = page(adviser, address)
    assert "Maatregelen: 0 nieuw, 1 gewijzigd, 0 weg, 171 gelijk" in text
    assert "Een nieuwe titel" in text
    assert adviser.post(f"{address}vaststellen/").status_code == 403
    assert plan(UTRECHT).version == 1, "nothing was kept"
    manager = visit("programma", MANAGER)
    taken = manager.post(f"{address}vaststellen/")["Location"]
    done(taken)
    assert "Opgenomen als versie 2" in page(manager, taken)
    assert plan(UTRECHT).measures[0].title_nl == "Een nieuwe titel"
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
    entry = AuditEntry.objects.get(action="import-plan")
    assert entry.actor_id == Person.objects.get(username="programma").pk


def test_what_is_wrong_stands_on_the_page_and_in_a_workbook_to_mend(visit: Visit) -> None:
    client = visit("adviseur", ADVISER)
    wrong = workbook(sheet="Maatregelen", name="Soort", value="preventi")
    address = offered(client, wrong)
    done(address)
    text = page(client, address)
    assert "1 ding klopt niet; er is niets opgenomen" in text
    assert re.search(r"Maatregelen, \w+ 2, Soort<", text)
    assert "staat niet in de keuzelijst" in text
    given = client.get(f"{address}verbeteren.xlsx", HTTP_ACCEPT_LANGUAGE="nl")
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    assert book.sheetnames[0] == "Wat niet klopt"
    manager = visit("programma", MANAGER)
    again = manager.post(f"{address}vaststellen/", follow=True, HTTP_ACCEPT_LANGUAGE="nl")
    assert "In deze werkmap staan fouten" in again.content.decode()


def test_the_same_plan_changes_nothing_and_an_older_look_is_not_taken_in(visit: Visit) -> None:
    manager = visit("programma", MANAGER)
    same = offered(manager, workbook())
    done(same)
    assert "Er zou niets veranderen: dit is versie 1" in page(manager, same)
    first = offered(manager, workbook(sheet="Maatregelen", name="Titel", value="Van de een"))
    second = offered(manager, workbook(sheet="Maatregelen", name="Titel", value="Van de ander"))
    done(first)
    done(second)
    done(manager.post(f"{first}vaststellen/")["Location"])
    late = manager.post(f"{second}vaststellen/")["Location"]
    with pytest.raises(UnusableInputError, match="got a new version meanwhile"):
        done(late)


def test_only_who_writes_plans_there_offers_and_sees_it(visit: Visit) -> None:
    address = offered(visit("adviseur", ADVISER), workbook())
    done(address)
    for number, role in enumerate(
        [("GM0307", Role.POLICY_ADVISER), ("GM0344", Role.DATA_STEWARD), ("GM0344", Role.RESIDENT)]
    ):
        client = visit(f"ander{number}", role)
        for path in (address, f"{address}verbeteren.xlsx"):
            assert client.get(path).status_code in {403, 404}
        assert client.post(f"{address}vaststellen/").status_code in {403, 404}
    refused: HttpResponse = client.post(f"{OFFER}werkmap/", {})
    assert refused.status_code == 403
    assert client.get(f"{OFFER}{uuid4()}/").status_code in {403, 404}


def test_an_empty_or_huge_file_is_refused_with_a_sentence(visit: Visit) -> None:
    client = visit("adviseur", ADVISER)
    for content, said in ((b"", "deze bestand is leeg"), (b"x" * 4_194_305, "te groot")):
        file = SimpleUploadedFile("plan.xlsx", content)
        response = client.post(
            f"{OFFER}werkmap/", {"file": file}, follow=True, HTTP_ACCEPT_LANGUAGE="nl"
        )
        assert said.replace("deze bestand", "dit bestand") in response.content.decode()
