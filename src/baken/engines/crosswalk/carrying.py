"""Counts of old areas, carried to new ones, with the error that comes from splitting."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.engines.crosswalk.weights import Crosswalk


@dataclass(frozen=True, slots=True)
class Carried:
    """Counts per new area, each array of shape (new,).

    ``standard_error`` assumes that every counted thing of a split area falls into a new one
    with the probability of its share, ``dispersion`` times as variable as independent things
    would. ``lowest`` and ``highest`` assume nothing: all of a split area, or nothing of it.
    ``lost`` is what no new area covers; ``value`` and ``lost`` add up to what came in.
    """

    value: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]
    lost: float


def carry(counts: ArrayLike, crosswalk: Crosswalk, *, dispersion: float = 1.0) -> Carried:
    """Carry counts of shape (old,) along a crosswalk; counts are 0 or more.

    Raises:
        ValueError: when the counts do not fit the crosswalk.
    """
    given = np.asarray(counts, dtype=np.float64)
    shares = crosswalk.shares
    if given.shape != (shares.shape[0],) or not np.all(given >= 0):
        raise ValueError(
            f"expected {shares.shape[0]} counts of 0 or more, given shape {given.shape}"
        )
    whole = shares >= 1.0 - 1e-9
    touched = shares > 0
    variance = given[:, None] * shares * (1.0 - shares) * dispersion
    return Carried(
        value=given @ shares,
        standard_error=np.sqrt(variance.sum(axis=0)),
        lowest=given @ whole,
        highest=given @ touched,
        lost=float(given @ crosswalk.uncovered),
    )
