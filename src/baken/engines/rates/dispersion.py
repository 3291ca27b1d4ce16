"""Overdispersion: how much more counts vary than Poisson says, and between what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    critical_value,
    ratio_or,
)
from baken.engines.rates.level import Series, level_errors

Mask = NDArray[np.bool_]

FULL_WEIGHT_FROM = 5.0  # binomial variance, some 20 events in two years, from which areas are alike
TRIM_AT = 2.5  # standard deviations past which an area is a mover and says nothing of the noise
ROUNDS = 30
MEDIAN_CHI2 = 0.4549364  # of one degree of freedom


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance of counts relative to Poisson, from a pool of areas of one type and level."""

    phi: float  # 1 is Poisson; below 1 is possible by chance; NaN when it cannot be told
    working_phi: float  # for tests: at least 1, widened for the few areas it was learned from
    degrees_of_freedom: float
    areas: int  # used
    trimmed: int  # areas left out or pulled in as movers
    method: str


@dataclass(frozen=True, slots=True)
class SeriesDispersion:
    """Variance of each area's own counts relative to Poisson, about its own moving level."""

    phi: Floats  # NaN with fewer than three usable years
    degrees_of_freedom: Floats
    method: str


def dispersion_between_areas(
    counts: ArrayLike, exposures: ArrayLike, *, winsorised: float = 0.1
) -> Dispersion:
    """Spread of areas around their common rate; for funnel plots and stand-out areas.

    Mean squared Pearson score, the most extreme share ``winsorised`` on each side pulled in to
    the nearest score kept, divided by what that does to a normal sample. Share 0 is plain
    Pearson. It measures true differences and noise together. Bias: low below some 5 expected
    events per area, where scores are skew. Source: Spiegelhalter (2005), Stat. Med. 24,
    1185-1202; the division is ours, so that equal areas give 1.
    """
    x, e = np.broadcast_arrays(as_counts(counts), as_exposures(exposures))
    usable = ~np.isnan(x) & (e > 0)
    x, e = x[usable], e[usable]
    expected = e * (x.sum() / e.sum()) if x.size else e
    z = ratio_or(x - expected, np.sqrt(expected), np.nan)
    mean_square, pulled = winsorised_mean_square(z, winsorised)
    freedom = max(x.size - 1.0, 0.0)
    phi = mean_square * x.size / freedom if freedom else np.nan
    return Dispersion(phi, _working(phi, freedom), freedom, x.size, pulled, "pearson-winsorised")


def winsorised_mean_square(z: Floats, share: float) -> tuple[float, int]:
    """Mean square of scores with the extreme ``share`` on each side pulled in; how many were.

    1 on average for standard normal scores. NaN for no scores. Raises ValueError for a share
    outside 0..0.4.
    """
    if not 0 <= share <= 0.4:
        raise ValueError(f"winsorised: share {share} per side; give 0 to 0.4, usually 0.1")
    if not z.size or np.isnan(z).any():
        return np.nan, 0
    pulled = int(np.floor(share * z.size))
    ordered = np.sort(z)
    kept = np.clip(z, ordered[pulled], ordered[z.size - 1 - pulled])
    return float(np.mean(kept**2)) / _winsorised_normal(pulled / z.size), 2 * pulled


def dispersion_between_years(
    earlier_counts: ArrayLike,
    earlier_exposures: ArrayLike,
    later_counts: ArrayLike,
    later_exposures: ArrayLike,
) -> Dispersion:
    """How much more year-on-year changes vary than Poisson, robust against areas that moved.

    Given an area's total, its later count is binomial around the change that all areas share;
    the squared scores are averaged, small totals by their information, so that small counts
    neither raise nor lower the mean. Areas past 2.5 standard deviations of the current estimate
    are left out, with the normal correction, until that settles. Bias: up to 15 % high (cautious)
    below some 5 events per area, within 4 % above; movers that hide inside the noise (a doubling
    at 50 events) raise it: the table is in docs/explanation/rates.md.
    """
    x1, e1, x2, e2 = np.broadcast_arrays(
        as_counts(earlier_counts),
        as_exposures(earlier_exposures),
        as_counts(later_counts),
        as_exposures(later_exposures),
    )
    usable = (x1 + x2 > 0) & (e1 > 0) & (e2 > 0)
    x1, e1, x2, e2 = x1[usable], e1[usable], x2[usable], e2[usable]
    kept, phi, freedom = _calm_start(x1, e1, x2, e2), np.nan, 0.0
    for _ in range(ROUNDS):
        square, weight = _change_scores(x1, e1, x2, e2 * _shared_change(x1, e1, x2, e2, kept))
        phi, freedom = _trimmed_mean(square, weight, kept)
        now = square <= TRIM_AT**2 * phi
        if np.isnan(phi) or (now == kept).all():
            break
        kept = now
    trimmed = int(np.sum(~kept))
    return Dispersion(
        phi, _working(phi, freedom), freedom, x1.size, trimmed, "binomial-pairs-trimmed"
    )


def dispersion_along_series(
    counts: ArrayLike, exposures: ArrayLike, years: ArrayLike
) -> SeriesDispersion:
    """Each area's own overdispersion about its moving level; shape (areas, years) in.

    Squared one-year-ahead errors against their Poisson variance, as ratio of sums, so unbiased
    at small counts; with few years it is itself uncertain (see degrees_of_freedom), and a lasting
    trend counts as variation.
    """
    errors = level_errors(Series.of(counts, exposures, years))
    told = errors.degrees_of_freedom >= 2
    return SeriesDispersion(
        np.where(told, errors.phi, np.nan), errors.degrees_of_freedom, "one-year-ahead-errors"
    )


def _calm_start(x1: Floats, e1: Floats, x2: Floats, e2: Floats) -> Mask:
    """Areas that the median area does not call movers, so that movers cannot hide each other."""
    if not x1.size:
        return np.zeros(0, dtype=bool)
    ratio = np.median((x2 + 0.5) / e2 / ((x1 + 0.5) / e1))
    square, _ = _change_scores(x1, e1, x2, e2 * ratio)
    return np.asarray(square <= TRIM_AT**2 * max(float(np.median(square)) / MEDIAN_CHI2, 1.0))


def _change_scores(x1: Floats, e1: Floats, x2: Floats, e2: Floats) -> tuple[Floats, Floats]:
    total, share = x1 + x2, e2 / (e1 + e2)
    variance = total * share * (1 - share)
    return (x2 - total * share) ** 2 / variance, np.minimum(variance, FULL_WEIGHT_FROM)


def _shared_change(x1: Floats, e1: Floats, x2: Floats, e2: Floats, kept: Mask) -> float:
    """The rate ratio that the kept areas share (Mantel-Haenszel); 1 when it cannot be told."""
    weight = e1 + e2
    above, below = np.sum((x2 * e1 / weight)[kept]), np.sum((x1 * e2 / weight)[kept])
    return float(above / below) if above > 0 and below > 0 else 1.0


def _trimmed_mean(square: Floats, weight: Floats, kept: Mask) -> tuple[float, float]:
    if not kept.any():
        return np.nan, 0.0
    w = weight[kept]
    freedom = float(w.sum() ** 2 / np.sum(w**2)) - 1
    if freedom < 1:
        return np.nan, max(freedom, 0.0)
    mean = float(np.sum(w * square[kept]) / w.sum()) * (freedom + 1) / freedom
    return mean / _trimmed_normal(TRIM_AT), freedom


def _working(phi: float, freedom: float) -> float:
    """At least 1, and Student's quantile for the normal one: an estimate is not knowledge."""
    if np.isnan(phi) or freedom < 1:
        return np.nan
    widening = float(special.stdtrit(freedom, 0.975)) / critical_value(0.95)
    return max(phi, 1.0) * widening**2


def _winsorised_normal(share: float) -> float:
    """Mean square of a standard normal, clipped at its ``share`` and 1 - ``share`` quantiles."""
    if share == 0:
        return 1.0
    cut = -float(special.ndtri(share))
    return 1 - 2 * share - 2 * cut * _density(cut) + 2 * share * cut**2


def _trimmed_normal(cut: float) -> float:
    """Mean square of a standard normal inside plus or minus ``cut``."""
    return 1 - 2 * cut * _density(cut) / (2 * float(special.ndtr(cut)) - 1)


def _density(z: float) -> float:
    return float(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
