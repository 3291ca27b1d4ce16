"""Whether a goal is measurable, and what measures leave open; counted in the bundled plans."""

import pytest

from baken.records.plans.facts import Measurability, MeasureCounts, Need
from baken.records.plans.rules import counts_of, is_forward, judged_goal
from baken.records.plans.schema import Goal, GoalLevel, IndicatorLink, Reading
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
