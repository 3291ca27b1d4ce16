"""Near repeats: registrations close to each other in days and metres, and whether that is chance.

Knox (1964), Applied Statistics 13:25: pairs that are close in time and in place, held against what
pairs of the same area do that are far apart in time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

DAYS, METRES = 7, 200
FAR_DAYS = 60  # pairs further apart than this have nothing to do with each other


@dataclass(frozen=True, slots=True)
class NearRepeats:
    """Near repeats of the newest week; null: close in time says nothing about close in place.

    ``expected`` is by chance, for as many registrations in the same days; ``p`` one-sided mid-p.
    """

    count: int
    expected: float
    p: float


def find_near_repeats(
    days: Sequence[int], xs: Sequence[float], ys: Sequence[float], *, newest: int
) -> NearRepeats | None:
    """Judge the registrations of the last week up to and including day ``newest``.

    A registration of that week is a near repeat when another lies at most 7 days before it (the
    same day included) and at most 200 m away. ``days`` are whole days, ``xs`` and ``ys`` metres.
    None when the history has fewer than 200 pairs far apart in time, for then nothing is known.
    """
    places = sorted(zip(days, xs, ys, strict=True))
    share = _close_share([each for each in places if each[0] <= newest - DAYS])
    if share is None:
        return None
    recent = [each for each in places if newest - 2 * DAYS < each[0] <= newest]
    count, expected = 0, 0.0
    for number, later in enumerate(recent):
        if later[0] <= newest - DAYS:
            continue
        before = [each for each in recent[:number] if later[0] - each[0] <= DAYS]
        count += any(_metres(later, each) <= METRES for each in before)
        chance = 1.0 - (1.0 - share) ** len(before)
        expected += chance
    return NearRepeats(count, expected, _mid_p(count, expected))


def _close_share(places: Sequence[tuple[int, float, float]]) -> float | None:
    """The share of pairs far apart in time that lie close in place, with half a pair to spare."""
    close = pairs = 0
    for one, other in combinations(places, 2):
        if other[0] - one[0] > FAR_DAYS:
            pairs += 1
            close += _metres(one, other) <= METRES
    return (close + 0.5) / (pairs + 1) if pairs >= 200 else None


def _metres(one: tuple[int, float, float], other: tuple[int, float, float]) -> float:
    return math.hypot(one[1] - other[1], one[2] - other[2])


def _mid_p(count: int, mean: float) -> float:
    """The Poisson chance of more, and half that of exactly as many."""
    term, below = math.exp(-mean), 0.0
    for number in range(count):
        below += term
        term *= mean / (number + 1)
    return max(1.0 - below - term / 2, 1e-12)
