"""What the leak sweeps plant of the morning: sightings, and weekly meetings with their items."""

from datetime import datetime
from uuid import uuid4

from baken.records.meetings.models import Meeting, MeetingItem
from baken.records.sightings.models import Sighting


def fill_morning(tenant: str, author: int, number: int, area: str, *, at: datetime) -> None:
    """Plant a word of this municipality in every table of the morning."""
    word = f"zz{tenant}sighting{number}zz"
    Sighting.objects.create(
        tenant_id=tenant, key=uuid4(), area_code=area, text=word, seen_at=at, sent_at=at,
        author_id=author, author_role="coordinator",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        tenant_id=tenant, area_code=area, held_on=at.date(), begun_by_id=author, begun_at=at,
        closed_at=at, closed_by_id=author,
    )  # fmt: skip
    MeetingItem.objects.create(
        tenant_id=tenant, meeting=meeting, number=1, source="own", last_at=at, last_by_id=author,
        title=f"zz{tenant}meeting{number}zz", decision="doen", owner="handhaving", due=at.date(),
    )  # fmt: skip
