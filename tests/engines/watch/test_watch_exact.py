"""Our own watch: its slow twin, worked examples, and what must hold whatever the counts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from baken.engines.watch import WatchSettings, count_interval, watch_counts
from baken.engines.watch.looks import two_looks

WEEKS = 420


def simulated(seed: int, number: int = 6, mean: float = 6.0, phi: float = 1.6) -> np.ndarray:
    rng = np.random.default_rng(seed)
    week = np.arange(WEEKS)
    means = mean * np.exp(0.4 * np.cos(2 * np.pi * week / 52) + 0.0005 * week)
    return rng.negative_binomial(means / (phi - 1), 1 / phi, (number, WEEKS))


def slow_mean(y: np.ndarray, w: np.ndarray, phi: float) -> tuple[np.ndarray, np.ndarray]:
    """The penalised fit by a general optimiser: minus the weighted log-likelihood plus penalty."""
    t = np.arange(WEEKS)
    a = 2 * np.pi * t / 52
    x = np.column_stack(
        [t * 0 + 1, (t - 210) / 52, np.cos(a), np.sin(a), np.cos(2 * a), np.sin(2 * a)]
    )
    penalty = phi / np.array([np.inf, 0.2, 0.6, 0.6, 0.3, 0.3]) ** 2
    past = slice(WEEKS - 1 - 364, WEEKS - 1 - 26)

    def loss(c):
        eta = x[past] @ c
        return (w * (np.exp(eta) - y[past] * eta)).sum() + (penalty * c**2).sum() / 2

    start = np.array([np.log(y.mean()), 0, 0, 0, 0, 0])
    found = optimize.minimize(loss, start, method="BFGS", options={"gtol": 1e-7})
    return np.exp(x @ found.x), x


def test_the_fit_equals_its_slow_twin():
    for y in simulated(1, 3).astype(float):
        found = watch_counts([y])
        past = slice(WEEKS - 1 - 364, WEEKS - 1 - 26)
        m, _ = slow_mean(y, np.ones(338), 1.0)
        phi = max(((y - m)[past] ** 2 / m[past]).sum() / 332, 1)
        lam = 1 - (2 - 1 / phi) / 3
        high = (y**lam - m**lam) / (lam * m ** (lam - 1) * np.sqrt(phi * m * 332 / 338))
        w = (1.7 / np.maximum(high, 1.7))[past] ** 2
        m, x = slow_mean(y, w, phi)
        phi = max((w * (y - m)[past] ** 2 / m[past]).sum() / (w.sum() * 332 / 338), 1)
        info = (x[past].T * (w * m[past])) @ x[past] + np.diag(
            [0, *(phi / np.array([0.2, 0.6, 0.6, 0.3, 0.3]) ** 2)]
        )
        v = phi * x[-1] @ np.linalg.solve(info, x[-1])
        assert found.expected[0, 0] == pytest.approx(m[-1] * np.exp(v / 2), rel=2e-3)


def slow_looks(y, z, m, k, phi, favour):
    """By definition: add up every pair of counts that says at least as much, half for a tie."""
    a, b = stats.nbinom(m / (phi - 1), 1 / phi), stats.nbinom(k / (phi - 1), 1 / phi)
    s = stats.nbinom((m + k) / (phi - 1), 1 / phi)
    n = np.arange(120)
    one, two = a.sf(n) + a.pmf(n) / 2, s.sf(np.arange(240)) + s.pmf(np.arange(240)) / 2
    joint = np.outer(a.pmf(n), b.pmf(n))
    said = np.minimum(favour * one[:, None], two[n[:, None] + n[None, :]])
    own = min(favour * one[y], 1), two[y + z]
    return [
        joint[said < x * (1 - 1e-12)].sum() / 2 + joint[said <= x * (1 + 1e-12)].sum() / 2
        for x in own
    ]


@pytest.mark.parametrize(("y", "z"), [(0, 0), (3, 1), (9, 2), (6, 7), (14, 14), (2, 11)])
def test_two_looks_equal_their_slow_twin(y, z):
    answer = np.empty((1, 3))
    two_looks(np.array([[y, z, 4.0, 3.5, 1.5, 1.5, 1.5]], dtype=float), 2.5, answer)
    np.testing.assert_allclose(answer[0, :2], slow_looks(y, z, 4.0, 3.5, 1.5, 2.5), atol=1e-10)


def test_a_burst_is_seen_and_a_quiet_week_is_not():
    counts = np.tile([3, 5, 4, 4], 105)
    burst = counts.copy()
    burst[-1] = 15
    found = watch_counts([counts, burst])
    assert found.alarm[:, 0].tolist() == [False, True]
    assert found.expected[:, 0] == pytest.approx([4, 4], rel=0.02)
    assert found.p1[1, 0] < 1e-4 < found.p1[0, 0]


def test_two_moderate_weeks_together_are_an_alarm_before_either_alone():
    counts = simulated(4, 1)
    counts[0, -2:] = np.ceil(watch_counts(counts).expected[0, 0] + 9)
    found = watch_counts(counts)
    assert found.p2[0, 0] < found.p1[0, 0]
    assert found.alarm[0, 0]


def test_no_data_gives_no_alarm_and_short_history_is_marked():
    unknown = watch_counts(np.full((2, WEEKS), np.nan))
    assert not unknown.judged.any()
    assert not unknown.alarm.any()
    nothing = watch_counts(np.zeros((2, WEEKS)), first=400)
    assert nothing.judged.all()
    assert not nothing.alarm.any()
    young = watch_counts(np.full((1, 80), 4.0), first=0)
    assert young.short[0, 60]
    assert not young.judged[0, :39].any()
    assert not watch_counts(simulated(2, 1)).short.any()


def test_too_few_of_late_is_no_alarm_however_small_the_p():
    counts = np.zeros((1, WEEKS))
    counts[0, -1] = 4
    found = watch_counts(counts)
    assert found.p1[0, 0] < 0.01
    assert not found.alarm.any()
    assert watch_counts(counts, WatchSettings(min_count=(4, 4))).alarm.all()


def test_what_fell_away_shows_on_the_lower_side():
    counts = simulated(5, 1, mean=30.0)
    counts[0, -2:] = 0
    found = watch_counts(counts)
    assert found.p_low[0, 0] < 1e-4
    assert not found.alarm.any()


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_order_and_company_change_nothing(seed):
    counts = simulated(seed, 5)
    order = np.random.default_rng(seed).permutation(5)
    together, apart = watch_counts(counts), watch_counts(counts[order])
    np.testing.assert_allclose(apart.p1, together.p1[order], rtol=1e-3)
    alone = watch_counts(counts[:1])
    np.testing.assert_allclose(alone.expected, together.expected[:1], rtol=1e-4)


def test_where_the_judging_begins_changes_nothing_that_matters():
    counts = simulated(8, 3)
    late, early = watch_counts(counts), watch_counts(counts, first=380)
    np.testing.assert_allclose(early.expected[:, -1:], late.expected, rtol=1e-3)
    np.testing.assert_array_equal(early.alarm[:, -1:], late.alarm)


def test_population_is_only_a_scale():
    counts, people = simulated(9, 2), np.full((2, WEEKS), 1200.0)
    with_people = watch_counts(counts, population=people)
    np.testing.assert_allclose(with_people.expected, watch_counts(counts).expected, rtol=1e-3)
    doubled = people.copy()
    doubled[:, -26:] *= 2
    more = watch_counts(counts, population=doubled).expected
    np.testing.assert_allclose(more, 2 * with_people.expected, rtol=1e-3)


def test_a_quiet_city_gets_what_was_promised():
    counts = simulated(11, 160, mean=5.0, phi=1.8)
    found = watch_counts(counts, first=WEEKS - 30)
    rate = (np.fmin(found.p1, found.p2) < 0.01).mean()
    assert 0.007 < rate < 0.017  # 4,800 weeks; a history without any outbreak, see the explanation


def test_refusals_say_what_to_give():
    with pytest.raises(ValueError, match="series by weeks"):
        watch_counts([1.0, 2.0])
    with pytest.raises(ValueError, match="negative"):
        watch_counts([[-1.0] * 60])
    with pytest.raises(ValueError, match="alpha: 2"):
        WatchSettings(alpha=2)


def test_the_interval_holds_what_it_says():
    lower, upper = count_interval([3.0, 40.0, 90_000.0], [1.0, 2.0, 2.0])
    inside = stats.poisson(3).cdf(upper[0]) - stats.poisson(3).cdf(lower[0] - 1)
    assert inside >= 0.95
    assert (lower[1], upper[1]) == tuple(stats.nbinom(40, 0.5).ppf([0.025, 0.975]))
    assert upper[2] - lower[2] == pytest.approx(2 * 1.96 * np.sqrt(180_000), rel=0.01)


def test_a_rare_series_leans_on_the_usual_dispersion_and_a_busy_one_on_its_own():
    rng = np.random.default_rng(3)
    rare, busy = rng.poisson(0.05, (40, 416)), rng.poisson(20, (40, 416))
    alone = [watch_counts(each).phi.mean() for each in (rare, busy)]
    told = [watch_counts(each, dispersion=2.0).phi.mean() for each in (rare, busy)]
    assert told[0] > 1.8 > alone[0]
    assert told[1] < 1.1


def test_an_unusual_week_of_a_rare_series_is_less_so_where_such_series_come_in_clumps():
    counts = np.zeros((1, 416))
    counts[0, 50:380:40] = 1
    counts[0, -1] = 5
    alone, among = watch_counts(counts), watch_counts(counts, dispersion=2.5)
    assert among.p1[0, 0] > 30 * alone.p1[0, 0]
    assert among.expected[0, 0] == pytest.approx(alone.expected[0, 0])
