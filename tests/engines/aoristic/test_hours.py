"""From-to intervals over the hours of the week: slow twin, worked example, exact sums."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.engines.aoristic import HOURS, hour_weights


def slow_weights(begin: dt.datetime, end: dt.datetime) -> np.ndarray:
    """Minute by minute: each gives one part to its hour of the week."""
    found, now = np.zeros(HOURS), begin
    while now < end or now == begin:
        found[now.weekday() * 24 + now.hour] += 1
        now += dt.timedelta(minutes=1)
    return found / found.sum()


MINUTES = st.integers(0, 60 * 24 * 21)


@settings(max_examples=25, deadline=None)
@given(MINUTES, MINUTES)
def test_weights_equal_their_slow_twin(start, length):
    begin = dt.datetime.fromisoformat("2024-02-26") + dt.timedelta(minutes=start)
    end = begin + dt.timedelta(minutes=length)
    found = hour_weights([begin], [end])
    np.testing.assert_allclose(found.weights[0], slow_weights(begin, end), atol=1e-11)


def test_a_weekend_away():
    # Friday 18:00 to Sunday 20:00 is 50 hours: each of them gets a fiftieth.
    found = hour_weights(["2024-03-01T18:00"], ["2024-03-03T20:00"])
    covered = found.weights[0] > 0
    assert np.flatnonzero(covered).tolist() == list(range(4 * 24 + 18, 6 * 24 + 20))
    np.testing.assert_allclose(found.weights[0, covered], 1 / 50)


def test_every_event_counts_for_exactly_one():
    rng = np.random.default_rng(1)
    begin = np.datetime64("2023-01-01T00:00") + rng.integers(0, 500_000, 4000)
    end = begin + rng.integers(0, 40_000, 4000)
    found = hour_weights(begin, end)
    assert (found.weights.sum(axis=1) == 1).all()
    assert found.totals.sum() == pytest.approx(4000, abs=1e-8)


def test_an_instant_belongs_to_its_hour_and_unknown_times_to_none():
    found = hour_weights(
        ["2024-01-01T23:59", "NaT", "2024-01-02T10:00"],
        ["2024-01-01T23:59", "2024-01-02T10:00", "2024-01-02T09:00"],
    )
    assert found.weights[0, 23] == 1
    assert found.known.tolist() == [True, False, False]
    assert np.isnan(found.weights[1:]).all()
    assert found.totals.sum() == 1


def test_moving_by_a_week_changes_nothing_and_by_an_hour_moves_the_weights():
    one = hour_weights(["2024-01-03T22:15"], ["2024-01-04T01:45"]).weights[0]
    later = hour_weights(["2024-01-10T22:15"], ["2024-01-11T01:45"]).weights[0]
    hour = hour_weights(["2024-01-03T23:15"], ["2024-01-04T02:45"]).weights[0]
    np.testing.assert_array_equal(one, later)
    np.testing.assert_array_equal(np.roll(one, 1), hour)


def test_refusal_says_what_to_give():
    with pytest.raises(ValueError, match="as many of the one"):
        hour_weights(["2024-01-01"], ["2024-01-01", "2024-01-02"])
