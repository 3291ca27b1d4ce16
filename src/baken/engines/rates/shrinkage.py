"""Rates that borrow strength: empirical Bayes for maps of small areas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    as_phi,
    critical_value,
    observed_rate,
    ratio_or,
)
from baken.engines.rates.intervals import count_limits

FLOOR = 1.0


@dataclass(frozen=True, slots=True)
class EmpiricalBayes:
    """Rates shrunk towards a mean as published by Marshall (1991), without an interval."""

    rate: Floats  # per unit of exposure; NaN where exposure is zero or unknown
    mean: Floats  # what each rate is drawn to: the pooled rate, or that of the neighbourhood
    variance: Floats  # between areas, never negative
    method: str


@dataclass(frozen=True, slots=True)
class ShrunkenRates:
    """Shrunken rates for a map, with the interval of the underlying rate."""

    rate: Floats  # per unit of exposure; NaN where exposure is zero or unknown
    lower: Floats
    upper: Floats
    weight: Floats  # of the area's own rate, 0..1; the rest is the pooled rate
    probability_above: Floats  # that the underlying rate lies above the pooled rate
    pooled_rate: float
    between_variance: float
    level: float
    method: str


def marshall_rates(counts: ArrayLike, exposures: ArrayLike) -> EmpiricalBayes:
    """Global empirical Bayes rates: every area drawn to the rate of all areas together.

    Equal to R's spdep::EBest. Source: Marshall (1991), Applied Statistics 40, 283-294.
    """
    x, e, usable = _usable(counts, exposures)
    mean, variance = _pooled(x, e, usable, 1.0)
    rate, kept = observed_rate(x, e), max(variance, 0.0)
    weight = ratio_or(np.full(x.shape, kept), kept + ratio_or(np.full(x.shape, mean), e, np.nan), 0)
    return EmpiricalBayes(
        rate=np.where(usable, mean + weight * (rate - mean), np.nan),
        mean=np.full(x.shape, mean),
        variance=np.full(x.shape, kept),
        method="empirical-bayes-marshall-global",
    )


def neighbour_rates(counts: ArrayLike, exposures: ArrayLike, edges: ArrayLike) -> EmpiricalBayes:
    """Local empirical Bayes rates: every area drawn to its own neighbourhood.

    ``edges`` has shape (n, 2): area and neighbour by position from 0; give both directions. An
    area belongs to its own neighbourhood. Equal to R's spdep::EBlocal, which measures each
    neighbour's gap to that neighbour's own neighbourhood. Raises ValueError for an edge outside
    the areas. Source: Marshall (1991), Applied Statistics 40, 283-294.
    """
    x, e, usable = _usable(counts, exposures)
    area, other = _with_self(edges, x.size)
    x, e = np.where(usable, x, 0.0), np.where(usable, e, 0.0)
    rate = ratio_or(x, e, 0.0)

    def around(values: Floats) -> Floats:
        return np.asarray(np.bincount(area, values, minlength=x.size), np.float64)

    exposure, members = around(e[other]), around(usable[other].astype(np.float64))
    mean = ratio_or(around(x[other]), exposure, np.nan)
    own_gap = np.where(e > 0, (rate - mean) ** 2 * e, 0.0)
    spread = ratio_or(around(own_gap[other]), exposure, np.nan)
    variance = np.maximum(spread - ratio_or(mean * members, exposure, np.nan), 0.0)
    weight = ratio_or(variance, variance + ratio_or(mean, e, np.nan), 0.0)
    return EmpiricalBayes(
        rate=np.where(usable, mean + weight * (rate - mean), np.nan),
        mean=mean,
        variance=variance,
        method="empirical-bayes-marshall-local",
    )


def shrunken_rates(
    counts: ArrayLike, exposures: ArrayLike, *, phi: ArrayLike = 1.0, level: float = 0.95
) -> ShrunkenRates:
    """Rates for the map: gamma-Poisson posterior means, with the interval around them.

    The gamma prior has the pooled rate as mean and Marshall's variance between areas, floored
    at that estimate's own standard error under equal areas, so that "no difference found" never
    becomes "no difference possible". The posterior variance carries the pooled rate's own error
    (Morris 1983, JASA 78, 47-55). ``phi`` is the overdispersion within an area (scalar or per
    area). One area alone keeps its rate; where nothing happened anywhere, each area has its own
    interval.
    """
    x, e, usable = _usable(counts, exposures)
    dispersion = np.broadcast_to(as_phi(phi), x.shape)
    usable = usable & ~np.isnan(dispersion)
    within = float(np.mean(dispersion[usable])) if usable.any() else 1.0
    pooled, variance = _pooled(x, e, usable, within)
    variance = max(variance, variance_floor(e[usable], pooled, within))
    weight = ratio_or(variance * e, variance * e + pooled * dispersion, 0.0)
    rate = np.where(usable, pooled + weight * (observed_rate(x, e) - pooled), np.nan)
    spread = posterior_spread(observed_rate(x, e), rate, weight, e, dispersion, (pooled, variance))
    lower, upper = _gamma_limits(x, e, rate, spread, dispersion, level)
    return ShrunkenRates(
        rate=rate,
        lower=lower,
        # The mean of a very skew posterior (no events, hardly any exposure) can pass its own
        # upper quantile; an interval that leaves out its rate would only confuse.
        upper=np.maximum(upper, rate),
        weight=np.where(usable, weight, np.nan),
        probability_above=gamma_above(rate, spread, pooled),
        pooled_rate=pooled,
        between_variance=variance,
        level=level,
        method="gamma-poisson-shrinkage",
    )


def variance_floor(exposures: Floats, mean: float, phi: float) -> float:
    """FLOOR standard errors of Marshall's variance when all areas share one rate.

    Under that null the estimate has variance 2 (phi mean / average exposure)^2 / areas.
    """
    if not exposures.size:
        return np.nan
    return float(FLOOR * phi * mean / exposures.mean() * np.sqrt(2 / exposures.size))


def posterior_spread(
    own: Floats,
    shrunk: Floats,
    weight: Floats,
    exposures: Floats,
    phi: Floats,
    prior: tuple[float, float],
) -> Floats:
    """Posterior variance of shrunken rates, with the errors of the prior that they lean on.

    ``prior`` is the mean and variance between areas. Three terms: the posterior's own, the error
    of the pooled mean, the error of the variance. Source: Morris (1983), JASA 78, 47-55.
    """
    mean, between = prior
    e = exposures[~np.isnan(shrunk)]
    if not e.size:
        return np.full(shrunk.shape, np.nan)
    leaned: Floats = (1 - weight) ** 2
    pooled_error = float(np.nanmean(phi)) * mean / e.sum() + between * np.sum((e / e.sum()) ** 2)
    variance_error = 2 / max(e.size - 3, 1) * (own - mean) ** 2
    spread: Floats = leaned * (pooled_error + variance_error)
    return spread + ratio_or(shrunk * weight * phi, exposures, np.nan)


def gamma_above(rate: Floats, spread: Floats, threshold: float) -> Floats:
    """P(rate > threshold) for a gamma with this mean and variance; NaN without variance."""
    known = spread > 0
    shape = np.where(known, rate, 1.0) ** 2 / np.where(known, spread, 1.0)
    scale = np.where(known, spread, 1.0) / np.where(known, rate, 1.0)
    return np.where(known, special.gammaincc(shape, threshold / scale), np.nan)


def _usable(counts: ArrayLike, exposures: ArrayLike) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    x, e = np.broadcast_arrays(as_counts(counts), as_exposures(exposures))
    return x, e, ~np.isnan(x) & (e > 0)


def _pooled(x: Floats, e: Floats, usable: NDArray[np.bool_], phi: float) -> tuple[float, float]:
    """The pooled rate and Marshall's moment estimate of the variance between areas."""
    x, e = x[usable], e[usable]
    if not x.size:
        return np.nan, np.nan
    mean = float(x.sum() / e.sum())
    spread = float(np.sum(e * (x / e - mean) ** 2) / e.sum())
    return mean, spread - phi * mean / float(e.mean())


def _gamma_limits(
    x: Floats, e: Floats, rate: Floats, spread: Floats, phi: Floats, level: float
) -> tuple[Floats, Floats]:
    critical_value(level)
    tail, known = (1 - level) / 2, spread > 0
    shape = np.where(known, rate, 1.0) ** 2 / np.where(known, spread, 1.0)
    scale = np.where(known, spread, 1.0) / np.where(known, rate, 1.0)
    own_lower, own_upper = (observed_rate(v, e) for v in count_limits(x, phi, level))
    return (
        np.where(known, scale * special.gammaincinv(shape, tail), own_lower),
        np.where(known, scale * special.gammaincinv(shape, 1 - tail), own_upper),
    )


def _with_self(edges: ArrayLike, areas: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    pairs = np.asarray(edges, dtype=np.intp).reshape(-1, 2)
    if pairs.size and (pairs.min() < 0 or pairs.max() >= areas):
        raise ValueError(
            f"edges: positions run from {pairs.min()} to {pairs.max()} but there are {areas} "
            "areas; number areas from 0 in the order of the counts"
        )
    own = np.arange(areas)
    return np.concatenate([pairs[:, 0], own]), np.concatenate([pairs[:, 1], own])
