"""How many there usually are in a few weeks, by the year before: for a map, read at a glance.

Not a watch: it promises nothing about false alarms. Standard library only, for the web process.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
TAIL = 0.005
"""In a usual time a count falls outside the range once in a hundred, half of these on each side."""


class Standing(StrEnum):
    """How a count stands against what is usual."""

    MORE = "more"
    USUAL = "usual"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class UsualRange:
    """What is usual in a few weeks: the mean of the year before, and between which counts.

    Worked example: 52 weeks with 1 each give a mean of 2 in two weeks and a range of 0 to 6.
    """

    mean: float
    lower: int
    upper: int

    def standing(self, count: int) -> Standing:
        """Return whether a count lies above, within or below the range."""
        if count > self.upper:
            return Standing.MORE
        return Standing.LESS if count < self.lower else Standing.USUAL


def usual_range(past: Sequence[int], *, weeks: int) -> UsualRange:
    """Return what is usual in ``weeks`` weeks, from the weekly counts of the time before.

    The counts are summed over stretches of ``weeks`` weeks, the newest last; their variance, never
    below that of a Poisson variable, gives the width of a negative binomial range.

    Raises:
        ValueError: when there are fewer than two stretches.
    """
    number = len(past) // weeks
    if number < 2:
        raise ValueError(f"{len(past)} weeks hold no two stretches of {weeks}; give more weeks")
    start = len(past) - number * weeks
    sums = [sum(past[start + n * weeks : start + (n + 1) * weeks]) for n in range(number)]
    mean = sum(sums) / number
    # Half a count more than was seen: where nothing happened in a year, one is no news.
    centre = (sum(sums) + 0.5) / number
    variance = sum((each - mean) ** 2 for each in sums) / (number - 1)
    lower, upper = _range(centre, max(variance / centre, 1.0))
    return UsualRange(mean, lower, upper)


def _range(mean: float, dispersion: float) -> tuple[int, int]:
    """Return the counts at both tails of a negative binomial variable with variance phi x mean."""
    size = mean / (dispersion - 1) if dispersion > 1 + 1e-9 else math.inf
    log_p = -mean if size == math.inf else -size * math.log(dispersion)
    count, below, lower = 0, 0.0, None
    while True:
        below += math.exp(log_p)
        if lower is None and below >= TAIL:
            lower = count
        if below >= 1 - TAIL:
            return lower or 0, count
        step = mean / (count + 1) if size == math.inf else _step(count, size, dispersion)
        log_p += math.log(step)
        count += 1


def _step(count: int, size: float, dispersion: float) -> float:
    return (count + size) / (count + 1) * (1 - 1 / dispersion)
