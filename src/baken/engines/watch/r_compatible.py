"""Farrington's watch as R surveillance 1.20.3 computes it, digit for digit, oddities included.

What R does and why our own mode differs stands in docs/explanation/watch.md. This mode is for
comparing with what others computed; for a watch of one's own, use the exact mode.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.watch.limits import Limits, delta_limits, negative_binomial_limits
from baken.engines.watch.poisson_glm import (
    PoissonFit,
    anscombe_residuals,
    fit_poisson,
    outbreak_weights,
)
from baken.engines.watch.reference_weeks import Dates, ReferenceWeeks, reference_weeks
from baken.engines.watch.settings import RSettings

Floats = NDArray[np.float64]

METHOD = "farrington-r-1.20.3"


@dataclass(frozen=True, slots=True)
class RWatched:
    """One series as R judges it; NaN where R gives NA or cannot judge. Null: the baseline holds."""

    expected: Floats
    lower: Floats
    upper: Floats
    alarm: Floats  # 1, 0, or NaN: not judged
    p: Floats  # R's pvalue: by the limit's own distribution
    phi: Floats
    score: Floats
    trend: Floats  # the trend's coefficient per step, NaN: without trend
    method: str = METHOD


@dataclass(frozen=True, slots=True)
class _Baseline:
    """A fit with the weights and the dispersion that its prediction uses."""

    fit: PoissonFit
    phi: float
    weights: Floats  # as R's summary finds them, see docs/explanation/watch.md
    with_trend: bool


def watch_as_r(
    counts: ArrayLike,
    settings: RSettings | None = None,
    *,
    dates: Dates | None = None,
    population: ArrayLike | None = None,
    first: int = 0,
) -> RWatched:
    """Judge every position from ``first`` on; the answer has the length of the series.

    ``dates`` are needed where ``settings.reference`` is "dates"; ``population`` becomes an offset.

    Raises:
        ValueError: for negative counts, or more parts of the year than there are weeks.

    >>> import numpy as np
    >>> flat = np.full(60, 4.0)
    >>> found = watch_as_r(flat, RSettings(b=1, w=1))
    >>> round(float(found.expected[-1]), 6), round(float(found.upper[-1]), 6)
    (4.0, 7.706127)
    """
    chosen = settings or RSettings()
    values = np.asarray(counts, dtype=np.float64)
    if (values < 0).any():
        raise ValueError("counts: negative; a week without a known count is NaN")
    people = None if population is None else np.asarray(population, dtype=np.float64)
    columns = np.full((8, len(values)), np.nan)
    for k in range(first, len(values)):
        judged = _judge(k, values, dates, people, chosen)
        if judged is not None:
            columns[:, k] = judged
    return RWatched(*columns)


def _judge(
    k: int, values: Floats, dates: Dates | None, people: Floats | None, settings: RSettings
) -> tuple[float, ...] | None:
    """Expected, lower, upper, alarm, p, phi, score and trend of one week."""
    weeks = reference_weeks(k, ~np.isnan(values), dates, settings)
    if weeks is None or np.isnan(values[k]):
        return None
    offsets = np.zeros(len(values)) if people is None else np.log(people)
    baseline = _baseline(
        weeks, values[weeks.positions], offsets[weeks.positions], offsets[k], settings
    )
    if baseline is None:
        return None
    limits = _limits(
        baseline, _row(weeks, settings, baseline), float(offsets[k]), values[k], settings
    )
    slope = float(baseline.fit.coefficients[1]) if baseline.with_trend else float("nan")
    return (*_gated(limits, k, values, settings), baseline.phi, limits.score, slope)


def _gated(
    limits: Limits, k: int, values: Floats, settings: RSettings
) -> tuple[float, float, float, float, float]:
    """The limits, blank where too few were counted of late to raise an alarm on."""
    least, weeks = settings.min_count
    recent = values[max(k - weeks + 1, 0) : k + 1].sum()
    original = settings.algorithm == "1996"
    if not recent >= least:
        hidden = 0.0 if original else float("nan")
        return float("nan"), float("nan"), hidden, 0.0, limits.p
    alarm = limits.score > 1 and (original or values[k] != 0)
    return limits.expected, limits.lower, limits.upper, float(alarm), limits.p


def _limits(
    baseline: _Baseline, row: Floats, offset: float, count: float, settings: RSettings
) -> Limits:
    predictor = baseline.fit.linear_predictor(row, offset)
    original = settings.algorithm == "1996"
    dispersion = baseline.phi if original else baseline.fit.dispersion(baseline.weights)
    error = baseline.fit.standard_error(row, dispersion)
    if settings.limit != "delta":
        return negative_binomial_limits(predictor, error, baseline.phi, count, settings)
    mean = float(np.exp(predictor))
    return delta_limits(mean, error * mean, baseline.phi, count, settings)


def _baseline(
    weeks: ReferenceWeeks, counts: Floats, offsets: Floats, offset: float, settings: RSettings
) -> _Baseline | None:
    """The fit with a trend where the trend may stay, else without; None: neither converges."""
    found = _fitted(weeks, counts, offsets, settings, with_trend=settings.trend)
    if found is None or not found.with_trend:
        return found
    return (
        found
        if _trend_stays(found, weeks, counts, offset, settings)
        else _fitted(weeks, counts, offsets, settings, with_trend=False)
    )


def _trend_stays(
    found: _Baseline, weeks: ReferenceWeeks, counts: Floats, offset: float, settings: RSettings
) -> bool:
    """Three years or more, significant, and nothing foretold beyond what was ever seen."""
    fit, original = found.fit, settings.algorithm == "1996"
    dispersion = fit.dispersion(None if original else found.weights)
    inverse = np.linalg.inv(fit.triangle)
    t = fit.coefficients[1] / np.sqrt((inverse[1] ** 2).sum() * dispersion)
    p = 2 * special.stdtr(fit.freedom, -abs(t))
    threshold = 0.05 if original else settings.p_threshold_trend
    foretold = np.exp(fit.linear_predictor(_row(weeks, settings, found), offset))
    return bool(settings.b >= 3 and p < threshold and foretold <= counts.max())


def _fitted(
    weeks: ReferenceWeeks,
    counts: Floats,
    offsets: Floats,
    settings: RSettings,
    *,
    with_trend: bool,
) -> _Baseline | None:
    """Fit, weigh past outbreaks down, fit again; without trend where it does not converge with."""
    design = _design(weeks, with_trend=with_trend)
    fit = fit_poisson(design, counts, np.ones(len(counts)), offsets)
    if not fit.converged and with_trend:
        with_trend, design = False, _design(weeks, with_trend=False)
        fit = fit_poisson(design, counts, np.ones(len(counts)), offsets)
    if not fit.converged:
        return None
    phi, weights = max(fit.dispersion(), 1.0), fit.working_weights
    if settings.reweight:
        residuals = anscombe_residuals(counts, fit, phi)
        weights = outbreak_weights(residuals, settings.outbreak_threshold)
        fit = fit_poisson(design, counts, weights, offsets)
        phi = max(fit.dispersion(), 1.0)
    return _Baseline(fit, phi, weights, with_trend)


def _design(weeks: ReferenceWeeks, *, with_trend: bool) -> Floats:
    """Columns: one, time where asked, and one per part of the year after the first."""
    columns = [np.ones(len(weeks.positions))]
    if with_trend:
        columns.append(weeks.times)
    parts = np.unique(weeks.seasons)[1:]
    return np.column_stack([*columns, *((weeks.seasons == part) * 1.0 for part in parts)])


def _row(weeks: ReferenceWeeks, settings: RSettings, baseline: _Baseline) -> Floats:
    """The design's row of the week that is judged: it is in the last part of the year."""
    parts = np.unique(weeks.seasons)[1:]
    time = [weeks.judged_at] if baseline.with_trend else []
    return np.array([1.0, *time, *(float(part == settings.no_periods) for part in parts)])
