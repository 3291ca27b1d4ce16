"""The promises on the screens, by seeded simulation; bench/rates.py has the large tables."""

import numpy as np
import pytest

from baken.engines.rates import (
    compare_periods,
    dispersed_interval,
    dispersion_between_years,
    expected_range,
    shrunken_rates,
    stand_out_areas,
)

MEANS = np.array([0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500])
PHIS = [1.0, 1.5, 2.0, 3.0, 4.0]


def counts_with(rng, mean, phi, size=None):
    """Negative-binomial counts with variance phi x mean."""
    if phi == 1:
        return rng.poisson(mean, size)
    return rng.poisson(rng.gamma(np.maximum(mean, 1e-12) / (phi - 1), phi - 1, size))


@pytest.mark.parametrize("phi", PHIS)
def test_intervals_hold_the_underlying_rate(phi):
    rng = np.random.default_rng(11)
    interval = dispersed_interval(counts_with(rng, MEANS, phi, (4_000, 11)), 1.0, phi)
    held = np.mean((interval.lower <= MEANS) & (interval.upper >= MEANS), axis=0)
    assert 0.94 <= held.mean() <= 0.975
    assert held.min() >= 0.92


# A small pool knows its spread less well, and is wide on purpose.
@pytest.mark.parametrize(("areas", "most"), [(342, 0.97), (40, 0.975)])
@pytest.mark.parametrize("phi", PHIS)
def test_a_stored_margin_holds_with_the_spread_learned_from_its_pool(phi, areas, most):
    """As figures are stored: areas with means of 0 to 500, phi learned from the year before."""
    rng = np.random.default_rng(14)
    means = np.linspace(0, 500, areas)
    held = []
    for _ in range(20_000 // areas):
        before, now = counts_with(rng, means, phi, (2, areas))
        learned = dispersion_between_years(before, 1.0, now, 1.0).working_phi
        interval = dispersed_interval(now, 1.0, learned)
        held.append((interval.lower <= means) & (means <= interval.upper))
    by_size = [band.mean() for band in np.array_split(np.mean(held, axis=0), 10)]
    assert 0.94 <= np.mean(held) <= most
    assert min(by_size) >= 0.92


@pytest.mark.parametrize("phi", [2.5, 4.0])
def test_small_ordinary_areas_stand_out_no_more_than_large_ones(phi):
    rng = np.random.default_rng(15)
    exposures = np.exp(rng.uniform(np.log(200), np.log(8_000), (150, 100)))
    means = exposures * 0.06 * rng.gamma(1 / 0.15**2, 0.15**2, (150, 100))
    counts = counts_with(rng, means, phi)
    small = exposures < np.quantile(exposures, 0.25)
    share, called = {}, {}
    for used in (1.0, phi):
        found = [stand_out_areas(x, e, phi=used) for x, e in zip(counts, exposures, strict=True)]
        share[used] = np.mean(np.array([each.p for each in found])[small] < 0.05)
        called[used] = np.mean([(each.p_adjusted < 0.05).any() for each in found])
    assert share[phi] <= 0.06
    assert share[1.0] > 0.10
    assert called[phi] < 0.2 < called[1.0]


@pytest.mark.parametrize("later", [1.0, 0.4])
@pytest.mark.parametrize("phi", PHIS)
def test_unchanged_areas_are_called_changed_at_most_one_in_twenty(phi, later):
    rng = np.random.default_rng(12)
    x = counts_with(rng, MEANS, phi, (4_000, 11))
    y = counts_with(rng, MEANS * later, phi, (4_000, 11))
    known = np.full(11, phi)
    learned = [
        dispersion_between_years(a, 1.0, b, later).working_phi
        for a, b in zip(x.T, y.T, strict=True)
    ]
    learned[0] = 1.0  # nothing ever happened there, so nothing can be learned
    for used in (known, np.array(learned)):
        alarm = np.isin(compare_periods(x, 1.0, y, later, phi=used).verdict, ["higher", "lower"])
        assert alarm.mean() <= 0.05
        assert alarm.mean(axis=0).max() <= 0.06


def test_poissons_own_test_cries_wolf_on_the_same_counts():
    rng = np.random.default_rng(13)
    x, y = counts_with(rng, 100, 3.0, (2, 4_000))
    assert np.mean(compare_periods(x, 1.0, y, 1.0).p < 0.05) > 0.2


@pytest.mark.parametrize("phi", [1.0, 3.0])
def test_a_detectable_change_is_seen_four_times_in_five(phi):
    rng = np.random.default_rng(14)
    change = compare_periods(100, 1.0, 100, 1.0, phi=phi)
    cases = ((change.detectable_rise[0], "higher"), (change.detectable_fall[0], "lower"))
    for ratio, word in cases:
        x, y = counts_with(rng, 100, phi, 8_000), counts_with(rng, 100 * ratio, phi, 8_000)
        seen = np.mean(compare_periods(x, 1.0, y, 1.0, phi=phi).verdict == word)
        assert 0.77 <= seen <= 0.85


@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("mean", [2, 20, 200])
def test_the_spread_of_changes_is_found_and_movers_hardly_raise_it(phi, mean):
    rng = np.random.default_rng(15)
    x, y = counts_with(rng, mean, phi, (2, 3_000))
    still = dispersion_between_years(x, 1.0, y, 1.0).phi
    assert 0.92 * phi <= still <= 1.15 * phi
    y[:90] = counts_with(rng, mean * 4, phi, 90)
    assert dispersion_between_years(x, 1.0, y, 1.0).phi <= 1.2 * still


def test_a_change_that_all_areas_share_is_not_noise():
    rng = np.random.default_rng(16)
    x, y = rng.poisson(50, 2_000), rng.poisson(80, 2_000)
    assert dispersion_between_years(x, 1.0, y, 1.0).phi == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("yearly", [1.0, 0.95])
@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
def test_the_expected_range_holds_the_next_year(phi, yearly):
    rng = np.random.default_rng(17)
    for years in (5, 8, 13):
        for mean in (0.5, 5, 20, 500):
            path = np.tile(mean * yearly ** np.arange(years), (3_000, 1))
            x = counts_with(rng, path, phi)
            r = expected_range(x, 1.0, range(years), leave_out=(3,) if years > 5 else ())
            assert np.mean((r.lower <= x[:, -1]) & (x[:, -1] <= r.upper)) >= 0.93


def test_ordinary_areas_seldom_stand_out_and_a_strange_one_does():
    rng = np.random.default_rng(18)
    share, found, held, gain = [], [], [], []
    for _ in range(150):
        e = 30 * rng.lognormal(0, 0.5, 40)
        theta = rng.gamma(25, 0.04, 40)
        e[0], theta[0] = 40, 3.0
        x = rng.poisson(theta * e)
        out, map_ = stand_out_areas(x, e), shrunken_rates(x, e)
        share.append(np.mean(out.p[1:] < 0.05))
        found.append(out.p_adjusted[0] < 0.05 and out.probability_above[0] > 0.99)
        held.append(np.mean((map_.lower <= theta) & (theta <= map_.upper)))
        gain.append(np.sum((x / e - theta) ** 2) / np.sum((map_.rate - theta) ** 2))
    assert np.mean(share) <= 0.06
    assert np.mean(found) >= 0.9
    assert np.mean(held) >= 0.92
    assert np.median(gain) > 1
