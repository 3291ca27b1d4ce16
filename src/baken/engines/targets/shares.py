"""Shares of a whole held against each other: the difference with its interval, what can be seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from baken.engines.targets.arrays import Floats, Mask, quantile_of, refuse_negative, together

HALVINGS = 60


@dataclass(frozen=True, slots=True)
class ShareChange:
    """Two independent shares; null: equal underlying shares."""

    difference: Floats  # later - earlier, as a share
    lower: Floats
    upper: Floats
    method: str


def share_limits(shares: ArrayLike, numbers: ArrayLike, *, level: float = 0.95) -> list[Floats]:
    """Lower and upper limit of a share of so many cases, which need not be whole numbers.

    NaN where the number is unknown or zero. Raises ValueError for a share outside 0..1.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    p, n = together(shares, numbers)
    _refuse_no_share(p)
    refuse_negative(n, "numbers")
    z, known = quantile_of(level), n > 0
    size = np.where(known, n, 1.0)
    middle = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    return [np.where(known, np.clip(middle + sign * half, 0.0, 1.0), np.nan) for sign in (-1, 1)]


def compare_two_shares(
    earlier: ArrayLike,
    earlier_numbers: ArrayLike,
    later: ArrayLike,
    later_numbers: ArrayLike,
    *,
    level: float = 0.95,
) -> ShareChange:
    """The difference of two shares with the interval that their own intervals make.

    Source: Newcombe (1998), Stat. Med. 17, 873-890, method 10.

    >>> change = compare_two_shares(0.34, 854, 0.43, 560)
    >>> change.lower.round(3).tolist(), change.upper.round(3).tolist()
    ([0.038], [0.142])
    """
    p, _n, q, _m = together(earlier, earlier_numbers, later, later_numbers)
    low_p, high_p = share_limits(earlier, earlier_numbers, level=level)
    low_q, high_q = share_limits(later, later_numbers, level=level)
    return ShareChange(
        difference=q - p,
        lower=q - p - np.sqrt((q - low_q) ** 2 + (high_p - p) ** 2),
        upper=q - p + np.sqrt((high_q - q) ** 2 + (p - low_p) ** 2),
        method="newcombe-hybrid-score",
    )


def detectable_shares(
    shares: ArrayLike,
    numbers: ArrayLike,
    later_numbers: ArrayLike,
    *,
    level: float = 0.95,
    power: float = 0.8,
) -> list[Floats]:
    """The nearest lower and higher share that a comparison would mostly tell from this one.

    Normal power of the two-sample test with the pooled share under the null. NaN where no share in
    0..1 is far enough. Raises ValueError for a power outside 0.5..1.

    Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4.
    """
    if not 0.5 <= power < 1:
        raise ValueError(f"power: {power}; give a share from 0.5 to below 1, usually 0.8")
    p, n, m = together(shares, numbers, later_numbers)
    _refuse_no_share(p)
    asked = quantile_of(level), float(special.ndtri(power))
    return [_nearest(p, n, m, end, asked) for end in (0.0, 1.0)]


def _nearest(p: Floats, n: Floats, m: Floats, end: float, asked: tuple[float, float]) -> Floats:
    """Halve the way to the end until the margin is zero; NaN where even the end falls short."""
    near, far = p.copy(), np.full(p.shape, end)
    reached: Mask = _margin(p, n, m, far, asked) >= 0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        enough = _margin(p, n, m, middle, asked) >= 0
        near, far = np.where(enough, near, middle), np.where(enough, middle, far)
    return np.where(reached & (n > 0) & (m > 0), far, np.nan)


def _margin(p: Floats, n: Floats, m: Floats, q: Floats, asked: tuple[float, float]) -> Floats:
    size, other = np.where(n > 0, n, 1.0), np.where(m > 0, m, 1.0)
    pooled = (p * size + q * other) / (size + other)
    under_null = np.sqrt(pooled * (1 - pooled) * (1 / size + 1 / other))
    under_change = np.sqrt(p * (1 - p) / size + q * (1 - q) / other)
    return np.asarray(np.abs(q - p) - asked[0] * under_null - asked[1] * under_change)


def _refuse_no_share(values: Floats) -> None:
    wrong = (values < 0) | (values > 1)
    if wrong.any():
        raise ValueError(
            f"shares: {values[wrong][0]} is no share between 0 and 1; divide percentages by 100"
        )
