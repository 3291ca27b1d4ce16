"""Which column is which: chosen on screen, read again at once, kept under a name, used again."""

from pathlib import Path
from typing import Any

import pytest
from desks.deliveries.mending_world import do_job, steward_of
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client

from baken.flows.examine_upload import look_at
from baken.foundation.intake.models import Delivery, SavedMapping
from baken.foundation.jobs.models import Job
from baken.foundation.places.models import KeyFigure
from baken.foundation.stewardship.models import AuditEntry
from baken.records.uploads.keeping import path_of
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadState
from baken.site.kinds import DEFAULT_SOURCES, KINDS

pytestmark = pytest.mark.django_db
CSV = "plaats;peil;hoeveel\nGM9998;2029;1.250\nGM9997;2029;veel\n"
GOOD = {"kind": "population", "source": "cbs-70072ned", "delivered_on": "2030-03-01", "year": ""}
COLUMNS = {
    "gelezen-als": "population", "kolom-area": "plaats", "kolom-year": "peil",
    "kolom-average-inhabitants": "hoeveel", "decimaal": ",", "datums": "iso",
}  # fmt: skip


@pytest.fixture
def steward(tmp_path: Path, settings: Any) -> Client:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"
    return steward_of()


def looked_at(steward: Client, text: str = CSV, name: str = "mensen.csv") -> Upload:
    steward.post("/aanleveren/", {"files": SimpleUploadedFile(name, text.encode())})
    upload = Upload.objects.latest("received_at")
    path = path_of(upload.id, upload.file_name)
    upload.look = look_at(path, KINDS) | {"sources": DEFAULT_SOURCES}
    upload.state = UploadState.LOOKED_AT
    upload.save()
    return upload


def test_what_is_not_known_by_name_is_chosen_and_the_rows_are_read_again(steward: Client) -> None:
    upload = looked_at(steward)
    here = f"/aanleveren/{upload.id}/"
    page = steward.post(f"{here}kolommen/", GOOD | {"stap": "soort"}).content.decode()
    assert '<select class="utrecht-select' in page
    assert "hoeveel" in page
    page = steward.post(f"{here}kolommen/", GOOD | COLUMNS | {"stap": "lezen"}).content.decode()
    assert ">1250<" in page
    assert "Lever een heel getal" in page  # "veel", beside its cell
    assert not Job.objects.filter(work="take-in-upload").exists()


def test_a_needed_column_without_choice_is_said_and_nothing_is_taken_in(steward: Client) -> None:
    upload = looked_at(steward)
    answer = steward.post(f"/aanleveren/{upload.id}/opnemen/", GOOD | COLUMNS | {"kolom-area": ""})
    assert answer.status_code == 422
    assert "Nog te kiezen: gebiedscode" in answer.content.decode()
    assert not Job.objects.filter(work="take-in-upload").exists()


def test_one_value_for_all_rows_stands_for_a_column(steward: Client) -> None:
    upload = looked_at(steward, "plaats;hoeveel\nGM9998;1.250\n")
    sent = GOOD | COLUMNS | {"kolom-year": "", "vast-year": "2031"}
    do_job(steward.post(f"/aanleveren/{upload.id}/opnemen/", sent))
    assert KeyFigure.objects.get(area_code="GM9998", year=2031).value == 1250


def test_a_choice_is_kept_under_a_name_and_the_next_file_is_read_by_it(steward: Client) -> None:
    upload = looked_at(steward)
    sent = GOOD | COLUMNS | {"bewaren": "Eigen  tellingen"}
    job = do_job(steward.post(f"/aanleveren/{upload.id}/opnemen/", sent))
    assert (job.outcome["accepted"], job.outcome["quarantined"]) == (1, 1)
    assert Delivery.objects.get(id=job.outcome["delivery"]).mapping["decimal"] == ","
    saved = SavedMapping.objects.get()
    assert (saved.name, saved.tenant_id, saved.kind) == ("Eigen tellingen", "GM0344", "population")
    assert AuditEntry.objects.filter(action="save-mapping").count() == 1
    after = looked_at(steward, CSV.replace("1.250", "1.300"), "later.csv")
    page = steward.post(f"/aanleveren/{after.id}/kolommen/", GOOD | {"stap": "soort"})
    text = page.content.decode()
    assert "selected>Eigen tellingen" in text
    assert ">1300<" in text


def test_a_saved_reading_is_renamed_and_removed_by_its_own_municipality(steward: Client) -> None:
    given = {
        "kind": "population", "header": ["x"], "fingerprint": "0" * 64, "mapping": {"columns": {}},
        "saved_at": "2030-01-01T00:00Z",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
    mine = SavedMapping.objects.create(tenant_id="GM0344", name="eigen", **given)
    SavedMapping.objects.create(tenant_id="GM0344", name="andere", **given)
    shared = SavedMapping.objects.create(tenant=None, name="gedeeld", **given)
    page = steward.get("/kolomindelingen/").content.decode()
    assert "gedeeld" in page
    assert f"/kolomindelingen/{shared.id}/weg/" not in page
    for name in ("", "andere"):
        steward.post(f"/kolomindelingen/{mine.id}/naam/", {"naam": name})
    mine.refresh_from_db()
    assert mine.name == "eigen"
    steward.post(f"/kolomindelingen/{mine.id}/naam/", {"naam": "nieuw"})
    steward.post(f"/kolomindelingen/{shared.id}/weg/")
    mine.refresh_from_db()
    assert mine.name == "nieuw"
    steward.post(f"/kolomindelingen/{mine.id}/weg/")
    assert set(SavedMapping.objects.values_list("name", flat=True)) == {"andere", "gedeeld"}


def test_the_web_cannot_touch_what_is_shared(steward: Client) -> None:
    shared = SavedMapping.objects.create(
        tenant=None, name="gedeeld", kind="population", header=[], fingerprint="0" * 64,
        mapping={}, saved_at="2030-01-01T00:00Z",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
        cursor.execute("SET LOCAL ROLE baken_app")
        cursor.execute("DELETE FROM intake_savedmapping WHERE id = %s", [shared.id])
        assert cursor.rowcount == 0
        cursor.execute("UPDATE intake_savedmapping SET name = 'x' WHERE id = %s", [shared.id])
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute(
                "INSERT INTO intake_savedmapping (name, kind, header, fingerprint, mapping, "
                "saved_at) VALUES ('y', 'population', '[]', '', '{}', now())"
            )


def test_a_year_that_nothing_names_is_asked_above_the_page_and_at_its_field(
    steward: Client,
) -> None:
    upload = looked_at(steward, "gemeentecode;gemiddeld_inwoners\nGM9998;1250\n")
    here = f"/aanleveren/{upload.id}/"
    columns = {
        "gelezen-als": "population",
        "kolom-area": "gemeentecode",
        "kolom-average-inhabitants": "gemiddeld_inwoners",
    }
    answer = steward.post(f"{here}opnemen/", GOOD | columns)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.index("Nog niet opgenomen. Nog te kiezen: jaar.") < page.index("<h1")
    assert "Vul het jaar in: de rijen noemen het niet." in page
    again = steward.post(f"{here}kolommen/", GOOD | columns | {"year": "2029"}).content.decode()
    assert "het jaar van het bestand, zie hierboven" in again


def test_the_page_of_a_job_leads_to_the_next_file_that_waits(steward: Client) -> None:
    text = "gemeentecode;jaar;gemiddeld_inwoners\nGM9998;2029;1250\n"
    first, second, third = (looked_at(steward, text, f"{name}.csv") for name in "abc")
    answer = steward.post(f"/aanleveren/{first.id}/opnemen/", GOOD)
    page = steward.get(answer.headers["Location"]).content.decode()
    assert "Nog 2 bestanden wachten op uw keuze." in page
    assert f'href="/aanleveren/{second.id}/"' in page
    assert str(third.id) not in page


def test_a_file_that_was_taken_in_before_says_so(steward: Client) -> None:
    text = "gemeentecode;jaar;gemiddeld_inwoners\nGM9998;2029;1250\n"
    first = looked_at(steward, text)
    assert "werd al eens opgenomen" not in steward.get(f"/aanleveren/{first.id}/").content.decode()
    job = do_job(steward.post(f"/aanleveren/{first.id}/opnemen/", GOOD))
    again = looked_at(steward, text, "weer.csv")
    page = steward.get(f"/aanleveren/{again.id}/").content.decode()
    assert "Precies dit bestand werd al eens opgenomen, op " in page
    assert f'href="/aanleveringen/{job.outcome["delivery"]}/"' in page
