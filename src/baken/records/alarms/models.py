"""Alarms, what happened with them, and promises that were noted as kept."""

import uuid

from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmCheck
from baken.vocabulary.rights import TableRights


class Alarm(models.Model):
    """An alarm on a part of a plan: its cause, its inputs, and the days that were agreed on."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    rule = models.CharField(max_length=40, choices=[(c, c) for c in AlarmCheck])
    subject = models.CharField(max_length=100)
    cause = models.CharField(max_length=60)
    since = models.DateField()
    owner = models.CharField(max_length=60, blank=True)
    inputs = models.JSONField()
    sha256 = models.CharField(max_length=64)
    first = models.CharField(max_length=20, choices=[(a, a) for a in Addressee])
    terms = models.JSONField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan", "rule", "subject", "cause"],
                condition=Q(ended_on=None),
                name="one_standing_alarm",
            )
        ]
        indexes = [models.Index(fields=["tenant", "plan"])]

    def __str__(self) -> str:
        return f"{self.rule} of {self.subject} in {self.plan}"


class AlarmEntry(models.Model):
    """Something that happened with an alarm; entries are only added."""

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="entries")
    act = models.CharField(max_length=20, choices=[(a, a) for a in AlarmAct])
    addressee = models.CharField(max_length=20, choices=[(a, a) for a in Addressee])
    day = models.DateField()
    at = models.DateTimeField()
    until = models.DateField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alarm", "addressee"], condition=Q(act="risen"), name="risen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} of alarm {self.alarm_id}"


class Fulfilment(models.Model):
    """That a promise of a plan was kept, with where that can be read; withdrawn ones stay."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    occasion = models.CharField(max_length=60)
    done_on = models.DateField()
    reference = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan", "subject", "occasion"],
                condition=Q(withdrawn_at=None),
                name="one_standing_fulfilment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.plan}, {self.occasion}"
