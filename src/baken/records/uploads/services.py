"""Writes of uploads: permission, write and audit in one transaction."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.keeping import keep, let_go
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadRefusedError, UploadState, check_step, safe_name
from baken.records.uploads.selectors import upload_fact
from baken.vocabulary.permission import PermissionName


def keep_upload(
    *, arrived: Path, file_name: str, sha256: str, tenant: str, by: Scope, at: datetime
) -> UploadFact:
    """Keep a file that arrived; it is moved from where it lies.

    Raises:
        UploadRefusedError: when the person does not deliver files there, or the file is empty.
    """
    _check_may_deliver(by, tenant)
    size = arrived.stat().st_size
    if size == 0:
        raise UploadRefusedError("empty-file")
    with transaction.atomic():
        upload = Upload.objects.create(
            id=uuid4(),
            tenant_id=tenant,
            person_id=by.person,
            file_name=safe_name(file_name),
            size=size,
            sha256=sha256,
            received_at=at,
        )
        keep(upload.id, upload.file_name, arrived)
        _log(upload, "upload-file", by, at)
    return upload_fact(upload)


def change_upload(
    *, identifier: UUID, to: UploadState, by: Scope, at: datetime, **values: Any
) -> UploadFact:
    """Bring an upload to another state; ``values`` are its look, choices, job or delivery.

    Raises:
        UploadRefusedError: when it does not exist for this person or is past that step.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(id=identifier).first()
        if upload is None:
            raise UploadRefusedError("unknown-upload")
        _check_may_deliver(by, upload.tenant_id)
        check_step(UploadState(upload.state), to)
        upload.state = to
        for name, value in values.items():
            setattr(upload, name, value)
        upload.save()
        if to is UploadState.DISCARDED:
            _log(upload, "discard-file", by, at)
        if to in {UploadState.DISCARDED, UploadState.TAKEN_IN}:
            # The rows are kept with the delivery; the file itself is no longer needed.
            transaction.on_commit(lambda: let_go(identifier))
    return upload_fact(upload)


def mark_answered(*, identifier: UUID) -> None:
    """Remember that a file of the watched folder was answered in words."""
    upload = Upload.objects.select_for_update().get(id=identifier)
    upload.choices = upload.choices | {"answered": True}
    upload.save(update_fields=["choices"])


def _check_may_deliver(by: Scope, tenant: str) -> None:
    if not by.may(PermissionName.DELIVER_FILES, tenant=tenant):
        raise UploadRefusedError("no-role-in-this-municipality")


def _log(upload: Upload, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=upload.tenant_id,
        actor=by.person or 0,
        at=at,
        action=action,
        subject=f"upload {upload.id}",
        details={"file": upload.file_name, "sha256": upload.sha256},
    )
