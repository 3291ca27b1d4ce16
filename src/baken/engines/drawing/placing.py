"""Where a label can stand: boxes that may not overlap and lines better left uncrossed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_OUT_OF_REACH = 1000
Segment = tuple[float, float, float, float]
"""A straight line from (x1, y1) to (x2, y2), in user units."""


class Box(NamedTuple):
    """A rectangle in user units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether the two rectangles share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Return whether this rectangle lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(slots=True)
class Field:
    """The area labels must stay inside, with what already stands there."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Segment] = field(default_factory=list)

    def place(self, candidates: Sequence[Box], worst: int = _OUT_OF_REACH - 1) -> int | None:
        """Return which candidate crosses the fewest lines, and take it.

        A candidate that overlaps a taken box or leaves the frame is never chosen; None when no
        candidate is left or all cross more than ``worst`` lines. Earlier candidates win ties.
        """
        near = Field(self.frame, _reached(candidates, self.taken), self.lines)
        best, cost = None, worst + 1
        for place, box in enumerate(candidates):
            if cost and (crossed := near._cost(box)) < cost:
                best, cost = place, crossed
        if best is not None:
            self.taken.append(candidates[best])
        return best

    def free(self, box: Box) -> bool:
        """Return whether the box lies inside and overlaps nothing that stands there."""
        return box.within(self.frame) and not any(box.overlaps(other) for other in self.taken)

    def _cost(self, box: Box) -> int:
        if not self.free(box):
            return _OUT_OF_REACH
        return _crossings(box, self.lines)


def _reached(candidates: Sequence[Box], taken: Sequence[Box]) -> list[Box]:
    """Return the taken boxes that any candidate could overlap."""
    left = min(box.left for box in candidates)
    right = max(box.right for box in candidates)
    return [box for box in taken if box.left < right and left < box.right]


def _crossings(box: Box, lines: Iterable[Segment]) -> int:
    return sum(1 for line in lines if _crosses(box, line))


def _crosses(box: Box, line: Segment) -> bool:
    """Return whether the line touches the box (clipping after Liang and Barsky, 1984)."""
    x1, y1, x2, y2 = line
    if (x1 < box.left and x2 < box.left) or (x1 > box.right and x2 > box.right):
        return False
    start, end = 0.0, 1.0
    for low, high, origin, step in (
        (box.left, box.right, x1, x2 - x1),
        (box.top, box.bottom, y1, y2 - y1),
    ):
        if step == 0:
            if origin < low or origin > high:
                return False
            continue
        near, far = sorted(((low - origin) / step, (high - origin) / step))
        start, end = max(start, near), min(end, far)
    return start <= end
