"""Shares held against each other: the paper's own example, and twins from the definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from baken.engines.targets import compare_two_shares, detectable_shares, share_limits

shares, numbers = st.floats(0.02, 0.98), st.integers(5, 5000)


def test_the_first_example_of_newcombe() -> None:
    change = compare_two_shares(48 / 80, 80, 56 / 70, 70)  # table II, example (a), method 10
    assert change.difference[0] == pytest.approx(0.2)
    assert (round(change.lower[0], 4), round(change.upper[0], 4)) == (0.0524, 0.3339)


@given(shares, numbers)
def test_limits_are_where_the_score_is_196(p: float, n: int) -> None:
    low, high = (side[0] for side in share_limits(p, n))

    def score(truth: float) -> float:
        return (p - truth) / np.sqrt(truth * (1 - truth) / n) - stats.norm.ppf(0.975)

    # Wilson: the truths that a two-sided score test just does not refuse.
    assert low == pytest.approx(optimize.brentq(score, 1e-9, p), abs=1e-7)
    assert 1 - high == pytest.approx(share_limits(1 - p, n)[0][0], abs=1e-9)


@given(shares, numbers, numbers)
def test_swapping_the_two_turns_the_difference_around(p: float, n: int, m: int) -> None:
    one, other = compare_two_shares(p, n, 0.4, m), compare_two_shares(0.4, m, p, n)
    assert one.lower[0] == pytest.approx(-other.upper[0])


@given(shares, numbers)
def test_a_detectable_share_is_seen_four_times_out_of_five(p: float, n: int) -> None:
    for far in (side[0] for side in detectable_shares(p, n, n)):
        if np.isnan(far):
            continue
        pooled = (p + far) / 2
        under_null = np.sqrt(2 * pooled * (1 - pooled) / n)
        under_change = np.sqrt(p * (1 - p) / n + far * (1 - far) / n)
        asked = abs(far - p) - stats.norm.ppf(0.975) * under_null
        assert stats.norm.cdf(asked / under_change) == pytest.approx(0.8, abs=1e-6)


def test_nothing_is_told_of_nobody() -> None:
    low, high = share_limits(0.5, [0, np.nan])
    assert np.isnan(low).all()
    assert np.isnan(high).all()
    assert np.isnan(detectable_shares(0.5, 4, 4)[0])
    with pytest.raises(ValueError, match="divide percentages by 100"):
        share_limits(43, 560)
