"""What leaves this record: a signed statement about an area."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baken.vocabulary.pillar import Bearing, Pillar


@dataclass(frozen=True, slots=True)
class AreaStatementFact:
    """A statement as it stands; ``author`` is empty for who does not work in the municipality."""

    id: UUID
    tenant: str
    area_code: str
    pillar: Pillar
    bearing: Bearing
    subject: str
    text: str
    author: str
    author_id: int
    author_role: str
    signed_at: datetime
    review_on: date
    expires_on: date
    is_public: bool
    withdrawn_at: datetime | None

    def wants_a_new_look(self, today: date) -> bool:
        """Return whether the day to look again has come."""
        return today >= self.review_on
