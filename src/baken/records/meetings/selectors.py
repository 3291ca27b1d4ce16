"""Questions about meetings; row security shows the own municipalities only."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.meetings.facts import (
    Decision,
    ItemSource,
    MeetingFact,
    MeetingItemFact,
    Outcome,
)
from baken.records.meetings.models import DECIDED, Meeting, MeetingItem
from baken.records.meetings.rules import readable_tenants
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code

ACTIVITY = "weekly-meetings"
"""The processing activity under which is kept who held a meeting."""


def meetings_of(area_code: str, *, by: Scope, number: int = 12) -> tuple[MeetingFact, ...]:
    """Return the newest meetings about an area, the open one first."""
    rows = _readable(by).filter(area_code=area_code).order_by("-held_on", "-begun_at")
    facts = tuple(meeting_fact(row) for row in rows[:number])
    for tenant in sorted({each.tenant for each in facts}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-meetings", at=timezone.now()
        )
    return facts


def meeting(identifier: UUID, *, by: Scope) -> MeetingFact | None:
    """Return one meeting, or None when it is unknown or not for who asks."""
    row = _readable(by).filter(id=identifier).first()
    return meeting_fact(row) if row else None


def meeting_of_item(identifier: UUID, *, by: Scope) -> UUID | None:
    """Return in which meeting an item stands, or None when it is unknown or not for who asks."""
    found = MeetingItem.objects.filter(id=identifier, tenant__in=readable_tenants(by))
    return found.values_list("meeting_id", flat=True).first()


def promises_of(
    area_code: str, *, by: Scope, before: UUID | None = None, within: bool = False
) -> tuple[MeetingItemFact, ...]:
    """Return what was promised at closed meetings and is still open, the oldest day first.

    ``before`` leaves out the meeting that is under way; with ``within`` a municipality also
    shows what was promised about its wijken.
    """
    inside = Q(meeting__area_code=area_code)
    if within and level_of(parse_area_code(area_code)) is AreaLevel.MUNICIPALITY:
        inside = Q(meeting__area_code__startswith="WK" + area_code[2:]) | inside
    rows = MeetingItem.objects.filter(
        DECIDED,
        inside,
        tenant__in=readable_tenants(by),
        outcome=Outcome.OPEN,
        dropped_at=None,
        meeting__closed_at__isnull=False,
    ).exclude(meeting=before)
    return tuple(item_fact(row) for row in rows.select_related("meeting").order_by("due", "id"))


def answered_on(area_code: str, day: date, *, by: Scope) -> tuple[MeetingItemFact, ...]:
    """Return the promises about an area whose outcome was said on a day."""
    rows = MeetingItem.objects.filter(
        tenant__in=readable_tenants(by), meeting__area_code=area_code, outcome_on=day
    )
    return tuple(item_fact(row) for row in rows.select_related("meeting").order_by("due", "id"))


def _readable(by: Scope) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(tenant__in=readable_tenants(by))
    return found.select_related("begun_by").prefetch_related("items")


def meeting_fact(row: Meeting) -> MeetingFact:
    """Return the fact of a stored meeting."""
    return MeetingFact(
        id=row.id,
        tenant=row.tenant_id,
        area_code=row.area_code,
        held_on=row.held_on,
        begun_by=row.begun_by.full_name,
        closed_at=row.closed_at,
        items=tuple(
            item_fact(each)
            for each in sorted(row.items.all(), key=_number)
            if each.dropped_at is None
        ),
    )


def _number(row: MeetingItem) -> int:
    return row.number


def item_fact(row: MeetingItem) -> MeetingItemFact:
    """Return the fact of a stored item."""
    return MeetingItemFact(
        id=row.id,
        meeting=row.meeting_id,
        area_code=row.meeting.area_code,
        held_on=row.meeting.held_on,
        source=ItemSource(row.source),
        reference=row.reference,
        title=row.title,
        decision=Decision(row.decision, row.owner, row.due) if row.due else None,
        outcome=Outcome(row.outcome),
        outcome_note=row.outcome_note,
        outcome_on=row.outcome_on,
    )
