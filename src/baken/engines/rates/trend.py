"""Trend with expected range: is the latest year what the earlier years lead one to expect?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.rates.change import verdict_objects
from baken.engines.rates.counts import Floats, as_phi, critical_value
from baken.engines.rates.level import Series, discounted_level, level_errors


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """What the latest year's count was expected to be, per series."""

    expected: Floats  # count, given the latest year's exposure; NaN when it cannot be told
    lower: Floats  # whole counts, both inside the range
    upper: Floats
    phi: Floats  # overdispersion used, at least 1
    n_years_used: NDArray[np.int64]  # earlier years, without those left out
    verdict: NDArray[np.object_]  # ChangeVerdict of the latest count against the range
    level: float
    method: str


def expected_range(
    counts: ArrayLike,
    exposures: ArrayLike,
    years: ArrayLike,
    *,
    leave_out: tuple[int, ...] = (),
    phi: ArrayLike | None = None,
    minimum_years: int = 4,
    level: float = 0.95,
) -> ExpectedRange:
    """The latest year's expected count and prediction interval, from the earlier years.

    ``counts`` and ``exposures`` have shape (series, years); the last column is judged. A moving
    level (weights 1, 1/2, 1/4 ...), its one-year-ahead errors as overdispersion with Student's
    quantile, limits on the square-root scale, outward to whole counts. With ``phi`` given (one
    per series, from a pool of alike areas) the normal quantile is used. Fewer than
    ``minimum_years`` usable earlier years: NaN and "not-comparable". ``leave_out`` names years
    that are no baseline (2020, 2021). Coverage: docs/explanation/rates.md.
    """
    whole = Series.of(counts, exposures, years)
    past = Series.of(counts, exposures, years, leave_out).before_last()
    used = past.usable.sum(axis=1).astype(np.int64)
    told = used >= minimum_years
    spread, quantile = _spread(past, phi, level)
    centre, half = _centre(whole, past, spread, quantile)
    lower = np.floor(np.maximum(centre - half, 0.0) ** 2)  # a count is whole: outward
    upper = np.ceil((centre + half) ** 2)
    lower, upper = np.where(told, lower, np.nan), np.where(told, upper, np.nan)
    latest = np.where(whole.usable[:, -1] > 0, whole.counts[:, -1], np.nan)
    return ExpectedRange(
        expected=np.where(told, centre**2, np.nan),
        lower=lower,
        upper=upper,
        phi=np.where(told, spread, np.nan),
        n_years_used=used,
        verdict=verdict_objects(latest > upper, latest < lower, np.isnan(latest + upper)),
        level=level,
        method="quasi-poisson-discounted-level",
    )


def _spread(past: Series, phi: ArrayLike | None, level: float) -> tuple[Floats, Floats]:
    """Overdispersion and the quantile that goes with how well it is known."""
    areas = len(past.counts)
    if phi is not None:
        return np.broadcast_to(as_phi(phi), areas), np.full(areas, critical_value(level))
    critical_value(level)
    errors = level_errors(past)
    freedom = np.maximum(errors.degrees_of_freedom, 1.0)
    return np.maximum(errors.phi, 1.0), special.stdtrit(freedom, (1 + level) / 2)


def _centre(whole: Series, past: Series, phi: Floats, quantile: Floats) -> tuple[Floats, Floats]:
    """Expected count and half the range, both on the square-root scale."""
    level, exposure = discounted_level(past), whole.exposures[:, -1]
    exposure = np.where(exposure > 0, exposure, np.nan)
    half = quantile / 2 * np.sqrt(phi * (1 + exposure * level.uncertainty))
    return np.sqrt(exposure * level.rate), half
