"""Each judgement against a slow twin written from its definition, and worked examples by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from baken.engines.targets import (
    control_chart,
    count_below,
    count_quantile,
    course,
    examine_target,
    joint_level,
    judge_target,
    kept_difference,
    kept_ratio,
    long_runs,
    rank_intervals,
    smallest_margin,
)
from baken.vocabulary.standing import (
    Assurance,
    CourseVerdict,
    KeptVerdict,
    Polarity,
    TargetVerdict,
    Variation,
)

LOWER, HIGHER = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
RNG = np.random.default_rng(344)


# --- at least keep today's level ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        ((0.80, 0.95), KeptVerdict.HELD),  # improved
        ((0.97, 1.09), KeptVerdict.HELD),  # no change to be told, margin left out
        ((1.02, 1.09), KeptVerdict.HELD),  # worse, but surely less than agreed to be too much
        ((0.97, 1.12), KeptVerdict.NOT_TO_BE_TOLD),
        ((0.97, 1.10), KeptVerdict.NOT_TO_BE_TOLD),  # the margin itself is not left out
        ((1.02, 1.30), KeptVerdict.LOST),
        ((1.15, 1.30), KeptVerdict.LOST),
    ],
)
def test_the_seven_places_an_interval_can_lie(interval, verdict):
    low, high = interval
    kept = kept_ratio((low * high) ** 0.5, low, high, margin=0.1, polarity=LOWER)
    assert kept.verdict[0] is verdict


ratios = st.floats(0.2, 5)


@given(a=ratios, b=ratios, margin=st.floats(0.01, 1))
def test_a_good_thing_that_falls_is_a_bad_thing_that_rises(a, b, margin):
    low, high = sorted((a, b))
    middle = (low * high) ** 0.5
    bad = kept_ratio(middle, low, high, margin=margin, polarity=LOWER)
    good = kept_ratio(1 / middle, 1 / high, 1 / low, margin=margin, polarity=HIGHER)
    assert good.upper[0] == pytest.approx(bad.upper[0], rel=1e-9)
    assert good.verdict[0] is bad.verdict[0] or bad.upper[0] == pytest.approx(margin)


@given(st.floats(-20, 20), st.floats(0.1, 10), st.floats(0.5, 10))
def test_points_of_a_survey_are_judged_alike(middle, half, margin):
    rise = kept_difference(middle, middle - half, middle + half, margin=margin, polarity=LOWER)
    twin = (
        KeptVerdict.HELD
        if middle + half < margin
        else KeptVerdict.LOST
        if middle - half > 0
        else KeptVerdict.NOT_TO_BE_TOLD
    )
    assert rise.verdict[0] is twin
    fall = kept_difference(-middle, -middle - half, -middle + half, margin=margin, polarity=HIGHER)
    assert fall.verdict[0] is twin


@pytest.mark.parametrize("margin", [0.0, -0.1, np.inf])
def test_a_margin_of_nothing_is_refused_with_the_reason(margin):
    with pytest.raises(ValueError, match="agree how much would be too much"):
        kept_ratio(1, 0.9, 1.1, margin=margin, polarity=LOWER)


def test_a_neutral_indicator_cannot_be_kept():
    with pytest.raises(ValueError, match="no good direction"):
        kept_ratio(1, 0.9, 1.1, margin=0.1, polarity=Polarity.NEUTRAL)


def test_the_smallest_margin_by_hand():
    # 400 against 400: standard error of the log ratio sqrt(2 / 400), (1.959964 + 0.841621) of it.
    assert smallest_margin(400, 1, 1)[0] == pytest.approx(np.expm1(2.801585 * 0.0707107), rel=1e-5)
    assert np.isnan(smallest_margin(0, 1, 1)[0])


# --- targets -----------------------------------------------------------------------------------


def test_a_target_within_the_noise_is_not_testable_and_a_weak_one_is_named():
    # Amersfoort: 560 burglaries to 550 is within noise; 700 is weaker than what is there today.
    # The smallest fall that two such counts show is about 11 %.
    test = examine_target(
        560, [550, 400, 700], detectable_rise=1.18, detectable_fall=0.89, polarity=LOWER
    )
    assert test.testable.tolist() == [False, True, False]
    assert test.weaker_than_present.tolist() == [False, False, True]


def test_a_target_upward_looks_at_the_rise():
    test = examine_target(
        100, [105, 130], detectable_rise=1.2, detectable_fall=0.8, polarity=HIGHER
    )
    assert test.testable.tolist() == [False, True]


def test_where_no_change_would_be_seen_no_target_is_testable():
    assert not examine_target(
        3, 0, detectable_rise=4, detectable_fall=np.nan, polarity=LOWER
    ).testable[0]


@given(
    middle=st.floats(1, 100),
    half=st.floats(0, 30),
    target=st.floats(1, 100),
    testable=st.booleans(),
    polarity=st.sampled_from([LOWER, HIGHER]),
)
def test_a_verdict_on_a_target_as_defined(*, middle, half, target, testable, polarity):
    outcome = judge_target(
        middle, middle - half, middle + half, target, testable=testable, polarity=polarity
    )
    inside = {middle - half, middle + half}
    good = [v <= target if polarity is LOWER else v >= target for v in inside]
    unsure = TargetVerdict.NOT_TO_BE_TOLD if testable else TargetVerdict.NOT_TESTABLE
    twin = TargetVerdict.MET if all(good) else unsure if any(good) else TargetVerdict.NOT_MET
    assert outcome.verdict[0] is twin
    assert outcome.reached[0] == (middle <= target if polarity is LOWER else middle >= target)


# --- course ------------------------------------------------------------------------------------


def test_the_line_is_that_of_weighted_least_squares():
    t = np.array([2015.0, 2016, 2017, 2018, 2019])
    y, s = np.array([30.0, 27, 26, 22, 21]), np.array([1.0, 1.5, 1.0, 2.0, 1.0])
    found = course(t, y, s, target=18, at=2022, polarity=LOWER, logarithmic=False)
    coefficients, covariance = np.polyfit(t - 2017, y, 1, w=1 / s, cov="unscaled")
    x = np.array([5.0, 1.0])
    left = (y - np.polyval(coefficients, t - 2017)) / s
    wide = max(np.sum(left**2) / 3, 1)
    half = stats.t.ppf(0.975, 3) * np.sqrt(wide * x @ covariance @ x)
    assert found.expected == pytest.approx(np.polyval(coefficients, 5), rel=1e-9)
    assert found.upper - found.expected == pytest.approx(half, rel=1e-6)
    assert found.dispersion == pytest.approx(wide, rel=1e-6)


def test_a_halving_every_year_is_on_course_and_its_mirror_off():
    times, values = np.arange(2018, 2024), 1000 * 0.5 ** np.arange(6)
    fall = course(times, values, 0.01 * values, target=10, at=2026, polarity=LOWER)
    assert fall.verdict is CourseVerdict.ON_COURSE
    assert fall.yearly == pytest.approx(0.5)
    assert fall.expected == pytest.approx(1000 * 0.5**8)
    rise = course(times, 1 / values, 0.01 / values, target=1e-3, at=2026, polarity=LOWER)
    assert rise.verdict is CourseVerdict.OFF_COURSE


@pytest.mark.parametrize("points", [0, 1, 2])
def test_two_points_never_tell(points):
    found = course(
        np.arange(points), np.full(points, 5.0), np.ones(points), target=1, at=9, polarity=LOWER
    )
    assert (found.verdict, found.method) == (CourseVerdict.NOT_TO_BE_TOLD, "too-few-points")
    assert np.isnan(found.expected)


def test_a_logarithm_of_nothing_is_refused():
    with pytest.raises(ValueError, match="logarithmic=False"):
        course([1, 2, 3], [1, 0, 2], [1, 1, 1], target=1, at=4, polarity=LOWER)


# --- control charts ----------------------------------------------------------------------------


@pytest.mark.parametrize("mean", [0.0, 0.05, 0.7, 3.0, 40.0, 2_500.0])
@pytest.mark.parametrize("phi", [1.0, 1.3, 3.8])
@pytest.mark.parametrize("share", [0.00135, 0.025, 0.5, 0.99865])
def test_count_quantiles_are_those_of_the_distributions(mean, phi, share):
    ours = count_quantile(mean, phi, share)[0]
    if mean == 0:
        twin = 0.0
    elif phi == 1:
        twin = stats.poisson.ppf(share, mean)
    else:
        twin = stats.nbinom.ppf(share, mean / (phi - 1), 1 / phi)
    assert ours == twin
    assert count_below(ours, mean, phi)[0] >= share
    assert count_below(ours - 1, mean, phi)[0] < share


def slow_runs(side):
    known = [i for i, s in enumerate(side) if s]
    return {
        i
        for start in range(len(known) - 7)
        for i in known[start : start + 8]
        if len({side[j] for j in known[start : start + 8]}) == 1
    }


@given(st.lists(st.sampled_from([-1.0, -1.0, 0.0, 1.0]), max_size=40))
def test_long_runs_are_every_eight_on_one_side(side):
    assert set(np.flatnonzero(long_runs(np.array(side)))) == slow_runs(side)


def test_a_shift_is_seen_and_the_past_stays_calm():
    calm = [20, 23, 18, 21, 19, 24, 17, 20, 22, 19]
    chart = control_chart(
        [*calm, 55], 1.0, baseline=[True] * 10 + [False], target_rate=10, polarity=LOWER
    )
    assert chart.beyond.tolist() == [False] * 10 + [True]
    assert chart.variation is Variation.WORSENING
    assert chart.centre[0] == pytest.approx(20.3)
    assert chart.assurance is Assurance.HIT_OR_MISS
    good = control_chart([*calm, 55], 1.0, baseline=[True] * 10 + [False], polarity=HIGHER)
    assert good.variation is Variation.IMPROVING


@pytest.mark.parametrize(
    ("target", "assurance"), [(2, Assurance.WILL_MISS), (90, Assurance.WILL_MEET)]
)
def test_assurance_looks_at_the_limits_not_at_the_last_point(target, assurance):
    chart = control_chart([20, 23, 18, 21, 19, 24, 17, 20], 1.0, target_rate=target)
    assert chart.assurance is assurance
    assert chart.variation is Variation.COMMON_CAUSE


def test_few_points_give_no_traffic_light():
    chart = control_chart([5, 50], 1.0, target_rate=1)
    assert chart.variation is Variation.TOO_FEW_POINTS
    assert chart.assurance is Assurance.TOO_FEW_POINTS


def test_twice_the_residents_and_twice_the_counts_keep_the_signals():
    counts = np.array([8.0, 11, 9, 10, 12, 7, 10, 9, 40])
    once = control_chart(counts, 100.0, phi=1)
    twice = control_chart(2 * counts, 200.0, phi=1)
    assert once.beyond.tolist() == twice.beyond.tolist()
    np.testing.assert_allclose(2 * once.centre, twice.centre)


# --- ranks -------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(0, 9), st.floats(0, 3), st.floats(0, 3)), min_size=1, max_size=12)
)
def test_ranks_by_comparing_every_pair(rows):
    value, low, high = (
        np.array(column) for column in zip(*[(m, m - a, m + b) for m, a, b in rows], strict=True)
    )
    found = rank_intervals(value, low, high)
    for i in range(len(rows)):
        assert found.best[i] == 1 + sum(low[j] > high[i] for j in range(len(rows)))
        assert found.worst[i] == len(rows) - sum(high[j] < low[i] for j in range(len(rows)))
        assert found.rank[i] == 1 + sum(value[j] > value[i] for j in range(len(rows)))
        assert found.best[i] <= found.rank[i] <= found.worst[i]


def test_an_unknown_value_has_no_rank():
    found = rank_intervals([3, np.nan, 1], [2, 1, 0], [4, 2, 2])
    assert found.rank.tolist() == [1, 0, 2]
    assert found.compared == 2


def test_the_level_of_each_interval_makes_the_joint_level():
    assert joint_level(0.95, 342) ** 342 == pytest.approx(0.95)
    with pytest.raises(ValueError, match="at least one"):
        joint_level(0.95, 0)
