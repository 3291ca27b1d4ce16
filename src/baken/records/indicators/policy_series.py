"""The series of one policy indicator in one area: its values with what lies under them.

For jobs: imports engines. A value without a known count, number of answers or denominator keeps no
interval, and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from baken.catalogue.policy_indicators import PolicyIndicator, breaks_of
from baken.engines import rates
from baken.engines.targets import share_limits
from baken.records.indicators.chosen import BAND, ChosenValue
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import FigureRole, ValueOrigin

ANSWERS_UNKNOWN = "answers-unknown"
DENOMINATOR_UNKNOWN = "denominator-unknown"
NO_SPREAD_OF_SCORE = "spread-of-score-unknown"
OTHER_YEAR = "inhabitants-of-other-year"
COUNT_FROM_RATE = "count-from-rate"
WIDENED = "-rounded"
"""Ends the method of a margin that was widened by what the published rounding can hide."""
Exposures = Mapping[int, float]
"""The denominator by year."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value that counts with its interval; ``n`` is the count or the number of cases under it."""

    chosen: ChosenValue
    n: float | None
    exposure: float | None
    lower: float | None
    upper: float | None
    method: str
    notes: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """Return the year, or None for a stretch of years."""
        return self.chosen.year

    @property
    def value(self) -> float:
        """Return the value in the indicator's unit."""
        return self.chosen.value


@dataclass(frozen=True, slots=True)
class PolicySeries:
    """One indicator in one area: realisations and baselines by period, and the targets.

    ``phi`` is how much more than by chance alone such counts move from year to year.
    """

    definition: PolicyIndicator
    area: str
    points: tuple[Point, ...]
    targets: tuple[ChosenValue, ...]
    phi: float

    def comparable(self) -> tuple[Point, ...]:
        """Return the yearly realisations since the last break in definition, the oldest first."""
        known = [p for p in self.points if p.year and p.chosen.role is FigureRole.REALISATION]
        if not known:
            return ()
        segment = self.segment(max(p.year or 0 for p in known))
        return tuple(p for p in known if self.segment(p.year or 0) == segment)

    def segment(self, year: int) -> int:
        """Return how many breaks in definition lie at or before a year."""
        return sum(year >= each.from_year for each in breaks_of(self.definition.id))

    def at(self, year: int) -> Point | None:
        """Return the realisation of a year, or None."""
        return next(
            (
                point
                for point in self.points
                if point.year == year and point.chosen.role is FigureRole.REALISATION
            ),
            None,
        )


def make_points(
    definition: PolicyIndicator,
    values: Sequence[ChosenValue],
    *,
    exposures: Exposures,
    counts: Mapping[str, float],
    phi: float,
) -> tuple[Point, ...]:
    """Put under every value what is known of it, and compute its interval.

    ``counts`` are the counts that a rate or share is taken of, by period.
    """
    return tuple(
        _with_interval(_under(definition, value, exposures, counts), definition, phi)
        for value in values
    )


def _under(
    definition: PolicyIndicator,
    value: ChosenValue,
    exposures: Exposures,
    counts: Mapping[str, float],
) -> Point:
    """Return the value with its count and its denominator, as far as these are known."""
    count = counts.get(value.period)
    bare = Point(value, value.n, None, None, None, "", value.notes)
    if definition.measure is Measure.COUNT:
        return bare if definition.stock else _counted(bare, exposures)
    if definition.measure is Measure.RATE:
        return _rated(bare, definition, exposures, count)
    return replace(bare, n=value.n if value.n is not None else count)


def _counted(point: Point, exposures: Exposures) -> Point:
    exposure, notes = _exposure(point.year, exposures)
    return replace(point, n=point.value, exposure=exposure, notes=(*point.notes, *notes))


def _rated(
    point: Point, definition: PolicyIndicator, exposures: Exposures, count: float | None
) -> Point:
    if count is not None and point.value > 0:
        return replace(point, n=count, exposure=count * definition.per / point.value)
    exposure, notes = _exposure(point.year, exposures)
    if exposure is None or exposure < definition.minimum:
        return replace(point, notes=(*point.notes, DENOMINATOR_UNKNOWN))
    n = float(round(point.value * exposure / definition.per))
    return replace(point, n=n, exposure=exposure, notes=(*point.notes, *notes, COUNT_FROM_RATE))


def _exposure(year: int | None, exposures: Exposures) -> tuple[float | None, tuple[str, ...]]:
    if year is None or not exposures:
        return None, ()
    nearest = min(exposures, key=lambda known: abs(known - year))
    return exposures[nearest], () if nearest == year else (OTHER_YEAR,)


def _with_interval(point: Point, definition: PolicyIndicator, phi: float) -> Point:
    chosen = point.chosen
    if chosen.lower is not None and chosen.upper is not None:
        method = BAND if BAND in chosen.notes else "as-published"
        return replace(point, lower=chosen.lower, upper=chosen.upper, method=method)
    if definition.stock:
        return replace(point, lower=point.value, upper=point.value, method="stock")
    if definition.measure in {Measure.COUNT, Measure.RATE}:
        return _interval_of_count(point, definition, phi)
    if definition.measure is Measure.SHARE and point.n:
        return _interval_of_share(point, definition)
    reason = NO_SPREAD_OF_SCORE if definition.measure is Measure.SCORE else ANSWERS_UNKNOWN
    return replace(point, method="no-interval", notes=(*point.notes, reason))


def _interval_of_count(point: Point, definition: PolicyIndicator, phi: float) -> Point:
    if point.n is None:
        return replace(point, method="no-interval")
    of_rate = definition.measure is Measure.RATE
    unit = (point.exposure or 1.0) / definition.per if of_rate else 1.0
    found = rates.dispersed_interval(point.n, unit, point.chosen.dispersion or phi)
    rounding = _rounding(point, definition) if of_rate else 0.0
    return replace(
        point,
        lower=max(float(found.lower[0]) - rounding, 0.0),
        upper=float(found.upper[0]) + rounding,
        method=found.method + (WIDENED if rounding else ""),
    )


def _interval_of_share(point: Point, definition: PolicyIndicator) -> Point:
    low, high = share_limits(point.value / definition.per, point.n or np.nan)
    rounding = _rounding(point, definition)
    return replace(
        point,
        lower=max(float(low[0]) * definition.per - rounding, 0.0),
        upper=min(float(high[0]) * definition.per + rounding, float(definition.per)),
        method="share-wilson",
    )


def _rounding(point: Point, definition: PolicyIndicator) -> float:
    """Return what rounding can hide: half a unit in the last decimal, of published values only.

    A value that was filled from counts is not rounded, so nothing is hidden in it.
    """
    if point.chosen.origin is not ValueOrigin.PUBLISHED:
        return 0.0
    return 0.5 * 10.0**-definition.decimals
