"""Crosswalk: a worked example, a slow twin from the definition, and conservation."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from baken.engines.crosswalk import by_area, by_people, carry


def test_worked_example_of_one_area_split_in_two():
    """100 counts in a square; a quarter of it goes west, where three in four people live."""
    old = [box(0, 0, 100, 100)]
    new = [box(0, 0, 25, 100), box(25, 0, 100, 100)]
    even = carry([100], by_area(old, new))
    np.testing.assert_allclose(even.value, [25, 75])
    np.testing.assert_allclose(even.standard_error, [np.sqrt(18.75)] * 2)
    peopled = carry([100], by_people(old, new, new, [300, 100]))
    np.testing.assert_allclose(peopled.value, [75, 25])
    np.testing.assert_allclose([even.lowest, even.highest], [[0, 0], [100, 100]])


def test_merged_areas_add_up_without_error():
    old = [box(0, 0, 50, 100), box(50, 0, 100, 100)]
    merged = carry([30, 12], by_area(old, [box(0, 0, 100, 100)]))
    assert (merged.value[0], merged.standard_error[0]) == (42, 0)
    assert merged.lowest[0] == merged.highest[0] == 42


def test_a_border_drawn_anew_is_no_change_and_a_hole_is_stated():
    old = [box(0, 0, 100, 100), box(100, 0, 200, 100)]
    redrawn = carry([10, 20], by_area(old, [box(0, 0, 100.3, 100), box(100.3, 0, 200, 100)]))
    np.testing.assert_allclose(redrawn.value, [10, 20])
    assert redrawn.lost == 0
    half = carry([10, 20], by_area(old, [box(0, 0, 100, 100), box(100, 0, 150, 100)]))
    np.testing.assert_allclose(half.value, [10, 10])
    assert half.lost == pytest.approx(10)


def test_an_area_without_people_is_shared_out_by_area():
    old, new = [box(0, 0, 10, 10)], [box(0, 0, 4, 10), box(4, 0, 10, 10)]
    shares = by_people(old, new, new, [0, 0]).shares
    np.testing.assert_allclose(shares, [[0.4, 0.6]])


edges = st.lists(st.integers(1, 99), unique=True, max_size=4).map(
    lambda inner: [0, *sorted(inner), 100]
)


def strips(cuts):
    return [box(a, 0, b, 10) for a, b in pairwise(cuts)]


@given(edges, edges, st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_and_bounds_hold_whatever_the_division(old_cuts, new_cuts, data):
    old, new = strips(old_cuts), strips(new_cuts)
    number = st.integers(0, 1000)
    counts = data.draw(st.lists(number, min_size=len(old), max_size=len(old)))
    people = data.draw(st.lists(number, min_size=len(new), max_size=len(new)))
    for crosswalk in (by_area(old, new), by_people(old, new, new, people)):
        carried = carry(counts, crosswalk)
        assert carried.value.sum() + carried.lost == pytest.approx(sum(counts))
        assert (carried.lowest <= carried.value + 1e-6).all()
        assert (carried.value <= carried.highest + 1e-6).all()
        np.testing.assert_allclose(crosswalk.shares.sum(axis=1) + crosswalk.uncovered, 1)


@given(edges, edges, st.data())
@settings(max_examples=40, deadline=None)
def test_slow_twin_walks_over_every_metre(old_cuts, new_cuts, data):
    """Each metre of the strip carries an even part of its old area to the new area it lies in."""
    numbers = st.lists(st.integers(0, 1000), min_size=len(old_cuts) - 1, max_size=len(old_cuts) - 1)
    counts = data.draw(numbers)
    expected = np.zeros(len(new_cuts) - 1)
    for metre in range(100):
        i = np.searchsorted(old_cuts, metre, side="right") - 1
        j = np.searchsorted(new_cuts, metre, side="right") - 1
        expected[j] += counts[i] / (old_cuts[i + 1] - old_cuts[i])
    carried = carry(counts, by_area(strips(old_cuts), strips(new_cuts)))
    np.testing.assert_allclose(carried.value, expected, rtol=1e-9, atol=1e-9)


def test_the_stated_error_is_the_error_when_the_assumption_holds():
    rng = np.random.default_rng(5)
    crosswalk = by_area([box(0, 0, 100, 10)], [box(0, 0, 30, 10), box(30, 0, 100, 10)])
    carried = carry([200], crosswalk)
    falls = rng.binomial(200, 0.3, size=20_000)
    assert np.std(falls - carried.value[0]) == pytest.approx(carried.standard_error[0], rel=0.03)


def test_counts_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="expected 1 counts"):
        carry([1, 2], by_area([box(0, 0, 1, 1)], [box(0, 0, 1, 1)]))
