"""On which side of a line does a point lie? Answered without rounding, compiled by Numba.

The products are compared in floating point first; only when the answer is within the rounding
error are they summed exactly (J. R. Shewchuk, "Adaptive precision floating-point arithmetic and
fast robust geometric predicates", Discrete & Computational Geometry 18, 1997). Exact for
coordinates that are zero or between 1e-140 and 1e140 in size.
"""

import numpy as np
from numpy.typing import NDArray

from baken.engines.geometry.compiling import compiled

_UNIT = 2.0**-53
_FILTER = (3.0 + 16.0 * _UNIT) * _UNIT
"""Shewchuk's bound for the two-by-two determinant."""

_SPLITTER = 2.0**27 + 1.0
"""Veltkamp's constant: cuts a float64 into two halves whose products are exact."""


@compiled
def _product(a: float, b: float) -> tuple[float, float]:
    """Return a * b and its rounding error (Dekker)."""
    product = a * b
    c = _SPLITTER * a
    a_high = c - (c - a)
    a_low = a - a_high
    c = _SPLITTER * b
    b_high = c - (c - b)
    b_low = b - b_high
    error = product - a_high * b_high - a_low * b_high - a_high * b_low
    return product, a_low * b_low - error


@compiled
def _add(expansion: NDArray[np.float64], size: int, term: float) -> int:
    """Add a term exactly to an expansion in place (Shewchuk's grow-expansion); return its size."""
    carry = term
    for i in range(size):
        total = carry + expansion[i]
        virtual = total - carry
        expansion[i] = (carry - (total - virtual)) + (expansion[i] - virtual)
        carry = total
    expansion[size] = carry
    return size + 1


@compiled
def _exact_sign(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return the sign of ax*by - ay*bx + py*(bx - ax) - px*(by - ay), all products expanded."""
    expansion = np.zeros(12)
    size = 0
    for left, right in ((ax, by), (-ay, bx), (py, bx), (-py, ax), (-px, by), (px, ay)):
        product, error = _product(left, right)
        size = _add(expansion, size, error)
        size = _add(expansion, size, product)
    for i in range(11, -1, -1):
        if expansion[i] != 0.0:
            return 1 if expansion[i] > 0.0 else -1
    return 0


@compiled
def orientation(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return 1 when p lies left of the line from a to b, -1 right of it, 0 exactly on it."""
    left = (ax - px) * (by - py)
    right = (ay - py) * (bx - px)
    bound = _FILTER * (abs(left) + abs(right))
    if left - right > bound:
        return 1
    if right - left > bound:
        return -1
    return _exact_sign(ax, ay, bx, by, px, py)


@compiled
def side(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return 1 (left) or -1 (right) for p moved by an infinitesimal (e, e * e); a is not b.

    A moved point lies on no line, so there is always a side. This is simulation of simplicity
    (H. Edelsbrunner, E. P. Mücke, ACM Transactions on Graphics 9, 1990) for the point alone.
    """
    sign = orientation(ax, ay, bx, by, px, py)
    if sign != 0:
        return sign
    if ay != by:
        return 1 if ay > by else -1
    return 1 if bx > ax else -1


@compiled
def on_segment(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> bool:
    """Return whether p lies exactly on the segment from a to b, ends included."""
    if not (min(ax, bx) <= px <= max(ax, bx) and min(ay, by) <= py <= max(ay, by)):
        return False
    return orientation(ax, ay, bx, by, px, py) == 0
