"""How often a 95 % interval holds, reckoned exactly: no draws, every possible count weighed."""

import numpy as np
import pytest
from scipy import stats

from baken.engines.rates import dispersed_interval, exact_interval

MEANS = np.arange(0.0, 501.0)
COUNTS = np.arange(0, 1_300)


def coverage(phi: float, limits) -> np.ndarray:
    """Return per mean the chance of a count whose interval holds the mean (variance phi x mean)."""
    interval = limits(COUNTS)
    means = MEANS[1:, None]
    law = (
        stats.poisson.pmf(COUNTS, means)
        if phi == 1
        else stats.nbinom.pmf(COUNTS, means / (phi - 1), 1 / phi)
    )
    holds = (interval.lower <= means) & (means <= interval.upper)
    # With a mean of zero the count is zero, and its interval starts there.
    return np.concatenate([[1.0], (law * holds).sum(axis=1)])


@pytest.mark.parametrize("phi", [1.0, 1.25, 1.5, 2.0, 3.0, 4.0])
def test_at_counts_of_0_to_500_the_interval_holds_as_often_as_it_says(phi: float) -> None:
    held = coverage(phi, lambda counts: dispersed_interval(counts, 1.0, phi))
    assert 0.94 <= held.mean() <= 0.97
    assert held.min() >= 0.92


def test_with_the_spread_ignored_it_does_not() -> None:
    held = coverage(4.0, lambda counts: exact_interval(counts, 1.0))
    assert held[100:].mean() < 0.70
