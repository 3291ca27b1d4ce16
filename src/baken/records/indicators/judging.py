"""What the engines say of a series, as rows to store: figures, changes, comparisons.

For jobs: imports the rates engine. Rates are per 1,000 inhabitants.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from baken.catalogue.indicators import Indicator, indicator
from baken.catalogue.places import VisitorRule
from baken.engines import rates
from baken.records.indicators.models import StoredChange, StoredComparison, StoredFigure
from baken.records.indicators.rules import INHABITANTS_UNKNOWN, TOO_FEW_FOR_A_RATE, place_notes
from baken.records.indicators.series import Series
from baken.vocabulary.area import AreaCode, AreaLevel, municipality_of

JUDGING_VERSION = "7"
"""Raised when the choice of pools, families or margins changes, so that all is computed anew."""
Floats = NDArray[np.float64]
CityRate = Callable[[AreaCode, int], float | None]
"""The rate of a municipality in a year, for the mark "many-visitors"."""
Dispersions = Mapping[int, float]
"""By year, how much more such counts vary than Poisson: of the series, or of a larger pool."""


def figure_rows(
    series: Series,
    definition: Indicator,
    *,
    phi_of: Dispersions,
    leave_out: tuple[int, ...],
    city_rate: CityRate,
    rule: VisitorRule,
    at: datetime,
) -> Iterator[StoredFigure]:
    """Yield a figure for every delivered area and year of the series.

    Its intervals allow for how much such counts vary by themselves, as learned from the pool.
    """
    for column, year in enumerate(series.years):
        count = series.counts[:, column]
        exposure = _usable(series.exposures[:, column], definition)
        phi = phi_of.get(year, 1.0)
        interval = rates.dispersed_interval(count, exposure, phi)
        of_count = rates.dispersed_interval(count, 1.0, phi)
        shrunken = _shrunken(series, count, exposure, phi)
        expected = _expected(series, column, leave_out)
        for row in np.flatnonzero(~np.isnan(count)):
            area = series.areas[row]
            key = (area, year)
            rate = _number(interval.rate[row] * definition.per)
            inhabitants = _number(series.exposures[row, column])
            marks = _notes(series.level, inhabitants, rate, area, year, city_rate, rule)
            notes = series.notes[key] + marks
            yield StoredFigure(
                indicator=series.indicator,
                area_code=area,
                municipality_code=municipality_of(area),
                level=series.level,
                period=str(year),
                n=int(count[row]),
                n_lower=float(of_count.lower[row]),
                n_upper=float(of_count.upper[row]),
                exposure=inhabitants,
                rate=rate,
                lower=_number(interval.lower[row] * definition.per),
                upper=_number(interval.upper[row] * definition.per),
                shrunken=_number(shrunken[0][row] * definition.per),
                shrunken_lower=_number(shrunken[1][row] * definition.per),
                shrunken_upper=_number(shrunken[2][row] * definition.per),
                expected=_number(expected[0][row] * definition.per),
                expected_lower=_number(expected[1][row] * definition.per),
                expected_upper=_number(expected[2][row] * definition.per),
                expected_years=int(expected[3][row]),
                dispersion=phi,
                status=series.statuses[key],
                method=interval.method,
                version=rates.VERSION,
                notes=list(notes),
                sources=[list(source) for source in series.sources[key]],
                computed_at=at,
            )


def change_rows(
    series: Series, *, phi_of: Dispersions, definition: Indicator, at: datetime
) -> Iterator[StoredChange]:
    """Yield the change since the year before, allowing for how much such counts vary."""
    for column, year in enumerate(series.years[1:], start=1):
        before, after = (slice(None), column - 1), (slice(None), column)
        phi = phi_of.get(year, 1.0)
        exposures = _usable(series.exposures, definition)
        earlier = (series.counts[before], exposures[before])
        change = rates.compare_periods(*earlier, series.counts[after], exposures[after], phi=phi)
        for row in np.flatnonzero(~np.isnan(series.counts[before] + series.counts[after])):
            yield StoredChange(
                indicator=series.indicator,
                area_code=series.areas[row],
                municipality_code=municipality_of(series.areas[row]),
                level=series.level,
                period=str(year),
                previous_period=str(year - 1),
                n=int(series.counts[row, column]),
                previous_n=int(series.counts[row, column - 1]),
                ratio=_number(change.ratio[row]),
                lower=_number(change.lower[row]),
                upper=_number(change.upper[row]),
                p=_number(change.p[row]),
                detectable_up=_number(change.detectable_rise[row]),
                detectable_down=_number(change.detectable_fall[row]),
                dispersion=phi,
                verdict=change.verdict[row],
                method=change.method,
                version=rates.VERSION,
                computed_at=at,
            )


def comparison_rows(
    series: Series, *, phi_of: Dispersions, definition: Indicator, at: datetime
) -> Iterator[StoredComparison]:
    """Yield how each wijk or buurt stands against the rate of its own municipality.

    Without the ups and downs of such counts by themselves, small areas would stand out for nothing.
    """
    cities = np.array([municipality_of(area) for area in series.areas])
    for column, year in enumerate(series.years):
        for city in sorted(set(cities)):
            rows = np.flatnonzero(cities == city)
            exposure = _usable(series.exposures[rows, column], definition)
            found = rates.stand_out_areas(
                series.counts[rows, column], exposure, phi=phi_of.get(year, 1.0)
            )
            for place, row in enumerate(rows):
                if np.isnan(series.counts[row, column]):
                    continue
                adjusted = _number(found.p_adjusted[place])
                yield StoredComparison(
                    indicator=series.indicator,
                    area_code=series.areas[row],
                    municipality_code=city,
                    level=series.level,
                    period=str(year),
                    ratio=_number(found.ratio[place]),
                    p_adjusted=adjusted,
                    probability_above=_number(found.probability_above[place]),
                    stands_out=adjusted is not None and adjusted < 0.05,
                    method=found.method,
                    version=rates.VERSION,
                    computed_at=at,
                )


def adjust_together(changes: Sequence[StoredChange]) -> None:
    """Set ``p_adjusted`` over the changes that a reader looks at together.

    For a municipality these are its types of one source in one year; for a wijk or buurt the
    areas of that level in its municipality.
    """
    groups: dict[tuple[str, ...], list[StoredChange]] = {}
    for change in changes:
        if change.p is not None:
            groups.setdefault(_family(change), []).append(change)
    for group in groups.values():
        adjusted = rates.adjust_p_values([change.p for change in group])
        for change, p in zip(group, adjusted, strict=True):
            change.p_adjusted = float(p)


def _family(change: StoredChange) -> tuple[str, ...]:
    if change.level == AreaLevel.MUNICIPALITY:
        return change.area_code, change.period, indicator(change.indicator).total
    return change.municipality_code, change.level, change.indicator, change.period


def dispersions_by_year(series: Series) -> dict[int, float]:
    """Return per year how much such counts vary from the year before: variance over mean, from 1.

    The first year's is unknown and that of the next year stands in. All areas of the pool count
    alike, so the many small ones set the noise of chance and clustering; true differences between
    large cities do not pass for noise.
    """
    found = {year: _pool(series, year) for year in series.years[1:]}
    known = {year: phi for year, phi in found.items() if np.isfinite(phi)}
    first = next(iter(known.values()), 1.0)
    return {year: known.get(year, first) for year in series.years}


def _pool(series: Series, year: int) -> float:
    column = series.years.index(year)
    return rates.dispersion_between_years(
        series.counts[:, column - 1],
        series.exposures[:, column - 1],
        series.counts[:, column],
        series.exposures[:, column],
    ).working_phi


def _usable(exposures: Floats, definition: Indicator) -> Floats:
    return np.where(exposures >= definition.minimum_exposure, exposures, np.nan)


def _shrunken(
    series: Series, count: Floats, exposure: Floats, phi: float
) -> tuple[Floats, Floats, Floats]:
    """Shrink municipalities to the country, wijken and buurten to their own municipality."""
    whole = [
        "" if series.level is AreaLevel.MUNICIPALITY else municipality_of(area)
        for area in series.areas
    ]
    out = tuple(np.full(count.shape, np.nan) for _ in range(3))
    for group in sorted(set(whole)):
        rows = np.array([name == group for name in whole])
        found = rates.shrunken_rates(count[rows], exposure[rows], phi=phi)
        for target, values in zip(out, (found.rate, found.lower, found.upper), strict=True):
            target[rows] = values
    return out[0], out[1], out[2]


def _expected(
    series: Series, column: int, leave_out: tuple[int, ...]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return expected rate, its limits and the number of years, per inhabitant."""
    upto = slice(0, column + 1)
    nothing = np.full(len(series.areas), np.nan)
    if column < 1:
        return nothing, nothing, nothing, np.zeros(len(series.areas))
    found = rates.expected_range(
        series.counts[:, upto], series.exposures[:, upto], series.years[upto], leave_out=leave_out
    )
    exposure = series.exposures[:, column]
    with np.errstate(invalid="ignore", divide="ignore"):
        limits = [values / exposure for values in (found.expected, found.lower, found.upper)]
    return limits[0], limits[1], limits[2], found.n_years_used.astype(float)


def _notes(
    level: AreaLevel,
    exposure: float | None,
    rate: float | None,
    area: AreaCode,
    year: int,
    city_rate: CityRate,
    rule: VisitorRule,
) -> tuple[str, ...]:
    if level is AreaLevel.MUNICIPALITY:
        return (INHABITANTS_UNKNOWN,) if exposure is None else ()
    marks = place_notes(
        exposure=exposure,
        rate=rate,
        city_rate=city_rate(municipality_of(area), year),
        rule=rule,
    )
    too_few = rate is None and exposure is not None
    return (*marks, TOO_FEW_FOR_A_RATE) if too_few else marks


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
