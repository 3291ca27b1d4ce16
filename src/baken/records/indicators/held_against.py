"""Two values of one policy indicator held against each other, whatever kind of number they are.

For jobs: imports engines. A stock has no chance in it; a value without a count or answers under it
cannot be told from another.
"""

from dataclasses import dataclass

import numpy as np

from baken.engines import rates
from baken.engines.targets import compare_two_shares, detectable_shares
from baken.records.indicators.policy_series import Point, PolicySeries
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.measure import Measure

NOT_COMPUTED = "not-computed"


@dataclass(frozen=True, slots=True)
class Compared:
    """A later value against an earlier one.

    ``value`` with its limits is a ratio where ``is_ratio``, else a difference in the unit.
    """

    value: float | None
    lower: float | None
    upper: float | None
    verdict: ChangeVerdict
    is_ratio: bool
    method: str


def counts_events(series: PolicySeries) -> bool:
    """Return whether the indicator is a count of happenings, or a rate of these."""
    known = series.definition
    return known.measure in {Measure.COUNT, Measure.RATE} and not known.stock


def compared(series: PolicySeries, earlier: Point, later: Point, *, per_exposure: bool) -> Compared:
    """Hold a value against an earlier one, as counts or per unit of the denominator."""
    if series.definition.stock:
        return _stocks(earlier, later)
    if earlier.n is None or later.n is None or series.definition.measure is Measure.SCORE:
        return Compared(
            None, None, None, ChangeVerdict.NOT_COMPARABLE, is_ratio=False, method=NOT_COMPUTED
        )
    if counts_events(series):
        return _counts(series, earlier, later, per_exposure=per_exposure)
    return _shares(series, earlier, later)


def _stocks(earlier: Point, later: Point) -> Compared:
    ratio = later.value / earlier.value if earlier.value else None
    verdict = ChangeVerdict.NO_DEMONSTRABLE_CHANGE
    if later.value != earlier.value:
        verdict = ChangeVerdict.HIGHER if later.value > earlier.value else ChangeVerdict.LOWER
    return Compared(ratio, ratio, ratio, verdict, is_ratio=True, method="stock")


def _counts(series: PolicySeries, earlier: Point, later: Point, *, per_exposure: bool) -> Compared:
    exposures = units(series, earlier, later, per_exposure=per_exposure)
    change = rates.compare_periods(earlier.n, exposures[0], later.n, exposures[1], phi=series.phi)
    return Compared(
        number(change.ratio[0]),
        number(change.lower[0]),
        number(change.upper[0]),
        change.verdict[0],
        is_ratio=True,
        method=change.method,
    )


def units(
    series: PolicySeries, earlier: Point, later: Point, *, per_exposure: bool
) -> tuple[float, float]:
    """Return what the two counts are divided by: their denominators, or nothing for a count."""
    of_rate = series.definition.measure is Measure.RATE
    if (of_rate or per_exposure) and earlier.exposure and later.exposure:
        return earlier.exposure, later.exposure
    return 1.0, 1.0


def _shares(series: PolicySeries, earlier: Point, later: Point) -> Compared:
    per = series.definition.per
    change = compare_two_shares(
        earlier.value / per, earlier.n or np.nan, later.value / per, later.n or np.nan
    )
    lower, upper = per * float(change.lower[0]), per * float(change.upper[0])
    verdict = ChangeVerdict.NO_DEMONSTRABLE_CHANGE
    if lower > 0 or upper < 0:
        verdict = ChangeVerdict.HIGHER if lower > 0 else ChangeVerdict.LOWER
    return Compared(
        per * float(change.difference[0]),
        lower,
        upper,
        verdict,
        is_ratio=False,
        method=change.method,
    )


def detectable(series: PolicySeries, point: Point) -> tuple[float | None, float | None]:
    """Return the nearest lower and higher level that would mostly be told from this value.

    Both in the indicator's unit; None where it is not known, or no level is far enough.
    """
    if series.definition.stock:
        return point.value, point.value
    if not point.n or series.definition.measure is Measure.SCORE:
        return None, None
    if counts_events(series):
        found = rates.smallest_detectable(point.n, 1.0, 1.0, phi=series.phi)
        return (
            number(point.value * found.fall[0]),
            number(point.value * found.rise[0]),
        )
    per = series.definition.per
    fall, rise = detectable_shares(point.value / per, point.n, point.n)
    return number(per * fall[0]), number(per * rise[0])


def number(value: float) -> float | None:
    """Return a finite number, else None."""
    return float(value) if np.isfinite(value) else None
