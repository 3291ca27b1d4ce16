"""Whether a goal is measurable, and what measures leave open; counted in the bundled plans."""

from dataclasses import replace

import pytest

from baken.records.plans.codes import Direction, GoalLevel, IndicatorLink, MarginUnit, Reading
from baken.records.plans.facts import GoalDoubt, Measurability, MeasureCounts, Need
from baken.records.plans.rules import counts_of, doubts_of, is_far, is_forward, judged_goal
from baken.records.plans.schema import Goal, KeptLevel, PlanBaseline, PlanHead, PlanTarget
from baken.records.plans.selectors import plan

UTRECHT, AMERSFOORT = "utr_ivp_2019_2022", "amf_2018"


def a_goal(**given) -> Goal:
    whole = {
        "id": "g", "title_nl": "x", "title_en": "x", "source": "t", "section": "s", "line": 1,
        "level": GoalLevel.GOAL, "measurable": Reading.YES, "judgement_en": "",
        "indicator_ids": ("a",), "indicator_link": IndicatorLink.NAMED, "has_baseline": True,
        "has_target": True, "has_date": True,
    }  # fmt: skip
    return Goal(**(whole | given))


def test_with_all_five_a_goal_is_measurable() -> None:
    assert judged_goal(a_goal()).verdict is Measurability.MEASURABLE


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ({"indicator_ids": ()}, Need.INDICATOR),
        ({"has_baseline": False}, Need.BASELINE),
        ({"has_target": False}, Need.TARGET),
        ({"has_date": False}, Need.DATE),
        ({"source": ""}, Need.SOURCE),
    ],
)
def test_without_one_of_the_five_it_cannot_be_called_measurable(without: dict, lacks: Need) -> None:
    tested = judged_goal(a_goal(**without))
    assert (tested.verdict, tested.lacks) == (Measurability.NOT_MEASURABLE, (lacks,))


def test_five_that_measure_something_else_do_not_make_it_measurable() -> None:
    assert judged_goal(a_goal(measurable=Reading.NO)).verdict is Measurability.NOT_MEASURABLE
    assert judged_goal(a_goal(measurable=Reading.PARTLY)).verdict is Measurability.PARTLY


def with_numbers(**given) -> Goal:
    """Return a goal of which the first text gave nothing, with numbers that came later."""
    later = {
        "has_baseline": False, "has_target": False, "measurable": Reading.NO,
        "baseline": PlanBaseline(value=10, date="2019"),
        "target": PlanTarget(value=8, date="2022", direction=Direction.AT_MOST),
    }  # fmt: skip
    return a_goal(**(later | given))


def test_numbers_that_came_later_outgrow_the_reading_of_the_first_text() -> None:
    judged = judged_goal(with_numbers())
    assert (judged.verdict, judged.outgrew_reading) == (Measurability.MEASURABLE, True)
    own = {
        "line": 0,
        "indicator_link": None,
        "has_indicator": None,
        "has_baseline": None,
        "has_target": None,
        "has_date": None,
    }
    said_on_screen = judged_goal(with_numbers(**own))
    assert said_on_screen.verdict is Measurability.NOT_MEASURABLE, "the municipality says so itself"


@pytest.mark.parametrize(
    ("baseline", "target", "in_order"),
    [
        ("2030", "2020", False),
        ("2019", "2019", False),
        ("2019", "2019-06", False),
        ("2019-01", "2019", True),
        ("2019-06-30", "2019-07", True),
        ("2019", "2022-12-31", True),
    ],
)
def test_a_target_comes_after_its_baseline(baseline: str, target: str, *, in_order: bool) -> None:
    goal = with_numbers(
        baseline=PlanBaseline(value=10, date=baseline), target=PlanTarget(value=8, date=target)
    )
    assert (judged_goal(goal).verdict is Measurability.MEASURABLE) is in_order
    kept = KeptLevel(margin=0.1, unit=MarginUnit.SHARE, date=target)
    assert judged_goal(replace(goal, target=None, kept_level=kept)).is_in_order is in_order


@pytest.mark.parametrize(
    ("target", "doubts"),
    [
        (PlanTarget(value=8, date="2022", direction=Direction.AT_MOST), ()),
        (
            PlanTarget(value=900, date="2018", direction=Direction.AT_MOST),
            (
                GoalDoubt.NOT_AFTER_BASELINE,
                GoalDoubt.WORSE_THAN_BASELINE,
                GoalDoubt.OUTSIDE_PERIOD,
            ),
        ),
        (
            PlanTarget(value=8, date="2022", direction=Direction.AT_LEAST),
            (GoalDoubt.WORSE_THAN_BASELINE,),
        ),
        (PlanTarget(value=12, date="2023"), (GoalDoubt.OUTSIDE_PERIOD,)),
    ],
)
def test_what_is_odd_in_a_target_is_said(target: PlanTarget, doubts: tuple) -> None:
    head = PlanHead(
        id="p", kind="x", title_nl="x", title_en="x", municipality="x", municipality_code="GM0344",
        sources=("t",), period_start=2019, period_end=2022,
    )  # fmt: skip
    assert doubts_of(with_numbers(target=target), head) == doubts


@pytest.mark.parametrize(("written", "far"), [(90, False), (110, False), (10, True), (900, True)])
def test_a_baseline_is_held_against_the_known_figure(written: float, *, far: bool) -> None:
    assert is_far(written, 100) is far


@pytest.mark.parametrize(
    ("name", "measurable", "partly", "number"), [(UTRECHT, 0, 0, 7), (AMERSFOORT, 3, 1, 7)]
)
def test_goals_of_the_bundled_plans(
    db: None, name: str, measurable: int, partly: int, number: int
) -> None:
    found = [judged_goal(goal).verdict for goal in plan(name).goals]
    assert len(found) == number
    assert found.count(Measurability.MEASURABLE) == measurable
    assert found.count(Measurability.PARTLY) == partly


# (measures, no organisation, no date, neither, with indicator, money, amount, capacity,
# owner, logic), as a person counted them in the texts.
COUNTED = {
    (UTRECHT, "all"): (172, 90, 160, 86, 6, 0, 0, 0, 0, 0),
    (UTRECHT, "announced"): (55, 35, 51, 33, 1, 0, 0, 0, 0, 0),
    (AMERSFOORT, "all"): (59, 35, 40, 25, 5, 4, 0, 1, 0, 0),
    (AMERSFOORT, "announced"): (19, 12, 9, 7, 1, 2, 0, 1, 0, 0),
}


@pytest.mark.parametrize(("name", "which"), COUNTED)
def test_what_measures_leave_open_in_the_bundled_plans(db: None, name: str, which: str) -> None:
    found = plan(name)
    own_text = found.head.sources[0]
    measures = [m for m in found.measures if which == "all" or is_forward(m, text=own_text)]
    assert counts_of(measures) == MeasureCounts(*COUNTED[name, which])
