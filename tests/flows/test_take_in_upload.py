"""A file whose persons only show deep inside: of the upload nothing is kept either."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from baken.flows.take_in_upload import taking_in
from baken.foundation.intake.models import DeliveredPack, Delivery
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.running import _attempt
from baken.foundation.partners.scope import see_only
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.person_columns import PersonColumnsRefusedError
from baken.records.uploads.keeping import path_of
from baken.records.uploads.models import Upload
from baken.site.kinds import KINDS
from baken.vocabulary.role import Role

NOW = datetime(2030, 1, 2, tzinfo=UTC)
HEADER = "gemeentecode,soort_misdrijf,jaar,geregistreerde_misdrijven,voorlopig,opmerking\n"


def test_a_file_that_is_refused_while_it_is_taken_in_is_let_go(
    db: None, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.UPLOADS_FOLDER = tmp_path
    key = ensure_person(username="sanne", full_name="Sanne", password=None)
    grant_role(person=key, tenant="GM0344", role=Role.DATA_STEWARD)
    see_only(["GM0344"])
    rows = [f"GM9998,1.1.1,{1990 + n % 35},{n},0,rustig" for n in range(30)]
    rows += [f"GM9997,1.1.1,{1990 + n},1,0,bel jan.{n}@voorbeeld.nl" for n in range(3)]
    upload = Upload.objects.create(
        id=uuid4(), tenant_id="GM0344", person_id=key, file_name="x.csv", size=9, sha256="x",
        received_at=NOW, state="asked", look={"kind": "crime-statistics", "rows": [["rustig"]]},
    )  # fmt: skip
    path = path_of(upload.id, "x.csv")
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    parameters = {
        "upload": str(upload.id), "kind": "crime-statistics", "source": "cbs-47018ned",
        "delivered_on": "2030-01-01", "year": None,
    }  # fmt: skip
    job = Job.objects.create(
        tenant_id="GM0344", person_id=key, work="take-in-upload", subject="x.csv",
        parameters=parameters, asked_at=NOW,
    )  # fmt: skip
    before = DeliveredPack.objects.count(), Delivery.objects.count()
    works = {"take-in-upload": taking_in(KINDS)}
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(PersonColumnsRefusedError, match="e-mail address"),
    ):
        _attempt(job, key, works, lambda _step, _done, _total: None)
    see_only(["GM0344"])
    upload.refresh_from_db()
    assert upload.look["persons"]
    assert upload.look["kind"] == "crime-statistics"
    told = json.dumps(upload.look)
    assert "rustig" not in told
    assert "jan." not in told
    assert not path.exists()
    assert (DeliveredPack.objects.count(), Delivery.objects.count()) == before
