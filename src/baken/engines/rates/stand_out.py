"""Stand-out areas: which areas of a city differ more than areas do, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    as_phi,
    observed_rate,
    ratio_or,
)
from baken.engines.rates.dispersion import winsorised_mean_square
from baken.engines.rates.multiplicity import adjust_p_values
from baken.engines.rates.shrinkage import gamma_above, posterior_spread, variance_floor


@dataclass(frozen=True, slots=True)
class StandOut:
    """Areas against their city; null: the area is an ordinary one, drawn as the others are."""

    expected: Floats  # count at the city's rate
    ratio: Floats  # observed / expected
    z: Floats  # normal score of p, with the sign of the difference
    p: Floats  # two-sided
    p_adjusted: Floats  # false discovery rate over the areas (Benjamini-Hochberg)
    probability_above: Floats  # that the area's underlying ratio is above 1
    between_variance: float  # of underlying ratios between ordinary areas
    method: str


def stand_out_areas(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    phi: ArrayLike = 1.0,
    winsorised: float = 0.1,
) -> StandOut:
    """How far each area lies from what its city's rate predicts, given how areas differ.

    Additive random effects: a count varies phi x expected + between x expected^2, the variance
    between areas by moments from scores of which the extreme tenth on each side is pulled in
    (Spiegelhalter 2005, Stat. Med. 24, 1185-1202, sections 3-4). p is twice the smaller tail of
    the gamma with that variance, since his normal scores call too many empty small areas.
    ``probability_above`` is from the gamma-Poisson posterior with the same variance (see
    shrunken_rates). ``phi`` is the noise within an area beyond Poisson. Areas without exposure
    or count give NaN.
    """
    x, e = np.broadcast_arrays(as_counts(counts), as_exposures(exposures))
    noise = np.broadcast_to(as_phi(phi), x.shape)
    usable = ~np.isnan(x + noise) & (e > 0)
    expected = np.where(usable, e * _city_rate(x, e, usable), np.nan)
    ratio = observed_rate(x, expected)
    known = ~np.isnan(ratio)
    between = _between_variance(ratio[known] - 1, expected[known] / noise[known], winsorised)
    p = _two_sided_tail(x, expected, noise + between * expected)
    return StandOut(
        expected=expected,
        ratio=ratio,
        z=np.sign(ratio - 1) * -special.ndtri(p / 2),
        p=p,
        p_adjusted=adjust_p_values(p),
        probability_above=_probability_above(ratio, expected, noise, between),
        between_variance=between,
        method="funnel-random-effects-additive",
    )


def _city_rate(x: Floats, e: Floats, usable: NDArray[np.bool_]) -> float:
    exposure = e[usable].sum()
    return float(x[usable].sum() / exposure) if exposure > 0 else np.nan


def _two_sided_tail(x: Floats, expected: Floats, dispersion: Floats) -> Floats:
    """Twice the smaller gamma tail, counted in units of ``dispersion`` events."""
    mean = expected / dispersion
    high = np.where(x > 0, special.gammainc(np.maximum(x, 1.0) / dispersion, mean), 1.0)
    low = special.gammaincc((x + 1) / dispersion, mean)
    return np.where(np.isnan(mean), np.nan, np.minimum(2 * np.minimum(high, low), 1.0))


def _between_variance(gap: Floats, weight: Floats, winsorised: float) -> float:
    """DerSimonian-Laird's moment estimate from winsorised scores; 0 when areas do not differ."""
    mean_square, _ = winsorised_mean_square(gap * np.sqrt(weight), winsorised)
    if gap.size < 2 or np.isnan(mean_square):
        return 0.0
    excess = gap.size * mean_square - (gap.size - 1)
    return max(float(excess / (weight.sum() - np.sum(weight**2) / weight.sum())), 0.0)


def _probability_above(ratio: Floats, expected: Floats, phi: Floats, variance: float) -> Floats:
    known = ~np.isnan(ratio)
    if not known.any():
        return np.full(ratio.shape, np.nan)
    within = float(np.mean(phi[known]))
    kept = max(variance, variance_floor(expected[known], 1.0, within))
    weight = ratio_or(kept * expected, kept * expected + phi, 0.0)
    shrunk = 1 + weight * (ratio - 1)
    spread = posterior_spread(ratio, shrunk, weight, expected, phi, (1.0, kept))
    return gamma_above(shrunk, spread, 1.0)
