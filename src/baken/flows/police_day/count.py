"""Counts of the police day: every area and type by week, as known at a moment, in one table.

Loaded by commands and the worker only.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from baken.records.registrations.selectors import weekly_counts
from baken.vocabulary.area import AreaLevel

YEARS = 7.6
"""Seven years of baseline, the half year that is left out, and some weeks."""
LEVELS = (AreaLevel.MUNICIPALITY, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class CountedWeeks:
    """Counts of series by weeks; a series is an area and a type, areas first.

    ``area`` and ``offence`` give per series the place in ``areas`` and ``offences``; ``parents``
    the series of the same type in the area around it, -1 for the municipality.
    """

    municipality: str
    areas: tuple[str, ...]
    levels: tuple[AreaLevel, ...]
    offences: tuple[str, ...]
    weeks: tuple[date, ...]
    counts: NDArray[np.int32]
    area: NDArray[np.int64]
    offence: NDArray[np.int64]
    parents: NDArray[np.int64]
    unplaced: int

    @property
    def sha256(self) -> str:
        """Return the hash of everything that was counted."""
        said = repr((self.areas, self.offences, self.weeks[0], self.weeks[-1])).encode()
        return hashlib.sha256(said + np.ascontiguousarray(self.counts).tobytes()).hexdigest()

    def rows_of(self, level: AreaLevel, offence: str | None = None) -> NDArray[np.int64]:
        """Return the places of the series of a level, and of one type where given."""
        wanted = np.array([each is level for each in self.levels])[self.area]
        if offence is not None:
            wanted &= self.offence == self.offences.index(offence)
        return np.flatnonzero(wanted)


def newest_whole_week(day: date) -> date:
    """Return the Monday of the last week that ended before a day."""
    return day - timedelta(days=day.weekday() + 7)


def count_weeks(municipality: str, *, week: date, as_known_on: datetime | None) -> CountedWeeks:
    """Count all series of a municipality up to and including the week of a Monday."""
    first, last = week - timedelta(weeks=round(YEARS * 52.2)), week + timedelta(days=6)
    areas: list[str] = []
    levels: list[AreaLevel] = []
    tables, unplaced = [], 0
    for level in LEVELS:
        found = weekly_counts(
            municipality, level=level, first=first, last=last, as_known_on=as_known_on
        )
        areas += found.areas
        levels += [level] * len(found.areas)
        tables.append(np.array(found.counts, dtype=np.int32).reshape(-1, len(found.weeks)))
        unplaced = found.unplaced
    around = [_around(code, level, areas) for code, level in zip(areas, levels, strict=True)]
    types, count = len(found.offences), len(areas)
    area, offence = np.repeat(np.arange(count), types), np.tile(np.arange(types), count)
    outer = np.array(around)[area]
    return CountedWeeks(
        municipality=municipality,
        areas=tuple(areas),
        levels=tuple(levels),
        offences=found.offences,
        weeks=found.weeks,
        counts=np.concatenate(tables),
        area=area,
        offence=offence,
        parents=np.where(outer < 0, -1, outer * types + offence),
        unplaced=unplaced,
    )


def _around(code: str, level: AreaLevel, areas: list[str]) -> int:
    """The place of the area around one: of a buurt its wijk, of a wijk the municipality."""
    if level is AreaLevel.MUNICIPALITY:
        return -1
    wijk = "WK" + code[2:8]
    return areas.index(wijk) if level is AreaLevel.BUURT and wijk in areas else 0
