"""Decisions about plans, without a database: is a goal measurable, what does a measure lack."""

from collections.abc import Iterable

from baken.catalogue.policy_texts import policy_text
from baken.records.plans.codes import Direction, IndicatorLink, MeasureStatus, PartRole, Reading
from baken.records.plans.facts import (
    GoalDoubt,
    JudgedGoal,
    Measurability,
    MeasureCounts,
    Need,
    PlanFact,
    PlanOfYear,
)
from baken.records.plans.schema import Goal, Measure, PlanHead, Stated

FORWARD = frozenset({MeasureStatus.NEW, MeasureStatus.INTENSIFY, MeasureStatus.EXPLORE})
"""What is announced; the rest runs already, was looked back on, or is a condition."""


def judged_goal(goal: Goal) -> JudgedGoal:
    """Say whether a goal is measurable.

    A goal cannot be called measurable without indicator, baseline, target, date and source. With
    all five it still is not whole when a reader saw that they measure something else than the
    goal names: that reading is ours, and is shown as such. Nor is it when the target comes before
    the baseline. Numbers that were filled in later outgrow what was read in the first text.
    """
    has = tuple(need for need, there in _needs(goal).items() if there)
    lacks = tuple(need for need in Need if need not in has)
    in_order, outgrew = is_in_order(goal), outgrew_reading(goal)
    reading = Reading.YES if outgrew else goal.measurable
    verdict = _verdict(lacks, reading) if in_order else Measurability.NOT_MEASURABLE
    return JudgedGoal(
        goal=goal,
        has=has,
        lacks=lacks,
        verdict=verdict,
        by_text=goal.indicator_link is IndicatorLink.NAMED or bool(goal.has_indicator),
        is_explained=verdict is not Measurability.MEASURABLE
        and bool(goal.not_measurable_because_nl),
        is_in_order=in_order,
        outgrew_reading=outgrew,
    )


def outgrew_reading(goal: Goal) -> bool:
    """Return whether a goal got its numbers after somebody had read its first text.

    Whoever reads a text marks the paragraph and what is in it (``has_baseline`` …), or who tied
    the indicators; a form never does.
    """
    marks = (goal.has_indicator, goal.has_baseline, goal.has_target, goal.has_date)
    was_read = bool(goal.line or goal.indicator_link) or any(mark is not None for mark in marks)
    aimed = goal.target is not None or goal.kept_level is not None
    return was_read and aimed and goal.baseline is not None and bool(goal.indicator_ids)


def is_in_order(goal: Goal) -> bool:
    """Return whether the target, or the level to keep, comes after the baseline."""
    if goal.baseline is None:
        return True
    ends = [aim.date for aim in (goal.target, goal.kept_level) if aim is not None]
    return all(_last_day(end) > _last_day(goal.baseline.date) for end in ends)


def _last_day(written: str) -> str:
    """Return the end of a year or month, to be held against others: 2027 is 2027-12-31."""
    return written + "-12-31"[len(written) - 4 :]


def doubts_of(goal: Goal, head: PlanHead) -> tuple[GoalDoubt, ...]:
    """Return what cannot be right, or is odd, in the numbers and dates of a goal of a plan."""
    found = {
        GoalDoubt.NOT_AFTER_BASELINE: not is_in_order(goal),
        GoalDoubt.WORSE_THAN_BASELINE: _is_worse(goal),
        GoalDoubt.OUTSIDE_PERIOD: _is_outside(goal, head),
    }
    return tuple(doubt for doubt, there in found.items() if there)


def _is_worse(goal: Goal) -> bool:
    """Return whether a target allows more, or asks less, than where the goal stood."""
    if goal.baseline is None or goal.target is None:
        return False
    rise = goal.target.value - goal.baseline.value
    return (goal.target.direction is Direction.AT_MOST and rise > 0) or (
        goal.target.direction is Direction.AT_LEAST and rise < 0
    )


def _is_outside(goal: Goal, head: PlanHead) -> bool:
    years = [int(aim.date[:4]) for aim in (goal.target, goal.kept_level) if aim is not None]
    return any(
        (head.period_start is not None and year < head.period_start)
        or (head.period_end is not None and year > head.period_end)
        for year in years
    )


FAR = 0.2
"""By which share a baseline may differ from the figure that is known before it is asked about."""


def is_far(written: float, known: float) -> bool:
    """Return whether a baseline lies far from the figure that is known for its year."""
    return abs(written - known) > FAR * abs(known)


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


def _verdict(lacks: tuple[Need, ...], reading: Reading) -> Measurability:
    if lacks or reading is Reading.NO:
        return Measurability.NOT_MEASURABLE
    if reading is Reading.PARTLY:
        return Measurability.PARTLY
    return Measurability.MEASURABLE


def is_forward(measure: Measure, *, text: str) -> bool:
    """Return whether the plan's own text announces this measure."""
    return measure.status in FORWARD and _is_of_plan(measure, text)


def _is_of_plan(measure: Measure, text: str) -> bool:
    """Return whether a measure stands in the plan's text, or was added by a later decision.

    Such a decision is named in words; another text that was read, like a budget, has its name here.
    """
    is_added = measure.context is None and policy_text(measure.source) is None
    return measure.source == text or is_added


def is_promised(measure: Measure, *, text: str) -> bool:
    """Return whether the plan's own text promises this measure: announced, or going on."""
    goes_on = measure.status is MeasureStatus.CONTINUE and _is_of_plan(measure, text)
    return is_forward(measure, text=text) or (goes_on and measure.context is None)


def was_promised_in(measure: Measure, found: PlanOfYear, year: int) -> bool:
    """Return whether the plan of a year promised this measure in that year.

    What begins after the year was not promised in it; nor, where the plan was taken in later, what
    was added since, or what is due after both the year and the plan's period.
    """
    text = found.plan.head.sources[0] if found.plan.head.sources else ""
    if not is_promised(measure, text=text) or measure.id in found.later:
        return False
    if year_named(measure.start, otherwise=year) > year:
        return False
    last = max(year, found.plan.head.period_end or year)
    return found.was_known_then or year_named(measure.due, otherwise=year) <= last


def year_named(written: str, *, otherwise: int) -> int:
    """Return the year of a date as a plan writes it: a year, a month or a day.

    >>> year_named("2027-03", otherwise=0)
    2027
    """
    return int(written[:4]) if written[:4].isdigit() else otherwise


def added_since(first: PlanFact, newest: PlanFact) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of rows that the first version lacks, and the goals whose target it lacks."""
    known = {each.id for each in _rows(first)}
    aimed = {each.id: each.target for each in first.goals}
    return (
        frozenset(each.id for each in _rows(newest)) - known,
        frozenset(e.id for e in newest.goals if e.target and e.target != aimed.get(e.id)),
    )


def _rows(plan: PlanFact) -> tuple[Stated, ...]:
    return (*plan.goals, *plan.lines, *plan.measures)


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
