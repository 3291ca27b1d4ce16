"""The totals of a year, of types and of areas: as counted, or else assumed and said so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.planted_registrations.raking import Floats, Ints, largest_remainders

PART_THAT_IS_COUNTED = 0.5
"""Where no area totals are known: the types that are counted are taken for half of all crime."""


@dataclass(frozen=True, slots=True)
class CountedCrime:
    """What is known of a municipality; NaN where nothing was counted.

    ``by_type`` has shape (years, types), ``by_area`` (years, areas). ``weights`` (areas) divide
    what is not known by area, such as inhabitants. ``shares`` (types) divide what is left for the
    types that are not counted.
    """

    years: tuple[int, ...]
    by_type: Floats
    by_area: Floats
    weights: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class YearTotals:
    """Whole totals of one year: per type, of these without a place, and per area.

    ``by_type.sum() - unplaced.sum() == by_area.sum()``. ``counted_types`` (types) and
    ``counted_areas`` say what is data of that very year; the rest is assumed.
    """

    year: int
    by_type: Ints
    unplaced: Ints
    by_area: Ints
    counted_types: NDArray[np.bool_]
    counted_areas: bool


def totals_of(counted: CountedCrime, year: int, unplaced_shares: Floats) -> YearTotals:
    """Return the totals of a year.

    A type that is counted in other years only keeps the number of the nearest of these. Areas
    without counts in the year get their mean share of the years that have them.

    Raises:
        ValueError: not one type was ever counted.
    """
    known, counted_types = _by_type(counted, year)
    areas, counted_areas = _by_area(counted, year, known)
    total = int(areas.sum())
    unplaced = np.rint(known * unplaced_shares).astype(np.int64)
    left = total - int((known - unplaced).sum())
    if left < 0:
        total -= left
        areas, left = largest_remainders(areas.astype(np.float64), total), 0
        counted_areas = False
    ever = ~np.isnan(counted.by_type).all(axis=0)
    rest = largest_remainders(np.where(ever, 0.0, counted.shares), left)
    rest_unplaced = np.rint(rest * unplaced_shares / (1 - unplaced_shares)).astype(np.int64)
    return YearTotals(
        year,
        known + rest + rest_unplaced,
        unplaced + rest_unplaced,
        areas,
        counted_types,
        counted_areas,
    )


def _by_type(counted: CountedCrime, year: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Return each counted type's number in the year, or in the nearest year that has one."""
    if np.isnan(counted.by_type).all():
        raise ValueError("no type of crime is counted here; take in the crime statistics first")
    distance = np.abs(np.array(counted.years) - year)[:, None] + np.where(
        np.isnan(counted.by_type), np.inf, 0.0
    )
    nearest = distance.argmin(axis=0)
    found = counted.by_type[nearest, np.arange(counted.by_type.shape[1])]
    of_the_year = np.asarray(distance.min(axis=0) < 0.5)
    return np.nan_to_num(found).astype(np.int64), of_the_year


def _by_area(counted: CountedCrime, year: int, known: Ints) -> tuple[Ints, bool]:
    have = np.asarray(~np.isnan(counted.by_area).any(axis=1))
    if year in counted.years and have[counted.years.index(year)]:
        return counted.by_area[counted.years.index(year)].astype(np.int64), True
    part, weights = PART_THAT_IS_COUNTED, counted.weights
    if have.any():
        totals = counted.by_area[have].sum(axis=1)
        part = float(np.nanmean(np.nansum(counted.by_type[have], axis=1) / np.maximum(totals, 1)))
        weights = (counted.by_area[have] / np.maximum(totals, 1)[:, None]).mean(axis=0)
    return largest_remainders(weights, round(int(known.sum()) / max(part, 0.05))), False


def expected_table(by_area: Ints, weights: Floats, centre: Sequence[float], placed: Ints) -> Floats:
    """Return where the types would be before raking: shape (areas, types).

    A type leans on where people live (``centre`` 0) or on where all crime is (``centre`` 1).
    """
    people = np.maximum(weights, 0) + 1e-6 * max(weights.sum(), 1.0)
    people = people / people.sum()
    crime = (by_area + 1e-3) / (by_area + 1e-3).sum()
    lean = np.asarray(centre)[None, :]
    table = people[:, None] ** (1 - lean) * crime[:, None] ** lean
    return np.asarray(table / table.sum(axis=0) * placed[None, :])
