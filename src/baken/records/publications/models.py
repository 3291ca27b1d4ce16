"""Decisions on counts, one row per count and value; rows are only added."""

from django.db import models

from baken.foundation.partners.models import Municipality
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.rights import TableRights


class DecidedCell(models.Model):
    """What was decided about a count when it first had this value.

    ``publication`` numbers the rounds of deciding of a municipality; ``minimum`` is the one the
    words "fewer than" stood for, ``rounded`` the number shown in its place. The web reads,
    and only within the municipality; it never writes.
    """

    rights = TableRights.OPEN_OR_TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    publication = models.PositiveIntegerField()
    count = models.IntegerField()
    state = models.CharField(max_length=14, choices=[(s, s) for s in CellState])
    minimum = models.PositiveIntegerField()
    rounded = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "indicator", "area_code", "period", "publication"],
                name="one_decision_per_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(tenant__isnull=False), name="a_decision_has_a_municipality"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.state}"


class PublicationRound(models.Model):
    """A round of deciding on a municipality's counts, with what the audit of it found.

    Of a round that did not pass no cell is published or kept.
    """

    rights = TableRights.OPEN_OR_TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    number = models.PositiveIntegerField()
    decided_at = models.DateTimeField()
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    minimum = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    shown = models.PositiveIntegerField()
    small = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    silent = models.PositiveIntegerField()
    rounded = models.PositiveIntegerField()
    lost_share = models.FloatField()
    failing = models.PositiveIntegerField()
    passed = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tenant__isnull=False), name="a_round_has_a_municipality"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.number}: {'passed' if self.passed else 'failed'}"
