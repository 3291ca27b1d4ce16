"""Two rates or two shares side by side: the exact and the classical tests."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from baken.engines.rates.binomial import exact_binomial_p, share_limits
from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    critical_value,
    ratio_or,
    two_sided,
)
from baken.engines.rates.fisher import fisher_exact_p


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Two Poisson rates compared; null: equal rates; alternative: unequal, two-sided."""

    ratio: Floats  # first rate / second rate; inf when only the second count is zero
    lower: Floats
    upper: Floats
    p: Floats
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class ShareInterval:
    """Shares with their interval."""

    share: Floats
    lower: Floats
    upper: Floats
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """Two shares compared; null: equal shares; all p two-sided."""

    difference: Floats  # first - second
    lower: Floats
    upper: Floats
    chi2: Floats  # Pearson, one degree of freedom, without continuity correction
    p: Floats  # of chi2
    p_corrected: Floats  # with Yates' continuity correction
    p_exact: Floats  # Fisher's, outcomes no likelier than the one seen
    level: float
    method: str


def compare_rates(
    first_counts: ArrayLike,
    first_exposures: ArrayLike,
    second_counts: ArrayLike,
    second_exposures: ArrayLike,
    *,
    level: float = 0.95,
) -> RateRatio:
    """The conditional exact test of two Poisson rates, with the exact interval of their ratio.

    Given the total, the first count is binomial: p by R's minimum-likelihood rule, interval by
    Clopper-Pearson. Equal to R's poisson.test. Source: Przyborowski & Wilenski (1940),
    Biometrika 31, 313-323.
    """
    critical_value(level)
    x, t, y, u = np.broadcast_arrays(
        as_counts(first_counts),
        as_exposures(first_exposures),
        as_counts(second_counts),
        as_exposures(second_exposures),
    )
    usable = (t > 0) & (u > 0) & ~np.isnan(x) & ~np.isnan(y)
    t, u = np.where(usable, t, np.nan), np.where(usable, u, np.nan)
    lower, upper = ratio_limits(x, t, y, u, level)
    return RateRatio(
        ratio=rate_ratio(x, t, y, u),
        lower=lower,
        upper=upper,
        p=np.where(usable, exact_binomial_p(x, x + y, t / (t + u)), np.nan),
        level=level,
        method="poisson-two-sample-conditional-exact",
    )


def rate_ratio(x: Floats, t: Floats, y: Floats, u: Floats) -> Floats:
    """(x/t) / (y/u): inf over zero, NaN for zero over zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((x / t) / (y / u), dtype=np.float64)


def ratio_limits(
    x: Floats, t: Floats, y: Floats, u: Floats, level: float, phi: Floats | float = 1.0
) -> tuple[Floats, Floats]:
    """Limits of (x/t) / (y/u) from those of the first count's share in the total."""
    low, high = share_limits(x, x + y, level, phi)
    scale = u / t
    return ratio_or(low, 1 - low, np.inf) * scale, ratio_or(high, 1 - high, np.inf) * scale


def wilson_interval(
    successes: ArrayLike, trials: ArrayLike, *, level: float = 0.95
) -> ShareInterval:
    """Wilson's score interval for a share. Source: Wilson (1927), JASA 22, 209-212."""
    a, n = _successes(successes, trials)
    z, share = critical_value(level), ratio_or(a, n, np.nan)
    shrink = 1 + z**2 / n
    centre = (share + z**2 / (2 * n)) / shrink
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / shrink
    return ShareInterval(
        share,
        np.where(a == 0, 0.0, centre - half),
        np.where(a == n, 1.0, centre + half),
        level,
        "share-wilson",
    )


def clopper_pearson_interval(
    successes: ArrayLike, trials: ArrayLike, *, level: float = 0.95
) -> ShareInterval:
    """Exact interval for a share. Source: Clopper & Pearson (1934), Biometrika 26, 404-413."""
    critical_value(level)
    a, n = _successes(successes, trials)
    lower, upper = share_limits(a, n, level)
    known = np.where(np.isnan(a + n), np.nan, 0.0)
    return ShareInterval(
        ratio_or(a, n, np.nan), lower + known, upper + known, level, "share-clopper-pearson"
    )


def compare_shares(
    first_successes: ArrayLike,
    first_trials: ArrayLike,
    second_successes: ArrayLike,
    second_trials: ArrayLike,
    *,
    level: float = 0.95,
) -> ShareDifference:
    """Two shares of simple random samples: chi-square, continuity-corrected and Fisher's p.

    Equal to R's prop.test and fisher.test; the interval of the difference is Wald's, without
    continuity correction. Trials of zero give NaN.
    """
    a, n, b, m = np.broadcast_arrays(
        *_successes(first_successes, first_trials), *_successes(second_successes, second_trials)
    )
    share, other = ratio_or(a, n, np.nan), ratio_or(b, m, np.nan)
    spread = np.sqrt(share * (1 - share) / n + other * (1 - other) / m)
    difference, z = share - other, critical_value(level)
    chi2 = _chi_square(a, n, b, m, 0.0)
    return ShareDifference(
        difference=difference,
        lower=np.maximum(difference - z * spread, -1.0),
        upper=np.minimum(difference + z * spread, 1.0),
        chi2=chi2,
        p=two_sided(np.sqrt(chi2)),
        p_corrected=two_sided(np.sqrt(_chi_square(a, n, b, m, 0.5))),
        p_exact=fisher_exact_p(a, n, b, m),
        level=level,
        method="share-two-sample-chi-square-fisher",
    )


def _chi_square(a: Floats, n: Floats, b: Floats, m: Floats, correction: float) -> Floats:
    pooled = (a + b) / (n + m)
    gap = np.abs(a - n * pooled)
    moved = gap - np.minimum(correction, gap)
    return ratio_or(moved**2 * (1 / n + 1 / m), pooled * (1 - pooled), np.nan)


def _successes(successes: ArrayLike, trials: ArrayLike) -> tuple[Floats, Floats]:
    a, n = np.broadcast_arrays(as_counts(successes, "successes"), as_counts(trials, "trials"))
    if (a > n).any():
        where = np.argwhere(a > n)[0].tolist()
        raise ValueError(
            f"successes: {a[a > n][0]} of {n[a > n][0]} trials at index {where}; "
            "successes are a part of the trials: check that the columns are not swapped"
        )
    return a, np.where(n > 0, n, np.nan)
