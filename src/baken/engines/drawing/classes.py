"""Classes of a map: which colour step a value gets, and what the legend says of it."""

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from baken.engines.drawing.scale import nice_step, step_decimals
from baken.engines.drawing.svg import finite
from baken.engines.drawing.trend_series import NumberFormat

CLASSES = 5
"""How many classes a map has at most: more than five steps cannot be told apart in print."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Boundaries between classes, ascending; a value on a boundary belongs to the class above.

    ``decimals`` is the precision in which the boundaries are exact, and are to be written.
    """

    breaks: tuple[float, ...]
    decimals: int

    @property
    def count(self) -> int:
        """Return the number of classes."""
        return len(self.breaks) + 1

    def index_of(self, value: float | None) -> int | None:
        """Return the class of a value, 1 for the lowest; None without a value."""
        known = finite(value)
        return None if known is None else bisect_right(self.breaks, known) + 1


@dataclass(frozen=True, slots=True)
class RangeWords:
    """How the reader's language writes ranges; {low} and {high} are replaced by the limits."""

    below: str = "< {high}"
    between: str = "{low} – {high}"
    above: str = "≥ {low}"


def quantile_classes(
    values: Iterable[float | None], count: int = CLASSES, decimals: int = 1
) -> Classes:
    """Return classes with about equal numbers of areas.

    Boundaries are quantiles by linear interpolation (Hyndman and Fan 1996, definition 7),
    rounded to ``decimals`` so that the legend tells exactly what was done; equal boundaries are
    joined, so there can be fewer classes.
    """
    known = sorted(value for value in map(finite, values) if value is not None)
    if not known:
        return Classes((), decimals)
    wanted = {round(_quantile(known, part / count), decimals) for part in range(1, count)}
    return Classes(tuple(sorted(cut for cut in wanted if known[0] < cut <= known[-1])), decimals)


def fixed_breaks(values: Iterable[float | None], count: int = CLASSES) -> Classes:
    """Return at most ``count`` classes of equal, round width (see ``nice_step``)."""
    known = sorted(value for value in map(finite, values) if value is not None)
    if not known or known[0] == known[-1]:
        return Classes((), 0)
    low, high = known[0], known[-1]
    step = nice_step((high - low) / count)
    while math.floor(high / step) - math.floor(low / step) >= count:
        step = nice_step(step * 1.01)
    first, last = math.floor(low / step) + 1, math.floor(high / step)
    decimals = step_decimals(step)
    cuts = (round(place * step, decimals) for place in range(first, last + 1))
    return Classes(tuple(cut for cut in cuts if low < cut <= high), decimals)


def range_texts(
    classes: Classes, write: NumberFormat, words: RangeWords | None = None
) -> tuple[tuple[int, str], ...]:
    """Return (class index, text of its range) per class, lowest first."""
    words = words or RangeWords()
    limits = [write(cut, classes.decimals) for cut in classes.breaks]
    if not limits:
        return ()
    texts = [words.below.replace("{high}", limits[0])]
    for low, high in itertools.pairwise(limits):
        texts.append(words.between.replace("{low}", low).replace("{high}", high))
    texts.append(words.above.replace("{low}", limits[-1]))
    return tuple(enumerate(texts, start=1))


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
