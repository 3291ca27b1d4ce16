"""What must hold for any counts: no data no alarm, units, swaps, more data, order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.engines.rates import (
    byar_interval,
    clopper_pearson_interval,
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
    smallest_detectable,
    stand_out_areas,
    verdicts,
    wilson_interval,
)

unhurried = settings(deadline=None)  # a busy machine is no fault of the formula
counts = st.integers(0, 5_000)
exposures = st.floats(0.1, 1e6)
phis = st.sampled_from([1.0, 1.3, 2.0, 4.0])
OPPOSITE = {"higher": "lower", "lower": "higher"}


@unhurried
@given(counts, exposures, phis)
def test_the_interval_holds_the_rate_and_doubling_exposure_halves_it(x, e, phi):
    once, twice = dispersed_interval(x, e, phi), dispersed_interval(x, 2 * e, phi)
    assert once.lower[0] <= once.rate[0] <= once.upper[0]
    for field in ("rate", "lower", "upper"):
        assert getattr(once, field)[0] == pytest.approx(2 * getattr(twice, field)[0], rel=1e-12)


@unhurried
@given(st.integers(1, 5_000), st.integers(2, 9), phis)
def test_more_of_the_same_data_never_widens_the_interval(x, times, phi):
    few, many = dispersed_interval(x, 1.0, phi), dispersed_interval(x * times, times, phi)
    assert many.upper - many.lower < few.upper - few.lower


@unhurried
@given(counts, st.sampled_from([1.0, 1.2, 2.0, 3.0]))
def test_more_overdispersion_never_narrows_the_interval(x, phi):
    calm, wild = dispersed_interval(x, 1.0, phi), dispersed_interval(x, 1.0, phi + 0.5)
    assert wild.upper > calm.upper
    assert wild.lower <= calm.lower


@unhurried
@given(counts, exposures)
def test_with_phi_one_the_interval_is_garwoods(x, e):
    assert dispersed_interval(x, e, 1.0).upper == exact_interval(x, e).upper
    assert dispersed_interval(x, e, 1.0).lower == exact_interval(x, e).lower


@unhurried
@given(counts, exposures, counts, exposures, phis)
def test_swapping_the_periods_flips_the_verdict(x, t, y, u, phi):
    there = compare_periods(x, t, y, u, phi=phi)
    back = compare_periods(y, u, x, t, phi=phi)
    assert there.p[0] == pytest.approx(back.p[0], rel=1e-6, abs=1e-12)
    word = str(there.verdict[0])
    if abs(there.p[0] - 0.05) > 1e-9:
        assert str(back.verdict[0]) == OPPOSITE.get(word, word)


@unhurried
@given(counts, exposures, counts, exposures, st.sampled_from([1.3, 2.0, 4.0]))
def test_verdict_and_interval_agree_under_overdispersion(x, t, y, u, phi):
    change = compare_periods(x, t, y, u, phi=phi)
    if abs(change.p[0] - 0.05) > 1e-9:
        outside = change.lower[0] > 1 or change.upper[0] < 1
        assert outside == (str(change.verdict[0]) in OPPOSITE)


@unhurried
@given(counts, counts, exposures)
def test_overdispersion_never_makes_a_change_more_certain(x, y, u):
    p = compare_periods(x, 1.0, y, u, phi=[1.3, 2.0, 4.0]).p
    assert p[0] <= p[1] + 1e-9
    assert p[1] <= p[2] + 1e-9 or p[2] > 0.3


@unhurried
@given(st.integers(1, 2_000), exposures, exposures, phis)
def test_detectable_changes_lie_around_one_and_shrink_with_more_data(x, t, u, phi):
    few = smallest_detectable(x, t, u, phi=phi)
    many = smallest_detectable(x * 4, t * 4, u * 4, phi=phi)
    assert few.rise[0] > many.rise[0] > 1
    assert np.isnan(few.fall[0]) or few.fall[0] < many.fall[0] < 1


@unhurried
@given(st.lists(st.tuples(counts, st.floats(1, 1e5)), min_size=1, max_size=40))
def test_a_shrunken_rate_lies_between_its_own_and_the_pooled_rate(rows):
    x, e = map(np.array, zip(*rows, strict=True))
    s = shrunken_rates(x, e)
    low, high = np.minimum(x / e, s.pooled_rate), np.maximum(x / e, s.pooled_rate)
    assert (s.rate >= low * (1 - 1e-9)).all()
    assert (s.rate <= high * (1 + 1e-9)).all()
    assert (s.lower <= s.rate).all()
    assert (s.rate <= s.upper).all()


@unhurried
@given(st.lists(counts, min_size=2, max_size=30), st.randoms())
def test_areas_keep_their_answer_in_any_order(x, random):
    order = list(range(len(x)))
    random.shuffle(order)
    x = np.array(x)
    for field in ("ratio", "p", "probability_above"):
        straight = getattr(stand_out_areas(x, 1.0), field)[order]
        np.testing.assert_allclose(getattr(stand_out_areas(x[order], 1.0), field), straight, 1e-7)


def test_no_data_gives_no_alarm():
    assert verdicts(np.nan, np.nan)[0] == "not-comparable"
    nothing = [np.nan, 5, 5, 0, 5]
    change = compare_periods(nothing, [1, 0, 1, 0, np.nan], 50, [1, 1, 0, 1, 1])
    assert set(change.verdict) == {"not-comparable"}
    assert np.isnan(change.p).all()
    assert np.isnan(change.lower).all()
    assert compare_periods(0, 1, 0, 1).verdict[0] == "no-demonstrable-change"
    assert compare_periods(5, 1, 50, 1, phi=np.nan).verdict[0] == "not-comparable"


def test_areas_without_exposure_or_count_stay_untold_and_disturb_nobody():
    x, e = [3, 8, 5, 2, np.nan, 4], [100, 210, 160, 90, 50, 0]
    whole, part = shrunken_rates(x, e), shrunken_rates(x[:4], e[:4])
    np.testing.assert_allclose(whole.rate[:4], part.rate)
    assert np.isnan(whole.rate[4:]).all()
    assert np.isnan(marshall_rates(x, e).rate[4:]).all()
    np.testing.assert_allclose(stand_out_areas(x, e).p[:4], stand_out_areas(x[:4], e[:4]).p)
    assert np.isnan(stand_out_areas(x, e).p_adjusted[4:]).all()
    local = neighbour_rates(x, e, [(0, 1), (1, 0), (3, 5), (5, 3)])
    assert np.isnan(local.rate[4:]).all()
    assert np.isfinite(local.rate[:4]).all()


def test_one_area_alone_keeps_its_rate():
    alone = shrunken_rates([7], [1_000])
    assert alone.rate[0] == pytest.approx(0.007)
    assert alone.lower[0] < 0.007 < alone.upper[0]
    assert stand_out_areas([7], [1_000]).p[0] == 1.0


def test_where_nothing_happened_nothing_is_certain():
    silent = shrunken_rates([0, 0], [100, 200])
    assert silent.rate.tolist() == [0, 0]
    np.testing.assert_allclose(silent.upper, exact_interval(0, [100, 200]).upper)
    assert stand_out_areas([0, 0], [100, 200]).p.tolist() == [1, 1]


def test_nothing_at_all_is_answered_with_nothing():
    empty: list[float] = []
    assert exact_interval(empty, empty).rate.size == 0
    assert compare_periods(empty, empty, empty, empty).p.size == 0
    assert shrunken_rates(empty, empty).rate.size == 0
    assert stand_out_areas(empty, empty).p.size == 0
    for told in (
        dispersion_between_areas(empty, empty),
        dispersion_between_years(empty, empty, empty, empty),
    ):
        assert np.isnan(told.phi)
        assert np.isnan(told.working_phi)


def test_too_few_years_cannot_be_told():
    x = [[10, 12, 11, 40], [10, np.nan, 11, 40]]
    short = expected_range(x, 1.0, [2021, 2022, 2023, 2024])
    assert short.n_years_used.tolist() == [3, 2]
    assert np.isnan(short.expected).all()
    assert set(short.verdict) == {"not-comparable"}
    assert expected_range(x, 1.0, range(4), minimum_years=3, phi=1).verdict[0] == "higher"


def test_left_out_years_are_as_if_never_delivered():
    x = np.random.default_rng(1).poisson(30, (4, 10)).astype(float)
    years = list(range(2015, 2025))
    left = expected_range(x, 1.0, years, leave_out=(2020, 2021))
    x[:, 5:7] = np.nan
    gone = expected_range(x, 1.0, years)
    np.testing.assert_array_equal(left.expected, gone.expected)
    np.testing.assert_array_equal(left.upper, gone.upper)


def test_a_year_beyond_the_range_is_named():
    x = [[100, 104, 98, 101, 99, 180], [100, 104, 98, 101, 99, 30], [100, 104, 98, 101, 99, 103]]
    assert expected_range(x, 1.0, range(6)).verdict.tolist() == [
        "higher",
        "lower",
        "no-demonstrable-change",
    ]


def test_series_too_short_have_no_dispersion():
    assert np.isnan(dispersion_along_series([[4, 5]], 1.0, [2023, 2024]).phi).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: exact_interval([3, -1], 1), "counts: a count is negative"),
        (lambda: exact_interval(2.5, 1), "not a whole number: 2.5 at index"),
        (lambda: byar_interval(2, -5), "an exposure is negative"),
        (lambda: exact_interval(2, 5, level=95), "level: 95"),
        (lambda: dispersed_interval(2, 5, 0.8), "phi: overdispersion must be 1 or more"),
        (lambda: compare_periods(2, 5, -2, 5), "later counts: a count is negative"),
        (lambda: compare_shares(5, 4, 1, 9), "check that the columns are not swapped"),
        (lambda: neighbour_rates([1, 2], [3, 4], [(0, 2)]), "number areas from 0"),
        (lambda: expected_range([[1, 2]], 1, [2024, 2023]), "in rising order"),
        (lambda: dispersion_between_areas([1], [1], winsorised=0.9), "share 0.9 per side"),
        (lambda: smallest_detectable(5, 1, 1, power=80), "power: 80"),
    ],
)
def test_errors_say_what_was_given_and_what_to_do(call, words):
    with pytest.raises(ValueError, match=words.split("(")[0]):
        call()


def test_methods_are_named_for_the_record():
    named = [
        exact_interval(1, 1),
        byar_interval(1, 1),
        dispersed_interval(1, 1, 2),
        compare_rates(1, 1, 2, 1),
        compare_shares(1, 2, 1, 2),
        wilson_interval(1, 2),
        clopper_pearson_interval(1, 2),
        marshall_rates([1], [1]),
        shrunken_rates([1], [1]),
        compare_periods(1, 1, 2, 1),
        stand_out_areas([1], [1]),
    ]
    methods = [result.method for result in named]
    assert len(set(methods)) == len(methods)
    assert all(m == m.lower() and " " not in m for m in methods)
