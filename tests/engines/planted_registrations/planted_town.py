"""A town of 16 square buurten with known totals, for testing the declared generator."""

from dataclasses import replace

import numpy as np
import shapely

from baken.engines.planted_registrations import (
    CountedCrime,
    Habit,
    Outbreak,
    PlantedYear,
    Streets,
    YearTotals,
    lay_streets,
    plant_year,
    totals_of,
)

SIDE, SIZE = 4, 800.0
BURGLARY, CARS, SHOPS, UNCOUNTED = range(4)
HABIT = Habit(
    centre=0.3,
    season=0.2,
    peak_month=12,
    weekdays=(1.0, 1.0, 1.0, 1.0, 1.2, 1.1, 0.9),
    hours=(1.0,) * 12 + (2.0,) * 12,
    interval_hours=8.0,
    noted_hours=0.5,
    recorded_days=0.5,
    attempted=(0.34, 0.43),
    tells_completion=True,
    found_by_police=0.05,
    near_repeats=0.2,
    unplaced=0.01,
)
MOMENT = replace(HABIT, interval_hours=0.0, attempted=(0.0, 0.0), near_repeats=0.0, centre=1.0)
HABITS = (HABIT, replace(HABIT, attempted=(0.05, 0.05)), MOMENT, replace(MOMENT, recorded_days=4.0))
WEIGHTS = np.linspace(500, 4000, SIDE * SIDE)
BY_AREA = np.linspace(80, 900, SIDE * SIDE).astype(np.int64)


def outlines() -> dict[str, bytes]:
    """Return the squares as WKB, by code."""
    return {
        f"BU{n:08}": shapely.box(
            n % SIDE * SIZE, n // SIDE * SIZE, (n % SIDE + 1) * SIZE, (n // SIDE + 1) * SIZE
        ).wkb
        for n in range(SIDE * SIDE)
    }


def counted() -> CountedCrime:
    """Return two years of counts; the last type is never counted, areas only in the second."""
    return CountedCrime(
        years=(2023, 2024),
        by_type=np.array([[900.0, 1100.0, 700.0, np.nan], [800.0, 1000.0, 600.0, np.nan]]),
        by_area=np.array([np.full(SIDE * SIDE, np.nan), BY_AREA]),
        weights=WEIGHTS,
        shares=np.array([1.0, 1.0, 1.0, 2.0]),
    )


def totals(year: int = 2024) -> YearTotals:
    """Return the totals of a year."""
    return totals_of(counted(), year, np.full(4, 0.01))


def streets(seed: int = 1) -> Streets:
    """Return the streets of the town."""
    return lay_streets(outlines(), BY_AREA.tolist(), np.random.default_rng([seed, 0]))


def planted(
    year: int = 2024,
    seed: int = 1,
    *,
    near_repeats: bool = True,
    outbreaks: tuple[Outbreak, ...] = (),
) -> PlantedYear:
    """Plant a year."""
    return plant_year(
        totals(year),
        HABITS,
        streets(),
        WEIGHTS,
        rng=np.random.default_rng([seed, year]),
        near_repeats=near_repeats,
        outbreaks=outbreaks,
    )
