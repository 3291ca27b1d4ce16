"""Decisions about plans, without a database: is a goal measurable, what does a measure lack."""

from collections.abc import Iterable

from baken.records.plans.facts import JudgedGoal, Measurability, MeasureCounts, Need
from baken.records.plans.schema import Goal, IndicatorLink, Measure, MeasureStatus, Reading

FORWARD = frozenset({MeasureStatus.NEW, MeasureStatus.INTENSIFY, MeasureStatus.EXPLORE})
"""What is announced; the rest runs already, was looked back on, or is a condition."""


def judged_goal(goal: Goal) -> JudgedGoal:
    """Say whether a goal is measurable.

    A goal cannot be called measurable without indicator, baseline, target, date and source. With
    all five it still is not whole when a reader saw that they measure something else than the
    goal names: that reading is ours, and is shown as such.
    """
    has = tuple(need for need, there in _needs(goal).items() if there)
    lacks = tuple(need for need in Need if need not in has)
    return JudgedGoal(
        goal=goal,
        has=has,
        lacks=lacks,
        verdict=_verdict(goal, lacks),
        by_text=goal.indicator_link is IndicatorLink.NAMED or bool(goal.has_indicator),
    )


def _needs(goal: Goal) -> dict[Need, bool]:
    return {
        Need.INDICATOR: bool(goal.has_indicator or goal.indicator_ids),
        Need.BASELINE: bool(goal.has_baseline or goal.baseline_en or goal.baseline_nl),
        Need.TARGET: bool(goal.has_target or goal.target_en),
        # A target in a table of years has its date there.
        Need.DATE: bool(goal.has_date or goal.target_en),
        Need.SOURCE: bool(goal.source and goal.line),
    }


def _verdict(goal: Goal, lacks: tuple[Need, ...]) -> Measurability:
    if lacks or goal.measurable is Reading.NO:
        return Measurability.NOT_MEASURABLE
    if goal.measurable is Reading.PARTLY:
        return Measurability.PARTLY
    return Measurability.MEASURABLE


def is_forward(measure: Measure, *, text: str) -> bool:
    """Return whether the plan's own text announces this measure."""
    return measure.status in FORWARD and measure.source == text


def has_date(measure: Measure) -> bool:
    """Return whether the text says in any way when: a begin, an end, a year, a season, a rhythm."""
    said = (
        measure.start,
        measure.end,
        measure.due,
        measure.due_nl,
        measure.year,
        measure.event_date,
        measure.interval,
        measure.season_nl,
        measure.law_in_force,
    )
    return any(said)


def counts_of(measures: Iterable[Measure]) -> MeasureCounts:
    """Count what the text does not say. A partner is not an owner."""
    found = tuple(measures)
    no_partner = [measure for measure in found if not measure.partners]
    return MeasureCounts(
        measures=len(found),
        without_partner=len(no_partner),
        without_date=sum(not has_date(measure) for measure in found),
        without_either=sum(not has_date(measure) for measure in no_partner),
        with_indicator=sum(bool(measure.indicator_ids) for measure in found),
        with_money=sum(measure.money is not None for measure in found),
        with_amount=sum(
            measure.money is not None and measure.money.amount_given for measure in found
        ),
        with_capacity=sum(measure.capacity is not None for measure in found),
        with_owner=sum(bool(measure.owner) for measure in found),
        with_logic=sum(measure.logic is not None for measure in found),
    )
