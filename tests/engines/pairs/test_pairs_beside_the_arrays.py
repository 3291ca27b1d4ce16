"""Counts compared two by two in plain Python say what the engine of arrays says."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from baken.engines.pairs import Counted, beta_quantile, beta_share, compare, compare_two, holm
from baken.engines.rates import adjust_p_values, compare_periods

counts = st.integers(0, 50_000)
exposures = st.floats(0.01, 1_000.0)
phis = st.floats(1.001, 6.0)


@given(a=st.floats(0.2, 40_000), b=st.floats(0.2, 40_000), share=st.floats(0.001, 0.999))
def test_the_beta_distribution_is_that_of_scipy(a: float, b: float, share: float) -> None:
    x = float(special.betaincinv(a, b, share))
    assert beta_share(a, b, x) == pytest.approx(float(special.betainc(a, b, x)), abs=1e-8)
    assert beta_quantile(a, b, share) == pytest.approx(x, rel=1e-7, abs=1e-12)


@given(x=counts, y=counts, t=exposures, u=exposures, phi=phis)
def test_a_pair_is_what_two_periods_are(x: int, y: int, t: float, u: float, phi: float) -> None:
    peer = compare_periods(y, u, x, t, phi=phi)
    ratio, lower, upper, p = compare_two(Counted(x, t, phi), Counted(y, u, phi))
    assert ratio == pytest.approx(peer.ratio[0], nan_ok=True)
    assert lower == pytest.approx(peer.lower[0], rel=1e-6)
    assert upper == pytest.approx(peer.upper[0], rel=1e-6)
    assert p == pytest.approx(peer.p[0], rel=1e-3, abs=1e-9)


@given(x=counts, y=counts, t=exposures, u=exposures, phi=phis)
def test_turned_round_a_pair_says_the_same(x: int, y: int, t: float, u: float, phi: float) -> None:
    there = compare_two(Counted(x, t, phi), Counted(y, u, phi))
    back = compare_two(Counted(y, u, phi), Counted(x, t, phi))
    assert there[3] == pytest.approx(back[3], rel=1e-6, abs=1e-12)
    assert there[1] * back[2] == pytest.approx(1, rel=1e-6) or there[1] == 0


def test_the_worked_example_of_holm() -> None:
    # Holm (1979): the smallest of 3 times 3, the next times 2, and never below the one before.
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_is_stricter_than_the_share_of_false_discoveries(chances: list[float]) -> None:
    assert all(
        ours >= theirs - 1e-12
        for ours, theirs in zip(holm(chances), adjust_p_values(chances), strict=True)
    )


def test_what_has_no_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="exposure above 0"):
        compare([(Counted(1, 0.0), Counted(1, 1.0))])


@pytest.mark.parametrize("phi", [1.0, 2.5])
def test_six_equal_areas_seldom_seem_to_differ(phi: float) -> None:
    """Of 400 tables of six areas with one rate at most 5 % name any difference (limit 8 %)."""
    rng = np.random.default_rng(20241231)
    named = 0
    for _ in range(400):
        rate = rng.gamma(60 / max(phi - 1, 1e-9), phi - 1, 6) if phi > 1 else np.full(6, 60.0)
        areas = [Counted(int(n), 1.0, phi) for n in rng.poisson(rate)]
        named += any(a.demonstrable for a in compare(list(itertools.combinations(areas, 2))))
    assert named / 400 <= 0.08
