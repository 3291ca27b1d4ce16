"""Where municipalities stand: ranks with their intervals, and funnels; as rows to store.

For jobs: imports the engines. Rates are per 1,000 inhabitants.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from baken.catalogue.indicators import Indicator
from baken.engines import rates, targets
from baken.records.indicators.facts import StandingRow
from baken.records.indicators.models import StoredSpread
from baken.records.indicators.series import Series
from baken.vocabulary.figure import FigureStatus

COUNTRY = "country"
SEED = 20241231
DRAWS = 1000
Groups = Mapping[str, Sequence[str]]
"""The members of each group of peers, by the group's id."""


@dataclass(frozen=True, slots=True)
class StandingRows:
    """What one indicator in one year gives to store."""

    standings: tuple[StandingRow, ...]
    spreads: tuple[StoredSpread, ...]


@dataclass(frozen=True, slots=True)
class _Slice:
    """One indicator in one year: counts and exposures of the areas that have both."""

    definition: Indicator
    year: int
    areas: Sequence[str]
    place_of: Mapping[str, int]
    counts: NDArray[np.float64]
    exposures: NDArray[np.float64]
    phi: float
    status: FigureStatus
    unplaced: int | None
    at: datetime


def standing_rows(
    series: Series,
    *,
    definition: Indicator,
    groups_of: Mapping[int, Groups],
    unplaced: Mapping[int, int],
    phi_of: Mapping[int, float],
    at: datetime,
) -> Iterator[StandingRows]:
    """Yield per year the standing of every municipality: in the country and in its group of peers.

    Groups of fewer than two are left out. The draws have a seed of their own per year, so that
    the same figures give the same ranks.
    """
    for column, year in enumerate(series.years):
        counts, exposures = series.counts[:, column], series.exposures[:, column]
        known = ~np.isnan(counts) & (exposures >= definition.minimum_exposure)
        if known.sum() < 2:
            continue
        areas = [series.areas[place] for place in np.flatnonzero(known)]
        found = _Slice(
            definition=definition,
            year=year,
            areas=areas,
            place_of={area: place for place, area in enumerate(areas)},
            counts=counts[known],
            exposures=exposures[known],
            phi=max(phi_of.get(year, 1.0), 1.0),
            status=_least_settled(series, year),
            unplaced=unplaced.get(year),
            at=at,
        )
        standings, spreads = _of_group(found, COUNTRY, found.areas)
        for group, members in sorted(groups_of.get(year, {}).items()):
            more = _of_group(found, group, members)
            standings, spreads = [*standings, *more[0]], [*spreads, *more[1]]
        yield StandingRows(tuple(standings), tuple(spreads))


def _of_group(
    found: _Slice, group: str, members: Sequence[str]
) -> tuple[list[StandingRow], list[StoredSpread]]:
    inside = np.sort([found.place_of[area] for area in members if area in found.place_of])
    if inside.size < 2:
        return [], []
    counts, exposures = found.counts[inside], found.exposures[inside]
    ranks = targets.likely_ranks(
        counts,
        exposures,
        phi=found.phi,
        generator=np.random.default_rng([SEED, found.year]),
        draws=DRAWS,
    )
    funnel = targets.funnel(counts, exposures, phi=found.phi)
    ratios = counts / exposures / funnel.rate if funnel.rate else np.zeros(counts.size)
    asked = found.definition.id, str(found.year), group
    method = f"{ranks.method} {funnel.method}"
    columns = (ranks.rank, ranks.best, ranks.worst, ranks.joint_best, ranks.joint_worst)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    judged = zip(_numbers(ratios), _numbers(funnel.z), funnel.outside.tolist(), strict=True)
    standings = [
        StandingRow(
            asked[0],
            found.areas[place],
            *asked[1:],
            *row,
            ranks.compared,
            *told,
            method,
            targets.VERSION,
            found.at,
        )
        for place, row, told in zip(inside, rows, judged, strict=True)
    ]
    return standings, [_spread(found, group, counts, exposures, funnel)]


def _spread(
    found: _Slice,
    group: str,
    counts: NDArray[np.float64],
    exposures: NDArray[np.float64],
    funnel: targets.Funnel,
) -> StoredSpread:
    per, total = found.definition.per, float(exposures.sum())
    interval = rates.dispersed_interval(counts.sum(), total, found.phi)
    limits = np.concatenate([funnel.limits[0], funnel.limits[1]]) * per
    return StoredSpread(
        indicator=found.definition.id,
        group=group,
        period=str(found.year),
        municipalities=counts.size,
        n=int(counts.sum()),
        unplaced=found.unplaced if group == COUNTRY else None,
        exposure=total,
        rate=funnel.rate * per,
        lower=float(interval.lower[0]) * per,
        upper=float(interval.upper[0]) * per,
        dispersion=found.phi,
        between=funnel.between,
        limits=np.column_stack([funnel.grid.round(1), limits.T.round(4)]).tolist(),
        status=found.status,
        method=f"{funnel.method} {interval.method}",
        version=targets.VERSION,
        computed_at=found.at,
    )


def _least_settled(series: Series, year: int) -> FigureStatus:
    found = {status for (_area, each), status in series.statuses.items() if each == year}
    order = (FigureStatus.PROVISIONAL, FigureStatus.NOT_STATED, FigureStatus.REVISED)
    return next((status for status in order if status in found), FigureStatus.FINAL)


def _numbers(values: NDArray[np.float64]) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]
