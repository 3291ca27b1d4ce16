"""Decisions about plans, without a database: is a goal measurable, what does a measure lack."""

from collections.abc import Iterable

from baken.records.plans.codes import IndicatorLink, MeasureStatus, PartRole, Reading
from baken.records.plans.facts import JudgedGoal, Measurability, MeasureCounts, Need
from baken.records.plans.schema import Goal, Measure

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
    verdict = _verdict(goal, lacks)
    return JudgedGoal(
        goal=goal,
        has=has,
        lacks=lacks,
        verdict=verdict,
        by_text=goal.indicator_link is IndicatorLink.NAMED or bool(goal.has_indicator),
        is_explained=verdict is not Measurability.MEASURABLE
        and bool(goal.not_measurable_because_nl),
    )


def _needs(goal: Goal) -> dict[Need, bool]:
    """Return what is there. A baseline that is to be kept with a margin is a target."""
    kept = goal.kept_level is not None
    aimed = goal.target is not None or kept
    return {
        Need.INDICATOR: bool(goal.has_indicator or goal.indicator_ids),
        Need.BASELINE: bool(
            goal.has_baseline or goal.baseline_en or goal.baseline_nl or goal.baseline
        ),
        Need.TARGET: bool(goal.has_target or goal.target_en or aimed),
        # A target in a table of years has its date there.
        Need.DATE: bool(goal.has_date or goal.target_en or aimed),
        Need.SOURCE: bool(goal.source),
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


def is_promised(measure: Measure, *, text: str) -> bool:
    """Return whether the plan's own text promises this measure: announced, or going on."""
    goes_on = measure.status is MeasureStatus.CONTINUE and measure.source == text
    return is_forward(measure, text=text) or (goes_on and measure.context is None)


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


def has_organisation(measure: Measure) -> bool:
    """Return whether the text names anybody with a measure: an owner counts too."""
    return bool(measure.partners or measure.roles or measure.owner)


def has_owner(measure: Measure) -> bool:
    """Return whether somebody owns a measure."""
    return bool(measure.organisations_as(PartRole.OWNER))


def has_amount(measure: Measure) -> bool:
    """Return whether an amount of money is named."""
    named = measure.money is not None and measure.money.amount_given
    return named or bool(measure.money_by_year)


def has_capacity(measure: Measure) -> bool:
    """Return whether it is said how much is done, or how many people that takes."""
    return measure.capacity is not None or bool(measure.capacity_by_year)


def counts_of(measures: Iterable[Measure]) -> MeasureCounts:
    """Count what the text does not say. A partner is not an owner."""
    found = tuple(measures)
    nobody = [measure for measure in found if not has_organisation(measure)]
    return MeasureCounts(
        measures=len(found),
        without_partner=len(nobody),
        without_date=sum(not has_date(measure) for measure in found),
        without_either=sum(not has_date(measure) for measure in nobody),
        with_indicator=sum(bool(measure.indicator_ids) for measure in found),
        with_money=sum(bool(measure.money or measure.money_by_year) for measure in found),
        with_amount=sum(has_amount(measure) for measure in found),
        with_capacity=sum(has_capacity(measure) for measure in found),
        with_owner=sum(has_owner(measure) for measure in found),
        with_logic=sum(measure.logic is not None for measure in found),
    )
