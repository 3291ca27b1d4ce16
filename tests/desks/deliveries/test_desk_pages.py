"""The data steward's desk: who may, what is kept, what is refused, and how light the pages are."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.foundation.intake.models import QualityNotice
from baken.foundation.jobs.models import Job
from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.uploads.keeping import path_of
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadState, safe_name
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
CSV = b"gemeentecode,jaar,gemiddeld_inwoners\nGM0513,2024,74000\n"
AT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
DESK, BRING_IN = "/bureau/data-steward/", "/aanleveren/"


@pytest.fixture(autouse=True)
def _kept_here(tmp_path: Path, settings: Any) -> None:
    settings.UPLOADS_FOLDER = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "arriving"


def somebody(role: Role, name: str) -> Client:
    ensure_municipality(code="GM0344", name="Utrecht")
    key = ensure_person(username=name, full_name=name.title(), password=None)
    grant_role(person=key, tenant="GM0344", role=role)
    client = Client()
    client.force_login(Person.objects.get(pk=key))
    return client


@pytest.fixture
def steward(_kept_here: None) -> Client:
    return somebody(Role.DATA_STEWARD, "sanne")


def bring(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(BRING_IN, {"files": sent, **more})


def test_a_file_is_kept_as_it_came_with_its_fingerprint_and_a_job_to_look_at_it(
    steward: Client,
) -> None:
    answer = bring(steward, ("inwoners 2024.csv", CSV))
    (upload,) = Upload.objects.all()
    assert answer.headers["Location"] == f"/aanleveren/{upload.id}/"
    assert (upload.size, upload.sha256) == (len(CSV), hashlib.sha256(CSV).hexdigest())
    kept = path_of(upload.id, upload.file_name)
    assert kept.read_bytes() == CSV
    assert kept.stat().st_mode & 0o077 == 0
    job = Job.objects.get(id=upload.job)
    assert (job.work, job.parameters) == ("examine-upload", {"upload": str(upload.id)})
    assert AuditEntry.objects.filter(action="upload-file").count() == 1
    page = steward.get(f"/aanleveren/{upload.id}/").content.decode()
    assert "hx-get" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_several_files_at_once_and_an_empty_one_is_named(steward: Client) -> None:
    answer = bring(steward, ("a.csv", CSV), ("b.csv", CSV), ("leeg.csv", b""))
    assert answer.headers["Location"] == DESK
    assert sorted(Upload.objects.values_list("file_name", flat=True)) == ["a.csv", "b.csv"]
    assert "leeg.csv" in steward.get(DESK).content.decode()


def test_a_file_that_is_too_large_is_named_and_leaves_nothing(
    steward: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LARGEST_UPLOAD = 1000
    bring(steward, ("groot.csv", b"x" * 200_000), ("klein.csv", CSV))
    assert [upload.file_name for upload in Upload.objects.all()] == ["klein.csv"]
    assert "groot.csv" in steward.get(DESK).content.decode()
    assert list((tmp_path / "arriving").iterdir()) == []


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_others_send_no_byte_to_disk(role: Role, tmp_path: Path) -> None:
    client = somebody(role, "iemand")
    assert bring(client, ("a.csv", CSV)).status_code == 403
    assert bring(Client(), ("a.csv", CSV)).headers["Location"].startswith("/inloggen/")
    assert not list(tmp_path.rglob("*"))
    assert not Upload.objects.exists()


def test_a_form_without_its_token_is_refused_and_keeps_nothing(
    steward: Client, tmp_path: Path
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = steward.cookies
    assert bring(strict, ("a.csv", CSV)).status_code == 403
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("length", ["", "-1", "many", "1e9"])
def test_a_content_length_that_is_no_number_is_no_fault(steward: Client, length: str) -> None:
    answer = steward.generic(
        "POST", BRING_IN, b"x", content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH=length,
    )  # fmt: skip
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.csv", "a.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("..", "bestand"),
        ("", "bestand"),
        ("é" * 300 + ".geojson", "é" * 75 + ".geojson"),
    ],
)
def test_a_name_is_kept_without_folders_and_signs(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def looked_at(steward: Client) -> Upload:
    bring(steward, ("inwoners.csv", CSV))
    upload = Upload.objects.get()
    upload.look = {
        "kind": "population", "fits": {"population": [], "areas": ["x"]}, "problem": "",
        "header": ["gemeentecode"], "columns": 3, "rows": [["<b>GM0513</b>"]], "year": 2024,
        "sources": {"population": "cbs-70072ned"},
    }  # fmt: skip
    upload.state = UploadState.LOOKED_AT
    upload.save()
    return upload


def test_the_first_rows_are_shown_and_the_choices_are_filled_in(steward: Client) -> None:
    upload = looked_at(steward)
    page = steward.get(f"/aanleveren/{upload.id}/").content.decode()
    assert "&lt;b&gt;GM0513" in page
    assert '<option value="population" selected>' in page
    assert '<option value="cbs-70072ned" selected>' in page
    assert 'value="2024"' in page


def test_the_choices_become_a_job_and_wrong_ones_a_sentence(steward: Client) -> None:
    upload = looked_at(steward)
    address = f"/aanleveren/{upload.id}/opnemen/"
    good = {"kind": "population", "source": "cbs-70072ned", "delivered_on": "2025-03-01"}
    for wrong in ({"kind": "juggling"}, {"delivered_on": "31-31-2025"}, {"year": "20000"}):
        assert steward.post(address, good | wrong).status_code == 422
    answer = steward.post(address, good | {"year": ""})
    job = Job.objects.get(work="take-in-upload")
    assert answer.headers["Location"] == f"/opdracht/{job.id}/"
    assert job.parameters == {"upload": str(upload.id), "year": None, **good}
    assert job.lane == "intake"


def test_a_file_that_is_let_go_is_gone(
    steward: Client, django_capture_on_commit_callbacks: Any
) -> None:
    upload = looked_at(steward)
    with django_capture_on_commit_callbacks(execute=True):
        steward.post(f"/aanleveren/{upload.id}/weg/")
    assert not path_of(upload.id, upload.file_name).exists()
    upload.refresh_from_db()
    assert upload.state == UploadState.DISCARDED
    assert AuditEntry.objects.filter(action="discard-file").count() == 1


def test_a_job_is_followed_and_cancelled(steward: Client) -> None:
    looked_at(steward)
    job = Job.objects.get()
    Job.objects.update(state="running", step="rows", done=500, total=1000)
    page = steward.get(f"/opdracht/{job.id}/").content.decode()
    assert 'value="50" max="100"' in page
    part = steward.get(f"/opdracht/{job.id}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div")
    assert "<html" not in part
    steward.post(f"/opdracht/{job.id}/afbreken/")
    job.refresh_from_db()
    assert job.cancel_asked


def test_the_pages_are_light(steward: Client) -> None:
    upload = looked_at(steward)
    for number in range(3):
        bring(steward, (f"meer{number}.csv", CSV))
    pages = [
        DESK,
        f"/aanleveren/{upload.id}/",
        f"/opdracht/{upload.job}/",
        "/aanleveringen/",
        "/wat-niet-klopt/",
    ]
    pages += ["/aanleveringen/?soort=areas&naam=utrecht&wachtend=1&page=2&bron=x"]
    for address in pages:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert steward.get(address).status_code == 200
        questions = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(questions) <= 10, (address, questions)


def test_a_notice_of_ones_own_municipality_is_explained_and_another_is_not(
    steward: Client,
) -> None:
    given = {"period": "2024", "subject": "", "arithmetic": {"sum": 5}, "found_at": AT}
    said = {"check_id": "sum", "sentence_nl": "Dit klopt niet.", "sentence_en": "It does not fit."}
    ours = QualityNotice.objects.create(key="ours", area_code="WK034401", **given, **said)
    theirs = QualityNotice.objects.create(key="theirs", area_code="GM0307", **given, **said)
    page = steward.get("/wat-niet-klopt/").content.decode()
    assert page.count("Dit klopt niet.") == 1
    step = {"municipality": "GM0344", "state": "explained"}
    for notice, explanation in ((ours, ""), (theirs, "Een fusie."), (ours, "Een fusie.")):
        steward.post(f"/wat-niet-klopt/{notice.id}/", step | {"explanation": explanation})
    assert AuditEntry.objects.filter(action="quality-step").count() == 1
    assert "Een fusie." in steward.get("/wat-niet-klopt/?stand=explained").content.decode()
    assert "Een fusie." not in steward.get("/wat-niet-klopt/?stand=open").content.decode()
    for address in ("/wat-niet-klopt/?gemeente=x&stand=y&page=z", "/wat-niet-klopt/?stand=mended"):
        assert steward.get(address).status_code == 200


def test_a_job_whose_figures_are_computed_leads_to_the_municipality(steward: Client) -> None:
    steward.get(DESK)
    job = Job.objects.create(
        tenant_id="GM0344", person=Person.objects.get(username="sanne"), work="compute-figures",
        asked_at=AT, subject="Cijfers", state="running",
    )  # fmt: skip
    address, link = f"/opdracht/{job.id}/", 'href="/gemeente/GM0344/"'
    before = steward.get(address).content.decode().count(link)
    Job.objects.filter(id=job.id).update(state="done", ended_at=AT, outcome={"computed": False})
    assert steward.get(address).content.decode().count(link) == before + 1
