"""Plants the registrations of one year: as many of each type and in each area as the totals say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.planted_registrations.calendar_days import (
    MINUTES,
    clock_change_gaps,
    day_weights,
    days_of,
    draw_days,
    draw_minutes,
    good_and_bad_weeks,
)
from baken.engines.planted_registrations.habits import Habit
from baken.engines.planted_registrations.margins import YearTotals, expected_table
from baken.engines.planted_registrations.places import Streets, near, points_along
from baken.engines.planted_registrations.raking import Floats, Ints, rake, whole

Moments = NDArray[np.datetime64]
Flags = NDArray[np.bool_]

NO_AREA = -1
AT_THE_STATION = 0.08  # of what happens in the area of the station
NEAR_METRES, NEAR_DAYS, LONGEST_NEAR = 60.0, 4.0, 21
SPREADS = {"interval": 0.6, "noted": 1.0, "recorded": 1.1}  # of the logarithm of a time
LONGEST_INTERVAL_DAYS, LONGEST_DELAY_DAYS = 14, 150
BEYOND_POISSON = 1.4  # variance / mean of a cell's yearly count about what raking expects


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A planted outbreak: ``per_week`` extra offences of a type in an area, beside the totals."""

    area: str
    type_number: int
    monday: np.datetime64
    weeks: int
    per_week: float


@dataclass(frozen=True, slots=True)
class PlantedYear:
    """The events of a year in order of being recorded; arrays have shape (events,).

    ``area`` is a position in the streets' areas, or -1 when the place is not known. ``x``, ``y``
    are RD metres, NaN when not known. ``attempted`` is 1, 0 or -1 (the police do not say).
    ``at_default``: the point is the station's, or the one for "not known". ``street`` is a position
    or -1. ``planted`` marks the events of outbreaks, ``follows`` near repeats, ``extra`` those
    that come beside the totals to be withdrawn later. Times are local clock times.
    """

    year: int
    type_number: Ints
    area: Ints
    street: Ints
    x: Floats
    y: Floats
    committed_from: Moments
    committed_to: Moments
    noted: Moments
    recorded: Moments
    attempted: Ints
    by_police: Flags
    at_default: Flags
    follows: Flags
    planted: Flags
    extra: Flags

    def __len__(self) -> int:
        return len(self.type_number)


def plant_year(
    totals: YearTotals,
    habits: Sequence[Habit],
    streets: Streets,
    weights: Floats,
    *,
    rng: np.random.Generator,
    near_repeats: bool = True,
    outbreaks: Sequence[Outbreak] = (),
    extras: float = 0.005,
) -> PlantedYear:
    """Plant a whole year; ``rng`` is the only chance in it.

    ``weights`` (areas) say where people live; areas are in the order of ``streets.areas``.
    ``extras`` is the share of rows beside the totals, that are withdrawn later.
    """
    days = days_of(totals.year)
    counts = _counts(totals, habits, weights, rng)
    types, areas = _events(counts, totals)
    placed = areas != NO_AREA
    factors = good_and_bad_weeks(totals.by_area, days, rng)
    day = _days(types, areas, habits, factors, days, rng)
    x, y, street = (np.full(len(types), fill) for fill in (np.nan, np.nan, -1))
    street = street.astype(np.int64)
    x[placed], y[placed], street[placed] = points_along(streets, areas[placed], rng)
    follows = np.zeros(len(types), dtype=bool)
    if near_repeats:
        follows = _follow(types, areas, day, (x, y), habits, streets, len(days), rng)
    types, areas, day, x, y, street, follows, planted, twin = _with_more(
        (types, areas, day, x, y, street, follows), days, streets, outbreaks, extras, rng
    )
    at_default = _to_default_places(areas, x, y, street, streets, rng)
    begins, ends, noted, recorded = times = _times(types, days[day], habits, totals.year, rng)
    extra = _same_times(times, day, twin)
    order = np.argsort(recorded, kind="stable")
    return PlantedYear(
        year=totals.year,
        type_number=types[order],
        area=areas[order],
        street=street[order],
        x=x[order],
        y=y[order],
        committed_from=begins[order],
        committed_to=ends[order],
        noted=noted[order],
        recorded=recorded[order],
        attempted=_attempts(types, habits, rng)[order],
        by_police=_by_police(types, habits, rng)[order],
        at_default=at_default[order],
        follows=follows[order],
        planted=planted[order],
        extra=extra[order],
    )


def _counts(
    totals: YearTotals, habits: Sequence[Habit], weights: Floats, rng: np.random.Generator
) -> Ints:
    """Return events per area and type: raked, shaken by chance, raked again, made whole."""
    placed = totals.by_type - totals.unplaced
    centre = [habit.centre for habit in habits]
    expected = rake(expected_table(totals.by_area, weights, centre, placed), totals.by_area, placed)
    size = np.maximum(expected, 1e-12) / (BEYOND_POISSON - 1)
    shaken = rng.poisson(rng.gamma(size, BEYOND_POISSON - 1)).astype(np.float64)
    again = rake(shaken + 0.05 * expected, totals.by_area, placed)
    return whole(again, totals.by_area, placed, rng)


def _events(counts: Ints, totals: YearTotals) -> tuple[Ints, Ints]:
    area, kind = np.nonzero(counts)
    number = counts[area, kind]
    types = np.repeat(kind, number)
    areas = np.repeat(area, number)
    nowhere = np.repeat(np.arange(counts.shape[1]), totals.unplaced)
    return (
        np.concatenate([types, nowhere]),
        np.concatenate([areas, np.full(len(nowhere), NO_AREA)]),
    )


def _days(
    types: Ints,
    areas: Ints,
    habits: Sequence[Habit],
    factors: Floats,
    days: NDArray[np.datetime64],
    rng: np.random.Generator,
) -> Ints:
    # One line more for what has no place: all weeks alike.
    factors = np.vstack([factors, np.ones(factors.shape[1])])
    day = np.empty(len(types), dtype=np.int64)
    for number, habit in enumerate(habits):
        mine = np.flatnonzero(types == number)
        where = np.where(areas[mine] == NO_AREA, len(factors) - 1, areas[mine])
        day[mine] = draw_days(where, day_weights(habit, days), factors, rng)
    return day


def _follow(
    types: Ints,
    areas: Ints,
    day: Ints,
    places: tuple[Floats, Floats],
    habits: Sequence[Habit],
    streets: Streets,
    last: int,
    rng: np.random.Generator,
) -> Flags:
    """Move some events to shortly after, and near, another of their type and area."""
    shares = np.array([habit.near_repeats for habit in habits])[types]
    group = types * (len(streets.areas) + 1) + areas
    following = (rng.random(len(types)) < shares) & (areas != NO_AREA)
    leading = ~following & (areas != NO_AREA)
    order = np.flatnonzero(leading)[np.argsort(group[leading], kind="stable")]
    first = np.searchsorted(group[order], group[following], side="left")
    after = np.searchsorted(group[order], group[following], side="right")
    events = np.flatnonzero(following)[after > first]
    first, after = first[after > first], after[after > first]
    led_by = order[first + (rng.random(len(events)) * (after - first)).astype(np.int64)]
    later = np.minimum(rng.geometric(1 / NEAR_DAYS, len(events)), LONGEST_NEAR)
    x, y = places
    there_x, there_y = near(streets, areas[events], x[led_by], y[led_by], NEAR_METRES, rng)
    good = ~np.isnan(there_x) & (day[led_by] + later < last)
    moved = events[good]
    day[moved] = (day[led_by] + later)[good]
    x[moved], y[moved] = there_x[good], there_y[good]
    found = np.zeros(len(types), dtype=bool)
    found[moved] = True
    return found


def _with_more(
    columns: tuple[Ints, Ints, Ints, Floats, Floats, Ints, Flags],
    days: NDArray[np.datetime64],
    streets: Streets,
    outbreaks: Sequence[Outbreak],
    extras: float,
    rng: np.random.Generator,
) -> tuple[np.ndarray, ...]:
    """Add what comes beside the totals: outbreaks, and doubles that will be withdrawn."""
    number = len(columns[0])
    doubles = rng.choice(number, round(extras * number), replace=False)
    # A double is the same event once more; half of them are noted down a day to a week off.
    parts = [list(each[doubles]) for each in columns]
    later = rng.integers(0, 2, len(doubles)) * rng.integers(1, 8, len(doubles))
    parts[2] = list(np.minimum(columns[2][doubles] + later, len(days) - 1))
    joined = [
        np.concatenate([a, np.asarray(b, dtype=a.dtype)])
        for a, b in zip(columns, parts, strict=True)
    ]
    planted = np.zeros(len(joined[0]), dtype=bool)
    twin = np.concatenate([np.full(number, -1), doubles])
    for outbreak in outbreaks:
        more = _of_outbreak(outbreak, days, streets, rng)
        joined = [np.concatenate([a, b]) for a, b in zip(joined, more, strict=True)]
        planted = np.concatenate([planted, np.ones(len(more[0]), dtype=bool)])
        twin = np.concatenate([twin, np.full(len(more[0]), -1)])
    return (*joined, planted, twin)


def _same_times(times: tuple[Moments, ...], day: Ints, twin: Ints) -> Flags:
    """Give doubles of the same day the times of their twin, in place; return which are doubles."""
    doubles = np.flatnonzero(twin >= 0)
    doubles = doubles[day[doubles] == day[twin[doubles]]]
    for moments in times[:3]:
        moments[doubles] = moments[twin[doubles]]
    times[3][doubles] = np.maximum(times[3][doubles], times[2][doubles])
    return np.asarray(twin >= 0)


def _of_outbreak(
    outbreak: Outbreak, days: NDArray[np.datetime64], streets: Streets, rng: np.random.Generator
) -> list[np.ndarray]:
    numbers = rng.poisson(outbreak.per_week, outbreak.weeks)
    week = np.repeat(np.arange(outbreak.weeks), numbers)
    offset = (outbreak.monday - days[0]).astype(np.int64)
    day = offset + week * 7 + rng.integers(0, 7, len(week))
    day = day[(day >= 0) & (day < len(days))]
    area = np.full(len(day), streets.areas.index(outbreak.area))
    x, y, street = points_along(streets, area, rng)
    types = np.full(len(day), outbreak.type_number)
    return [types, area, day, x, y, street, np.zeros(len(day), dtype=bool)]


def _to_default_places(
    areas: Ints, x: Floats, y: Floats, street: Ints, streets: Streets, rng: np.random.Generator
) -> Flags:
    """Put some events on the station's point, and half of those without a place on another."""
    lot = rng.random(len(areas))
    station = (areas == streets.station_area) & (lot < AT_THE_STATION)
    unknown = (areas == NO_AREA) & (lot < 0.5)
    for chosen, point in ((station, streets.station), (unknown, streets.unknown)):
        x[chosen], y[chosen] = point
        street[chosen] = -1
    return np.asarray(station | unknown)


def _times(
    types: Ints,
    days: NDArray[np.datetime64],
    habits: Sequence[Habit],
    year: int,
    rng: np.random.Generator,
) -> tuple[Moments, Moments, Moments, Moments]:
    """Return committed from and to, noted, recorded; the middle of the first two is on the day."""
    half = _long(habits, types, "interval", 60 / 2, LONGEST_INTERVAL_DAYS * 720, rng)
    half = half // MINUTES * MINUTES
    middle = days.astype("datetime64[m]") + draw_minutes(habits, types, rng).astype(
        "timedelta64[m]"
    )
    first, after = clock_change_gaps(year)
    middle = np.where((middle >= first) & (middle < after), middle + (after - first), middle)
    begins, ends = middle - half, middle + half
    gap = ((begins >= first) & (begins < after)) | ((ends >= first) & (ends < after))
    begins, ends = np.where(gap, middle, begins), np.where(gap, middle, ends)
    noted = ends + _long(habits, types, "noted", 60, LONGEST_DELAY_DAYS * 1440, rng)
    recorded = noted + _long(habits, types, "recorded", 1440, LONGEST_DELAY_DAYS * 1440, rng)
    return begins, ends, _existing(noted), _existing(recorded)


def _existing(moments: Moments) -> Moments:
    """Move clock times that do not exist, for the clocks go forward, an hour on."""
    found = moments.copy()
    for year in np.unique(moments.astype("datetime64[Y]").astype(np.int64) + 1970):
        first, after = clock_change_gaps(int(year))
        found[(found >= first) & (found < after)] += after - first
    return found


def _long(
    habits: Sequence[Habit],
    types: Ints,
    name: str,
    minutes: float,
    longest: int,
    rng: np.random.Generator,
) -> NDArray[np.timedelta64]:
    """Draw log-normal times in whole minutes; ``minutes`` are in one unit of the median."""
    unit = {"interval": "interval_hours", "noted": "noted_hours", "recorded": "recorded_days"}
    medians = np.array([getattr(habit, unit[name]) for habit in habits]) * minutes
    drawn = medians[types] * rng.lognormal(0, SPREADS[name], len(types))
    return np.asarray(np.minimum(drawn, longest).astype(np.int64).astype("timedelta64[m]"))


def _attempts(types: Ints, habits: Sequence[Habit], rng: np.random.Generator) -> Ints:
    """Mark as attempts exactly a share of each type, drawn between its two bounds."""
    found = np.zeros(len(types), dtype=np.int64)
    for number, habit in enumerate(habits):
        mine = np.flatnonzero(types == number)
        if not habit.tells_completion:
            found[mine] = -1
            continue
        share = rng.uniform(*habit.attempted)
        found[rng.permutation(mine)[: round(share * len(mine))]] = 1
    return found


def _by_police(types: Ints, habits: Sequence[Habit], rng: np.random.Generator) -> Flags:
    shares = np.array([habit.found_by_police for habit in habits])
    return np.asarray(rng.random(len(types)) < shares[types])
