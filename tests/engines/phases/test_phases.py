"""Phases rise by evidence and fall by decision; a history gives the same course every time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.phases import (
    ONCE_IN_YEARS,
    Decision,
    PhaseEvidence,
    PhaseRules,
    PhaseState,
    decide,
    find_near_repeats,
    once_in_years,
    replay,
    step,
)
from baken.vocabulary.phase import Phase, PhaseMove, PhaseRuling

BEGIN = date(2026, 1, 5)
RULES = PhaseRules(0.03, 0.1, 0.012, 5e-5, 3, 2, 3, 2, 0.02)
ORDER = list(Phase)
ps = st.sampled_from([None, 0.9, 0.2, 0.1, 0.05, 0.03, 0.02, 0.012, 0.001, 5e-5, 1e-6])


def seen(number: int, p: float | None, recent: int = 9, near: int | None = None) -> PhaseEvidence:
    return PhaseEvidence(
        BEGIN + timedelta(weeks=number), recent, recent, p=p, near_repeats=near,
        near_repeats_p=None if near is None else 0.01,
    )  # fmt: skip


histories = st.lists(
    st.tuples(ps, st.integers(0, 9), st.sampled_from([None, 0, 1, 2])), max_size=20
)


def slow_twin(history: list[PhaseEvidence]) -> list[Phase]:
    """The rules as the model's text says them, looking back over all weeks each time."""
    phases, now = [], Phase.RUST
    for n in range(len(history)):

        def high(k: int, limit: float) -> bool:
            each = history[k]
            return k >= 0 and each.p is not None and each.p <= limit and each.recent >= 3

        near = (history[n].near_repeats or 0) >= 2
        if high(n, 5e-5) or (n >= 2 and all(high(k, 0.012) for k in (n - 2, n - 1, n))):
            now = Phase.ESCALATIE
        elif now is Phase.RUST and (high(n, 0.03) or near):
            now = Phase.ALERT
        phases.append(now)
    return phases


@given(histories)
def test_rising_is_what_the_text_says(given_weeks):
    history = [seen(n, p, recent, near) for n, (p, recent, near) in enumerate(given_weeks)]
    assert [each.state.phase for each in replay(history, RULES)] == slow_twin(history)


@given(histories)
def test_a_phase_never_falls_without_a_decision(given_weeks):
    history = [seen(n, p, recent, near) for n, (p, recent, near) in enumerate(given_weeks)]
    heights = [ORDER.index(each.state.phase) for each in replay(history, RULES)]
    assert heights == sorted(heights)


@given(histories, st.sampled_from(PhaseRuling))
def test_a_history_replays_to_the_same_course_with_its_decisions(given_weeks, ruling):
    history = [seen(n, p, recent, near) for n, (p, recent, near) in enumerate(given_weeks)]
    state, course, decisions = PhaseState(), [], []
    for evidence in history:
        state, move = step(state, evidence, RULES)
        course.append((evidence.week, state, move))
        if state.proposed is not None:
            decisions.append(Decision(evidence.week, ruling))
            before = state.phase
            state, move = decide(state, decisions[-1])
            course.append((evidence.week, state, move))
            fallen = ORDER.index(before) - ORDER.index(state.phase)
            assert fallen == (ruling is PhaseRuling.STEP_DOWN), "one phase at a time"
    again = replay(history, [RULES] * len(history), decisions)
    assert [(each.week, each.state, each.move) for each in again] == course


def test_quiet_weeks_propose_and_a_week_that_is_not_quiet_withdraws():
    history = [seen(n, p) for n, p in enumerate([0.02, 0.05, 0.5, 0.5, 0.5, 0.05, 0.5, 0.5])]
    moves = [each.move for each in replay(history, RULES)]
    assert moves == [
        PhaseMove.RISEN, None, None, PhaseMove.PROPOSED, None, PhaseMove.LAPSED, None,
        PhaseMove.PROPOSED,
    ]  # fmt: skip
    kept = replay(history[:5], RULES, [Decision(history[3].week, PhaseRuling.KEEP)])
    assert kept[-1].state.phase is Phase.ALERT
    assert kept[-1].state.quiet == 1, "after keeping, quiet weeks are counted anew"


def test_an_unknown_week_breaks_a_row_and_changes_nothing_else():
    rose = replay([seen(0, 0.01), seen(1, 0.01), seen(2, None), seen(3, 0.01)], RULES)
    assert [each.state.phase for each in rose] == [Phase.ALERT] * 4
    assert rose[2].state.lasting == 0


def test_below_the_least_count_nothing_rises():
    assert replay([seen(0, 1e-6, recent=2)], RULES)[0].state.phase is Phase.RUST


def test_what_contradicts_itself_is_refused():
    with pytest.raises(ValueError, match="escalate_p"):
        PhaseRules(0.01, 0.1, 0.02, 5e-5, 3, 2, 3, 2, 0.02)
    with pytest.raises(ValueError, match="each week once, in order"):
        replay([seen(1, 0.5), seen(0, 0.5)], RULES)
    with pytest.raises(ValueError, match="nothing is proposed"):
        replay([seen(0, 0.5)], RULES, [Decision(BEGIN, PhaseRuling.KEEP)])
    with pytest.raises(ValueError, match="no review of"):
        replay([], RULES, [Decision(BEGIN, PhaseRuling.KEEP)])


@given(st.floats(1e-9, 1.0), st.floats(1e-9, 1.0))
def test_what_is_less_likely_is_never_said_to_come_more_often(one, other):
    low, high = sorted((one, other))
    assert once_in_years(low).years >= once_in_years(high).years


def test_the_measured_points_are_given_back_and_nothing_is_said_beyond_them():
    for p, years in ONCE_IN_YEARS:
        assert once_in_years(p).years == pytest.approx(years)
    assert once_in_years(1e-9).beyond
    assert not once_in_years(ONCE_IN_YEARS[-1][0]).beyond


def spread(number: int, newest: int) -> tuple[list[int], list[float], list[float]]:
    """A history on a grid of 300 m, one a week, nowhere near each other in time and place."""
    days = [newest - 30 - 7 * n for n in range(number)]
    xs = [300.0 * (n % 10) for n in range(number)]
    return days, xs, [300.0 * (n // 10) for n in range(number)]


def test_near_repeats_are_counted_within_seven_days_and_two_hundred_metres():
    days, xs, ys = spread(60, 1000)
    days += [1000, 998, 993, 992]
    xs, ys = [*xs, 0.0, 150.0, 100.0, 5000.0], [*ys, 10.0, 10.0, 10.0, 5000.0]
    found = find_near_repeats(days, xs, ys, newest=1000)
    assert found is not None
    assert found.count == 2, "998 follows 993, 1000 follows both; 993 is of the week before"
    assert 0 < found.expected < 0.2
    assert found.p < 0.02


def test_few_registrations_say_nothing_about_near_repeats():
    assert find_near_repeats(*spread(5, 100), newest=100) is None
