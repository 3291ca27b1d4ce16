"""Invented registrations of a municipality that keep to what was counted there, as rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from baken.catalogue.planted_crime import PLANTED_TYPES, PlantedHabit, habit_of
from baken.engines.planted_registrations import (
    CountedCrime,
    Habit,
    Outbreak,
    PlantedYear,
    Rates,
    Statements,
    Streets,
    YearTotals,
    lay_streets,
    plant_year,
    tell,
    totals_of,
)
from baken.flows.planted_registrations.rows import RowWriter
from baken.foundation.places.outlines import division_years, outlines_of
from baken.foundation.places.selectors import INHABITANTS, key_figures
from baken.records.indicators.registered import registered_counts
from baken.vocabulary.area import AreaLevel

ALL_CRIME = "0.0.0"
EARLIEST = 2000


class NothingToPlantError(Exception):
    """What is asked cannot be planted; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class PlantedOutbreak:
    """Extra offences of a type in a buurt: so many a week, from a Monday, for some weeks."""

    buurt: str
    offence: str
    monday: date
    weeks: int
    per_week: float


@dataclass(frozen=True, slots=True)
class Planting:
    """What is asked: where, which days, the seed, and what to switch."""

    municipality: str
    first: date
    last: date
    seed: int
    near_repeats: bool = True
    outbreaks: tuple[PlantedOutbreak, ...] = ()
    rates: Rates = field(default_factory=Rates)


@dataclass(frozen=True, slots=True)
class PlantedGround:
    """A municipality made ready for planting: what is counted in it, and its invented streets."""

    planting: Planting
    counted: CountedCrime
    streets: Streets

    def totals(self, since: int = 0) -> tuple[YearTotals, ...]:
        """Return the totals of every year that is asked, from the year ``since`` on."""
        unplaced = np.array([habit_of(each).unplaced for each in PLANTED_TYPES])
        years = range(max(self.planting.first.year, since), self.planting.last.year + 1)
        return tuple(totals_of(self.counted, year, unplaced) for year in years)


def planted_ground(planting: Planting) -> PlantedGround:
    """Return the ground of a planting.

    Raises:
        NothingToPlantError: the days are wrong, or its buurten or counts are missing.
    """
    if planting.last < planting.first or planting.first.year < EARLIEST:
        raise NothingToPlantError(
            f"from {planting.first} to {planting.last} is no period; give --from before --to, "
            f"from {EARLIEST} on"
        )
    years = division_years(planting.municipality, level=AreaLevel.BUURT)
    if not years:
        raise NothingToPlantError(
            f"there are no buurten of {planting.municipality}; take in its areas first "
            "(baken import areas)"
        )
    outlines = outlines_of(planting.municipality, level=AreaLevel.BUURT, year=years[-1])
    counted = _counted(planting.municipality, sorted(outlines))
    crime = np.nan_to_num(counted.by_area).mean(axis=0) + 1e-6 * counted.weights
    rng = _chance(planting, 0)
    return PlantedGround(planting, counted, lay_streets(outlines, crime.tolist(), rng))


def planted_years(
    ground: PlantedGround, since: int = 0
) -> Iterator[tuple[PlantedYear, Statements]]:
    """Return the years of a planting, each whole: its events, and what is said of them by day.

    A year depends on the seed and itself only: a later last day changes nothing of what came
    before.
    """
    habits = tuple(_habit(habit_of(each)) for each in PLANTED_TYPES)
    for totals in ground.totals(since):
        rng = _chance(ground.planting, totals.year)
        year = plant_year(
            totals,
            habits,
            ground.streets,
            ground.counted.weights,
            rng=rng,
            near_repeats=ground.planting.near_repeats,
            outbreaks=_outbreaks_in(ground.planting.outbreaks, totals.year),
            extras=ground.planting.rates.withdrawn,
        )
        yield year, tell(year, rates=ground.planting.rates, rng=rng)


def final_rows(ground: PlantedGround) -> Iterator[dict[str, str]]:
    """Return what happened in the period, one row per registration, as it stands in the end."""
    planting = ground.planting
    for year, _ in planted_years(ground):
        writer = RowWriter(year, ground.streets, planting.seed, planting.municipality)
        for event in _events_within(year, planting):
            yield writer.row(event, wrong=0, withdrawn=bool(year.extra[event]))


def delivered_rows(
    ground: PlantedGround, since: date | None = None
) -> Iterator[tuple[date, list[dict[str, str]]]]:
    """Return the deliveries, day by day from the first to the last, with the rows of each.

    ``since`` leaves out the days before it. A day without rows has an empty delivery.
    """
    planting = ground.planting
    since = since or planting.first
    days: dict[date, list[dict[str, str]]] = {}
    # What happened more than a year ago is not spoken of any more.
    for year, told in planted_years(ground, since.year - 1):
        until = date(year.year, 12, 31) if year.year < planting.last.year else planting.last
        writer = RowWriter(year, ground.streets, planting.seed, planting.municipality)
        wanted = np.zeros(len(year), dtype=bool)
        wanted[_events_within(year, planting)] = True
        for place in np.flatnonzero(
            wanted[told.event] & (told.day <= np.datetime64(planting.last))
        ):
            event = int(told.event[place])
            row = writer.row(
                event, wrong=int(told.wrong[place]), withdrawn=bool(told.withdrawn[place])
            )
            days.setdefault(told.day[place].item(), []).append(row)
        yield from _handed_over(days, max(since, date(year.year, 1, 1)), until)


def _handed_over(
    days: dict[date, list[dict[str, str]]], day: date, until: date
) -> Iterator[tuple[date, list[dict[str, str]]]]:
    while day <= until:
        yield day, days.pop(day, [])
        day += timedelta(days=1)


def _events_within(year: PlantedYear, planting: Planting) -> list[int]:
    half = (year.committed_to - year.committed_from) // 2
    middle = (year.committed_from + half).astype("datetime64[D]")
    wanted = (middle >= np.datetime64(planting.first)) & (middle <= np.datetime64(planting.last))
    return [int(event) for event in np.flatnonzero(wanted)]


def _counted(municipality: str, buurten: Sequence[str]) -> CountedCrime:
    counts = registered_counts([municipality, *buurten])
    years = tuple(sorted({year for _, _, year in counts}))
    if not years:
        raise NothingToPlantError(
            f"no registered crime of {municipality} is known; take in the crime statistics first "
            "(baken import crime-statistics)"
        )
    codes = [each.id for each in PLANTED_TYPES]

    def table(keys: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.array(
            [
                [
                    counts[type_, area, year].value if (type_, area, year) in counts else np.nan
                    for type_, area in keys
                ]
                for year in years
            ]
        )

    people = key_figures(area_codes=buurten, name=INHABITANTS)
    newest: Mapping[str, float] = {code: value for (code, _), value in sorted(people.items())}
    return CountedCrime(
        years=years,
        by_type=table([(code, municipality) for code in codes]),
        by_area=table([(ALL_CRIME, code) for code in buurten]),
        weights=np.array([max(newest.get(code, 1.0), 1.0) for code in buurten]),
        shares=np.array([each.share for each in PLANTED_TYPES]),
    )


def _habit(entry: PlantedHabit) -> Habit:
    return Habit(
        centre=entry.centre,
        season=entry.season,
        peak_month=entry.peak_month,
        weekdays=entry.weekdays,
        hours=entry.hours,
        interval_hours=entry.interval_hours,
        noted_hours=entry.noted_hours,
        recorded_days=entry.recorded_days,
        attempted=(entry.attempted_from, entry.attempted_to),
        tells_completion=entry.tells_completion,
        found_by_police=entry.found_by_police,
        near_repeats=entry.near_repeats,
        unplaced=entry.unplaced,
    )


def _outbreaks_in(outbreaks: Sequence[PlantedOutbreak], year: int) -> tuple[Outbreak, ...]:
    codes = [each.id for each in PLANTED_TYPES]
    return tuple(
        Outbreak(
            each.buurt,
            codes.index(each.offence),
            np.datetime64(each.monday),
            each.weeks,
            each.per_week,
        )
        for each in outbreaks
        if each.monday.year <= year <= (each.monday + timedelta(weeks=each.weeks)).year
    )


def _chance(planting: Planting, year: int) -> np.random.Generator:
    """Return the chance of one year of one municipality; year 0 is that of its streets."""
    return np.random.default_rng([planting.seed, int(planting.municipality[2:]), year])
