"""Registrations: one row per registration and moment at which a delivery spoke of it."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from baken.foundation.intake.models import Delivery
from baken.foundation.partners.models import Municipality, Person
from baken.foundation.stewardship.place_rules import Fineness
from baken.records.registrations.facts import (
    Completion,
    FoundBy,
    LinkDecision,
    PointDecision,
    Standing,
)
from baken.vocabulary.rights import TableRights

_KEY = ("source", "number", "tenant")
_HOLDS = models.Q(known_until=None)
# Rows of one delivery stand together, and there are few deliveries to a range of pages.
_FEW = ["uuid_minmax_multi_ops"]
# Triggers tie the rows of a statement to their delivery and its municipality in one check.
_IN_SETS = {"db_constraint": False, "db_index": False}


class Registration(models.Model):
    """A registration as one delivery said it; ``known_until`` is empty for what holds now.

    Triggers tie it to its delivery, and both to one municipality.
    """

    rights = TableRights.TENANT_READ

    pk = models.CompositePrimaryKey(*_KEY, "known_from")
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, **_IN_SETS)
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
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, **_IN_SETS)
    row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=_KEY, condition=_HOLDS, name="one_current_registration"),
        ]
        indexes = [
            BrinIndex(fields=["delivery"], name="registrations_of_a_delivery", opclasses=_FEW),
            models.Index(
                fields=["tenant", "happened_on"], condition=_HOLDS, name="registrations_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offence} on {self.happened_on} in {self.buurt}"


class DefaultPoint(models.Model):
    """A point with far more registrations than the points around it, and what a person decided.

    ``number``, ``types`` of offences and ``expected`` are as they were when it was found last.
    """

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    x = models.FloatField()
    y = models.FloatField()
    number = models.PositiveIntegerField()
    expected = models.FloatField()
    p = models.FloatField()
    types = models.PositiveSmallIntegerField(default=1)
    found_at = models.DateTimeField()
    decision = models.CharField(
        max_length=10, choices=[(s, s) for s in PointDecision], default=PointDecision.OPEN
    )
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "x", "y"], name="one_default_point")
        ]

    def __str__(self) -> str:
        return f"{self.number} registrations at ({self.x:.0f}, {self.y:.0f})"


class RegistrationLink(models.Model):
    """Two registrations of different sources that are about the same event: counted once.

    The first is the one that is counted. ``reason`` says what they share. A person may say that
    they are two events after all; that decision stays.
    """

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    source = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    other_source = models.CharField(max_length=60)
    other_number = models.CharField(max_length=60)
    reason = models.CharField(max_length=30)
    found_at = models.DateTimeField()
    decision = models.CharField(
        max_length=10, choices=[(s, s) for s in LinkDecision], default=LinkDecision.OPEN
    )
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "source", "number", "other_source", "other_number"],
                name="one_link_of_two_registrations",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} and {self.other_number}: {self.reason}"


class AddressRange(models.Model):
    """House numbers of a street that lie in one buurt, as an address file says; nobody's home."""

    rights = TableRights.TENANT_READ

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    street = models.CharField(max_length=120, help_text="as names are compared")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    side = models.CharField(max_length=4)
    postcode = models.CharField(max_length=6, blank=True)
    buurt = models.CharField(max_length=10)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT)
    row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "first", "last", "side", "postcode", "tenant"],
                condition=_HOLDS,
                name="one_current_address_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.first}-{self.last}: {self.buurt}"
