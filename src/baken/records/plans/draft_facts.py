"""What leaves this record about drafts: the draft, its changes, what was typed, what collides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from baken.records.plans.facts import PlanFact


class DraftState(StrEnum):
    """What became of a draft."""

    OPEN = "open"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


class ChangeKind(StrEnum):
    """What a change does to a row: change its fields, add it, remove it, or move it."""

    CHANGE = "change"
    ADD = "add"
    REMOVE = "remove"
    REORDER = "reorder"


@dataclass(frozen=True, slots=True)
class PlanChangeFact:
    """A change of a draft; ``undoes`` is the number of the change that it takes back.

    Of a change of fields ``before`` and ``after`` hold those fields by path; a field that was or
    became absent is not among them. Of a row that came, went or moved they hold the row and the
    row after which it stands. ``came_with`` is the version of the plan that brought the change.
    """

    number: int
    kind: ChangeKind
    table: str
    row_id: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    came_with: int | None = None
    by: str = ""
    by_id: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanDraftFact:
    """A draft of a plan: on which version it is based, whose it is, and where it stands.

    ``up_to`` is the version of which it knows the changes; a newer one waits to be taken over.
    ``ready_after`` is the number of the change after which somebody called it ready to adopt.
    """

    id: UUID
    tenant: str
    plan: str
    base: int
    up_to: int
    newest: int
    why: str
    state: DraftState
    opened_by: str
    opened_by_id: int
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None
    closed_why: str
    adopted_as: int | None
    changes: tuple[PlanChangeFact, ...]
    content: PlanFact
    ready_after: int | None = None
    ready_by: str = ""
    ready_at: datetime | None = None

    @property
    def last(self) -> int:
        """Return the number of the last change; 0 for none."""
        return self.changes[-1].number if self.changes else 0

    @property
    def is_ready(self) -> bool:
        """Return whether it was called ready to adopt and nothing was changed since."""
        return self.state is DraftState.OPEN and self.ready_after == self.last


@dataclass(frozen=True, slots=True)
class FieldCollision:
    """A field that two people changed: what it was, what stands now, and what is offered."""

    path: str
    before: Any
    theirs: Any
    mine: Any
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RowCollision:
    """The fields of a row in which what was typed collides with what somebody saved since.

    ``removed`` is whether somebody removed the row. ``against`` is the number of the last change
    that the one who chooses has seen.
    """

    table: str
    row_id: str
    fields: tuple[FieldCollision, ...]
    merged: tuple[str, ...]
    removed: bool
    seen: int
    against: int


@dataclass(frozen=True, slots=True)
class SavedRow:
    """What became of a saved row: the change, if any, and what of others was kept beside it."""

    number: int | None
    merged: tuple[str, ...]
    merged_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnsavedInputFact:
    """What somebody typed in a form and did not save."""

    draft: UUID
    form: str
    seen: int
    fields: tuple[tuple[str, str], ...]
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class PlanVersionFact:
    """A version of a plan: when it came, from where, and why; who, for those who work there."""

    number: int
    known_from: datetime
    file_name: str
    sha256: str
    why: str
    by_role: str
    by: str = ""
