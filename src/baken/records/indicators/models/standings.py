"""Where municipalities stand in a year, and how groups of them lie around their common rate."""

from django.db import models

from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.rights import TableRights


class StoredStanding(models.Model):
    """Where a municipality stands in one year: in the country, and among its peers.

    ``best`` and ``worst`` hold its rank in 95 of 100 cases; the ``joint`` ones hold for all ranks
    together. ``outside`` is 0 within the limits of the funnel plot, 1 beyond the inner, 2 beyond
    the outer ones, with the sign of the difference; ``ratio`` is of its rate to the group's.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    group = models.CharField(max_length=60)
    rank = models.PositiveIntegerField()
    best = models.PositiveIntegerField()
    worst = models.PositiveIntegerField()
    joint_best = models.PositiveIntegerField()
    joint_worst = models.PositiveIntegerField()
    compared = models.PositiveIntegerField()
    ratio = models.FloatField(null=True)
    score = models.FloatField(null=True)
    outside = models.SmallIntegerField()
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "group"], name="one_stored_standing"
            )
        ]
        indexes = [
            models.Index(fields=["area_code", "period"]),
            models.Index(fields=["group", "period", "indicator"]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period} in {self.group}: {self.rank}"


class StoredSpread(models.Model):
    """The common rate of a group of municipalities in one year, and how these lie around it.

    ``group`` is "country" or a group of peers; ``unplaced`` are registrations that belong to no
    municipality. ``limits`` holds the funnel: (inhabitants, inner lower and upper, outer lower
    and upper rate per 1,000). ``dispersion`` is how much such counts vary from year to year.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    group = models.CharField(max_length=60)
    period = models.CharField(max_length=21)
    municipalities = models.PositiveIntegerField()
    n = models.PositiveIntegerField()
    unplaced = models.PositiveIntegerField(null=True)
    exposure = models.FloatField()
    rate = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    dispersion = models.FloatField()
    between = models.FloatField()
    limits = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=[(s, s) for s in FigureStatus])
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "group", "period"], name="one_stored_spread"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.group} {self.period}: {self.rate}"
