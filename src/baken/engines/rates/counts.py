"""Counts and exposures: what a statistic may be computed from."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def as_counts(values: ArrayLike, name: str = "counts") -> Floats:
    """Counts as float64, at least one-dimensional; NaN means "not delivered".

    Raises ValueError for a negative, infinite or fractional count.
    """
    counts = np.atleast_1d(np.asarray(values, dtype=np.float64))
    _refuse(counts, (counts < 0) | np.isinf(counts), f"{name}: a count is negative or infinite")
    _refuse(counts, counts != np.floor(counts), f"{name}: a count is not a whole number")
    return counts


def as_exposures(values: ArrayLike, name: str = "exposures") -> Floats:
    """Exposures (residents, dwellings, days) as float64; zero is kept, NaN means unknown.

    Raises ValueError for a negative or infinite exposure.
    """
    exposures = np.atleast_1d(np.asarray(values, dtype=np.float64))
    wrong = (exposures < 0) | np.isinf(exposures)
    _refuse(exposures, wrong, f"{name}: an exposure is negative or infinite")
    return exposures


def as_phi(values: ArrayLike) -> Floats:
    """Overdispersion (variance / mean) as float64; NaN means unknown.

    Raises ValueError below 1: counts that vary less than Poisson are judged as Poisson.
    """
    phi = np.atleast_1d(np.asarray(values, dtype=np.float64))
    _refuse(phi, (phi < 1) | np.isinf(phi), "phi: overdispersion must be 1 or more and finite")
    return phi


def observed_rate(counts: Floats, exposures: Floats) -> Floats:
    """Counts per unit of exposure; NaN where there is no exposure or no count."""
    return ratio_or(counts, exposures, np.nan)


def ratio_or(top: Floats, bottom: Floats, otherwise: float) -> Floats:
    """``top / bottom``, and ``otherwise`` where ``bottom`` is zero or unknown."""
    top, bottom = np.broadcast_arrays(top, bottom)
    usable = bottom > 0
    return np.where(usable, top / np.where(usable, bottom, 1.0), otherwise)


def critical_value(level: float) -> float:
    """The standard normal quantile of a two-sided interval, 1.96 for a level of 0.95.

    Raises ValueError for a level outside (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError(f"level: {level} is not a share between 0 and 1; give for example 0.95")
    return float(special.ndtri((1 + level) / 2))


def two_sided(z: Floats) -> Floats:
    """Two-sided p of a standard normal score."""
    p: Floats = special.erfc(np.abs(z) / np.sqrt(2))
    return p


def _refuse(values: Floats, wrong: NDArray[np.bool_], message: str) -> None:
    wrong = wrong & ~np.isnan(values)
    if wrong.any():
        where = np.argwhere(wrong)[0].tolist()
        given = values[wrong][0]
        raise ValueError(f"{message}: {given} at index {where}; correct it or give NaN for unknown")
