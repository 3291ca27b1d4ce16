"""Nothing hidden can be worked out: worked examples, an outside attack, twins, planted faults."""

import numpy as np
import pytest
from engines.disclosure.twins import least_cost, table_with_margins, whole_number_attack
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from baken.engines.disclosure import (
    Family,
    Publication,
    State,
    additive_relations,
    attack,
    audit,
    primary_states,
    protect,
    publication_of,
    round_together,
)
from baken.engines.disclosure.family import is_small

MINIMUM, SLIDE = 5, 3
# Without shrinking: a table of one's own is small enough to read, and shrinking takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
inner_tables = st.integers(2, 4).flatmap(
    lambda rows: st.integers(2, 4).flatmap(
        lambda columns: st.lists(
            st.lists(
                st.one_of(st.integers(0, 6), st.integers(0, 40)),
                min_size=columns,
                max_size=columns,
            ),
            min_size=rows,
            max_size=rows,
        )
    )
)


def family_of(inside, **options):
    counts, relations = table_with_margins(inside)
    return Family.of(counts, relations, minimum=MINIMUM, **options)


def assert_nothing_recovered(family, states):
    found = attack(publication_of(family, states))
    # Silence says nothing, yet what is small under it must stay as well hidden.
    silent = states == State.SILENT
    small = is_small(states) | (silent & (family.counts < family.minimum))
    withheld = (states == State.WITHHELD) | (silent & ~small)
    assert (found.lower[small] <= 1 + 1e-6).all()
    assert (found.upper[small] >= family.minimum[small] - 1 - 1e-6).all()
    assert (found.width[withheld] >= SLIDE - 1e-6).all()


def test_the_attack_finds_the_interval_of_the_literature():
    # Fischetti & Salazar (2001), figure 1: activity II in region C lies between 5 and 30.
    counts, relations = table_with_margins([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
    known = counts.astype(float)
    hidden = [9, 11, 13, 15]
    known[hidden] = np.nan
    nothing = np.where(np.isnan(known), 0.0, known)
    seen = Publication(relations, known, nothing, np.where(np.isnan(known), np.inf, known))
    found = attack(seen)
    assert (found.lower[11], found.upper[11]) == (5.0, 30.0)


def test_a_single_small_cell_takes_the_cheapest_rectangle_along():
    family = family_of([[3, 20, 9], [30, 40, 50], [12, 60, 11]])
    outcome = protect(family, slide=SLIDE)
    assert outcome.audit.passed
    assert outcome.states.reshape(4, 4)[1, 1] == State.SMALL
    # 3 must reach 1 and 4: with it go one more cell of its row, one of its column, and the fourth.
    assert outcome.withheld == 3
    assert_nothing_recovered(family, outcome.states)


def test_below_a_small_total_a_zero_is_not_shown():
    family = family_of([[1, 0, 3], [30, 40, 50], [12, 60, 20]])
    states = primary_states(family).reshape(4, 4)
    assert states[1].tolist() == [State.SMALL] + [State.SMALL_OR_ZERO] * 3


def test_elsewhere_a_zero_is_shown():
    family = family_of([[9, 0, 30], [30, 40, 50]])
    assert (protect(family, slide=SLIDE).states == State.SHOWN).all()


def test_hiding_only_what_is_small_is_caught():
    family = family_of([[3, 20, 9], [30, 40, 50], [12, 60, 11]])
    weak = audit(family, primary_states(family), slide=SLIDE)
    assert not weak.passed
    with pytest.raises(AssertionError):
        assert_nothing_recovered(family, primary_states(family))


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(inner_tables)
def test_no_hidden_cell_is_recovered_and_the_answer_is_the_same_twice(inside):
    family = family_of(inside)
    outcome = protect(family, slide=SLIDE)
    assert outcome.audit.passed
    assert_nothing_recovered(family, outcome.states)
    again = protect(family_of(inside), slide=SLIDE)
    assert np.array_equal(outcome.states, again.states)
    assert not (outcome.states == State.OPEN).any()


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(inner_tables)
def test_the_audit_agrees_with_the_attack_on_any_suppression(inside):
    family = family_of(inside)
    states = primary_states(family)
    outcome, found = audit(family, states, slide=SLIDE), attack(publication_of(family, states))
    high = is_small(states) & (found.lower > 1 + 1e-6)
    low = is_small(states) & (found.upper < MINIMUM - 1 - 1e-6)
    assert outcome.too_high.tolist() == np.flatnonzero(high).tolist()
    assert outcome.too_low.tolist() == np.flatnonzero(low).tolist()


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=2))
def test_whole_numbers_tell_no_more_than_fractions(inside):
    family = family_of(inside)
    states = protect(family, slide=SLIDE).states
    lowest, highest = whole_number_attack(
        publication_of(family, states), shape=(2, 3), most=np.asarray(inside) + 5
    )
    small = is_small(states)
    assert (lowest[small] <= 1).all()
    assert (highest[small] >= MINIMUM - 1).all()


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
@example([[2, 0, 0], [0, 0, 0], [0, 0, 0]])
def test_the_exact_optimum_is_never_dearer(inside):
    family = family_of(inside)
    outcome = protect(family, slide=0.0)
    assert outcome.audit.passed
    optimum = least_cost(family, primary_states(family), 0.0)
    if optimum is None:
        assert (outcome.states == State.SILENT).any()
        return
    assert optimum <= outcome.lost + 1e-6
    assert outcome.lost <= 3 * optimum + 1e-6


def test_levels_and_types_at_once_are_one_family():
    # A city of two wijken of two buurten, two types; type 0 and area 0 are the totals.
    inside = np.array([[2, 30], [40, 9], [25, 6], [1, 50]])
    cells = np.zeros((7, 3), dtype=int)
    cells[3:, 1:] = inside
    cells[1], cells[2] = cells[3:5].sum(0), cells[5:7].sum(0)
    cells[0] = cells[1] + cells[2]
    cells[:, 0] = cells[:, 1:].sum(1)
    place = np.arange(21).reshape(7, 3)
    sums = [(place[a, 0], place[a, 1:]) for a in range(7)]
    for t in range(3):
        sums += [
            (place[0, t], place[1:3, t]),
            (place[1, t], place[3:5, t]),
            (place[2, t], place[5:7, t]),
        ]
    family = Family.of(cells.ravel(), additive_relations(sums, cells=21), minimum=MINIMUM)
    outcome = protect(family, slide=SLIDE)
    assert outcome.audit.passed
    assert outcome.small == 2
    assert_nothing_recovered(family, outcome.states)


def test_what_was_shown_stays_shown_and_new_cells_hide_around_it():
    inside = [[3, 20, 9], [30, 40, 50], [12, 60, 11]]
    free = protect(family_of(inside), slide=SLIDE).states
    cheapest = np.flatnonzero(free == State.WITHHELD)
    past = np.zeros(16, dtype=int)
    past[cheapest] = State.SHOWN
    outcome = protect(family_of(inside, past=past), slide=SLIDE)
    assert outcome.audit.passed
    assert (outcome.states[cheapest] == State.SHOWN).all()


def test_what_was_hidden_stays_hidden():
    inside = [[30, 20, 19], [30, 40, 50], [12, 60, 11]]
    past = np.zeros(16, dtype=int)
    hide = np.zeros(16, dtype=bool)
    hide[5] = True
    outcome = protect(family_of(inside, past=past, hide=hide), slide=SLIDE)
    assert outcome.states[5] == State.WITHHELD
    assert outcome.audit.passed


def test_a_family_that_nothing_can_protect_says_so():
    inside = [[3, 20], [30, 40]]
    past = np.full(9, State.SHOWN)
    past[4] = State.OPEN
    outcome = protect(family_of(inside, past=past), slide=SLIDE)
    assert not outcome.audit.passed


@settings(max_examples=30, deadline=None, phases=PHASES)
@given(inner_tables, st.sampled_from([3, 5, 10]))
def test_rounded_tables_add_up_and_lie_next_to_the_counts(inside, base):
    family = family_of(inside)
    outcome = round_together(family, base=base)
    assert not (family.relations @ outcome.rounded).any()
    assert not (outcome.rounded % base).any()
    assert (np.abs(outcome.rounded - family.counts) < base).all()


@pytest.mark.parametrize(
    ("counts", "message"),
    [([5, 2, 2], "do not hold"), ([5.5, 2, 3.5], "whole numbers"), ([1, 2, -1], "whole numbers")],
)
def test_counts_that_are_no_table_are_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        Family.of(counts, additive_relations([(0, [1, 2])], cells=3), minimum=5)


def test_a_relation_with_itself_is_refused():
    with pytest.raises(ValueError, match="each once"):
        additive_relations([(0, [0, 1])], cells=2)
