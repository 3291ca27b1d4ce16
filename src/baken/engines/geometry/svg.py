"""SVG paths from rings: small enough to stand in a page, exact enough to join without seams."""

import numpy as np
from numpy.typing import NDArray

from baken.engines.geometry.frame import Frame
from baken.engines.geometry.rings import Ring, Rings


def svg_path(rings: Rings, *, frame: Frame) -> str:
    """Return the ``d`` attribute of one area; draw it with ``fill-rule="evenodd"``.

    Vertices are rounded to a tenth of a picture unit before the steps between them are taken, so
    neighbours that share a border share it in the picture and no rounding adds up. Consecutive
    vertices that round to the same place are drawn once. A ring that shrinks to fewer than three
    places is left out; an area of which nothing remains gives "" (SVG 2, section 9.3).
    """
    tenths = [_distinct(ring, frame) for ring in rings]
    pen = np.zeros(2, dtype=np.int64)
    parts = []
    for ring in (ring for ring in tenths if len(ring) > 2):
        parts.append(_subpath(ring, pen))
        pen = ring[0]  # a closed subpath leaves the pen where it began
    return "".join(parts)


def _distinct(ring: Ring, frame: Frame) -> NDArray[np.int64]:
    """Return the ring in whole tenths of a picture unit, without repeats, not closed."""
    tenths = np.rint(frame.project(ring) * 10).astype(np.int64)
    kept: NDArray[np.int64] = tenths[(tenths != np.roll(tenths, -1, axis=0)).any(axis=1)]
    return kept


def _subpath(ring: NDArray[np.int64], pen: NDArray[np.int64]) -> str:
    first = ring[0] - pen
    steps = "".join(_step(int(dx), int(dy)) for dx, dy in np.diff(ring, axis=0))
    return f"m{_pair(int(first[0]), int(first[1]))}{steps}z"


def _step(dx: int, dy: int) -> str:
    if dy == 0:
        return f"h{_number(dx)}"
    return f"v{_number(dy)}" if dx == 0 else f"l{_pair(dx, dy)}"


def _pair(dx: int, dy: int) -> str:
    second = _number(dy)
    return _number(dx) + ("" if second.startswith("-") else " ") + second


def _number(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    digits = f"{whole}.{tenth}" if tenth and whole else f".{tenth}" if tenth else str(whole)
    return f"-{digits}" if tenths < 0 else digits
