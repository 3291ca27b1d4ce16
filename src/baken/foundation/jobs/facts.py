"""What leaves the room: a job as it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from baken.foundation.jobs.rules import JobState


@dataclass(frozen=True, slots=True)
class JobFact:
    """A job; ``done`` of ``total`` counts what ``step`` counts (rows, files); 0 is not known."""

    id: UUID
    tenant: str
    person: int
    person_name: str
    work: str
    subject: str
    parameters: dict[str, Any]
    state: JobState
    cancel_asked: bool
    attempts: int
    step: str
    done: int
    total: int
    message: str
    outcome: dict[str, Any]
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        """Return whether nothing more will happen to it."""
        return self.state.ended
