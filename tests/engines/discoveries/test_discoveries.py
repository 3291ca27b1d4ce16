"""Discoveries: R's table, a slow twin, a case by hand, properties, and the promise on own draws."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.discoveries import MOST, NO_LINE, discrete_q, fold_nested

REFERENCE = Path(__file__).parent / "reference" / "p_adjust.csv"
CHANCE = st.floats(0, 1, allow_subnormal=False)


def slow_q(p, ceilings, floors, most=MOST):
    """Heyse (2011), with the factor of Doehler, Durand and Roquain (2018), from the definition."""

    def false(at):
        pairs = zip(ceilings, floors, strict=True)
        return sum(min(at, high) if at >= low else 0.0 for high, low in pairs) / (1 - most)

    def share(at):
        return false(at) / sum(other <= at for other in p)

    return [
        min([1.0, *(share(at) for at in p if each <= at <= most)]) if each <= most else 1.0
        for each in p
    ]


def test_without_ceilings_it_is_benjamini_and_hochberg_as_r_has_it():
    table = np.genfromtxt(REFERENCE, delimiter=",", names=True)
    assert discrete_q(table["p"], most=None) == pytest.approx(table["BH"], rel=1e-12)


@given(st.lists(st.tuples(CHANCE, CHANCE, st.floats(0, 0.2)), min_size=1, max_size=30))
def test_equal_to_the_slow_twin(rows):
    p, ceilings, floors = (np.array(column) for column in zip(*rows, strict=True))
    ceilings = np.maximum(ceilings, floors)
    p = np.round(p**4, 5)  # small ones, and ties
    expected = slow_q(p.tolist(), ceilings.tolist(), floors.tolist())
    assert discrete_q(p, ceilings=ceilings, floors=floors) == pytest.approx(expected, rel=1e-9)


def test_by_hand():
    # Three tests; the third comes up once in a thousand weeks. At 0.01: 0.01 + 0.01 + 0.001 are
    # expected by chance and one is found; at 0.02: 0.02 + 0.02 + 0.001 and two are found.
    found = discrete_q([0.01, 0.02, 0.9], ceilings=[1, 1, 0.001], most=0.05)
    assert found == pytest.approx([0.0205 / 0.95, 0.0205 / 0.95, 1.0])


def test_a_test_that_cannot_come_up_costs_the_others_nothing():
    alone = discrete_q([0.001, 0.04])
    among = discrete_q([0.001, 0.04, *[1.0] * 500], ceilings=[1, 1, *[0.0] * 500])
    assert among[:2] == pytest.approx(alone)


def test_a_test_that_was_not_made_does_not_count():
    found = discrete_q([0.001, np.nan, 0.2])
    assert np.isnan(found[1])
    assert found[[0, 2]] == pytest.approx(discrete_q([0.001, 0.2]))
    assert discrete_q([]).tolist() == []


@pytest.mark.parametrize("wrong", [{"p": [1.2]}, {"p": [0.5], "most": 1.0}])
def test_what_is_no_chance_is_refused(wrong):
    with pytest.raises(ValueError, match="give"):
        discrete_q(**wrong)


def test_the_promise_holds_for_discrete_tests_of_which_a_tenth_is_true():
    rng = np.random.default_rng(11)
    means = rng.gamma(0.7, 1.0, 600)
    support = np.arange(60)
    chance = np.exp(-means[:, None] + support * np.log(means)[:, None] - log_factorial(support))
    tails = chance[:, ::-1].cumsum(axis=1)[:, ::-1]
    gate = 3
    shares = []
    for _ in range(300):
        true = rng.random(600) < 0.1
        counts = np.minimum(rng.poisson(means + true * 4 * np.sqrt(means)), 59)
        p = np.where(counts >= gate, np.minimum(tails[np.arange(600), counts], 1.0), 1.0)
        found = discrete_q(p, ceilings=tails[:, gate]) <= 0.2
        shares.append((found & ~true).sum() / max(found.sum(), 1))
    assert 0.05 < np.mean(shares) <= 0.2


def log_factorial(counts):
    return np.concatenate([[0.0], np.log(np.arange(1, len(counts))).cumsum()])


def test_a_buurt_its_wijk_and_the_city_are_one_line():
    #        city, wijk A, buurt A1, buurt A2, wijk B, buurt B1
    parents = [-1, 0, 1, 1, 0, 4]
    p = [0.5, 0.002, 0.001, 0.004, 0.5, 0.003]
    folded = fold_nested(p, [False, True, True, True, False, True], parents)
    assert folded.line.tolist() == [NO_LINE, 0, 0, 0, NO_LINE, 1]
    assert folded.heads.tolist() == [2, 5]


def test_the_city_takes_in_what_lies_below_it():
    folded = fold_nested([0.001, 0.5, 0.002], [True, False, True], [-1, 0, 1])
    assert folded.line.tolist() == [0, NO_LINE, 0]


def test_areas_in_a_circle_are_refused():
    with pytest.raises(ValueError, match="tree"):
        fold_nested([0.1, 0.1], [True, False], [1, 1])
