"""What a person does with a file: bring it in, choose, have it taken in, or let it go.

Loaded by the web process: nothing here opens a file. The worker looks and takes in.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import INTAKE_LANE, WorkName
from baken.foundation.partners.scope import Scope
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.rules import UploadRefusedError, UploadState
from baken.records.uploads.selectors import upload_by_id
from baken.records.uploads.services import change_upload, keep_upload

AT_ONCE = 2
"""The urgency of a look at a file: somebody waits for it."""


def bring_in(
    *, arrived: Path, file_name: str, sha256: str, tenant: str, by: Scope, at: datetime
) -> UploadFact:
    """Keep a file and ask the worker to look at it; raises UploadRefusedError."""
    upload = keep_upload(
        arrived=arrived, file_name=file_name, sha256=sha256, tenant=tenant, by=by, at=at
    )
    job = request_job(
        work=WorkName.EXAMINE_UPLOAD,
        subject=upload.file_name,
        parameters={"upload": str(upload.id)},
        tenant=tenant,
        by=by,
        at=at,
        urgency=AT_ONCE,
    )
    return change_upload(identifier=upload.id, to=UploadState.RECEIVED, by=by, at=at, job=job.id)


def ask_to_take_in(
    *,
    identifier: UUID,
    kind: str,
    source: str,
    delivered_on: date,
    year: int | None,
    mapping: dict[str, Any] | None = None,
    by: Scope,
    at: datetime,
) -> JobFact:
    """Ask the worker to take a file in as this kind; raises UploadRefusedError."""
    upload = upload_by_id(identifier)
    if upload is None or upload.look.get("persons"):
        raise UploadRefusedError("unknown-upload")
    choices = {
        "kind": kind,
        "source": source,
        "delivered_on": delivered_on.isoformat(),
        "year": year,
    }
    # What was shown is what is done: columns that are not known by name go with the choice.
    read_as = mapping or upload.look.get("mappings", {}).get(kind, {}).get("mapping")
    if read_as:
        choices |= {"mapping": read_as}
    job = request_job(
        work=WorkName.TAKE_IN_UPLOAD,
        subject=upload.file_name,
        parameters={"upload": str(identifier), **choices},
        tenant=upload.tenant,
        by=by,
        at=at,
        lane=INTAKE_LANE,
    )
    change_upload(
        identifier=identifier, to=UploadState.ASKED, by=by, at=at, job=job.id, choices=choices
    )
    return job
