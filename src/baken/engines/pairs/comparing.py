"""Rates compared two by two, with what was compared together weighed together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from baken.engines.pairs.beta import beta_quantile, beta_share


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with what it is counted over; ``phi`` is how much more than chance such counts vary.

    ``count`` 0 or more, ``exposure`` above 0 (inhabitants, days), ``phi`` 1 or more.
    """

    count: float
    exposure: float
    phi: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One rate against another; null: equal underlying rates; alternative: unequal, two-sided."""

    ratio: float  # first rate / second rate; inf above a rate of zero, NaN for two zeros
    lower: float
    upper: float
    p: float
    p_adjusted: float  # over all that was asked together
    demonstrable: bool  # p_adjusted below 1 - level
    phi: float  # the larger of the two, which the test and the interval used


def compare(
    questions: Sequence[tuple[Counted, Counted]], *, level: float = 0.95
) -> tuple[Answer, ...]:
    """Answer all questions together: of all differences called demonstrable, none is false by
    chance in ``level`` of such tables.

    The conditional test of two counts in units of ``phi`` events (the larger of the two), and
    Holm's correction. The interval is of the one ratio, without the correction.

    Source: Przyborowski & Wilenski (1940), Biometrika 31; Clopper & Pearson (1934), Biometrika
    26; Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    >>> [a.demonstrable for a in compare([(Counted(620, 1), Counted(560, 1))])]
    [False]
    """
    if not 0 < level < 1:
        raise ValueError(f"level: {level} is not a share between 0 and 1; give for example 0.95")
    found = [compare_two(first, second, level=level) for first, second in questions]
    adjusted = holm([p for *_, p in found])
    return tuple(
        Answer(ratio, lower, upper, p, together, together < 1 - level, max(a.phi, b.phi))
        for (a, b), (ratio, lower, upper, p), together in zip(
            questions, found, adjusted, strict=True
        )
    )


def compare_two(
    first: Counted, second: Counted, *, level: float = 0.95
) -> tuple[float, float, float, float]:
    """Return (ratio, lower, upper, p) of two rates, without any correction."""
    _check(first)
    _check(second)
    phi = max(first.phi, second.phi)
    share = first.exposure / (first.exposure + second.exposure)
    p = _p(first.count, second.count, share, phi)
    low, high = _share_limits(first.count, second.count, phi, (1 - level) / 2)
    scale = second.exposure / first.exposure
    rates = first.count / first.exposure, second.count / second.exposure
    return _ratio(*rates), scale * _odds(low), scale * _odds(high), p


def holm(chances: Sequence[float]) -> list[float]:
    """Return p-values adjusted so that all hold together (Holm's step-down)."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, highest = [1.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = highest
    return adjusted


def _p(successes: float, failures: float, share: float, phi: float) -> float:
    high = _tail(successes, failures, share, phi)
    low = _tail(failures, successes, 1 - share, phi)
    return min(2 * min(high, low), 1.0)


def _tail(successes: float, failures: float, share: float, phi: float) -> float:
    if successes == 0:
        return 1.0
    return beta_share(successes / phi, (failures + 1) / phi, share)


def _share_limits(x: float, y: float, phi: float, tail: float) -> tuple[float, float]:
    low = beta_quantile(x / phi, (y + 1) / phi, tail) if x > 0 else 0.0
    high = beta_quantile((x + 1) / phi, y / phi, 1 - tail) if y > 0 else 1.0
    return low, high


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _ratio(first: float, second: float) -> float:
    if second > 0:
        return first / second
    return math.inf if first > 0 else math.nan


def _check(counted: Counted) -> None:
    if not (counted.count >= 0 and counted.exposure > 0 and counted.phi >= 1):
        raise ValueError(
            f"{counted}: a count is 0 or more, an exposure above 0, phi 1 or more; leave out what "
            "is not known"
        )
