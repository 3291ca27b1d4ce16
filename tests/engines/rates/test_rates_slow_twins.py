"""Each fast function against a slow twin written from the definition."""

from math import comb, erfc, exp, lgamma, log, sqrt

import numpy as np
import pytest
from scipy.integrate import quad

from baken.engines.rates import (
    adjust_p_values,
    compare_periods,
    compare_rates,
    compare_shares,
    dispersed_interval,
    dispersion_along_series,
    dispersion_between_areas,
    dispersion_between_years,
    exact_interval,
    expected_range,
    marshall_rates,
    neighbour_rates,
    shrunken_rates,
    stand_out_areas,
)

RNG = np.random.default_rng(7)


def slow_binomial_p(x: int, n: int, share: float) -> float:
    chance = [
        exp(
            lgamma(n + 1)
            - lgamma(k + 1)
            - lgamma(n - k + 1)
            + k * log(share)
            + (n - k) * log(1 - share)
        )
        for k in range(n + 1)
    ]
    return min(1.0, sum(c for c in chance if c <= chance[x] * (1 + 1e-7)))


@pytest.mark.parametrize("size", [3, 20, 300, 3_000])
def test_two_poisson_rates_against_the_sum_over_all_outcomes(size):
    x, y = RNG.poisson(size, (2, 40))
    t, u = RNG.uniform(0.2, 3, (2, 40))
    ours = compare_rates(x, t, y, u).p
    twin = [
        slow_binomial_p(int(a), int(a + b), c / (c + d)) if a + b else 1.0
        for a, b, c, d in zip(x, y, t, u, strict=True)
    ]
    np.testing.assert_allclose(ours, twin, rtol=1e-8, atol=1e-14)


def test_ties_of_equal_exposures_count_both_tails():
    x, y = np.array([100_000, 99_000]), np.array([99_000, 100_000])
    p = compare_rates(x, 1.0, y, 1.0).p
    assert p[0] == pytest.approx(p[1], rel=1e-12)
    assert p[0] == pytest.approx(erfc(999 / sqrt(2 * 199_000)), rel=1e-4)


def slow_fisher_p(a: int, n: int, b: int, m: int) -> float:
    total = a + b
    ways = {k: comb(n, k) * comb(m, total - k) for k in range(max(0, total - m), min(n, total) + 1)}
    return sum(w for w in ways.values() if w <= ways[a] * (1 + 1e-7)) / comb(n + m, total)


@pytest.mark.parametrize("size", [2, 8, 40, 400])
def test_fisher_against_whole_number_combinations(size):
    n, m = RNG.integers(1, size + 1, (2, 40))
    a, b = RNG.binomial(n, 0.3), RNG.binomial(m, 0.4)
    ours = compare_shares(a, n, b, m).p_exact
    twin = [slow_fisher_p(*map(int, row)) for row in zip(a, n, b, m, strict=True)]
    np.testing.assert_allclose(ours, twin, rtol=1e-10)


def test_dispersed_limits_against_the_integral_of_their_gamma():
    for x, phi in ((1, 1.0), (3, 2.5), (40, 4.0)):
        ours = dispersed_interval(x, 1.0, phi)
        for limit, shape, below in ((ours.lower, x, 0.025), (ours.upper, x + 1, 0.975)):
            k = shape / phi

            def density(m: float, k: float = k, phi: float = phi) -> float:
                return exp((k - 1) * log(m / phi) - m / phi - lgamma(k)) / phi

            assert quad(density, 0, limit[0])[0] == pytest.approx(below, abs=1e-7)


def slow_benjamini_hochberg(p: list[float]) -> list[float]:
    m = len(p)
    return [min(min(1.0, q * m / sum(r <= q for r in p)) for q in p if q >= own) for own in p]


def test_benjamini_hochberg_against_its_definition():
    p = RNG.uniform(0, 1, 60) ** 2
    np.testing.assert_allclose(adjust_p_values(p), slow_benjamini_hochberg(list(p)), rtol=1e-12)


def slow_marshall(x, e) -> list[float]:
    pooled = sum(x) / sum(e)
    spread = sum(b * (a / b - pooled) ** 2 for a, b in zip(x, e, strict=True)) / sum(e)
    between = max(spread - pooled / (sum(e) / len(e)), 0)
    return [
        pooled + between / (between + pooled / b) * (a / b - pooled)
        for a, b in zip(x, e, strict=True)
    ]


def slow_local(x, e, edges) -> list[float]:
    around = [[i] + [b for a, b in edges if a == i] for i in range(len(x))]
    mean = [sum(x[j] for j in n) / sum(e[j] for j in n) for n in around]
    rates = []
    for i, near in enumerate(around):
        exposure = sum(e[j] for j in near)
        spread = sum(e[j] * (x[j] / e[j] - mean[j]) ** 2 for j in near) / exposure
        between = max(spread - mean[i] / (exposure / len(near)), 0)
        rates.append(mean[i] + between / (between + mean[i] / e[i]) * (x[i] / e[i] - mean[i]))
    return rates


def test_empirical_bayes_against_marshalls_formulas():
    e = RNG.uniform(100, 5_000, 30)
    x = RNG.poisson(e * RNG.gamma(4, 0.005, 30))
    edges = [(i, j) for i in range(30) for j in (i - 1, i + 1) if 0 <= j < 30]
    np.testing.assert_allclose(marshall_rates(x, e).rate, slow_marshall(x, e), rtol=1e-12)
    local = neighbour_rates(x, e, edges).rate
    np.testing.assert_allclose(local, slow_local(x, e, edges), rtol=1e-12)


def test_the_shrunken_probability_against_draws_from_the_posterior():
    e = np.full(400, 50.0)
    x = RNG.poisson(e * RNG.gamma(25, 0.04 * 0.1, 400))
    ours = shrunken_rates(x, e)
    a, b = ours.pooled_rate**2 / ours.between_variance, ours.pooled_rate / ours.between_variance
    draws = RNG.gamma(a + x[:5], 1 / (b + e[:5]), (40_000, 5))
    np.testing.assert_allclose(ours.rate[:5], draws.mean(axis=0), rtol=0.01)
    above = np.mean(draws > ours.pooled_rate, axis=0)
    np.testing.assert_allclose(ours.probability_above[:5], above, atol=0.03)


def test_plain_pearson_between_areas():
    x, e = RNG.poisson(30, 50), np.ones(50)
    twin = sum((x - x.mean()) ** 2 / x.mean()) / 49
    assert dispersion_between_areas(x, e, winsorised=0).phi == pytest.approx(twin, rel=1e-12)


def test_dispersion_between_years_of_calm_areas_is_the_mean_squared_score():
    """Without movers and with full weights: the plain mean, over the normal trimming factor."""
    x = RNG.poisson(300, 200)
    y = RNG.poisson(300, 200)
    ours = dispersion_between_years(x, 1.0, y, 1.0)
    r = y.sum() / x.sum()
    q = r / (1 + r)
    square = (y - (x + y) * q) ** 2 / ((x + y) * q * (1 - q))
    calm = square[square <= 6.25 * ours.phi]
    assert len(x) - len(calm) == ours.trimmed
    assert ours.phi == pytest.approx(calm.mean() / 0.9113, rel=0.02)


def slow_expected(x, e, years, judged) -> tuple[float, float]:
    weights = [0.5 ** (years[-1] - t) for t in years]
    rate = sum(w * a for w, a in zip(weights, x, strict=True)) / sum(
        w * b for w, b in zip(weights, e, strict=True)
    )
    top = bottom = 0.0
    for j in range(1, len(x)):
        w = [0.5 ** (years[j - 1] - t) for t in years[:j]]
        exposure = sum(a * b for a, b in zip(w, e[:j], strict=True))
        level = sum(a * b for a, b in zip(w, x[:j], strict=True)) / exposure
        unsure = sum(a * a * b for a, b in zip(w, e[:j], strict=True)) / exposure**2
        top += (x[j] - e[j] * level) ** 2
        bottom += e[j] * sum(x) / sum(e) * (1 + e[j] * unsure)
    return rate * judged, top / bottom


def test_expected_range_against_its_definition_with_years_left_out():
    x, e = RNG.poisson(40, (3, 9)), RNG.uniform(0.8, 1.2, (3, 9))
    years = list(range(2016, 2025))
    ours = expected_range(x, e, years, leave_out=(2020, 2021))
    keep = [i for i, t in enumerate(years[:-1]) if t not in (2020, 2021)]
    for row in range(3):
        kept = [years[i] for i in keep]
        expected, phi = slow_expected(x[row, keep], e[row, keep], kept, e[row, -1])
        assert ours.expected[row] == pytest.approx(expected, rel=1e-12)
        assert ours.phi[row] == pytest.approx(max(phi, 1), rel=1e-12)
    assert ours.n_years_used.tolist() == [6, 6, 6]


def test_dispersion_along_series_against_its_definition():
    x, e = RNG.poisson(40, (3, 9)), RNG.uniform(0.8, 1.2, (3, 9))
    ours = dispersion_along_series(x, e, range(9))
    twin = [slow_expected(x[i], e[i], range(9), 1.0)[1] for i in range(3)]
    np.testing.assert_allclose(ours.phi, twin, rtol=1e-12)
    assert ours.degrees_of_freedom.tolist() == [8, 8, 8]


def test_scaled_change_is_the_test_on_whole_units_of_phi():
    """Forty and eighty events in units of four have the limits of ten and twenty."""
    ours = compare_periods(40, 1.0, 83, 1.0, phi=4.0)
    units = compare_rates(20.0, 1.0, 10.0, 1.0)
    upper_tail = slow_upper_tail(10, 83 / 4, 0.25)
    assert ours.p[0] == pytest.approx(2 * upper_tail, rel=1e-6)
    assert abs(ours.p[0] - units.p[0]) < 0.05


def slow_upper_tail(failures_units: float, units: float, half_step: float) -> float:
    """The beta integral from 0 to 1/2 with shapes y/phi and (x + 1)/phi."""
    a, b = units, failures_units + half_step

    def density(q: float) -> float:
        return exp((a - 1) * log(q) + (b - 1) * log(1 - q) + lgamma(a + b) - lgamma(a) - lgamma(b))

    return quad(density, 0, 0.5)[0]


def test_stand_out_with_one_rate_is_twice_the_exact_tail():
    """With areas alike no spread is added, so p is twice Garwood's tail."""
    x = np.array([20] * 12 + [31])
    ours = stand_out_areas(x, 1.0)
    assert ours.between_variance == 0
    limits = exact_interval(31, 1.0, level=1 - ours.p[-1])
    assert limits.lower[0] == pytest.approx(ours.expected[-1], rel=1e-9)
