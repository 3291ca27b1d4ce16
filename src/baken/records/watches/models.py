"""Rounds of the watch, the weeks they judged, the courses behind them, and calibrations."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.rights import TableRights


class WatchRound(models.Model):
    """One round over a municipality for a day, from what was known then.

    A round with other inputs for the same day supersedes the one before; that one stays to be
    read, without its courses.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    day = models.DateField()
    week = models.DateField()
    known_on = models.DateTimeField()
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=120)
    settings = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    registrations = models.IntegerField()
    unplaced = models.IntegerField()
    series = models.IntegerField()
    tested = models.IntegerField()
    short = models.IntegerField()
    share_known = models.FloatField()
    delay = models.JSONField()
    sources = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "day"],
                condition=Q(superseded_at=None),
                name="one_standing_watch_round",
            )
        ]
        indexes = [models.Index(fields=["tenant", "-day"])]

    def __str__(self) -> str:
        return f"watch of {self.tenant_id} on {self.day}"


class WatchedWeek(models.Model):
    """What a round saw of the newest week of one series; ``line`` where it is on the list."""

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    round = models.ForeignKey(WatchRound, on_delete=models.CASCADE, related_name="weeks")
    area = models.CharField(max_length=10)
    level = models.CharField(max_length=12, choices=[(each, each) for each in AreaLevel])
    offence = models.CharField(max_length=10)
    weeks = models.SmallIntegerField()
    count = models.IntegerField()
    nowcast = models.FloatField()
    nowcast_lower = models.FloatField()
    nowcast_upper = models.FloatField()
    expected = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    p = models.FloatField()
    p_low = models.FloatField(null=True)
    q = models.FloatField(null=True)
    side = models.CharField(max_length=4, blank=True)
    line = models.SmallIntegerField(null=True)
    heads = models.BooleanField(default=False)
    short = models.BooleanField(default=False)
    fell_away = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "area", "offence"], name="one_watched_week_per_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offence} in {self.area}: {self.count}"


class WatchedCourse(models.Model):
    """The past two years of a series on the list, week by week, as the watch judged them."""

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    round = models.ForeignKey(WatchRound, on_delete=models.CASCADE, related_name="courses")
    area = models.CharField(max_length=10)
    offence = models.CharField(max_length=10)
    first = models.DateField()
    counts = ArrayField(models.IntegerField())
    expected = ArrayField(models.FloatField(null=True))
    lower = ArrayField(models.FloatField(null=True))
    upper = ArrayField(models.FloatField(null=True))
    p = ArrayField(models.FloatField(null=True))
    nowcast = ArrayField(models.FloatField(null=True))
    nowcast_lower = ArrayField(models.FloatField(null=True))
    nowcast_upper = ArrayField(models.FloatField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "area", "offence"], name="one_course_per_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offence} in {self.area} from {self.first}"


class WatchCalibration(models.Model):
    """How well the watch kept its promise on the past of one municipality."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    day = models.DateField()
    made_at = models.DateTimeField()
    method = models.CharField(max_length=120)
    inputs_sha256 = models.CharField(max_length=64)
    results = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "day"], name="one_calibration_per_day")
        ]

    def __str__(self) -> str:
        return f"calibration of {self.tenant_id} on {self.day}"
