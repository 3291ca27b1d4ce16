"""How offences of one type behave: what the generator is told of each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habit:
    """When, where and how offences of a type happen and become known.

    ``centre``: 0 where people live, 1 where all crime is. ``season``: how much ``peak_month`` lies
    above the mean, as a share. ``weekdays`` (7, Monday first) and ``hours`` (24) are weights.
    ``interval_hours``, ``noted_hours`` and ``recorded_days`` are medians of log-normal times.
    ``attempted``: the share of attempts lies between these two. ``near_repeats``: the share that
    follows another one nearby. ``unplaced``: the share without a known place.
    """

    centre: float
    season: float
    peak_month: int
    weekdays: tuple[float, ...]
    hours: tuple[float, ...]
    interval_hours: float
    noted_hours: float
    recorded_days: float
    attempted: tuple[float, float]
    tells_completion: bool
    found_by_police: float
    near_repeats: float
    unplaced: float
