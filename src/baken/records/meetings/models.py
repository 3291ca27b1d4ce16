"""Meetings: what was on the table about an area, what was decided, who does it and when."""

import uuid

from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality, Person
from baken.records.meetings.facts import ItemSource, Outcome
from baken.vocabulary.rights import TableRights

DECIDED = ~Q(decision="") & ~Q(owner="") & Q(due__isnull=False)
UNDECIDED = Q(decision="", owner="", due=None)


class Meeting(models.Model):
    """A weekly meeting about a wijk or municipality; one is open at a time."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    area_code = models.CharField(max_length=10)
    held_on = models.DateField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area_code"],
                condition=Q(closed_at=None),
                name="one_open_meeting_about_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.held_on}"


class MeetingItem(models.Model):
    """An item: its title as it was told that day, and its decision whole or not at all."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=[(each, each) for each in ItemSource])
    reference = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=400)
    decision = models.CharField(max_length=400, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    outcome = models.CharField(
        max_length=10, choices=[(each, each) for each in Outcome], default=Outcome.OPEN
    )
    outcome_note = models.CharField(max_length=400, blank=True)
    outcome_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)
    last_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="an_item_has_its_number"),
            models.CheckConstraint(condition=DECIDED | UNDECIDED, name="a_decision_is_whole"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN) | DECIDED, name="an_outcome_is_of_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
