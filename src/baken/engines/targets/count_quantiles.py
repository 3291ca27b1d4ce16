"""Whole counts below which a given share of counts falls, also when they vary more than Poisson."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from baken.engines.targets.arrays import Floats, Mask, together

HALVINGS = 64


def count_below(counts: ArrayLike, means: ArrayLike, phi: ArrayLike) -> Floats:
    """The chance of at most this many, for counts with variance ``phi`` x mean.

    Poisson where ``phi`` is 1, else negative binomial with that variance.
    """
    k, mean, spread = together(counts, means, phi)
    plain = ~(spread > 1)
    size = np.where(plain, 1.0, mean / np.where(plain, 1.0, spread - 1))
    with np.errstate(invalid="ignore"):
        dispersed = special.betainc(size, np.maximum(k, 0) + 1, 1 / np.where(plain, 2.0, spread))
    chance = np.where(plain, special.gammaincc(np.maximum(k, 0) + 1, mean), dispersed)
    return np.where(k < 0, 0.0, np.where(mean == 0, 1.0, chance))


def count_above(counts: ArrayLike, means: ArrayLike, phi: ArrayLike) -> Floats:
    """The chance of at least this many; as ``count_below``, exact also where it is tiny."""
    k, mean, spread = together(counts, means, phi)
    plain = ~(spread > 1)
    size = np.where(plain, 1.0, mean / np.where(plain, 1.0, spread - 1))
    at = np.maximum(k, 1)
    with np.errstate(invalid="ignore"):
        dispersed = special.betainc(at, size, 1 - 1 / np.where(plain, 2.0, spread))
    chance = np.where(plain, special.gammainc(at, mean), dispersed)
    return np.where(k < 1, 1.0, np.where(mean == 0, 0.0, chance))


def count_quantile(means: ArrayLike, phi: ArrayLike, share: float) -> Floats:
    """The smallest whole count of which the chance of at most it is ``share`` or more.

    NaN for an unknown mean. Raises ValueError for a share outside (0, 1).
    """
    if not 0 < share < 1:
        raise ValueError(f"share: {share} is not between 0 and 1; give for example 0.999")
    mean, spread = together(means, phi)
    low = np.full(mean.shape, -1.0)
    high = np.ceil(mean + 10 * np.sqrt(spread * mean) + 20 * spread)
    for _ in range(HALVINGS):
        middle = np.floor((low + high) / 2)
        enough: Mask = count_below(middle, mean, spread) >= share
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        if np.nanmax(high - low, initial=0.0) <= 1:
            break
    return np.where(np.isnan(mean + spread), np.nan, high)
