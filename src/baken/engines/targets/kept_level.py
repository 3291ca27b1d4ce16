"""At least keep today's level: a non-inferiority verdict with a margin that was agreed before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from baken.engines.targets.arrays import (
    Floats,
    Words,
    good_sign,
    quantile_of,
    refuse_negative,
    together,
    words,
)
from baken.vocabulary.standing import KeptVerdict, Polarity


@dataclass(frozen=True, slots=True)
class KeptLevel:
    """A level against its baseline; null: it has worsened by the margin or more."""

    worsening: Floats  # share by which it worsened (0.1 = 10 %), or units; negative: improved
    lower: Floats
    upper: Floats  # also the smallest margin under which the verdict would be "held"
    margin: Floats
    verdict: Words  # of KeptVerdict
    method: str


def kept_ratio(
    ratio: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    margin: ArrayLike,
    polarity: Polarity,
) -> KeptLevel:
    """Judge a ratio of rates (now / baseline) with its two-sided interval.

    ``margin`` is the worsening that was agreed to be too much: 0.1 means that a rate 10 % worse
    than the baseline counts as lost. "held" when the interval leaves out a worsening of the
    margin; "lost" when it leaves out that there is no worsening, and not that it is too much;
    otherwise "not-to-be-told". A 95 % interval makes a false "held" at most 2.5 % likely.
    Raises ValueError for a margin of zero or less, and for a neutral indicator.

    Source: CPMP/EWP/482/99, switching between superiority and non-inferiority; Piaggio et al.
    (2012), JAMA 308, 2594-2604, figure 1.

    >>> kept_ratio(1.02, 0.97, 1.07, margin=0.1, polarity=Polarity.LOWER_IS_BETTER).verdict[0]
    <KeptVerdict.HELD: 'held'>
    """
    values = together(ratio, lower, upper, margin)
    for value, name in zip(values, ("ratio", "lower", "upper"), strict=False):
        refuse_negative(np.where(np.isinf(value), 0.0, value), name)
    sign = -good_sign(polarity)
    middle, low, high = (_worsening(value, sign) for value in values[:3])
    if sign < 0:
        low, high = high, low
    return _judged(middle, low, high, values[3], "non-inferiority-of-ratio")


def kept_difference(
    difference: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    margin: ArrayLike,
    polarity: Polarity,
) -> KeptLevel:
    """Judge a difference (now - baseline) in the indicator's own unit, such as points of a survey.

    As ``kept_ratio``, with the margin in that unit.
    """
    middle, low, high, allowed = together(difference, lower, upper, margin)
    if good_sign(polarity) > 0:
        middle, low, high = -middle, -high, -low
    return _judged(middle, low, high, allowed, "non-inferiority-of-difference")


def smallest_margin(
    baseline_counts: ArrayLike,
    baseline_exposures: ArrayLike,
    exposures: ArrayLike,
    *,
    phi: ArrayLike = 1.0,
    level: float = 0.95,
    power: float = 0.8,
) -> Floats:
    """The smallest margin (share) that an unchanged rate would mostly be shown to keep.

    Normal power on the logarithm of the ratio, both counts varying with ``phi`` x mean; to be
    asked when a baseline set is made. NaN for a baseline count of zero. Raises ValueError for a
    power outside 0.5..1.
    """
    if not 0.5 <= power < 1:
        raise ValueError(f"power: {power}; give a share from 0.5 to below 1, usually 0.8")
    x, t, u, spread = together(baseline_counts, baseline_exposures, exposures, phi)
    refuse_negative(x, "baseline counts")
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(spread * (1 / x + t / (u * x)))
    asked = quantile_of(level) + float(special.ndtri(power))
    return np.where(x > 0, np.expm1(asked * error), np.nan)


def _worsening(ratio: Floats, sign: float) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(ratio - 1 if sign > 0 else 1 / ratio - 1, dtype=np.float64)


def _judged(middle: Floats, low: Floats, high: Floats, margin: Floats, method: str) -> KeptLevel:
    if (margin <= 0).any() or np.isinf(margin).any():
        raise ValueError(
            f"margin: {margin[(margin <= 0) | np.isinf(margin)][0]} is not above zero; no number "
            "of figures shows that nothing worsened at all: agree how much would be too much"
        )
    verdict = words(
        [(high < margin, KeptVerdict.HELD), (low > 0, KeptVerdict.LOST)],
        KeptVerdict.NOT_TO_BE_TOLD,
    )
    return KeptLevel(middle, low, high, margin, verdict, method)
