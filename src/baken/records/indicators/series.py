"""Delivered values as rectangular series (areas x years), ready for the engines.

For jobs: imports NumPy. NaN means not delivered; a delivered 0 stays 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from baken.records.indicators.facts import DeliveredValue, SourceList
from baken.records.indicators.rules import ROUNDED
from baken.vocabulary.area import UNKNOWN_MUNICIPALITY, AreaCode, AreaLevel, level_of
from baken.vocabulary.figure import FigureStatus

_LEAST_SETTLED_FIRST = (
    FigureStatus.PROVISIONAL,
    FigureStatus.NOT_STATED,
    FigureStatus.REVISED,
    FigureStatus.FINAL,
)
Key = tuple[str, int]
"""An area and a year."""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator at one level: counts and exposures of shape (areas, years).

    ``sources`` and ``statuses`` are by (area, year); ``notes`` say how a value came about.
    """

    indicator: str
    level: AreaLevel
    areas: tuple[AreaCode, ...]
    years: tuple[int, ...]
    counts: NDArray[np.float64]
    exposures: NDArray[np.float64]
    statuses: Mapping[Key, FigureStatus]
    sources: Mapping[Key, SourceList]
    notes: Mapping[Key, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exposure:
    """The inhabitants that go with an area and a year, and what to know about them."""

    value: float
    source: SourceList
    notes: tuple[str, ...] = ()


def build_series(
    values: Iterable[DeliveredValue], exposures: Mapping[Key, Exposure], *, note: str = ""
) -> tuple[Series, ...]:
    """Group values into one series per indicator and level; ``note`` marks all of them."""
    groups: dict[tuple[str, AreaLevel], list[DeliveredValue]] = {}
    for value in values:
        if value.area != UNKNOWN_MUNICIPALITY:
            groups.setdefault((value.indicator, level_of(value.area)), []).append(value)
    return tuple(
        _series(indicator, level, members, exposures, note)
        for (indicator, level), members in sorted(groups.items())
    )


def summed(
    values: Sequence[DeliveredValue], parts_of: Mapping[AreaCode, frozenset[AreaCode]]
) -> tuple[DeliveredValue, ...]:
    """Add up the values of the parts of each whole, per indicator and year.

    A whole of which a part is missing in a year has no sum in that year.
    """
    by_part = {(value.indicator, value.year, value.area): value for value in values}
    moments = sorted({(value.indicator, value.year) for value in values})
    sums = []
    for indicator, year in moments:
        for whole, parts in parts_of.items():
            found = [by_part.get((indicator, year, part)) for part in sorted(parts)]
            if found and None not in found:
                sums.append(_sum(indicator, whole, year, [v for v in found if v is not None]))
    return tuple(sums)


def series_of_types(identifier: str, types: Sequence[Series]) -> Series:
    """Add up series of several types, under the id of their set; areas that lack one have no sum.

    All types cover the same years; exposures are those of the first type.
    """
    first = types[0]
    row_of = [{area: row for row, area in enumerate(each.areas)} for each in types]
    areas = tuple(area for area in first.areas if all(area in rows for rows in row_of))
    rows = [[own[area] for area in areas] for own in row_of]
    counts = sum(each.counts[own] for each, own in zip(types, rows, strict=True))
    return replace(
        first,
        indicator=identifier,
        areas=areas,
        counts=np.asarray(counts, np.float64),
        exposures=first.exposures[rows[0]],
    )


def newest_year(series: Series) -> Series:
    """Return the last year of a series alone."""
    return replace(
        series,
        years=series.years[-1:],
        counts=series.counts[:, -1:],
        exposures=series.exposures[:, -1:],
    )


def _sum(indicator: str, whole: AreaCode, year: int, parts: list[DeliveredValue]) -> DeliveredValue:
    statuses = {part.status for part in parts}
    least_settled = next(status for status in _LEAST_SETTLED_FIRST if status in statuses)
    return DeliveredValue(
        indicator=indicator,
        area=whole,
        year=year,
        value=sum(part.value for part in parts),
        status=least_settled,
        sources=tuple(source for part in parts for source in part.sources),
        tenant=next((part.tenant for part in parts if part.tenant), None),
    )


def _series(
    indicator: str,
    level: AreaLevel,
    values: list[DeliveredValue],
    exposures: Mapping[Key, Exposure],
    note: str,
) -> Series:
    areas = tuple(sorted({value.area for value in values}))
    years = tuple(range(min(v.year for v in values), max(v.year for v in values) + 1))
    row_of, column_of = {a: i for i, a in enumerate(areas)}, {y: j for j, y in enumerate(years)}
    counts = np.full((len(areas), len(years)), np.nan)
    exposed = np.full((len(areas), len(years)), np.nan)
    statuses: dict[Key, FigureStatus] = {}
    sources: dict[Key, SourceList] = {}
    notes: dict[Key, tuple[str, ...]] = {}
    for value in values:
        key, place = (value.area, value.year), (row_of[value.area], column_of[value.year])
        exposure = exposures.get(key)
        counts[place] = value.value
        statuses[key] = value.status
        sources[key] = value.sources + (exposure.source if exposure else ())
        own_notes = (*((note,) if note else ()), *((ROUNDED,) if value.rounded else ()))
        notes[key] = own_notes + (exposure.notes if exposure else ())
        exposed[place] = exposure.value if exposure else np.nan
    return Series(indicator, level, areas, years, counts, exposed, statuses, sources, notes)
