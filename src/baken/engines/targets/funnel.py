"""A funnel plot: which areas differ more than areas of their size do by chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.targets.arrays import Floats, quantile_of, refuse_negative, together
from baken.engines.targets.count_quantiles import count_above, count_below, count_quantile

LEVELS = (0.95, 0.998)
WINSORISED = 0.1
SMALLEST_CHANCE = 1e-300
FIRST_VARIANCE, LAST_VARIANCE, STEP, HALVINGS = 1e-4, 16.0, 4.0, 7


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas against their common rate; null: one rate, with the variance between ordinary areas.

    ``outside`` is 0 within the inner limits, 1 beyond these, 2 beyond the outer ones, with the
    sign of the difference. ``limits`` has shape (levels, 2, grid).
    """

    rate: float  # common rate, per unit of exposure
    z: Floats  # normal score of the mid-p of each area
    outside: NDArray[np.int64]
    misfit: float  # mean square of the winsorised scores: above 1, areas differ of themselves
    between: float  # relative standard deviation between ordinary areas
    grid: Floats  # exposures at which the limits are drawn
    limits: Floats  # rates
    levels: tuple[float, ...]
    method: str


def funnel(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    phi: float = 1.0,
    points: int = 60,
    levels: tuple[float, ...] = LEVELS,
) -> Funnel:
    """Limits that widen for small areas, and by how much ordinary areas differ anyway.

    A count varies phi x expected + between^2 x expected^2: ``phi`` is the noise within an area
    (1: Poisson), ``between`` what ordinary areas differ, found so that the mean square of the
    scores is 1 with the extreme tenth on each side pulled in. A score is the normal quantile of
    the mid-p of a negative binomial count, so that it also holds where few are expected; error
    rates in docs/explanation/targets.md. Areas without exposure or count give NaN and 0.
    Raises ValueError for negative or infinite values, and for ``phi`` below 1.

    Source: Spiegelhalter (2005), Stat. Med. 24, 1185-1202, sections 3, 4 and appendix A
    (interpolated limits of counts, additive random effects, winsorised scores); Paule & Mandel
    (1982), J. Res. NBS 87, 377-385 (the variance that makes the mean square 1); Lancaster
    (1961), JASA 56, 223-234 (mid-p).

    >>> funnel([0, 6, 7, 5, 8, 6, 9, 5], 1000.0).outside.tolist()
    [-1, 0, 0, 0, 0, 0, 0, 0]
    """
    x, e = (array.ravel() for array in together(counts, exposures))
    refuse_negative(x, "counts")
    refuse_negative(e, "exposures")
    if not 1 <= phi < np.inf:
        raise ValueError(f"phi: {phi} is not 1 or more and finite; give 1 for counts as by chance")
    known = ~np.isnan(x) & (e > 0)
    if not known.any():
        raise ValueError("counts: no area has both a count and an exposure; nothing to compare")
    rate = float(x[known].sum() / e[known].sum())
    expected = np.where(known, e * rate, np.nan)
    misfit, variance = _between_variance(x[known], expected[known], phi)
    z = _scores(x, expected, phi + variance * expected)
    grid = np.geomspace(e[known].min(), e[known].max(), points)
    return Funnel(
        rate=rate,
        z=z,
        outside=_outside(z, levels),
        misfit=misfit,
        between=variance**0.5,
        grid=grid,
        limits=funnel_limits(rate, grid, phi=phi, between=variance**0.5, levels=levels),
        levels=levels,
        method="funnel-negative-binomial-mid-p",
    )


def funnel_limits(
    rate: float,
    exposures: ArrayLike,
    *,
    phi: float,
    between: float,
    levels: tuple[float, ...] = LEVELS,
) -> Floats:
    """Rates between which areas of these exposures count as ordinary; shape (levels, 2, areas).

    The limits of whole counts, moved half a count and interpolated by the part of the chance
    that is used: a count lies beyond them exactly when its mid-p does.
    """
    (e,) = together(exposures)
    mean = e * rate
    spread = phi + between**2 * mean
    chances = [((1 - level) / 2, (1 + level) / 2) for level in levels]
    edges = [[_edge(mean, spread, share) for share in pair] for pair in chances]
    limits: Floats = np.maximum(np.array(edges), 0.0) / e
    return limits


def _edge(mean: Floats, spread: Floats, share: float) -> Floats:
    at = count_quantile(mean, spread, share)
    below, most = count_below(at - 1, mean, spread), count_below(at, mean, spread)
    chance = most - below
    return at + 0.5 - np.where(chance > 0, (most - share) / np.where(chance > 0, chance, 1.0), 0.5)


def _scores(x: Floats, mean: Floats, spread: Floats) -> Floats:
    """The normal score of each mid-p; from the smaller tail, so that far ones stay exact."""
    at_most, at_least = count_below(x, mean, spread), count_above(x, mean, spread)
    below = (at_most + count_below(x - 1, mean, spread)) / 2
    above = (at_least + count_above(x + 1, mean, spread)) / 2
    low = special.ndtri(np.maximum(below, SMALLEST_CHANCE))
    high = -special.ndtri(np.maximum(above, SMALLEST_CHANCE))
    scores: Floats = np.where(below < above, low, high)
    return scores


def _between_variance(x: Floats, expected: Floats, phi: float) -> tuple[float, float]:
    """The misfit with no variance between areas, and the variance with which there is none.

    Where no variance takes the misfit away (few areas with few counts), the one with the least.
    """

    def misfit(variance: float) -> float:
        return _winsorised_mean_square(_scores(x, expected, phi + variance * expected))

    alone = misfit(0.0)
    if x.size < 2 or alone <= 1:
        return alone, 0.0
    tried = [(alone, 0.0)]
    high = FIRST_VARIANCE
    while (now := misfit(high)) > 1:
        tried.append((now, high))
        high *= STEP
        if high > LAST_VARIANCE:
            return alone, min(tried)[1]
    low = high / STEP
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if misfit(middle) > 1 else (low, middle)
    return alone, (low * high) ** 0.5


def _winsorised_mean_square(z: Floats) -> float:
    """Mean square after pulling in the extremes, corrected for what that takes from a normal."""
    pulled = int(np.floor(WINSORISED * z.size))
    ordered = np.sort(z)
    kept = np.clip(z, ordered[pulled], ordered[z.size - 1 - pulled])
    return float(np.mean(kept**2)) / _winsorised_normal(pulled / z.size)


def _winsorised_normal(share: float) -> float:
    if share == 0:
        return 1.0
    cut = -float(special.ndtri(share))
    density = float(np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi))
    return 1 - 2 * share - 2 * cut * density + 2 * share * cut**2


def _outside(z: Floats, levels: tuple[float, ...]) -> NDArray[np.int64]:
    steps = sum((np.abs(z) > quantile_of(level)).astype(np.int64) for level in levels)
    return np.asarray(np.where(np.isnan(z), 0, np.sign(z)) * steps, dtype=np.int64)
