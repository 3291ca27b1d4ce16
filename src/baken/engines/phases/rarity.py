"""How often a p-value comes up in quiet times: once in so many years, as measured."""

import itertools
import math
from dataclasses import dataclass

# From bench/escalation.py rarity, seeds 1 to 5: 40,960 quiet series-years of wijken; a spell of
# weeks in a row below p counts once. 366 spells stand behind the rarest point.
ONCE_IN_YEARS: tuple[tuple[float, float], ...] = (
    (0.1, 0.3),
    (0.05, 0.512),
    (0.03, 0.775),
    (0.02, 1.08),
    (0.01, 1.89),
    (0.005, 3.31),
    (0.003, 4.93),
    (0.002, 6.82),
    (0.001, 11.8),
    (0.0005, 20.1),
    (0.0002, 40.7),
    (0.0001, 68.6),
    (5e-05, 112.0),
)


@dataclass(frozen=True, slots=True)
class Rarity:
    """Once in ``years``; ``beyond`` when rarer than what was measured, so at least that."""

    years: float
    beyond: bool = False


def once_in_years(p: float) -> Rarity:
    """Return how often a week with at most this p comes up in one quiet area.

    Between the measured points along the logarithms; never rarer than the rarest point.
    """
    points = ONCE_IN_YEARS
    if p <= points[-1][0]:
        return Rarity(points[-1][1], beyond=p < points[-1][0])
    if p >= points[0][0]:
        return Rarity(points[0][1])
    for (high, often), (low, rare) in itertools.pairwise(points):
        if p >= low:
            part = math.log(high / p) / math.log(high / low)
            return Rarity(math.exp(math.log(often) + part * math.log(rare / often)))
    raise AssertionError("unreachable: p lies between the first and the last point")
