"""Ranks with the interval that goes with them: a league table that says how sure it is."""

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from baken.engines.targets.arrays import Floats, refuse_negative, together

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


@dataclass(frozen=True, slots=True)
class LikelyRanks:
    """Ranks of underlying rates; rank 1 is the highest, 0 where a rate is unknown."""

    rank: Ints  # of the observed rate; equal rates share the best rank
    best: Ints  # of each by itself: its rank lies between these with the level asked for
    worst: Ints
    joint_best: Ints  # of all together: every rank lies between these with the level asked for
    joint_worst: Ints
    compared: int
    method: str


def likely_ranks(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    phi: float,
    generator: np.random.Generator,
    draws: int = 1000,
    level: float = 0.95,
) -> LikelyRanks:
    """Rank rates of counts that vary ``phi`` times as much as Poisson, and say how sure it is.

    Each by itself: the rates are drawn from what the counts leave possible, given that such areas
    differ from each other as these do (gamma prior by moments, quasi-gamma posterior), and ranked
    in every draw. All together: the ranks left over when every pair is compared with Tukey's
    allowance, on the square-root scale. Coverage: docs/explanation/rates.md.

    Source: Laird & Louis (1989), J. Educ. Stat. 14, 29-46; Lin, Louis, Paddock & Ridgeway (2006),
    Bayesian Analysis 1, 915-946. Together: Mogstad, Romano, Shaikh & Wilhelm (2024), Review of
    Economic Studies 91, 476-518, section 3; Kramer (1956), Biometrics 12, 307-310.
    """
    x, e = (array.ravel() for array in together(counts, exposures))
    refuse_negative(x, "counts")
    refuse_negative(e, "exposures")
    known = ~np.isnan(x) & (e > 0)
    if phi < 1 or int(known.sum()) < 2:
        raise ValueError(
            f"phi: {phi} for {int(known.sum())} areas; give 1 or more, and two areas to rank"
        )
    rates = x[known] / e[known]
    best, worst = _own_ranks(x[known], e[known], phi, generator, draws, level)
    joint_best, joint_worst = _joint_ranks(x[known], e[known], phi, level)
    rank = 1 + rates.size - np.searchsorted(np.sort(rates), rates, side="right")

    def shown(ranks: NDArray[np.int64]) -> Ints:
        placed = np.zeros(x.shape, dtype=np.int64)
        placed[known] = ranks
        return placed

    return LikelyRanks(
        rank=shown(rank),
        best=shown(np.minimum(best, rank)),
        worst=shown(np.maximum(worst, rank)),
        joint_best=shown(joint_best),
        joint_worst=shown(joint_worst),
        compared=int(known.sum()),
        method="empirical-bayes-ranks",
    )


def _own_ranks(
    x: Floats, e: Floats, phi: float, generator: np.random.Generator, draws: int, level: float
) -> tuple[Ints, Ints]:
    shape, rate = _prior(x, e, phi)
    drawn = generator.gamma(x / phi + shape, 1 / (e / phi + rate), (draws, x.size))
    order = np.argsort(-drawn, axis=1)
    ranks = np.empty((x.size, draws), dtype=np.int32)  # an area a row: its ranks lie side by side
    ranks[order, np.arange(draws)[:, None]] = np.arange(1, x.size + 1)
    tail = (draws - 1) * (1 - level) / 2
    low, high = math.floor(tail), math.ceil(draws - 1 - tail)
    ranks.partition((low, high), axis=1)
    return ranks[:, low].astype(np.int64), ranks[:, high].astype(np.int64)


def _prior(x: Floats, e: Floats, phi: float) -> tuple[float, float]:
    """Shape and rate of the gamma that these areas are drawn from: Marshall's moments."""
    pooled = max(float(x.sum() / e.sum()), 0.5 / float(e.sum()))
    spread = float(np.sum(e * (x / e - pooled) ** 2) / e.sum())
    between = max(spread - phi * pooled * x.size / float(e.sum()), 1e-3 * pooled**2)
    return pooled**2 / between, pooled / between


def _joint_ranks(x: Floats, e: Floats, phi: float, level: float) -> tuple[Ints, Ints]:
    scale = np.sqrt((x + 0.375) / e)
    error = phi / (4 * e)
    allowed = _tukey(level, x.size) * np.sqrt(error[:, None] + error[None, :])
    gap = scale[None, :] - scale[:, None]
    return 1 + (gap > allowed).sum(axis=1), x.size - (gap < -allowed).sum(axis=1)


@functools.cache
def _tukey(level: float, number: int) -> float:
    return float(stats.studentized_range.ppf(level, number, np.inf) / np.sqrt(2))
