"""What leaves this record: meetings with their items, and what was promised at earlier ones."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ItemSource(StrEnum):
    """Where an item of a meeting comes from."""

    UNUSUAL = "unusual"
    PHASE = "phase"
    SIGHTING = "sighting"
    PRIORITY = "priority"
    OWN = "own"


class Outcome(StrEnum):
    """What came of a promise, as said at a later meeting; open until then."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not-kept"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about an item, who does it (a function or organisation) and by when."""

    text: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class MeetingItemFact:
    """An item as it stands; without a decision it is still open."""

    id: UUID
    meeting: UUID
    area_code: str
    held_on: date
    source: ItemSource
    reference: str
    title: str
    decision: Decision | None
    outcome: Outcome
    outcome_note: str
    outcome_on: date | None

    def is_late(self, today: date) -> bool:
        """Return whether the promise is past its day and nobody said what came of it."""
        return (
            self.decision is not None and self.outcome is Outcome.OPEN and self.decision.due < today
        )


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting with its items, in the order in which they were added."""

    id: UUID
    tenant: str
    area_code: str
    held_on: date
    begun_by: str
    closed_at: datetime | None
    items: tuple[MeetingItemFact, ...]

    @property
    def open_items(self) -> tuple[MeetingItemFact, ...]:
        """Return the items without a decision."""
        return tuple(each for each in self.items if each.decision is None)
