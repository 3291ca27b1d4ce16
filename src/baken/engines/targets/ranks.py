"""Ranks with the interval that goes with them: a league table that says how sure it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.engines.targets.arrays import together

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """Rank 1 is the highest value; 0 where a value is unknown."""

    rank: Ints  # of the value itself; equal values share the best rank
    best: Ints  # the lowest rank number that is not left out
    worst: Ints
    compared: int  # how many values take part
    method: str


def joint_level(level: float, number: int) -> float:
    """The level each of ``number`` independent intervals needs, to hold together at ``level``.

    Raises:
        ValueError: for a level outside (0, 1) or no intervals.
    """
    if not 0 < level < 1 or number < 1:
        raise ValueError(f"level: {level} for {number} intervals; give a share and at least one")
    return float(level ** (1 / number))


def rank_intervals(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> RankIntervals:
    """Ranks that hold together as surely as the intervals do.

    Give intervals at ``joint_level``: then all ranks hold at once with the level asked for. An
    area's best rank counts those that lie wholly above it, its worst rank leaves out those that
    lie wholly below.

    Source: Klein, Wright & Wieczorek (2020), J. R. Stat. Soc. A 183, 589-606, theorem 1.

    >>> rank_intervals([9.0, 5.0, 4.0], [8.0, 3.0, 2.0], [10.0, 7.0, 6.0]).worst.tolist()
    [1, 3, 3]
    """
    middle, low, high = (array.ravel() for array in together(values, lower, upper))
    known = ~np.isnan(middle + low + high)
    number = int(known.sum())
    from_low, from_high, ordered = np.sort(low[known]), np.sort(high[known]), np.sort(middle[known])
    above = number - np.searchsorted(from_low, high, side="right")
    below = np.searchsorted(from_high, low, side="left")
    rank = 1 + number - np.searchsorted(ordered, middle, side="right")

    def shown(ranks: NDArray[np.intp]) -> Ints:
        return np.where(known, ranks, 0).astype(np.int64)

    return RankIntervals(
        rank=shown(rank),
        best=shown(1 + above),
        worst=shown(number - below),
        compared=number,
        method="joint-rank-intervals",
    )
