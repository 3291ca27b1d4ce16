"""The delay curve and the nowcast: slow twin, worked example, coverage, and what must hold."""

import numpy as np
import pytest

from baken.engines.delay import counts_by_delay, delay_curve, nowcast

DELAYS, DAYS = 15, 150


def simulated(seed: int, mean: float, phi: float) -> tuple[np.ndarray, np.ndarray]:
    """Totals per day, and the triangle as it is seen on the last day."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.r_[40, 25, 12, 6, 4, 3, 2, np.full(DELAYS - 6, 0.5)])
    size = mean / (phi - 1) if phi > 1 else None
    totals = rng.poisson(mean, DAYS) if size is None else rng.negative_binomial(size, 1 / phi, DAYS)
    triangle = np.array([rng.multinomial(total, shares) for total in totals]).astype(float)
    unseen = np.arange(DELAYS + 1)[None, :] > np.arange(DAYS)[::-1, None]
    triangle[unseen] = np.nan
    return totals, triangle


def slow_curve(triangle: np.ndarray) -> list[float]:
    """Delay by delay backward: the share known earlier is what did not come exactly then."""
    known = [1.0]
    for delay in range(triangle.shape[1] - 1, 0, -1):
        rows = [row for row in triangle if not np.isnan(row[delay])]
        then = sum(row[delay] for row in rows)
        up_to = sum(row[: delay + 1].sum() for row in rows)
        known.insert(0, known[0] * (1 - then / up_to))
    return known


def test_the_curve_equals_its_slow_twin():
    for seed in range(3):
        _, triangle = simulated(seed, 12, 1.4)
        np.testing.assert_allclose(
            delay_curve(triangle).known_after, slow_curve(triangle), rtol=1e-9
        )


def test_worked_example():
    # Two finished days with 8 at once and 2 a day later; today 8 so far: 10 to be expected.
    curve = delay_curve([[8, 2], [8, 2], [8, np.nan]])
    assert curve.known_after.tolist() == pytest.approx([0.8, 1.0])
    found = nowcast([10, 8], curve)
    assert found.expected.tolist() == pytest.approx([10, 10])
    assert (found.lower[0], found.upper[0]) == (10, 10)
    assert found.lower[1] <= 8.5
    assert 11 <= found.upper[1] <= 15
    assert found.unfinished.tolist() == [False, True]


def test_rows_become_a_triangle_as_it_was_known_on_a_day():
    events, recorded = [1, 1, 2, 3, 3], [1, 3, 2, 3, 5]
    triangle = counts_by_delay(events, recorded, today=3, longest=2)
    np.testing.assert_array_equal(triangle, [[1, 0, 1], [1, 0, np.nan], [1, np.nan, np.nan]])
    with pytest.raises(ValueError, match="earlier than the event"):
        counts_by_delay([5], [4], today=6, longest=2)


@pytest.mark.parametrize(("mean", "phi", "most"), [(60, 1.5, 0.975), (12, 1.0, 0.985)])
def test_intervals_hold_what_they_promise(mean, phi, most):
    inside, bias = [], []
    for seed in range(120):
        totals, triangle = simulated(seed, mean, phi)
        found = nowcast(np.nansum(triangle, axis=1)[-7:], delay_curve(triangle))
        inside.append((found.lower <= totals[-7:]) & (totals[-7:] <= found.upper))
        bias.append(found.expected - totals[-7:])
    assert 0.93 <= np.mean(inside) <= most
    assert abs(np.mean(bias)) < 0.02 * mean


def test_no_data_says_nothing_and_more_known_expects_more():
    empty = delay_curve(np.zeros((30, 4)))
    assert nowcast([0, 0], empty).expected.tolist() == [0, 0]
    curve = delay_curve(simulated(1, 20, 1.2)[1])
    low, high = nowcast([5], curve), nowcast([9], curve)
    assert high.expected[0] > low.expected[0]
    assert high.upper[0] > low.upper[0]
    assert (np.diff(curve.known_after) >= 0).all()
    assert curve.known_after[-1] == 1


def test_refusals_say_what_to_give():
    with pytest.raises(ValueError, match="days by delays"):
        delay_curve([1, 2])
    with pytest.raises(ValueError, match="zero or more"):
        nowcast([-1], delay_curve([[1, 1], [1, 1]]))
