"""Delivered values as published, and the facts that are computed from them once."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from baken.foundation.intake.models import Delivery
from baken.foundation.partners.models import Municipality
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict, FigureStatus
from baken.vocabulary.published import Confidence, FigureRole
from baken.vocabulary.rights import TableRights

_KEY, _HOLDS = ["area_code", "indicator", "period"], models.Q(known_until=None)
_FEW = ["uuid_minmax_multi_ops"]
_IN_SETS = {"db_constraint": False, "db_index": False}


class Observation(models.Model):
    """A count as it was delivered for an area and a period.

    ``known_until`` is empty for the value that holds now; a revised value keeps its row.
    ``tenant`` is the municipality whose own count it is, if any. Triggers tie both to the delivery.
    What it is about and its moment name it: a number of its own would be one more index to fill.
    """

    rights = TableRights.OPEN_OR_TENANT

    pk = models.CompositePrimaryKey(*_KEY, "known_from")
    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    value = models.IntegerField()
    status = models.CharField(max_length=12, choices=[(s, s) for s in FigureStatus])
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, **_IN_SETS)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, **_IN_SETS)
    row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=_KEY, condition=_HOLDS, name="one_current_observation"),
        ]
        indexes = [
            BrinIndex(fields=["delivery"], name="observations_of_a_delivery", opclasses=_FEW)
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.value}"


class PublishedFigure(models.Model):
    """A figure of an indicator as a publication states it: a realisation, baseline or target.

    ``publication`` is the text it stands in; two publications may say different things of one
    year, and both are kept. ``known_until`` is empty for what holds now.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=80)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    role = models.CharField(max_length=12, choices=[(r, r) for r in FigureRole])
    publication = models.CharField(max_length=200, blank=True)
    value = models.FloatField()
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    n = models.IntegerField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, choices=[(s, s) for s in FigureStatus])
    label = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    confidence = models.CharField(
        max_length=6, choices=[(c, c) for c in Confidence], default=Confidence.HIGH
    )
    other_periods = models.CharField(max_length=60, blank=True, help_text="such as 2012/2014")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT)
    row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "role", "publication"],
                condition=models.Q(known_until=None),
                name="one_current_published_figure",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "role", "publication", "known_from"],
                name="one_published_figure_per_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period} {self.role}: {self.value}"


class StoredFigure(models.Model):
    """A figure computed by an engine: the count, and the rate per 1,000 inhabitants.

    Both carry their 95 % interval: of the number one would expect in such a year. It allows for
    ``dispersion``: how much more such counts vary than Poisson, from all comparable areas.

    ``sources`` lists [delivery id, row number] of every delivered value under the figure.
    ``expected*`` is what earlier years lead one to expect (95 % prediction interval).
    ``shrunken*`` is the empirical-Bayes rate used to colour maps.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    municipality_code = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    period = models.CharField(max_length=21)
    n = models.IntegerField()
    n_lower = models.FloatField()
    n_upper = models.FloatField()
    exposure = models.FloatField(null=True)
    rate = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    shrunken = models.FloatField(null=True)
    shrunken_lower = models.FloatField(null=True)
    shrunken_upper = models.FloatField(null=True)
    expected = models.FloatField(null=True)
    expected_lower = models.FloatField(null=True)
    expected_upper = models.FloatField(null=True)
    expected_years = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=[(s, s) for s in FigureStatus])
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    notes = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    computed_at = models.DateTimeField()
    dispersion = models.FloatField(default=1.0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period"], name="one_stored_figure"
            )
        ]
        indexes = [
            models.Index(fields=["area_code", "period"]),
            models.Index(fields=["municipality_code", "level", "period", "indicator"]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.n}"


class HiddenFigure(models.Model):
    """That a figure exists and is not shown: the words in its place, and no number about it.

    What is shown is a StoredFigure. ``minimum`` is what "fewer than" stands for; 0 where nothing
    is said.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    municipality_code = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    period = models.CharField(max_length=21)
    state = models.CharField(max_length=14, choices=[(s, s) for s in CellState])
    minimum = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period"], name="one_hidden_figure"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CellState.SHOWN), name="hidden_is_not_shown"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "period"]),
            models.Index(fields=["municipality_code", "level", "period", "indicator"]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.state}"


class StoredChange(models.Model):
    """The change of a figure since the year before, with its verdict.

    ``ratio`` is of the two rates; ``detectable_up`` and ``detectable_down`` are the smallest
    ratios that this comparison would have seen in four cases out of five.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    municipality_code = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    period = models.CharField(max_length=21)
    previous_period = models.CharField(max_length=21)
    n = models.IntegerField()
    previous_n = models.IntegerField()
    ratio = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    p = models.FloatField(null=True)
    p_adjusted = models.FloatField(null=True)
    detectable_up = models.FloatField(null=True)
    detectable_down = models.FloatField(null=True)
    dispersion = models.FloatField()
    verdict = models.CharField(max_length=24, choices=[(v, v) for v in ChangeVerdict])
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period"], name="one_stored_change"
            )
        ]
        indexes = [models.Index(fields=["area_code", "period"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.verdict}"


class StoredComparison(models.Model):
    """How an area stands against the rate of its municipality in one year.

    ``probability_above`` is the posterior probability that its underlying rate lies above;
    ``p_adjusted`` controls the false-discovery rate over the areas of one level and year.
    """

    rights = TableRights.OPEN

    indicator = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    municipality_code = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    period = models.CharField(max_length=21)
    ratio = models.FloatField(null=True)
    p_adjusted = models.FloatField(null=True)
    probability_above = models.FloatField(null=True)
    stands_out = models.BooleanField(default=False)
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period"], name="one_stored_comparison"
            )
        ]
        indexes = [models.Index(fields=["municipality_code", "level", "period", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}: {self.ratio}"


class Computation(models.Model):
    """One round of computing all figures; ``fingerprint`` is of everything that went in."""

    rights = TableRights.OPEN

    fingerprint = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    figures = models.PositiveIntegerField()
    changes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.figures} figures at {self.computed_at:%Y-%m-%d %H:%M}"
