"""Destruction of meetings on time: the items first, then the meetings."""

from datetime import date

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.meetings.models import Meeting, MeetingItem

TERM = "weekly-meeting"


def _items(before: date) -> QuerySet[MeetingItem]:
    return MeetingItem.objects.filter(meeting__held_on__lt=before)


def _meetings(before: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(held_on__lt=before)


ERASERS = (
    Eraser(
        "meetings_meetingitem",
        TERM,
        lambda before: _items(before).count(),
        lambda before, _bury: delete_rows(_items(before)),
    ),
    Eraser(
        "meetings_meeting",
        TERM,
        lambda before: _meetings(before).count(),
        lambda before, _bury: delete_rows(_meetings(before)),
    ),
)
