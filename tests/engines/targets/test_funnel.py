"""Funnels: limits that hold at small numbers, against a slow twin, tables and simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from baken.engines.targets import count_above, count_below, funnel, funnel_limits

CUT = stats.norm.ppf(0.9)
# What pulling in a tenth on each side leaves of the mean square of a standard normal.
LEFT = 1 - 0.2 - 2 * CUT * stats.norm.pdf(CUT) + 0.2 * CUT**2


def slow_scores(counts, means, spreads):
    """Normal quantile of P(X < x) + P(X = x) / 2, count by count."""
    found = []
    for x, mean, spread in zip(counts, means, spreads, strict=True):
        law = stats.poisson(mean) if spread == 1 else stats.nbinom(mean / (spread - 1), 1 / spread)
        found.append(stats.norm.ppf(law.cdf(x - 1) + law.pmf(x) / 2))
    return np.array(found)


def slow_between(counts, means, phi):
    """The variance with which the winsorised mean square is 1, by a root finder."""

    def misfit(variance):
        ordered = np.sort(slow_scores(counts, means, phi + variance * means))
        pulled = ordered.size // 10
        kept = np.clip(ordered, ordered[pulled], ordered[-1 - pulled])
        return np.mean(kept**2) / LEFT - 1

    return 0.0 if misfit(0.0) <= 0 else optimize.brentq(misfit, 0.0, 1.0)


@pytest.mark.parametrize("phi", [1.0, 2.5])
@pytest.mark.parametrize("differ", [0.0, 0.3])
def test_a_funnel_is_that_of_its_slow_twin(phi, differ):
    rng = np.random.default_rng(344)
    exposures = np.geomspace(300, 60_000, 60)
    own = rng.gamma(1 / differ**2, differ**2, 60) if differ else np.ones(60)
    counts = counts_with(rng, 0.002 * exposures * own, phi)
    plot = funnel(counts, exposures, phi=phi)
    means = exposures * counts.sum() / exposures.sum()
    variance = slow_between(counts, means, phi)
    assert plot.between**2 == pytest.approx(variance, rel=0.03, abs=1e-4)
    twin = slow_scores(counts, means, phi + plot.between**2 * means)
    np.testing.assert_allclose(plot.z, twin, atol=1e-6)
    expected = np.sign(twin) * (np.abs(twin) > 1.959964) + np.sign(twin) * (np.abs(twin) > 3.090232)
    assert plot.outside.tolist() == expected.tolist()


def test_limits_of_ten_expected_by_the_printed_poisson_table():
    """Printed to four decimals: at most 3, 0.0103; 4, 0.0293; 5, 0.0671; 16, 0.9730; 17, 0.9857.

    The mid-p of 4 is (0.0103 + 0.0293) / 2 = 0.0198 and that of 17 (0.9730 + 0.9857) / 2 = 0.9794:
    outside. That of 5 is 0.0482 and that of 16 0.9621: inside. So the limits lie between them.
    """
    low, high = funnel_limits(1.0, [10.0], phi=1.0, between=0.0)[0, :, 0] * 10
    assert 4 < low < 5
    assert 16 < high < 17
    assert low == pytest.approx(4.5 - (0.0293 - 0.025) / 0.0190, abs=0.02)
    assert high == pytest.approx(17.5 - (0.9857 - 0.975) / 0.0127, abs=0.02)


def test_none_counted_where_six_are_expected_is_not_beyond_the_outer_limit():
    """With 6.1 expected, none happens in 2 of 1,000 cases; a square-root score called that 4.7."""
    exposures = np.array([5.0, *np.full(60, 100.0)])
    counts = np.array([0.0, *np.tile([120.0, 122.0, 124.0], 20)])
    assert funnel(counts, exposures).outside[0] == -1
    assert funnel(counts, exposures, phi=4.0).outside[0] == 0


@given(
    st.integers(0, 400),
    st.floats(0.3, 400),
    st.sampled_from([1.0, 1.4, 2.0, 4.0]),
    st.sampled_from([0.0, 0.1, 0.5]),
)
def test_what_is_drawn_is_what_is_judged(count, mean, phi, between):
    """A count lies beyond the drawn limit exactly when its mid-p does."""
    limits = funnel_limits(1.0, [mean], phi=phi, between=between)[:, :, 0] * mean
    spread = phi + between**2 * mean
    below = (count_below(count - 1, mean, spread) + count_below(count, mean, spread))[0] / 2
    for (low, high), share in zip(limits, (0.025, 0.001), strict=True):
        if min(abs(below - share), abs(below - 1 + share)) > 1e-9:
            assert (count < low) == (below < share)
            assert (count > high) == (below > 1 - share)


def test_the_drawn_lines_keep_every_verdict_of_the_areas():
    rng = np.random.default_rng(5)
    exposures = np.geomspace(500, 900_000, 342)
    counts = counts_with(rng, 0.0004 * exposures * rng.gamma(9, 1 / 9, 342), 2.0)
    plot = funnel(counts, exposures, phi=2.0)
    at_each = funnel_limits(plot.rate, exposures, phi=2.0, between=plot.between)
    rates = counts / exposures
    for step, (low, high) in enumerate(at_each, 1):
        assert (plot.outside <= -step).tolist() == (rates < low).tolist()
        assert (plot.outside >= step).tolist() == (rates > high).tolist()
    np.testing.assert_allclose(plot.limits[0, 1, [0, -1]], at_each[0, 1, [0, -1]], rtol=1e-9)


def test_chances_of_both_tails_make_one():
    counts = np.arange(0, 60)
    for phi in (1.0, 1.7, 4.0):
        both = count_below(counts - 1, 12.0, phi) + count_above(counts, 12.0, phi)
        np.testing.assert_allclose(both, 1.0, rtol=1e-12)
    assert count_above(400, 12.0, 1.0)[0] == pytest.approx(stats.poisson.sf(399, 12.0), rel=1e-6)


def test_an_area_without_exposure_is_left_out():
    plot = funnel([5, 3, np.nan, 4], [100, 0, 100, 90])
    assert np.isnan(plot.z).tolist() == [False, True, True, False]
    assert plot.outside[1:3].tolist() == [0, 0]
    with pytest.raises(ValueError, match="nothing to compare"):
        funnel([np.nan], [1])
    with pytest.raises(ValueError, match="phi"):
        funnel([1], [1], phi=0.5)


def test_where_nothing_was_counted_nobody_stands_out():
    plot = funnel(np.zeros(20), np.geomspace(10, 1000, 20))
    assert not plot.outside.any()
    assert np.isfinite(plot.limits).all()


# --- how often it is wrong: ordinary areas beyond the limits ------------------------------------


def counts_with(rng, means, phi):
    """Negative-binomial counts with variance phi x mean."""
    if phi == 1:
        return rng.poisson(means).astype(float)
    return rng.poisson(rng.gamma(means / (phi - 1), phi - 1)).astype(float)


def beyond(rng, means, phi, differ, draws):
    """The shares of ordinary areas beyond the inner and the outer limits."""
    outside = []
    for _ in range(draws):
        own = rng.gamma(1 / differ**2, differ**2, means.size) if differ else np.ones(means.size)
        outside.append(np.abs(funnel(counts_with(rng, means * own, phi), means, phi=phi).outside))
    found = np.array(outside)
    return np.mean(found > 0), np.mean(found > 1)


@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("expected", [0.5, 5.0, 50.0, 500.0])
def test_ordinary_areas_fall_outside_about_as_often_as_the_limits_say(expected, phi):
    inner, outer = beyond(np.random.default_rng(6), np.full(342, expected), phi, 0.0, 30)
    assert 0.01 <= inner <= 0.06
    assert outer <= 0.004


@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("differ", [0.0, 0.3])
def test_so_do_areas_of_all_sizes_that_differ_of_themselves(phi, differ):
    means = np.geomspace(0.5, 500, 342)
    inner, outer = beyond(np.random.default_rng(7), means, phi, differ, 30)
    assert 0.03 <= inner <= 0.06
    assert outer <= 0.006


def test_with_the_noise_ignored_they_do_not():
    rng = np.random.default_rng(8)
    means = np.geomspace(0.5, 500, 342)
    found = [np.abs(funnel(counts_with(rng, means, 4.0), means).outside) for _ in range(20)]
    assert np.mean(np.array(found) > 0) > 0.07
