"""What leaves this record: a note of what somebody saw on the street."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """Where something was seen: a wijk or buurt, perhaps a street, perhaps a rounded point.

    ``point`` is (x, y) in RD metres, rounded to 100 metres: never a door.
    """

    area_code: str
    street: str = ""
    point: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SightingFact:
    """A note as it stands; ``photo_kind`` is jpeg, png, or empty where there is no photo."""

    id: UUID
    tenant: str
    place: SeenPlace
    text: str
    photo_kind: str
    seen_at: datetime
    sent_at: datetime
    author: str
    author_id: int
    author_role: str
    withdrawn_at: datetime | None
