"""The other tail of a discrete test: where outcomes become no likelier than the one seen."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from baken.engines.rates.counts import Floats

Rare = Callable[[Floats, NDArray[np.intp]], NDArray[np.bool_]]


def first_rare(near: Floats, start: Floats, last: Floats, rare: Rare) -> Floats:
    """The first outcome in ``start..last`` that is rare; ``last + 1`` where none is.

    One-dimensional arrays. ``rare(outcomes, rows)`` tells for each row whether its outcome is
    rare; from ``start`` upward it may turn from false to true once. The mirror image of
    ``near`` around ``start`` is tried first, since most distributions are nearly symmetric.
    """
    low, high = start.copy(), np.maximum(last + 1, start)
    rows = np.arange(near.size)
    mirror, reach = 2 * start - near, np.floor(8 + np.abs(start - near) / 8)
    _narrow(low, high, mirror - reach, rows, rare)
    _narrow(low, high, mirror + reach, rows, rare)
    while (rows := rows[low[rows] < high[rows]]).size:
        _narrow(low, high, np.floor((low + high) / 2), rows, rare)
    return high


def _narrow(low: Floats, high: Floats, tried: Floats, rows: NDArray[np.intp], rare: Rare) -> None:
    """Move one end of each row's bracket, in place, to the outcome tried inside it."""
    rows = rows[(low[rows] <= tried[rows]) & (tried[rows] < high[rows])]
    outcome = tried[rows]
    is_rare = rare(outcome, rows)
    high[rows] = np.where(is_rare, outcome, high[rows])
    low[rows] = np.where(is_rare, low[rows], outcome + 1)
