"""Rows corrected, set aside and brought back on screen; a delivery withdrawn and put back."""

import csv
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from desks.deliveries.mending_world import do_job, steward_of, waiting_delivery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from foundation.deliveries import HEADER, deliver, row

from baken.desks.deliveries.wording import REASONS, WORKS
from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.services import ensure_municipality
from baken.foundation.stewardship.models import AuditEntry
from baken.records.indicators.models import Observation
from baken.records.uploads.keeping import path_of
from baken.records.uploads.models import Upload
from baken.site.kinds import KINDS

pytestmark = pytest.mark.django_db
COUNT, OFFENCE = 3, 1  # places of the columns in the file


@pytest.fixture(autouse=True)
def _kept_here(tmp_path: Path, settings: Any) -> None:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"


@pytest.fixture
def steward(_kept_here: None) -> Client:
    return steward_of()


def address(delivery: Any, part: str = "") -> str:
    return f"/aanleveringen/{delivery}/{part}"


def now(offence: str) -> int | None:
    found = Observation.objects.filter(
        indicator=f"registered-crime-{offence}", area_code="GM9998", known_until=None
    )
    return found[0].value if found else None


def test_the_rows_that_wait_are_found_by_reason_column_and_value(
    steward: Client, tmp_path: Path
) -> None:
    delivery = waiting_delivery(tmp_path)
    page = steward.get(address(delivery, "wachtend/")).content.decode()
    assert "vijf" in page
    assert "Lever een heel getal" in page
    assert "Geen heel getal" in page
    filters = "wachtend/?reden=not-a-count&kolom=geregistreerde_misdrijven&waarde="
    assert "=2+3" not in steward.get(address(delivery, f"{filters}vijf")).content.decode()
    nothing = steward.get(address(delivery, "wachtend/?reden=no-value")).content.decode()
    assert "Geen rij past" in nothing
    odd = "wachtend/?stand=x&page=z&waarde=%00"
    assert steward.get(address(delivery, odd)).status_code == 200


def test_a_row_is_corrected_after_it_was_shown_what_changes(
    steward: Client, tmp_path: Path
) -> None:
    delivery = waiting_delivery(tmp_path)
    here = address(delivery, "verbeteren/")
    chosen = steward.post(here, {"regel": ["3", "4"], "stap": "kiezen"})
    assert chosen.headers["Location"] == f"{here}?regel=3&regel=4"
    assert 'name="cel-3-3" value="vijf"' in steward.get(chosen.headers["Location"]).content.decode()
    wrong = {"regel": ["3", "4"], f"cel-3-{COUNT}": "zes", f"cel-4-{COUNT}": "7"}
    refused = steward.post(here, wrong | {"stap": "opnemen"})
    assert refused.status_code == 422
    assert not Job.objects.exists()
    good = wrong | {f"cel-3-{COUNT}": "6", "stap": "nakijken"}
    page = steward.post(here, good).content.decode()
    assert "2 cijfers" in page
    assert "Wordt" in page
    assert now("1.1.2") is None
    job = do_job(steward.post(here, good | {"stap": "opnemen"}))
    assert job.outcome["corrected"] == 2
    assert (now("1.1.2"), now("1.4.2")) == (6, 7)
    kept = QuarantinedRow.objects.get(delivery_id=delivery, number=3)
    assert (kept.state, kept.corrected_by.username) == ("corrected", "sanne")
    assert AuditEntry.objects.filter(action="correct-row").count() == 2
    assert Job.objects.filter(work="compute-figures").count() == 1
    done = steward.get(address(delivery, "wachtend/?stand=corrected")).content.decode()
    assert "Sanne" in done


def test_errors_come_back_beside_the_field_while_one_types(steward: Client, tmp_path: Path) -> None:
    delivery = waiting_delivery(tmp_path)
    sent = {"regel": "3", f"cel-3-{COUNT}": "zes", f"cel-3-{OFFENCE}": "diefstal"}
    answer = steward.post(address(delivery, "verbeteren/"), sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert 'id="fout-cel-3-3"' in text
    assert "Gebruik de code van CBS" in text


def test_personal_data_written_into_a_cell_reaches_no_job(steward: Client, tmp_path: Path) -> None:
    delivery = waiting_delivery(tmp_path)
    sent = {"regel": "3", f"cel-3-{COUNT}": "jan@voorbeeld.nl", "stap": "opnemen"}
    answer = steward.post(address(delivery, "verbeteren/"), sent)
    assert answer.status_code == 422
    assert "persoonsgegevens" in answer.content.decode()
    assert not Job.objects.exists()


def test_rows_are_set_aside_with_a_reason_and_wait_again(steward: Client, tmp_path: Path) -> None:
    delivery = waiting_delivery(tmp_path)
    steward.post(address(delivery, "terzijde/"), {"regel": "3", "reden": " "})
    steward.post(address(delivery, "terzijde/"), {"reden": "Dubbel."})
    assert not Job.objects.exists()
    job = do_job(steward.post(address(delivery, "terzijde/"), {"regel": "3", "reden": "Dubbel."}))
    assert job.outcome["rows"] == 1
    assert Delivery.objects.get(id=delivery).quarantined == 1
    page = steward.get(address(delivery, "wachtend/?stand=set-aside")).content.decode()
    assert "Dubbel." in page
    do_job(steward.post(address(delivery, "weer-wachten/"), {"regel": "3"}))
    assert Delivery.objects.get(id=delivery).quarantined == 2


def test_a_corrected_file_is_checked_first_and_then_taken_in(
    steward: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    delivery = waiting_delivery(tmp_path)
    answer = steward.get(address(delivery, "wachtend.csv"))
    lines = list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))
    assert lines[1]["geregistreerde_misdrijven"] == "'=2+3"
    lines[0]["geregistreerde_misdrijven"] = "6"
    path = tmp_path / "terug.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    sent = SimpleUploadedFile("terug.csv", path.read_bytes())
    checked = do_job(steward.post(address(delivery, "verbeterd/"), {"files": sent}))
    assert (checked.outcome["corrected"], checked.outcome["check"]) == (1, True)
    assert now("1.1.2") is None
    page = steward.get(f"/opdracht/{checked.id}/").content.decode()
    upload = Upload.objects.get()
    assert address(delivery, f"verbeterd/{upload.id}/") in page
    with django_capture_on_commit_callbacks(execute=True):
        done = do_job(steward.post(address(delivery, f"verbeterd/{upload.id}/")))
    assert (done.outcome["corrected"], done.outcome["waiting"]) == (1, 1)
    assert now("1.1.2") == 6
    assert not path_of(upload.id, upload.file_name).exists()


def test_a_delivery_is_withdrawn_with_a_reason_and_put_back(
    steward: Client, tmp_path: Path
) -> None:
    deliver(tmp_path, HEADER + row(4), name="eerder.csv")
    delivery = waiting_delivery(tmp_path, name="later.csv")
    here = address(delivery, "intrekken/")
    page = steward.get(here).content.decode()
    assert "GM9998" in page
    assert "krijgt haar eerdere, andere waarde terug" in page
    assert steward.post(here, {"reden": ""}).status_code == 422
    job = do_job(steward.post(here, {"reden": "Verkeerd bestand."}))
    assert job.outcome["values"] == 1
    assert now("1.1.1") == 4
    assert "ingetrokken" in steward.get("/aanleveringen/").content.decode()
    assert "<strong>ingetrokken</strong>" in steward.get("/gegevens/").content.decode()
    assert "Ingetrokken op" in steward.get(reverse("delivery", args=[delivery])).content.decode()
    assert "Verkeerd bestand." in steward.get(address(delivery)).content.decode()
    assert steward.get(here).status_code == 302
    back = address(delivery, "terugzetten/")
    assert "gaat gelden" in steward.get(back).content.decode()
    do_job(steward.post(back, {"reden": "Toch goed."}))
    assert now("1.1.1") == 5


def test_the_outcome_states_sums_and_what_changed(steward: Client, tmp_path: Path) -> None:
    deliver(tmp_path, HEADER + row(4), name="eerder.csv")
    delivery = waiting_delivery(tmp_path, name="later.csv")
    page = steward.get(address(delivery)).content.decode()
    assert "Sommen van 2029" in page
    assert "<strong>1</strong>" in page  # 5 beside 4
    assert "Wat is er veranderd" in page
    assert steward.get(address(delivery, "wijzigingen/?page=9")).status_code == 200


def test_the_delivery_of_another_municipality_is_not_there(steward: Client, tmp_path: Path) -> None:
    ensure_municipality(code="GM0307", name="Amersfoort")
    kind = KINDS["municipal-counts"]
    theirs = waiting_delivery(tmp_path, kind=kind, tenant="GM0307", source="own-registrations")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    for part in ("", "wachtend/", "wachtend.csv", "wijzigingen/", "intrekken/", "verbeteren/"):
        assert steward.get(address(theirs, part)).status_code == 404
    assert steward.post(address(theirs, "intrekken/"), {"reden": "x"}).status_code == 404
    assert steward.get(address(uuid4())).status_code == 404


def test_the_pages_are_light(steward: Client, tmp_path: Path) -> None:
    deliver(tmp_path, HEADER + row(4), name="eerder.csv")
    delivery = waiting_delivery(tmp_path, name="later.csv")
    for part in ("", "wachtend/", "wijzigingen/", "verbeteren/?regel=3", "intrekken/"):
        with CaptureQueriesContext(connection) as asked:
            assert steward.get(address(delivery, part)).status_code == 200
        questions = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(questions) <= 10, (part, questions)


def test_every_reason_and_work_has_words() -> None:
    source = Path(__file__).parents[3] / "src" / "baken"
    texts = "".join(path.read_text() for path in source.rglob("*.py"))
    for reason in REASONS:
        assert f'"{reason}"' in texts
    assert set(WORKS) == set(WorkName)
