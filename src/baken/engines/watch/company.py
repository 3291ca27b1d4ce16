"""What series say about one another: the usual dispersion of a kind, and who can alarm at all."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]

YEAR = 52
TOGETHER = 512


def usual_dispersion(counts: ArrayLike, kinds: ArrayLike) -> Floats:
    """Variance / mean that series of each kind have, all taken together; per series, at least 1.

    Around each series' own mean of each whole year of 52 weeks before the newest 26. Rare series
    say little alone: ten thousand weeks of them together say much. ``kinds`` are numbers from 0
    on, such as a type at a level.

    >>> usual_dispersion(np.tile([0, 2], (3, 60)), [0, 0, 1]).round(2).tolist()
    [1.02, 1.02, 1.02]
    """
    table, kind = np.asarray(counts), np.asarray(kinds, dtype=np.int64)
    years = max((table.shape[1] - YEAR // 2) // YEAR, 0)
    past = table[:, table.shape[1] - YEAR // 2 - years * YEAR : table.shape[1] - YEAR // 2]
    squares, total = np.zeros(len(table)), np.zeros(len(table))
    for start in range(0, len(table), TOGETHER):
        part = slice(start, start + TOGETHER)
        whole = past[part].reshape(-1, years, YEAR).astype(np.float64)
        apart = whole - whole.mean(axis=2, keepdims=True)
        squares[part] = (apart**2).sum(axis=(1, 2)) * YEAR / (YEAR - 1)
        total[part] = whole.sum(axis=(1, 2))
    of_kind = np.bincount(kind, squares) / np.maximum(np.bincount(kind, total), 1)
    return np.asarray(np.maximum(of_kind, 1.0)[kind])


def gate_chance(expected: ArrayLike, phi: ArrayLike, min_count: tuple[int, int]) -> Floats:
    """How often a series passes its small-count gate in quiet times: an alarm is never likelier.

    ``expected`` a week, ``phi`` variance / mean; ``min_count`` so many in so many weeks.

    >>> gate_chance([0.05, 5.0], [1.0, 1.5], (5, 4)).round(5).tolist()
    [0.0, 0.99981]
    """
    least, weeks = min_count
    mean = np.maximum(np.asarray(expected, dtype=np.float64) * weeks, 1e-9)
    excess = np.maximum(np.asarray(phi, dtype=np.float64) - 1, 1e-6)
    return np.asarray(stats.nbinom.sf(least - 1, mean / excess, 1 / (1 + excess)))
