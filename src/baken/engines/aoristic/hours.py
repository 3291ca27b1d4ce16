"""When something happened, of which only the beginning and the end are known.

A burglary between Friday 18:00 and Sunday 20:00 is spread over the hours of that interval, each
hour by the share that it covers. Weights add up to one per event, exactly, so counts stay counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

HOURS = 168  # from Monday 00:00
MINUTE = 60
WEEK = HOURS * MINUTE  # in minutes
UNITS = 1 << 45
LONGEST = 4000 * WEEK  # an interval of a lifetime says nothing about hours
MONDAY = np.datetime64("1970-01-05", "m")  # 1 January 1970 was a Thursday


@dataclass(frozen=True, slots=True)
class HourWeights:
    """Per event the weight of each hour of the week; a row adds up to one, or is NaN."""

    weights: Floats  # events by 168 hours, Monday 00:00-01:00 first
    known: NDArray[np.bool_]  # false: a time is missing, or the end lies before the beginning
    method: str = "aoristic-minutes"

    @property
    def totals(self) -> Floats:
        """Events per hour of the week; they add up to the number of known events."""
        return np.asarray(self.weights[self.known].sum(axis=0))


def hour_weights(committed_from: ArrayLike, committed_to: ArrayLike) -> HourWeights:
    """Spread each event over the hours of the week in its interval; local times, to the minute.

    An interval without length belongs to its hour. Whole weeks in a long interval count for every
    hour alike. Clock changes are not looked for: an interval is as long as its clock times say.

    >>> found = hour_weights(["2024-01-01T10:30"], ["2024-01-01T12:00"])
    >>> found.weights[0, 10:12].round(4).tolist()
    [0.3333, 0.6667]
    """
    begins, ends = (
        np.atleast_1d(np.asarray(times, dtype="datetime64[m]"))
        for times in (committed_from, committed_to)
    )
    if begins.shape != ends.shape:
        raise ValueError("committed from and to: give as many of the one as of the other")
    known = ~(np.isnat(begins) | np.isnat(ends))
    spans = (ends[known] - begins[known]).astype(np.int64)
    known[known] = (spans >= 0) & (spans < LONGEST)
    weights = np.full((len(begins), HOURS), np.nan)
    start = (begins[known] - MONDAY).astype(np.int64) % WEEK
    minutes = (ends[known] - begins[known]).astype(np.int64)
    weights[known] = _shares(start, minutes)
    return HourWeights(weights, known)


def _shares(start: NDArray[np.int64], minutes: NDArray[np.int64]) -> Floats:
    """Minutes in each hour of the week, over all minutes."""
    weeks, rest = np.divmod(minutes, WEEK)
    edges = np.arange(HOURS) * MINUTE
    within = np.zeros((len(start), HOURS), dtype=np.int64)
    for turn in (0, WEEK):  # the rest may run over the end of the week once
        low = np.maximum(start[:, None], edges + turn)
        high = np.minimum((start + rest)[:, None], edges + turn + MINUTE)
        within += np.maximum(high - low, 0)
    covered = within + weeks[:, None] * MINUTE
    instant = minutes == 0
    covered[instant, start[instant] // MINUTE] = 1
    return _exactly_one(covered)


def _exactly_one(covered: NDArray[np.int64]) -> Floats:
    """Shares in whole units of 2 to the power -45; the largest takes what is left over.

    Such numbers add up without rounding in any order, so each row sums to one to the last bit.
    """
    units = covered * UNITS // covered.sum(axis=1, keepdims=True)
    rows, largest = np.arange(len(units)), units.argmax(axis=1)
    units[rows, largest] += UNITS - units.sum(axis=1)
    return np.asarray(units / float(UNITS))
