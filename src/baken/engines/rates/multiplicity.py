"""Many tests at once: p-values adjusted for how many were made."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from baken.engines.rates.counts import Floats


class Adjustment(StrEnum):
    """Which error is held: false discoveries (BH, BY) or any false alarm at all."""

    BENJAMINI_HOCHBERG = "benjamini-hochberg"
    BENJAMINI_YEKUTIELI = "benjamini-yekutieli"
    HOLM = "holm"
    BONFERRONI = "bonferroni"


def adjust_p_values(
    p: ArrayLike, adjustment: Adjustment = Adjustment.BENJAMINI_HOCHBERG, *, axis: int = -1
) -> Floats:
    """Adjusted p-values along an axis: one family of tests per row of an areas x types table.

    NaN is a test that was not made: it stays NaN and does not count. Equal to R's p.adjust.
    Raises ValueError for a value outside 0..1. Sources: Benjamini & Hochberg (1995), JRSS B 57,
    289-300; Benjamini & Yekutieli (2001), Ann. Stat. 29, 1165-1188; Holm (1979).

    >>> adjust_p_values([0.01, 0.02, 0.9]).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    values = np.moveaxis(np.atleast_1d(np.asarray(p, dtype=np.float64)), axis, -1)
    if ((values < 0) | (values > 1)).any():
        raise ValueError("p: a p-value lies outside 0..1; adjust the values of tests, not scores")
    order = np.argsort(values, axis=-1)  # NaN sorts last
    tests = np.sum(~np.isnan(values), axis=-1, keepdims=True).astype(np.float64)
    rank = np.arange(1.0, values.shape[-1] + 1)
    adjusted = _sorted(np.take_along_axis(values, order, -1), rank, tests, adjustment)
    result = np.empty_like(values)
    np.put_along_axis(result, order, np.minimum(adjusted, 1.0), -1)
    return np.moveaxis(np.where(np.isnan(values), np.nan, result), -1, axis)


def _sorted(p: Floats, rank: Floats, tests: Floats, adjustment: Adjustment) -> Floats:
    if adjustment is Adjustment.BONFERRONI:
        return p * tests
    if adjustment is Adjustment.HOLM:
        return np.asarray(np.fmax.accumulate(p * (tests - rank + 1), axis=-1), dtype=np.float64)
    scaled = p * tests / rank
    if adjustment is Adjustment.BENJAMINI_YEKUTIELI:
        scaled = scaled * np.cumsum(1 / rank)[np.maximum(tests.astype(int) - 1, 0)]
    backwards = np.fmin.accumulate(scaled[..., ::-1], axis=-1)
    return np.asarray(backwards[..., ::-1], dtype=np.float64)
