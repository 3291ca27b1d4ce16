"""What policy indicators are worth: values that count, answers to questions, checks that held."""

from django.db import models

from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.rights import TableRights
from baken.vocabulary.standing import Question


class YearlyValue(models.Model):
    """The value of a policy indicator that counts for a period, with its 95 % interval.

    ``n`` is the count or the number of answers under it, ``exposure`` the denominator; both may be
    unknown, and then there is no interval: ``notes`` say why. ``others`` lists what other
    publications said of the period. ``centre`` and ``chart_*`` are the limits of the control chart,
    in the indicator's unit; ``signal`` is "high" or "low" where the value is one.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=80)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    role = models.CharField(max_length=12, choices=[(r, r) for r in FigureRole])
    value = models.FloatField()
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    n = models.FloatField(null=True)
    exposure = models.FloatField(null=True)
    origin = models.CharField(max_length=10, choices=[(o, o) for o in ValueOrigin])
    publication = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=[(s, s) for s in FigureStatus])
    confidence = models.CharField(max_length=6, choices=[(c, c) for c in Confidence])
    other_periods = models.CharField(max_length=60, blank=True)
    centre = models.FloatField(null=True)
    chart_lower = models.FloatField(null=True)
    chart_upper = models.FloatField(null=True)
    signal = models.CharField(max_length=4, blank=True)
    notes = models.JSONField(default=list)
    others = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "role"], name="one_yearly_value"
            )
        ]
        indexes = [models.Index(fields=["area_code", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.value}"


class Judgement(models.Model):
    """The answer to one question about a policy indicator in an area.

    ``period`` is that of the figure judged, ``against_period`` of what it is held against;
    ``subject`` tells two answers to one question apart (a publication, a baseline set). ``value``,
    ``lower`` and ``upper`` are what was computed: a figure, a ratio or a level ahead, as the
    question has it. ``detectable_*`` are the nearest levels that would mostly be told from the
    value held against, in the indicator's unit.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=80)
    area_code = models.CharField(max_length=10)
    question = models.CharField(max_length=16, choices=[(q, q) for q in Question])
    subject = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=21)
    against_period = models.CharField(max_length=21, blank=True)
    value = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    held_against = models.FloatField(null=True)
    margin = models.FloatField(null=True)
    smallest_margin = models.FloatField(null=True)
    detectable_rise = models.FloatField(null=True)
    detectable_fall = models.FloatField(null=True)
    reached = models.BooleanField(null=True)
    verdict = models.CharField(max_length=24)
    notes = models.JSONField(default=list)
    others = models.JSONField(default=list)
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "question", "subject", "period"],
                name="one_judgement",
            )
        ]
        indexes = [models.Index(fields=["area_code", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.question} {self.period}: {self.verdict}"


class CheckOutcome(models.Model):
    """How much a check held together in its last round, and how much of that did not fit.

    Kept per area and per what it is about, so that what fits can be shown too.
    """

    rights = TableRights.OPEN

    check_id = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10, blank=True)
    about = models.CharField(max_length=300, blank=True)
    compared = models.PositiveIntegerField()
    misfits = models.PositiveIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_id", "area_code", "about"], name="one_check_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_id} {self.area_code}: {self.misfits} of {self.compared}"
