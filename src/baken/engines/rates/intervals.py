"""How sure a rate is: intervals for the underlying rate of a count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    as_phi,
    critical_value,
    observed_rate,
)


@dataclass(frozen=True, slots=True)
class RateInterval:
    """Rates with the interval that holds the underlying rate; see docs/explanation/rates.md.

    Arrays of the broadcast shape of counts and exposures; NaN where exposure is zero or a value
    is unknown.
    """

    rate: Floats  # per unit of exposure, never rounded
    lower: Floats
    upper: Floats
    level: float  # share of intervals that hold the underlying rate, 0.95
    method: str


def exact_interval(counts: ArrayLike, exposures: ArrayLike, *, level: float = 0.95) -> RateInterval:
    """Exact Poisson interval: never narrower than promised, also at zero.

    Source: Garwood (1936), Biometrika 28, 437-442; the chi-square form of R's poisson.test.

    >>> exact_interval(5, 1000).upper.round(6).tolist()
    [0.011668]
    """
    return _gamma_interval(counts, exposures, 1.0, level, "poisson-exact-garwood")


def dispersed_interval(
    counts: ArrayLike, exposures: ArrayLike, phi: ArrayLike, *, level: float = 0.95
) -> RateInterval:
    """Interval for the underlying rate when counts vary ``phi`` times as much as Poisson.

    Garwood's interval in units of ``phi`` events: gamma quantiles with shapes ``x / phi`` and
    ``(x + 1) / phi``, scaled by ``phi``. With ``phi`` 1 it is the exact interval. Coverage for
    negative-binomial counts with variance phi x mean: docs/explanation/rates.md.
    """
    return _gamma_interval(counts, exposures, phi, level, "quasi-poisson-scaled-gamma")


def byar_interval(counts: ArrayLike, exposures: ArrayLike, *, level: float = 0.95) -> RateInterval:
    """Byar's approximation as printed by R's epitools; for comparison with public health tables.

    Not clipped: at a count of zero the lower limit is slightly negative, as in the reference.
    Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69, with the
    correction of one half of epitools::pois.byar.
    """
    x, exposure = np.broadcast_arrays(as_counts(counts), as_exposures(exposures))
    z, middle = critical_value(level), x + 0.5
    centre, width = 1 - 1 / (9 * middle), z / (3 * np.sqrt(middle))
    lower, upper = middle * (centre - width) ** 3, middle * (centre + width) ** 3
    return RateInterval(
        rate=observed_rate(x, exposure),
        lower=observed_rate(lower, exposure),
        upper=observed_rate(upper, exposure),
        level=level,
        method="poisson-byar",
    )


def count_limits(counts: Floats, phi: Floats, level: float) -> tuple[Floats, Floats]:
    """Limits for the mean of a count; NaN in, NaN out."""
    critical_value(level)
    tail = (1 - level) / 2
    positive = np.maximum(counts, 1.0)
    lower = np.where(counts > 0, phi * special.gammaincinv(positive / phi, tail), 0.0)
    upper: Floats = phi * special.gammaincinv((counts + 1) / phi, 1 - tail)
    return np.where(np.isnan(upper), np.nan, lower), upper


def _gamma_interval(
    counts: ArrayLike, exposures: ArrayLike, phi: ArrayLike, level: float, method: str
) -> RateInterval:
    x, exposure, dispersion = np.broadcast_arrays(
        as_counts(counts), as_exposures(exposures), as_phi(phi)
    )
    lower, upper = count_limits(x, dispersion, level)
    return RateInterval(
        rate=observed_rate(x, exposure),
        lower=observed_rate(lower, exposure),
        upper=observed_rate(upper, exposure),
        level=level,
        method=method,
    )
