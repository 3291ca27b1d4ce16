"""On course or not: where a few points lead by the date of the target, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from baken.engines.targets.arrays import Floats, good_sign, quantile_of, together
from baken.vocabulary.standing import CourseVerdict, Polarity

FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """Where one series leads by a date; null for its verdict: exactly to the target."""

    expected: float  # in the unit of the values; NaN when there are too few points
    lower: float
    upper: float
    yearly: float  # the change per year as a ratio (log) or a difference (plain)
    points: int
    dispersion: float  # how much more the points scatter than their errors say, at least 1
    verdict: CourseVerdict
    method: str


def course(
    times: ArrayLike,
    values: ArrayLike,
    errors: ArrayLike,
    *,
    target: float,
    at: float,
    polarity: Polarity,
    logarithmic: bool = True,
    level: float = 0.95,
) -> Course:
    """Draw the weighted line through the points and ask where it stands at the target's date.

    ``values`` (> 0 where ``logarithmic``) carry their standard ``errors`` in the same unit;
    ``times`` and ``at`` are years. The interval is of the underlying level at ``at``, with
    Student's quantile of points - 2 and the errors widened by what the points scatter beyond
    them (never narrowed). On course when the whole interval is at the target or better; off
    course when all of it is worse. Two points never tell: FEWEST_POINTS.
    Raises ValueError for points that are not above zero on the logarithmic scale.

    Source: weighted least squares; Birge (1932), Phys. Rev. 40, 207-227, for the widening.
    """
    t, y, s = (array.ravel() for array in together(times, values, errors))
    known = ~np.isnan(t + y + s)
    t, y, s = t[known], y[known], s[known]
    if logarithmic:
        _refuse_not_positive(y, target)
        y, s = np.log(y), s / y
    if np.unique(t).size < FEWEST_POINTS:
        return Course(
            *(np.nan,) * 4, int(t.size), np.nan, CourseVerdict.NOT_TO_BE_TOLD, "too-few-points"
        )
    line = _line(t, y, s, at)
    freedom = t.size - 2
    quantile = float(special.stdtrit(freedom, (1 + level) / 2)) if quantile_of(level) else 0.0
    ends = np.array([0.0, -quantile, quantile]) * line.error + line.expected
    expected, lower, upper = np.exp(ends) if logarithmic else ends
    return Course(
        expected=float(expected),
        lower=float(lower),
        upper=float(upper),
        yearly=float(np.exp(line.slope) if logarithmic else line.slope),
        points=int(t.size),
        dispersion=line.dispersion,
        verdict=_verdict(float(lower), float(upper), target, good_sign(polarity)),
        method="weighted-line-log" if logarithmic else "weighted-line",
    )


@dataclass(frozen=True, slots=True)
class _Line:
    expected: float
    slope: float
    error: float
    dispersion: float


def _line(t: Floats, y: Floats, s: Floats, at: float) -> _Line:
    weight = 1 / s**2
    middle, level = np.average(t, weights=weight), np.average(y, weights=weight)
    spread = np.sum(weight * (t - middle) ** 2)
    slope = np.sum(weight * (t - middle) * (y - level)) / spread
    left = y - level - slope * (t - middle)
    dispersion = max(float(np.sum(weight * left**2)) / (t.size - 2), 1.0)
    variance = dispersion * (1 / weight.sum() + (at - middle) ** 2 / spread)
    return _Line(float(level + slope * (at - middle)), float(slope), variance**0.5, dispersion)


def _verdict(lower: float, upper: float, target: float, sign: float) -> CourseVerdict:
    best, worst = (upper, lower) if sign > 0 else (lower, upper)
    if sign * (worst - target) >= 0:
        return CourseVerdict.ON_COURSE
    return CourseVerdict.OFF_COURSE if sign * (best - target) < 0 else CourseVerdict.NOT_TO_BE_TOLD


def _refuse_not_positive(values: Floats, target: float) -> None:
    if (values <= 0).any() or target <= 0:
        given = values[values <= 0][0] if (values <= 0).any() else target
        raise ValueError(
            f"values: {given} is not above zero, so its logarithm does not exist; give "
            "logarithmic=False"
        )
