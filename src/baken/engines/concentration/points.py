"""Whether one point has more events than the points around it would give it by chance.

Standard library only: the web process loads what calls it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

VERSION = "1"
_SMALLEST_TERM = 1e-17


@dataclass(frozen=True, slots=True)
class Concentration:
    """A point held against those around it; null: it is one of them.

    Alternative, one-sided: it has more. ``expected`` is their mean number of events, ``size`` the
    size of the negative binomial (infinite for Poisson), ``p`` the chance of so many or more.
    """

    number: int
    expected: float
    size: float
    p: float


def concentration(number: int, around: Sequence[int]) -> Concentration:
    """Hold a number of events on one point against the numbers on the points around it.

    The numbers around are taken as negative binomial, mean and size by moments (J.O. Lloyd-Smith,
    PLoS ONE 2 (2007) e180: the size from few points is uncertain; a mean below 1 is taken as 1).
    Points without events are not among them, so the mean is too high rather than too low. Fewer
    than two points tell nothing of their spread: then the variance is taken as three times the
    mean.

    Raises:
        ValueError: for a negative number.
    """
    if number < 0 or min(around, default=0) < 0:
        raise ValueError(f"a number of events is {min(number, *around)}; give 0 or more")
    mean = max(sum(around) / len(around), 1.0) if around else 1.0
    spread = 3.0 * mean
    if len(around) > 1:
        spread = sum((each - mean) ** 2 for each in around) / (len(around) - 1)
    size = mean * mean / (spread - mean) if spread > mean else math.inf
    return Concentration(number, mean, size, _upper_tail(number, mean, size))


def _upper_tail(number: int, mean: float, size: float) -> float:
    """Return the chance of ``number`` events or more, summed from there until nothing is added."""
    if number == 0:
        return 1.0
    if math.isinf(size):
        log_term = number * math.log(mean) - mean - math.lgamma(number + 1)
    else:
        log_term = (
            math.lgamma(number + size)
            - math.lgamma(size)
            - math.lgamma(number + 1)
            + size * math.log(size / (size + mean))
            + number * math.log(mean / (size + mean))
        )
    term = math.exp(log_term)
    total, at = 0.0, number
    while term > _SMALLEST_TERM * max(total, 1e-300) or at < mean:
        total += term
        term *= _ratio(at, mean, size)
        at += 1
    return min(total, 1.0)


def _ratio(at: int, mean: float, size: float) -> float:
    """Return the chance of ``at + 1`` events over that of ``at``."""
    if math.isinf(size):
        return mean / (at + 1)
    return (at + size) / (at + 1) * mean / (size + mean)
