"""What leaves the room: an upload as it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from baken.records.uploads.rules import UploadState


@dataclass(frozen=True, slots=True)
class UploadFact:
    """A file that came in; ``size`` in bytes, ``job`` the newest job about it."""

    id: UUID
    tenant: str
    person: int
    file_name: str
    size: int
    sha256: str
    received_at: datetime
    state: UploadState
    look: dict[str, Any]
    choices: dict[str, Any]
    job: UUID | None
    delivery: UUID | None
