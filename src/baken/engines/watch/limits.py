"""From a fitted baseline to limits and a score, by the three methods that R offers."""

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from baken.engines.watch.settings import RSettings


@dataclass(frozen=True, slots=True)
class Limits:
    """What one week is held against; ``score`` above 1 is beyond the upper limit."""

    expected: float
    lower: float
    upper: float
    p: float
    score: float


def delta_limits(
    mean: float, error: float, phi: float, count: float, settings: RSettings
) -> Limits:
    """A normal limit for the count to the power 2/3 (or 1/2, or 1), with the fit's own error."""
    exponent, alpha = settings.exponent, settings.alpha
    quantile = float(special.ndtri(1 - (alpha / 2 if settings.algorithm == "1996" else alpha)))
    spread = _transformed_spread(mean, phi + error**2 / mean, exponent)
    centre = mean**exponent
    lower = max(centre - quantile * spread, 0.0) ** (1 / exponent)
    upper = (centre + quantile * spread) ** (1 / exponent)
    p = float(special.ndtr(-(count**exponent - centre) / spread))
    return Limits(mean, lower, upper, p, _score(count, mean, upper))


def negative_binomial_limits(
    predictor: float, error: float, phi: float, count: float, settings: RSettings
) -> Limits:
    """Quantiles of a negative binomial: at the fitted mean, or at an upper quantile of it.

    The score compares with the predictor on the log scale. That is how R does it, and it is why
    this method raises some alarms below its own limit's spirit.
    """
    alpha = settings.alpha
    muan = settings.limit == "muan"
    mean = float(np.exp(predictor + (special.ndtri(1 - alpha) * error if muan else 0.0)))
    if not np.isfinite(mean):
        return Limits(float("nan"), float("nan"), float("nan"), float("nan"), float("nan"))
    counts = stats.nbinom(mean / (phi - 1), 1 / phi) if phi > 1 else stats.poisson(mean)
    lower, upper = float(max(counts.ppf(alpha), 0)), float(counts.ppf(1 - alpha))
    p = float(counts.sf(count - 1))
    return Limits(float(np.exp(predictor)), lower, upper, p, _score(count, predictor, upper))


def _transformed_spread(mean: float, tau: float, exponent: float) -> float:
    """The standard deviation of a transformed count, by the delta rule."""
    return float(np.sqrt(exponent**2 * mean ** (2 * exponent - 1) * tau))


def _score(count: float, middle: float, upper: float) -> float:
    if upper == middle:
        return float(np.sign(count - middle) * np.inf) if count != middle else float("nan")
    return (count - middle) / (upper - middle)
