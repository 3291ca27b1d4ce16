"""How often a verdict is wrong, by simulation: the promise each of them makes."""

import numpy as np
import pytest

from baken.engines.rates import compare_periods, dispersed_interval, smallest_detectable
from baken.engines.targets import (
    control_chart,
    examine_target,
    joint_level,
    judge_target,
    kept_ratio,
    rank_intervals,
    smallest_margin,
)
from baken.vocabulary.standing import KeptVerdict, Polarity, TargetVerdict, Variation

LOWER = Polarity.LOWER_IS_BETTER
ROUNDS = 10_000


def counts(mean, phi, rng, size=ROUNDS):
    if phi == 1:
        return rng.poisson(mean, size)
    return rng.negative_binomial(np.asarray(mean) / (phi - 1), 1 / phi, size)


@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("mean", [30, 200, 500])
def test_a_level_lost_by_the_margin_is_seldom_called_held(mean, phi):
    rng = np.random.default_rng(mean)
    before, now = counts(mean, phi, rng), counts(1.2 * mean, phi, rng)
    change = compare_periods(before, 1.0, now, 1.0, phi=phi)
    kept = kept_ratio(change.ratio, change.lower, change.upper, margin=0.2, polarity=LOWER)
    # 2.5 % promised; three standard errors of the simulation and what phi leaves of exactness.
    assert np.mean(kept.verdict == KeptVerdict.HELD) <= 0.035


@pytest.mark.parametrize("phi", [1.0, 3.0])
@pytest.mark.parametrize("mean", [60, 400])
def test_an_unchanged_level_is_seldom_called_lost_and_mostly_held_at_its_margin(mean, phi):
    rng = np.random.default_rng(mean + 1)
    before, now = counts(mean, phi, rng), counts(mean, phi, rng)
    change = compare_periods(before, 1.0, now, 1.0, phi=phi)
    margin = float(smallest_margin(mean, 1, 1, phi=phi)[0])
    kept = kept_ratio(change.ratio, change.lower, change.upper, margin=margin, polarity=LOWER)
    assert np.mean(kept.verdict == KeptVerdict.LOST) <= 0.035
    assert 0.70 <= np.mean(kept.verdict == KeptVerdict.HELD) <= 0.88


@pytest.mark.parametrize("phi", [1.0, 3.0])
def test_a_testable_target_that_is_reached_shows_in_most_cases(phi):
    rng = np.random.default_rng(5)
    present = 500
    found = smallest_detectable(present, 1, 1, phi=phi)
    target = present * float(found.fall[0])
    test = examine_target(
        present, target, detectable_rise=found.rise, detectable_fall=found.fall, polarity=LOWER
    )
    assert test.testable[0]
    change = compare_periods(counts(present, phi, rng), 1.0, counts(target, phi, rng), 1.0, phi=phi)
    assert np.mean(change.upper < 1) == pytest.approx(0.8, abs=0.04)


@pytest.mark.parametrize("phi", [1.0, 4.0])
@pytest.mark.parametrize("mean", [20, 300])
def test_a_level_on_its_target_is_seldom_called_met_or_missed(mean, phi):
    found = dispersed_interval(counts(mean, phi, np.random.default_rng(mean)), 1.0, phi)
    outcome = judge_target(found.rate, found.lower, found.upper, mean, polarity=LOWER)
    told = (outcome.verdict == TargetVerdict.MET) | (outcome.verdict == TargetVerdict.NOT_MET)
    assert np.mean(told) <= 0.06


@pytest.mark.parametrize("phi", [1.0, 3.0])
@pytest.mark.parametrize("mean", [4, 40, 400])
def test_a_chart_of_an_unchanged_series_seldom_signals_on_its_last_point(mean, phi):
    rng = np.random.default_rng(8)
    series = counts(mean, phi, rng, (2_000, 25))
    before = np.arange(25) < 24
    calls = [control_chart(row, 1.0, baseline=before).variation for row in series]
    # Two signals look at each point: beyond (0.3 %) and in a run of eight (0.8 %); the limits are
    # learned from 24 points.
    assert np.mean([call is not Variation.COMMON_CAUSE for call in calls]) <= 0.04


def test_rank_intervals_hold_all_true_ranks_at_once():
    rng = np.random.default_rng(307)
    true = np.sort(rng.gamma(8, 5, 60))[::-1]
    truth, held = np.arange(1, 61), 0
    for _ in range(400):
        seen = rng.poisson(true)
        found = dispersed_interval(seen, 1.0, 1.0, level=joint_level(0.95, 60))
        ranks = rank_intervals(found.rate, found.lower, found.upper)
        held += bool(((ranks.best <= truth) & (truth <= ranks.worst)).all())
    assert held / 400 >= 0.95
