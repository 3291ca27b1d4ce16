"""Two looks at the newest count: this week alone, and this week with the one before.

Each look has a mid-p: the chance of more, and half the chance of exactly as many, under a
negative binomial with variance ``phi`` x mean. Whoever looks twice finds more by chance; so each p
is set to the chance that either look, in a quiet time, says at least as much. The smaller of
the two is then a p-value of its own, and an alarm below ``alpha`` keeps what ``alpha`` promises.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from baken.engines.watch.compiling import compiled

Floats = NDArray[np.float64]

ROOM = 6000
WIDE = 40_000.0  # above this variance the chances come from a gamma curve, the joint from a bound
TINY = 1e-13


@compiled
def chances(mean: float, phi: float, found: Floats) -> tuple[int, int]:
    """The distribution from ``lowest`` on, for ``number`` counts; beyond lies less than TINY."""
    size = mean / (phi - 1.0) if phi > 1.0005 else -1.0
    share = 1.0 - 1.0 / phi
    lowest = int(max(0.0, math.floor(mean - 9.0 * math.sqrt(mean * phi))))
    mode = max(math.floor(mean - phi) if size > 0 else math.floor(mean), lowest)
    found[mode - lowest], total = 1.0, 1.0
    count, value = mode, 1.0
    while count > lowest:
        value *= count / ((size + count - 1.0) * share) if size > 0 else count / mean
        count -= 1
        found[count - lowest] = value
        total += value
    count, value = mode, 1.0
    while count - lowest < ROOM - 2 and value > TINY * total:
        value *= (size + count) * share / (count + 1.0) if size > 0 else mean / (count + 1.0)
        count += 1
        found[count - lowest] = value
        total += value
    number = count - lowest + 1
    for i in range(number):
        found[i] /= total
    return lowest, number


@compiled
def mid_tails(found: Floats, number: int, tails: Floats) -> None:
    """The mid-p of each count: the chance of more, and half that of exactly as many."""
    above = 0.0
    for i in range(number - 1, -1, -1):
        tails[i] = above + 0.5 * found[i]
        above += found[i]


@compiled
def first_at_most(tails: Floats, number: int, p: float) -> int:
    """The first place whose mid-p is at most ``p``, with room for rounding."""
    low, high = 0, number
    while low < high:
        middle = (low + high) // 2
        if tails[middle] <= p * (1.0 + 1e-12):
            high = middle
        else:
            low = middle + 1
    return low


@compiled
def first_below(tails: Floats, number: int, p: float) -> int:
    """The first place whose mid-p is below ``p`` by more than rounding."""
    low, high = 0, number
    while low < high:
        middle = (low + high) // 2
        if tails[middle] < p * (1.0 - 1e-12):
            high = middle
        else:
            low = middle + 1
    return low


@compiled
def gamma_tail(count: float, mean: float, phi: float) -> float:
    """Wilson and Hilferty's tail of a gamma with this mean and variance, for wide counts."""
    shape = mean / phi
    z = ((count / mean) ** (1.0 / 3.0) - 1.0 + 1.0 / (9.0 * shape)) * math.sqrt(9.0 * shape)
    return 0.5 * math.erfc(z / math.sqrt(2.0))


class Week(NamedTuple):
    """The distributions of one week, of the one before, and of their sum; written over per row."""

    newest: Floats
    before: Floats
    both: Floats
    tails_newest: Floats
    tails_both: Floats
    up_to: Floats  # the chance of at most so many, the week before


@compiled
def neither(week: Week, ends: tuple[int, int, int, int], week_limit: int, sum_limit: int) -> float:
    """The chance that this week is below its limit and the sum of both weeks below its own.

    ``ends``: the lowest count and the number of counts, of this week and of the one before.
    """
    lowest, number, lowest_before, number_before = ends
    total = 0.0
    for i in range(min(number, week_limit - lowest)):
        place = sum_limit - 1 - (lowest + i) - lowest_before
        if place < 0:
            break
        total += week.newest[i] * (week.up_to[place] if place < number_before else 1.0)
    return total


@compiled
def two_looks(rows: Floats, favour: float, answer: Floats) -> None:
    """Per row: p of one week and of two, each allowing for the other, and the lower mid-p of two.

    A row: count, count before, mean, mean before, and variance / mean of this week, of the week
    before, and of their sum; NaN where unknown. ``favour``: how much smaller the one-week p must
    be to count as much as the two-week p.
    """
    week = Week(
        np.empty(ROOM),
        np.empty(ROOM),
        np.empty(ROOM),
        np.empty(ROOM),
        np.empty(ROOM),
        np.empty(ROOM),
    )
    for k in range(rows.shape[0]):
        row = rows[k]
        if not (row[2] > 0 and row[0] >= 0):
            answer[k, :] = np.nan
        elif (row[2] + row[3]) * row[6] > WIDE or row[2] * row[4] > WIDE:
            wide_looks(row, favour, answer[k])
        elif row[1] >= 0:
            narrow_looks(row, favour, week, answer[k])
        else:
            lowest, number = chances(row[2], row[4], week.newest)
            mid_tails(week.newest, number, week.tails_newest)
            answer[k, 0] = tail_of(row[0], lowest, number, week.tails_newest)
            answer[k, 1:] = np.nan


@compiled
def wide_looks(row: Floats, favour: float, answer: Floats) -> None:
    """Both looks for counts in the tens of thousands; a bound allows for the other look."""
    one = gamma_tail(row[0], row[2], row[4])
    answer[0], answer[1], answer[2] = one, np.nan, np.nan
    if row[1] >= 0:
        two = gamma_tail(row[0] + row[1], row[2] + row[3], row[6])
        answer[0] = min(one * (1.0 + favour), 1.0)
        answer[1] = min(two * (1.0 + 1.0 / favour), 1.0)
        answer[2] = 1.0 - two


@compiled
def narrow_looks(row: Floats, favour: float, week: Week, answer: Floats) -> None:
    """Both looks, the joint chance added up exactly."""
    lowest, number = chances(row[2], row[4], week.newest)
    mid_tails(week.newest, number, week.tails_newest)
    lowest_before, number_before = chances(row[3], row[5], week.before)
    lowest_both, number_both = chances(row[2] + row[3], row[6], week.both)
    mid_tails(week.both, number_both, week.tails_both)
    reached = 0.0
    for i in range(number_before):
        reached += week.before[i]
        week.up_to[i] = reached
    ends = (lowest, number, lowest_before, number_before)
    one = tail_of(row[0], lowest, number, week.tails_newest)
    two = tail_of(row[0] + row[1], lowest_both, number_both, week.tails_both)
    count, total = int(row[0]), int(row[0] + row[1])
    x = min(favour * one, 1.0)
    most = lowest_both + first_at_most(week.tails_both, number_both, x)
    least = lowest_both + first_below(week.tails_both, number_both, x)
    quiet = neither(week, ends, count, most) + neither(week, ends, count + 1, least)
    answer[0] = max(1.0 - 0.5 * quiet, one)
    most = lowest + first_at_most(week.tails_newest, number, two / favour)
    least = lowest + first_below(week.tails_newest, number, two / favour)
    quiet = neither(week, ends, most, total) + neither(week, ends, least, total + 1)
    answer[1] = max(1.0 - 0.5 * quiet, two)
    answer[2] = 1.0 - two


@compiled
def tail_of(count: float, lowest: int, number: int, tails: Floats) -> float:
    """The mid-p of a count."""
    place = int(count) - lowest
    if place < 0:
        return 1.0
    return tails[place] if place < number else TINY


@compiled
def intervals(means: Floats, phi: Floats, outside: float, lower: Floats, upper: Floats) -> None:
    """The counts between which a quiet week lies, with at most ``outside`` / 2 beyond each."""
    found = np.empty(ROOM)
    for k in range(means.size):
        if not means[k] > 0:
            lower[k], upper[k] = np.nan, np.nan
        elif means[k] * phi[k] > WIDE:
            half = 1.959964 * math.sqrt(means[k] * phi[k])
            lower[k], upper[k] = math.floor(means[k] - half), math.ceil(means[k] + half)
        else:
            lowest, number = chances(means[k], phi[k], found)
            reached, place = found[0], 0
            while reached <= outside / 2 and place < number - 1:
                place += 1
                reached += found[place]
            lower[k] = lowest + place
            while reached < 1.0 - outside / 2 and place < number - 1:
                place += 1
                reached += found[place]
            upper[k] = lowest + place
