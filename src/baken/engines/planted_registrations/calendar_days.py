"""When it happened: the day from season, weekday and good and bad weeks, then the hour."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from baken.engines.planted_registrations.habits import Habit
from baken.engines.planted_registrations.raking import Floats, Ints

Days = NDArray[np.datetime64]

LEAST_EXCESS, MOST_EXCESS = 0.6, 2.9
"""Variance / mean of weekly counts of an area, less one: between these as far as weeks decide."""
SPREAD_OF_WEEKS = 0.3
"""Variance of the factor by which a week of an area lies above or below its mean, squared."""
MINUTES = 5  # times are written to so many minutes


def days_of(year: int) -> Days:
    """Return every day of a year."""
    return np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")


def day_weights(habit: Habit, days: Days) -> Floats:
    """Return how likely each day is for a type: season times weekday."""
    months = days.astype("datetime64[M]").astype(np.int64) % 12
    season = 1 + habit.season * np.cos(2 * np.pi * (months - (habit.peak_month - 1)) / 12)
    weekdays = (days.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    return np.asarray(season * np.asarray(habit.weekdays)[weekdays])


def good_and_bad_weeks(by_area: Ints, days: Days, rng: np.random.Generator) -> Floats:
    """Return a factor with mean one per area and day, one for each week of Monday to Sunday.

    Areas with more crime have more variance beside their mean, as measured: an excess of 0.6 up
    to 2.9 (gamma factors, so that counts are negative binomial about their mean).
    """
    weeks = (days.astype(np.int64) + 3) // 7
    weeks = weeks - weeks.min()
    weekly = np.maximum(by_area / len(days) * 7, 1e-3)
    excess = np.clip(SPREAD_OF_WEEKS * weekly, LEAST_EXCESS, MOST_EXCESS)
    excess = excess * rng.uniform(0.8, 1.0, len(weekly))
    shape = (weekly / excess)[:, None]
    factors = rng.gamma(shape, 1 / shape, (len(weekly), int(weeks.max()) + 1))
    return np.asarray(np.maximum(factors, 1e-9)[:, weeks])


def draw_days(areas: Ints, weights: Floats, factors: Floats, rng: np.random.Generator) -> Ints:
    """Draw for each event of one type the number of its day in the year.

    ``areas`` (events) are positions in ``factors`` (areas, days).
    """
    used, place = np.unique(areas, return_inverse=True)
    if not len(used):
        return np.empty(0, dtype=np.int64)
    steps = np.cumsum(factors[used] * weights[None, :], axis=1)
    steps = steps / steps[:, -1:]
    # One sorted line of all areas, one unit each: a search finds area and day at once.
    line = (steps + np.arange(len(used))[:, None]).ravel()
    found = np.searchsorted(line, place + rng.random(len(areas)), side="right")
    return np.asarray(np.clip(found - place * len(weights), 0, len(weights) - 1))


def draw_minutes(habits: Sequence[Habit], types: Ints, rng: np.random.Generator) -> Ints:
    """Draw for each event the minute of its day, in steps of five."""
    hours = np.array([habit.hours for habit in habits], dtype=np.float64)
    steps = np.cumsum(hours / hours.sum(axis=1, keepdims=True), axis=1)
    line = (steps + np.arange(len(habits))[:, None]).ravel()
    found = np.searchsorted(line, types + rng.random(len(types)), side="right")
    hour = np.clip(found - types * 24, 0, 23)
    return np.asarray(hour * 60 + rng.integers(0, 60 // MINUTES, len(types)) * MINUTES)


def clock_change_gaps(year: int) -> tuple[np.datetime64, np.datetime64]:
    """Return from and until when no clock time exists: 02:00-03:00 on the last Sunday of March."""
    days = np.arange(f"{year}-03-25", f"{year}-04-01", dtype="datetime64[D]")
    sunday = days[(days.astype(np.int64) + 3) % 7 == 6][0]
    first = sunday.astype("datetime64[m]") + np.timedelta64(120, "m")
    return first, first + np.timedelta64(60, "m")
