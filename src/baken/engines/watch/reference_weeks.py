"""Which past weeks the baseline rests on: by position in the series, or by the calendar, as R."""

import datetime as dt
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.watch.settings import RSettings

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]
Dates = NDArray[np.datetime64]

WEEK = 7


@dataclass(frozen=True, slots=True)
class ReferenceWeeks:
    """Positions in the series, the time of each, and the part of the year it belongs to."""

    positions: Positions
    times: Floats
    seasons: Positions
    judged_at: float  # the time of the week that is judged, on the same scale


def reference_weeks(
    k: int, known: NDArray[np.bool_], dates: Dates | None, settings: RSettings
) -> ReferenceWeeks | None:
    """The weeks behind the judgement of position ``k`` (from 0); None: the history is too short."""
    same_week = _same_week(k, dates, settings)
    if same_week is None or same_week[-1] - settings.w < -1:
        return None
    if settings.algorithm == "1996":
        chosen, seasons = _windows(same_week, settings.w)
    else:
        seasons = _seasons(len(known), same_week, settings)
        seasons[max(k - settings.left_out, 0) : k + 1] = 0
        chosen = np.flatnonzero(seasons)
        seasons = seasons[chosen]
    return _timed(k, chosen, seasons, known, dates if settings.reference == "dates" else None)


def _timed(
    k: int, chosen: Positions, seasons: Positions, known: NDArray[np.bool_], dates: Dates | None
) -> ReferenceWeeks | None:
    """Times since position ``k``; by dates as R does it, in steps of the first gap."""
    here = known[chosen]
    if not here.any():
        return None
    if dates is None:
        times, judged_at = (chosen - k).astype(np.float64), 0.0
    else:
        step = float((dates[1] - dates[0]).astype(np.int64))
        days = dates.astype(np.int64).astype(np.float64)
        times = (days[chosen] - days[chosen[0]]) / step
        judged_at = float((days[k] - days[chosen[here][0]]) / step)
    return ReferenceWeeks(chosen[here], times[here], seasons[here], judged_at)


def _same_week(k: int, dates: Dates | None, settings: RSettings) -> list[int] | None:
    """Positions of this week and of the same week in each of ``b`` years before, newest first."""
    if settings.reference == "positions" or dates is None:
        found = [k - settings.frequency * year for year in range(settings.b + 1)]
        return found if found[-1] >= 0 or settings.algorithm == "1996" else None
    today = dates[k].astype(dt.date)
    wanted = [_years_before(today, year) for year in range(settings.b + 1)]
    if settings.frequency == 52:
        wanted = [_nearest_weekday(day, today.weekday()) for day in wanted]
    places = np.searchsorted(dates, np.array(wanted, dtype="datetime64[D]"))
    inside = places < len(dates)
    if not inside.all() or (dates[places] != np.array(wanted, dtype="datetime64[D]")).any():
        return None
    return sorted((int(place) for place in places), reverse=True)


def _years_before(day: dt.date, years: int) -> dt.date:
    """The same date ``years`` before; 29 February becomes 1 March, as in R."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return dt.date(day.year - years, 3, 1)


def _nearest_weekday(day: dt.date, weekday: int) -> dt.date:
    """The nearest day with that weekday; R counts the days of a week from Sunday."""
    sunday_first = (day.weekday() + 1) % WEEK - (weekday + 1) % WEEK
    first = day - dt.timedelta(days=sunday_first)
    other = first + dt.timedelta(days=-WEEK if first > day else WEEK)
    return first if abs(first - day) <= abs(other - day) else other


def _windows(same_week: list[int], half: int) -> tuple[Positions, Positions]:
    """The windows of the years before, oldest first; weeks before the series are left out."""
    years = sorted(same_week[1:])
    wanted = np.concatenate([np.arange(week - half, week + half + 1) for week in years])
    chosen = wanted[wanted >= 0].astype(np.int64)
    return chosen, np.ones(len(chosen), dtype=np.int64)


def _seasons(length: int, same_week: list[int], settings: RSettings) -> Positions:
    """The part of the year of each position, 0 outside the ``b`` years; windows are the last part.

    The weeks between two windows are shared out in ``no_periods`` - 1 blocks, the first ones
    longer by one where they do not come out even.
    """
    w, last = settings.w, settings.no_periods
    seasons = np.zeros(length, dtype=np.int64)
    seasons[max(same_week[0] - w, 0) : same_week[0] + 1] = last
    for newer, older in itertools.pairwise(same_week):
        seasons[max(older - w, 0) : older + w + 1] = last
        if last > 1:
            _share_out(seasons, older + w + 1, newer - w - older - w - 1, last)
    return seasons


def _share_out(seasons: Positions, first: int, between: int, last: int) -> None:
    if between < last - 1:
        raise ValueError(
            f"no_periods: {last} parts, but {between} weeks between two windows; give fewer"
        )
    length, rest = divmod(between, last - 1)
    sizes = np.full(last - 1, length) + (np.arange(last - 1) < rest)
    ends = first + np.cumsum(sizes)
    for part, (size, end) in enumerate(zip(sizes, ends, strict=True), start=1):
        seasons[end - size : end] = part
