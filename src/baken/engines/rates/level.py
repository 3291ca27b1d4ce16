"""A moving level: what the earlier years of a series say about the next."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from baken.engines.rates.counts import Floats, as_counts, as_exposures, ratio_or

MEMORY = 0.5  # weight of a year relative to the year after it


@dataclass(frozen=True, slots=True)
class Series:
    """Yearly counts and exposures, shape (areas, years); zeros where a year is not usable."""

    counts: Floats
    exposures: Floats
    usable: Floats  # 1 or 0
    years: Floats

    @classmethod
    def of(
        cls,
        counts: ArrayLike,
        exposures: ArrayLike,
        years: ArrayLike,
        leave_out: tuple[int, ...] = (),
    ) -> Self:
        """Checked series; a year is usable when delivered, with exposure, and not left out."""
        x, e = np.broadcast_arrays(
            np.atleast_2d(as_counts(counts)), np.atleast_2d(as_exposures(exposures))
        )
        when = np.asarray(years, dtype=np.float64)
        if when.shape != (x.shape[1],) or (np.diff(when) <= 0).any():
            raise ValueError(
                f"years: {when.tolist()} for series of {x.shape[1]} columns; give one year per "
                "column, in rising order"
            )
        usable = ~np.isnan(x) & (e > 0) & ~np.isin(when, leave_out)
        return cls(
            np.where(usable, x, 0.0), np.where(usable, e, 0.0), usable.astype(np.float64), when
        )

    def before_last(self) -> "Series":
        """The series without its last year."""
        return Series(
            self.counts[:, :-1], self.exposures[:, :-1], self.usable[:, :-1], self.years[:-1]
        )


@dataclass(frozen=True, slots=True)
class Level:
    """The level after the years seen, per area."""

    rate: Floats  # NaN before the first usable year
    uncertainty: Floats  # variance of the rate / (phi x rate)


@dataclass(frozen=True, slots=True)
class LevelErrors:
    """How far each year fell from the level before it, relative to Poisson."""

    phi: Floats
    degrees_of_freedom: Floats


def discounted_level(series: Series) -> Level:
    """Rate over past years with weights 1, 1/2, 1/4 ... by age, whatever years are missing.

    A quasi-Poisson level with exponential forgetting; see docs/explanation/rates.md for why not
    a straight line.
    """
    if not series.years.size:
        return Level(*np.full((2, len(series.counts)), np.nan))
    weight = MEMORY ** (series.years[-1] - series.years)
    exposure = np.sum(weight * series.exposures, axis=1)
    rate = ratio_or(np.sum(weight * series.counts, axis=1), exposure, np.nan)
    return Level(rate, ratio_or(np.sum(weight**2 * series.exposures, axis=1), exposure**2, np.nan))


def level_errors(series: Series) -> LevelErrors:
    """Overdispersion of one-year-ahead errors: sum of squares over sum of Poisson variances."""
    overall = ratio_or(series.counts.sum(axis=1), series.exposures.sum(axis=1), 0.0)
    squares, variances, errors, events, exposed, squared = np.zeros((6, len(series.counts)))
    gaps = np.diff(series.years, prepend=series.years[:1])
    for year, fade in enumerate(MEMORY**gaps):
        events, exposed, squared = fade * events, fade * exposed, fade**2 * squared
        x, e = series.counts[:, year], series.exposures[:, year]
        told = (e > 0) & (exposed > 0)
        miss = x - e * ratio_or(events, exposed, 0.0)
        variance = overall * e * (1 + e * ratio_or(squared, exposed**2, 0.0))
        squares += np.where(told, miss**2, 0.0)
        variances += np.where(told, variance, 0.0)
        errors += told
        events, exposed, squared = events + x, exposed + e, squared + e
    return LevelErrors(ratio_or(squares, variances, 1.0), errors)
