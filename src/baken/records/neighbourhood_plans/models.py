"""Neighbourhood plans, every version of every part of theirs, and what was published."""

import uuid

from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality, Person
from baken.records.neighbourhood_plans.facts import EntryKind
from baken.vocabulary.rights import TableRights


class NeighbourhoodPlan(models.Model):
    """A plan of a wijk for some years; what it says stands in its entries."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    area_code = models.CharField(max_length=10)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "area_code", "first_year"], name="one_neighbourhood_plan"
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="plan_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.first_year}"


class NeighbourhoodEntry(models.Model):
    """One version of a part of a plan; rows are added, a version that was taken back stays.

    ``thread`` joins the versions of one part. A row without content removes the part.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.ForeignKey(NeighbourhoodPlan, on_delete=models.CASCADE, related_name="entries")
    thread = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(str(k), str(k)) for k in EntryKind])
    content = models.JSONField(null=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    author_role = models.CharField(max_length=20)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "thread", "number"], name="one_neighbourhood_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thread} version {self.number}"


class PublishedPlan(models.Model):
    """A neighbourhood plan as it was published; the database adds rows only.

    A later row replaces the one before; one that withdraws the plan has no content. The door card
    is kept as it went out.
    """

    rights = TableRights.PUBLISHED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.UUIDField()
    area_code = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    card = models.BinaryField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    is_withdrawal = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_published_plan"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="republishing_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} number {self.number}"
