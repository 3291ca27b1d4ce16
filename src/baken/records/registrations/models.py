"""Registrations: one row per registration and moment at which a delivery spoke of it."""

from django.db import models

from baken.foundation.intake.models import Delivery
from baken.foundation.partners.models import Municipality
from baken.foundation.stewardship.place_rules import Fineness
from baken.records.registrations.facts import Completion, FoundBy, Standing
from baken.vocabulary.rights import TableRights

_KEY = ("source", "number", "tenant")
_HOLDS = models.Q(known_until=None)


class Registration(models.Model):
    """A registration as one delivery said it; ``known_until`` is empty for what holds now."""

    rights = TableRights.TENANT

    pk = models.CompositePrimaryKey(*_KEY, "known_from")
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False)
    source = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    offence = models.CharField(max_length=12, blank=True)
    incident_code = models.CharField(max_length=12, blank=True)
    completion = models.CharField(max_length=10, choices=[(s, s) for s in Completion])
    committed_from = models.DateTimeField(null=True)
    committed_to = models.DateTimeField(null=True)
    noted_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    happened_on = models.DateField(null=True)
    precision = models.CharField(max_length=10, choices=[(s, s) for s in Fineness])
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    buurt = models.CharField(max_length=10, blank=True)
    wijk = models.CharField(max_length=8, blank=True)
    found_by = models.CharField(max_length=10, choices=[(s, s) for s in FoundBy])
    status = models.CharField(max_length=10, choices=[(s, s) for s in Standing])
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, db_index=False)
    row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=_KEY, condition=_HOLDS, name="one_current_registration"),
        ]
        indexes = [
            models.Index(fields=["delivery"], name="registrations_of_a_delivery"),
            models.Index(
                fields=["tenant", "happened_on"], condition=_HOLDS, name="registrations_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offence} on {self.happened_on} in {self.buurt}"


class DefaultPoint(models.Model):
    """A point with far more registrations than the points around it, and what a person decided.

    ``number`` and ``expected`` are as they were when it was found last.
    """

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    x = models.FloatField()
    y = models.FloatField()
    number = models.PositiveIntegerField()
    expected = models.FloatField()
    p = models.FloatField()
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=10, default="open")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "x", "y"], name="one_default_point")
        ]

    def __str__(self) -> str:
        return f"{self.number} registrations at ({self.x:.0f}, {self.y:.0f})"
