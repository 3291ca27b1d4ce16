"""A funnel plot: which areas differ more than areas of their size do by chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.targets.arrays import Floats, quantile_of, refuse_negative, together

LEVELS = (0.95, 0.998)
WINSORISED = 0.1


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas against their common rate; null: one rate, with the variance between ordinary areas.

    ``outside`` is 0 within the inner limits, 1 beyond these, 2 beyond the outer ones, with the
    sign of the difference. ``limits`` has shape (levels, 2, grid).
    """

    rate: float  # common rate, per unit of exposure
    z: Floats  # score of each area, on the square-root scale
    outside: NDArray[np.int64]
    phi: float  # mean square of the winsorised scores: above 1, areas differ of themselves
    between: float  # standard deviation between ordinary areas, on the square-root scale
    grid: Floats  # exposures at which the limits are drawn
    limits: Floats  # rates
    levels: tuple[float, ...]
    method: str


def funnel(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    points: int = 60,
    levels: tuple[float, ...] = LEVELS,
) -> Funnel:
    """Limits that widen for small areas, and by how much ordinary areas differ anyway.

    Scores on the square-root scale, where the standard error 1 / (2 sqrt(exposure)) does not
    depend on the rate; the extreme tenth on each side pulled in; random effects added by moments
    when the mean square exceeds 1. Areas without exposure or count give NaN and 0.
    Raises ValueError for negative or infinite values.

    Source: Spiegelhalter (2005), Stat. Med. 24, 1185-1202, sections 3, 4 and appendix A.3.
    """
    x, e = (array.ravel() for array in together(counts, exposures))
    refuse_negative(x, "counts")
    refuse_negative(e, "exposures")
    known = ~np.isnan(x) & (e > 0)
    if not known.any():
        raise ValueError("counts: no area has both a count and an exposure; nothing to compare")
    rate = float(x[known].sum() / e[known].sum())
    error = np.where(known, 0.5 / np.sqrt(np.where(known, e, 1.0)), np.nan)
    gap = np.where(known, np.sqrt((x + 0.25) / np.where(known, e, 1.0)) - np.sqrt(rate), np.nan)
    phi = _winsorised_mean_square((gap / error)[known])
    between = _between(phi, error[known])
    z = gap / np.sqrt(error**2 + between**2)
    grid = np.geomspace(e[known].min(), e[known].max(), points)
    return Funnel(
        rate=rate,
        z=z,
        outside=_outside(z, levels),
        phi=phi,
        between=between,
        grid=grid,
        limits=_limits(rate, grid, between, levels),
        levels=levels,
        method="funnel-square-root-additive",
    )


def _winsorised_mean_square(z: Floats) -> float:
    """Mean square after pulling in the extremes, corrected for what that takes from a normal."""
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    square = float(np.mean(np.clip(z, low, high) ** 2))
    cut = -float(special.ndtri(WINSORISED))
    density = float(np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi))
    return square / (1 - 2 * WINSORISED - 2 * cut * density + 2 * WINSORISED * cut**2)


def _between(phi: float, error: Floats) -> float:
    weight = 1 / error**2
    if weight.size < 2:
        return 0.0
    excess = weight.size * phi - (weight.size - 1)
    scale = weight.sum() - np.sum(weight**2) / weight.sum()
    return max(float(excess / scale), 0.0) ** 0.5 if scale > 0 else 0.0


def _outside(z: Floats, levels: tuple[float, ...]) -> NDArray[np.int64]:
    steps = sum((np.abs(z) > quantile_of(level)).astype(np.int64) for level in levels)
    return np.asarray(np.where(np.isnan(z), 0, np.sign(z)) * steps, dtype=np.int64)


def _limits(rate: float, grid: Floats, between: float, levels: tuple[float, ...]) -> Floats:
    spread = np.sqrt(0.25 / grid + between**2)
    quantiles = np.array([quantile_of(level) for level in levels])[:, None]
    low = np.maximum(np.sqrt(rate) - quantiles * spread, 0.0) ** 2 - 0.25 / grid
    high = (np.sqrt(rate) + quantiles * spread) ** 2 - 0.25 / grid
    return np.stack([np.maximum(low, 0.0), high], axis=1)
