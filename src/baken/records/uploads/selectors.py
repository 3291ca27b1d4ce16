"""Questions about uploads."""

from collections.abc import Iterable
from uuid import UUID

from baken.records.uploads.facts import UploadFact
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadState

OPEN = (UploadState.RECEIVED, UploadState.LOOKED_AT, UploadState.ASKED)


def upload_by_id(identifier: UUID) -> UploadFact | None:
    """Return an upload, or None when it is unknown or not visible to who asks."""
    row = Upload.objects.filter(id=identifier).first()
    return upload_fact(row) if row else None


def open_uploads(*, tenants: Iterable[str]) -> tuple[UploadFact, ...]:
    """Return the files that wait for a choice or for their job, the newest first."""
    found = Upload.objects.filter(tenant__in=list(tenants), state__in=OPEN)
    # A file of corrections belongs to its delivery, not to the files that wait for a choice.
    found = found.exclude(choices__has_key="corrects")
    return tuple(upload_fact(row) for row in found.order_by("-received_at", "file_name"))


def unanswered_uploads(*, tenant: str) -> tuple[UploadFact, ...]:
    """Return the files of the watched folder that were not answered yet, the oldest first."""
    found = Upload.objects.filter(tenant=tenant, choices__has_key="watched")
    found = found.exclude(choices__has_key="answered").order_by("received_at", "id")
    return tuple(upload_fact(row) for row in found)


def upload_fact(row: Upload) -> UploadFact:
    """Return the upload as a fact."""
    return UploadFact(
        id=row.id,
        tenant=row.tenant_id,
        person=row.person_id,
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        received_at=row.received_at,
        state=UploadState(row.state),
        look=row.look,
        choices=row.choices,
        job=row.job,
        delivery=row.delivery,
    )
