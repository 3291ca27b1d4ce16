"""Where inside an outline a name has room."""

import itertools
from collections.abc import Sequence

Point = tuple[float, float]
Stretch = tuple[float, float]
"""From a left to a right x that lie inside, in the units of the outline."""


def stretches(rings: Sequence[Sequence[Point]], y: float, tall: float) -> list[Stretch]:
    """Return what lies inside at ``y`` and also half of ``tall`` above and below, left to right.

    ``rings`` are the outline (even-odd, closed or not), all in one unit with ``y`` and ``tall``.
    """
    found = _inside_at(rings, y)
    for height in (y - tall / 2, y + tall / 2):
        found = _common(found, _inside_at(rings, height))
    return found


def _inside_at(rings: Sequence[Sequence[Point]], y: float) -> list[Stretch]:
    crossed = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=False))


def _common(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(left, right) for left, right in both if left < right]
