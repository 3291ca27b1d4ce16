"""Jobs: what was asked for, by whom, how far it is and how it ended."""

import uuid

from django.db import models

from baken.foundation.jobs.rules import JobState
from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class Job(models.Model):
    """One piece of work for one municipality, asked for by one person.

    The queue holds only its id: everything that a person sees stands here.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    work = models.CharField(max_length=40)
    subject = models.CharField(max_length=255, help_text="what it is about, such as a file name")
    parameters = models.JSONField(default=dict)
    lane = models.CharField(max_length=40, blank=True, help_text="jobs of a lane go one by one")
    urgency = models.SmallIntegerField(default=0, help_text="higher goes first")
    state = models.CharField(
        max_length=12,
        default=JobState.WAITING.value,
        choices=[(state.value, state.value) for state in JobState],
    )
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0, help_text="0 while it is not known")
    message = models.TextField(blank=True, help_text="why it failed, in a sentence")
    outcome = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.work} {self.subject}: {self.state}"
